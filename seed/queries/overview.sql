-- Overview: what the file holds, from when to when.
--
-- One row for each kind of thing: how many there are, and the earliest and the latest date of those whose
-- days are known, each as it is known: a month stays a month.
--
-- @number how_many
-- @hash
-- @day   earliest, latest
-- @chart bar
-- @label holds
-- @value how_many
-- @cue  in the file, in the record, file hold, record hold, overview, file contain, record contain
-- @try
WITH dated (holds, date, first_day, last_day) AS (
  SELECT 'sources', published, published_first, published_last FROM source
  UNION ALL
  SELECT 'relations', days.date, days.first_day, days.last_day
  FROM (
    SELECT since AS date, since_first AS first_day, since_last AS last_day FROM relation
    UNION ALL
    SELECT until, until_first, until_last FROM relation
    UNION ALL
    SELECT attested, attested_first, attested_last FROM relation
  ) AS days
  UNION ALL
  SELECT 'events', date, first_day, last_day FROM event
  UNION ALL
  SELECT 'figures', as_of, as_of_first, as_of_last FROM figure
  UNION ALL
  SELECT 'statements', date, first_day, last_day FROM statement
  UNION ALL
  SELECT 'stages', date, first_day, last_day FROM stage
),
-- The day stands before its date, so that the least and the greatest bring the date along.
spanned AS (
  SELECT
    holds,
    substr(min(CASE WHEN first_day > '0000-01-01' THEN first_day || ' ' || date END), 12) AS earliest,
    substr(max(CASE WHEN last_day < '9999-12-31' THEN last_day || ' ' || date END), 12) AS latest
  FROM dated
  GROUP BY holds
),
counted (holds, how_many) AS (
  SELECT 'sources', count(*) FROM source
  UNION ALL
  SELECT 'entities', count(*) FROM entity
  UNION ALL
  SELECT 'relations', count(*) FROM relation
  UNION ALL
  SELECT 'events', count(*) FROM event
  UNION ALL
  SELECT 'figures', count(*) FROM figure
  UNION ALL
  SELECT 'statements', count(*) FROM statement
  UNION ALL
  SELECT 'pledges', count(*) FROM pledge
  UNION ALL
  SELECT 'stages', count(*) FROM stage
  UNION ALL
  SELECT 'disputes', count(*) FROM dispute
  UNION ALL
  SELECT 'citations', count(*) FROM citation
)
SELECT counted.holds, counted.how_many, spanned.earliest, spanned.latest
FROM counted
LEFT JOIN spanned ON spanned.holds = counted.holds
ORDER BY counted.holds;
