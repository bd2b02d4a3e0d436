-- Events that took place or went on after the last day on which any of their sources was published.
--
-- A source tells of what is to come as planned. One day later is let pass: it is tomorrow already in
-- the east. A source whose day is not known can be of any day; one that was read on a day says
-- nothing of later ones. What somebody has judged is left out
-- (judged.event-after-its-report = { words = "THE DATE", why = "..." }).
--
-- @advises likely
WITH
  known (id, key, day) AS MATERIALIZED (
    SELECT source.id, source.key, min(source.published_last, coalesce(source.retrieved_on, '9999-12-31'))
    FROM source
    WHERE min(source.published_last, coalesce(source.retrieved_on, '9999-12-31')) < '9999-12-31'
  )
SELECT
  record.key,
  'it is told as ' || event.status || ' on ' || event.date || ', and its latest source, ' || known.key || ', is of '
    || known.day AS reason
FROM known
JOIN citation ON citation.source_id = known.id
JOIN event ON event.id = citation.record_id
JOIN record ON record.id = event.id
WHERE event.status IN ('occurred', 'ongoing')
  AND event.first_day > date(known.day, '+1 day')
  AND record.rank IS NOT 'deprecated'
  AND NOT EXISTS (
    SELECT 1
    FROM citation AS later
    LEFT JOIN known AS later_known ON later_known.id = later.source_id
    WHERE later.record_id = event.id
      AND (later_known.day IS NULL OR (later_known.day, later_known.id) > (known.day, known.id))
  )
  AND NOT EXISTS (
    SELECT 1 FROM judgement
    WHERE judgement.record_id = event.id AND judgement.advisory = 'event-after-its-report'
      AND judgement.words = event.date
  )
ORDER BY record.key;
