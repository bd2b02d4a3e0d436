-- Entities of FollowTheMoney, as OpenSanctions and others publish them.
--
-- People, companies and organizations become entities with their names in every script and their
-- identifiers; ownership, directorships, family and other links become relations; payments become
-- pledges that were disbursed. Countries become relations, topics such as `sanction` stand in the
-- description, and being put under sanctions becomes an event. Addresses become places, and those that an
-- entity names without a number stand in its description; passports describe an entity and are kept as
-- rejected rows with that reason. Of several dates of birth or end the narrowest is taken where one lies in
-- the others, else any of the days that they span. Delta files ({"op": ..., "entity": ...}) are read too;
-- what they take out stays.
--
-- @reads jsonl
-- @rows $.entity, $
-- @key slug('ftm-' || (json ->> '$.id'))
-- @source.key ftm
-- @source.title FollowTheMoney entities
-- @source.url https://followthemoney.tech/
INSERT INTO rejected (row_number, reason)
SELECT row_number, 'the data set has taken it out (DEL); what is in the record stays, `onrecord remove` takes it out'
FROM staged
WHERE envelope ->> '$.op' = 'DEL';

INSERT INTO rejected (row_number, reason)
SELECT row_number, 'a ' || (json ->> '$.schema') || ' describes an entity and is none'
FROM staged
WHERE json ->> '$.schema' IN ('Passport', 'Identification');

INSERT INTO rejected (row_number, reason)
SELECT row_number, 'it says of nobody that they are under sanctions'
FROM staged
WHERE json ->> '$.schema' = 'Sanction' AND json ->> '$.properties.entity[0]' IS NULL;

INSERT INTO rejected (row_number, reason)
SELECT row_number, 'the schema ' || coalesce(json ->> '$.schema', 'is missing and') || ' is not known to this recipe'
FROM staged
WHERE json ->> '$.schema' IS NULL
  OR json ->> '$.schema' NOT IN ('Person', 'Company', 'Organization', 'LegalEntity', 'PublicBody', 'Position',
  'Asset', 'Vessel', 'Airplane', 'Vehicle', 'Address', 'Ownership', 'Directorship', 'Family', 'Associate',
  'Membership', 'Employment', 'Representation', 'UnknownLink', 'Succession', 'Payment', 'Sanction');

INSERT INTO rejected (row_number, reason)
SELECT row_number, 'it has no name'
FROM staged
WHERE json ->> '$.schema' IN ('Person', 'Company', 'Organization', 'LegalEntity', 'PublicBody', 'Position',
  'Asset', 'Vessel', 'Airplane', 'Vehicle')
  AND coalesce(json ->> '$.caption', json ->> '$.properties.name[0]') IS NULL
  OR json ->> '$.schema' = 'Address' AND coalesce(json ->> '$.properties.full[0]', json ->> '$.caption') IS NULL;

-- The entity is known by its id in the data set; the row's own record may only be found by it.
INSERT INTO record (id, key, kind, note)
SELECT record_id, row_key, 'entity', json ->> '$.properties.notes[0]'
FROM staged
WHERE json ->> '$.schema' IN ('Person', 'Company', 'Organization', 'LegalEntity', 'PublicBody', 'Position',
  'Asset', 'Vessel', 'Airplane', 'Vehicle', 'Address');

WITH
  dated AS (
    SELECT
      staged.record_id,
      property.key IN ('deathDate', 'dissolutionDate') AS is_end,
      each.value,
      first_day(each.value) AS first,
      last_day(each.value) AS last
    FROM staged, json_each(staged.json, '$.properties') AS property, json_each(property.value) AS each
    WHERE property.key IN ('birthDate', 'incorporationDate', 'deathDate', 'dissolutionDate')
      AND edtf(each.value) IS NOT NULL
  ),
  bounded AS (
    SELECT dated.*, max(first) OVER same AS latest, min(last) OVER same AS earliest
    FROM dated
    WINDOW same AS (PARTITION BY record_id, is_end)
  ),
  agreed AS MATERIALIZED (
    SELECT
      record_id,
      is_end,
      CASE
        WHEN latest > earliest THEN '[' || min(first) || '..' || max(last) || ']'
        ELSE coalesce(max(value) FILTER (WHERE first = latest
          AND last = earliest), '[' || latest || '..' || earliest || ']')
      END AS day
    FROM bounded
    GROUP BY record_id, is_end
  )
