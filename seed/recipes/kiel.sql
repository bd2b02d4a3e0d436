-- Commitments and allocations of the Kiel Ukraine Support Tracker, row level.
--
-- One stage of a pledge a row. Commitments and the allocations under them share an id and so a
-- pledge; a commitment is never added to its allocations. Only the column Total counts: the value
-- as given by the source stands on each item of an allocation again. "Not given" and a blank Total
-- are unknown amounts, not zero; "until 12/31/2022" is an upper bound.
--
-- @reads csv, xlsx
-- @null .
-- @sheet Bilateral Assistance, MAIN DATA
-- @key slug('kiel-' || ID || coalesce('-' || nullif("Allocation ID", '0'), '-commitment')) || '-' || hash(normal(concat_ws('|', "Type of donation", edtf("Announcement Date"), nullif(Items, '.'), nullif("No. of Units", '.'), nullif(Explanation, '.'))) || coalesce(minor_units(Total, 'EUR'), ''))
-- @source.key kiel-ukraine-support-tracker
-- @source.title Ukraine Support Tracker
-- @source.publisher Kiel Institute for the World Economy
-- @source.url https://www.ifw-kiel.de/topics/war-against-ukraine/ukraine-support-tracker/
INSERT INTO rejected (row_number, reason)
SELECT row_number, 'it names no donor'
FROM staged
WHERE Countries IS NULL OR "Type of donation" IS NULL;

INSERT OR IGNORE INTO record (key, kind)
SELECT 'kiel-' || slug(ID), 'pledge'
FROM staged;

INSERT INTO record (id, key, kind, note)
SELECT record_id, row_key, 'stage', nullif(trim(Explanation), '.')
FROM staged;

INSERT OR IGNORE INTO pledge (id, kind, title, sector)
SELECT
  record.id,
  'aid',
  trim("Type of Aid General") || ' aid of ' || Countries || ' to Ukraine, ' || staged.ID,
  CASE trim("Type of Aid General") WHEN 'Military' THEN 'military' WHEN 'Humanitarian' THEN 'humanitarian' WHEN 'Financial' THEN 'financial' ELSE 'other' END
FROM staged
JOIN record ON record.key = 'kiel-' || slug(staged.ID);

INSERT OR IGNORE INTO party (record_id, role, n, entity_id, printed, first_day)
SELECT record.id, 'donor', 1, entity(Countries, 'organization'), Countries, '0000-01-01'
FROM staged
JOIN record ON record.key = 'kiel-' || slug(staged.ID);

INSERT OR IGNORE INTO party (record_id, role, n, entity_id, first_day)
SELECT record.id, 'recipient', 1, entity('Ukraine', 'country'), '0000-01-01'
FROM staged
JOIN record ON record.key = 'kiel-' || slug(staged.ID);

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
    CASE "Type of donation" WHEN 'Commitment' THEN 'committed' ELSE 'allocated' END AS stage,
    CASE "Type of donation" WHEN 'Commitment' THEN '2' END AS notation,
    "Announcement Date" AS day,
    minor_units(Total, trim("Original Currency")) AS amount,
    trim("Original Currency") AS currency,
    nullif("Monetary Value as Given by Source", '.') AS written
  FROM staged
  JOIN record ON record.key = 'kiel-' || slug(staged.ID)
);

INSERT INTO record (id, key, kind)
SELECT new_id(), row_key || '-eur', 'conversion'
FROM staged
WHERE minor_units(Total, trim("Original Currency")) IS NOT NULL
  AND minor_units("Converted Value in EUR", 'EUR') IS NOT NULL
  AND trim("Original Currency") <> 'EUR'
  AND NOT EXISTS (SELECT 1 FROM main.record AS known WHERE known.key = staged.row_key || '-eur');

INSERT OR IGNORE INTO record (key, kind)
SELECT known.key, 'conversion'
FROM staged
JOIN main.record AS known ON known.key = staged.row_key || '-eur';

INSERT INTO conversion (id, stage_id, amount, currency)
SELECT record.id, staged.record_id, minor_units("Converted Value in EUR", 'EUR'), 'EUR'
FROM staged
JOIN record ON record.key = staged.row_key || '-eur';

INSERT OR IGNORE INTO record_topic (record_id, topic_id)
SELECT record.id, topic('cameo', CASE trim("Type of Aid General") WHEN 'Military' THEN '072' WHEN 'Humanitarian' THEN '073' ELSE '071' END)
FROM staged
JOIN record ON record.key = 'kiel-' || slug(staged.ID);

INSERT OR IGNORE INTO source (key, kind, url)
SELECT 'url-' || hash(url), 'web-page', url
FROM (SELECT record_id, "Source of Aid 1" AS url FROM staged
UNION ALL
SELECT record_id, "Source of Aid 2" AS url FROM staged
UNION ALL
SELECT record_id, "Source of Aid 3" AS url FROM staged
UNION ALL
SELECT record_id, "Source of Aid 4" AS url FROM staged)
WHERE url LIKE 'http%';

INSERT OR IGNORE INTO citation (record_id, source_id)
SELECT record.id, data_set.source_id
FROM record
JOIN data_set
WHERE record.kind IN ('stage', 'pledge', 'conversion');

INSERT OR IGNORE INTO citation (record_id, source_id)
SELECT given.record_id, source.id
FROM (SELECT record_id, "Source of Aid 1" AS url FROM staged
UNION ALL
SELECT record_id, "Source of Aid 2" AS url FROM staged
UNION ALL
SELECT record_id, "Source of Aid 3" AS url FROM staged
UNION ALL
SELECT record_id, "Source of Aid 4" AS url FROM staged) AS given
JOIN source ON source.key = 'url-' || hash(given.url);
