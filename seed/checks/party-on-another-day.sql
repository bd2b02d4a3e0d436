-- Parties whose day is not the first day of their record, so that a question by day misses them.
--
-- A pledge has no day of its own: its parties stand under 0000-01-01, its stages have the days.
SELECT
  record.key,
  'its ' || party.role || ' stands under ' || party.first_day || ', not '
    || coalesce(event.first_day, statement.first_day, '0000-01-01') AS reason
FROM party
JOIN record ON record.id = party.record_id
LEFT JOIN event ON event.id = party.record_id
LEFT JOIN statement ON statement.id = party.record_id
LEFT JOIN pledge ON pledge.id = party.record_id
WHERE party.first_day <> coalesce(event.first_day, statement.first_day, CASE
  WHEN pledge.id IS NOT NULL THEN '0000-01-01' END)
ORDER BY record.id, party.role, party.n;