INSERT INTO entity (id, kind, name, description, began, began_first, began_last, ended, ended_first, ended_last)
SELECT
  staged.record_id,
  CASE json ->> '$.schema' WHEN 'Person' THEN 'person' WHEN 'Company' THEN 'company'
    WHEN 'PublicBody' THEN 'government' WHEN 'Position' THEN 'office' WHEN 'Asset' THEN 'asset'
    WHEN 'Vessel' THEN 'asset' WHEN 'Airplane' THEN 'asset' WHEN 'Vehicle' THEN 'asset' WHEN 'Address' THEN 'place'
    ELSE 'organization' END,
  CASE json ->> '$.schema' WHEN 'Address' THEN coalesce(json ->> '$.properties.full[0]', json ->> '$.caption')
    ELSE coalesce(json ->> '$.caption', json ->> '$.properties.name[0]') END,
  nullif(
    concat_ws(
      '; ',
      json ->> '$.properties.position[0]',
      (SELECT 'topics: ' || group_concat(each.value, ', ')
        FROM json_each(staged.json, '$.properties.topics') AS each),
      (SELECT 'address: ' || group_concat(each.value, ' / ')
        FROM json_each(staged.json, '$.properties.address') AS each)
    ),
    ''
  ),
  edtf(began.day),
  first_day(began.day),
  last_day(began.day),
  edtf(ended.day),
  first_day(ended.day),
  last_day(ended.day)
FROM staged
JOIN record ON record.id = staged.record_id AND record.kind = 'entity'
LEFT JOIN agreed AS began ON began.record_id = staged.record_id AND NOT began.is_end
LEFT JOIN agreed AS ended ON ended.record_id = staged.record_id AND ended.is_end;

INSERT INTO name (entity_id, text, kind, language, normal)
SELECT entity.id, entity.name, 'preferred', '', normal(entity.name)
FROM entity;

INSERT OR IGNORE INTO name (entity_id, text, kind, language, normal)
SELECT staged.record_id, each.value, 'alias', '', normal(each.value)
FROM staged, json_each(staged.json, '$.properties.name') AS each
JOIN entity ON entity.id = staged.record_id
WHERE each.value <> entity.name;

INSERT OR IGNORE INTO name (entity_id, text, kind, language, normal)
SELECT staged.record_id, each.value, 'alias', '', normal(each.value)
FROM staged, json_each(staged.json, '$.properties.alias') AS each
JOIN entity ON entity.id = staged.record_id
WHERE each.value <> entity.name;

-- Weak aliases and former names lead to an entity too.
INSERT OR IGNORE INTO name (entity_id, text, kind, language, normal)
SELECT staged.record_id, each.value, CASE property.key WHEN 'previousName' THEN 'former'
  ELSE 'alias' END, '', normal(each.value)
FROM staged, json_each(staged.json, '$.properties') AS property, json_each(property.value) AS each
JOIN entity ON entity.id = staged.record_id
WHERE property.key IN ('weakAlias', 'previousName', 'abbreviation') AND each.value <> entity.name;

INSERT OR IGNORE INTO identifier (scheme, value, entity_id)
SELECT 'ftm', json ->> '$.id', entity.id
FROM staged
JOIN entity ON entity.id = staged.record_id;

INSERT OR IGNORE INTO identifier (scheme, value, entity_id)
SELECT CASE property.key WHEN 'innCode' THEN 'inn' WHEN 'ogrnCode' THEN 'ogrn' WHEN 'wikidataId' THEN 'wikidata'
  WHEN 'leiCode' THEN 'lei' ELSE 'registration-number' END, each.value, entity.id
