CREATE VIEW sources AS
-- Sources: one row for each document or data set, without its text.
-- @key key
-- @refers derived_from sources.key
SELECT
  source.key,
  source.kind,
  source.title,
  source.description,
  source.publisher,
  source.author,
  source.url,
  source.language,
  source.licence,
  source.published,
  source.published_basis,
  source.published_why,
  source.retrieved_on,
  source.sha256,
  source.bytes,
  source.sentences,
  source.independence,
  origin.key AS derived_from,             -- the key of the source it was made from
  source.derivation,
  CAST((SELECT count(*) FROM citation WHERE citation.source_id = source.id) AS BIGINT) AS records,   -- how many records it vouches for
  CAST(EXISTS (SELECT 1 FROM source_text WHERE source_text.source_id = source.id) AS BIGINT) AS has_text,   -- whether its text is kept
  source.id AS source_id                  -- the number of the source
FROM source
LEFT JOIN source AS origin ON origin.id = source.derived_from_id;
