-- Events of GDELT 2.0 and 1.0, from their export files.
--
-- One event a row, with its two actors, its CAMEO code and scores, the country or place where it
-- happened, and the address it was read at as its source. An actor that is just a country is that
-- country; others go by GDELT's code and name. Files have 61 columns (2.0), 58 (1.0) or 57 (before 2013).
--
-- @reads tsv
-- @columns GLOBALEVENTID, SQLDATE, MonthYear, Year, FractionDate, Actor1Code, Actor1Name, Actor1CountryCode,
--     Actor1KnownGroupCode, Actor1EthnicCode, Actor1Religion1Code, Actor1Religion2Code, Actor1Type1Code,
--     Actor1Type2Code, Actor1Type3Code, Actor2Code, Actor2Name, Actor2CountryCode, Actor2KnownGroupCode,
--     Actor2EthnicCode, Actor2Religion1Code, Actor2Religion2Code, Actor2Type1Code, Actor2Type2Code,
--     Actor2Type3Code, IsRootEvent, EventCode, EventBaseCode, EventRootCode, QuadClass, GoldsteinScale,
--     NumMentions, NumSources, NumArticles, AvgTone, Actor1Geo_Type, Actor1Geo_FullName, Actor1Geo_CountryCode,
--     Actor1Geo_ADM1Code, Actor1Geo_ADM2Code, Actor1Geo_Lat, Actor1Geo_Long, Actor1Geo_FeatureID, Actor2Geo_Type,
--     Actor2Geo_FullName, Actor2Geo_CountryCode, Actor2Geo_ADM1Code, Actor2Geo_ADM2Code, Actor2Geo_Lat,
--     Actor2Geo_Long, Actor2Geo_FeatureID, ActionGeo_Type, ActionGeo_FullName, ActionGeo_CountryCode,
--     ActionGeo_ADM1Code, ActionGeo_ADM2Code, ActionGeo_Lat, ActionGeo_Long, ActionGeo_FeatureID, DATEADDED,
--     SOURCEURL
-- @columns GLOBALEVENTID, SQLDATE, MonthYear, Year, FractionDate, Actor1Code, Actor1Name, Actor1CountryCode,
--     Actor1KnownGroupCode, Actor1EthnicCode, Actor1Religion1Code, Actor1Religion2Code, Actor1Type1Code,
--     Actor1Type2Code, Actor1Type3Code, Actor2Code, Actor2Name, Actor2CountryCode, Actor2KnownGroupCode,
--     Actor2EthnicCode, Actor2Religion1Code, Actor2Religion2Code, Actor2Type1Code, Actor2Type2Code,
--     Actor2Type3Code, IsRootEvent, EventCode, EventBaseCode, EventRootCode, QuadClass, GoldsteinScale,
--     NumMentions, NumSources, NumArticles, AvgTone, Actor1Geo_Type, Actor1Geo_FullName, Actor1Geo_CountryCode,
--     Actor1Geo_ADM1Code, Actor1Geo_Lat, Actor1Geo_Long, Actor1Geo_FeatureID, Actor2Geo_Type, Actor2Geo_FullName,
--     Actor2Geo_CountryCode, Actor2Geo_ADM1Code, Actor2Geo_Lat, Actor2Geo_Long, Actor2Geo_FeatureID,
--     ActionGeo_Type, ActionGeo_FullName, ActionGeo_CountryCode, ActionGeo_ADM1Code, ActionGeo_Lat, ActionGeo_Long,
--     ActionGeo_FeatureID, DATEADDED, SOURCEURL
-- @columns GLOBALEVENTID, SQLDATE, MonthYear, Year, FractionDate, Actor1Code, Actor1Name, Actor1CountryCode,
--     Actor1KnownGroupCode, Actor1EthnicCode, Actor1Religion1Code, Actor1Religion2Code, Actor1Type1Code,
--     Actor1Type2Code, Actor1Type3Code, Actor2Code, Actor2Name, Actor2CountryCode, Actor2KnownGroupCode,
--     Actor2EthnicCode, Actor2Religion1Code, Actor2Religion2Code, Actor2Type1Code, Actor2Type2Code,
--     Actor2Type3Code, IsRootEvent, EventCode, EventBaseCode, EventRootCode, QuadClass, GoldsteinScale,
--     NumMentions, NumSources, NumArticles, AvgTone, Actor1Geo_Type, Actor1Geo_FullName, Actor1Geo_CountryCode,
--     Actor1Geo_ADM1Code, Actor1Geo_Lat, Actor1Geo_Long, Actor1Geo_FeatureID, Actor2Geo_Type, Actor2Geo_FullName,
--     Actor2Geo_CountryCode, Actor2Geo_ADM1Code, Actor2Geo_Lat, Actor2Geo_Long, Actor2Geo_FeatureID,
--     ActionGeo_Type, ActionGeo_FullName, ActionGeo_CountryCode, ActionGeo_ADM1Code, ActionGeo_Lat, ActionGeo_Long,
--     ActionGeo_FeatureID, DATEADDED
-- @refuse 1 no tabs stand between them; perhaps these are the dyads of GDELT 1.0, and this recipe reads events
-- @refuse 16 the mentions of GDELT 2.0, which say where an event is told; this recipe reads events
-- @refuse 17 the reduced file of GDELT 1.0, which counts events of two on a day; this recipe reads events
-- @refuse 11 the knowledge graph of GDELT 1.0 or its counts; this recipe reads events
-- @refuse 27 the knowledge graph of GDELT 2.0, which tells what a report is about; this recipe reads events
-- @key 'gdelt-' || GLOBALEVENTID
-- @source.key gdelt-2-events
-- @source.title GDELT Event Database
-- @source.publisher The GDELT Project
-- @source.url https://www.gdeltproject.org/
INSERT INTO rejected (row_number, reason)
SELECT row_number, 'SQLDATE is no day: ' || coalesce(SQLDATE, 'none')
FROM staged
WHERE date(substr(SQLDATE, 1, 4) || '-' || substr(SQLDATE, 5, 2) || '-' || substr(SQLDATE, 7, 2), '+0 days') IS NULL;

