-- What a stranger's record may hold: run on the invented record, without its rules.
BEGIN;
CREATE TEMP TABLE n AS WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 2000) SELECT n FROM n;

-- Topics in a circle, one that is its own parent, and a long chain.
UPDATE topic SET parent_id = (SELECT id FROM topic WHERE key = 'water') WHERE key = 'nature';
INSERT INTO topic (id, key, label, parent_id, batch_id) VALUES (900000, 'own-parent', 'Own parent', 900000, 1);
INSERT INTO topic (id, key, label, parent_id, batch_id)
SELECT 100000 + n, 'deep-' || n || '-' || hex(zeroblob(100)), 'Deep', CASE n WHEN 1 THEN NULL ELSE 100000 + n - 1 END, 1 FROM n;

-- Sources of more sentences than there are, made from each other in a circle.
UPDATE source SET sentences = 9000000000000000000, is_complete = 1, bytes = 9223372036854775807;
INSERT INTO source (id, key, kind, sentences, is_complete, independence, derived_from_id, batch_id)
SELECT 100000 + n, 'endless-' || n, 'law', 9223372036854775807, 1, 'derived', 100000 + n % 2000 + 1, 1 FROM n;
UPDATE anchor SET sentence = 9223372036854775807 WHERE part > 1;
UPDATE anchor SET start_byte = 9000000000000000000, end_byte = 9223372036854775807 WHERE start_byte > 100;

-- Names without end, names that differ by a letter, and the same name again and again.
INSERT INTO record (id, key, kind, batch_id) SELECT 200000 + n, 'crowd-' || n, 'entity', 1 FROM n;
INSERT INTO entity (id, kind, name, batch_id)
SELECT 200000 + n, 'person', CASE WHEN n <= 10 THEN replace(hex(zeroblob(2503 + n)), '0', 'a') WHEN n = 11 THEN replace(hex(zeroblob(500000)), '0', 'b') WHEN n < 1000 THEN 'somebody' ELSE 'somebod' || char(20000 + n) END, 1 FROM n;
INSERT INTO name (entity_id, text, kind, normal, batch_id) SELECT id, name, 'preferred', name, 1 FROM entity WHERE id > 200000;
INSERT INTO name (entity_id, text, kind, normal, batch_id) SELECT id, 'ada ark ' || name, 'alias', 'ada ark ' || name, 1 FROM entity WHERE id > 200000;

-- Everything that refers to its own kind, in a circle.
UPDATE event SET part_of_id = id, follows_id = coalesce((SELECT max(other.id) FROM event AS other WHERE other.id < event.id), id);
UPDATE statement SET told_in_id = id, responds_to_id = id, continues_id = coalesce((SELECT max(other.id) FROM statement AS other WHERE other.id < statement.id), (SELECT max(id) FROM statement));
UPDATE stage SET part_of_id = id, additional_to_id = coalesce((SELECT max(other.id) FROM stage AS other WHERE other.id < stage.id), (SELECT max(id) FROM stage));
UPDATE figure SET about_id = id;
INSERT INTO record (id, key, kind, batch_id) SELECT 300000 + n, 'ring-' || n, 'relation', 1 FROM n;
INSERT INTO relation (id, subject_id, predicate, object_id, since, since_first, since_last, attested, batch_id)
SELECT 300000 + n, CASE WHEN n < 1000 THEN 200000 + n % 50 + 1 ELSE 200000 + n END, 'holds-office', CASE WHEN n < 1000 THEN 200000 + (n + 1) % 50 + 1 ELSE 200012 END, '2020', '2020-01-01', '2020-01-01', '2020', 1 FROM n;
INSERT INTO retired_key (key, record_id, batch_id) SELECT 'retired-' || n, 200000 + n, 1 FROM n;

-- Thousands of statements of one speaker on one day and topic, of speakers of one statement, of tolls of one event.
INSERT INTO record (id, key, kind, batch_id) SELECT 400000 + n, 'said-' || n, 'statement', 1 FROM n;
INSERT INTO statement (id, verb, form, gist, speaker_basis, first_day, last_day, told_in_id, batch_id)
SELECT 400000 + n, 'says', 'direct', 'so', 'stated', '2020-03-01', '2020-03-01', 400001, 1 FROM n;
INSERT INTO party (record_id, role, n, entity_id, first_day, batch_id) SELECT 400000 + n, 'speaker', 1, (SELECT id FROM record WHERE key = 'ada-arc'), '2020-03-01', 1 FROM n;
INSERT INTO party (record_id, role, n, entity_id, first_day, batch_id) SELECT 400002, 'speaker', n + 1, 200000 + n, '2020-03-01', 1 FROM n WHERE n <= 300;
INSERT INTO record_topic (record_id, topic_id, batch_id) SELECT 400000 + n, (SELECT id FROM topic WHERE key = 'nature'), 1 FROM n;
INSERT INTO citation (record_id, source_id, batch_id) SELECT 400000 + n, 100000 + n, 1 FROM n;
INSERT INTO record (id, key, kind, batch_id) SELECT 500000 + n, 'toll-' || n, 'figure', 1 FROM n;
INSERT INTO figure (id, about_id, measure, best, unit, as_written, as_of, as_of_first, as_of_last, batch_id)
SELECT 500000 + n, 1, 'dead', 10000 - n, 'people', 'many', '2020', date('2000-01-01', n || ' days'), date('2000-01-01', n || ' days'), 1 FROM n;

-- Days that there are not, and amounts that cannot be added.
UPDATE event SET first_day = '-99999-01-01', last_day = '999999999-12-31' WHERE id % 2;
UPDATE event SET first_day = 'never', last_day = '' WHERE NOT id % 2;
UPDATE entity SET began = '?', began_first = '99999', ended = '?', ended_last = '-1' WHERE id < 200000;
UPDATE stage SET low = 9223372036854775807, high = 9223372036854775807, extent = 'total', first_day = '0000-00-00', last_day = 'x';
UPDATE currency SET minor_unit = 9223372036854775807;
UPDATE conversion SET amount = 9223372036854775807, rate = '1e999999';

-- A question whose rows name a million records.
INSERT INTO query (name, summary, sql, batch_id) VALUES ('many', 'Many.', '-- Many.
--
-- One row.
--
-- @cite  record_ids
WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 1000000)
SELECT json_group_array(n % 30000) AS record_ids FROM n;
', 1), ('more', 'More.', '-- More.
--
-- One row.
--
-- @cite  record_ids
WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 100001)
SELECT json_group_array(10000000 + n) AS record_ids FROM n;
', 1);
COMMIT;
