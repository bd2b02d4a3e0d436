-- Amounts a thousand times those beside them, or more: a comma or a unit may have been misread.
--
-- Beside an amount stand those of one pledge, those that one source tells of one donor, and all that one source tells,
-- each in one currency. They are put in order by size; where one is a thousand times the one before it, it and those
-- above it are told, if four times as many stand below (within a pledge, as many). What somebody has judged is left out
-- (judged.amount-far-above-its-neighbours = { words = "AS WRITTEN", why = "..." }).
--
-- @advises possible
WITH
  amount (id, pledge_id, currency, units, written) AS MATERIALIZED (
    SELECT
      stage.id,
      stage.pledge_id,
      stage.currency,
      coalesce(stage.high, stage.low),
      coalesce(stage.as_written, coalesce(stage.high, stage.low) || ' minor units')
    FROM stage
    JOIN record ON record.id = stage.id
    WHERE coalesce(stage.high, stage.low) > 0
      AND record.rank IS NOT 'deprecated'
  ),
  beside (id, units, who, one_id, other_id, currency, least_below) AS (
    SELECT amount.id, amount.units, 'of the same pledge', amount.pledge_id, NULL, amount.currency, 1
    FROM amount
    UNION ALL
    SELECT amount.id, amount.units, 'that ' || source.key || ' tells of the same donor', source.id,
      party.entity_id, amount.currency, 4
    FROM amount
    JOIN citation ON citation.record_id = amount.id
    JOIN source ON source.id = citation.source_id
    JOIN party ON party.record_id = amount.pledge_id AND party.role = 'donor' AND party.n = 1
    WHERE party.entity_id IS NOT NULL
    UNION ALL
    SELECT amount.id, amount.units, 'that ' || source.key || ' tells', source.id, NULL, amount.currency, 4
    FROM amount
    JOIN citation ON citation.record_id = amount.id
    JOIN source ON source.id = citation.source_id
  ),
  ordered AS (
    SELECT
      beside.*,
      row_number() OVER size AS nth,
      lag(beside.units) OVER size AS below,
      count(*) OVER (PARTITION BY beside.who, beside.one_id, beside.other_id, beside.currency) AS many
    FROM beside
    WINDOW size AS (PARTITION BY beside.who, beside.one_id, beside.other_id, beside.currency ORDER BY beside.units)
  ),
  gap AS (
    SELECT
      ordered.*,
      max(CASE WHEN ordered.units >= 1000 * ordered.below THEN ordered.nth END) OVER size AS gap_at,
      max(CASE WHEN ordered.units >= 1000 * ordered.below THEN ordered.below END) OVER size AS next_lower
    FROM ordered
    WINDOW size AS (PARTITION BY ordered.who, ordered.one_id, ordered.other_id, ordered.currency ORDER BY ordered.nth)
  )
-- Told once, though it stands beside others in several ways.
SELECT
  record.key,
  min('it is ' || (gap.units / gap.next_lower) || ' times the next lower amount ' || gap.who) AS reason
FROM gap
JOIN amount ON amount.id = gap.id
JOIN record ON record.id = gap.id
WHERE gap.gap_at - 1 >= gap.least_below * (gap.many - gap.gap_at + 1)
  AND NOT EXISTS (
    SELECT 1 FROM judgement
    WHERE judgement.record_id = gap.id AND judgement.advisory = 'amount-far-above-its-neighbours'
      AND judgement.words = amount.written
  )
GROUP BY record.key
ORDER BY record.key;
