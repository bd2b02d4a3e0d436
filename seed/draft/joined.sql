-- What kind of record has a key, and what it is called.
SELECT record.kind, coalesce(titles.title, record.key)
FROM record
LEFT JOIN titles ON titles.record_id = record.id
WHERE record.key = ?1
LIMIT 1;