FROM staged, json_each(staged.json, '$.properties') AS property, json_each(property.value) AS each
JOIN entity ON entity.id = staged.record_id
WHERE property.key IN ('innCode', 'ogrnCode', 'wikidataId', 'leiCode', 'registrationNumber', 'taxNumber');

-- Countries: whose national somebody is, where a body is based.
INSERT OR IGNORE INTO record (key, kind)
SELECT slug(staged.row_key || '-in-' || each.value), 'relation'
FROM staged, json_each(staged.json, '$.properties') AS property, json_each(property.value) AS each
JOIN entity ON entity.id = staged.record_id
WHERE property.key IN ('country', 'nationality', 'citizenship', 'jurisdiction')
  AND known('iso-3166-1-alpha-2', upper(each.value)) IS NOT NULL
  AND known('iso-3166-1-alpha-2', upper(each.value)) <> entity.id;

INSERT OR IGNORE INTO relation (id, subject_id, predicate, object_id)
SELECT
  record.id,
  entity.id,
  CASE
    WHEN entity.kind = 'place' THEN 'located-in'
    WHEN entity.kind <> 'person' THEN 'based-in'
    WHEN EXISTS (
      SELECT 1
      FROM json_each(staged.json, '$.properties') AS own, json_each(own.value) AS its
      WHERE own.key IN ('nationality', 'citizenship') AND its.value = each.value
    ) THEN 'national-of'
    ELSE 'linked-to'
  END,
  known('iso-3166-1-alpha-2', upper(each.value))
FROM staged, json_each(staged.json, '$.properties') AS property, json_each(property.value) AS each
JOIN entity ON entity.id = staged.record_id
JOIN record ON record.key = slug(staged.row_key || '-in-' || each.value)
WHERE property.key IN ('country', 'nationality', 'citizenship', 'jurisdiction');

-- Where somebody can be reached, by the number of an address that has a row of its own.
INSERT OR IGNORE INTO record (key, kind)
SELECT slug(staged.row_key || '-at-' || each.value), 'relation'
FROM staged, json_each(staged.json, '$.properties.addressEntity') AS each
JOIN entity ON entity.id = staged.record_id;

INSERT OR IGNORE INTO relation (id, subject_id, predicate, object_id)
SELECT
  record.id,
  entity.id,
  CASE WHEN entity.kind = 'person' THEN 'linked-to' ELSE 'based-in' END,
  coalesce(address.id, entity('', 'place', 'ftm', each.value))
FROM staged, json_each(staged.json, '$.properties.addressEntity') AS each
JOIN entity ON entity.id = staged.record_id
JOIN record ON record.key = slug(staged.row_key || '-at-' || each.value)
LEFT JOIN record AS address ON address.key = slug('ftm-' || each.value) AND address.kind = 'entity';

-- A link may come before the entities it joins, so they are found, or made, by their ids; what the
-- link knows of their names it says.
INSERT INTO record (id, key, kind, note)
SELECT record_id, row_key, 'relation', json ->> '$.properties.summary[0]'
FROM staged
WHERE json ->> '$.schema' IN ('Ownership', 'Directorship', 'Family', 'Associate', 'Membership', 'Employment',
  'Representation', 'UnknownLink', 'Succession');

INSERT INTO relation (id, subject_id, predicate, object_id, share, since, since_first, since_last, until,
  until_first, until_last)
SELECT
  link.record_id,
  coalesce(one.id, entity('', 'organization', 'ftm', link.subject)),
  link.predicate,
  coalesce(other.id, entity('', 'organization', 'ftm', link.object)),
  link.json ->> '$.properties.percentage[0]',
  edtf(link.json ->> '$.properties.startDate[0]'),
  first_day(link.json ->> '$.properties.startDate[0]'),
  last_day(link.json ->> '$.properties.startDate[0]'),
  edtf(link.json ->> '$.properties.endDate[0]'),
  first_day(link.json ->> '$.properties.endDate[0]'),
  last_day(link.json ->> '$.properties.endDate[0]')
