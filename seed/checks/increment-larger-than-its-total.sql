-- Amounts that are larger than the one they are part of.
SELECT
  record.key,
  'it is part of ' || whole_record.key || ', which is smaller' AS reason
FROM stage AS part
JOIN stage AS whole ON whole.id = part.part_of_id AND whole.currency = part.currency
JOIN record ON record.id = part.id
JOIN record AS whole_record ON whole_record.id = whole.id
WHERE coalesce(part.low, part.high) > coalesce(whole.high, whole.low)
ORDER BY record.key;
