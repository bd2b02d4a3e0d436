-- Events without parties by name that look like one another: of one type and of the same days, at one place, or called
-- alike where one of them has no place.
--
-- One flood of two outlets is one record with two citations. What different sources tell of a week at
-- most is compared; events that a data set codes are told apart by their codes. What the record takes to
-- be apart is left out: parts, what follows, sides of a dispute, and what somebody has judged
-- (judged.likely-duplicate-happening = { words = "KEY", why = "..." }). With :after, only records that
-- came after that number are compared with all.
WITH
  fresh AS MATERIALIZED (
    SELECT event.* FROM event
    WHERE event.id > coalesce(:after, 0)
      AND event.last_day <= date(event.first_day, '+7 days')
      AND NOT EXISTS (SELECT 1 FROM coding WHERE coding.record_id = event.id)
      AND NOT EXISTS (SELECT 1 FROM party WHERE party.record_id = event.id AND party.entity_id IS NOT NULL)
  ),
  pair (id, other, alike) AS (
    SELECT fresh.id, event.id, 'place' FROM fresh JOIN event ON event.place_id = fresh.place_id
        AND +event.type = fresh.type
        AND +event.first_day BETWEEN date(fresh.first_day, '-7 days') AND fresh.last_day
    UNION ALL
    SELECT fresh.id, event.id, 'title' FROM fresh JOIN event ON event.type = fresh.type
        AND event.first_day BETWEEN date(fresh.first_day, '-7 days') AND fresh.last_day
        AND event.title = fresh.title COLLATE NOCASE
    WHERE fresh.place_id + event.place_id IS NULL
  )
SELECT
  record.key,
  'it may be the same as ' || other_record.key || ': their type, their ' || pair.alike
    || ' and their days are the same' AS reason,
  other_record.key AS other
FROM pair
JOIN event AS fresh ON fresh.id = pair.id
JOIN event AS other ON other.id = pair.other
  AND other.last_day >= fresh.first_day
  AND other.last_day <= date(other.first_day, '+7 days')
  AND other.id < fresh.id
JOIN record ON record.id = fresh.id
JOIN record AS other_record ON other_record.id = other.id
WHERE NOT EXISTS (SELECT 1 FROM coding WHERE coding.record_id = other.id)
  AND NOT EXISTS (SELECT 1 FROM party WHERE party.record_id = other.id AND party.entity_id IS NOT NULL)
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
    WHERE judgement.advisory = 'likely-duplicate-happening'
      AND (judgement.record_id, judgement.words) IN ((fresh.id, other_record.key), (other.id, record.key))
  )
ORDER BY record.key, other_record.key;
