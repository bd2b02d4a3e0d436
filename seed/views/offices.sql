CREATE VIEW offices AS
-- Offices: one row for each office that a source gives somebody; a deprecated row is one that is wrong.
-- @key record_id
-- @refers holder_id entities.record_id
-- @refers office_id entities.record_id
-- @days since_first, since_last, until_first, until_last, attested_first, attested_last
SELECT
  relation.id AS record_id,               -- the number of its record
  record.key,
  holder.name AS holder,                  -- who holds it, by the preferred name
  office.name AS office,                  -- the office, by its preferred name
  relation.since,
  relation.until,
  relation.attested,
  relation.since_first,
  relation.since_last,
  relation.until_first,
  relation.until_last,
  relation.attested_first,
  relation.attested_last,
  CAST(coalesce(record.rank, 'normal') AS TEXT) AS rank,   -- preferred, normal or deprecated
  record.reason,
  record.note,
  CAST((                                  -- the words behind the date, where it was worked out, and the day they count from
    SELECT group_concat(listed.said, '; ') FROM (
      SELECT date_words.said FROM date_words
      WHERE date_words.record_id = relation.id AND (date_words.field = 'since' OR date_words.field = 'until' OR date_words.field = 'attested')
      ORDER BY date_words.anchored_on, date_words.words
    ) AS listed
  ) AS TEXT) AS date_words,
  relation.subject_id AS holder_id,       -- the number of the holder's record
  relation.object_id AS office_id         -- the number of the office's record
FROM relation CROSS JOIN record
JOIN entity AS holder ON holder.id = relation.subject_id
JOIN entity AS office ON office.id = relation.object_id
WHERE record.id = relation.id AND relation.predicate = 'holds-office';
