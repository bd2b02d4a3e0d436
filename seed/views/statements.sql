CREATE VIEW statements AS
-- Statements: one row for each speech act, told in our words; the printed words are in citations.
-- @key record_id
SELECT
  statement.id AS record_id,              -- the number of its record
  record.key,
  CAST((                                  -- who speaks; joint speakers are parted by semicolons
    SELECT group_concat(listed.who, '; ') FROM (
      SELECT coalesce(entity.name, party.printed) AS who FROM party LEFT JOIN entity ON entity.id = party.entity_id
      WHERE party.record_id = statement.id AND party.role = 'speaker' ORDER BY party.n
    ) AS listed
  ) AS TEXT) AS speaker,
  statement.speaker_basis,
  statement.verb,
  CAST((                                  -- to whom
    SELECT group_concat(listed.who, '; ') FROM (
      SELECT coalesce(entity.name, party.printed) AS who FROM party LEFT JOIN entity ON entity.id = party.entity_id
      WHERE party.record_id = statement.id AND party.role = 'addressee' ORDER BY party.n
    ) AS listed
  ) AS TEXT) AS addressee,
  statement.gist,
  statement.form,
  medium.name AS medium,                  -- what it was made through, by the preferred name
  occasion.title AS occasion,             -- the event at which it was made
  statement.date,
  statement.first_day,
  statement.last_day,
  CAST((                                  -- who says that it was said, where the document has it from somebody
    SELECT group_concat(listed.who, '; ') FROM (
      SELECT coalesce(entity.name, party.printed) AS who FROM party LEFT JOIN entity ON entity.id = party.entity_id
      WHERE party.record_id = statement.told_in_id AND party.role = 'speaker' ORDER BY party.n
    ) AS listed
  ) AS TEXT) AS told_by,
  statement.speaker_why,
  record.note
FROM statement CROSS JOIN record
LEFT JOIN entity AS medium ON medium.id = statement.medium_id
LEFT JOIN event AS occasion ON occasion.id = statement.occasion_id
WHERE record.id = statement.id;
