-- Events of ICEWS: who did what to whom, coded in CAMEO.
--
-- One event a row, in the city or the country where it happened. The story it was read in is its
-- source, the sentence its place there. Files come with commas (names in lower case) or, as Dataverse
-- has them, with tabs and names such as "Event ID".
--
-- @reads csv, tsv
-- @null NA
-- @key 'icews-' || event_id
-- @source.key icews
-- @source.title Integrated Crisis Early Warning System, coded event data
-- @source.publisher Lockheed Martin
-- @source.url https://dataverse.harvard.edu/dataverse/icews
INSERT INTO rejected (row_number, reason)
SELECT row_number, 'event_date is no day: ' || coalesce(event_date, 'none')
FROM staged
WHERE event_date IS NOT date(event_date, '+0 days');

INSERT INTO record (id, key, kind)
SELECT record_id, row_key, 'event'
FROM staged;

INSERT INTO event (id, type, title, status, date, first_day, last_day, place_id)
SELECT
  record_id,
  CASE substr(cameo_code, 1, 2)
    WHEN '01' THEN 'statement'
    WHEN '02' THEN 'appeal'
    WHEN '03' THEN 'agreement'
    WHEN '04' THEN CASE substr(cameo_code, 3, 1) WHEN '1' THEN 'call' WHEN '2' THEN 'visit' WHEN '3' THEN 'visit'
      WHEN '6' THEN 'negotiation' ELSE 'consultation' END
    WHEN '05' THEN 'support'
    WHEN '06' THEN 'cooperation'
    WHEN '07' THEN 'aid'
    WHEN '08' THEN 'concession'
    WHEN '09' THEN 'investigation'
    WHEN '10' THEN 'demand'
    WHEN '11' THEN 'disapproval'
    WHEN '12' THEN 'rejection'
    WHEN '13' THEN 'threat'
    WHEN '14' THEN 'protest'
    WHEN '15' THEN 'mobilization'
    WHEN '16' THEN 'downgrade'
    WHEN '17' THEN 'coercion'
    WHEN '18' THEN 'assault'
    WHEN '19' THEN 'fight'
    WHEN '20' THEN 'violence'
    ELSE 'other'
  END,
  coalesce(source_name, '?') || ': ' || event_text || coalesce(': ' || target_name, ''),
  'occurred',
  event_date,
  event_date,
  event_date,
  -- A city by its name, its province and its country; else the country.
  CASE
    WHEN city IS NOT NULL AND country IS NOT NULL
      THEN entity(city || ', ' || country, 'place', 'icews-place', city || ' / ' || coalesce(province, '') || ' / '
        || country)
    ELSE entity(country, 'country')
  END
FROM staged;

INSERT OR IGNORE INTO coordinates (entity_id, latitude, longitude)
SELECT event.place_id, number(latitude), number(longitude)
FROM staged
JOIN event ON event.id = staged.record_id
WHERE city IS NOT NULL AND country IS NOT NULL
  AND number(latitude) BETWEEN -90 AND 90 AND number(longitude) BETWEEN -180 AND 180;

INSERT OR IGNORE INTO record (key, kind)
SELECT slug('icews-place-' || city || '-' || coalesce(province, '') || '-' || country), 'relation'
FROM staged
WHERE city IS NOT NULL AND country IS NOT NULL AND entity(country, 'country') IS NOT NULL;

INSERT OR IGNORE INTO relation (id, subject_id, predicate, object_id)
SELECT record.id, event.place_id, 'located-in', entity(country, 'country')
FROM staged
JOIN event ON event.id = staged.record_id
JOIN record ON record.key = slug('icews-place-' || city || '-' || coalesce(province, '') || '-' || country)
WHERE city IS NOT NULL AND entity(country, 'country') <> event.place_id;

INSERT INTO party (record_id, role, n, entity_id, printed, first_day)
SELECT
  record_id,
  'actor',
  1,
  entity(source_name, CASE WHEN source_name LIKE '%(%' THEN 'group'
    WHEN source_sectors LIKE '%Executive%' THEN 'person' ELSE 'organization' END),
  source_name,
  event_date
FROM staged
WHERE source_name IS NOT NULL;

INSERT INTO party (record_id, role, n, entity_id, printed, first_day)
SELECT
  record_id,
  'target',
  1,
  entity(target_name, CASE WHEN target_name LIKE '%(%' THEN 'group'
    WHEN target_sectors LIKE '%Executive%' THEN 'person' ELSE 'organization' END),
  target_name,
  event_date
FROM staged
WHERE target_name IS NOT NULL;

INSERT INTO coding (record_id, scheme, code, intensity)
SELECT record_id, 'cameo', cameo_code, number(intensity)
FROM staged;

INSERT INTO record_topic (record_id, topic_id)
SELECT record_id, topic('cameo', cameo_code)
FROM staged
WHERE topic('cameo', cameo_code) IS NOT NULL;

INSERT OR IGNORE INTO source (key, kind, publisher, description)
SELECT 'icews-story-' || story_id, 'news-report', publisher, 'Story ' || story_id || ' of ICEWS'
FROM staged
WHERE story_id IS NOT NULL;

INSERT INTO citation (record_id, source_id)
SELECT staged.record_id, coalesce(source.id, data_set.source_id)
FROM staged
JOIN data_set
LEFT JOIN source ON source.key = 'icews-story-' || staged.story_id;

INSERT INTO anchor (record_id, source_id, part, role, sentence)
SELECT staged.record_id, source.id, 1, 'place', whole(staged.sentence_number)
FROM staged
JOIN source ON source.key = 'icews-story-' || staged.story_id
WHERE whole(staged.sentence_number) >= 1;

INSERT INTO citation (record_id, source_id)
SELECT record.id, data_set.source_id
FROM record
JOIN data_set
WHERE record.kind = 'relation';
