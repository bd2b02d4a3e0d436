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
WHERE coalesce(json ->> '$.@type', '') <> 'ClaimReview';

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
  iif(coalesce(json ->> '$.itemReviewed.author.name', '') = '', 'unknown', 'stated'),
  edtf(json ->> '$.itemReviewed.datePublished'),
  first_day(json ->> '$.itemReviewed.datePublished'),
  last_day(json ->> '$.itemReviewed.datePublished')
FROM staged;

INSERT INTO party (record_id, role, n, entity_id, printed, first_day)
SELECT
  record_id,
  'speaker',
  1,
  entity(
    json ->> '$.itemReviewed.author.name',
    CASE json ->> '$.itemReviewed.author.@type' WHEN 'Person' THEN 'person' ELSE 'organization' END
  ),
  json ->> '$.itemReviewed.author.name',
  first_day(json ->> '$.itemReviewed.datePublished')
FROM staged
WHERE coalesce(json ->> '$.itemReviewed.author.name', '') <> '';

INSERT INTO record (key, kind)
SELECT row_key || '-rating', 'statement'
FROM staged
WHERE coalesce(json ->> '$.reviewRating.alternateName', json ->> '$.reviewRating.name', json ->> '$.reviewRating.ratingValue', '') <> '';

INSERT INTO statement (id, verb, form, gist, speaker_basis, date, first_day, last_day)
SELECT
  record.id,
  'rates',
  'indirect',
  'Of this claim: ' || coalesce(
    nullif(json ->> '$.reviewRating.alternateName', ''),
    nullif(json ->> '$.reviewRating.name', ''),
    (json ->> '$.reviewRating.ratingValue') || coalesce(' of ' || (json ->> '$.reviewRating.bestRating'), '')
  ),
  iif(coalesce(json ->> '$.author.name', '') = '', 'unknown', 'stated'),
  edtf(json ->> '$.datePublished'),
  first_day(json ->> '$.datePublished'),
  last_day(json ->> '$.datePublished')
FROM staged
JOIN record ON record.key = staged.row_key || '-rating';

INSERT INTO party (record_id, role, n, entity_id, printed, first_day)
SELECT record.id, 'speaker', 1, entity(json ->> '$.author.name', 'organization'), json ->> '$.author.name', first_day(json ->> '$.datePublished')
FROM staged
JOIN record ON record.key = staged.row_key || '-rating'
WHERE coalesce(json ->> '$.author.name', '') <> '';

INSERT INTO concern (record_id, n, about_id)
SELECT record.id, 1, staged.record_id
FROM staged
JOIN record ON record.key = staged.row_key || '-rating';

INSERT OR IGNORE INTO source (key, kind, url, title, publisher, language, published, published_basis, published_first, published_last)
SELECT
  'url-' || hash(json ->> '$.url'),
  'web-page',
  json ->> '$.url',
  nullif(coalesce(json ->> '$.headline', json ->> '$.name'), ''),
  nullif(json ->> '$.author.name', ''),
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
