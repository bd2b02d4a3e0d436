-- Pledges that look like one another: of one giver to one receiver and of one amount.
--
-- One pledge of two outlets is one record with two citations; told twice it counts twice. What
-- different sources tell is compared, by stages whose amounts may be the same, however far they came. What the record takes
-- to be apart is left out: what comes on top of the other or is a part of it, sides of a dispute, and
-- what somebody has judged (judged.likely-duplicate-pledge = { words = "KEY", why = "..." }). With
-- :after, only records that came after that number are compared with all.
WITH
  pair (id, other_id) AS MATERIALIZED (
    SELECT DISTINCT pledge.id, other.id
    FROM pledge
    JOIN party AS giver ON giver.record_id = pledge.id AND giver.role IN ('donor', 'promiser')
    JOIN party AS same_giver ON same_giver.entity_id = giver.entity_id AND same_giver.role = giver.role
      AND same_giver.record_id < pledge.id
    JOIN pledge AS other ON other.id = same_giver.record_id AND other.kind = pledge.kind
    JOIN party AS taker ON taker.record_id = pledge.id AND taker.role IN ('recipient', 'promisee')
    JOIN party AS same_taker ON same_taker.record_id = other.id AND same_taker.role = taker.role
      AND same_taker.entity_id = taker.entity_id
    WHERE pledge.id > coalesce(:after, 0)
  )
SELECT DISTINCT
  record.key,
  'it may be the same as ' || other_record.key || ': who gives, who receives and how much are the same' AS reason,
  other_record.key AS other
FROM pair
JOIN stage ON stage.pledge_id = pair.id
JOIN stage AS other ON other.pledge_id = pair.other_id
  AND other.currency = stage.currency
  AND coalesce(other.low, other.high) <= coalesce(stage.high, stage.low)
  AND coalesce(stage.low, stage.high) <= coalesce(other.high, other.low)
  AND other.first_day <= stage.last_day
  AND stage.first_day <= other.last_day
JOIN record ON record.id = pair.id
JOIN record AS other_record ON other_record.id = pair.other_id
WHERE stage.additional_to_id IS NOT other.id
  AND other.additional_to_id IS NOT stage.id
  AND stage.part_of_id IS NOT other.id
  AND other.part_of_id IS NOT stage.id
  AND NOT EXISTS (
    SELECT 1 FROM citation AS one
    JOIN citation AS two ON two.source_id = one.source_id AND two.record_id = pair.other_id
    WHERE one.record_id = pair.id
  )
  AND NOT EXISTS (
    SELECT 1 FROM dispute_side AS one JOIN dispute_side AS two ON two.dispute_id = one.dispute_id
      AND two.record_id IN (pair.other_id, other.id)
    WHERE one.record_id IN (pair.id, stage.id)
  )
  AND NOT EXISTS (
    SELECT 1 FROM judgement
    WHERE judgement.advisory = 'likely-duplicate-pledge'
      AND (judgement.record_id, judgement.words) IN ((pair.id, other_record.key), (pair.other_id, record.key))
  )
ORDER BY record.key, other_record.key;
