-- Activities of IATI with their commitments and disbursements, standard 1 and 2.
--
-- One pledge an activity, one stage a transaction of type commitment, disbursement or expenditure;
-- other transactions (incoming funds, reimbursements) are no promise and left out. Codes of the
-- older standard ("C", "D", or words) are read as those of the newer one.
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
SELECT record_id, role, row_number() OVER (PARTITION BY record_id, role ORDER BY n), entity(name, 'organization'), name, '0000-01-01'
FROM (
  SELECT
    record_id,
    each.key AS n,
    CASE lower(each.value ->> '$."@role"') WHEN '1' THEN 'donor' WHEN 'funding' THEN 'donor' WHEN 'donor' THEN 'donor' WHEN '4' THEN 'implementer' WHEN 'implementing' THEN 'implementer' WHEN '2' THEN 'promiser' WHEN 'accountable' THEN 'promiser' END AS role,
    coalesce(each.value ->> '$.narrative[0]."#text"', each.value ->> '$."#text"', nullif(each.value ->> '$."@ref"', '')) AS name
  FROM staged, json_each(staged.json, '$."participating-org"') AS each
)
WHERE role IS NOT NULL AND name IS NOT NULL;

INSERT OR IGNORE INTO party (record_id, role, n, entity_id, printed, first_day)
SELECT
  record_id,
  'recipient',
  each.key + 1,
  coalesce(known('iso-3166-1-alpha-2', each.value ->> '$."@code"'), entity(coalesce(each.value ->> '$.narrative[0]."#text"', each.value ->> '$."#text"'), 'region')),
  coalesce(each.value ->> '$.narrative[0]."#text"', each.value ->> '$."#text"', each.value ->> '$."@code"'),
  '0000-01-01'
FROM staged, json_each(staged.json, '$."recipient-country"') AS each
WHERE coalesce(each.value ->> '$.narrative[0]."#text"', each.value ->> '$."#text"', nullif(each.value ->> '$."@code"', '')) IS NOT NULL;

INSERT INTO record (key, kind)
SELECT key, 'stage'
FROM (
  SELECT
    staged.record_id,
    staged.row_key || '-' || (each.key + 1) AS key,
    staged.json,
    each.value AS tx,
    lower(coalesce(each.value ->> '$."transaction-type"[0]."@code"', each.value ->> '$."@type"', '')) AS code,
    coalesce(nullif(each.value ->> '$.value[0]."@currency"', ''), nullif(staged.json ->> '$."@default-currency"', '')) AS currency,
    each.value ->> '$.value[0]."#text"' AS amount,
    coalesce(each.value ->> '$."transaction-date"[0]."@iso-date"', each.value ->> '$.value[0]."@value-date"') AS day
  FROM staged, json_each(staged.json, '$.transaction') AS each
)
WHERE CASE
    WHEN code IN ('2', 'c', 'commitment', '11') THEN 'committed'
    WHEN code IN ('3', 'd', 'disbursement', 'disbursment', '4', 'e', 'expenditure') THEN 'disbursed'
  END IS NOT NULL;

INSERT INTO stage (id, pledge_id, stage, notation, date, first_day, last_day, low, high, currency, as_written)
SELECT
  record.id,
  given.record_id,
  CASE
    WHEN code IN ('2', 'c', 'commitment', '11') THEN 'committed'
    WHEN code IN ('3', 'd', 'disbursement', 'disbursment', '4', 'e', 'expenditure') THEN 'disbursed'
  END,
  CASE CASE
    WHEN code IN ('2', 'c', 'commitment', '11') THEN 'committed'
    WHEN code IN ('3', 'd', 'disbursement', 'disbursment', '4', 'e', 'expenditure') THEN 'disbursed'
  END WHEN 'committed' THEN '2' WHEN 'disbursed' THEN CASE WHEN code IN ('4', 'e', 'expenditure') THEN '4' ELSE '3' END END,
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
    staged.row_key || '-' || (each.key + 1) AS key,
    staged.json,
    each.value AS tx,
    lower(coalesce(each.value ->> '$."transaction-type"[0]."@code"', each.value ->> '$."@type"', '')) AS code,
    coalesce(nullif(each.value ->> '$.value[0]."@currency"', ''), nullif(staged.json ->> '$."@default-currency"', '')) AS currency,
    each.value ->> '$.value[0]."#text"' AS amount,
    coalesce(each.value ->> '$."transaction-date"[0]."@iso-date"', each.value ->> '$.value[0]."@value-date"') AS day
  FROM staged, json_each(staged.json, '$.transaction') AS each
) AS given
JOIN record ON record.key = given.key;

INSERT OR IGNORE INTO record_topic (record_id, topic_id)
SELECT record_id, topic('cameo', '07')
FROM staged;

INSERT INTO citation (record_id, source_id)
SELECT record.id, data_set.source_id
FROM record
JOIN data_set;
