-- Passages that contain some words, with who said them.
--
-- One row for each passage of a source that carries a statement and contains the words, whatever
-- their case. Passages in quotation marks are quotations, and so is what a document prints as one
-- without them, as the form says; others are words of the document. Only the words that the record
-- cites are looked through, and not whole documents.
--
-- @param words      phrase required  what the passage contains
-- @param speaker    entity      only what this party said, or what was said on its behalf
-- @param for        entity      only what this party said itself, or who speaks for it
-- @param source     source      only what this source vouches for
-- @cite  record_id
-- @lead  words
-- @day   date
-- @hide  key, record_id
-- @spare role, sentence, speaker_basis
-- @cue  who said, who used the word*, who spoke of
-- @slot words  any, rest
-- @slot for  by
-- @nothing words  only words that the record cites are looked through:
--     `onrecord search WORDS` finds what the gists and the kept texts say
-- @try --words fruitful
-- @example --words jointly
-- @example --words will
-- @example --words IT --speaker 'Zoé Zed'
-- @example --words u --for Arcadia
-- @example --words u --source dam-report
SELECT
  statements.speaker,
  statements.speaker_basis,
  anchor.role,
  statements.form,
  anchor.exact AS words,
  source.key AS source,
  anchor.sentence,
  statements.date,
  statements.told_by,
  statements.key,
  statements.record_id
FROM anchor
JOIN statements ON statements.record_id = anchor.record_id
JOIN source ON source.id = anchor.source_id
WHERE anchor.exact GLOB :words
  AND (:speaker IS NULL OR statements.record_id IN (
    SELECT record_id FROM party WHERE entity_id = :speaker AND role = 'speaker'
    UNION ALL
    SELECT record_id FROM party WHERE behalf_id = :speaker AND role = 'speaker'
  ))
  AND (:for IS NULL OR statements.record_id IN (
    SELECT record_id FROM represented WHERE for_id = :for AND role = 'speaker'
  ))
  AND (:source IS NULL OR anchor.source_id = :source)
ORDER BY statements.order_day, anchor.record_id, anchor.source_id, anchor.part;
