-- finds storm-missing: it prefers more than one side
-- finds office-of-arc: it has 1 side
-- finds no-side: it has 0 side
-- One side, no side, two that are preferred; of three sides, one may be.
DELETE FROM dispute_side WHERE n = 2 AND dispute_id = (SELECT id FROM record WHERE key = 'office-of-arc');
UPDATE dispute_side SET is_preferred = 1 WHERE dispute_id = (SELECT id FROM record WHERE key = 'storm-missing');
INSERT INTO dispute_side (dispute_id, n, record_id, claim, is_preferred, batch_id) VALUES ((SELECT id FROM record WHERE key = 'how-long'), 3, (SELECT id FROM record WHERE key = 'flood'), 'It floods', 1, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9001, 'no-side', 'dispute', 1);
INSERT INTO dispute (id, kind, question, why, batch_id) VALUES (9001, 'degree', 'Is it?', 'So', 1);