FROM (
  SELECT
    staged.record_id,
    staged.json,
    CASE json ->> '$.schema' WHEN 'Ownership' THEN 'owns' WHEN 'Directorship' THEN 'directs'
      WHEN 'Family' THEN 'relative-of' WHEN 'Associate' THEN 'associate-of' WHEN 'Membership' THEN 'member-of'
      WHEN 'Employment' THEN 'employs' WHEN 'Representation' THEN 'represents' WHEN 'Succession' THEN 'successor-of'
      ELSE 'linked-to' END AS predicate,
    coalesce(json ->> '$.properties.owner[0]', json ->> '$.properties.director[0]',
      json ->> '$.properties.person[0]', json ->> '$.properties.member[0]', json ->> '$.properties.employer[0]',
      json ->> '$.properties.agent[0]', json ->> '$.properties.subject[0]',
      json ->> '$.properties.successor[0]') AS subject,
    coalesce(json ->> '$.properties.asset[0]', json ->> '$.properties.organization[0]',
      json ->> '$.properties.relative[0]', json ->> '$.properties.associate[0]',
      json ->> '$.properties.employee[0]', json ->> '$.properties.client[0]', json ->> '$.properties.object[0]',
      json ->> '$.properties.predecessor[0]') AS object
  FROM staged
  JOIN record ON record.id = staged.record_id AND record.kind = 'relation'
) AS link
LEFT JOIN record AS one ON one.key = slug('ftm-' || link.subject)
LEFT JOIN record AS other ON other.key = slug('ftm-' || link.object);

INSERT INTO record (id, key, kind, note)
SELECT record_id, row_key, 'pledge', json ->> '$.properties.purpose[0]'
FROM staged
WHERE json ->> '$.schema' = 'Payment';

INSERT INTO pledge (id, kind, title)
SELECT record_id, 'aid', 'Payment' || coalesce(' of ' || (json ->> '$.properties.date[0]'), '')
  || coalesce(', ' || (json ->> '$.properties.namesMentioned[0]'), '')
FROM staged
WHERE json ->> '$.schema' = 'Payment';

INSERT INTO record (key, kind)
SELECT row_key || '-paid', 'stage'
FROM staged
WHERE json ->> '$.schema' = 'Payment';

INSERT INTO stage (id, pledge_id, stage, date, first_day, last_day, low, high, currency, as_written)
SELECT
  record.id,
  staged.record_id,
  'disbursed',
  edtf(json ->> '$.properties.date[0]'),
  first_day(json ->> '$.properties.date[0]'),
  last_day(json ->> '$.properties.date[0]'),
  minor_units(paid.amount, paid.currency),
  minor_units(paid.amount, paid.currency),
  CASE WHEN minor_units(paid.amount, paid.currency) IS NOT NULL THEN paid.currency END,
  paid.amount || coalesce(iif(json ->> '$.properties.amountEur[0]' = paid.amount, '', ' ' || paid.currency), '')
FROM staged
JOIN record ON record.key = staged.row_key || '-paid'
JOIN (
  -- In the currency it was paid in, where that is told; else in euros.
  SELECT
    row_number,
    coalesce(json ->> '$.properties.amountEur[0]', json ->> '$.properties.amount[0]') AS amount,
    iif(json ->> '$.properties.amountEur[0]' IS NULL, json ->> '$.properties.currency[0]', 'EUR') AS currency
  FROM staged
  WHERE json ->> '$.properties.amount[0]' IS NULL OR json ->> '$.properties.currency[0]' IS NULL
  UNION ALL
  SELECT row_number, json ->> '$.properties.amount[0]', json ->> '$.properties.currency[0]'
  FROM staged
  WHERE json ->> '$.properties.amount[0]' IS NOT NULL AND json ->> '$.properties.currency[0]' IS NOT NULL
) AS paid ON paid.row_number = staged.row_number;

INSERT INTO party (record_id, role, n, entity_id, first_day)
SELECT staged.record_id, 'donor', 1,
  coalesce(record.id, entity('', 'organization', 'ftm', json ->> '$.properties.payer[0]')), '0000-01-01'
