-- A table of quotations: who said what, when, and where it is printed.
--
-- The columns: quote, speaker, said_on, gist, title, publisher, author, url, published, language, page; what is not
-- known is left empty. One statement a quotation, in its own words where no gist is given; its document is a source by
-- its address, else by its title and publisher.
--
-- @reads csv, tsv, xlsx
-- @key 'quotation-' || hash(coalesce(speaker, '') || ': ' || quote)
-- @source.key quotations
-- @source.title A table of quotations
INSERT INTO rejected (row_number, reason)
SELECT row_number, 'it has no quotation'
FROM staged
WHERE trim(coalesce(quote, '')) = '';

INSERT INTO rejected (row_number, reason)
SELECT row_number, 'it names no document: url or title'
FROM staged
WHERE coalesce(url, title) IS NULL;

INSERT INTO rejected (row_number, reason)
SELECT row_number, 'its day is not understood: ' || said_on
FROM staged
WHERE said_on IS NOT NULL AND edtf(said_on) IS NULL;

INSERT INTO record (id, key, kind)
SELECT record_id, row_key, 'statement'
FROM staged;

INSERT INTO statement (id, verb, form, gist, speaker_basis, date, first_day, last_day)
SELECT
  record_id,
  'says',
  'direct',
  coalesce(gist, quote),
  iif(speaker IS NULL, 'unknown', 'stated'),
  edtf(said_on),
  first_day(said_on),
  last_day(said_on)
FROM staged;

INSERT INTO party (record_id, role, n, entity_id, printed, first_day)
SELECT record_id, 'speaker', 1, entity(speaker, 'person'), speaker, first_day(said_on)
FROM staged
WHERE speaker IS NOT NULL;

INSERT OR IGNORE INTO source (key, kind, url, title, publisher, author, language, published, published_basis,
  published_first, published_last)
SELECT
  'document-' || hash(coalesce(url, title || coalesce(publisher, ''))),
  'document',
  url,
  title,
  publisher,
  author,
  language,
  edtf(published),
  iif(edtf(published) IS NULL, NULL, 'stated'),
  first_day(published),
  last_day(published)
FROM staged;

INSERT INTO citation (record_id, source_id)
SELECT staged.record_id, source.id
FROM staged
JOIN source ON source.key = 'document-' || hash(coalesce(staged.url, staged.title || coalesce(staged.publisher, '')));

INSERT INTO anchor (record_id, source_id, part, role, exact, locator)
SELECT staged.record_id, citation.source_id, 1, 'quotation', quote, page
FROM staged
JOIN citation ON citation.record_id = staged.record_id;
