-- Figures of one record and one day, from different sources, of which no more than one can be true.
--
-- What is said not to be exact, or of no one day, may well be true beside another number. What the record takes to
-- be apart is left out: parts, shares, what is deprecated, sides of a dispute, and what somebody has judged
-- (judged.figures-that-exclude-each-other = { words = "KEY", why = "..." }): a toll of noon and one of the
-- evening. A [[dispute]] of both says that the sources differ.
--
-- @advises possible
SELECT
  record.key,
  'it says ' || figure.as_written || ', and ' || other_record.key || ' says ' || other.as_written
    || ' of the same day' AS reason
FROM figure
JOIN figure AS other ON other.about_id = figure.about_id
  AND other.measure = figure.measure
  AND other.unit = figure.unit
  AND other.as_of = figure.as_of
JOIN record ON record.id = figure.id
JOIN record AS other_record ON other_record.id = other.id
WHERE figure.as_of_first = figure.as_of_last
  AND NOT figure.approximate
  AND NOT other.approximate
  AND coalesce(figure.part_of_id, other.part_of_id) IS NULL
  AND coalesce(figure.out_of, other.out_of) IS NULL
  -- The least of one is more than the most of the other.
  AND coalesce(figure.low, figure.best) > coalesce(other.high, other.best)
  AND record.rank IS NOT 'deprecated'
  AND other_record.rank IS NOT 'deprecated'
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
    WHERE judgement.advisory = 'figures-that-exclude-each-other'
      AND (judgement.record_id, judgement.words) IN ((figure.id, other_record.key), (other.id, record.key))
  )
ORDER BY record.key, other_record.key;
