-- Annotations of documents in the W3C's model (JSON-LD): the words that they mark, and what they say of them.
--
-- One statement an annotation, told by the document: its gist is the comment, else the marked words. The document is
-- a source by its address; text quote and position selectors become the place in it (positions in characters), any
-- other selector a locator. Collections are read through their items.
--
-- @reads jsonl
-- @element items, first.items
-- @key 'annotation-' || hash(coalesce(json ->> '$.id', json ->> '$.target', json))
-- @source.key web-annotations
-- @source.title Web annotations
-- @source.url https://www.w3.org/TR/annotation-model/
INSERT INTO rejected (row_number, reason)
SELECT row_number, 'it is no annotation'
FROM staged
WHERE json_type(json, '$.target') IS NULL;

INSERT INTO rejected (row_number, reason)
SELECT row_number, 'it names no document by an address'
FROM staged
WHERE coalesce(
    json ->> '$.target.source.id', json ->> '$.target.source', json ->> '$.target[0].source.id',
    json ->> '$.target[0].source', json ->> '$.target.id', json ->> '$.target'
  ) NOT LIKE '%:%';

INSERT INTO record (id, key, kind, note)
SELECT
  record_id,
  row_key,
  'statement',
  'An annotation'
    || coalesce(' by ' || coalesce(json ->> '$.creator.name', json ->> '$.creator.nickname', json ->> '$.creator'),
    '')
    || coalesce(', made ' || (json ->> '$.created'), '')
FROM staged;

INSERT INTO statement (id, verb, form, gist, speaker_basis)
SELECT
  staged.record_id,
  'says',
  'narration',
  coalesce(
    (
      SELECT coalesce(body.value ->> '$.value', body.value)
      FROM json_each(CASE json_type(staged.json, '$.body') WHEN 'array' THEN json_extract(staged.json, '$.body')
        ELSE json_array(json_extract(staged.json, '$.body')) END) AS body
      WHERE body.type IN ('object', 'text')
        AND coalesce(iif(body.type = 'object', body.value ->> '$.purpose', NULL), 'commenting') <> 'tagging'
        AND coalesce(iif(body.type = 'object', body.value ->> '$.value', body.value), '') <> ''
      LIMIT 1
    ),
    (
      SELECT selector.value ->> '$.exact'
      FROM json_tree(staged.json, '$.target') AS selector
      WHERE selector.type = 'object' AND selector.value ->> '$.exact' <> ''
      LIMIT 1
    ),
    'It marks ' || coalesce(staged.json ->> '$.target.source', staged.json ->> '$.target')
  ),
  'unknown'
FROM staged;

INSERT OR IGNORE INTO source (key, kind, url)
SELECT
  'url-' || hash(coalesce(json ->> '$.target.source.id', json ->> '$.target.source',
    json ->> '$.target[0].source.id', json ->> '$.target[0].source', json ->> '$.target.id', json ->> '$.target')),
  'web-page',
  coalesce(json ->> '$.target.source.id', json ->> '$.target.source', json ->> '$.target[0].source.id',
    json ->> '$.target[0].source', json ->> '$.target.id', json ->> '$.target')
FROM staged;

INSERT INTO citation (record_id, source_id)
SELECT staged.record_id, source.id
FROM staged
JOIN source ON source.key = 'url-'
  || hash(coalesce(json ->> '$.target.source.id', json ->> '$.target.source', json ->> '$.target[0].source.id',
  json ->> '$.target[0].source', json ->> '$.target.id', json ->> '$.target'));

INSERT INTO anchor (record_id, source_id, part, role, exact, prefix, suffix, start_char, end_char, locator)
SELECT
  staged.record_id,
  citation.source_id,
  1,
  'place',
  nullif(max(selector.value ->> '$.exact'), ''),
  max(selector.value ->> '$.prefix'),
  max(selector.value ->> '$.suffix'),
  max(iif(selector.value ->> '$.end' > selector.value ->> '$.start', selector.value ->> '$.start', NULL)),
  max(iif(selector.value ->> '$.end' > selector.value ->> '$.start', selector.value ->> '$.end', NULL)),
  nullif(max(selector.value ->> '$.value'), '')
FROM staged
JOIN citation ON citation.record_id = staged.record_id
JOIN json_tree(staged.json, '$.target') AS selector
WHERE selector.type = 'object'
  AND selector.value ->> '$.type' LIKE '%Selector'
GROUP BY staged.record_id, citation.source_id
HAVING coalesce(nullif(max(selector.value ->> '$.exact'), ''),
  nullif(max(selector.value ->> '$.value'), '')) IS NOT NULL;
