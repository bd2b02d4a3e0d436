-- Visits, from our own table.
--
-- @reads csv
-- @key 'visit-' || id
-- @source.key our-visits
-- @source.title Our table of visits
INSERT INTO rejected (row_number, reason)
SELECT row_number, 'its day is no date: ' || coalesce(day, 'none') FROM staged WHERE edtf(day) IS NULL;

INSERT INTO record (id, key, kind)
SELECT record_id, row_key, 'event' FROM staged;

INSERT INTO event (id, type, title, status, date, first_day, last_day)
SELECT record_id, 'visit', guest || ' visits ' || host, 'occurred', edtf(day), first_day(day), last_day(day) FROM staged;

INSERT INTO party (record_id, role, n, entity_id, printed, first_day)
SELECT record_id, 'guest', 1, entity(guest, 'person'), guest, first_day(day) FROM staged
UNION ALL
SELECT record_id, 'host', 1, entity(host, 'person'), host, first_day(day) FROM staged;

INSERT INTO citation (record_id, source_id)
SELECT staged.record_id, data_set.source_id FROM staged JOIN data_set;
