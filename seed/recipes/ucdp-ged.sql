-- Events of the UCDP Georeferenced Event Dataset: deadly violence, with its sides, its place and its dead.
--
-- One event a row. In violence of one side against civilians these are its victims and no party of their own. The best
-- estimate of the dead with its bounds is a figure of its own. An event is dated by the days that the set gives;
-- where it knows only the month or less (date_prec 4, 5), they are the bounds. What the set cites is kept as a note.
--
-- @reads csv, xlsx
-- @key 'ucdp-ged-' || id
-- @source.key ucdp-ged
-- @source.title UCDP Georeferenced Event Dataset
-- @source.publisher Uppsala Conflict Data Program
-- @source.url https://ucdp.uu.se/downloads/
-- @source.licence CC BY 4.0
INSERT INTO rejected (row_number, reason)
SELECT row_number, 'its days are no days: ' || coalesce(date_start, 'none') || ' to ' || coalesce(date_end, 'none')
FROM staged
WHERE substr(date_start, 1, 10) IS NOT date(substr(date_start, 1, 10), '+0 days')
  OR substr(date_end, 1, 10) IS NOT date(substr(date_end, 1, 10), '+0 days');

INSERT INTO record (id, key, kind, note)
SELECT record_id, row_key, 'event', 'UCDP cites: ' || source_article
FROM staged;

INSERT INTO event (id, type, title, status, date, first_day, last_day, place_id)
SELECT
  record_id,
  CASE whole(type_of_violence) WHEN 3 THEN 'violence' ELSE 'fight' END,
  coalesce(dyad_name, side_a || ' - ' || side_b) || coalesce(' (' || conflict_name || ')', ''),
  'occurred',
  CASE WHEN substr(date_start, 1, 10) = substr(date_end, 1, 10) THEN substr(date_start, 1, 10)
    ELSE '[' || substr(date_start, 1, 10) || '..' || substr(date_end, 1, 10) || ']' END,
  substr(date_start, 1, 10),
  substr(date_end, 1, 10),
  -- A point by its coordinates, as the set describes it; what it knows only of a province or of the country lies there.
  CASE
    WHEN whole(where_prec) <= 3 AND where_coordinates IS NOT NULL
      THEN entity(where_coordinates || ', ' || country, 'place', 'ucdp-place', where_coordinates || ' / '
        || latitude || ' ' || longitude)
    ELSE entity(country, 'country')
  END
FROM staged;

INSERT OR IGNORE INTO coordinates (entity_id, latitude, longitude)
SELECT event.place_id, number(latitude), number(longitude)
FROM staged
JOIN event ON event.id = staged.record_id
WHERE whole(where_prec) <= 3 AND where_coordinates IS NOT NULL
  AND number(latitude) BETWEEN -90 AND 90 AND number(longitude) BETWEEN -180 AND 180;

INSERT OR IGNORE INTO record (key, kind)
SELECT slug('ucdp-place-' || where_coordinates || '-' || latitude || '-' || longitude), 'relation'
FROM staged
WHERE whole(where_prec) <= 3 AND where_coordinates IS NOT NULL AND entity(country, 'country') IS NOT NULL;

INSERT OR IGNORE INTO relation (id, subject_id, predicate, object_id)
SELECT record.id, event.place_id, 'located-in', entity(country, 'country')
FROM staged
JOIN event ON event.id = staged.record_id
JOIN record ON record.key = slug('ucdp-place-' || where_coordinates || '-' || latitude || '-' || longitude);

INSERT INTO party (record_id, role, n, entity_id, printed, first_day)
SELECT
  record_id,
  'actor',
  1,
  entity(side_a, CASE WHEN side_a LIKE 'Government of %' THEN 'government'
    ELSE 'group' END, 'ucdp-actor', coalesce(side_a_new_id, side_a)),
  side_a,
  substr(date_start, 1, 10)
FROM staged
WHERE side_a IS NOT NULL;

INSERT INTO party (record_id, role, n, entity_id, printed, first_day)
SELECT
  record_id,
  CASE whole(type_of_violence) WHEN 3 THEN 'victim' ELSE 'target' END,
  1,
  CASE
    WHEN whole(type_of_violence) IS NOT 3
      THEN entity(side_b, CASE WHEN side_b LIKE 'Government of %' THEN 'government'
        ELSE 'group' END, 'ucdp-actor', coalesce(side_b_new_id, side_b))
  END,
  side_b,
  substr(date_start, 1, 10)
FROM staged
WHERE side_b IS NOT NULL;

INSERT INTO record (key, kind)
SELECT row_key || '-dead', 'figure'
FROM staged
WHERE coalesce(whole(best), whole(low), whole(high)) IS NOT NULL;

INSERT INTO figure (id, about_id, measure, low, best, high, unit, as_written, as_of)
SELECT
  record.id,
  staged.record_id,
  'dead',
  whole(low),
  whole(best),
  whole(high),
  'people',
  coalesce(best, '?') || ' (' || coalesce(low, '?') || ' to ' || coalesce(high, '?') || ')',
  substr(date_end, 1, 10)
FROM staged
JOIN record ON record.key = staged.row_key || '-dead';

INSERT INTO coding (record_id, scheme, code, mode)
SELECT record_id, 'ucdp', type_of_violence, 'event clarity ' || event_clarity || ', date precision ' || date_prec
  || ', place precision ' || where_prec
FROM staged;

INSERT INTO citation (record_id, source_id)
SELECT record.id, data_set.source_id
FROM record
JOIN data_set;
