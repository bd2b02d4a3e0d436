CREATE VIEW represented AS
-- Represented: one row for each party of a record and each whom it stands for: itself, on whose behalf
-- it is said to act, and every body that it speaks for on the days of the record; once, where it acts
-- on behalf of a body that it belongs to anyway.
-- @refers for_id entities.record_id
SELECT
  party.record_id,
  party.role,
  party.n,
  party.entity_id AS for_id,              -- the number of the record of whom it stands for
  CAST(NULL AS TEXT) AS through           -- who stands for it, and by which office; none where it is itself
FROM party
WHERE party.entity_id IS NOT NULL
UNION ALL
SELECT
  party.record_id, party.role, party.n, party.behalf_id,
  CAST(coalesce((SELECT entity.name FROM entity WHERE entity.id = party.entity_id), party.printed) AS TEXT)
FROM party
WHERE party.behalf_id IS NOT NULL
UNION ALL
SELECT
  party.record_id, party.role, party.n, voices.for_id,
  CAST(voices.speaker || coalesce(', ' || voices.through, '') AS TEXT)
FROM voices CROSS JOIN party
LEFT JOIN event ON event.id = party.record_id
LEFT JOIN statement ON statement.id = party.record_id
WHERE party.entity_id = voices.speaker_id AND party.role IN (SELECT role FROM roles)
  AND party.first_day >= voices.first_day AND coalesce(event.last_day, statement.last_day, '9999-12-31') <= voices.last_day
UNION ALL
SELECT
  party.record_id, party.role, party.n, voices.for_id,
  CAST(coalesce((SELECT entity.name FROM entity WHERE entity.id = party.entity_id), party.printed) || ', for ' || voices.speaker AS TEXT)
FROM voices CROSS JOIN party
WHERE party.behalf_id = voices.speaker_id AND party.role IN (SELECT role FROM roles)
  AND voices.first_day = '0000-01-01' AND voices.last_day = '9999-12-31'
  AND NOT EXISTS (
    SELECT 1 FROM bodies WHERE bodies.part_id = party.entity_id AND bodies.body_id = voices.for_id
  );
