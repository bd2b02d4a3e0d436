CREATE VIEW relations AS
-- Relations: one row for each two that are related and how, read from subject to object.
-- @key record_id
-- @refers subject_id entities.record_id
-- @refers object_id entities.record_id
SELECT
  relation.id AS record_id,               -- the number of its record
  record.key,
  subject.name AS subject,                -- the entity it starts from, by its preferred name
  predicate.label AS predicate,           -- how the two are related, read from subject to object
  object.name AS object,                  -- the entity it leads to, by its preferred name
  relation.share,
  relation.since,
  relation.until,
  relation.attested,
  record.rank,
  record.reason,
  record.note,
  relation.subject_id,
  relation.object_id,
  relation.predicate AS predicate_key     -- the key of the predicate
FROM relation CROSS JOIN record
JOIN entity AS subject ON subject.id = relation.subject_id
JOIN entity AS object ON object.id = relation.object_id
JOIN predicate ON predicate.key = relation.predicate
WHERE record.id = relation.id;
