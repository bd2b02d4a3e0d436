-- Totals that a source reports and that other sources' amounts do not bear out.
--
-- What other sources record as allocated or given by that day, for the same donor and recipient, is
-- added in the total's currency; amounts in others are converted at the record's own conversions,
-- and left out where it has none. Of amounts that are sides of one dispute the preferred one is added, else each sum
-- from the least to the most that is told; what is part of another amount is in it already. A difference of more than a
-- tenth is found.
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
    JOIN record ON record.id = stage.id
    JOIN party AS donor ON donor.record_id = stage.pledge_id AND donor.role = 'donor'
    JOIN party AS recipient ON recipient.record_id = stage.pledge_id AND recipient.role = 'recipient'
    WHERE stage.extent = 'total'
      AND stage.stage IN ('allocated', 'given', 'disbursed', 'delivered')
      AND record.rank IS NOT 'deprecated'
  ),
  part AS MATERIALIZED (
    SELECT
      total.id,
      stage.id AS stage_id,
      stage.part_of_id,
      CASE WHEN stage.currency = total.currency THEN stage.low
        WHEN to_total.rate IS NOT NULL THEN stage.low * to_total.rate ELSE stage.low / from_total.rate END AS amount
    FROM total
    JOIN party AS donor ON donor.entity_id = total.donor_id AND donor.role = 'donor'
      AND donor.record_id <> total.pledge_id
    JOIN party AS recipient ON recipient.record_id = donor.record_id AND recipient.entity_id = total.recipient_id
      AND recipient.role = 'recipient'
    JOIN stage ON stage.pledge_id = donor.record_id
    JOIN record ON record.id = stage.id
    LEFT JOIN rate AS to_total ON to_total.from_currency = stage.currency AND to_total.to_currency = total.currency
    LEFT JOIN rate AS from_total ON from_total.from_currency = total.currency
      AND from_total.to_currency = stage.currency
    WHERE stage.extent = 'increment'
      AND stage.stage IN ('allocated', 'given', 'disbursed', 'delivered')
      AND stage.last_day <= total.last_day
      AND stage.low IS NOT NULL
      AND (stage.currency = total.currency OR to_total.rate IS NOT NULL OR from_total.rate IS NOT NULL)
      AND record.rank IS NOT 'deprecated'
  ),
  -- Amounts by the dispute of which they are sides.
  sided AS MATERIALIZED (
    SELECT dispute_side.record_id, min(dispute.id) AS dispute_id, max(dispute_side.is_preferred) AS is_preferred
    FROM dispute_side
    JOIN dispute ON dispute.id = dispute_side.dispute_id
    WHERE dispute.kind IN ('contradiction', 'revision', 'degree')
    GROUP BY dispute_side.record_id
  ),
  settled AS (
    SELECT
      part.id,
      CASE WHEN max(sided.is_preferred) OVER sides THEN part.amount ELSE min(part.amount) OVER sides END AS least,
      CASE WHEN max(sided.is_preferred) OVER sides THEN part.amount ELSE max(part.amount) OVER sides END AS most,
      row_number() OVER (
        PARTITION BY part.id, coalesce(sided.dispute_id, part.stage_id)
        ORDER BY sided.is_preferred DESC
      ) AS nth
    FROM part
    LEFT JOIN sided ON sided.record_id = part.stage_id
    LEFT JOIN part AS whole ON whole.id = part.id AND whole.stage_id = part.part_of_id
    WHERE whole.id IS NULL
    WINDOW sides AS (PARTITION BY part.id, coalesce(sided.dispute_id, part.stage_id))
  ),
  other AS (
    SELECT
      settled.id,
      sum(settled.least) AS least,
      sum(settled.most) AS most,
      count(*) AS parts
    FROM settled
    WHERE settled.nth = 1
    GROUP BY settled.id
  ),
  told AS (
    SELECT
      stage.*,
      other.parts,
      other.least,
      other.most,
      CASE currency.minor_unit
        WHEN 0 THEN 1.0 WHEN 1 THEN 10.0 WHEN 3 THEN 1000.0 WHEN 4 THEN 10000.0 ELSE 100.0
      END AS unit
    FROM other
    JOIN stage ON stage.id = other.id
    JOIN currency ON currency.code = stage.currency
  )
SELECT
  record.key,
  'it reports ' || coalesce(told.as_written, 'an amount') || ' by ' || told.last_day || '; '
    || CASE told.parts WHEN 1 THEN '1 amount of another source comes to '
      ELSE told.parts || ' amounts of other sources come to ' END
    || printf('%,d', CAST(round(told.least / told.unit) AS INTEGER))
    || CASE WHEN told.most > told.least
      THEN ' to ' || printf('%,d', CAST(round(told.most / told.unit) AS INTEGER)) ELSE '' END
    || ' ' || told.currency AS reason
FROM told
JOIN record ON record.id = told.id
WHERE told.most < coalesce(told.low, told.high) * 0.9
  OR told.least > coalesce(told.high, told.low) * 1.1
ORDER BY record.key;
