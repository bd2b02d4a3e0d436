CREATE VIEW spoken_of AS
-- Spoken of: one row for each statement or dispute and each that it is about: what it says it is about, who has a part in
-- that or speaks for whom, what that ties, and where it happens; a statement is also about what it asserts.
SELECT
  concern.record_id,                      -- the number of the statement or the dispute
  concern.about_id                        -- the number of the record of what it is about
FROM concern
UNION ALL
SELECT assertion.statement_id, assertion.record_id FROM assertion
UNION ALL
SELECT concern.record_id, represented.for_id
FROM represented CROSS JOIN concern
WHERE concern.about_id = represented.record_id AND represented.role IN (SELECT role FROM roles)
UNION ALL
SELECT concern.record_id, relation.subject_id
FROM relation CROSS JOIN concern WHERE concern.about_id = relation.id
UNION ALL
SELECT concern.record_id, relation.object_id
FROM relation CROSS JOIN concern WHERE concern.about_id = relation.id
UNION ALL
SELECT concern.record_id, event.place_id
FROM event CROSS JOIN concern WHERE concern.about_id = event.id AND event.place_id IS NOT NULL;
