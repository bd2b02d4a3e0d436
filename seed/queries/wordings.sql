-- Wordings: a statement as each source prints it.
--
-- One row for each passage, in the order of the document; a quotation broken by "he said" is one
-- quotation in parts. Verbatim means as printed there: outlets reword quotations.
--
-- @param statement  record(statement)      only this statement
-- @param speaker    entity      only what this party said, or what was said on its behalf
-- @param topic      topic       only on this topic or one below it
-- @param source     source      only what this source vouches for
-- @cite  record_id
-- @lead  words
-- @hide  record_id
-- @once  statement, speaker
-- @spare form, role, part, sentence
-- @cue  wording*, which words, what words, in whose words, exact words, verbatim, word for word
-- @slot speaker  subject, by, of
-- @slot topic  on, about, any
-- @slot source  in
-- @try --statement rutte-on-dnipro --cite
-- @example --statement arc-on-dam
-- @example --speaker 'Zoé Zed'
-- @example --topic trade
-- @example --source dam-reply
SELECT
  record.key AS statement,
  statements.speaker,
  statements.form,
  source.key AS source,
  anchor.part,
  anchor.role,
  anchor.exact AS words,
  anchor.sentence,
  statements.record_id
FROM anchor
JOIN statements ON statements.record_id = anchor.record_id
JOIN record ON record.id = anchor.record_id
JOIN source ON source.id = anchor.source_id
WHERE true
  AND (:statement IS NULL OR anchor.record_id = :statement)
  AND (:speaker IS NULL OR statements.record_id IN (
    SELECT record_id FROM party WHERE entity_id = :speaker AND role = 'speaker'
    UNION ALL
    SELECT record_id FROM party WHERE behalf_id = :speaker AND role = 'speaker'
  ))
  AND (:topic IS NULL OR EXISTS (
    WITH RECURSIVE below (id) AS (
      SELECT :topic UNION SELECT topic.id FROM topic JOIN below ON topic.parent_id = below.id
    )
    SELECT 1 FROM record_topic
    WHERE record_topic.record_id = anchor.record_id AND record_topic.topic_id IN (SELECT id FROM below)
  ))
  AND (:source IS NULL OR anchor.source_id = :source)
ORDER BY statements.first_day, anchor.record_id, source.key, anchor.part;
