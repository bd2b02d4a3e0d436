-- What rows were drawn on: how many sources vouch for their records, from when to when those were
-- published, and how many of the rows are a side of a dispute, or known to be wrong. :ids is a JSON array of [row, record].
WITH named (row, record_id) AS (
  SELECT CAST(json_extract(value, '$[0]') AS INTEGER), CAST(json_extract(value, '$[1]') AS INTEGER)
      FROM json_each(:ids)
), vouching (id) AS (
  SELECT DISTINCT citation.source_id FROM named JOIN citation ON citation.record_id = named.record_id
), dated (published, published_first, published_last) AS (
  SELECT source.published, source.published_first, source.published_last FROM source
  WHERE source.id IN (SELECT id FROM vouching) AND source.published_first > '0000-01-01'
      AND source.published_last < '9999-12-31'
)
SELECT
  count(*) AS sources,
  -- A year is told as a year, and not as its first or last day.
  coalesce(
    (SELECT published FROM dated WHERE length(published) <= 7 AND published_first = (SELECT min(published_first) FROM dated)),
    (SELECT min(published_first) FROM dated)
  ) AS first_day,
  coalesce(
    (SELECT published FROM dated WHERE length(published) <= 7 AND published_last = (SELECT max(published_last) FROM dated)),
    (SELECT max(published_last) FROM dated)
  ) AS last_day,
  (SELECT count(DISTINCT named.row) FROM named JOIN dispute_side ON dispute_side.record_id = named.record_id) AS disputed,
  (
    SELECT count(DISTINCT named.row) FROM named JOIN record ON record.id = named.record_id
    WHERE record.rank = 'deprecated'
  ) AS wrong
FROM vouching
