-- What rows were drawn on: how many sources vouch for their records, from when to when those were
-- published, and how many of the rows are a side of a dispute. :ids is a JSON array of [row, record].
WITH named (row, record_id) AS (
  SELECT CAST(json_extract(value, '$[0]') AS INTEGER), CAST(json_extract(value, '$[1]') AS INTEGER) FROM json_each(:ids)
)
SELECT
  count(*) AS sources,
  min(nullif(source.published_first, '0000-01-01')) AS first_day,
  max(nullif(source.published_last, '9999-12-31')) AS last_day,
  (SELECT count(DISTINCT named.row) FROM named JOIN dispute_side ON dispute_side.record_id = named.record_id) AS disputed
FROM source
WHERE source.id IN (SELECT citation.source_id FROM named JOIN citation ON citation.record_id = named.record_id)
