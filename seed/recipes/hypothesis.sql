-- Annotations as hypothes.is exports them: the words that they mark, and what they say of them.
--
-- One statement an annotation, told by the document: its gist is the comment, else the marked words. The document is
-- a source by its address, with its title; quote and position selectors become the place in it (positions in
-- characters). Page notes and replies mark no words and are cited without a place.
--
-- @reads jsonl
-- @element rows, annotations
-- @key 'hypothesis-' || hash(json ->> '$.id')
-- @source.key hypothesis
-- @source.title Annotations of hypothes.is
-- @source.url https://hypothes.is/
INSERT INTO rejected (row_number, reason)
SELECT row_number, 'it is no annotation: it has no id or no uri'
FROM staged
WHERE json ->> '$.id' IS NULL OR json ->> '$.uri' IS NULL;

INSERT INTO record (id, key, kind, note)
SELECT
  record_id,
  row_key,
  'statement',
  'An annotation' || coalesce(' by ' || (json ->> '$.user'), '') || coalesce(', made ' || (json ->> '$.created'), '')
    || coalesce(', tagged ' || (SELECT group_concat(tag.value, ', ')
      FROM json_each(staged.json, '$.tags') AS tag), '')
FROM staged;

INSERT INTO statement (id, verb, form, gist, speaker_basis)
SELECT
  staged.record_id,
  'says',
  'narration',
  coalesce(
    nullif(staged.json ->> '$.text', ''),
    (
      SELECT selector.value ->> '$.exact'
      FROM json_each(staged.json, '$.target[0].selector') AS selector
      WHERE selector.value ->> '$.type' = 'TextQuoteSelector'
      LIMIT 1
    ),
    'It marks ' || (staged.json ->> '$.uri')
  ),
  'unknown'
FROM staged;

INSERT OR IGNORE INTO source (key, kind, url, title)
SELECT 'url-' || hash(json ->> '$.uri'), 'web-page', json ->> '$.uri', nullif(json ->> '$.document.title[0]', '')
FROM staged;

INSERT INTO citation (record_id, source_id)
SELECT staged.record_id, source.id
FROM staged
JOIN source ON source.key = 'url-' || hash(json ->> '$.uri');

INSERT INTO anchor (record_id, source_id, part, role, exact, prefix, suffix, start_char, end_char)
SELECT
  staged.record_id,
  citation.source_id,
  1,
  'place',
  max(selector.value ->> '$.exact'),
  max(selector.value ->> '$.prefix'),
  max(selector.value ->> '$.suffix'),
  max(iif(selector.value ->> '$.end' > selector.value ->> '$.start', selector.value ->> '$.start', NULL)),
  max(iif(selector.value ->> '$.end' > selector.value ->> '$.start', selector.value ->> '$.end', NULL))
FROM staged
JOIN citation ON citation.record_id = staged.record_id
JOIN json_each(staged.json, '$.target[0].selector') AS selector
WHERE selector.value ->> '$.type' IN ('TextQuoteSelector', 'TextPositionSelector')
GROUP BY staged.record_id, citation.source_id
HAVING max(selector.value ->> '$.exact') <> '';
