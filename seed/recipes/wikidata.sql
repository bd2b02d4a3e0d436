-- Items of Wikidata: who and what there is, with names, codes, offices and ties.
--
-- One entity an item, of the kind that its classes (P31) tell; an item of another class is kept as a rejected row with
-- that reason. A country that the record knows by its ISO code gets names and codes. Offices held, membership,
-- nationality, family and place become relations with their days. What is deprecated, unknown or of another property is
-- left out by name. Whom a tie leads to is known by the number of the item, and named when that item comes.
--
-- @reads jsonl
-- @rows $.entities.*, $
-- @key coalesce((SELECT key FROM main.record WHERE id = coalesce(known('iso-3166-1-alpha-3', json ->> '$.claims.P298[0].mainsnak.datavalue.value'), known('wikidata', json ->> '$.id'))), slug('wikidata-' || (json ->> '$.id')))
-- @source.key wikidata
-- @source.title Wikidata
-- @source.url https://www.wikidata.org/
-- @source.licence CC0
INSERT INTO rejected (row_number, reason)
SELECT row_number, 'it is no item: ' || coalesce(json ->> '$.type', 'without a type')
FROM staged
WHERE json ->> '$.type' IS NOT 'item' OR json ->> '$.id' IS NULL;

INSERT INTO rejected (row_number, reason)
SELECT row_number, 'it has no label'
FROM staged
WHERE NOT EXISTS (SELECT 1 FROM json_each(staged.json, '$.labels') AS each WHERE each.type = 'object');

INSERT INTO record (id, key, kind)
SELECT record_id, row_key, 'entity'
FROM staged
WHERE row_key = slug('wikidata-' || (json ->> '$.id'));

INSERT INTO entity (id, kind, name, description, began, ended)
SELECT
  staged.record_id,
  (
    SELECT
      CASE claim.value ->> '$.mainsnak.datavalue.value.id'
        WHEN 'Q5' THEN 'person'
        WHEN 'Q6256' THEN 'country' WHEN 'Q3624078' THEN 'country' WHEN 'Q7275' THEN 'country'
        WHEN 'Q4164871' THEN 'office' WHEN 'Q294414' THEN 'office'
        WHEN 'Q7188' THEN 'government' WHEN 'Q192350' THEN 'government' WHEN 'Q327333' THEN 'government'
        WHEN 'Q35749' THEN 'government' WHEN 'Q11204' THEN 'government'
        WHEN 'Q4830453' THEN 'company' WHEN 'Q783794' THEN 'company' WHEN 'Q6881511' THEN 'company'
          WHEN 'Q891723' THEN 'company'
        WHEN 'Q11032' THEN 'medium' WHEN 'Q1110794' THEN 'medium' WHEN 'Q192283' THEN 'medium'
        WHEN 'Q43229' THEN 'organization' WHEN 'Q484652' THEN 'organization' WHEN 'Q245065' THEN 'organization'
        WHEN 'Q163740' THEN 'organization' WHEN 'Q79913' THEN 'organization' WHEN 'Q7278' THEN 'organization'
        WHEN 'Q515' THEN 'place' WHEN 'Q5119' THEN 'place' WHEN 'Q486972' THEN 'place' WHEN 'Q3957' THEN 'place'
        WHEN 'Q532' THEN 'place' WHEN 'Q1549591' THEN 'place'
        WHEN 'Q82794' THEN 'region' WHEN 'Q5107' THEN 'region'
        WHEN 'Q41710' THEN 'group'
      END AS kind
    FROM json_each(staged.json, '$.claims.P31') AS claim
    WHERE kind IS NOT NULL AND claim.value ->> '$.rank' IS NOT 'deprecated'
    ORDER BY claim.value ->> '$.rank' IS NOT 'preferred', claim.key
    LIMIT 1
  ),
  coalesce(json ->> '$.labels.en.value', json ->> '$.labels.mul.value', (SELECT each.value ->> '$.value'
    FROM json_each(staged.json, '$.labels') AS each ORDER BY each.key LIMIT 1)),
  json ->> '$.descriptions.en.value',
  (
    SELECT
      edtf(CASE
        WHEN time.value ->> '$.time' NOT LIKE '+____-%' THEN time.value ->> '$.time'
        WHEN time.value ->> '$.precision' = 11 THEN substr(time.value ->> '$.time', 2, 10)
        WHEN time.value ->> '$.precision' = 10 THEN substr(time.value ->> '$.time', 2, 7)
        WHEN time.value ->> '$.precision' = 9 THEN substr(time.value ->> '$.time', 2, 4)
      END)
    FROM json_each(staged.json, '$.claims') AS property, json_each(property.value) AS claim,
      json_each(claim.value, '$.mainsnak.datavalue') AS time
    WHERE property.key IN ('P569', 'P571') AND time.key = 'value' AND claim.value ->> '$.rank' IS NOT 'deprecated'
    ORDER BY claim.value ->> '$.rank' IS NOT 'preferred', property.key, claim.key
    LIMIT 1
  ),
  (
    SELECT
      edtf(CASE
        WHEN time.value ->> '$.time' NOT LIKE '+____-%' THEN time.value ->> '$.time'
        WHEN time.value ->> '$.precision' = 11 THEN substr(time.value ->> '$.time', 2, 10)
        WHEN time.value ->> '$.precision' = 10 THEN substr(time.value ->> '$.time', 2, 7)
        WHEN time.value ->> '$.precision' = 9 THEN substr(time.value ->> '$.time', 2, 4)
      END)
    FROM json_each(staged.json, '$.claims') AS property, json_each(property.value) AS claim,
      json_each(claim.value, '$.mainsnak.datavalue') AS time
    WHERE property.key IN ('P570', 'P576') AND time.key = 'value' AND claim.value ->> '$.rank' IS NOT 'deprecated'
    ORDER BY claim.value ->> '$.rank' IS NOT 'preferred', property.key, claim.key
    LIMIT 1
  )
