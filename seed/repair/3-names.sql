-- Names that follow from others, or that a repaired record says are lost. The newest batch is that of the repair.

-- Ways of being related that were somebody's own.
INSERT OR IGNORE INTO predicate (key, label, inverse, batch_id)
SELECT DISTINCT relation.predicate, relation.predicate || ' (words lost)', relation.predicate || ' (words lost)',
  (SELECT max(id) FROM batch)
FROM relation WHERE relation.predicate NOT IN (SELECT key FROM predicate);

-- The name that an entity is shown by stands in two places.
INSERT OR IGNORE INTO name (entity_id, text, kind, language, normal, batch_id)
SELECT entity.id, entity.name, 'preferred', '', normal(entity.name), (SELECT max(id) FROM batch)
FROM entity
WHERE NOT EXISTS (
  SELECT 1 FROM name WHERE name.entity_id = entity.id AND name.kind = 'preferred' AND name.text = entity.name
);
