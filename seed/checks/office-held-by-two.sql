-- Offices that two people are proved to hold on one day, or two offices of one body that one person is.
--
-- A holding is proved from the last day that its beginning can mean to the first day that its end
-- can, or on the one day it is attested. Deprecated holdings are left out: they are known to be wrong.
WITH
  proved (record_id, key, holder_id, holder, office_id, office, first_day, last_day) AS MATERIALIZED (
    SELECT
      offices.record_id,
      offices.key,
      offices.holder_id,
      offices.holder,
      offices.office_id,
      offices.office,
      CASE WHEN offices.since IS NOT NULL AND (offices.attested IS NULL OR offices.attested_first <> offices.attested_last OR offices.since_last < offices.attested_first) THEN offices.since_last ELSE offices.attested_first END,
      CASE
        WHEN offices.until IS NOT NULL THEN offices.until_first
        WHEN offices.attested IS NOT NULL AND offices.attested_first = offices.attested_last THEN offices.attested_last
        ELSE offices.since_last
      END
    FROM offices
    WHERE offices.rank <> 'deprecated'
      AND (offices.since IS NOT NULL OR offices.attested IS NOT NULL AND offices.attested_first = offices.attested_last)
  )
SELECT
  one.key,
  one.holder || ' and ' || other.holder || ' both hold the office ' || one.office || ' between ' || max(one.first_day, other.first_day) || ' and ' || min(one.last_day, other.last_day) AS reason
FROM proved AS one
JOIN proved AS other ON other.office_id = one.office_id AND other.record_id > one.record_id AND other.holder_id <> one.holder_id
-- On the day of a handover, both hold it.
WHERE max(one.first_day, other.first_day) < min(one.last_day, other.last_day)
  OR one.first_day = one.last_day AND one.first_day BETWEEN date(other.first_day, '+1 day') AND date(other.last_day, '-1 day')
  OR other.first_day = other.last_day AND other.first_day BETWEEN date(one.first_day, '+1 day') AND date(one.last_day, '-1 day')
  OR one.first_day = one.last_day AND other.first_day = other.last_day AND one.first_day = other.first_day
UNION ALL
SELECT
  one.key,
  one.holder || ' is said to be ' || one.office || ' and ' || other.office || ' at one time'
FROM offices AS one
JOIN offices AS other ON other.holder_id = one.holder_id AND other.record_id > one.record_id AND other.office_id <> one.office_id
JOIN relation AS own_body ON own_body.subject_id = one.office_id AND own_body.predicate = 'office-of'
JOIN relation AS other_body ON other_body.subject_id = other.office_id AND other_body.predicate = 'office-of' AND other_body.object_id = own_body.object_id
WHERE one.rank <> 'deprecated'
  AND other.rank <> 'deprecated'
  AND one.attested_first <= other.attested_last
  AND other.attested_first <= one.attested_last
ORDER BY 1, 2;