FROM staged
JOIN record ON record.id = staged.record_id AND record.kind = 'entity';

INSERT INTO rejected (row_number, reason)
SELECT
  staged.row_number,
  'this recipe knows none of its classes: '
    || coalesce((SELECT group_concat(claim.value ->> '$.mainsnak.datavalue.value.id', ', ')
    FROM json_each(staged.json, '$.claims.P31') AS claim), 'it has none')
FROM staged
JOIN entity ON entity.id = staged.record_id
WHERE entity.kind IS NULL;

INSERT INTO name (entity_id, text, kind, language, normal)
SELECT entity.id, entity.name, 'preferred', '', normal(entity.name)
FROM entity;

INSERT OR IGNORE INTO name (entity_id, text, kind, language, normal)
SELECT staged.record_id, each.value ->> '$.value', 'alias', CASE each.key WHEN 'mul' THEN ''
  ELSE each.key END, normal(each.value ->> '$.value')
FROM staged, json_each(staged.json, '$.labels') AS each
LEFT JOIN entity ON entity.id = staged.record_id
WHERE each.value ->> '$.value' IS NOT entity.name;

INSERT OR IGNORE INTO name (entity_id, text, kind, language, normal)
SELECT staged.record_id, each.value ->> '$.value', 'alias', CASE language.key WHEN 'mul' THEN ''
  ELSE language.key END, normal(each.value ->> '$.value')
FROM staged, json_each(staged.json, '$.aliases') AS language, json_each(language.value) AS each
LEFT JOIN entity ON entity.id = staged.record_id
WHERE each.value ->> '$.value' IS NOT entity.name;

INSERT OR IGNORE INTO identifier (scheme, value, entity_id)
SELECT 'wikidata', json ->> '$.id', record_id
FROM staged;

INSERT OR IGNORE INTO identifier (scheme, value, entity_id)
SELECT
  CASE property.key WHEN 'P297' THEN 'iso-3166-1-alpha-2' WHEN 'P298' THEN 'iso-3166-1-alpha-3'
    WHEN 'P299' THEN 'iso-3166-1-numeric' WHEN 'P1278' THEN 'lei' WHEN 'P213' THEN 'isni' WHEN 'P214' THEN 'viaf' END,
  claim.value ->> '$.mainsnak.datavalue.value',
  staged.record_id
FROM staged, json_each(staged.json, '$.claims') AS property, json_each(property.value) AS claim
WHERE property.key IN ('P297', 'P298', 'P299', 'P1278', 'P213', 'P214')
  AND claim.value ->> '$.mainsnak.datavalue.value' IS NOT NULL
  AND claim.value ->> '$.rank' IS NOT 'deprecated';

INSERT OR IGNORE INTO coordinates (entity_id, latitude, longitude)
SELECT staged.record_id, claim.value ->> '$.mainsnak.datavalue.value.latitude',
  claim.value ->> '$.mainsnak.datavalue.value.longitude'
FROM staged, json_each(staged.json, '$.claims.P625') AS claim
JOIN entity ON entity.id = staged.record_id
WHERE claim.value ->> '$.mainsnak.datavalue.value.latitude' IS NOT NULL
  AND claim.value ->> '$.rank' IS NOT 'deprecated';

-- A tie goes by the id that its statement has in Wikidata.
INSERT OR IGNORE INTO record (key, kind)
SELECT slug('wikidata-' || (claim.value ->> '$.id')), 'relation'
FROM staged, json_each(staged.json, '$.claims') AS property, json_each(property.value) AS claim
WHERE property.key IN ('P39', 'P27', 'P102', 'P463', 'P108', 'P26', 'P22', 'P25', 'P40', 'P17', 'P131', 'P361',
  'P749', 'P1001', 'P127')
  AND claim.value ->> '$.mainsnak.datavalue.value.id' IS NOT NULL
  AND claim.value ->> '$.rank' IS NOT 'deprecated';

