-- Meetings, visits, calls and talks between two parties.
--
-- One row for each event in which both have a part, oldest first.
--
-- @param party      entity required  one of the two
-- @param with       entity      the other; left out, anybody
-- @param since      date first  not over before this day
-- @param until      date last   begun by this day
-- @cite  record_id
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
  AND events.type IN ('meeting', 'visit', 'call', 'negotiation', 'conference', 'summit', 'consultation')
  AND events.record_id IN (SELECT record_id FROM party WHERE entity_id = :party)
  AND (:with IS NULL OR events.record_id IN (SELECT record_id FROM party WHERE entity_id = :with))
  AND (:since IS NULL OR events.last_day >= :since)
  AND (:until IS NULL OR events.first_day <= :until)
ORDER BY events.first_day, events.last_day, events.record_id;
