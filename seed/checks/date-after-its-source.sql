-- Statements, figures and gifts whose day is later than the last on which any of their sources was published.
--
-- What was said, counted, paid out or delivered was so before it was printed; what is promised can be of a day to
-- come. One day later is let pass: it is tomorrow already in the east. A source whose day is not known can be of any
-- day; one that was read on a day says nothing of later ones. What somebody has judged is left out
-- (judged.date-after-its-source = { words = "THE DATE", why = "..." }).
--
-- @advises likely
WITH
  known (id, key, day) AS MATERIALIZED (
    SELECT source.id, source.key, min(source.published_last, coalesce(source.retrieved_on, '9999-12-31'))
    FROM source
    WHERE min(source.published_last, coalesce(source.retrieved_on, '9999-12-31')) < '9999-12-31'
  ),
  dated (id, date, first_day) AS (
    SELECT statement.id, statement.date, statement.first_day FROM statement
    UNION ALL
    SELECT figure.id, figure.as_of, figure.as_of_first FROM figure
    UNION ALL
    SELECT stage.id, stage.date, stage.first_day FROM stage WHERE stage.stage IN ('given', 'disbursed', 'delivered')
  )
SELECT
  record.key,
  'it is of ' || dated.date || ', and its latest source, ' || known.key || ', is of ' || known.day AS reason
FROM known
JOIN citation ON citation.source_id = known.id
JOIN dated ON dated.id = citation.record_id
JOIN record ON record.id = dated.id
WHERE dated.first_day > date(known.day, '+1 day')
  AND record.rank IS NOT 'deprecated'
  AND NOT EXISTS (
    SELECT 1
    FROM citation AS later
    LEFT JOIN known AS later_known ON later_known.id = later.source_id
    WHERE later.record_id = dated.id
      AND (later_known.day IS NULL OR (later_known.day, later_known.id) > (known.day, known.id))
  )
  AND NOT EXISTS (
    SELECT 1 FROM judgement
    WHERE judgement.record_id = dated.id AND judgement.advisory = 'date-after-its-source'
      AND judgement.words = dated.date
  )
ORDER BY record.key;
