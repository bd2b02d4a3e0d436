CREATE VIEW voices AS
-- Voices: one row for each who speaks for a body, with the days for which it is proved. Who holds an
-- office speaks for what the office belongs to; a body speaks for what it is part of. A mention of an
-- office on one of several days proves none of them.
-- @refers speaker_id entities.record_id
-- @refers for_id entities.record_id
-- @refers through_id entities.record_id
-- @days first_day, last_day
SELECT
  holding.speaker_id,                     -- the number of the record of who speaks
  speaker.name AS speaker,                -- who speaks, by the preferred name
  holding.for_id,                         -- the number of the record of the body
  body.name AS for_whom,                  -- for which body, by the preferred name
  holding.through_id,                     -- the number of the record of the office; none where a body speaks for a body
  office.name AS through,                 -- by which office; none where a body speaks for a body
  holding.first_day,                      -- the first day that it is proved for
  holding.last_day,                       -- the last day that it is proved for
  holding.record_id                       -- the number of the relation that proves the office
FROM (
  SELECT
    relation.subject_id AS speaker_id, bodies.body_id AS for_id, relation.object_id AS through_id,
    relation.attested_first AS first_day, relation.attested_last AS last_day, relation.id AS record_id
  FROM relation CROSS JOIN record
  JOIN bodies ON bodies.part_id = relation.object_id
  WHERE record.id = relation.id AND relation.predicate = 'holds-office' AND coalesce(record.rank, '') <> 'deprecated'
    AND (relation.attested_first = relation.attested_last OR relation.attested GLOB '[0-9]*/[0-9]*')
  UNION ALL
  SELECT
    relation.subject_id, bodies.body_id, relation.object_id,
    relation.since_last, relation.until_first, relation.id
  FROM relation CROSS JOIN record
  JOIN bodies ON bodies.part_id = relation.object_id
  WHERE record.id = relation.id AND relation.predicate = 'holds-office' AND coalesce(record.rank, '') <> 'deprecated'
    AND relation.since_last <= relation.until_first
  UNION ALL
  SELECT bodies.part_id, bodies.body_id, NULL, '0000-01-01', '9999-12-31', NULL
  FROM bodies
) AS holding
JOIN entity AS speaker ON speaker.id = holding.speaker_id
JOIN entity AS body ON body.id = holding.for_id
LEFT JOIN entity AS office ON office.id = holding.through_id;
