-- Sentences of a source that is meant to be cited completely, and that no fact cites.
WITH RECURSIVE
  sentence (source_id, n, most) AS (
    SELECT source.id, 1, source.sentences FROM source WHERE source.is_complete = 1 AND source.sentences > 0
    UNION ALL
    SELECT sentence.source_id, sentence.n + 1, sentence.most FROM sentence WHERE sentence.n < sentence.most
  )
SELECT
  source.key,
  'no fact cites sentence ' || sentence.n || ' of ' || sentence.most AS reason
FROM sentence
JOIN source ON source.id = sentence.source_id
WHERE NOT EXISTS (SELECT 1 FROM anchor WHERE anchor.source_id = sentence.source_id AND anchor.sentence = sentence.n)
ORDER BY source.key, sentence.n;
