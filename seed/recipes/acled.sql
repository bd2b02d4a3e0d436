-- Events of ACLED: political violence and protest, with the actors, the place and the dead.
--
-- One event a row, with the allies of each actor beside it. Its type is that of ACLED; its dead, where it counts any
-- or none, are a figure. Where ACLED knows the week only, the day is about right; where it knows the month, the month
-- is the date. Its notes are kept with the event, and the outlets that it cites in the place of the citation.
--
-- @reads csv, xlsx
-- @key slug('acled-' || event_id_cnty)
-- @source.key acled
-- @source.title Armed Conflict Location and Event Data
-- @source.publisher ACLED
-- @source.url https://acleddata.com/
INSERT INTO rejected (row_number, reason)
SELECT row_number, 'event_date is no day: ' || coalesce(event_date, 'none')
FROM staged
WHERE edtf(event_date) IS NULL OR length(edtf(event_date)) <> 10;

INSERT INTO record (id, key, kind, note)
SELECT record_id, row_key, 'event', notes
FROM staged;

INSERT INTO event (id, type, title, status, date, place_id)
SELECT
  record_id,
  -- With the types of releases before 2019.
  CASE
    WHEN event_type LIKE 'Battle%' THEN 'fight'
    WHEN event_type IN ('Explosions/Remote violence', 'Remote violence') THEN 'attack'
    WHEN event_type = 'Violence against civilians' THEN 'violence'
    WHEN event_type IN ('Protests', 'Riots', 'Riots/Protests') THEN 'protest'
    WHEN event_type LIKE 'Strategic development%' AND sub_event_type = 'Agreement' THEN 'agreement'
    ELSE 'other'
  END,
  coalesce(sub_event_type, event_type, 'Event') || ': ' || coalesce(actor1, '?') || coalesce(' - ' || actor2, ''),
  'occurred',
  CASE time_precision WHEN '3' THEN substr(edtf(event_date), 1, 7) WHEN '2' THEN edtf(event_date) || '~'
    ELSE edtf(event_date) END,
  CASE
    WHEN location IS NOT NULL
      THEN entity(location || ', ' || country, 'place', 'acled-place', location || ' / ' || coalesce(admin1, '')
        || ' / ' || country)
    ELSE entity(country, 'country')
  END
FROM staged;

INSERT OR IGNORE INTO coordinates (entity_id, latitude, longitude)
SELECT event.place_id, number(latitude), number(longitude)
FROM staged
JOIN event ON event.id = staged.record_id
WHERE location IS NOT NULL
  AND number(latitude) BETWEEN -90 AND 90 AND number(longitude) BETWEEN -180 AND 180;

INSERT OR IGNORE INTO record (key, kind)
SELECT slug('acled-place-' || location || '-' || coalesce(admin1, '') || '-' || country), 'relation'
FROM staged
WHERE location IS NOT NULL AND coalesce(known('iso-3166-1-numeric', printf('%03d', iso)),
  entity(country, 'country')) IS NOT NULL;

INSERT OR IGNORE INTO relation (id, subject_id, predicate, object_id)
SELECT record.id, event.place_id, 'located-in',
  coalesce(known('iso-3166-1-numeric', printf('%03d', iso)), entity(country, 'country'))
FROM staged
JOIN event ON event.id = staged.record_id
JOIN record ON record.key = slug('acled-place-' || location || '-' || coalesce(admin1, '') || '-' || country);

-- The actor of each side comes first, then those who stood with it.
INSERT INTO party (record_id, role, n, entity_id, printed, first_day)
SELECT
  record_id,
  role,
  row_number() OVER (PARTITION BY record_id, role ORDER BY is_ally, ordinal),
  CASE WHEN actor NOT LIKE 'Civilians (%' AND actor NOT LIKE 'Unidentified %' THEN entity(actor, 'group') END,
  actor,
  first_day(CASE time_precision WHEN '3' THEN substr(edtf(event_date), 1, 7) WHEN '2' THEN edtf(event_date) || '~'
    ELSE edtf(event_date) END)
FROM (
  SELECT record_id, event_date, time_precision, 'actor' AS role, 0 AS is_ally, 0 AS ordinal, actor1 AS actor
  FROM staged
  UNION ALL
  SELECT record_id, event_date, time_precision, CASE WHEN actor2 LIKE 'Civilians (%' THEN 'victim'
    ELSE 'target' END, 0, 0, actor2
  FROM staged
  UNION ALL
  SELECT record_id, event_date, time_precision, 'actor', 1, each.key, each.value
  FROM staged, json_each(split(assoc_actor_1, ';')) AS each
  UNION ALL
  SELECT record_id, event_date, time_precision, CASE WHEN actor2 LIKE 'Civilians (%' THEN 'victim'
    ELSE 'target' END, 1, each.key, each.value
  FROM staged, json_each(split(assoc_actor_2, ';')) AS each
)
WHERE actor IS NOT NULL;

INSERT INTO record (key, kind)
SELECT row_key || '-dead', 'figure'
FROM staged
WHERE whole(fatalities) IS NOT NULL;

INSERT INTO figure (id, about_id, measure, best, unit, as_written, as_of)
SELECT record.id, staged.record_id, 'dead', whole(fatalities), 'people', fatalities, event.date
FROM staged
JOIN event ON event.id = staged.record_id
JOIN record ON record.key = staged.row_key || '-dead';

INSERT INTO coding (record_id, scheme, code, mode)
SELECT record_id, 'acled', event_type, sub_event_type
FROM staged
WHERE event_type IS NOT NULL;

INSERT INTO citation (record_id, source_id)
SELECT record.id, data_set.source_id
FROM record
JOIN data_set;

INSERT INTO anchor (record_id, source_id, part, role, locator)
SELECT staged.record_id, data_set.source_id, 1, 'place', source
FROM staged
JOIN data_set
WHERE source IS NOT NULL;
