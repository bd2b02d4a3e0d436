-- Tolls of the dead that are lower on a later day.
--
-- Of the tolls of one record, the first two hundred are compared, those of one unit: children among the
-- dead are a part of them.
WITH
  toll AS MATERIALIZED (
    SELECT figure.*, row_number() OVER (PARTITION BY figure.about_id, figure.measure
      ORDER BY figure.as_of_first, figure.id) AS nth
    FROM figure
    WHERE figure.measure IN ('dead', 'killed')
  )
SELECT
  record.key,
  'it is lower than ' || earlier_record.key || ' of ' || earlier.as_of AS reason
FROM toll AS later
JOIN toll AS earlier ON earlier.about_id = later.about_id AND earlier.measure = later.measure
  AND earlier.unit = later.unit AND earlier.as_of_last < later.as_of_first
JOIN record ON record.id = later.id
JOIN record AS earlier_record ON earlier_record.id = earlier.id
WHERE later.nth <= 200
  AND later.part_of_id IS NULL
  AND earlier.part_of_id IS NULL
  AND coalesce(later.high, later.best, later.low) < coalesce(earlier.low, earlier.best, earlier.high)
  AND record.rank IS NOT 'deprecated'
  AND earlier_record.rank IS NOT 'deprecated'
ORDER BY record.key, earlier_record.key;
