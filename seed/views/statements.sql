CREATE VIEW statements AS
-- Statements: one row for each speech act, told in our words; the printed words are in citations.
-- @key record_id
-- @year order_day
-- @days first_day, last_day, order_day
SELECT
  statement.id AS record_id,              -- the number of its record
  record.key,
  CAST((                                  -- who speaks; joint speakers are parted by semicolons
    SELECT group_concat(listed.who, '; ') FROM (
      SELECT coalesce(entity.name, party.printed) AS who FROM party LEFT JOIN entity ON entity.id = party.entity_id
      WHERE party.record_id = statement.id AND party.role = 'speaker' ORDER BY party.n
    ) AS listed
  ) AS TEXT) AS speaker,
  CAST((                                  -- on whose behalf they speak
    SELECT group_concat(listed.who, '; ') FROM (
      SELECT DISTINCT entity.name AS who FROM party JOIN entity ON entity.id = party.behalf_id
      WHERE party.record_id = statement.id AND party.role = 'speaker' ORDER BY party.n
    ) AS listed
  ) AS TEXT) AS on_behalf_of,
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
  CAST(CASE                               -- the day it is put in order by: the first that it can mean, else the last
    WHEN statement.first_day = '0000-01-01' THEN statement.last_day ELSE statement.first_day
  END AS TEXT) AS order_day,
  CAST((                                  -- who says that it was said, where the document has it from somebody
    SELECT group_concat(listed.who, '; ') FROM (
      SELECT coalesce(entity.name, party.printed) AS who FROM party LEFT JOIN entity ON entity.id = party.entity_id
      WHERE party.record_id = statement.told_in_id AND party.role = 'speaker' ORDER BY party.n
    ) AS listed
  ) AS TEXT) AS told_by,
  statement.speaker_why,
  CAST((                                  -- the words behind the date, where it was worked out, and the day they count from
    SELECT group_concat(listed.said, '; ') FROM (
      SELECT date_words.said FROM date_words
      WHERE date_words.record_id = statement.id AND (date_words.field = 'date')
      ORDER BY date_words.anchored_on, date_words.words
    ) AS listed
  ) AS TEXT) AS date_words,
  record.note
FROM statement CROSS JOIN record
LEFT JOIN entity AS medium ON medium.id = statement.medium_id
LEFT JOIN event AS occasion ON occasion.id = statement.occasion_id
WHERE record.id = statement.id;
