-- Statements of one speaker on one day and topic that different sources tell apart.
--
-- They may be one statement with two wordings (cite both from one record), or a dispute. Of what
-- one speaker says on one day, the first two hundred are compared.
WITH
  said (record_id, entity_id, first_day, nth) AS MATERIALIZED (
    SELECT party.record_id, party.entity_id, party.first_day, row_number() OVER (PARTITION BY party.entity_id, party.first_day ORDER BY party.record_id)
    FROM party
    WHERE party.role = 'speaker' AND party.entity_id IS NOT NULL
  )
SELECT
  record.key,
  'it may be the same as ' || other_record.key AS reason
FROM statement
JOIN said ON said.record_id = statement.id AND said.nth <= 200
JOIN said AS other_said ON other_said.entity_id = said.entity_id AND other_said.first_day = said.first_day AND other_said.record_id > said.record_id AND other_said.nth <= 200
JOIN statement AS other ON other.id = other_said.record_id
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
