DELETE FROM anchor WHERE record_id = (SELECT id FROM record WHERE key = 'flood'); DELETE FROM citation WHERE record_id = (SELECT id FROM record WHERE key = 'flood');
