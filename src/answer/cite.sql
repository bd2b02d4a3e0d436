-- The passages that carry a record: as a footnote, as JSON, and in parts.
--
-- The footnote's form: publisher, title (or what the source is, or its key), date, sentence and
-- words, address; what is not known is left out. The date is put into words between its two halves.
SELECT
  trim(
    coalesce(source.publisher || ', ', '')
    || coalesce(source.title, source.description, source.key)
  ) AS document,
  trim(
    coalesce(', sentence ' || anchor.sentence, '')
    || coalesce(', ' || anchor.locator, '')
    || coalesce(': “' || anchor.exact || '”', '')
    || coalesce(', ' || source.url, '')
  ) AS place,
  json_object(
    'source', source.key,
    'publisher', source.publisher,
    'title', source.title,
    'description', source.description,
    'published', source.published,
    'published_basis', source.published_basis,
    'sentence', anchor.sentence,
    'locator', anchor.locator,
    'role', anchor.role,
    'words', anchor.exact,
    'start', anchor.start_char,
    'end', anchor.end_char,
    'url', source.url
  ) AS json,
  source.published,
  source.published_basis,
  source.key AS cited_source,
  anchor.sentence AS cited_sentence,
  anchor.exact AS cited_words,
  source.url AS cited_url
FROM citation
JOIN source ON source.id = citation.source_id
LEFT JOIN anchor ON anchor.record_id = citation.record_id AND anchor.source_id = citation.source_id
WHERE citation.record_id = :record
ORDER BY source.published_first, source.key, anchor.part
