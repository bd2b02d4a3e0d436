-- Timeline: events, statements and stages of pledges in the order of their days.
--
-- One row for each of them. What may have fallen into the days asked for is in; what has no known
-- beginning or end is in only if its other end allows it.
--
-- @param kind       enum(event, statement, stage)  only this kind
-- @param party      entity      only what this party has a part in
-- @param for        entity      only that in which this party has a part itself, or who speaks for it
-- @param place      entity      only events at this place or at one that lies in it
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
--       UNION ALL
--       SELECT stage.id FROM record_topic CROSS JOIN stage ON stage.pledge_id = record_topic.record_id
--       WHERE record_topic.topic_id IN (SELECT id FROM below)
--     )
-- @drive for
--     timeline.record_id IN (
--       SELECT record_id FROM represented WHERE for_id = :for
--       UNION ALL
--       SELECT stage.id FROM represented CROSS JOIN stage ON stage.pledge_id = represented.record_id
--       WHERE represented.for_id = :for
--     )
-- @drive place
--     timeline.record_id IN (
--       SELECT id FROM event WHERE place_id IN (
--         SELECT :place UNION ALL SELECT place_id FROM places WHERE within_id = :place
--       )
--     )
-- @drive until
--     timeline.first_day <= :until
-- @cite  record_id
-- @lead  what
-- @day   date
-- @hide  record_id
-- @spare type, status, kind
-- @chart timeline
-- @label what
-- @cue  timeline, chronolog*, in order, course of, sequence, between, step by step
-- @slot for  of, with, subject, for
-- @slot place  in, at
-- @slot topic  about, on, of, any
-- @slot since  since, after, from, between, in, during
-- @slot until  until, before, and, in, during, to
-- @try --for nl --chart timeline
-- @try --since 2023-01-13 --until 2023-01-17
-- @example --kind stage
-- @example --party Arcadia
-- @example --for Arcadia
-- @example --place dam-works-place
-- @example --place Arcadia
-- @example --topic trade
-- @example --source dam-reply
-- @example --since 2020-01-12 --until 2020-01-20
-- @example --until 2020-04-10
-- @example --since 2020-04-11
-- @example --since 2020-05-02
-- @example --since 2020-05-03
SELECT
  timeline.date,
  CASE
    WHEN coalesce(:since, :until) IS NULL THEN NULL
    -- That something goes on nobody can have told after the last source that does.
    WHEN timeline.date GLOB '[0-9]*/..' AND :since > (
      SELECT max(source.published_first) FROM citation JOIN source ON source.id = citation.source_id
      WHERE citation.record_id = timeline.record_id
    ) THEN 'possible'
    -- What lasts is in every day of its time; what was on one of several days may be in none of these.
    WHEN timeline.date GLOB '[0-9]*/*' THEN 'certain'
    WHEN timeline.first_day >= coalesce(:since, '0000-01-01')
      AND timeline.last_day <= coalesce(:until, '9999-12-31') THEN 'certain'
    ELSE 'possible'
  END AS in_period,
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
  AND (:for IS NULL OR timeline.record_id IN (
    SELECT record_id FROM represented WHERE for_id = :for
    UNION ALL
    SELECT stage.id FROM represented CROSS JOIN stage ON stage.pledge_id = represented.record_id
    WHERE represented.for_id = :for
  ))
  AND (:place IS NULL OR timeline.record_id IN (
    SELECT id FROM event WHERE place_id IN (
      SELECT :place UNION ALL SELECT place_id FROM places WHERE within_id = :place
    )
  ))
  AND (:topic IS NULL OR EXISTS (
    WITH RECURSIVE below (id) AS (
      SELECT :topic UNION SELECT topic.id FROM topic JOIN below ON topic.parent_id = below.id
    )
    SELECT 1 FROM record_topic
    WHERE record_topic.record_id = timeline.record_id AND record_topic.topic_id IN (SELECT id FROM below)
    UNION ALL
    -- What a pledge is about its stages are about.
    SELECT 1 FROM stage JOIN record_topic ON record_topic.record_id = stage.pledge_id
    WHERE stage.id = timeline.record_id AND record_topic.topic_id IN (SELECT id FROM below)
  ))
  AND (:source IS NULL OR EXISTS (
    SELECT 1 FROM citation WHERE citation.record_id = timeline.record_id AND citation.source_id = :source
  ))
  AND (:since IS NULL OR +timeline.last_day >= :since)
  AND (:until IS NULL OR +timeline.first_day <= :until)
ORDER BY timeline.order_day, timeline.first_day, timeline.last_day, timeline.record_id;
