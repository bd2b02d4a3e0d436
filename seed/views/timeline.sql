CREATE VIEW timeline AS
-- Timeline: one row for each event and statement and stage of a pledge, with the days it may mean.
-- @key record_id
-- @year order_day
-- @days first_day, last_day, order_day
SELECT
  event.id AS record_id,                  -- the number of its record
  CAST('event' AS TEXT) AS kind,          -- event, statement or stage
  event.type,                             -- the type of an event, the form of a statement, the stage of a pledge
  CAST(coalesce(event.title, event.type) AS TEXT) AS what,   -- what happened, was said or was given, in our words
  event.status,                           -- of an event; what is said or given has occurred
  event.date,
  event.first_day,
  event.last_day,
  CAST(CASE                               -- the day it is put in order by: the first that it can mean, else the last
    WHEN event.first_day = '0000-01-01' THEN event.last_day ELSE event.first_day
  END AS TEXT) AS order_day
FROM event
UNION ALL
SELECT
  statement.id,
  CAST('statement' AS TEXT),
  statement.form,
  CAST(coalesce(CAST((
    SELECT group_concat(listed.who, '; ') FROM (
      SELECT coalesce(entity.name, party.printed) AS who FROM party LEFT JOIN entity ON entity.id = party.entity_id
      WHERE party.record_id = statement.id AND party.role = 'speaker' ORDER BY party.n
    ) AS listed
  ) AS TEXT), 'The document') || ' ' || statement.verb || ': ' || statement.gist
    || coalesce(CAST((
      SELECT ' (told by ' || group_concat(listed.who, '; ') || ')' FROM (
        SELECT coalesce(entity.name, party.printed) AS who FROM party LEFT JOIN entity ON entity.id = party.entity_id
        WHERE party.record_id = statement.told_in_id AND party.role = 'speaker' ORDER BY party.n
      ) AS listed
    ) AS TEXT), '')
    || CASE statement.speaker_basis WHEN 'inferred' THEN ' (the speaker is worked out)' ELSE '' END AS TEXT),
  CAST('occurred' AS TEXT),
  statement.date,
  statement.first_day,
  statement.last_day,
  CAST(CASE WHEN statement.first_day = '0000-01-01' THEN statement.last_day ELSE statement.first_day END AS TEXT)
FROM statement
UNION ALL
SELECT
  stage.id,
  CAST('stage' AS TEXT),
  stage.stage,
  CAST((SELECT pledge.title FROM pledge WHERE pledge.id = stage.pledge_id) || coalesce(': ' || stage.as_written, '') AS TEXT),
  CAST('occurred' AS TEXT),
  stage.date,
  stage.first_day,
  stage.last_day,
  CAST(CASE WHEN stage.first_day = '0000-01-01' THEN stage.last_day ELSE stage.first_day END AS TEXT)
FROM stage;
