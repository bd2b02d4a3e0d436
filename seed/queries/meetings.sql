-- Meetings, visits, calls and talks between two parties.
--
-- One row for each event in which both have a part, oldest first; who holds an office has it for
-- what the office belongs to, on the days that it is proved. `in_period` says whether a day that is not known for
-- certain is surely in the time asked for.
--
-- @param party      entity      one of the two: itself, or who speaks for it
-- @param with       entity      the other: itself, or who speaks for it
-- @param for        entity      one more that is to have a part: itself, or who speaks for it
-- @param since      date first  not over before this day
-- @param until      date last   begun by this day
-- @drive party
--     events.record_id IN (SELECT record_id FROM represented WHERE for_id = :party)
-- @drive with
--     events.record_id IN (SELECT record_id FROM represented WHERE for_id = :with)
-- @drive for
--     events.record_id IN (SELECT record_id FROM represented WHERE for_id = :for)
-- @drive since
--     events.record_id IN (
--       SELECT event.id FROM event
--       WHERE event.first_day BETWEEN date(:since, '-31 days') AND coalesce(:until, '9999-12-31')
--         AND event.last_day >= :since
--       UNION ALL
--       SELECT event.id FROM event
--       WHERE event.last_day > date(event.first_day, '+31 days') AND event.last_day >= :since
--     )
-- @drive until
--     events.first_day <= :until
-- @cite  record_id
-- @lead  title, parties
-- @day   date
-- @hide  key, record_id
-- @spare date_words, note, type, place
-- @chart timeline
-- @label title
-- @cue  meet*, met, talks, summit*
-- @slot party  subject, between, of, by
-- @slot with  with, and, object, to
-- @slot since  since, after, from, in, during, on
-- @slot until  until, before, in, during, on
-- @try --party us --with japan
-- @try --for nl
-- @example --party 'Queen Rita'
-- @example --party Freedonia --with Arcadia
-- @example --for Arcadia
-- @example --party Freedonia --since 2020-01-12
-- @example --party Ruritania --until 2020-01-20
SELECT
  events.date,
  CASE
    WHEN coalesce(:since, :until) IS NULL THEN NULL
    -- That something goes on nobody can have told after the last source that does.
    WHEN events.date GLOB '[0-9]*/..' AND :since > (
      SELECT max(source.published_first) FROM citation JOIN source ON source.id = citation.source_id
      WHERE citation.record_id = events.record_id
    ) THEN 'possible'
    -- What lasts is in every day of its time; what was on one of several days may be in none of these.
    WHEN events.date GLOB '[0-9]*/*' THEN 'certain'
    WHEN events.first_day >= coalesce(:since, '0000-01-01')
      AND events.last_day <= coalesce(:until, '9999-12-31') THEN 'certain'
    ELSE 'possible'
  END AS in_period,
  events.status,
  events.type,
  events.title,
  events.place,
  events.parties,
  events.date_words,
  events.note,
  events.key,
  events.record_id
FROM events
WHERE true
  AND +events.type IN ('meeting', 'visit', 'call', 'negotiation', 'conference', 'summit', 'consultation')
  AND (:party IS NULL OR +events.record_id IN (SELECT record_id FROM represented WHERE for_id = :party))
  AND (:with IS NULL OR +events.record_id IN (SELECT record_id FROM represented WHERE for_id = :with))
  AND (:for IS NULL OR +events.record_id IN (SELECT record_id FROM represented WHERE for_id = :for))
  AND (:since IS NULL OR +events.last_day >= :since)
  AND (:until IS NULL OR +events.first_day <= :until)
ORDER BY events.order_day, events.last_day, events.record_id;
