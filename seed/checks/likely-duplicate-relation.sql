-- Relations that look like one another: the same two, related in the same way, at times that may be the same.
--
-- One relation of two outlets is one record with two citations. What different sources tell is compared, where
-- the times for which it is told do not exclude each other. Sides of a dispute are left out, and what somebody has
-- judged (judged.likely-duplicate-relation = { words = "KEY", why = "..." }). With :after, only records
-- that came after that number are compared with all.
SELECT
  record.key,
  'it may be the same as ' || other_record.key || ': the two and how they are related are the same' AS reason,
  other_record.key AS other
FROM relation
JOIN relation AS other ON other.subject_id = relation.subject_id
  AND other.predicate = relation.predicate
  -- Of the two ends, the first is the end of fewer.
  AND +other.object_id = relation.object_id
  AND other.id < relation.id
JOIN record ON record.id = relation.id
JOIN record AS other_record ON other_record.id = other.id
WHERE relation.id > coalesce(:after, 0)
  AND other.since_first <= relation.until_last
  AND relation.since_first <= other.until_last
  AND other.attested_first <= relation.attested_last
  AND relation.attested_first <= other.attested_last
  AND other.share IS relation.share
  AND NOT EXISTS (
    SELECT 1 FROM citation AS one JOIN citation AS two ON two.source_id = one.source_id AND two.record_id = other.id
    WHERE one.record_id = relation.id
  )
  AND NOT EXISTS (
    SELECT 1 FROM dispute_side AS one
    JOIN dispute_side AS two ON two.dispute_id = one.dispute_id AND two.record_id = other.id
    WHERE one.record_id = relation.id
  )
  AND NOT EXISTS (
    SELECT 1 FROM judgement
    WHERE judgement.advisory = 'likely-duplicate-relation'
      AND (judgement.record_id, judgement.words) IN ((relation.id, other_record.key), (other.id, record.key))
  )
ORDER BY record.key, other_record.key;
