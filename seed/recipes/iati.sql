-- Activities of IATI with their commitments and disbursements, standard 1 and 2.
--
-- One pledge an activity, one stage a transaction of type commitment, disbursement or expenditure;
-- other transactions (incoming funds, reimbursements) are no promise and left out. Codes of the
-- older standard ("C", "D", or words) are read as those of the newer one. Where a transaction has no
-- type but a status (20 pledge, 30 commitment, 40 paid), that tells; where no organization funds the
-- activity, what each provider gives is a pledge of its own. What is left out is told by its name.
--
-- @reads xml
-- @element iati-activity
-- @key slug('iati-' || coalesce(json ->> '$."iati-identifier"[0]."#text"', json ->> '$."other-identifier"[0]."#text"', json ->> '$."other-identifier"[0]."@ref"'))
-- @source.key iati
-- @source.title International Aid Transparency Initiative, activities
-- @source.publisher IATI
-- @source.url https://iatistandard.org/
INSERT INTO record (id, key, kind)
SELECT record_id, row_key, 'pledge'
FROM staged;

INSERT INTO pledge (id, kind, title, purpose, sector)
SELECT
  record_id,
  'aid',
  coalesce(json ->> '$.title[0].narrative[0]."#text"', json ->> '$.title[0]."#text"', row_key),
  coalesce(json ->> '$.description[0].narrative[0]."#text"', json ->> '$.description[0]."#text"'),
  'development'
FROM staged;

INSERT OR IGNORE INTO party (record_id, role, n, entity_id, printed, first_day)
SELECT record_id, role, row_number() OVER (PARTITION BY record_id, role
  ORDER BY n), entity(name, 'organization'), name, '0000-01-01'
FROM (
  SELECT
    record_id,
    each.key AS n,
    CASE lower(each.value ->> '$."@role"') WHEN '1' THEN 'donor' WHEN 'funding' THEN 'donor'
      WHEN 'donor' THEN 'donor' WHEN '4' THEN 'implementer' WHEN 'implementing' THEN 'implementer'
      WHEN '2' THEN 'promiser' WHEN 'accountable' THEN 'promiser' END AS role,
    coalesce(each.value ->> '$.narrative[0]."#text"', each.value ->> '$."#text"',
      nullif(each.value ->> '$."@ref"', '')) AS name
  FROM staged, json_each(staged.json, '$."participating-org"') AS each
)
WHERE role IS NOT NULL AND name IS NOT NULL;

INSERT OR IGNORE INTO party (record_id, role, n, entity_id, printed, first_day)
SELECT
  record_id,
  'recipient',
  each.key + 1,
  coalesce(known('iso-3166-1-alpha-2', each.value ->> '$."@code"'),
    entity(coalesce(each.value ->> '$.narrative[0]."#text"', each.value ->> '$."#text"'), 'region')),
  coalesce(each.value ->> '$.narrative[0]."#text"', each.value ->> '$."#text"', each.value ->> '$."@code"'),
  '0000-01-01'
FROM staged, json_each(staged.json, '$."recipient-country"') AS each
WHERE coalesce(each.value ->> '$.narrative[0]."#text"', each.value ->> '$."#text"',
  nullif(each.value ->> '$."@code"', '')) IS NOT NULL;

-- A region is known by its name alone; one that has a code only is told as left out.
INSERT OR IGNORE INTO party (record_id, role, n, entity_id, printed, first_day)
SELECT
  record_id,
  'recipient',
  coalesce(json_array_length(json, '$."recipient-country"'), 0) + n + 1,
  entity(name, 'region'),
  name,
  '0000-01-01'
FROM (
  SELECT record_id, staged.json, each.key AS n,
    coalesce(each.value ->> '$.narrative[0]."#text"', each.value ->> '$."#text"') AS name
  FROM staged, json_each(staged.json, '$."recipient-region"') AS each
)
WHERE name IS NOT NULL;

