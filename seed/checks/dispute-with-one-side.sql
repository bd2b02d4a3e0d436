-- Disputes that do not have two sides, or that prefer more than one.
SELECT
  record.key,
  CASE WHEN count(dispute_side.n) < 2 THEN 'it has ' || count(dispute_side.n) || ' side'
    ELSE 'it prefers more than one side' END AS reason
FROM record
JOIN dispute ON dispute.id = record.id
LEFT JOIN dispute_side ON dispute_side.dispute_id = dispute.id
GROUP BY record.id
HAVING count(dispute_side.n) < 2 OR sum(dispute_side.is_preferred) > 1
ORDER BY record.id;
