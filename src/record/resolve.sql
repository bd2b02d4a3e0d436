-- The entities that a text can mean, the most literal way first.
--
-- Tiers: 1 key, 2 identifier, 3 preferred name, 4 alias, acronym, former name or misspelling,
-- 5 demonym, 6 metonym. The first tier with one entity in it decides. Codes of ISO schemes may
-- stand alone ('nl', 'NLD'); those of others need their scheme ('fips-10-4:GM'), because they
-- contradict ISO's.
SELECT tier, entity.id, record.key, entity.name
FROM (
  SELECT 1 AS tier, id AS entity_id FROM record WHERE record.key = :key AND record.kind = 'entity'
  UNION
  SELECT 1, record_id FROM retired_key WHERE retired_key.key = :key
  UNION
  SELECT 2, entity_id FROM identifier WHERE value = :text AND scheme GLOB 'iso-*'
  UNION
  SELECT 2, entity_id FROM identifier WHERE value = :value AND scheme = :scheme
  UNION
  SELECT CASE name.kind WHEN 'preferred' THEN 3 WHEN 'demonym' THEN 5 WHEN 'metonym' THEN 6 ELSE 4 END, entity_id
  FROM name WHERE normal = :normal
)
JOIN entity ON entity.id = entity_id
JOIN record ON record.id = entity.id
ORDER BY tier, record.key
