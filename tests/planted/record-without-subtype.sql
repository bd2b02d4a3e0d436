-- finds port-arc: there is no entity of this record
-- finds arc-president: there is no relation of this record
-- finds flood: there is no event of this record
-- finds flood-missing-1: there is no figure of this record
-- finds arc-on-dam: there is no statement of this record
-- finds dam-money: there is no pledge of this record
-- finds dam-money-given: there is no stage of this record
-- finds dam-money-promised-in-dollars: there is no conversion of this record
-- finds office-of-arc: there is no dispute of this record
DELETE FROM entity WHERE id = (SELECT id FROM record WHERE key = 'port-arc');
DELETE FROM relation WHERE id = (SELECT id FROM record WHERE key = 'arc-president');
DELETE FROM event WHERE id = (SELECT id FROM record WHERE key = 'flood');
DELETE FROM figure WHERE id = (SELECT id FROM record WHERE key = 'flood-missing-1');
DELETE FROM statement WHERE id = (SELECT id FROM record WHERE key = 'arc-on-dam');
DELETE FROM pledge WHERE id = (SELECT id FROM record WHERE key = 'dam-money');
DELETE FROM stage WHERE id = (SELECT id FROM record WHERE key = 'dam-money-given');
DELETE FROM conversion WHERE id = (SELECT id FROM record WHERE key = 'dam-money-promised-in-dollars');
DELETE FROM dispute WHERE id = (SELECT id FROM record WHERE key = 'office-of-arc');
