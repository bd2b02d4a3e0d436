-- Events that look like one another: of one type and of the same days, with two of the same parties.
--
-- Kinds of talks are taken for one type. One party is enough where the type and the place are the same and it is no
-- country, which may be a party to much in one place on one day.
--
-- One event of two outlets is one record with two citations. What different sources tell of a week at
-- most is compared; events that a data set codes are told apart by their codes. What the record takes
-- to be apart is left out: parts, what follows, sides of a dispute, and what somebody has judged
-- (judged.likely-duplicate-event = { words = "KEY", why = "..." }). With :after, only records
-- that came after that number are compared with all.
WITH
  fresh AS MATERIALIZED (
    SELECT event.* FROM event
    WHERE event.id > coalesce(:after, 0)
      AND event.last_day <= date(event.first_day, '+7 days')
      AND NOT EXISTS (SELECT 1 FROM coding WHERE coding.record_id = event.id)
  ),
  talks (type) AS (VALUES ('meeting'), ('visit'), ('negotiation'), ('conference'), ('summit'), ('consultation')),
  near (type, other) AS MATERIALIZED (
    SELECT fresh.type, fresh.type FROM fresh
    UNION
    SELECT talks.type, other.type FROM talks JOIN talks AS other
  )
SELECT
  record.key,
  'it may be the same as ' || other_record.key || ': ' || iif(other.type = fresh.type, 'their type, ', '')
    || 'their days'
    || iif(count(DISTINCT own.entity_id) > 1, '', ', their place') || ' and '
    || count(DISTINCT own.entity_id) || ' of their parties are the same' AS reason,
  other_record.key AS other
FROM fresh
JOIN near ON near.type = fresh.type
JOIN event AS other ON other.type = near.other
  AND other.first_day BETWEEN date(fresh.first_day, '-7 days') AND fresh.last_day
  AND other.last_day >= fresh.first_day
  AND other.last_day <= date(other.first_day, '+7 days')
  AND other.id < fresh.id
JOIN party AS own ON own.record_id = fresh.id
JOIN party AS same ON same.record_id = other.id AND same.entity_id = own.entity_id
JOIN entity ON entity.id = own.entity_id
JOIN record ON record.id = fresh.id
JOIN record AS other_record ON other_record.id = other.id
WHERE NOT EXISTS (SELECT 1 FROM coding WHERE coding.record_id = other.id)
  AND fresh.part_of_id IS NOT other.id
  AND other.part_of_id IS NOT fresh.id
  AND fresh.follows_id IS NOT other.id
  AND other.follows_id IS NOT fresh.id
  AND NOT EXISTS (
    SELECT 1 FROM citation AS one JOIN citation AS two ON two.source_id = one.source_id AND two.record_id = other.id
    WHERE one.record_id = fresh.id
  )
  AND NOT EXISTS (
    SELECT 1 FROM dispute_side AS one
    JOIN dispute_side AS two ON two.dispute_id = one.dispute_id AND two.record_id = other.id
    WHERE one.record_id = fresh.id
  )
  AND NOT EXISTS (
    SELECT 1 FROM judgement
    WHERE judgement.advisory = 'likely-duplicate-event'
      AND (judgement.record_id, judgement.words) IN ((fresh.id, other_record.key), (other.id, record.key))
  )
GROUP BY fresh.id, other.id
HAVING count(DISTINCT own.entity_id) > 1
  OR (other.type = fresh.type AND other.place_id = fresh.place_id AND max(entity.kind <> 'country'))
ORDER BY record.key, other_record.key;
