-- Pledge history: every stage of a pledge, oldest first.
--
-- One row for each stage, with what it comes on top of or is part of, and its conversions.
--
-- @param pledge     record(pledge, stage)      only this pledge
-- @param donor      entity      only what this party gives or promises
-- @param recipient  entity      only what is for this party
-- @cite  record_id
-- @money low, high
-- @flag approximate
-- @day   date
-- @hide  record_id
-- @once  pledge
-- @spare conversions, additional_to, part_of, approximate, extent, low, high, currency, according_to
-- @chart bar, line, timeline
-- @label pledge, stage
-- @value low, high
-- @unit  currency
-- @hedge as_written
-- @cue  pledge history, history of, uncertain, stages, came of, become of
-- @slot donor  subject, by, from, of, about
-- @slot recipient  to, for, object, subject receiv*, subject get, subject got
-- @try --donor nl --chart bar
-- @example --pledge dam-money
-- @example --donor Arcadia
-- @example --recipient Freedonia
SELECT
  pledges.pledge,
  pledges.date,
  pledges.stage,
  pledges.low,
  pledges.high,
  pledges.currency,
  pledges.approximate,
  pledges.as_written,
  pledges.goods,
  CASE WHEN pledges.currency IS NOT NULL THEN pledges.extent END AS extent,
  pledges.additional_to,
  pledges.part_of,
  pledges.according_to,
  (
    SELECT group_concat(
      conversion.currency || ' ' || printf('%.2f', conversion.amount / CASE (
        SELECT minor_unit FROM currency WHERE currency.code = conversion.currency
      ) WHEN 0 THEN 1.0 WHEN 1 THEN 10.0 WHEN 3 THEN 1000.0 WHEN 4 THEN 10000.0 ELSE 100.0 END)
      || coalesce(' at ' || conversion.rate, '') || coalesce(' of ' || conversion.rate_on, ''),
      '; '
    )
    FROM conversion WHERE conversion.stage_id = pledges.record_id
  ) AS conversions,
  pledges.record_id
FROM pledges
WHERE pledges.stage IS NOT NULL
  AND (:pledge IS NULL OR pledges.pledge_id IN (
    SELECT :pledge UNION ALL SELECT pledge_id FROM stage WHERE id = :pledge
  ))
  AND (:donor IS NULL OR pledges.pledge_id IN (
    SELECT record_id FROM party WHERE entity_id = :donor AND role IN ('donor', 'promiser')
  ))
  AND (:recipient IS NULL OR pledges.pledge_id IN (
    SELECT record_id FROM party WHERE entity_id = :recipient AND role IN ('recipient', 'promisee')
  ))
ORDER BY pledges.pledge, pledges.last_day, pledges.record_id;
