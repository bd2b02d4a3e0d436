-- Timeline: events, statements and stages of pledges in the order of their days.
--
-- One row for each of them. What may have fallen into the days asked for is in; what has no known
-- beginning or end is in only if its other end allows it.
--
-- @param kind       enum(event, statement, stage)  only this kind
-- @param party      entity      only what this party has a part in
-- @param topic      topic       only on this topic or one below it
-- @param source     source      only what this source vouches for
-- @param since      date first  not over before this day
-- @param until      date last   begun by this day
-- @cite  record_id
SELECT
  timeline.date,
  timeline.kind,
  timeline.type,
  timeline.what,
  timeline.status,
  timeline.record_id
FROM timeline
WHERE true
  AND (:kind IS NULL OR timeline.kind = :kind)
  AND (:party IS NULL OR timeline.record_id IN (SELECT record_id FROM party WHERE entity_id = :party UNION ALL SELECT stage.id FROM party JOIN stage ON stage.pledge_id = party.record_id WHERE party.entity_id = :party))
  AND (:topic IS NULL OR timeline.record_id IN (WITH RECURSIVE below (id) AS (SELECT :topic UNION SELECT topic.id FROM topic JOIN below ON topic.parent_id = below.id) SELECT record_id FROM record_topic WHERE topic_id IN (SELECT id FROM below)))
  AND (:source IS NULL OR timeline.record_id IN (SELECT record_id FROM citation WHERE source_id = :source))
  AND (:since IS NULL OR timeline.last_day >= :since)
  AND (:until IS NULL OR timeline.first_day <= :until)
  AND (:since IS NULL OR :until IS NULL OR timeline.record_id IN (SELECT id FROM event WHERE first_day >= date(:since, '-31 days') AND first_day <= :until UNION ALL SELECT id FROM event WHERE last_day > date(first_day, '+31 days') AND last_day >= :since UNION ALL SELECT id FROM statement WHERE first_day >= date(:since, '-31 days') AND first_day <= :until UNION ALL SELECT id FROM statement WHERE last_day > date(first_day, '+31 days') AND last_day >= :since UNION ALL SELECT id FROM stage WHERE first_day >= date(:since, '-31 days') AND first_day <= :until UNION ALL SELECT id FROM stage WHERE last_day > date(first_day, '+31 days') AND last_day >= :since))
ORDER BY timeline.first_day, timeline.last_day, timeline.record_id;