-- What each provider gives, where nobody else is said to fund the activity.
INSERT OR IGNORE INTO record (key, kind)
SELECT DISTINCT slug(row_key || '-from-' || provider), 'pledge'
FROM (
  SELECT
    staged.row_key,
    coalesce(each.value ->> '$."provider-org"[0].narrative[0]."#text"',
      each.value ->> '$."provider-org"[0]."#text"') AS provider
  FROM staged, json_each(staged.json, '$.transaction') AS each
  WHERE NOT EXISTS (SELECT 1 FROM party WHERE party.record_id = staged.record_id AND party.role = 'donor')
)
WHERE provider IS NOT NULL;

INSERT OR IGNORE INTO pledge (id, kind, title, sector)
SELECT record.id, 'aid', own.title || ', from ' || provider, 'development'
FROM (
  SELECT
    staged.row_key,
    staged.record_id,
    coalesce(each.value ->> '$."provider-org"[0].narrative[0]."#text"',
      each.value ->> '$."provider-org"[0]."#text"') AS provider
  FROM staged, json_each(staged.json, '$.transaction') AS each
) AS given
JOIN pledge AS own ON own.id = given.record_id
JOIN record ON record.key = slug(given.row_key || '-from-' || given.provider) AND record.kind = 'pledge';

INSERT OR IGNORE INTO party (record_id, role, n, entity_id, printed, first_day)
SELECT record.id, 'donor', 1, entity(provider, 'organization'), provider, '0000-01-01'
FROM (
  SELECT
    staged.row_key,
    coalesce(each.value ->> '$."provider-org"[0].narrative[0]."#text"',
      each.value ->> '$."provider-org"[0]."#text"') AS provider
  FROM staged, json_each(staged.json, '$.transaction') AS each
) AS given
JOIN record ON record.key = slug(given.row_key || '-from-' || given.provider) AND record.kind = 'pledge';

INSERT OR IGNORE INTO party (record_id, role, n, entity_id, printed, first_day)
SELECT record.id, 'recipient', own.n, own.entity_id, own.printed, '0000-01-01'
FROM staged
JOIN party AS own ON own.record_id = staged.record_id AND own.role = 'recipient'
JOIN record ON record.kind = 'pledge' AND record.key GLOB staged.row_key || '-from-*';

INSERT INTO record (key, kind)
SELECT key, 'stage'
FROM (
  SELECT
    staged.record_id,
    staged.row_key || '-' || (each.key + 1) AS key,
    staged.json,
    each.value AS tx,
    lower(
      coalesce(
        each.value ->> '$."transaction-type"[0]."@code"',
        each.value ->> '$."@type"',
        'status ' || (each.value ->> '$.status[0]."@code"'),
        ''
      )
    ) AS code,
    CASE
      WHEN NOT EXISTS (SELECT 1 FROM party WHERE party.record_id = staged.record_id AND party.role = 'donor')
        THEN coalesce(each.value ->> '$."provider-org"[0].narrative[0]."#text"',
          each.value ->> '$."provider-org"[0]."#text"')
    END AS provider,
    coalesce(nullif(each.value ->> '$.value[0]."@currency"', ''),
      nullif(staged.json ->> '$."@default-currency"', '')) AS currency,
    each.value ->> '$.value[0]."#text"' AS amount,
    coalesce(each.value ->> '$."transaction-date"[0]."@iso-date"', each.value ->> '$.value[0]."@value-date"') AS day
  FROM staged, json_each(staged.json, '$.transaction') AS each
)
WHERE CASE
    WHEN code = 'status 20' THEN 'pledged'
    WHEN code IN ('2', 'c', 'commitment', '11', 'status 30') THEN 'committed'
    WHEN code IN ('3', 'd', 'disbursement', 'disbursment', '4', 'e', 'expenditure', 'status 40') THEN 'disbursed'
  END IS NOT NULL;

