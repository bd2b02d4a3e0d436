-- Disputes: where the sources disagree, side by side.
--
-- One row for each side, with the words that make the claim. Kinds: contradiction (both cannot be
-- true), revision (the later replaces the earlier), degree (how much), scope (of what), wording.
--
-- @param kind       enum(contradiction, revision, degree, scope, wording)  only this kind
-- @param dispute    record(dispute)      only this dispute
-- @param about      record      only disputes about this, or with a side that tells of it or in which it has a part
-- @param topic      topic       only on this topic or one below it
-- @param source     source      only disputes in which this source has a side
-- @cite  record_id
-- @lead  question, claim, why
-- @flag is_preferred
-- @hide  key, record_id
-- @once  question, kind, why
-- @spare claimed_by, why, kind, is_preferred, source
-- @cue  disagree*, contradict*, dispute*, differ*, conflicting, inconsisten*
-- @never who
-- @slot kind=contradiction  contradict*
-- @slot about  about, on, of, over
-- @slot topic  about, on, of, over
-- @nothing about  what a dispute is told to be about and its sides are looked at, and not every name in them:
--     `onrecord search NAME` looks in the words
-- @try --kind contradiction
-- @try --about us-netherlands-export-talks
-- @example --kind contradiction
-- @example --dispute office-of-arc
-- @example --about ada-arc
-- @example --about president-of-arcadia
-- @example --about dam-valley
-- @example --about storm
-- @example --about dam-works-place
-- @example --topic river
-- @example --source dam-reply
SELECT
  disputes.kind,
  disputes.question,
  disputes.claim,
  disputes.is_preferred,
  disputes.words,
  disputes.source,
  disputes.why,
  disputes.key,
  disputes.claimed_by,
  disputes.side_record_id AS record_id
FROM disputes
WHERE true
  AND (:kind IS NULL OR disputes.kind = :kind)
  AND (:dispute IS NULL OR disputes.record_id = :dispute)
  AND (:about IS NULL OR disputes.record_id IN (SELECT dispute_id FROM disputed WHERE about_id = :about))
  AND (:topic IS NULL OR EXISTS (
    WITH RECURSIVE below (id) AS (
      SELECT :topic UNION SELECT topic.id FROM topic JOIN below ON topic.parent_id = below.id
    )
    SELECT 1 FROM record_topic
    WHERE record_topic.record_id = disputes.record_id AND record_topic.topic_id IN (SELECT id FROM below)
  ))
  AND (:source IS NULL OR disputes.record_id IN (SELECT dispute_id FROM dispute_side WHERE source_id = :source))
ORDER BY disputes.kind, disputes.record_id, disputes.side;
