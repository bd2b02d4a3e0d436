CREATE VIEW titles AS
-- Titles: one row for each record that is called something, in our words or by its name.
-- @key record_id
SELECT
  entity.id AS record_id,                 -- the number of its record
  entity.name AS title                    -- a name, a title, the gist of what is said, the question that is disputed
FROM entity
UNION ALL
SELECT event.id, event.title FROM event WHERE event.title IS NOT NULL
UNION ALL
SELECT statement.id, statement.gist FROM statement
UNION ALL
SELECT pledge.id, pledge.title FROM pledge
UNION ALL
SELECT dispute.id, dispute.question FROM dispute
UNION ALL
SELECT stage.id, CAST(pledge.title || ': ' || coalesce(stage.as_written, stage.stage) AS TEXT)
FROM stage JOIN pledge ON pledge.id = stage.pledge_id
UNION ALL
SELECT figure.id, CAST(figure.measure || ': ' || figure.as_written AS TEXT) FROM figure
UNION ALL
SELECT relation.id, CAST(subject.name || ' ' || predicate.label || ' ' || object.name AS TEXT)
FROM relation
JOIN entity AS subject ON subject.id = relation.subject_id
JOIN entity AS object ON object.id = relation.object_id
JOIN predicate ON predicate.key = relation.predicate;
