-- Fact-checks in schema.org's ClaimReview: what was claimed, by whom, and how it was rated.
--
-- Two statements a review: the claim, by whoever made it, and the rating, by the reviewer, about the claim. Both are
-- cited from the review. What a rating says stays in its words: nothing is asserted or denied by it.
--
-- @reads jsonl
-- @element dataFeedElement, @graph, item
-- @key 'claim-' || hash(coalesce(json ->> '$.url', '') || ' ' || coalesce(json ->> '$.claimReviewed', ''))
-- @source.key claimreview
-- @source.title Fact-checks (ClaimReview)
-- @source.url https://schema.org/ClaimReview
INSERT INTO rejected (row_number, reason)
SELECT row_number, 'it is no ClaimReview'
FROM staged
WHERE instr(coalesce(json ->> '$.@type', ''), 'ClaimReview') = 0;

INSERT INTO rejected (row_number, reason)
SELECT row_number, 'it says no claim, or has no address'
FROM staged
WHERE coalesce(json ->> '$.claimReviewed', '') = '' OR coalesce(json ->> '$.url', '') = '';

INSERT INTO record (id, key, kind)
SELECT record_id, row_key, 'statement'
FROM staged;

INSERT INTO statement (id, verb, form, gist, speaker_basis, date, first_day, last_day)
SELECT
  record_id,
  'claims',
  'indirect',
  json ->> '$.claimReviewed',
  iif(coalesce(json ->> '$.itemReviewed.author.name', json ->> '$.itemReviewed.author[0].name',
    iif(json_type(json, '$.itemReviewed.author') = 'text', json ->> '$.itemReviewed.author', NULL),
    iif(json_type(json, '$.itemReviewed.author[0]') = 'text', json ->> '$.itemReviewed.author[0]', NULL), '') = '',
    'unknown', 'stated'),
  edtf(json ->> '$.itemReviewed.datePublished'),
  first_day(json ->> '$.itemReviewed.datePublished'),
  last_day(json ->> '$.itemReviewed.datePublished')
FROM staged;

INSERT INTO party (record_id, role, n, entity_id, printed, first_day)
SELECT
  record_id,
  'speaker',
  n,
  entity(name, iif(type LIKE '%Person', 'person', 'organization')),
  name,
  day
FROM (
  -- One author, several, or a name alone.
  SELECT
    staged.record_id, author.key + 1 AS n, CASE author.type WHEN 'object' THEN author.value ->> '$.name'
      WHEN 'text' THEN author.value END AS name,
    iif(author.type = 'object', coalesce(author.value ->> '$.@type[0]', author.value ->> '$.@type'), '') AS type,
    first_day(staged.json ->> '$.itemReviewed.datePublished') AS day
  FROM staged, json_each(
  CASE json_type(staged.json, '$.itemReviewed.author')
    WHEN 'array' THEN json_extract(staged.json, '$.itemReviewed.author')
    ELSE json_array(json_extract(staged.json, '$.itemReviewed.author'))
  END
) AS author
)
WHERE coalesce(name, '') <> '';

INSERT INTO record (key, kind)
SELECT row_key || '-rating', 'statement'
FROM staged
WHERE coalesce(coalesce(json -> '$.reviewRating[0]', json -> '$.reviewRating') ->> '$.alternateName',
  coalesce(json -> '$.reviewRating[0]', json -> '$.reviewRating') ->> '$.name',
  coalesce(json -> '$.reviewRating[0]', json -> '$.reviewRating') ->> '$.ratingValue', '') <> '';

INSERT INTO statement (id, verb, form, gist, speaker_basis, date, first_day, last_day)
SELECT
  record.id,
  'rates',
  'indirect',
  'Of this claim: ' || coalesce(
    nullif(coalesce(json -> '$.reviewRating[0]', json -> '$.reviewRating') ->> '$.alternateName', ''),
    nullif(coalesce(json -> '$.reviewRating[0]', json -> '$.reviewRating') ->> '$.name', ''),
    (coalesce(json -> '$.reviewRating[0]', json -> '$.reviewRating') ->> '$.ratingValue')
      || coalesce(' of ' || (coalesce(json -> '$.reviewRating[0]', json -> '$.reviewRating') ->> '$.bestRating'), '')
  ),
  iif(coalesce(json ->> '$.author.name', json ->> '$.author[0].name',
    iif(json_type(json, '$.author') = 'text', json ->> '$.author', NULL),
    iif(json_type(json, '$.author[0]') = 'text', json ->> '$.author[0]', NULL), '') = '', 'unknown', 'stated'),
  edtf(json ->> '$.datePublished'),
  first_day(json ->> '$.datePublished'),
  last_day(json ->> '$.datePublished')
FROM staged
JOIN record ON record.key = staged.row_key || '-rating';

INSERT INTO party (record_id, role, n, entity_id, printed, first_day)
SELECT id, 'speaker', n, entity(name, iif(type LIKE '%Person', 'person', 'organization')), name, day
FROM (
  SELECT
    record.id, author.key + 1 AS n, CASE author.type WHEN 'object' THEN author.value ->> '$.name'
      WHEN 'text' THEN author.value END AS name,
    iif(author.type = 'object', coalesce(author.value ->> '$.@type[0]', author.value ->> '$.@type'), '') AS type,
    first_day(staged.json ->> '$.datePublished') AS day
  FROM staged
  JOIN record ON record.key = staged.row_key || '-rating', json_each(
  CASE json_type(staged.json, '$.author')
    WHEN 'array' THEN json_extract(staged.json, '$.author')
    ELSE json_array(json_extract(staged.json, '$.author'))
  END
) AS author
)
WHERE coalesce(name, '') <> '';

INSERT INTO concern (record_id, n, about_id)
SELECT record.id, 1, staged.record_id
FROM staged
JOIN record ON record.key = staged.row_key || '-rating';

INSERT OR IGNORE INTO source (key, kind, url, title, publisher, language, published, published_basis,
  published_first, published_last)
SELECT
  'url-' || hash(json ->> '$.url'),
  'web-page',
  json ->> '$.url',
  nullif(coalesce(json ->> '$.headline', json ->> '$.name'), ''),
  nullif(coalesce(json ->> '$.author.name', json ->> '$.author[0].name',
    iif(json_type(json, '$.author') = 'text', json ->> '$.author', NULL),
    iif(json_type(json, '$.author[0]') = 'text', json ->> '$.author[0]', NULL), ''), ''),
  json ->> '$.inLanguage',
  edtf(json ->> '$.datePublished'),
  iif(edtf(json ->> '$.datePublished') IS NULL, NULL, 'stated'),
  first_day(json ->> '$.datePublished'),
  last_day(json ->> '$.datePublished')
FROM staged;

INSERT INTO citation (record_id, source_id)
SELECT record.id, source.id
FROM staged
JOIN source ON source.key = 'url-' || hash(json ->> '$.url')
JOIN record ON record.key IN (staged.row_key, staged.row_key || '-rating');
