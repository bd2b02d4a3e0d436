-- Entities of one kind whose names differ by a letter, by a last word set first or by an initial.
--
-- `onrecord merge` joins two that are one. Left out are names with digits, countries and groups,
-- which data sets name by pattern, names of more than 200 letters, and two that one data set or one
-- scheme of codes tells apart. Of entities that share a name, the first ten are compared.
WITH RECURSIVE
  named (entity_id, kind, form, nth) AS (
    SELECT entity.id, entity.kind, name.normal, row_number() OVER (PARTITION BY entity.kind, name.normal
      ORDER BY entity.id)
    FROM entity
    JOIN name ON name.entity_id = entity.id AND name.kind = 'preferred'
    WHERE entity.kind NOT IN ('country', 'region', 'group', 'asset')
      AND length(name.normal) BETWEEN 7 AND 200
      AND name.normal NOT GLOB '*[0-9]*'
  ),
  candidate (entity_id, kind, form) AS MATERIALIZED (
    SELECT named.entity_id, named.kind, named.form FROM named WHERE named.nth <= 10
  ),
  -- A form with the letter at a place taken out; at place 0, the form itself. Two forms are one letter
  -- apart if they agree without the letter at one place, or if one is the other without a letter.
  cut (entity_id, kind, form, at, rest) AS (
    SELECT candidate.entity_id, candidate.kind, candidate.form, 0, candidate.form
    FROM candidate
    UNION ALL
    SELECT cut.entity_id, cut.kind, cut.form, cut.at + 1, substr(cut.form, 1, cut.at) || substr(cut.form, cut.at + 2)
    FROM cut
    WHERE cut.at < length(cut.form)
  ),
  near (one_id, other_id, why) AS (
    -- So many pairs are of names made by a pattern, and nobody reads them all.
    SELECT * FROM (
      SELECT min(one.entity_id, other.entity_id), max(one.entity_id, other.entity_id), 'differs by a letter from'
      FROM cut AS one
      JOIN cut AS other ON other.rest = one.rest AND other.kind = one.kind AND other.entity_id <> one.entity_id
        AND other.form <> one.form
      WHERE one.at = other.at
        OR one.at = 0
      LIMIT 200000
    )
    UNION
    -- The last word first.
    SELECT min(one.entity_id, other.entity_id), max(one.entity_id, other.entity_id), 'is, with the last word first,'
    FROM candidate AS one
    JOIN candidate AS other ON other.form = substr(one.form,
      length(rtrim(one.form, replace(one.form, ' ', ''))) + 1) || ' '
      || rtrim(rtrim(one.form, replace(one.form, ' ', '')))
    WHERE other.kind = one.kind
      AND other.entity_id <> one.entity_id
    UNION
    SELECT min(one.entity_id, other.entity_id), max(one.entity_id, other.entity_id),
      'is, with an initial for the first word,'
    FROM candidate AS other
    JOIN candidate AS one ON one.form = substr(other.form, 1, 1) || substr(other.form, instr(other.form, ' '))
    WHERE other.kind = one.kind
      AND other.form LIKE '__% %'
  )
SELECT
  record.key,
  'its name ' || group_concat(near.why) || ' that of ' || other_record.key || ' (' || substr(entity.name, 1, 200)
    || ', ' || substr(other.name, 1, 200) || ')' AS reason
FROM near
JOIN entity ON entity.id = near.one_id
JOIN entity AS other ON other.id = near.other_id
JOIN record ON record.id = entity.id
JOIN record AS other_record ON other_record.id = other.id
WHERE NOT EXISTS (
    SELECT 1
    FROM identifier
    JOIN identifier AS other_identifier ON other_identifier.entity_id = near.other_id
      AND other_identifier.scheme = identifier.scheme
    WHERE identifier.entity_id = near.one_id
  )
  AND NOT EXISTS (
    SELECT 1
    FROM citation
    JOIN citation AS other_citation ON other_citation.source_id = citation.source_id
      AND other_citation.record_id = near.other_id
    JOIN source ON source.id = citation.source_id AND source.kind = 'data-set'
    WHERE citation.record_id = near.one_id
  )
GROUP BY near.one_id, near.other_id
ORDER BY record.key, other_record.key;
