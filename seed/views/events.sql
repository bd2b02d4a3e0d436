CREATE VIEW events AS
-- Events: one row for each event, with those who took part.
-- @key record_id
-- @year order_day
-- @days first_day, last_day, order_day
SELECT
  event.id AS record_id,                  -- the number of its record
  record.key,
  event.type,
  CAST(coalesce(                          -- in our words; of a data set's row: actor / type / target
    event.title,
    coalesce(CAST((
      SELECT group_concat(listed.who, '; ') FROM (
        SELECT coalesce(entity.name, party.printed) AS who FROM party LEFT JOIN entity ON entity.id = party.entity_id
        WHERE party.record_id = event.id AND party.role = 'actor' ORDER BY party.n
      ) AS listed
    ) AS TEXT), '?')
    || ' / ' || event.type || ' / '
    || coalesce(CAST((
      SELECT group_concat(listed.who, '; ') FROM (
        SELECT coalesce(entity.name, party.printed) AS who FROM party LEFT JOIN entity ON entity.id = party.entity_id
        WHERE party.record_id = event.id AND party.role = 'target' ORDER BY party.n
      ) AS listed
    ) AS TEXT), '?')
  ) AS TEXT) AS title,
  event.status,
  event.date,
  event.first_day,
  event.last_day,
  CAST(CASE                               -- the day it is put in order by: the first that it can mean, else the last
    WHEN event.first_day = '0000-01-01' THEN event.last_day ELSE event.first_day
  END AS TEXT) AS order_day,
  place.name AS place,                    -- where, by the preferred name
  CAST((                                  -- all who took part, each with the role in brackets
    SELECT group_concat(listed.who, '; ') FROM (
      SELECT coalesce(entity.name, party.printed) || ' (' || party.role || ')' AS who
      FROM party LEFT JOIN entity ON entity.id = party.entity_id
      WHERE party.record_id = event.id ORDER BY party.role, party.n
    ) AS listed
  ) AS TEXT) AS parties,
  coding.code,
  coding.intensity,
  coding.tone,
  coding.mentions,
  CAST((                                  -- the words behind the date, where it was worked out, and the day they count from
    SELECT group_concat(listed.said, '; ') FROM (
      SELECT date_words.said FROM date_words
      WHERE date_words.record_id = event.id AND (date_words.field = 'date')
      ORDER BY date_words.anchored_on, date_words.words
    ) AS listed
  ) AS TEXT) AS date_words,
  record.note
FROM event
JOIN record ON record.id = event.id
LEFT JOIN entity AS place ON place.id = event.place_id
LEFT JOIN coding ON coding.record_id = event.id;
