-- Parties that have a part in something before they were born or founded, or after their end.
WITH
  -- Few of many entities have a beginning or an end; their parts alone are looked at.
  bounded AS MATERIALIZED (
    SELECT entity.* FROM entity WHERE entity.began_first > '0000-01-01' OR entity.ended_last < '9999-12-31'
  )
SELECT
  record.key,
  substr(entity.name, 1, 200) || ' has a part as ' || party.role || CASE
    WHEN event.last_day < entity.began_first THEN ' before ' || entity.began
    ELSE ' after ' || entity.ended END AS reason
FROM bounded AS entity
CROSS JOIN party ON party.entity_id = entity.id
JOIN event ON event.id = party.record_id
JOIN record ON record.id = event.id
WHERE event.last_day < entity.began_first
  OR event.first_day > entity.ended_last
ORDER BY record.key, party.role, party.n;
