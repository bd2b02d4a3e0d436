-- finds a-coded: it has the name of ada-arc (Ada Arc)
-- finds a-coded: it has the name of rita-of-ruritania (Rita of Ruritania)
-- finds a-other-long: it has the name of one-long (Long nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn)
-- finds a-third: it has the name of ada-arc (Ada Arc)
-- finds a-third: it has the name of rita-of-ruritania (Rita of Ruritania)
-- finds rita-of-ruritania: it has the name of ada-arc (Ada Arc)
-- finds wang-three: it has the name of wang-one (王)
-- Persons of one name, one of whom has a long one; a place of that name, and an alias, are not duplicates.
UPDATE name SET normal = 'ada arc' WHERE text = 'Rita of Ruritania';
INSERT INTO record (id, key, kind, batch_id) VALUES (9001, 'one-long', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (9001, 'person', 'Long nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (9001, 'Long nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn', 'preferred', 'long', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9002, 'a-other-long', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (9002, 'person', 'Lo-ng', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (9002, 'Lo-ng', 'preferred', 'long', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9003, 'place-long', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (9003, 'place', 'LONG', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (9003, 'LONG', 'preferred', 'long', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES ((SELECT id FROM record WHERE key = 'zoe-zed'), 'Long', 'alias', 'long', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES ((SELECT id FROM record WHERE key = 'zoe-zed'), 'Long?', 'alias', 'long', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9004, 'another-zed', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (9004, 'person', 'Another Zed', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (9004, 'Another Zed', 'preferred', 'another zed', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (9002, 'Another Zed', 'alias', 'another zed', 1), (9004, 'Long one', 'alias', 'long', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9005, 'a-third', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (9005, 'person', 'Ada: Arc', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (9005, 'Ada: Arc', 'preferred', 'ada arc', 1);
-- A code that both have, and codes of two schemes, tell nobody apart; two codes of one scheme do.
INSERT INTO record (id, key, kind, batch_id) VALUES (9006, 'a-coded', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (9006, 'person', 'Ada, Arc', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (9006, 'Ada, Arc', 'preferred', 'ada arc', 1);
INSERT INTO identifier (scheme, value, entity_id, batch_id) VALUES ('z', '5', 9001, 1), ('z', '5', 9002, 1), ('x', '1', 9005, 1), ('x', '2', 9006, 1), ('w', '9', (SELECT id FROM record WHERE key = 'ada-arc'), 1), ('w', '8', (SELECT id FROM record WHERE key = 'zoe-zed'), 1);
-- Names of Han characters that sound alike are not the same; those that are written alike are.
INSERT INTO record (id, key, kind, batch_id) VALUES (9007, 'wang-one', 'entity', 1), (9008, 'wang-two', 'entity', 1), (9009, 'wang-three', 'entity', 1), (9010, 'wang-latin', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (9007, 'person', '王', 1), (9008, 'person', '汪', 1), (9009, 'person', '王', 1), (9010, 'person', 'Wang', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (9007, '王', 'preferred', 'wang', 1), (9008, '汪', 'preferred', 'wang', 1), (9009, '王', 'preferred', 'wang', 1), (9010, 'Wang', 'preferred', 'wang', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9011, 'wang-four', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (9011, 'person', '旺', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (9011, '旺', 'preferred', 'wang', 1);
