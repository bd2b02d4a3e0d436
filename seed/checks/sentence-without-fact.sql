-- Sentences of a source that is meant to be cited completely, and that no fact cites.
--
-- More than a hundred in a row are one finding.
WITH RECURSIVE
  -- Each run of cited sentences, with a 0th before the first.
  cited (source_id, n, upto, most) AS (
    SELECT source.id, 0, 0, source.sentences FROM source WHERE source.is_complete = 1
    UNION
    SELECT source.id, anchor.sentence, coalesce(anchor.last_sentence, anchor.sentence), source.sentences
    FROM source
    JOIN anchor ON anchor.source_id = source.id
    WHERE source.is_complete = 1
      AND anchor.sentence BETWEEN 1 AND source.sentences
  ),
  gap (source_id, first, last, most) AS (
    SELECT
      cited.source_id,
      max(cited.upto) OVER (PARTITION BY cited.source_id ORDER BY cited.n ROWS UNBOUNDED PRECEDING) + 1,
      coalesce(lead(cited.n) OVER (PARTITION BY cited.source_id ORDER BY cited.n) - 1, cited.most),
      cited.most
    FROM cited
  ),
  sentence (source_id, n, last, most) AS (
    SELECT gap.source_id, gap.first, gap.last, gap.most FROM gap WHERE gap.first <= gap.last
      AND gap.last - gap.first < 100
    UNION ALL
    SELECT sentence.source_id, sentence.n + 1, sentence.last, sentence.most FROM sentence
      WHERE sentence.n < sentence.last
  )
SELECT
  source.key,
  'no fact cites sentence ' || sentence.n || ' of ' || sentence.most AS reason,
  sentence.n
FROM sentence
JOIN source ON source.id = sentence.source_id
UNION ALL
SELECT
  source.key,
  'no fact cites sentences ' || gap.first || ' to ' || gap.last || ' of ' || gap.most,
  gap.first
FROM gap
JOIN source ON source.id = gap.source_id
WHERE gap.last - gap.first >= 100
ORDER BY 1, 3;
