-- A bibliography in CSL-JSON, as Zotero and others export it: documents as sources.
--
-- Each item is a source with its title, authors, publisher, address, language and day, and a work of that name, which
-- it is cited for. An item without a title is kept as a rejected row.
--
-- @reads jsonl
-- @element items
-- @key 'work-' || slug(coalesce(json ->> '$.id', json ->> '$.title'))
-- @source.key csl
-- @source.title A bibliography (CSL-JSON)
-- @source.url https://citationstyles.org/
INSERT INTO rejected (row_number, reason)
SELECT row_number, 'it has no title'
FROM staged
WHERE coalesce(json ->> '$.title', '') = '';

INSERT INTO record (id, key, kind)
SELECT record_id, row_key, 'entity'
FROM staged;

INSERT INTO entity (id, kind, name)
SELECT record_id, 'work', json ->> '$.title'
FROM staged;

INSERT INTO name (entity_id, text, kind, language, normal)
SELECT record_id, json ->> '$.title', 'preferred', '', normal(json ->> '$.title')
FROM staged;

INSERT OR IGNORE INTO source (key, kind, title, publisher, author, url, language, published, published_basis,
  published_first, published_last, retrieved_on)
SELECT
  'csl-' || slug(coalesce(json ->> '$.id', json ->> '$.title')),
  CASE json ->> '$.type'
    WHEN 'article-newspaper' THEN 'news-report' WHEN 'article-magazine' THEN 'news-report'
      WHEN 'broadcast' THEN 'news-report'
    WHEN 'speech' THEN 'speech' WHEN 'interview' THEN 'transcript' WHEN 'hearing' THEN 'transcript'
    WHEN 'legislation' THEN 'law' WHEN 'regulation' THEN 'law' WHEN 'bill' THEN 'law' WHEN 'treaty' THEN 'treaty'
    WHEN 'dataset' THEN 'data-set' WHEN 'standard' THEN 'standard'
    WHEN 'webpage' THEN 'web-page' WHEN 'post' THEN 'web-page' WHEN 'post-weblog' THEN 'web-page'
    ELSE 'document'
  END,
  json ->> '$.title',
  nullif(coalesce(json ->> '$.publisher', json ->> '$.container-title'), ''),
  (
    SELECT nullif(group_concat(coalesce(author.value ->> '$.literal',
      trim(concat_ws(' ', author.value ->> '$.given', author.value ->> '$.non-dropping-particle',
      author.value ->> '$.family'))), '; '), '')
    FROM json_each(staged.json, '$.author') AS author
  ),
  nullif(json ->> '$.URL', ''),
  nullif(json ->> '$.language', ''),
  edtf(printed.day),
  iif(edtf(printed.day) IS NULL, NULL, 'stated'),
  first_day(printed.day),
  last_day(printed.day),
  (
    SELECT printf('%04d-%02d-%02d', staged.json ->> '$.accessed.date-parts[0][0]',
      staged.json ->> '$.accessed.date-parts[0][1]', staged.json ->> '$.accessed.date-parts[0][2]')
    WHERE staged.json ->> '$.accessed.date-parts[0][2]' IS NOT NULL
  )
FROM staged
JOIN (
  SELECT
    record_id,
    coalesce(
      -- A day, a month, a year or a season; two are a time from one to the other.
      (
        SELECT group_concat(part.day, '/')
        FROM (
          SELECT
            printf('%04d', parts.value ->> '$[0]')
              || coalesce(
                '-' || CASE WHEN parts.value ->> '$[1]' <> '' THEN printf('%02d', parts.value ->> '$[1]') END
                  || iif(parts.value ->> '$[2]' <> '', printf('-%02d', parts.value ->> '$[2]'), ''),
                iif(CAST(staged.json ->> '$.issued.season' AS TEXT) IN ('1', '2', '3', '4'), '-2'
                  || (staged.json ->> '$.issued.season'), ''),
                ''
              ) AS day
          FROM json_each(staged.json, '$.issued.date-parts') AS parts
          WHERE parts.value ->> '$[0]' IS NOT NULL
          ORDER BY parts.key
        ) AS part
      ) || iif(CAST(json ->> '$.issued.circa' AS TEXT) IN ('1', 'true')
        AND json ->> '$.issued.date-parts[1]' IS NULL, '~', ''),
      json ->> '$.issued.raw',
      json ->> '$.issued.literal',
      iif(json_type(json, '$.issued') = 'text', json ->> '$.issued', NULL)
    ) AS day
  FROM staged
) AS printed ON printed.record_id = staged.record_id;

INSERT INTO citation (record_id, source_id)
SELECT staged.record_id, source.id
FROM staged
JOIN source ON source.key = 'csl-' || slug(coalesce(json ->> '$.id', json ->> '$.title'));
