-- What a feed tells of an entity, a topic or a source: what happened, was said and was given, what came last into the record
-- first.
--
-- @param id       record required  the entity, the topic or the source
-- @param outline  text required    which of these it is
WITH RECURSIVE
  below (id) AS (
    SELECT topic.id FROM topic WHERE topic.id = :id AND :outline = 'topic'
    UNION
    SELECT topic.id FROM below JOIN topic ON topic.parent_id = below.id
  ),
  wanted (id) AS (
    SELECT party.record_id FROM party WHERE :outline = 'entity' AND (party.entity_id = :id OR party.behalf_id = :id)
    UNION
    SELECT stage.id FROM party JOIN stage ON stage.pledge_id = party.record_id
    WHERE :outline = 'entity' AND (party.entity_id = :id OR party.behalf_id = :id)
    UNION
    -- What is said about it, or what a source tells of it.
    SELECT concern.record_id FROM concern WHERE :outline = 'entity' AND concern.about_id = :id
    UNION
    SELECT record_topic.record_id FROM record_topic WHERE record_topic.topic_id IN (SELECT id FROM below)
    UNION
    SELECT stage.id FROM record_topic JOIN stage ON stage.pledge_id = record_topic.record_id
    WHERE record_topic.topic_id IN (SELECT id FROM below)
    UNION
    SELECT citation.record_id FROM citation WHERE :outline = 'source' AND citation.source_id = :id
  )
SELECT
  record.key,
  timeline.kind,
  timeline.what,
  timeline.date,
  record.note,
  batch.read_at AS updated,
  (
    SELECT group_concat(listed.told, char(10)) FROM (
      SELECT coalesce(citations.title, citations.description, citations.source)
          || coalesce(', sentence ' || citations.sentence, ', ' || citations.locator, '')
          || coalesce(': “' || citations.words || '”', '') || coalesce(', ' || citations.url, '') AS told
      FROM citations WHERE citations.record_id = record.id ORDER BY citations.published, citations.part
    ) AS listed
  ) AS sources
FROM timeline
JOIN record ON record.id = timeline.record_id
JOIN batch ON batch.id = record.batch_id
WHERE timeline.record_id IN (SELECT id FROM wanted)
ORDER BY batch.read_at DESC, timeline.order_day DESC, record.key;
