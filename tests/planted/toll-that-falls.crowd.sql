-- finds toll-200: it is lower than toll-198 of 2020-12-16
-- finds toll-200: it is lower than toll-199 of 2020-12-17
-- Of 202 tolls: the 200th is compared with those before it, the 201st, of the same day, and the 202nd are not.
INSERT INTO record (id, key, kind, batch_id) VALUES (9000, 'crowd', 'event', 1);
INSERT INTO event (id, type, status, batch_id) VALUES (9000, 'other', 'occurred', 1);
WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 202)
INSERT INTO record (id, key, kind, batch_id) SELECT 9000 + n, 'toll-' || n, 'figure', 1 FROM n;
INSERT INTO figure (id, about_id, measure, best, unit, as_written, as_of, as_of_first, as_of_last, batch_id)
SELECT id, 9000, 'dead', CASE WHEN id = 9200 THEN 197 WHEN id = 9201 THEN 150 WHEN id = 9199 THEN 200 WHEN id = 9202 THEN 1 ELSE id - 9000 END, 'people', 'so', date('2020-06-01', (id - 9000 - (id = 9201)) || ' days'), date('2020-06-01', (id - 9000 - (id = 9201)) || ' days'), date('2020-06-01', (id - 9000 - (id = 9201)) || ' days'), 1 FROM record WHERE key LIKE 'toll-%' AND id > 9000;