FROM staged
LEFT JOIN record ON record.key = slug('ftm-' || (json ->> '$.properties.payer[0]'))
WHERE json ->> '$.schema' = 'Payment' AND json ->> '$.properties.payer[0]' IS NOT NULL;

INSERT INTO party (record_id, role, n, entity_id, first_day)
SELECT staged.record_id, 'recipient', 1,
  coalesce(record.id, entity('', 'organization', 'ftm', json ->> '$.properties.beneficiary[0]')), '0000-01-01'
FROM staged
LEFT JOIN record ON record.key = slug('ftm-' || (json ->> '$.properties.beneficiary[0]'))
WHERE json ->> '$.schema' = 'Payment' AND json ->> '$.properties.beneficiary[0]' IS NOT NULL;

INSERT INTO record (id, key, kind, note)
SELECT record_id, row_key, 'event', json ->> '$.properties.reason[0]'
FROM staged
WHERE json ->> '$.schema' = 'Sanction';

INSERT INTO event (id, type, title, status, date)
SELECT
  record_id,
  'sanction',
  coalesce(json ->> '$.properties.authority[0]', 'Somebody') || ' puts under sanctions'
    || coalesce(': ' || coalesce(json ->> '$.properties.program[0]', json ->> '$.properties.provisions[0]'), ''),
  'occurred',
  edtf(coalesce(json ->> '$.properties.startDate[0]', json ->> '$.properties.listingDate[0]'))
FROM staged
WHERE json ->> '$.schema' = 'Sanction';

INSERT INTO party (record_id, role, n, entity_id, printed, first_day)
SELECT
  record_id,
  'actor',
  1,
  entity(json ->> '$.properties.authority[0]', 'organization'),
  json ->> '$.properties.authority[0]',
  first_day(coalesce(json ->> '$.properties.startDate[0]', json ->> '$.properties.listingDate[0]'))
FROM staged
WHERE json ->> '$.schema' = 'Sanction' AND json ->> '$.properties.authority[0]' IS NOT NULL;

INSERT INTO party (record_id, role, n, entity_id, first_day)
SELECT
  staged.record_id,
  'target',
  1,
  coalesce(record.id, entity('', 'organization', 'ftm', json ->> '$.properties.entity[0]')),
  first_day(coalesce(json ->> '$.properties.startDate[0]', json ->> '$.properties.listingDate[0]'))
FROM staged
LEFT JOIN record ON record.key = slug('ftm-' || (json ->> '$.properties.entity[0]'))
WHERE json ->> '$.schema' = 'Sanction';

INSERT OR IGNORE INTO source (key, kind, url)
SELECT 'url-' || hash(each.value), 'web-page', each.value
FROM staged, json_each(staged.json, '$.properties.sourceUrl') AS each
WHERE each.value LIKE 'http%';

INSERT INTO citation (record_id, source_id)
SELECT record.id, data_set.source_id
FROM record
JOIN data_set;

INSERT OR IGNORE INTO citation (record_id, source_id)
SELECT staged.record_id, source.id
FROM staged, json_each(staged.json, '$.properties.sourceUrl') AS each
JOIN source ON source.key = 'url-' || hash(each.value);

INSERT INTO left_out (what, times)
SELECT 'property `' || property.key || '`', count(*)
FROM staged, json_each(staged.json, '$.properties') AS property
JOIN record ON record.id = staged.record_id AND record.kind = 'entity'
WHERE property.key NOT IN (
  'name', 'alias', 'weakAlias', 'previousName', 'abbreviation', 'country', 'nationality', 'citizenship',
    'jurisdiction', 'topics',
  'position', 'notes', 'address', 'addressEntity', 'full', 'birthDate', 'deathDate', 'incorporationDate',
    'dissolutionDate', 'innCode', 'ogrnCode', 'wikidataId',
  'leiCode', 'registrationNumber', 'taxNumber', 'sourceUrl', 'createdAt', 'modifiedAt'
)
GROUP BY property.key;
