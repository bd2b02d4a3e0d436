-- Meetings, visits, calls and talks between two parties.
--
-- One row for each event in which both have a part, oldest first.
--
-- @param party      entity required  one of the two
-- @param with       entity      the other; left out, anybody
-- @param since      date first  not over before this day
-- @param until      date last   begun by this day
-- @drive party
--     events.record_id IN (
--       SELECT party.record_id FROM party
--       WHERE party.entity_id = :party AND party.role IN (SELECT role FROM roles)
--         AND party.first_day BETWEEN coalesce(date(:since, '-31 days'), '0000-01-01')
--           AND coalesce(:until, '9999-12-31')
--       UNION ALL
--       SELECT event.id FROM event
--       WHERE event.last_day > date(event.first_day, '+31 days') AND event.last_day >= :since
--     )
-- @cite  record_id
-- @lead  title, parties
-- @example --party 'Queen Rita'
-- @example --party Freedonia --with Arcadia
-- @example --party Freedonia --since 2020-01-12
-- @example --party Freedonia --until 2020-01-10
SELECT
  events.date,
  events.status,
  events.type,
  events.title,
  events.place,
  events.parties,
  events.record_id
FROM events
WHERE true
  AND +events.type IN ('meeting', 'visit', 'call', 'negotiation', 'conference', 'summit', 'consultation')
  AND EXISTS (
    SELECT 1 FROM party WHERE party.record_id = events.record_id AND +party.entity_id = :party
  )
  AND (:with IS NULL OR EXISTS (
    SELECT 1 FROM party WHERE party.record_id = events.record_id AND +party.entity_id = :with
  ))
  AND (:since IS NULL OR +events.last_day >= :since)
  AND (:until IS NULL OR +events.first_day <= :until)
ORDER BY events.first_day, events.last_day, events.record_id;
