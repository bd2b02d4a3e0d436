-- All of a dispute: the question, each side with its words, and why one is preferred or none.
--
-- @param id     record  the dispute
-- @once  section
-- @lead  what, note
-- @day   date
-- @hide  record_id
-- @spare key
-- @cite  record_id
WITH here (n, section, date, order_day, what, note, record_id) AS (
  SELECT 1, 'asks', NULL, '', dispute.kind || ': ' || dispute.question, record.note, dispute.id
  FROM dispute JOIN record ON record.id = dispute.id WHERE dispute.id = :id
  UNION ALL
  SELECT 2, 'sides', NULL, -dispute_side.n, dispute_side.claim || coalesce(': “' || anchor.exact || '”', '')
      || CASE dispute_side.is_preferred WHEN 1 THEN ' (preferred)' ELSE '' END, NULL, dispute_side.record_id
  FROM dispute_side LEFT JOIN anchor ON anchor.record_id = dispute_side.record_id
      AND anchor.source_id = dispute_side.source_id AND anchor.part = dispute_side.part
  WHERE dispute_side.dispute_id = :id
  UNION ALL
  SELECT 3, 'because', NULL, '', dispute.why, NULL, dispute.id FROM dispute WHERE dispute.id = :id
)
SELECT
  here.section,
  here.date,
  here.what || CASE record.rank WHEN 'deprecated' THEN ' (known to be wrong)'
      WHEN 'preferred' THEN iif(here.what LIKE '% (preferred)', '', ' (preferred)') ELSE '' END
    AS what,
  coalesce(record.reason || coalesce('; ' || here.note, ''), here.note) AS note,
  record.key,
  here.record_id
FROM here LEFT JOIN record ON record.id = here.record_id
ORDER BY here.n, here.section, here.order_day DESC, here.record_id, here.what;
