-- Totals that a source reports and that other sources' amounts do not bear out.
--
-- What other sources record as allocated or given by that day, for the same donor and recipient, is
-- added in the total's currency; amounts in others are converted at the record's own conversions,
-- and left out where it has none. A difference of more than a tenth is found.
WITH
  rate (from_currency, to_currency, rate) AS MATERIALIZED (
    SELECT stage.currency, conversion.currency, sum(conversion.amount) * 1.0 / sum(stage.low)
    FROM conversion
    JOIN stage ON stage.id = conversion.stage_id
    WHERE stage.low > 0
    GROUP BY stage.currency, conversion.currency
  ),
  total AS MATERIALIZED (
    SELECT stage.id, stage.pledge_id, stage.low, stage.high, stage.currency, stage.last_day,
      donor.entity_id AS donor_id, recipient.entity_id AS recipient_id
    FROM stage
    JOIN party AS donor ON donor.record_id = stage.pledge_id AND donor.role = 'donor'
    JOIN party AS recipient ON recipient.record_id = stage.pledge_id AND recipient.role = 'recipient'
    WHERE stage.extent = 'total'
      AND stage.stage IN ('allocated', 'given', 'disbursed', 'delivered')
  ),
  other AS (
    SELECT
      total.id,
      sum(CASE WHEN stage.currency = total.currency THEN stage.low
        WHEN to_total.rate IS NOT NULL THEN stage.low * to_total.rate ELSE stage.low / from_total.rate END) AS amount,
      count(*) AS parts
    FROM total
    JOIN party AS donor ON donor.entity_id = total.donor_id AND donor.role = 'donor'
      AND donor.record_id <> total.pledge_id
    JOIN party AS recipient ON recipient.record_id = donor.record_id AND recipient.entity_id = total.recipient_id
      AND recipient.role = 'recipient'
    JOIN stage ON stage.pledge_id = donor.record_id
    LEFT JOIN rate AS to_total ON to_total.from_currency = stage.currency AND to_total.to_currency = total.currency
    LEFT JOIN rate AS from_total ON from_total.from_currency = total.currency
      AND from_total.to_currency = stage.currency
    WHERE stage.extent = 'increment'
      AND stage.stage IN ('allocated', 'given', 'disbursed', 'delivered')
      AND stage.last_day <= total.last_day
      AND stage.low IS NOT NULL
      AND (stage.currency = total.currency OR to_total.rate IS NOT NULL OR from_total.rate IS NOT NULL)
    GROUP BY total.id
  )
SELECT
  record.key,
  'it reports ' || coalesce(stage.as_written, 'an amount') || ' by ' || stage.last_day || '; '
    || CASE other.parts WHEN 1 THEN '1 amount of another source comes to '
      ELSE other.parts || ' amounts of other sources come to ' END
    || printf('%,d', CAST(round(other.amount / CASE (SELECT minor_unit FROM currency
      WHERE currency.code = stage.currency) WHEN 0 THEN 1.0 WHEN 1 THEN 10.0 WHEN 3 THEN 1000.0 WHEN 4 THEN 10000.0
      ELSE 100.0 END) AS INTEGER)) || ' ' || stage.currency AS reason
FROM other
JOIN stage ON stage.id = other.id
JOIN record ON record.id = stage.id
WHERE other.amount < coalesce(stage.low, stage.high) * 0.9
  OR other.amount > coalesce(stage.high, stage.low) * 1.1
ORDER BY record.key;
