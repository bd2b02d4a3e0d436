-- finds arc-rita-meeting: its guest stands under 2021-01-01, not 2020-03-02
-- finds arc-rita-meeting: its host stands under 2021-01-01, not 2020-03-02
-- finds river-summit: its host stands under 2021-01-01, not 2020-03-21
-- finds river-summit: its host stands under 2021-01-02, not 2020-03-21
-- finds arc-on-dam: its speaker stands under 2021-01-01, not 2020-03-03
-- finds dam-money: its donor stands under 2021-01-01, not 0000-01-01
-- Parties of an event, a statement and a pledge; those of a figure, which has no day here, are left alone.
UPDATE party SET first_day = '2021-01-01' WHERE role = 'host' AND record_id IN (SELECT id FROM record WHERE key IN ('river-summit', 'arc-rita-meeting'));
UPDATE party SET first_day = '2021-01-01' WHERE role = 'guest' AND record_id = (SELECT id FROM record WHERE key = 'arc-rita-meeting');
UPDATE party SET first_day = '2021-01-01' WHERE role = 'speaker' AND record_id = (SELECT id FROM record WHERE key = 'arc-on-dam');
UPDATE party SET first_day = '2021-01-01' WHERE role = 'donor' AND record_id = (SELECT id FROM record WHERE key = 'dam-money');
INSERT INTO party (record_id, role, n, entity_id, first_day, batch_id) VALUES ((SELECT id FROM record WHERE key = 'flood-missing-1'), 'actor', 1, (SELECT id FROM record WHERE key = 'ada-arc'), '2021-01-01', 1);
UPDATE party SET first_day = '2021-01-02' WHERE role = 'host' AND n = 2 AND record_id = (SELECT id FROM record WHERE key = 'river-summit');
