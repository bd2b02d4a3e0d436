-- Statements of one speaker on one day and topic that different sources tell apart.
--
-- They may be one statement with two wordings (cite both from one record), or a dispute.
SELECT
  record.key,
  'it may be the same as ' || other_record.key AS reason
FROM statement
JOIN party ON party.record_id = statement.id AND party.role = 'speaker'
JOIN party AS other_party ON other_party.entity_id = party.entity_id AND other_party.role = 'speaker' AND other_party.first_day = party.first_day AND other_party.record_id > party.record_id
JOIN statement AS other ON other.id = other_party.record_id
JOIN record ON record.id = statement.id
JOIN record AS other_record ON other_record.id = other.id
WHERE statement.first_day = statement.last_day
  AND other.first_day = other.last_day
  AND other.continues_id IS NOT statement.id
  AND statement.continues_id IS NOT other.id
  AND EXISTS (SELECT 1 FROM record_topic AS own JOIN record_topic AS same ON same.topic_id = own.topic_id AND same.record_id = other.id WHERE own.record_id = statement.id)
  AND NOT EXISTS (SELECT 1 FROM citation AS own JOIN citation AS same ON same.source_id = own.source_id AND same.record_id = other.id WHERE own.record_id = statement.id)
  AND NOT EXISTS (SELECT 1 FROM dispute_side AS own JOIN dispute_side AS same ON same.dispute_id = own.dispute_id AND same.record_id = other.id WHERE own.record_id = statement.id)
ORDER BY record.key, other_record.key;
