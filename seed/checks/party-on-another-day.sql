-- Parties whose day is not the first day of their record, so that a question by day misses them.
SELECT
  record.key,
  'its ' || party.role || ' stands under ' || party.first_day || ', not ' || coalesce(event.first_day, statement.first_day) AS reason
FROM party
JOIN record ON record.id = party.record_id
LEFT JOIN event ON event.id = party.record_id
LEFT JOIN statement ON statement.id = party.record_id
WHERE party.first_day <> coalesce(event.first_day, statement.first_day, party.first_day)
ORDER BY record.id, party.role, party.n;
