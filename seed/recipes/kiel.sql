-- Commitments and allocations of the Kiel Ukraine Support Tracker, row level.
--
-- One stage of a pledge a row. Commitments and the allocations under them share an id and so a
-- pledge; a commitment is never added to its allocations. Only the column Total counts: the value
-- as given by the source stands on each item of an allocation again. "Not given" and a blank Total
-- are unknown amounts, not zero; "until 12/31/2022" is an upper bound. Releases since 2024 call the
-- columns otherwise and give a commitment's amount for the whole activity.
--
-- @reads csv, xlsx
-- @null .
-- @sheet Bilateral Assistance, MAIN DATA
-- @column activity = ID | activity_id
-- @column item_id = Allocation ID | sub_activity_id
-- @column donor = Countries | donor
-- @column measure = Type of donation | measure
-- @column kind_of_aid = Type of Aid General | aid_type_general
-- @column currency = Original Currency | reporting_currency
-- @column given = Monetary Value as Given by Source | source_reported_value | NULL
-- @column items = Items | item | NULL
-- @column units = No. of Units | item_numb | NULL
-- @column amount = Total | tot_sub_activity_value
-- @column amount_eur = Converted Value in EUR | tot_sub_activity_value_EUR
-- @column whole_amount = tot_activity_value | NULL
-- @column whole_amount_eur = tot_activity_value_EUR | NULL
-- @column source_1 = Source of Aid 1 | NULL
-- @column source_2 = Source of Aid 2 | NULL
-- @column source_3 = Source of Aid 3 | NULL
-- @column source_4 = Source of Aid 4 | NULL
-- @key slug('kiel-' || activity || coalesce('-' || nullif(item_id, '0'), '-commitment')) || '-' || hash(normal(concat_ws('|', measure, edtf(announcement_date), items, units, explanation)) || coalesce(minor_units(CASE WHEN lower(trim(measure)) = 'commitment' THEN coalesce(whole_amount, amount) ELSE amount END, 'EUR'), ''))
-- @source.key kiel-ukraine-support-tracker
-- @source.title Ukraine Support Tracker
-- @source.publisher Kiel Institute for the World Economy
-- @source.url https://www.ifw-kiel.de/topics/war-against-ukraine/ukraine-support-tracker/
INSERT INTO rejected (row_number, reason)
SELECT row_number, 'it names no donor'
FROM staged
WHERE donor IS NULL OR measure IS NULL;

INSERT INTO rejected (row_number, reason)
SELECT row_number, 'it is neither a commitment nor an allocation: ' || measure
FROM staged
WHERE lower(trim(measure)) NOT IN ('commitment', 'allocation');

INSERT OR IGNORE INTO record (key, kind)
SELECT 'kiel-' || slug(activity), 'pledge'
FROM staged;

INSERT INTO record (id, key, kind, note)
SELECT record_id, row_key, 'stage', nullif(trim(explanation), '.')
FROM staged;

INSERT OR IGNORE INTO pledge (id, kind, title, sector)
SELECT
  record.id,
  'aid',
  trim(kind_of_aid) || ' aid of ' || donor || ' to Ukraine, ' || activity,
  CASE trim(kind_of_aid) WHEN 'Military' THEN 'military' WHEN 'Humanitarian' THEN 'humanitarian'
    WHEN 'Financial' THEN 'financial' ELSE 'other' END
FROM staged
JOIN record ON record.key = 'kiel-' || slug(staged.activity);

INSERT OR IGNORE INTO party (record_id, role, n, entity_id, printed, first_day)
SELECT record.id, 'donor', 1, entity(donor, 'organization'), donor, '0000-01-01'
FROM staged
JOIN record ON record.key = 'kiel-' || slug(staged.activity);

INSERT OR IGNORE INTO party (record_id, role, n, entity_id, first_day)
SELECT record.id, 'recipient', 1, entity('Ukraine', 'country'), '0000-01-01'
FROM staged
JOIN record ON record.key = 'kiel-' || slug(staged.activity);

INSERT INTO stage (id, pledge_id, stage, notation, date, first_day, last_day, low, high, currency, as_written, extent)
SELECT
  record_id,
  pledge_id,
  stage,
  notation,
  edtf(day),
  first_day(day),
  last_day(day),
  amount,
  amount,
  CASE WHEN amount IS NOT NULL THEN currency END,
  written,
  'increment'
FROM (
  SELECT
    staged.record_id,
    record.id AS pledge_id,
    CASE lower(trim(measure)) WHEN 'commitment' THEN 'committed' ELSE 'allocated' END AS stage,
    CASE lower(trim(measure)) WHEN 'commitment' THEN '2' END AS notation,
    announcement_date AS day,
    minor_units(CASE WHEN lower(trim(measure)) = 'commitment' THEN coalesce(whole_amount, amount)
      ELSE amount END, trim(currency)) AS amount,
    trim(currency) AS currency,
    given AS written
  FROM staged
  JOIN record ON record.key = 'kiel-' || slug(staged.activity)
);

INSERT INTO record (id, key, kind)
SELECT new_id(), row_key || '-eur', 'conversion'
FROM staged
JOIN stage ON stage.id = staged.record_id
WHERE stage.currency <> 'EUR'
  AND minor_units(CASE WHEN lower(trim(measure)) = 'commitment' THEN coalesce(whole_amount_eur, amount_eur)
    ELSE amount_eur END, 'EUR') IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM main.record AS known WHERE known.key = staged.row_key || '-eur');

INSERT OR IGNORE INTO record (key, kind)
SELECT known.key, 'conversion'
FROM staged
JOIN main.record AS known ON known.key = staged.row_key || '-eur';

INSERT INTO conversion (id, stage_id, amount, currency)
SELECT record.id, staged.record_id, minor_units(CASE
  WHEN lower(trim(measure)) = 'commitment' THEN coalesce(whole_amount_eur, amount_eur)
  ELSE amount_eur END, 'EUR'), 'EUR'
FROM staged
JOIN record ON record.key = staged.row_key || '-eur';

INSERT OR IGNORE INTO record_topic (record_id, topic_id)
SELECT record.id, topic('cameo', CASE trim(kind_of_aid) WHEN 'Military' THEN '072' WHEN 'Humanitarian' THEN '073'
  ELSE '071' END)
FROM staged
JOIN record ON record.key = 'kiel-' || slug(staged.activity);

INSERT OR IGNORE INTO source (key, kind, url)
SELECT 'url-' || hash(address.value), 'web-page', address.value
FROM staged, json_each(json_array(source_1, source_2, source_3, source_4)) AS address
WHERE address.value LIKE 'http%';

INSERT OR IGNORE INTO citation (record_id, source_id)
SELECT record.id, data_set.source_id
FROM record
JOIN data_set
WHERE record.kind IN ('stage', 'pledge', 'conversion');

INSERT OR IGNORE INTO citation (record_id, source_id)
SELECT staged.record_id, source.id
FROM staged, json_each(json_array(source_1, source_2, source_3, source_4)) AS address
JOIN source ON source.key = 'url-' || hash(address.value);
