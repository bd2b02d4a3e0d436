-- Texts that are searched: titles, gists, names, notes, words as printed, and the texts that are kept.
--
-- @param kind      enum(entity, relation, event, figure, statement, pledge, stage, conversion, dispute, source)  only records of this kind, or sources
-- @param source    source      only what this source vouches for, and its own text
-- @param speaker   entity      only what this party said, or what was said on its behalf
-- @param topic     topic       only on this topic or one below it
-- @param since     date first  not over before this day
-- @param until     date last   begun by this day
WITH RECURSIVE
  below (id) AS (SELECT :topic UNION SELECT topic.id FROM topic JOIN below ON topic.parent_id = below.id),
  told (record_id, place, text) AS (
    SELECT titles.record_id, 'title', titles.title FROM titles
    UNION ALL
    SELECT name.entity_id, 'name', name.text FROM name WHERE name.kind <> 'preferred'
    UNION ALL
    SELECT entity.id, 'description', entity.description FROM entity WHERE entity.description IS NOT NULL
    UNION ALL
    SELECT record.id, 'note', record.note FROM record WHERE record.note IS NOT NULL
    UNION ALL
    SELECT anchor.record_id, 'words', anchor.exact FROM anchor WHERE anchor.exact IS NOT NULL
    UNION ALL
    SELECT dispute_side.dispute_id, 'claim', dispute_side.claim FROM dispute_side
  )
SELECT told.text, record.kind, record.key, told.place, coalesce(event.date, statement.date, stage.date), told.record_id
FROM told
JOIN record ON record.id = told.record_id
-- One of them, by its number: the view of all three would be made whole first.
LEFT JOIN event ON event.id = told.record_id
LEFT JOIN statement ON statement.id = told.record_id
LEFT JOIN stage ON stage.id = told.record_id
WHERE (:kind IS NULL OR record.kind = :kind)
  AND (:source IS NULL OR EXISTS (SELECT 1 FROM citation WHERE citation.record_id = told.record_id AND citation.source_id = :source))
  AND (:speaker IS NULL OR EXISTS (
    SELECT 1 FROM party WHERE party.record_id = told.record_id AND party.role = 'speaker'
        AND :speaker IN (party.entity_id, party.behalf_id)
  ))
  AND (:topic IS NULL OR EXISTS (
    SELECT 1 FROM record_topic WHERE record_topic.record_id = told.record_id
        AND record_topic.topic_id IN (SELECT id FROM below)
  ))
  AND (:since IS NULL OR coalesce(event.last_day, statement.last_day, stage.last_day) >= :since)
  AND (:until IS NULL OR coalesce(event.first_day, statement.first_day, stage.first_day) <= :until)
UNION ALL
SELECT told.text, 'source', source.key, told.place, source.published, NULL
FROM (
  SELECT source.id, 'title' AS place, coalesce(source.title, source.description) AS text FROM source
  UNION ALL
  SELECT source_text.source_id, 'text', source_text.content FROM source_text
) AS told
JOIN source ON source.id = told.id
WHERE told.text IS NOT NULL
  AND (:kind IS NULL OR :kind = 'source')
  AND (:source IS NULL OR source.id = :source)
  AND coalesce(:speaker, :topic) IS NULL
  AND (:since IS NULL OR source.published_last >= :since)
  AND (:until IS NULL OR source.published_first <= :until);
