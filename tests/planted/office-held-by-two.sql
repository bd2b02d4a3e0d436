UPDATE record SET rank = NULL, reason = NULL WHERE key = 'arc-chancellor';
UPDATE relation SET object_id = (SELECT id FROM record WHERE key = 'president-of-arcadia'), subject_id = (SELECT id FROM record WHERE key = 'rita-of-ruritania'), attested = '2020-03-03', attested_first = '2020-03-03', attested_last = '2020-03-03' WHERE id = (SELECT id FROM record WHERE key = 'arc-chancellor');
