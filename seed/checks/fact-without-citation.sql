-- Records that no source vouches for.
SELECT
  record.key,
  'no source vouches for this ' || record.kind AS reason
FROM record
WHERE NOT EXISTS (SELECT 1 FROM citation WHERE citation.record_id = record.id)
ORDER BY record.id;
