CREATE VIEW pledges AS
-- Pledges: one row for each stage of a pledge, amounts in major units (3.5 is three and a half euros).
-- The exact minor units are in stage. A pledge without a stage is a row without one.
-- @key record_id
-- @year last_day
-- @days first_day, last_day
-- @amounts low, high
SELECT
  CAST(coalesce(stage.id, pledge.id) AS BIGINT) AS record_id,   -- the number of the stage's record, else of the pledge's
  record.key AS pledge,                   -- the key of the pledge
  pledge.kind,
  pledge.title,
  CAST((                                  -- who gives or promises to give
    SELECT group_concat(listed.who, '; ') FROM (
      SELECT coalesce(entity.name, party.printed) AS who FROM party LEFT JOIN entity ON entity.id = party.entity_id
      WHERE party.record_id = pledge.id AND party.role = 'donor' ORDER BY party.n
    ) AS listed
  ) AS TEXT) AS donor,
  CAST((                                  -- who is to receive
    SELECT group_concat(listed.who, '; ') FROM (
      SELECT coalesce(entity.name, party.printed) AS who FROM party LEFT JOIN entity ON entity.id = party.entity_id
      WHERE party.record_id = pledge.id AND party.role = 'recipient' ORDER BY party.n
    ) AS listed
  ) AS TEXT) AS recipient,
  CAST((                                  -- who undertakes something
    SELECT group_concat(listed.who, '; ') FROM (
      SELECT coalesce(entity.name, party.printed) AS who FROM party LEFT JOIN entity ON entity.id = party.entity_id
      WHERE party.record_id = pledge.id AND party.role = 'promiser' ORDER BY party.n
    ) AS listed
  ) AS TEXT) AS promiser,
  CAST((                                  -- to whom it is undertaken
    SELECT group_concat(listed.who, '; ') FROM (
      SELECT coalesce(entity.name, party.printed) AS who FROM party LEFT JOIN entity ON entity.id = party.entity_id
      WHERE party.record_id = pledge.id AND party.role = 'promisee' ORDER BY party.n
    ) AS listed
  ) AS TEXT) AS promisee,
  pledge.sector,
  stage.stage,
  stage.date,
  stage.first_day,
  stage.last_day,
  CAST(CAST(stage.low AS DOUBLE) / CASE currency.minor_unit WHEN 0 THEN 1 WHEN 1 THEN 10 WHEN 3 THEN 1000 WHEN 4 THEN 10000 ELSE 100 END AS DOUBLE) AS low,    -- the least it can be, in major units
  CAST(CAST(stage.high AS DOUBLE) / CASE currency.minor_unit WHEN 0 THEN 1 WHEN 1 THEN 10 WHEN 3 THEN 1000 WHEN 4 THEN 10000 ELSE 100 END AS DOUBLE) AS high,  -- the most it can be, in major units
  stage.currency,
  stage.approximate,
  stage.as_written,
  stage.extent,
  stage.goods,
  CAST((                                  -- the key of the stage it comes on top of
    SELECT additional.key FROM record AS additional WHERE additional.id = stage.additional_to_id
  ) AS TEXT) AS additional_to,
  CAST((                                  -- the key of the stage it is included in
    SELECT whole.key FROM record AS whole WHERE whole.id = stage.part_of_id
  ) AS TEXT) AS part_of,
  CAST((                                  -- who asserts it, where it is told as somebody's claim
    SELECT group_concat(listed.who, '; ') FROM (
      SELECT coalesce(entity.name, party.printed, 'the document') AS who FROM assertion
      LEFT JOIN party ON party.record_id = assertion.statement_id AND party.role = 'speaker'
      LEFT JOIN entity ON entity.id = party.entity_id
      WHERE assertion.record_id = coalesce(stage.id, pledge.id) AND assertion.stance = 'asserts'
      ORDER BY assertion.statement_id, party.n
    ) AS listed
  ) AS TEXT) AS according_to,
  CAST((                                  -- the words behind the date, where it was worked out, and the day they count from
    SELECT group_concat(listed.said, '; ') FROM (
      SELECT date_words.said FROM date_words
      WHERE date_words.record_id = stage.id AND (date_words.field = 'date')
      ORDER BY date_words.anchored_on, date_words.words
    ) AS listed
  ) AS TEXT) AS date_words,
  CAST(coalesce(told.key, record.key) AS TEXT) AS key,   -- the key of the stage, else of the pledge
  pledge.id AS pledge_id,                 -- the number of the pledge's record
  CAST(coalesce(told.note, record.note) AS TEXT) AS note   -- what a reader must know of the stage, else of the pledge
FROM pledge CROSS JOIN record
LEFT JOIN stage ON stage.pledge_id = pledge.id
LEFT JOIN record AS told ON told.id = stage.id
LEFT JOIN currency ON currency.code = stage.currency
WHERE record.id = pledge.id;
