CREATE VIEW places AS
-- Places: one row for each place and each that it lies in, directly or through others.
-- @key place_id, within_id
-- @refers place_id entities.record_id
-- @refers within_id entities.record_id
WITH RECURSIVE
  direct (place_id, within_id) AS (
    SELECT relation.subject_id, relation.object_id
    FROM relation CROSS JOIN record
    WHERE record.id = relation.id AND relation.predicate = 'located-in' AND coalesce(record.rank, '') <> 'deprecated'
  ),
  lying (place_id, within_id) AS (
    SELECT direct.place_id, direct.within_id FROM direct
    UNION
    SELECT lying.place_id, direct.within_id FROM lying JOIN direct ON direct.place_id = lying.within_id
  )
SELECT
  lying.place_id,                         -- the number of the record of the place
  lying.within_id,                        -- the number of the record of what it lies in
  place.name AS place,                    -- the place, by its preferred name
  within.name AS within                   -- what it lies in, by its preferred name
FROM lying
JOIN entity AS place ON place.id = lying.place_id
JOIN entity AS within ON within.id = lying.within_id
WHERE lying.place_id <> lying.within_id;
