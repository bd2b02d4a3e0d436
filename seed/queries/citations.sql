-- Citations: the words behind records.
--
-- One row for each passage, in the order of the document. Places are in code points from the start
-- of the document; a passage without a place has not been verified against the text.
--
-- @param record     record      only what carries this record
-- @param source     source      only passages of this source
-- @param sentence   count       only passages of this sentence, counted from 1
-- @param role       enum(quotation, place)  only quotations, or only places
-- @cue  citation*, cited, evidence, passage*, proof, prove*
-- @slot record  any
-- @slot source  any
-- @try --record rutte-on-dnipro
-- @example --record arc-on-dam
-- @example --source dam-reply
-- @example --source dam-report --sentence 6
-- @example --role quotation
SELECT
  citations.record,
  citations.kind,
  citations.source,
  citations.sentence,
  citations.role,
  citations.words,
  citations.start_char,
  citations.end_char
FROM citations
WHERE true
  AND (:record IS NULL OR citations.record_id = :record)
  AND (:source IS NULL OR citations.source_id = :source)
  AND (:sentence IS NULL OR citations.sentence = :sentence)
  AND (:role IS NULL OR citations.role = :role)
ORDER BY citations.source, citations.sentence, citations.start_char, citations.record, citations.part;
