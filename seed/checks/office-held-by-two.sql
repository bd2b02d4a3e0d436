-- Offices that two people are proved to hold on one day, or two offices of one body that one person is.
--
-- What is proved of a holding: from the last day that its beginning can mean to the first day that
-- its end can, and the days it is attested on, one day or `a/b`, with all between. Deprecated holdings
-- are left out: they are known to be wrong. No more than 10,000 pairs are told.
WITH
  told (record_id, key, holder_id, office_id, since, until, first_seen, last_seen) AS (
    SELECT
      offices.record_id,
      offices.key,
      offices.holder_id,
      offices.office_id,
      CASE WHEN offices.since_last < '9999-12-31' THEN offices.since_last END,
      offices.until_first,
      CASE WHEN offices.attested_first = offices.attested_last
        OR offices.attested GLOB '[0-9]*/[0-9]*' THEN offices.attested_first END,
      CASE WHEN offices.attested_first = offices.attested_last
        OR offices.attested GLOB '[0-9]*/[0-9]*' THEN offices.attested_last END
    FROM offices
    WHERE offices.rank <> 'deprecated'
  ),
  proved (record_id, key, holder_id, office_id, first_day, last_day) AS MATERIALIZED (
    SELECT
      told.record_id,
      told.key,
      told.holder_id,
      told.office_id,
      min(coalesce(told.since, told.first_seen), coalesce(told.first_seen, told.since)),
      -- An end without a beginning proves no day, and one that is unknown is before all.
      max(told.until, coalesce(told.last_seen, told.since))
    FROM told
  ),
  -- One begins within the other, or both on one day; on the day of a handover, both hold it.
  together (one_id, other_id) AS (
    SELECT * FROM (
      SELECT one.record_id, other.record_id
      FROM proved AS one
      JOIN proved AS other ON other.holder_id = one.holder_id AND other.record_id > one.record_id
      WHERE one.first_day > other.first_day AND one.first_day < other.last_day
        OR other.first_day > one.first_day AND other.first_day < one.last_day
        OR one.first_day = other.first_day AND (one.first_day = one.last_day) = (other.first_day = other.last_day)
      LIMIT 10000
    )
    UNION
    SELECT * FROM (
      SELECT one.record_id, other.record_id
      FROM proved AS one
      JOIN proved AS other ON other.office_id = one.office_id AND other.record_id > one.record_id
      WHERE one.first_day > other.first_day AND one.first_day < other.last_day
        OR other.first_day > one.first_day AND other.first_day < one.last_day
        OR one.first_day = other.first_day AND (one.first_day = one.last_day) = (other.first_day = other.last_day)
      LIMIT 10000
    )
  )
SELECT
  one.key,
  substr(holder.name, 1, 200) || ' and ' || substr(other_holder.name, 1, 200) || ' both hold the office '
    || substr(office.name, 1, 200) || ' between ' || max(one.first_day, other.first_day) || ' and '
    || min(one.last_day, other.last_day) AS reason
FROM together
JOIN proved AS one ON one.record_id = together.one_id
JOIN proved AS other ON other.record_id = together.other_id
JOIN entity AS holder ON holder.id = one.holder_id
JOIN entity AS other_holder ON other_holder.id = other.holder_id
JOIN entity AS office ON office.id = one.office_id
WHERE one.office_id = other.office_id
  AND one.holder_id <> other.holder_id
UNION ALL
SELECT
  one.key,
  substr(one.holder, 1, 200) || ' is said to be ' || substr(one.office, 1, 200) || ' and '
    || substr(other.office, 1, 200) || ' at one time'
FROM offices AS one
JOIN offices AS other ON other.holder_id = one.holder_id AND other.record_id > one.record_id
  AND other.office_id <> one.office_id
JOIN relation AS own_body ON own_body.subject_id = one.office_id AND own_body.predicate = 'office-of'
JOIN relation AS other_body ON other_body.subject_id = other.office_id AND other_body.predicate = 'office-of'
  AND other_body.object_id = own_body.object_id
WHERE one.rank <> 'deprecated'
  AND other.rank <> 'deprecated'
  AND (
    EXISTS (SELECT 1 FROM together WHERE together.one_id = one.record_id AND together.other_id = other.record_id)
    -- Two mentions that may be of one day are worth a look too.
    OR one.attested IS NOT NULL AND other.attested IS NOT NULL AND one.attested_first <= other.attested_last
      AND other.attested_first <= one.attested_last
  )
ORDER BY 1, 2;
