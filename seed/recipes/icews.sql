-- Events of ICEWS: who did what to whom, coded in CAMEO.
--
-- One event a row. The story it was read in is its source, the sentence its place there.
--
-- @reads csv
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
  CASE
    WHEN cameo_code GLOB '041*' THEN 'call'
    WHEN cameo_code GLOB '04[23]*' THEN 'visit'
    WHEN cameo_code GLOB '046*' THEN 'negotiation'
    WHEN cameo_code GLOB '01*' THEN 'statement'
    WHEN cameo_code GLOB '02*' THEN 'appeal'
    WHEN cameo_code GLOB '03*' THEN 'agreement'
    WHEN cameo_code GLOB '04*' THEN 'consultation'
    WHEN cameo_code GLOB '05*' THEN 'support'
    WHEN cameo_code GLOB '06*' THEN 'cooperation'
    WHEN cameo_code GLOB '07*' THEN 'aid'
    WHEN cameo_code GLOB '08*' THEN 'concession'
    WHEN cameo_code GLOB '09*' THEN 'investigation'
    WHEN cameo_code GLOB '10*' THEN 'demand'
    WHEN cameo_code GLOB '11*' THEN 'disapproval'
    WHEN cameo_code GLOB '12*' THEN 'rejection'
    WHEN cameo_code GLOB '13*' THEN 'threat'
    WHEN cameo_code GLOB '14*' THEN 'protest'
    WHEN cameo_code GLOB '15*' THEN 'mobilization'
    WHEN cameo_code GLOB '16*' THEN 'downgrade'
    WHEN cameo_code GLOB '17*' THEN 'coercion'
    WHEN cameo_code GLOB '18*' THEN 'assault'
    WHEN cameo_code GLOB '19*' THEN 'fight'
    WHEN cameo_code GLOB '20*' THEN 'violence'
    ELSE 'other'
  END,
  coalesce(source_name, '?') || ': ' || event_text || coalesce(': ' || target_name, ''),
  'occurred',
  event_date,
  event_date,
  event_date,
  entity(country, 'country')
FROM staged;

INSERT INTO party (record_id, role, n, entity_id, printed, first_day)
SELECT
  record_id,
  'actor',
  1,
  entity(source_name, CASE WHEN source_name LIKE '%(%' THEN 'group' WHEN source_sectors LIKE '%Executive%' THEN 'person' ELSE 'organization' END),
  source_name,
  event_date
FROM staged
WHERE source_name IS NOT NULL;

INSERT INTO party (record_id, role, n, entity_id, printed, first_day)
SELECT
  record_id,
  'target',
  1,
  entity(target_name, CASE WHEN target_name LIKE '%(%' THEN 'group' WHEN target_sectors LIKE '%Executive%' THEN 'person' ELSE 'organization' END),
  target_name,
  event_date
FROM staged
WHERE target_name IS NOT NULL;

INSERT INTO coding (record_id, scheme, code, intensity)
SELECT record_id, 'cameo', cameo_code, CAST(intensity AS REAL)
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
SELECT staged.record_id, source.id, 1, 'place', CAST(staged.sentence_number AS INTEGER)
FROM staged
JOIN source ON source.key = 'icews-story-' || staged.story_id
WHERE CAST(staged.sentence_number AS INTEGER) >= 1;
