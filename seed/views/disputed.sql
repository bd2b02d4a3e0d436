CREATE VIEW disputed AS
-- Disputed: one row for each dispute and each that it is about: what it is told to be about, each side, and whoever or
-- whatever has a part in a side, is tied or counted by it, is spoken of in it, or is where it happened.
-- @refers dispute_id disputes.record_id
SELECT
  spoken_of.record_id AS dispute_id,      -- the number of the dispute's record
  spoken_of.about_id                      -- the number of the record of what it is about
FROM spoken_of CROSS JOIN dispute WHERE dispute.id = spoken_of.record_id
UNION ALL
SELECT dispute_side.dispute_id, dispute_side.record_id FROM dispute_side
UNION ALL
SELECT dispute_side.dispute_id, spoken_of.about_id
FROM spoken_of CROSS JOIN dispute_side WHERE dispute_side.record_id = spoken_of.record_id
UNION ALL
SELECT dispute_side.dispute_id, represented.for_id
FROM represented CROSS JOIN dispute_side
WHERE dispute_side.record_id = represented.record_id AND represented.role IN (SELECT role FROM roles)
UNION ALL
SELECT dispute_side.dispute_id, relation.subject_id
FROM relation CROSS JOIN dispute_side WHERE dispute_side.record_id = relation.id
UNION ALL
SELECT dispute_side.dispute_id, relation.object_id
FROM relation CROSS JOIN dispute_side WHERE dispute_side.record_id = relation.id
UNION ALL
SELECT dispute_side.dispute_id, event.place_id
FROM event CROSS JOIN dispute_side WHERE dispute_side.record_id = event.id AND event.place_id IS NOT NULL
UNION ALL
SELECT dispute_side.dispute_id, figure.about_id
FROM figure CROSS JOIN dispute_side WHERE dispute_side.record_id = figure.id;