INSERT OR IGNORE INTO relation (id, subject_id, predicate, object_id, since, until)
SELECT
  tie.id,
  CASE WHEN tie.is_inverse THEN tie.other_id ELSE tie.record_id END,
  tie.predicate,
  CASE WHEN tie.is_inverse THEN tie.record_id ELSE tie.other_id END,
  edtf(CASE
    WHEN tie.since ->> '$.time' NOT LIKE '+____-%' THEN tie.since ->> '$.time'
    WHEN tie.since ->> '$.precision' = 11 THEN substr(tie.since ->> '$.time', 2, 10)
    WHEN tie.since ->> '$.precision' = 10 THEN substr(tie.since ->> '$.time', 2, 7)
    WHEN tie.since ->> '$.precision' = 9 THEN substr(tie.since ->> '$.time', 2, 4)
  END),
  edtf(CASE
    WHEN tie.until ->> '$.time' NOT LIKE '+____-%' THEN tie.until ->> '$.time'
    WHEN tie.until ->> '$.precision' = 11 THEN substr(tie.until ->> '$.time', 2, 10)
    WHEN tie.until ->> '$.precision' = 10 THEN substr(tie.until ->> '$.time', 2, 7)
    WHEN tie.until ->> '$.precision' = 9 THEN substr(tie.until ->> '$.time', 2, 4)
  END)
FROM (
  SELECT
    record.id,
    staged.record_id,
    CASE property.key
      WHEN 'P39' THEN 'holds-office' WHEN 'P27' THEN 'national-of' WHEN 'P102' THEN 'member-of'
        WHEN 'P463' THEN 'member-of'
      WHEN 'P108' THEN 'employs' WHEN 'P26' THEN 'spouse-of' WHEN 'P22' THEN 'parent-of' WHEN 'P25' THEN 'parent-of'
        WHEN 'P40' THEN 'parent-of'
      WHEN 'P17' THEN CASE WHEN entity.kind IN ('place', 'region') THEN 'located-in'
        WHEN entity.kind = 'office' THEN 'office-of' ELSE 'based-in' END
      WHEN 'P131' THEN 'located-in' WHEN 'P361' THEN 'part-of' WHEN 'P749' THEN 'part-of'
        WHEN 'P1001' THEN 'office-of' WHEN 'P127' THEN 'owns'
    END AS predicate,
    property.key IN ('P108', 'P22', 'P25', 'P127') AS is_inverse,
    entity(
      '',
      CASE
        WHEN property.key = 'P39' THEN 'office' WHEN property.key IN ('P27', 'P17', 'P1001') THEN 'country'
        WHEN property.key IN ('P26', 'P22', 'P25', 'P40') THEN 'person' WHEN property.key = 'P131' THEN 'place'
          ELSE 'organization'
      END,
      'wikidata',
      claim.value ->> '$.mainsnak.datavalue.value.id'
    ) AS other_id,
    claim.value -> '$.qualifiers.P580[0].datavalue.value' AS since,
    claim.value -> '$.qualifiers.P582[0].datavalue.value' AS until
  FROM staged, json_each(staged.json, '$.claims') AS property, json_each(property.value) AS claim
  JOIN record ON record.key = slug('wikidata-' || (claim.value ->> '$.id')) AND record.kind = 'relation'
  LEFT JOIN entity ON entity.id = staged.record_id
) AS tie;

INSERT INTO citation (record_id, source_id)
SELECT record.id, data_set.source_id
FROM record
JOIN data_set;

INSERT INTO left_out (what, times)
SELECT 'property ' || property.key, json_array_length(property.value)
FROM staged, json_each(staged.json, '$.claims') AS property
WHERE property.key NOT IN (
  'P31', 'P569', 'P570', 'P571', 'P576', 'P297', 'P298', 'P299', 'P1278', 'P213', 'P214', 'P625', 'P39', 'P27',
    'P102', 'P463', 'P108',
  'P26', 'P22', 'P25', 'P40', 'P17', 'P131', 'P361', 'P749', 'P1001', 'P127'
);

INSERT INTO left_out (what, times)
SELECT 'ties that are deprecated, or lead to nobody known', 1
FROM staged, json_each(staged.json, '$.claims') AS property, json_each(property.value) AS claim
WHERE property.key IN ('P39', 'P27', 'P102', 'P463', 'P108', 'P26', 'P22', 'P25', 'P40', 'P17', 'P131', 'P361',
  'P749', 'P1001', 'P127')
  AND (claim.value ->> '$.mainsnak.datavalue.value.id' IS NULL OR claim.value ->> '$.rank' = 'deprecated');
