INSERT INTO record (id, key, kind, batch_id) VALUES (9001, 'other-dam-money', 'pledge', 1), (9002, 'other-dam-money-given', 'stage', 1);
INSERT INTO pledge (id, kind, title, batch_id) VALUES (9001, 'aid', 'Other money', 1);
INSERT INTO party (record_id, role, n, entity_id, first_day, batch_id) SELECT 9001, role, n, entity_id, first_day, 1 FROM party WHERE record_id = (SELECT id FROM record WHERE key = 'dam-money');
INSERT INTO stage (id, pledge_id, stage, date, first_day, last_day, low, high, currency, batch_id) VALUES (9002, 9001, 'disbursed', '2020', '2020-01-01', '2020-03-01', 1000, 1000, 'EUR', 1);
