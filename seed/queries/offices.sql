-- Offices: who held what, as far as the sources prove.
--
-- One row for each holding that a source gives. On a day, `on_that_day` is proved (a source speaks of
-- that very day, or of a time that it lies in), possible (nothing excludes it) or not; a deprecated
-- row is one that a source gives wrongly, with the reason.
--
-- @param holder     entity      only this person
-- @param office     entity      only this office
-- @param on         day         the day to judge
-- @param rank       enum(preferred, normal, deprecated)  only this rank
-- @param source     source      only what this source vouches for
-- @cite  record_id
-- @day   since, until, attested
-- @hide  key, record_id
-- @spare date_words, note, reason
-- @cue  who is, who was, who were, office*, hold, held, holds
-- @slot holder:person  subject, object, of
-- @slot office:office  any
-- @slot on  on, in
-- @try --holder Biden --on 2023-01-13
-- @example --holder 'Ada Arc'
-- @example --office league-secretary
-- @example --on 2020-03-03
-- @example --rank deprecated
-- @example --source dam-reply
SELECT
  offices.holder,
  offices.office,
  offices.since,
  offices.until,
  offices.attested,
  CASE
    WHEN :on IS NULL THEN NULL
    WHEN offices.rank = 'deprecated' THEN 'no'
    WHEN offices.since_first > :on THEN 'no'
    WHEN offices.until_last < :on THEN 'no'
    -- What is told of one of several days is proved for none of them; an interval is of all its days.
    WHEN :on BETWEEN offices.attested_first AND offices.attested_last
      AND (offices.attested_first = offices.attested_last OR offices.attested GLOB '[0-9]*/[0-9]*') THEN 'proved'
    -- An end that nobody knows is a day that none comes after, or before.
    WHEN :on BETWEEN offices.since_last AND offices.until_first THEN 'proved'
    ELSE 'possible'
  END AS on_that_day,
  offices.rank,
  offices.reason,
  offices.date_words,
  offices.note,
  offices.key,
  offices.record_id
FROM offices
WHERE true
  AND (:holder IS NULL OR offices.holder_id = :holder)
  AND (:office IS NULL OR offices.office_id = :office)
  AND (:rank IS NULL OR offices.rank = :rank)
  AND (:source IS NULL OR offices.record_id IN (SELECT record_id FROM citation WHERE source_id = :source))
ORDER BY offices.holder, offices.rank DESC, offices.office, offices.record_id;
