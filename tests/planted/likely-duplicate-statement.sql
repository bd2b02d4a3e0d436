INSERT INTO party (record_id, role, n, entity_id, first_day, batch_id) SELECT (SELECT id FROM record WHERE key = 'officials-on-missing'), 'speaker', 2, (SELECT id FROM record WHERE key = 'ada-arc'), '2020-03-03', 1;
DELETE FROM anchor WHERE record_id = (SELECT id FROM record WHERE key = 'officials-on-missing');
UPDATE citation SET source_id = (SELECT id FROM source WHERE key = 'dam-reply') WHERE record_id = (SELECT id FROM record WHERE key = 'officials-on-missing');
DELETE FROM anchor WHERE record_id = (SELECT id FROM record WHERE key = 'arc-on-dam') AND source_id = (SELECT id FROM source WHERE key = 'dam-reply');
DELETE FROM citation WHERE record_id = (SELECT id FROM record WHERE key = 'arc-on-dam') AND source_id = (SELECT id FROM source WHERE key = 'dam-reply');
