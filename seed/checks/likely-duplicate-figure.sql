-- Figures that look like one another: of one measure of one record, with the same numbers and days.
--
-- One figure of two outlets is one record with two citations. What different sources tell is compared,
-- where the days as of which they are true may be the same. What the record takes to be apart is left out: a
-- part of the other, sides of a dispute, and what somebody has judged
-- (judged.likely-duplicate-figure = { words = "KEY", why = "..." }). With :after, only records that
-- came after that number are compared with all.
SELECT
  record.key,
  'it may be the same as ' || other_record.key || ': what is counted, its number and its days are the same' AS reason,
  other_record.key AS other
FROM figure
JOIN figure AS other ON other.about_id = figure.about_id
  AND other.measure = figure.measure
  AND other.unit = figure.unit
  AND other.id < figure.id
JOIN record ON record.id = figure.id
JOIN record AS other_record ON other_record.id = other.id
WHERE figure.id > coalesce(:after, 0)
  AND other.low IS figure.low
  AND other.best IS figure.best
  AND other.high IS figure.high
  AND other.as_of_first <= figure.as_of_last
  AND other.as_of_last >= figure.as_of_first
  AND other.part_of_id IS figure.part_of_id
  AND NOT EXISTS (
    SELECT 1 FROM citation AS one JOIN citation AS two ON two.source_id = one.source_id AND two.record_id = other.id
    WHERE one.record_id = figure.id
  )
  AND NOT EXISTS (
    SELECT 1 FROM dispute_side AS one
    JOIN dispute_side AS two ON two.dispute_id = one.dispute_id AND two.record_id = other.id
    WHERE one.record_id = figure.id
  )
  AND NOT EXISTS (
    SELECT 1 FROM judgement
    WHERE judgement.advisory = 'likely-duplicate-figure'
      AND (judgement.record_id, judgement.words) IN ((figure.id, other_record.key), (other.id, record.key))
  )
ORDER BY record.key, other_record.key;
