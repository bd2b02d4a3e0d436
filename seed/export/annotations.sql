-- Every passage that carries a record, as an annotation in the W3C's model (JSON-LD): what the record says, and the
-- words and the place that prove it. Positions are in code points, as the model has them.
SELECT json_object(
  'id', 'urn:onrecord:' || record.key || ':' || source.key || ':' || anchor.part,
  'type', 'Annotation',
  'motivation', 'describing',
  'body', json_object('type', 'TextualBody', 'purpose', 'describing', 'value', coalesce(titles.title, record.key)),
  'target', json_object(
    'source', coalesce(source.url, 'urn:onrecord:' || source.key),
    'selector', json((
      SELECT json_group_array(json(selector.told))
      FROM (
        SELECT json_patch('{}', json_object('type', 'TextQuoteSelector', 'exact', anchor.exact, 'prefix', anchor.prefix, 'suffix', anchor.suffix)) AS told
        WHERE anchor.exact IS NOT NULL
        UNION ALL
        SELECT json_object('type', 'TextPositionSelector', 'start', anchor.start_char, 'end', anchor.end_char)
        WHERE anchor.start_char IS NOT NULL AND anchor.end_char IS NOT NULL
        UNION ALL
        SELECT json_object('type', 'FragmentSelector', 'value', coalesce(anchor.locator, 'sentence ' || anchor.sentence))
        WHERE anchor.exact IS NULL OR anchor.locator IS NOT NULL
      ) AS selector
    ))
  )
)
FROM anchor
JOIN record ON record.id = anchor.record_id
JOIN source ON source.id = anchor.source_id
LEFT JOIN titles ON titles.record_id = anchor.record_id
ORDER BY source.key, anchor.start_char, record.key, anchor.part;
