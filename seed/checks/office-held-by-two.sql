-- Offices that two people are proved to hold on one day, or two offices of one body that one person is.
--
-- Deprecated holdings are left out: they are known to be wrong.
SELECT
  one.key,
  one.holder || ' and ' || other.holder || ' both hold the office ' || one.office || ' between ' || max(one.attested_first, other.attested_first) || ' and ' || min(one.attested_last, other.attested_last) AS reason
FROM offices AS one
JOIN offices AS other ON other.office_id = one.office_id AND other.record_id > one.record_id AND other.holder_id <> one.holder_id
WHERE one.rank <> 'deprecated'
  AND other.rank <> 'deprecated'
  AND one.attested IS NOT NULL
  AND other.attested IS NOT NULL
  AND one.attested_first = one.attested_last
  AND other.attested_first = other.attested_last
  AND one.attested_first = other.attested_first
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
