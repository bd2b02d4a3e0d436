-- Entities of one kind whose preferred names are the same but for case, accents and punctuation.
--
-- `onrecord merge` joins two that are one.
SELECT
  record.key,
  'it has the name of ' || other_record.key || ' (' || entity.name || ')' AS reason
FROM name
JOIN name AS other_name ON other_name.normal = name.normal AND other_name.kind = 'preferred' AND other_name.entity_id > name.entity_id
JOIN entity ON entity.id = name.entity_id
JOIN entity AS other ON other.id = other_name.entity_id AND other.kind = entity.kind
JOIN record ON record.id = entity.id
JOIN record AS other_record ON other_record.id = other.id
WHERE name.kind = 'preferred'
ORDER BY record.key, other_record.key;
