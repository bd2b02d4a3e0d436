-- What is told of a source: for each record that cites it, in our words (gist), as far as the words of
-- the source are kept beside its numbers (written), on which days (day), and of whom (entity).
WITH cited (id) AS (SELECT record_id FROM citation WHERE source_id = :source),
  -- A record speaks with the records that it rests on: its occasion, what it claims, its pledge.
  tied (id, to_id) AS (
    SELECT id, id FROM cited
    UNION SELECT cited.id, occasion_id FROM cited JOIN statement ON statement.id = cited.id
        WHERE occasion_id IS NOT NULL
    UNION SELECT cited.id, assertion.record_id FROM cited JOIN assertion ON assertion.statement_id = cited.id
    UNION SELECT cited.id, about_id FROM cited JOIN concern ON concern.record_id = cited.id
    UNION SELECT cited.id, pledge_id FROM cited JOIN stage ON stage.id = cited.id
    UNION SELECT cited.id, figure.about_id FROM cited JOIN figure ON figure.id = cited.id
  )
SELECT cited.id, record.key, 'gist' AS told_as, titles.title AS text
FROM cited JOIN record ON record.id = cited.id JOIN titles ON titles.record_id = cited.id
WHERE record.kind IN ('statement', 'event', 'pledge')
UNION
SELECT cited.id, record.key, 'written', titles.title
FROM cited JOIN record ON record.id = cited.id JOIN titles ON titles.record_id = cited.id
WHERE record.kind IN ('stage', 'figure', 'relation')
UNION
SELECT cited.id, record.key, 'written', event.status FROM cited JOIN record ON record.id = cited.id
    JOIN event ON event.id = cited.id
UNION
SELECT cited.id, record.key, 'written', 'pledged' FROM cited JOIN record ON record.id = cited.id
    JOIN pledge ON pledge.id = cited.id
UNION
SELECT cited.id, record.key, 'written', claim
FROM cited JOIN record ON record.id = cited.id JOIN dispute_side ON dispute_side.dispute_id = cited.id
UNION
SELECT tied.id, record.key, 'day', told.date
FROM tied JOIN record ON record.id = tied.id
JOIN (
  SELECT id, date FROM statement UNION SELECT id, date FROM event UNION SELECT id, date FROM stage
  UNION SELECT id, since FROM relation UNION SELECT id, until FROM relation UNION SELECT id, attested FROM relation
  UNION SELECT id, as_of FROM figure UNION SELECT record_id, result FROM dating
) AS told ON told.id = tied.to_id
WHERE told.date IS NOT NULL
UNION
SELECT tied.id, record.key, 'entity', CAST(told.entity_id AS TEXT)
FROM tied JOIN record ON record.id = tied.id
JOIN (
  SELECT record_id, entity_id FROM party UNION SELECT record_id, behalf_id FROM party
  UNION SELECT id, subject_id FROM relation UNION SELECT id, object_id FROM relation
  UNION SELECT id, medium_id FROM statement UNION SELECT id, place_id FROM event
  UNION SELECT id, id FROM entity
) AS told ON told.record_id = tied.to_id
WHERE told.entity_id IS NOT NULL AND record.kind <> 'entity'
