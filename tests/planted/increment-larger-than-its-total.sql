-- finds larger-than-low: it is part of low-whole, which is smaller
-- finds without-low: it is part of whole, which is smaller
-- finds z-larger: it is part of whole, which is smaller
-- A whole of 100 to 200 EUR: its parts, with and without either bound, and one in another currency.
INSERT INTO record (id, key, kind, batch_id) VALUES (9001, 'whole', 'stage', 1);
INSERT INTO stage (id, pledge_id, stage, date, first_day, last_day, low, high, currency, extent, part_of_id, as_written, batch_id) VALUES (9001, (SELECT id FROM record WHERE key = 'dam-money'), 'pledged', '2020-03-03', '2020-03-03', '2020-03-03', 100, 200, 'EUR', 'increment', NULL, NULL, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9002, 'z-larger', 'stage', 1);
INSERT INTO stage (id, pledge_id, stage, date, first_day, last_day, low, high, currency, extent, part_of_id, as_written, batch_id) VALUES (9002, (SELECT id FROM record WHERE key = 'dam-money'), 'pledged', '2020-03-03', '2020-03-03', '2020-03-03', 300, NULL, 'EUR', 'increment', 9001, NULL, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9003, 'may-fit', 'stage', 1);
INSERT INTO stage (id, pledge_id, stage, date, first_day, last_day, low, high, currency, extent, part_of_id, as_written, batch_id) VALUES (9003, (SELECT id FROM record WHERE key = 'dam-money'), 'pledged', '2020-03-03', '2020-03-03', '2020-03-03', 150, 400, 'EUR', 'increment', 9001, NULL, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9004, 'without-low', 'stage', 1);
INSERT INTO stage (id, pledge_id, stage, date, first_day, last_day, low, high, currency, extent, part_of_id, as_written, batch_id) VALUES (9004, (SELECT id FROM record WHERE key = 'dam-money'), 'pledged', '2020-03-03', '2020-03-03', '2020-03-03', NULL, 300, 'EUR', 'increment', 9001, NULL, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9005, 'low-whole', 'stage', 1);
INSERT INTO stage (id, pledge_id, stage, date, first_day, last_day, low, high, currency, extent, part_of_id, as_written, batch_id) VALUES (9005, (SELECT id FROM record WHERE key = 'dam-money'), 'pledged', '2020-03-03', '2020-03-03', '2020-03-03', 100, NULL, 'EUR', 'increment', NULL, NULL, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9006, 'larger-than-low', 'stage', 1);
INSERT INTO stage (id, pledge_id, stage, date, first_day, last_day, low, high, currency, extent, part_of_id, as_written, batch_id) VALUES (9006, (SELECT id FROM record WHERE key = 'dam-money'), 'pledged', '2020-03-03', '2020-03-03', '2020-03-03', 150, NULL, 'EUR', 'increment', 9005, NULL, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9007, 'equal', 'stage', 1);
INSERT INTO stage (id, pledge_id, stage, date, first_day, last_day, low, high, currency, extent, part_of_id, as_written, batch_id) VALUES (9007, (SELECT id FROM record WHERE key = 'dam-money'), 'pledged', '2020-03-03', '2020-03-03', '2020-03-03', 200, 200, 'EUR', 'increment', 9001, NULL, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9008, 'dollars', 'stage', 1);
INSERT INTO stage (id, pledge_id, stage, date, first_day, last_day, low, high, currency, extent, part_of_id, as_written, batch_id) VALUES (9008, (SELECT id FROM record WHERE key = 'dam-money'), 'pledged', '2020-03-03', '2020-03-03', '2020-03-03', 900, 900, 'USD', 'increment', 9001, NULL, 1);
