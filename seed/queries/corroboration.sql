-- Corroboration: how many sources vouch for each record, and how far they are independent.
--
-- One row for each record. Sources whose independence is unknown are counted apart: two outlets
-- that print the same agency are one voice. A standard (a code list, a norm) vouches for no fact of a
-- document and is not counted; what one knows is reference data, and left out unless it is asked for.
--
-- @param record     record      only this record
-- @param kind       enum(
--     entity, relation, event, figure, statement, pledge, stage, conversion, dispute)  only this kind
-- @param topic      topic       only on this topic or one below it
-- @param source     source      only what this source vouches for, among others
-- @param min_sources count least only records with so many sources or more
-- @param max_sources count most only records with so many sources or fewer
-- @drive record
--     record.id = :record
-- @drive source
--     record.id IN (SELECT record_id FROM citation WHERE source_id = :source)
-- @drive kind
--     record.kind = :kind
-- @drive topic
--     record.id IN (
--       WITH RECURSIVE below (id) AS (
--         SELECT :topic UNION SELECT topic.id FROM topic JOIN below ON topic.parent_id = below.id
--       )
--       SELECT record_id FROM record_topic WHERE topic_id IN (SELECT id FROM below)
--     )
-- @cite  record_id
-- @lead  what
-- @hide  record_id
-- @spare derived, kind
-- @cue  corroborat*, vouch for, vouch*, independent*, both, only one source, one source, both sources,
--     both reports
-- @slot min_sources=2  both, both sources, both reports
-- @slot max_sources=1  only one source, one source
-- @slot kind=event  event*
-- @slot kind=figure  figure*
-- @slot kind=statement  statement*
-- @slot kind=dispute  dispute*
-- @slot topic  on, about, any
-- @try --min-sources 2 --kind event
-- @try --max-sources 1 --kind figure
-- @example --min-sources 2
-- @example --max-sources 1 --kind event
-- @example --record flood
-- @example --record freedonia
-- @example --kind event --source dam-reply
-- @example --topic trade
-- @example --topic nature --kind statement
SELECT
  (SELECT titles.title FROM titles WHERE titles.record_id = record.id) AS what,
  record.key,
  record.kind,
  count(*) AS sources,
  count(*) FILTER (WHERE source.independence = 'independent') AS independent,
  count(*) FILTER (WHERE source.independence = 'derived') AS derived,
  count(*) FILTER (WHERE source.independence = 'unknown') AS unknown,
  record.id AS record_id
FROM record
JOIN citation ON citation.record_id = record.id
JOIN source ON source.id = citation.source_id
WHERE source.kind <> 'standard'
  AND (:record IS NOT NULL OR NOT EXISTS (
    SELECT 1 FROM citation AS other JOIN source AS standard ON standard.id = other.source_id
    WHERE other.record_id = record.id AND standard.kind = 'standard'
  ))
  AND (:record IS NULL OR record.id = :record)
  AND (:kind IS NULL OR record.kind = :kind)
  AND (:topic IS NULL OR EXISTS (
    WITH RECURSIVE below (id) AS (
      SELECT :topic UNION SELECT topic.id FROM topic JOIN below ON topic.parent_id = below.id
    )
    SELECT 1 FROM record_topic
    WHERE record_topic.record_id = record.id AND record_topic.topic_id IN (SELECT id FROM below)
  ))
  AND (:source IS NULL OR record.id IN (SELECT record_id FROM citation WHERE source_id = :source))
GROUP BY record.id
HAVING true
  AND (:min_sources IS NULL OR count(*) >= :min_sources)
  AND (:max_sources IS NULL OR count(*) <= :max_sources)
ORDER BY count(*) DESC, record.key;
