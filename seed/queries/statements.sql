-- Statements: who said what to whom, in our words, oldest first.
--
-- One row for each speech act, however many sources print it; what a document claims without
-- naming a speaker is of the form narration. The printed words are in the query wordings.
--
-- @param speaker    entity      only what this party said, or what was said on its behalf
-- @param addressee  entity      only what was said to this party
-- @param form       enum(direct, direct-marks-lost, indirect, fragment, narration)  only this form
-- @param medium     entity      only what was made through this medium
-- @param occasion   record      only what was said at this event
-- @param topic      topic       only on this topic or one below it
-- @param source     source      only what this source vouches for
-- @param since      date first  not over before this day
-- @param until      date last   begun by this day
-- @drive since
--     (:until IS NULL OR statements.record_id IN (
--       SELECT id FROM statement WHERE first_day >= date(:since, '-31 days') AND first_day <= :until
--       UNION ALL
--       SELECT id FROM statement WHERE last_day > date(first_day, '+31 days') AND last_day >= :since
--     ))
-- @cite  record_id
-- @lead  gist
-- @example --speaker Arcadia
-- @example --addressee Freedonia
-- @example --form direct
-- @example --medium 'Radio Arc'
-- @example --occasion arc-rita-meeting
-- @example --topic trade
-- @example --source dam-reply
-- @example --since 2020-03-03 --until 2020-04-10
SELECT
  statements.date,
  statements.speaker,
  statements.verb,
  statements.addressee,
  statements.gist,
  statements.form,
  statements.medium,
  statements.told_by,
  statements.record_id
FROM statements
WHERE true
  AND (:speaker IS NULL OR statements.record_id IN (
    SELECT record_id FROM party WHERE entity_id = :speaker AND role = 'speaker'
    UNION ALL
    SELECT record_id FROM party WHERE behalf_id = :speaker AND role = 'speaker'
  ))
  AND (:addressee IS NULL OR statements.record_id IN (
    SELECT record_id FROM party WHERE entity_id = :addressee AND role = 'addressee'
  ))
  AND (:form IS NULL OR statements.form = :form)
  AND (:medium IS NULL OR statements.record_id IN (SELECT id FROM statement WHERE medium_id = :medium))
  AND (:occasion IS NULL OR statements.record_id IN (SELECT id FROM statement WHERE occasion_id = :occasion))
  AND (:topic IS NULL OR EXISTS (
    WITH RECURSIVE below (id) AS (
      SELECT :topic UNION SELECT topic.id FROM topic JOIN below ON topic.parent_id = below.id
    )
    SELECT 1 FROM record_topic
    WHERE record_topic.record_id = statements.record_id AND record_topic.topic_id IN (SELECT id FROM below)
  ))
  AND (:source IS NULL OR statements.record_id IN (SELECT record_id FROM citation WHERE source_id = :source))
  AND (:since IS NULL OR statements.last_day >= :since)
  AND (:until IS NULL OR statements.first_day <= :until)
ORDER BY statements.first_day, statements.last_day, statements.record_id;
