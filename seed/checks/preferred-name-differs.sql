-- Entities whose name is not the preferred one among their names.
SELECT
  record.key,
  'the name `' || entity.name || '` is not its preferred name' AS reason
FROM record
JOIN entity ON entity.id = record.id
WHERE NOT EXISTS (SELECT 1 FROM name WHERE name.entity_id = entity.id AND name.kind = 'preferred'
  AND name.text = entity.name)
ORDER BY record.id;
