-- What stands before the row of a record: known to be wrong, or a side of a dispute.
SELECT CASE
  WHEN record.rank = 'deprecated' THEN 2
  WHEN EXISTS (SELECT 1 FROM dispute_side WHERE dispute_side.record_id = record.id) THEN 1
END
FROM record WHERE record.id = ?1
