-- Sources: the documents and data sets, and what is known of them.
--
-- One row for each source. A date that no source states is inferred, and says how it was found.
-- Independence that nobody has looked into is unknown and never counts as independent.
--
-- @param source     source      only this source
-- @param kind       enum(
--     news-report, press-release, transcript, speech, law, treaty, data-set, standard, web-page,
--     document)  only this kind
-- @param publisher  text        only this publisher
-- @param since      date first  not published before this day
-- @param until      date last   published by this day
-- @lead  title
-- @day   published
-- @spare url, published_why, sentences, published_basis, independence, records, kind, publisher
-- @cue  source*, document*, report*, published
-- @also how many
-- @slot source  any
-- @slot since  since, after, in, during, on, from
-- @slot until  until, before, in, during, on, from
-- @try --kind news-report
-- @example --source dam-report
-- @example --kind law
-- @example --publisher 'Ruritania Gazette'
-- @example --since 2020-03-05
-- @example --until 2020-03-05
SELECT
  sources.key,
  sources.kind,
  coalesce(sources.title, sources.description) AS title,
  sources.publisher,
  sources.published,
  sources.published_basis,
  sources.published_why,
  sources.sentences,
  sources.records,
  sources.independence,
  sources.url
FROM sources
JOIN source ON source.id = sources.source_id
WHERE true
  AND (:source IS NULL OR sources.source_id = :source)
  AND (:kind IS NULL OR sources.kind = :kind)
  AND (:publisher IS NULL OR sources.publisher = :publisher)
  AND (:since IS NULL OR source.published_last >= :since)
  AND (:until IS NULL OR source.published_first <= :until)
ORDER BY source.published_first, sources.key;
