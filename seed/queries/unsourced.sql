-- Unsourced: records that no source vouches for.
--
-- One row for each record without a citation. A sound record has none.
--
-- @param kind       enum(
--     entity, relation, event, figure, statement, pledge, stage, conversion, dispute)  only this kind
-- @hide  record_id
-- @cue  unsourced, no source, without source, without a source
-- @try
-- @example --kind entity
SELECT
  record.key,
  record.kind,
  batch.name AS came_with,
  record.id AS record_id
FROM record
JOIN batch ON batch.id = record.batch_id
WHERE NOT EXISTS (SELECT 1 FROM citation WHERE citation.record_id = record.id)
  AND (:kind IS NULL OR record.kind = :kind)
ORDER BY record.id;