INSERT INTO stage (id, pledge_id, stage, notation, date, first_day, last_day, low, high, currency, as_written)
SELECT
  record.id,
  coalesce(own.id, given.record_id),
  CASE
    WHEN code = 'status 20' THEN 'pledged'
    WHEN code IN ('2', 'c', 'commitment', '11', 'status 30') THEN 'committed'
    WHEN code IN ('3', 'd', 'disbursement', 'disbursment', '4', 'e', 'expenditure', 'status 40') THEN 'disbursed'
  END,
  CASE CASE
    WHEN code = 'status 20' THEN 'pledged'
    WHEN code IN ('2', 'c', 'commitment', '11', 'status 30') THEN 'committed'
    WHEN code IN ('3', 'd', 'disbursement', 'disbursment', '4', 'e', 'expenditure', 'status 40') THEN 'disbursed'
  END WHEN 'committed' THEN '2' WHEN 'disbursed' THEN CASE WHEN code IN ('4', 'e', 'expenditure') THEN '4'
    ELSE '3' END END,
  edtf(day),
  first_day(day),
  last_day(day),
  minor_units(amount, currency),
  minor_units(amount, currency),
  CASE WHEN minor_units(amount, currency) IS NOT NULL THEN currency END,
  amount
FROM (
  SELECT
    staged.record_id,
    staged.row_key,
    staged.row_key || '-' || (each.key + 1) AS key,
    staged.json,
    each.value AS tx,
    lower(
      coalesce(
        each.value ->> '$."transaction-type"[0]."@code"',
        each.value ->> '$."@type"',
        'status ' || (each.value ->> '$.status[0]."@code"'),
        ''
      )
    ) AS code,
    CASE
      WHEN NOT EXISTS (SELECT 1 FROM party WHERE party.record_id = staged.record_id AND party.role = 'donor')
        THEN coalesce(each.value ->> '$."provider-org"[0].narrative[0]."#text"',
          each.value ->> '$."provider-org"[0]."#text"')
    END AS provider,
    coalesce(nullif(each.value ->> '$.value[0]."@currency"', ''),
      nullif(staged.json ->> '$."@default-currency"', '')) AS currency,
    each.value ->> '$.value[0]."#text"' AS amount,
    coalesce(each.value ->> '$."transaction-date"[0]."@iso-date"', each.value ->> '$.value[0]."@value-date"') AS day
  FROM staged, json_each(staged.json, '$.transaction') AS each
) AS given
JOIN record ON record.key = given.key
LEFT JOIN record AS own ON own.key = slug(given.row_key || '-from-' || given.provider) AND own.kind = 'pledge';

INSERT OR IGNORE INTO record_topic (record_id, topic_id)
SELECT record_id, topic('cameo', '07')
FROM staged;

INSERT INTO citation (record_id, source_id)
SELECT record.id, data_set.source_id
FROM record
JOIN data_set;

INSERT INTO left_out (what, times)
SELECT 'transaction of type ' || coalesce(code, 'none'), count(*)
FROM (
  SELECT coalesce(each.value ->> '$."transaction-type"[0]."@code"', each.value ->> '$."@type"',
    each.value ->> '$.status[0]."@code"') AS code
  FROM staged, json_each(staged.json, '$.transaction') AS each
)
WHERE lower(coalesce(code, '')) NOT IN (
  '2', 'c', 'commitment', '11', '3', 'd', 'disbursement', 'disbursment', '4', 'e', 'expenditure', '20', '30', '40'
)
GROUP BY 1;

INSERT INTO left_out (what, times)
SELECT 'element `' || element.key || '`', sum(json_array_length(element.value))
FROM staged, json_each(staged.json) AS element
WHERE element.type = 'array'
  AND element.key NOT IN (
    'iati-identifier', 'title', 'description', 'participating-org', 'recipient-country', 'recipient-region',
      'transaction', 'reporting-org'
  )
GROUP BY element.key;

INSERT INTO left_out (what, times)
SELECT 'recipient region without a name, code ' || coalesce(each.value ->> '$."@code"', 'none'), count(*)
FROM staged, json_each(staged.json, '$."recipient-region"') AS each
WHERE coalesce(each.value ->> '$.narrative[0]."#text"', each.value ->> '$."#text"') IS NULL
GROUP BY 1;