INSERT INTO record (id, key, kind)
SELECT record_id, row_key, 'event'
FROM staged;

INSERT INTO event (id, type, status, date, first_day, last_day, place_id)
SELECT
  record_id,
  CASE substr(EventCode, 1, 2)
    WHEN '01' THEN 'statement'
    WHEN '02' THEN 'appeal'
    WHEN '03' THEN 'agreement'
    WHEN '04' THEN CASE substr(EventCode, 3, 1) WHEN '1' THEN 'call' WHEN '2' THEN 'visit' WHEN '3' THEN 'visit'
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
  'occurred',
  day,
  day,
  day,
  -- A country by its FIPS code; what is more exact, by GDELT's number of the place, within which it has its name.
  CASE
    WHEN ActionGeo_Type = '1' THEN known('fips-10-4', ActionGeo_CountryCode)
    WHEN ActionGeo_FeatureID IS NOT NULL AND ActionGeo_FullName IS NOT NULL
      THEN entity(ActionGeo_FullName, 'place', 'gdelt-feature', ActionGeo_FeatureID)
  END
FROM (SELECT record_id, EventCode, ActionGeo_Type, ActionGeo_CountryCode, ActionGeo_FeatureID, ActionGeo_FullName,
  substr(SQLDATE, 1, 4) || '-' || substr(SQLDATE, 5, 2) || '-' || substr(SQLDATE, 7, 2) AS day FROM staged);

-- A place of a city or a region lies where its coordinates say, and in its country; each is told once of some thousand rows.
INSERT INTO coordinates (entity_id, latitude, longitude)
SELECT event.place_id, CAST(ActionGeo_Lat AS REAL), CAST(ActionGeo_Long AS REAL)
FROM staged
JOIN event ON event.id = staged.record_id
WHERE ActionGeo_Type <> '1' AND event.place_id IS NOT NULL
  AND CAST(ActionGeo_Lat AS REAL) BETWEEN -90 AND 90 AND CAST(ActionGeo_Long AS REAL) BETWEEN -180 AND 180
GROUP BY event.place_id;

INSERT INTO record (key, kind)
SELECT DISTINCT slug('gdelt-feature-' || feature || '-in-' || country), 'relation'
FROM (
  SELECT DISTINCT ActionGeo_FeatureID AS feature, ActionGeo_CountryCode AS country
  FROM staged
  WHERE ActionGeo_Type <> '1' AND ActionGeo_FullName IS NOT NULL AND ActionGeo_FeatureID IS NOT NULL
)
WHERE known('fips-10-4', country) IS NOT NULL;

INSERT INTO relation (id, subject_id, predicate, object_id)
SELECT record.id, place_id, 'located-in', known('fips-10-4', country)
FROM (
  SELECT event.place_id, ActionGeo_FeatureID AS feature, ActionGeo_CountryCode AS country
  FROM staged
  JOIN event ON event.id = staged.record_id
  WHERE ActionGeo_Type <> '1' AND event.place_id IS NOT NULL
  GROUP BY event.place_id, ActionGeo_CountryCode
)
JOIN record ON record.key = slug('gdelt-feature-' || feature || '-in-' || country)
GROUP BY record.id;

INSERT INTO party (record_id, role, n, entity_id, printed, first_day)
SELECT
  record_id,
  'actor',
  1,
  CASE
    WHEN Actor1Code = Actor1CountryCode
      AND known('iso-3166-1-alpha-3', Actor1CountryCode) IS NOT NULL
      THEN known('iso-3166-1-alpha-3', Actor1CountryCode)
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
    WHEN Actor2Code = Actor2CountryCode
      AND known('iso-3166-1-alpha-3', Actor2CountryCode) IS NOT NULL
      THEN known('iso-3166-1-alpha-3', Actor2CountryCode)
    ELSE entity(coalesce(Actor2Name || ' ', '') || '(' || Actor2Code || ')', 'group')
  END,
  Actor2Name,
  substr(SQLDATE, 1, 4) || '-' || substr(SQLDATE, 5, 2) || '-' || substr(SQLDATE, 7, 2)
FROM staged
WHERE Actor2Code IS NOT NULL;

INSERT INTO coding (record_id, scheme, code, intensity, tone, mentions)
SELECT record_id, 'cameo', EventCode, CAST(GoldsteinScale AS REAL), CAST(AvgTone AS REAL),
  CAST(NumMentions AS INTEGER)
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

INSERT INTO citation (record_id, source_id)
SELECT record.id, data_set.source_id
FROM record
JOIN data_set
WHERE record.kind = 'relation';
