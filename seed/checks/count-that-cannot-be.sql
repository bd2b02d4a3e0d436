-- Counts of people that are below none or not whole, and shares larger than the whole they are of.
--
-- Half a person is a slip of the hand, and so is a share that is more than its whole.
WITH
  figure_of AS (
    SELECT figure.id, figure.unit, figure.out_of, 'low' AS bound, figure.low AS number FROM figure
    UNION ALL
    SELECT figure.id, figure.unit, figure.out_of, 'best', figure.best FROM figure
    UNION ALL
    SELECT figure.id, figure.unit, figure.out_of, 'high', figure.high FROM figure
  )
SELECT
  record.key,
  figure_of.bound || ' is ' || printf('%.15g', figure_of.number) || CASE
    WHEN figure_of.number > figure_of.out_of THEN ', out of ' || printf('%.15g', figure_of.out_of)
    ELSE ' ' || figure_of.unit
  END AS reason
FROM figure_of
JOIN record ON record.id = figure_of.id
WHERE record.rank IS NOT 'deprecated'
  AND (
    figure_of.number > figure_of.out_of
    OR (
      lower(figure_of.unit) IN ('people', 'persons', 'civilians', 'soldiers', 'children', 'women', 'men')
      AND (figure_of.number < 0 OR figure_of.number <> round(figure_of.number))
    )
  )
ORDER BY record.key, figure_of.bound;
