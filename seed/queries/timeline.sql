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
WITH
  -- What lasts at most 31 days and is not over before a day begins no earlier than 31 days before it.
  days (opens, closes, since) AS (SELECT coalesce(date(:since, '-31 days'), '0000-01-01'), coalesce(:until, '9999-12-31'), coalesce(:since, '0000-01-01')),
  long (id) AS (
    SELECT event.id FROM event WHERE event.last_day > date(event.first_day, '+31 days') AND event.last_day >= :since
    UNION ALL
    SELECT statement.id FROM statement WHERE statement.last_day > date(statement.first_day, '+31 days') AND statement.last_day >= :since
    UNION ALL
    SELECT stage.id FROM stage WHERE stage.last_day > date(stage.first_day, '+31 days') AND stage.last_day >= :since
  )
SELECT
  timeline.date,
  timeline.kind,
  timeline.type,
  timeline.what,
  timeline.status,
  timeline.record_id
FROM timeline
WHERE true
  -- What must hold, looked up for each candidate.
  AND (:kind IS NULL OR timeline.kind = :kind)
  AND (:party IS NULL OR EXISTS (SELECT 1 FROM party WHERE party.record_id = timeline.record_id AND +party.entity_id = :party UNION ALL SELECT 1 FROM stage JOIN party ON party.record_id = stage.pledge_id WHERE stage.id = timeline.record_id AND +party.entity_id = :party))
  AND (:topic IS NULL OR EXISTS (WITH RECURSIVE below (id) AS (SELECT :topic UNION SELECT topic.id FROM topic JOIN below ON topic.parent_id = below.id) SELECT 1 FROM record_topic WHERE record_topic.record_id = timeline.record_id AND record_topic.topic_id IN (SELECT id FROM below)))
  AND (:source IS NULL OR EXISTS (SELECT 1 FROM citation WHERE citation.record_id = timeline.record_id AND citation.source_id = :source))
  AND (:since IS NULL OR +timeline.last_day >= :since)
  AND (:until IS NULL OR +timeline.first_day <= :until)
  -- Candidates: by the one of the given filters that most likely leaves fewest.
  AND (:party IS NULL OR timeline.record_id IN (SELECT party.record_id FROM days CROSS JOIN party WHERE party.entity_id = :party AND party.role IN (SELECT role FROM roles) AND party.first_day BETWEEN days.opens AND days.closes UNION ALL SELECT id FROM long UNION ALL SELECT stage.id FROM pledge CROSS JOIN party ON party.record_id = pledge.id AND +party.entity_id = :party CROSS JOIN stage ON stage.pledge_id = pledge.id))
  AND (:source IS NULL OR :party IS NOT NULL OR timeline.record_id IN (SELECT record_id FROM citation WHERE source_id = :source))
  AND (:since IS NULL OR coalesce(:party, :source) IS NOT NULL OR timeline.record_id IN (SELECT event.id FROM days CROSS JOIN event WHERE event.first_day BETWEEN days.opens AND days.closes AND event.last_day >= days.since UNION ALL SELECT statement.id FROM days CROSS JOIN statement WHERE statement.first_day BETWEEN days.opens AND days.closes UNION ALL SELECT stage.id FROM days CROSS JOIN stage WHERE stage.first_day BETWEEN days.opens AND days.closes UNION ALL SELECT id FROM long))
  AND (:topic IS NULL OR coalesce(:party, :source, :since) IS NOT NULL OR timeline.record_id IN (WITH RECURSIVE below (id) AS (SELECT :topic UNION SELECT topic.id FROM topic JOIN below ON topic.parent_id = below.id) SELECT record_id FROM record_topic WHERE topic_id IN (SELECT id FROM below)))
  AND (:until IS NULL OR coalesce(:party, :source, :since, :topic) IS NOT NULL OR timeline.first_day <= :until)
ORDER BY timeline.first_day, timeline.last_day, timeline.record_id;
