-- finds port-arc: no source vouches for this entity
-- finds flood: no source vouches for this event
DELETE FROM anchor WHERE record_id IN (SELECT id FROM record WHERE key IN ('flood', 'port-arc'));
DELETE FROM citation WHERE record_id IN (SELECT id FROM record WHERE key IN ('flood', 'port-arc'));
