-- Events that lie wholly before or after the event they are part of, or before the one they follow.
SELECT
  record.key,
  'it is on ' || event.date || ', and the event it is part of on ' || whole.date AS reason
FROM event
JOIN record ON record.id = event.id
JOIN event AS whole ON whole.id = event.part_of_id
WHERE event.last_day < whole.first_day OR event.first_day > whole.last_day
UNION ALL
SELECT
  record.key,
  'it is on ' || event.date || ', and the event it follows on ' || earlier.date
FROM event
JOIN record ON record.id = event.id
JOIN event AS earlier ON earlier.id = event.follows_id
WHERE event.last_day < earlier.first_day
ORDER BY 1, 2;
