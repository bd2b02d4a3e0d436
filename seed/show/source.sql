-- All of a source: what is known of it, and sentence by sentence what it carries.
--
-- @param id     record  the source
-- @once  section
-- @lead  what, note
-- @day   date
-- @hide  record_id
-- @spare key
WITH here (n, section, date, order_day, what, note, record_id) AS (
  SELECT 0, 'is', source.published, '', source.kind || ': '
      || coalesce(source.title, source.description, source.key) || coalesce(', ' || source.publisher, '')
      || coalesce(', ' || source.author, ''), source.published_why, NULL
  FROM source WHERE source.id = :id
  UNION ALL
  SELECT 0, 'stands', NULL, '', source.independence
      || coalesce(', ' || source.derivation || ' of ' || origin.key, ''), NULL, NULL
  FROM source LEFT JOIN source AS origin ON origin.id = source.derived_from_id WHERE source.id = :id
  UNION ALL
  SELECT anchor.sentence, 'sentence ' || anchor.sentence, NULL, '', record.kind || ': '
      || coalesce(titles.title, record.key) || coalesce(' “' || group_concat(anchor.exact, '” … “') || '”', ''),
      record.note, record.id
  FROM anchor JOIN record ON record.id = anchor.record_id LEFT JOIN titles ON titles.record_id = record.id
  WHERE anchor.source_id = :id AND anchor.sentence IS NOT NULL
  GROUP BY anchor.sentence, record.id
)
SELECT
  here.section,
  here.date,
  here.what || CASE record.rank WHEN 'deprecated' THEN ' (known to be wrong)'
      WHEN 'preferred' THEN ' (preferred)' ELSE '' END
    AS what,
  coalesce(record.reason || coalesce('; ' || here.note, ''), here.note) AS note,
  record.key,
  here.record_id
FROM here LEFT JOIN record ON record.id = here.record_id
ORDER BY here.n, here.section, here.record_id;
