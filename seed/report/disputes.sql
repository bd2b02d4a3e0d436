-- Disputes in which records of a page have a side, or which are on one of them: a row for each side.
--
-- @param records  text  the records, as a JSON array of their ids
-- @lead  question, claim
-- @flag  is_preferred
-- @cite  record_id
-- @hide  key, record_id
-- @once  question, why
-- @spare why, kind
WITH asked (id) AS (SELECT CAST(value AS INTEGER) FROM json_each(:records))
SELECT
  dispute.question,
  dispute.kind,
  dispute_side.claim,
  source.key AS in_words_of,
  dispute_side.is_preferred,
  dispute.why,
  record.key,
  dispute_side.record_id
FROM dispute
JOIN record ON record.id = dispute.id
JOIN dispute_side ON dispute_side.dispute_id = dispute.id
LEFT JOIN source ON source.id = dispute_side.source_id
WHERE dispute.id IN (
    SELECT dispute_id FROM dispute_side WHERE record_id IN (SELECT id FROM asked)
    UNION SELECT record_id FROM concern WHERE about_id IN (SELECT id FROM asked)
  )
ORDER BY dispute.id, dispute_side.n;
