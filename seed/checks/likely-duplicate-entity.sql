-- Entities of one kind whose preferred names are the same but for case, accents and punctuation, unless codes tell them apart.
--
-- `onrecord merge` joins two that are one. No more than 10,000 pairs are told. With :after, only entities
-- that came after that number are compared with all.
WITH
  same (one_id, other_id) AS (
    SELECT entity.id, other.id
    FROM name
    JOIN name AS other_name ON other_name.normal = name.normal
      AND other_name.kind = 'preferred'
      AND other_name.entity_id < name.entity_id
      -- Of Han characters many sound alike: they are compared as written.
      AND (name.text = other_name.text OR (name.text NOT GLOB '*[㐀-鿿]*' AND other_name.text NOT GLOB '*[㐀-鿿]*'))
    JOIN entity ON entity.id = name.entity_id
    JOIN entity AS other ON other.id = other_name.entity_id AND other.kind = entity.kind
    WHERE name.kind = 'preferred'
      AND name.entity_id > coalesce(:after, 0)
      -- Codes of one scheme tell two apart.
      AND NOT EXISTS (
        SELECT 1
        FROM identifier AS own
        JOIN identifier AS its ON its.scheme = own.scheme AND its.value <> own.value
        WHERE own.entity_id = entity.id
          AND its.entity_id = other.id
      )
    LIMIT 10000
  )
SELECT
  record.key,
  'it has the name of ' || other_record.key || ' (' || substr(other.name, 1, 200) || ')' AS reason,
  other_record.key AS other
FROM same
JOIN entity AS other ON other.id = same.other_id
JOIN record ON record.id = same.one_id
JOIN record AS other_record ON other_record.id = same.other_id
ORDER BY record.key, other_record.key;
