CREATE VIEW entities AS
-- Entities: one row for each who or what can take part, with every name it goes by.
-- @key record_id
SELECT
  entity.id AS record_id,                 -- the number of its record
  record.key,
  entity.kind,
  entity.name,
  CAST((                                  -- all its other names, parted by semicolons
    SELECT group_concat(listed.text, '; ')
    FROM (SELECT name.text FROM name WHERE name.entity_id = entity.id AND name.kind <> 'preferred' ORDER BY name.text, name.kind, name.language) AS listed
  ) AS TEXT) AS other_names,
  CAST((                                  -- what outside schemes call it, as scheme:code
    SELECT group_concat(listed.scheme || ':' || listed.value, '; ')
    FROM (SELECT identifier.scheme, identifier.value FROM identifier WHERE identifier.entity_id = entity.id ORDER BY identifier.scheme, identifier.value) AS listed
  ) AS TEXT) AS identifiers,
  entity.began,
  entity.ended,
  entity.description,
  record.note
FROM entity CROSS JOIN record
WHERE record.id = entity.id;
