-- Every source, as an item of a bibliography in CSL-JSON.
SELECT json_patch('{}', json_object(
  'id', source.key,
  'type', CASE source.kind
    WHEN 'news-report' THEN 'article-newspaper' WHEN 'press-release' THEN 'document' WHEN 'transcript' THEN 'interview'
    WHEN 'speech' THEN 'speech' WHEN 'law' THEN 'legislation' WHEN 'treaty' THEN 'treaty' WHEN 'data-set' THEN 'dataset'
    WHEN 'standard' THEN 'standard' WHEN 'web-page' THEN 'webpage'
    ELSE 'document'
  END,
  'title', coalesce(source.title, source.description, source.key),
  'author', iif(source.author IS NULL, NULL, json_array(json_object('literal', source.author))),
  'publisher', source.publisher,
  'URL', source.url,
  'language', source.language,
  'issued', CASE
    WHEN source.published GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' THEN json_object('date-parts', json_array(json_array(CAST(substr(source.published, 1, 4) AS BIGINT), CAST(substr(source.published, 6, 2) AS BIGINT), CAST(substr(source.published, 9, 2) AS BIGINT))))
    WHEN source.published GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]' THEN json_object('date-parts', json_array(json_array(CAST(substr(source.published, 1, 4) AS BIGINT), CAST(substr(source.published, 6, 2) AS BIGINT))))
    WHEN source.published GLOB '[0-9][0-9][0-9][0-9]' THEN json_object('date-parts', json_array(json_array(CAST(source.published AS BIGINT))))
    WHEN source.published IS NOT NULL THEN json_object('literal', source.published)
  END,
  'accessed', iif(
    source.retrieved_on IS NULL,
    NULL,
    json_object('date-parts', json_array(json_array(CAST(substr(source.retrieved_on, 1, 4) AS BIGINT), CAST(substr(source.retrieved_on, 6, 2) AS BIGINT), CAST(substr(source.retrieved_on, 9, 2) AS BIGINT))))
  )
))
FROM source
ORDER BY source.key;
