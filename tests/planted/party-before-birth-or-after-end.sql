-- finds arc-rita-meeting: Ada Arc has a part as actor before 2020-03-03
-- finds arc-rita-meeting: Ada Arc has a part as host before 2020-03-03
-- finds arc-rita-meeting: Zoé Zed has a part as host before 2020-06
-- finds dike-talks: Ferry Board has a part as participant after 2020-01-09
-- finds early-meeting: Arcadia has a part as host after 2020-01-07
-- finds early-meeting: Longgggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg has a part as mediator after 2020-01-08
-- finds freedonian-conference: Longgggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg has a part as host after 2020-01-08
-- finds freedonian-conference: Ferry Board has a part as participant after 2020-01-09
-- finds freedonian-negotiation: Arcadia has a part as participant after 2020-01-07
-- finds freedonian-summit: Longgggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg has a part as guest after 2020-01-08
-- finds lasting-talks: Longgggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg has a part as participant after 2020-01-08
-- finds off-meeting: Arcadia has a part as guest after 2020-01-07
-- finds river-summit: Arcadia has a part as host after 2020-01-07
-- finds spring-meeting: Arcadia has a part as host after 2020-01-07
-- Born after, born in the same year, ended before, ended that day.
UPDATE entity SET began = '2020-03-03', began_first = '2020-03-03', began_last = '2020-03-03' WHERE name = 'Ada Arc';
UPDATE entity SET began = '2020-03-02', began_first = '2020-03-02', began_last = '2020-12-31' WHERE name = 'Rita of Ruritania';
UPDATE entity SET ended = '2020-01-07', ended_first = '2020-01-01', ended_last = '2020-01-07' WHERE name = 'Arcadia';
UPDATE entity SET name = 'Longgggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg', ended = '2020-01-08', ended_first = '2020-01-08', ended_last = '2020-01-08' WHERE name = 'River League';
INSERT INTO party (record_id, role, n, entity_id, first_day, batch_id) VALUES ((SELECT id FROM record WHERE key = 'arc-rita-meeting'), 'host', 2, (SELECT id FROM record WHERE key = 'zoe-zed'), '2020-03-02', 1), ((SELECT id FROM record WHERE key = 'arc-rita-meeting'), 'actor', 1, (SELECT id FROM record WHERE key = 'ada-arc'), '2020-03-02', 1);
UPDATE entity SET began = '2020-06', began_first = '2020-06-01', began_last = '2020-06-30' WHERE name = 'Zoé Zed';
-- What ended before it began.
UPDATE entity SET began = '2020-01-10', began_first = '2020-01-10', began_last = '2020-01-10', ended = '2020-01-09', ended_first = '2020-01-09', ended_last = '2020-01-09' WHERE name = 'Ferry Board';
