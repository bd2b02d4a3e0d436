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
-- @drive party
--     timeline.record_id IN (
--       SELECT party.record_id FROM party
--       WHERE party.entity_id = :party AND party.role IN (SELECT role FROM roles)
--         AND party.first_day BETWEEN coalesce(date(:since, '-31 days'), '0000-01-01')
--           AND coalesce(:until, '9999-12-31')
--       UNION ALL
--       SELECT event.id FROM event
--       WHERE event.last_day > date(event.first_day, '+31 days') AND event.last_day >= :since
--       UNION ALL
--       SELECT statement.id FROM statement
--       WHERE statement.last_day > date(statement.first_day, '+31 days') AND statement.last_day >= :since
--       UNION ALL
--       SELECT stage.id FROM stage
--       WHERE stage.last_day > date(stage.first_day, '+31 days') AND stage.last_day >= :since
--       UNION ALL
--       SELECT stage.id FROM pledge
--       CROSS JOIN party ON party.record_id = pledge.id AND +party.entity_id = :party
--       CROSS JOIN stage ON stage.pledge_id = pledge.id
--     )
-- @drive source
--     timeline.record_id IN (SELECT record_id FROM citation WHERE source_id = :source)
-- @drive since
--     timeline.record_id IN (
--       SELECT event.id FROM event
--       WHERE event.first_day BETWEEN coalesce(date(:since, '-31 days'), '0000-01-01')
--         AND coalesce(:until, '9999-12-31') AND event.last_day >= :since
--       UNION ALL
--       SELECT statement.id FROM statement
--       WHERE statement.first_day BETWEEN coalesce(date(:since, '-31 days'), '0000-01-01')
--         AND coalesce(:until, '9999-12-31')
--       UNION ALL
--       SELECT stage.id FROM stage
--       WHERE stage.first_day BETWEEN coalesce(date(:since, '-31 days'), '0000-01-01')
--         AND coalesce(:until, '9999-12-31')
--       UNION ALL
--       SELECT event.id FROM event
--       WHERE event.last_day > date(event.first_day, '+31 days') AND event.last_day >= :since
--       UNION ALL
--       SELECT statement.id FROM statement
--       WHERE statement.last_day > date(statement.first_day, '+31 days') AND statement.last_day >= :since
--       UNION ALL
--       SELECT stage.id FROM stage
--       WHERE stage.last_day > date(stage.first_day, '+31 days') AND stage.last_day >= :since
--     )
-- @drive topic
--     timeline.record_id IN (
--       WITH RECURSIVE below (id) AS (
--         SELECT :topic UNION SELECT topic.id FROM topic JOIN below ON topic.parent_id = below.id
--       )
--       SELECT record_id FROM record_topic WHERE topic_id IN (SELECT id FROM below)
--     )
-- @drive until
--     timeline.first_day <= :until
-- @cite  record_id
-- @lead  what
-- @example --kind stage
-- @example --party Arcadia
-- @example --topic trade
-- @example --source dam-reply
-- @example --since 2020-01-12 --until 2020-01-20
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
  AND (:party IS NULL OR EXISTS (
    SELECT 1 FROM party WHERE party.record_id = timeline.record_id AND +party.entity_id = :party
    UNION ALL
    SELECT 1 FROM stage JOIN party ON party.record_id = stage.pledge_id
    WHERE stage.id = timeline.record_id AND +party.entity_id = :party
  ))
  AND (:topic IS NULL OR EXISTS (
    WITH RECURSIVE below (id) AS (
      SELECT :topic UNION SELECT topic.id FROM topic JOIN below ON topic.parent_id = below.id
    )
    SELECT 1 FROM record_topic
    WHERE record_topic.record_id = timeline.record_id AND record_topic.topic_id IN (SELECT id FROM below)
  ))
  AND (:source IS NULL OR EXISTS (
    SELECT 1 FROM citation WHERE citation.record_id = timeline.record_id AND citation.source_id = :source
  ))
  AND (:since IS NULL OR +timeline.last_day >= :since)
  AND (:until IS NULL OR +timeline.first_day <= :until)
ORDER BY timeline.first_day, timeline.last_day, timeline.record_id;
