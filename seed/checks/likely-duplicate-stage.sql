-- Stages that look like one another: of one pledge and one amount, as far along, on days that may be the same.
--
-- One stage of two outlets is one record with two citations; told twice it counts twice. What different
-- sources tell is compared. What the record takes to be apart is left out: what comes on top of the other or is a
-- part of it, sides of a dispute, and what somebody has judged
-- (judged.likely-duplicate-stage = { words = "KEY", why = "..." }). With :after, only records that came
-- after that number are compared with all.
SELECT
  record.key,
  'it may be the same as ' || other_record.key || ': the pledge, how far it came and how much are the same' AS reason,
  other_record.key AS other
FROM stage
JOIN stage AS other ON other.pledge_id = stage.pledge_id AND other.stage = stage.stage AND other.id < stage.id
JOIN record ON record.id = stage.id
JOIN record AS other_record ON other_record.id = other.id
WHERE stage.id > coalesce(:after, 0)
  AND other.low IS stage.low
  AND other.high IS stage.high
  AND other.currency IS stage.currency
  AND other.first_day <= stage.last_day
  AND other.last_day >= stage.first_day
  AND stage.additional_to_id IS NOT other.id
  AND other.additional_to_id IS NOT stage.id
  AND stage.part_of_id IS NOT other.id
  AND other.part_of_id IS NOT stage.id
  AND NOT EXISTS (
    SELECT 1 FROM citation AS one JOIN citation AS two ON two.source_id = one.source_id AND two.record_id = other.id
    WHERE one.record_id = stage.id
  )
  AND NOT EXISTS (
    SELECT 1 FROM dispute_side AS one
    JOIN dispute_side AS two ON two.dispute_id = one.dispute_id AND two.record_id = other.id
    WHERE one.record_id = stage.id
  )
  AND NOT EXISTS (
    SELECT 1 FROM judgement
    WHERE judgement.advisory = 'likely-duplicate-stage'
      AND (judgement.record_id, judgement.words) IN ((stage.id, other_record.key), (other.id, record.key))
  )
ORDER BY record.key, other_record.key;
