-- Statements in much the same words of different sources, where one does not know who speaks.
--
-- They may be one statement, whose speaker the other names. At least three words of four letters and two thirds
-- of those of the shorter are the same, in gists and quotations together. Days within a week are compared; of
-- what was said by a day, the week before. Of what is said from one day on, the first two hundred are compared. What
-- somebody has judged is left out (judged.likely-duplicate-saying = { words = "KEY", why = "..." }). With
-- :after, only records that came after that number are compared with all.
WITH
  said (record_id, entity_id, first_day, last_day, nth) AS MATERIALIZED (
    SELECT
      statement.id,
      party.entity_id,
      max(statement.first_day, date(statement.last_day, '-7 days')),
      statement.last_day,
      row_number() OVER (
        PARTITION BY party.entity_id IS NULL, max(statement.first_day, date(statement.last_day, '-7 days'))
        ORDER BY party.record_id
      )
    FROM statement
    JOIN party ON party.record_id = statement.id AND party.role = 'speaker'
    WHERE statement.last_day < '9999-12-31'
      AND statement.first_day NOT BETWEEN '0000-01-02' AND date(statement.last_day, '-8 days')
  ),
  pair (id, other_id) AS MATERIALIZED (
    SELECT DISTINCT statement.id, other.id
    FROM said AS other_said
    JOIN said ON (said.entity_id IS NULL OR other_said.entity_id IS NULL)
      AND said.first_day <= other_said.last_day
      AND said.last_day >= other_said.first_day
      AND said.record_id < other_said.record_id
      AND said.nth <= 200
    JOIN statement ON statement.id = said.record_id
    JOIN statement AS other ON other.id = other_said.record_id
    WHERE other.id > coalesce(:after, 0)
      AND other_said.nth <= 200
      AND other.continues_id IS NOT statement.id
      AND statement.continues_id IS NOT other.id
      AND NOT EXISTS (
        SELECT 1 FROM citation AS own
        JOIN citation AS same ON same.source_id = own.source_id AND same.record_id = other.id
        WHERE own.record_id = statement.id
      )
      AND NOT EXISTS (
        SELECT 1 FROM dispute_side AS own
        JOIN dispute_side AS same ON same.dispute_id = own.dispute_id AND same.record_id = other.id
        WHERE own.record_id = statement.id
      )
  ),
  word (record_id, word) AS MATERIALIZED (
    SELECT DISTINCT told.id, trim(piece.value, '.,;:!?()“”‘’"''')
    FROM (
      SELECT
        statement.id,
        lower(statement.gist || ' ' || coalesce((
          SELECT group_concat(anchor.exact, ' ') FROM anchor
          WHERE anchor.record_id = statement.id AND anchor.role = 'quotation'
        ), '')) AS text
      FROM statement
      WHERE statement.id IN (SELECT id FROM pair UNION ALL SELECT other_id FROM pair)
    ) AS told
    JOIN json_each('[' || replace(json_quote(told.text), ' ', '","') || ']') AS piece
    WHERE length(trim(piece.value, '.,;:!?()“”‘’"''')) >= 4
  )
SELECT
  other_record.key,
  'it may be the same as ' || record.key
    || ': most of their words are the same, their days may be, and of one it is not known who speaks' AS reason,
  record.key AS other
FROM pair
JOIN record ON record.id = pair.id
JOIN record AS other_record ON other_record.id = pair.other_id
WHERE NOT EXISTS (
    SELECT 1 FROM judgement
    WHERE judgement.advisory = 'likely-duplicate-saying'
      AND (judgement.record_id, judgement.words) IN ((pair.id, other_record.key), (pair.other_id, record.key))
  )
  AND (
    SELECT count(*) FROM word AS own JOIN word AS same ON same.record_id = pair.other_id AND same.word = own.word
    WHERE own.record_id = pair.id
  ) >= max(3, (
    SELECT min(
      (SELECT count(*) FROM word WHERE word.record_id = pair.id),
      (SELECT count(*) FROM word WHERE word.record_id = pair.other_id)
    ) / 1.5
  ))
ORDER BY other_record.key, record.key;
