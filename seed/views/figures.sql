CREATE VIEW figures AS
-- Figures: one row for each number that a source gives about a record.
-- @key record_id
-- @days as_of_first, as_of_last
SELECT
  figure.id AS record_id,                 -- the number of its record
  record.key,
  figure.about_id,
  CAST((                                  -- what the number is about: a title, a name or a key
    SELECT coalesce(event.title, entity.name, about.key) FROM record AS about
    LEFT JOIN event ON event.id = about.id
    LEFT JOIN entity ON entity.id = about.id
    WHERE about.id = figure.about_id
  ) AS TEXT) AS about,
  figure.measure,
  figure.low,
  figure.best,
  figure.high,
  figure.unit,
  figure.as_written,
  figure.approximate,
  figure.as_of,
  figure.as_of_first,
  figure.as_of_last,
  CAST((                                  -- who asserts it, where it is told as somebody's claim
    SELECT group_concat(listed.who, '; ') FROM (
      SELECT coalesce(entity.name, party.printed, 'the document') AS who FROM assertion
      LEFT JOIN party ON party.record_id = assertion.statement_id AND party.role = 'speaker'
      LEFT JOIN entity ON entity.id = party.entity_id
      WHERE assertion.record_id = figure.id AND assertion.stance = 'asserts'
      ORDER BY assertion.statement_id, party.n
    ) AS listed
  ) AS TEXT) AS according_to,
  CAST((                                  -- the words behind the date, where it was worked out, and the day they count from
    SELECT group_concat(listed.said, '; ') FROM (
      SELECT date_words.said FROM date_words
      WHERE date_words.record_id = figure.id AND (date_words.field = 'as_of')
      ORDER BY date_words.anchored_on, date_words.words
    ) AS listed
  ) AS TEXT) AS date_words,
  figure.out_of,
  record.note,
  CAST((                                  -- the key of the figure that it is a part of
    SELECT whole.key FROM record AS whole WHERE whole.id = figure.part_of_id
  ) AS TEXT) AS part_of
FROM figure CROSS JOIN record
WHERE record.id = figure.id;
