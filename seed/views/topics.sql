CREATE VIEW topics AS
-- Topics: one row for each topic, with its place in the tree and its codes in outside schemes.
-- @key key
-- @refers parent topics.key
SELECT
  topic.key,
  topic.label,
  parent.key AS parent,                   -- the key of the topic above it
  CAST((                                  -- the codes of outside schemes, as scheme:code
    SELECT group_concat(listed.scheme || ':' || listed.code, '; ')
    FROM (SELECT topic_notation.scheme, topic_notation.code FROM topic_notation WHERE topic_notation.topic_id = topic.id ORDER BY topic_notation.scheme, topic_notation.code) AS listed
  ) AS TEXT) AS notations,
  topic.id AS topic_id                    -- the number of the topic
FROM topic
LEFT JOIN topic AS parent ON parent.id = topic.parent_id;
