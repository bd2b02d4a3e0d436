-- Records whose own table has no row for them.
SELECT
  record.key,
  'there is no ' || record.kind || ' of this record' AS reason
FROM record
WHERE NOT CASE record.kind
  WHEN 'entity' THEN EXISTS (SELECT 1 FROM entity WHERE entity.id = record.id)
  WHEN 'relation' THEN EXISTS (SELECT 1 FROM relation WHERE relation.id = record.id)
  WHEN 'event' THEN EXISTS (SELECT 1 FROM event WHERE event.id = record.id)
  WHEN 'figure' THEN EXISTS (SELECT 1 FROM figure WHERE figure.id = record.id)
  WHEN 'statement' THEN EXISTS (SELECT 1 FROM statement WHERE statement.id = record.id)
  WHEN 'pledge' THEN EXISTS (SELECT 1 FROM pledge WHERE pledge.id = record.id)
  WHEN 'stage' THEN EXISTS (SELECT 1 FROM stage WHERE stage.id = record.id)
  WHEN 'conversion' THEN EXISTS (SELECT 1 FROM conversion WHERE conversion.id = record.id)
  WHEN 'dispute' THEN EXISTS (SELECT 1 FROM dispute WHERE dispute.id = record.id)
END
ORDER BY record.id;
