CREATE VIEW disputes AS
-- Disputes: one row for each side of each dispute.
-- @key record_id, side
-- @refers source sources.key
SELECT
  dispute.id AS record_id,                -- the number of the dispute's record
  record.key,
  dispute.kind,
  dispute.question,
  dispute_side.n AS side,                 -- the number of the side, from 1
  dispute_side.claim,
  dispute_side.is_preferred,
  claimed.key AS claimed_by,              -- the key of the record that makes the claim
  source.key AS source,                   -- the key of the source with the very words
  anchor.exact AS words,                  -- the very words, as printed
  dispute.why,
  dispute_side.record_id AS side_record_id   -- the number of the record that makes the claim
FROM dispute CROSS JOIN record
JOIN dispute_side ON dispute_side.dispute_id = dispute.id
JOIN record AS claimed ON claimed.id = dispute_side.record_id
LEFT JOIN source ON source.id = dispute_side.source_id
LEFT JOIN anchor ON anchor.record_id = dispute_side.record_id AND anchor.source_id = dispute_side.source_id AND anchor.part = dispute_side.part
WHERE record.id = dispute.id;
