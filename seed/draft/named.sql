-- What an entity is called, what it is, and whether a name (in its normal form) only stands for it.
SELECT
  entity.name,
  entity.kind IN ('country', 'region', 'place') AS is_place,
  entity.kind = 'office' AS is_office,
  entity.kind = 'country' AS is_country,
  entity.kind = 'person' AS is_person,
  EXISTS (
    SELECT 1 FROM name WHERE name.entity_id = entity.id AND name.normal = ?2 AND name.kind = 'metonym'
  ) AS is_metonym
FROM record
JOIN entity ON entity.id = record.id
WHERE record.key = ?1;
