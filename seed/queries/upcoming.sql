-- Upcoming: events planned for after a day.
--
-- One row for each event whose status is planned and which may still come after the day.
--
-- @param after      date last required  the day to look ahead from
-- @param party      entity      only events this party has a part in
-- @param for        entity      only events in which this party has a part itself, or who speaks for it
-- @param topic      topic       only on this topic or one below it
-- @cite  record_id
-- @lead  title, parties
-- @day   date
-- @hide  record_id
-- @spare type, place
-- @chart timeline
-- @label title
-- @cue  upcoming, still to come, to come, planned, next, ahead, coming up, will
-- @slot after  after, since, from, as of
-- @slot for  subject, by, for, of
-- @slot topic  about, on, any
-- @try --after 2023-01-17
-- @example --after 2020-03-04
-- @example --after 2020-05-10
-- @example --after 2020-03-04 --party Freedonia
-- @example --after 2020-03-04 --for Ruritania
-- @example --after 2020-03-04 --topic water
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
  AND events.status = 'planned'
  AND events.last_day > :after
  AND (:party IS NULL OR EXISTS (
    SELECT 1 FROM party WHERE party.record_id = events.record_id AND +party.entity_id = :party
  ))
  AND (:for IS NULL OR +events.record_id IN (SELECT record_id FROM represented WHERE for_id = :for))
  AND (:topic IS NULL OR EXISTS (
    WITH RECURSIVE below (id) AS (
      SELECT :topic UNION SELECT topic.id FROM topic JOIN below ON topic.parent_id = below.id
    )
    SELECT 1 FROM record_topic
    WHERE record_topic.record_id = events.record_id AND record_topic.topic_id IN (SELECT id FROM below)
  ))
ORDER BY events.order_day, events.last_day, events.record_id;
