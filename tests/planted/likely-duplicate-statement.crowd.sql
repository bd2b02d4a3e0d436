-- finds said-200: it may be the same as said-1: their speaker and most of their words are the same, and their days may be
-- Of 202 statements of one day: the 1st and the 200th are compared, the 2nd and the 201st are not.
WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 202)
INSERT INTO record (id, key, kind, batch_id) SELECT 9000 + n, 'said-' || n, 'statement', 1 FROM n;
INSERT INTO statement (id, verb, form, gist, speaker_basis, first_day, last_day, batch_id) SELECT id, 'says', 'indirect', CASE WHEN id IN (9001, 9200) THEN 'rivers flow again' WHEN id IN (9002, 9201) THEN 'trade rests there' ELSE 'word' || id END, 'stated', '2020-06-01', '2020-06-01', 1 FROM record WHERE key LIKE 'said-%';
INSERT INTO party (record_id, role, n, entity_id, first_day, batch_id) SELECT id, 'speaker', 1, (SELECT id FROM record WHERE key = 'zoe-zed'), '2020-06-01', 1 FROM record WHERE key LIKE 'said-%';
