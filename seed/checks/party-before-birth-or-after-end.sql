-- Parties that have a part in something before they were born or founded, or after their end.
SELECT
  record.key,
  substr(entity.name, 1, 200) || ' has a part as ' || party.role || CASE WHEN event.last_day < entity.began_first THEN ' before ' || entity.began ELSE ' after ' || entity.ended END AS reason
FROM party
JOIN entity ON entity.id = party.entity_id
JOIN event ON event.id = party.record_id
JOIN record ON record.id = event.id
WHERE event.last_day < entity.began_first
  OR event.first_day > entity.ended_last
ORDER BY record.key, party.role, party.n;
