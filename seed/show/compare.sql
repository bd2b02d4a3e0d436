-- Two sources side by side: what both tell, with the words of each; what they tell differently; what each tells alone.
--
-- @param first    source  the one source
-- @param second   source  the other
-- @once  section
-- @compare first_words, second_words
-- @lead  what, first_words, second_words
-- @hide  record_id
-- @spare key, kind
WITH
  -- The words that carry a record in a source; a dispute that is cited nowhere itself has those of its sides.
  worded (record_id, source_id, n, part, exact) AS (
    SELECT anchor.record_id, anchor.source_id, 0, anchor.part, anchor.exact
    FROM anchor WHERE anchor.source_id IN (:first, :second) AND anchor.exact IS NOT NULL
    UNION ALL
    SELECT dispute_side.dispute_id, anchor.source_id, dispute_side.n, anchor.part, anchor.exact
    FROM dispute_side JOIN anchor ON anchor.record_id = dispute_side.record_id
    WHERE anchor.source_id IN (:first, :second) AND anchor.exact IS NOT NULL
      AND coalesce(dispute_side.source_id, anchor.source_id) = anchor.source_id
      AND anchor.part = coalesce(dispute_side.part, anchor.part)
      AND NOT EXISTS (
        SELECT 1 FROM anchor AS own
        WHERE own.record_id = dispute_side.dispute_id AND own.source_id = anchor.source_id AND own.exact IS NOT NULL
      )
  ),
  told (record_id, by_first, by_second) AS (
    SELECT citation.record_id, max(citation.source_id = :first), max(citation.source_id = :second)
    FROM citation WHERE citation.source_id IN (:first, :second) GROUP BY citation.record_id
  ),
  disputed (record_id) AS (
    SELECT dispute.id FROM dispute
    WHERE EXISTS (
      SELECT 1 FROM dispute_side JOIN told ON told.record_id = dispute_side.record_id
      WHERE dispute_side.dispute_id = dispute.id AND told.by_first
          AND coalesce(dispute_side.source_id, :first) = :first
    ) AND EXISTS (
      SELECT 1 FROM dispute_side JOIN told ON told.record_id = dispute_side.record_id
      WHERE dispute_side.dispute_id = dispute.id AND told.by_second
          AND coalesce(dispute_side.source_id, :second) = :second
    )
  )
SELECT
  CASE
    WHEN record.id IN (SELECT record_id FROM disputed) THEN 'told differently'
    WHEN told.by_first AND told.by_second THEN 'told by both'
    WHEN told.by_first THEN 'only the first'
    ELSE 'only the second'
  END AS section,
  record.kind,
  coalesce(titles.title, record.key)
    || CASE record.rank WHEN 'deprecated' THEN ' (known to be wrong)'
        WHEN 'preferred' THEN ' (preferred)' ELSE '' END AS what,
  (SELECT group_concat(part.exact, ' … ') FROM (
    SELECT worded.exact FROM worded WHERE worded.record_id = record.id AND worded.source_id = :first
    ORDER BY worded.n, worded.part
  ) AS part) AS first_words,
  (SELECT group_concat(part.exact, ' … ') FROM (
    SELECT worded.exact FROM worded WHERE worded.record_id = record.id AND worded.source_id = :second
    ORDER BY worded.n, worded.part
  ) AS part) AS second_words,
  record.key,
  record.id AS record_id
FROM (
  SELECT told.record_id, told.by_first, told.by_second FROM told
  UNION
  SELECT disputed.record_id, 0, 0 FROM disputed WHERE disputed.record_id NOT IN (SELECT told.record_id FROM told)
) AS told
JOIN record ON record.id = told.record_id
LEFT JOIN titles ON titles.record_id = record.id
ORDER BY
  CASE WHEN record.id IN (SELECT record_id FROM disputed) THEN 0 WHEN told.by_first
      AND told.by_second THEN 1 WHEN told.by_first THEN 2 ELSE 3 END,
  CASE record.kind WHEN 'statement' THEN 1 WHEN 'event' THEN 2 WHEN 'pledge' THEN 3 WHEN 'stage' THEN 4
    WHEN 'figure' THEN 5 WHEN 'dispute' THEN 6 WHEN 'relation' THEN 7 ELSE 8 END,
  record.id;
