-- Worked-out dates: which words a date was found from, and the day they were counted from.
--
-- One row for each words behind a date. A date that a source gives as a date stands in none. Where the source may be of
-- several days, the words mean the same counted from each, and one of them is named.
--
-- @param kind       enum(
--     entity, relation, event, figure, statement, pledge, stage, conversion, dispute)  only records of this kind
-- @param record     record      only this record
-- @param source     source      only records that this source vouches for
-- @cite  record_id
-- @lead  what
-- @day   anchored_on, source_of, meant
-- @hide  key, record_id
-- @spare source_of, kind, field
-- @cue  worked out, inferred, dates found, how were the dates, counted from
-- @try --kind event
-- @example --kind figure
-- @example --record river-summit
-- @example --source dam-reply
SELECT
  (SELECT titles.title FROM titles WHERE titles.record_id = record.id) AS what,
  record.kind,
  dating.field,
  dating.words,
  dating.anchored_on,
  source.published AS source_of,
  dating.result AS meant,
  record.key,
  record.id AS record_id
FROM dating
JOIN record ON record.id = dating.record_id
LEFT JOIN source ON source.id = dating.source_id
WHERE true
  AND (:kind IS NULL OR record.kind = :kind)
  AND (:record IS NULL OR record.id = :record)
  AND (:source IS NULL OR record.id IN (SELECT record_id FROM citation WHERE source_id = :source))
ORDER BY dating.anchored_on, record.key, dating.words;
