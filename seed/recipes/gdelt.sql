-- Events of GDELT 2.0, from its export files.
--
-- One event a row, with its two actors, its CAMEO code and scores, and the address it was read at
-- as its source. An actor that is just a country is that country; others go by GDELT's code and name.
--
-- @reads tsv
-- @columns GLOBALEVENTID, SQLDATE, MonthYear, Year, FractionDate, Actor1Code, Actor1Name, Actor1CountryCode, Actor1KnownGroupCode, Actor1EthnicCode, Actor1Religion1Code, Actor1Religion2Code, Actor1Type1Code, Actor1Type2Code, Actor1Type3Code, Actor2Code, Actor2Name, Actor2CountryCode, Actor2KnownGroupCode, Actor2EthnicCode, Actor2Religion1Code, Actor2Religion2Code, Actor2Type1Code, Actor2Type2Code, Actor2Type3Code, IsRootEvent, EventCode, EventBaseCode, EventRootCode, QuadClass, GoldsteinScale, NumMentions, NumSources, NumArticles, AvgTone, Actor1Geo_Type, Actor1Geo_FullName, Actor1Geo_CountryCode, Actor1Geo_ADM1Code, Actor1Geo_ADM2Code, Actor1Geo_Lat, Actor1Geo_Long, Actor1Geo_FeatureID, Actor2Geo_Type, Actor2Geo_FullName, Actor2Geo_CountryCode, Actor2Geo_ADM1Code, Actor2Geo_ADM2Code, Actor2Geo_Lat, Actor2Geo_Long, Actor2Geo_FeatureID, ActionGeo_Type, ActionGeo_FullName, ActionGeo_CountryCode, ActionGeo_ADM1Code, ActionGeo_ADM2Code, ActionGeo_Lat, ActionGeo_Long, ActionGeo_FeatureID, DATEADDED, SOURCEURL
-- @key 'gdelt-' || GLOBALEVENTID
-- @source.key gdelt-2-events
-- @source.title GDELT 2.0 Event Database
-- @source.publisher The GDELT Project
-- @source.url https://www.gdeltproject.org/
INSERT INTO rejected (row_number, reason)
SELECT row_number, 'SQLDATE is no day: ' || coalesce(SQLDATE, 'none')
FROM staged
WHERE date(substr(SQLDATE, 1, 4) || '-' || substr(SQLDATE, 5, 2) || '-' || substr(SQLDATE, 7, 2), '+0 days') IS NULL;

INSERT INTO record (id, key, kind)
SELECT record_id, row_key, 'event'
FROM staged;

INSERT INTO event (id, type, status, date, first_day, last_day)
SELECT
  record_id,
  CASE substr(EventCode, 1, 2)
    WHEN '01' THEN 'statement'
    WHEN '02' THEN 'appeal'
    WHEN '03' THEN 'agreement'
    WHEN '04' THEN CASE substr(EventCode, 3, 1) WHEN '1' THEN 'call' WHEN '2' THEN 'visit' WHEN '3' THEN 'visit' WHEN '6' THEN 'negotiation' ELSE 'consultation' END
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
  'occurred',
  day,
  day,
  day
FROM (SELECT record_id, EventCode, substr(SQLDATE, 1, 4) || '-' || substr(SQLDATE, 5, 2) || '-' || substr(SQLDATE, 7, 2) AS day FROM staged);

INSERT INTO party (record_id, role, n, entity_id, printed, first_day)
SELECT
  record_id,
  'actor',
  1,
  CASE
    WHEN Actor1Code = Actor1CountryCode AND known('iso-3166-1-alpha-3', Actor1CountryCode) IS NOT NULL THEN known('iso-3166-1-alpha-3', Actor1CountryCode)
    ELSE entity(coalesce(Actor1Name || ' ', '') || '(' || Actor1Code || ')', 'group')
  END,
  Actor1Name,
  substr(SQLDATE, 1, 4) || '-' || substr(SQLDATE, 5, 2) || '-' || substr(SQLDATE, 7, 2)
FROM staged
WHERE Actor1Code IS NOT NULL;

INSERT INTO party (record_id, role, n, entity_id, printed, first_day)
SELECT
  record_id,
  'target',
  1,
  CASE
    WHEN Actor2Code = Actor2CountryCode AND known('iso-3166-1-alpha-3', Actor2CountryCode) IS NOT NULL THEN known('iso-3166-1-alpha-3', Actor2CountryCode)
    ELSE entity(coalesce(Actor2Name || ' ', '') || '(' || Actor2Code || ')', 'group')
  END,
  Actor2Name,
  substr(SQLDATE, 1, 4) || '-' || substr(SQLDATE, 5, 2) || '-' || substr(SQLDATE, 7, 2)
FROM staged
WHERE Actor2Code IS NOT NULL;

INSERT INTO coding (record_id, scheme, code, intensity, tone, mentions)
SELECT record_id, 'cameo', EventCode, CAST(GoldsteinScale AS REAL), CAST(AvgTone AS REAL), CAST(NumMentions AS INTEGER)
FROM staged;

INSERT INTO record_topic (record_id, topic_id)
SELECT record_id, topic('cameo', EventCode)
FROM staged
WHERE topic('cameo', EventCode) IS NOT NULL;

INSERT OR IGNORE INTO source (key, kind, url)
SELECT 'url-' || hash(SOURCEURL), 'web-page', SOURCEURL
FROM staged
WHERE SOURCEURL IS NOT NULL;

INSERT INTO citation (record_id, source_id)
SELECT staged.record_id, coalesce(source.id, data_set.source_id)
FROM staged
JOIN data_set
LEFT JOIN source ON source.key = 'url-' || hash(staged.SOURCEURL);
