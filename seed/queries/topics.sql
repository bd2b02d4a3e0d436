-- Topics: what records are about, as a tree.
--
-- One row for each topic in the order of the tree, with the codes outside schemes have for it and
-- the number of records on it and on all below it.
--
-- @param topic      topic       only this topic and those below it
-- @cue  topic*, subjects
-- @also how many
-- @slot topic  any
-- @try --topic export-controls
-- @example --topic water
WITH RECURSIVE
  tree (id, path, depth) AS (
    SELECT topic.id, topic.key, 0
    FROM topic
    WHERE true
      AND (:topic IS NULL OR topic.id = :topic)
      AND (:topic IS NOT NULL OR topic.parent_id IS NULL)
    UNION ALL
    SELECT topic.id, tree.path || '/' || topic.key, tree.depth + 1
    FROM tree
    JOIN topic ON topic.parent_id = tree.id
    -- A circle of parents leads back to where it is entered, and a tree is not that deep.
    WHERE topic.id IS NOT :topic AND tree.depth < 100
  )
SELECT
  topics.key,
  topics.label,
  topics.notations,
  (
    WITH RECURSIVE below (id) AS (
      SELECT tree.id UNION SELECT topic.id FROM topic JOIN below ON topic.parent_id = below.id
    )
    SELECT count(DISTINCT record_topic.record_id) FROM below
    CROSS JOIN record_topic ON record_topic.topic_id = below.id
  ) AS records,
  tree.depth,
  tree.path
FROM tree
CROSS JOIN topics ON topics.topic_id = tree.id
ORDER BY tree.path;
