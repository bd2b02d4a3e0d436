-- Relations that are said to have ended before they began.
SELECT
  record.key,
  'it lasts until ' || relation.until || ' and since ' || relation.since AS reason
FROM relation
JOIN record ON record.id = relation.id
WHERE relation.until_last < relation.since_first
ORDER BY record.key;
