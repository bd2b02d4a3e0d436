-- Overview: what the file holds, from when to when.
--
-- One row for each kind of thing: how many there are, and the first and the last day they are about
-- (of those whose days are known).
--
-- @number how_many
-- @hash
-- @day   first_day, last_day
-- @chart bar
-- @label holds
-- @value how_many
-- @cue  in the file, in the record, file hold, record hold, overview, file contain, record contain
-- @try
SELECT 'sources' AS holds, count(*) AS how_many,
  min(CASE WHEN source.published_first > '0000-01-01' THEN source.published_first END) AS first_day,
  max(CASE WHEN source.published_last < '9999-12-31' THEN source.published_last END) AS last_day
FROM source
UNION ALL
SELECT 'entities', count(*), NULL, NULL FROM entity
UNION ALL
SELECT 'relations', (SELECT count(*) FROM relation),
  min(CASE WHEN days.first_day > '0000-01-01' THEN days.first_day END),
  max(CASE WHEN days.last_day < '9999-12-31' THEN days.last_day END)
FROM (
  SELECT relation.since_first AS first_day, relation.since_last AS last_day FROM relation
  UNION ALL
  SELECT relation.until_first, relation.until_last FROM relation
  UNION ALL
  SELECT relation.attested_first, relation.attested_last FROM relation
) AS days
UNION ALL
SELECT 'events', count(*),
  min(CASE WHEN event.first_day > '0000-01-01' THEN event.first_day END),
  max(CASE WHEN event.last_day < '9999-12-31' THEN event.last_day END)
FROM event
UNION ALL
SELECT 'figures', count(*),
  min(CASE WHEN figure.as_of_first > '0000-01-01' THEN figure.as_of_first END),
  max(CASE WHEN figure.as_of_last < '9999-12-31' THEN figure.as_of_last END)
FROM figure
UNION ALL
SELECT 'statements', count(*),
  min(CASE WHEN statement.first_day > '0000-01-01' THEN statement.first_day END),
  max(CASE WHEN statement.last_day < '9999-12-31' THEN statement.last_day END)
FROM statement
UNION ALL
SELECT 'pledges', count(*), NULL, NULL FROM pledge
UNION ALL
SELECT 'stages', count(*),
  min(CASE WHEN stage.first_day > '0000-01-01' THEN stage.first_day END),
  max(CASE WHEN stage.last_day < '9999-12-31' THEN stage.last_day END)
FROM stage
UNION ALL
SELECT 'disputes', count(*), NULL, NULL FROM dispute
UNION ALL
SELECT 'citations', count(*), NULL, NULL FROM citation
ORDER BY holds;
