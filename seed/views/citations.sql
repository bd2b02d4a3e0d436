CREATE VIEW citations AS
-- Citations: one row for each passage that carries a record; a source cited as a whole has no words.
-- @refers source sources.key
SELECT
  citation.record_id,
  record.key AS record,                   -- the key of the record that is carried
  record.kind,
  source.key AS source,                   -- the key of the source
  source.publisher,
  source.title,
  source.description,
  source.published,
  source.published_basis,
  source.url,
  anchor.part,
  anchor.role,
  anchor.exact AS words,                  -- the words as printed
  anchor.sentence,
  anchor.locator,
  anchor.start_char,
  anchor.end_char,
  CAST(anchor.start_byte IS NOT NULL AS BIGINT) AS is_placed,   -- whether the words were found in the text
  citation.source_id
FROM citation
JOIN record ON record.id = citation.record_id
JOIN source ON source.id = citation.source_id
LEFT JOIN anchor ON anchor.record_id = citation.record_id AND anchor.source_id = citation.source_id;
