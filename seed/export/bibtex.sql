-- Every source, as an entry of a bibliography in BibTeX. Dates are those that biblatex reads (EDTF, level 1); one that is
-- one of several days is told in a note.
WITH told AS (
  SELECT
    source.key, source.kind, source.url, source.retrieved_on, source.language, source.published,
    coalesce(source.title, source.description, source.key) AS title, source.author, source.publisher,
    source.published GLOB '[0-9][0-9][0-9][0-9]*' AS is_dated
  FROM source
),
-- What TeX would obey stands as itself. A backslash goes first, by a sign that no text has, so that it is not met again.
field AS (
  SELECT told.key, listed.n, listed.name,
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(listed.value,
      '\', char(1)), '{', '\{'), '}', '\}'), '&', '\&'), '%', '\%'), '$', '\$'), '#', '\#'), '_', '\_'),
      '~', '\textasciitilde{}'), '^', '\textasciicircum{}'), char(1), '\textbackslash{}') AS value
  FROM told JOIN (
    SELECT key, 1 AS n, 'title' AS name, title AS value FROM told
    UNION ALL SELECT key, 2, 'author', author FROM told
    UNION ALL SELECT key, 3, 'publisher', publisher FROM told
    UNION ALL SELECT key, 7, 'note', 'published ' || published FROM told WHERE NOT is_dated
  ) AS listed ON listed.key = told.key
  UNION ALL
  -- These are read as they stand.
  SELECT key, 4, 'date', published FROM told WHERE is_dated
  UNION ALL
  SELECT key, 5, 'url', replace(replace(replace(url, '{', '%7B'), '}', '%7D'), '\', '%5C') FROM told
  UNION ALL
  SELECT key, 6, 'urldate', retrieved_on FROM told
  UNION ALL
  SELECT key, 8, 'langid', language FROM told
)
SELECT
  '@' || CASE told.kind
    WHEN 'news-report' THEN 'article' WHEN 'web-page' THEN 'online' WHEN 'data-set' THEN 'dataset'
    WHEN 'law' THEN 'legislation' WHEN 'treaty' THEN 'legislation' WHEN 'standard' THEN 'report'
    ELSE 'misc'
  END || '{' || told.key || ','
  || (
    SELECT group_concat(listed.line, '')
    FROM (
      -- A name is one, whatever commas and `and` stand in it.
      SELECT char(10) || '  ' || field.name || ' = ' || iif(field.name = 'author', '{{' || field.value || '}}', '{' || field.value || '}') || ',' AS line
      FROM field WHERE field.key = told.key AND field.value IS NOT NULL ORDER BY field.n
    ) AS listed
  )
  || char(10) || '}' || char(10)
FROM told
ORDER BY told.key;
