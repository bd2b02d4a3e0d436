-- Meetings, visits, calls and talks between two parties.
--
-- One row for each event in which both have a part, oldest first.
--
-- @param party      entity required  one of the two
-- @param with       entity      the other; left out, anybody
-- @param since      date first  not over before this day
-- @param until      date last   begun by this day
-- @cite  record_id
WITH
  -- An event of at most 31 days that is not over before a day begins no earlier than 31 days before it.
  days (opens, closes) AS (SELECT coalesce(date(:since, '-31 days'), '0000-01-01'), coalesce(:until, '9999-12-31')),
  long (id) AS (SELECT event.id FROM event WHERE event.last_day > date(event.first_day, '+31 days') AND event.last_day >= :since)
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
  AND EXISTS (SELECT 1 FROM party WHERE party.record_id = events.record_id AND +party.entity_id = :party)
  AND (:with IS NULL OR EXISTS (SELECT 1 FROM party WHERE party.record_id = events.record_id AND +party.entity_id = :with))
  AND (:since IS NULL OR +events.last_day >= :since)
  AND (:until IS NULL OR +events.first_day <= :until)
  -- Candidates: by the days of the one party.
  AND events.record_id IN (SELECT party.record_id FROM days CROSS JOIN party WHERE party.entity_id = :party AND party.role IN (SELECT role FROM roles) AND party.first_day BETWEEN days.opens AND days.closes UNION ALL SELECT id FROM long)
ORDER BY events.first_day, events.last_day, events.record_id;
