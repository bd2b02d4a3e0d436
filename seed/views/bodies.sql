CREATE VIEW bodies AS
-- Bodies: one row for each entity and each body that it belongs to, directly or through others.
-- @key part_id, body_id
-- @refers part_id entities.record_id
-- @refers body_id entities.record_id
WITH RECURSIVE
  direct (part_id, body_id) AS (
    SELECT relation.subject_id, relation.object_id
    FROM relation CROSS JOIN record
    JOIN entity ON entity.id = relation.subject_id
    WHERE record.id = relation.id AND coalesce(record.rank, '') <> 'deprecated'
      AND (
        relation.predicate = 'office-of'
        OR relation.predicate = 'part-of'
        -- A state is a member of many bodies and speaks for none of them.
        OR (relation.predicate = 'member-of' AND entity.kind <> 'country')
      )
  ),
  belonging (part_id, body_id) AS (
    SELECT direct.part_id, direct.body_id FROM direct
    UNION
    SELECT belonging.part_id, direct.body_id FROM belonging JOIN direct ON direct.part_id = belonging.body_id
  )
SELECT
  belonging.part_id,                      -- the number of the record of what belongs to it: an office, a ministry, a group
  belonging.body_id                       -- the number of the record of what it belongs to
FROM belonging
WHERE belonging.part_id <> belonging.body_id;
