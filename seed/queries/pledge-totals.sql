-- Pledge totals by donor, recipient, stage and currency, and what they leave out.
--
-- Never adds currencies, never adds stages to each other, and never adds a cumulative total to what
-- it contains: `sum of parts` adds the increments, leaving out those that are part of another stage
-- that is counted, in whatever currency. Amounts of the same parties that are sides of one dispute are one
-- amount: the preferred one, else from the least to the most that is told. `reported total` is the latest
-- total that a source reports of a pledge, in a row of its own beside them. A pledge of several donors is
-- one row for each group of them, in whatever order. Amounts are in major units; `low` adds lower bounds and `high` upper ones,
-- and one that is missing in a part is missing in the sum. `without_amount` counts the stages that state no amount, and
-- `possibly_outside` those that are added though a day that is not known for certain may lie outside the time asked for.
--
-- @param donor      entity      only what this party gives or promises
-- @param recipient  entity      only what is for this party
-- @param stage      enum(pledged, committed, allocated, given, disbursed, delivered, withdrawn)  only this stage
-- @param currency   currency    only amounts in this currency
-- @param sector     enum(military, humanitarian, financial, development, other)  only pledges for this
-- @param topic      topic       only on this topic or one below it
-- @param source     source      only what this source vouches for
-- @param since      date first  not over before this day
-- @param until      date last   begun by this day
-- @cite  record_ids
-- @money low, high
-- @flag approximate
-- @spare without_amount, left_out_as_disputed, left_out_as_contained, counted
-- @chart bar
-- @label donor, recipient, stage, basis
-- @value low, high
-- @unit  currency
-- @hedge approximate
-- @cue  give, gave, given, donat*, how much, in all, total*, altogether, sum, sums, how much in total
-- @slot donor  subject, by, from
-- @slot recipient  to, for, object, subject receiv*, subject get, subject got
-- @slot topic  on
-- @slot since  since, after, in, during, on
-- @slot until  until, before, in, during, on
-- @try --donor nl --recipient ua
-- @example --donor Arcadia
-- @example --recipient Freedonia
-- @example --stage allocated
-- @example --currency EUR
-- @example --sector humanitarian
-- @example --topic water
-- @example --source dam-report
-- @example --since 2020-04-09 --until 2020-04-20
WITH
  asked AS MATERIALIZED (
    SELECT stage.*
    FROM stage
    JOIN pledge ON pledge.id = stage.pledge_id
    LEFT JOIN record ON record.id = stage.id
    WHERE record.rank IS NOT 'deprecated'
      AND (:donor IS NULL OR pledge.id IN (
        SELECT record_id FROM party WHERE entity_id = :donor AND role IN ('donor', 'promiser')
      ))
      AND (:recipient IS NULL OR pledge.id IN (
        SELECT record_id FROM party WHERE entity_id = :recipient AND role IN ('recipient', 'promisee')
      ))
      AND (:stage IS NULL OR stage.stage = :stage)
      AND (:currency IS NULL OR stage.currency = :currency)
      AND (:sector IS NULL OR pledge.sector = :sector)
      AND (:topic IS NULL OR EXISTS (
        WITH RECURSIVE below (id) AS (
          SELECT :topic UNION SELECT topic.id FROM topic JOIN below ON topic.parent_id = below.id
        )
        SELECT 1 FROM record_topic
        WHERE record_topic.record_id = pledge.id AND record_topic.topic_id IN (SELECT id FROM below)
      ))
      AND (:source IS NULL OR stage.id IN (SELECT record_id FROM citation WHERE source_id = :source))
      AND (:since IS NULL OR stage.last_day >= :since)
      AND (:until IS NULL OR stage.first_day <= :until)
  ),
  judged AS (
    SELECT
      asked.*,
      CASE asked.extent WHEN 'total' THEN 'reported total' ELSE 'sum of parts' END AS basis,
      CASE asked.extent
        WHEN 'total' THEN asked.currency IS NOT NULL AND row_number() OVER (
          PARTITION BY asked.pledge_id, asked.stage, asked.currency, asked.extent
          ORDER BY asked.last_day DESC, asked.id DESC
        ) > 1
        ELSE whole.id IS NOT NULL
      END AS is_contained
    FROM asked
    LEFT JOIN asked AS whole ON whole.id = asked.part_of_id AND whole.stage = asked.stage
  ),
  named AS (
    SELECT
      judged.*,
      (
        SELECT group_concat(listed.who, '; ') FROM (
          SELECT coalesce(entity.name, party.printed) AS who
          FROM party LEFT JOIN entity ON entity.id = party.entity_id
          WHERE party.record_id = judged.pledge_id AND party.role IN ('donor', 'promiser')
          ORDER BY who
        ) AS listed
      ) AS donor,
      (
        SELECT group_concat(listed.who, '; ') FROM (
          SELECT coalesce(entity.name, party.printed) AS who
          FROM party LEFT JOIN entity ON entity.id = party.entity_id
          WHERE party.record_id = judged.pledge_id AND party.role IN ('recipient', 'promisee')
          ORDER BY who
        ) AS listed
      ) AS recipient
    FROM judged
  ),
  -- Amounts by the dispute of which they are sides; what is part of another amount is none by itself.
  sided AS (
    SELECT
      judged.id,
      min(dispute.id) AS dispute_id,
      max(dispute_side.is_preferred) AS is_preferred
    FROM judged
    JOIN dispute_side ON dispute_side.record_id = judged.id
    JOIN dispute ON dispute.id = dispute_side.dispute_id
    WHERE dispute.kind IN ('contradiction', 'revision', 'degree')
      AND (judged.extent = 'total' OR NOT judged.is_contained)
    GROUP BY judged.id
  ),
  settled AS (
    SELECT
      named.id,
      named.donor,
      named.recipient,
      named.stage,
      named.currency,
      named.basis,
      named.is_contained,
      -- A total is the latest one whatever is disputed; of parts that are sides, one stands for those of its parties.
      sided.dispute_id IS NOT NULL AND named.extent IS NOT 'total' AND row_number() OVER (
        PARTITION BY sided.dispute_id, named.donor, named.recipient, named.stage, named.currency, named.extent
        ORDER BY sided.is_preferred DESC, named.id
      ) > 1 AS is_told_otherwise,
      CASE
        WHEN sided.dispute_id IS NULL OR max(sided.is_preferred) OVER sides THEN named.low
        WHEN count(*) OVER sides = count(named.low) OVER sides THEN min(named.low) OVER sides
      END AS low,
      CASE
        WHEN sided.dispute_id IS NULL OR max(sided.is_preferred) OVER sides THEN named.high
        WHEN count(*) OVER sides = count(named.high) OVER sides THEN max(named.high) OVER sides
      END AS high,
      named.approximate,
      CASE
        WHEN coalesce(:since, :until) IS NULL THEN NULL
        WHEN named.first_day >= coalesce(:since, '0000-01-01')
          AND named.last_day <= coalesce(:until, '9999-12-31') THEN 0
        ELSE 1
      END AS may_be_outside
    FROM named
    LEFT JOIN sided ON sided.id = named.id
    WINDOW sides AS (
      PARTITION BY sided.dispute_id, named.donor, named.recipient, named.stage, named.currency, named.extent
    )
  ),
  summed AS (
    SELECT settled.*, settled.is_contained OR settled.is_told_otherwise AS is_left_out FROM settled
  )
SELECT
  summed.donor,
  summed.recipient,
  summed.stage,
  summed.currency,
  summed.basis,
  CASE WHEN count(*) FILTER (
    WHERE NOT summed.is_left_out AND summed.low IS NULL
  ) = 0 THEN sum(CASE WHEN NOT summed.is_left_out THEN summed.low END) END
    / CASE currency.minor_unit
      WHEN 0 THEN 1.0 WHEN 1 THEN 10.0 WHEN 3 THEN 1000.0 WHEN 4 THEN 10000.0 ELSE 100.0
    END AS low,
  CASE WHEN count(*) FILTER (
    WHERE NOT summed.is_left_out AND summed.high IS NULL
  ) = 0 THEN sum(CASE WHEN NOT summed.is_left_out THEN summed.high END) END
    / CASE currency.minor_unit
      WHEN 0 THEN 1.0 WHEN 1 THEN 10.0 WHEN 3 THEN 1000.0 WHEN 4 THEN 10000.0 ELSE 100.0
    END AS high,
  max(summed.approximate) AS approximate,
  count(*) FILTER (WHERE NOT summed.is_left_out AND coalesce(summed.low, summed.high) IS NOT NULL) AS counted,
  sum(CASE WHEN NOT summed.is_left_out THEN summed.may_be_outside END) AS possibly_outside,
  count(*) FILTER (WHERE summed.is_contained) AS left_out_as_contained,
  count(*) FILTER (WHERE summed.is_told_otherwise) AS left_out_as_disputed,
  count(*) FILTER (WHERE NOT summed.is_left_out AND coalesce(summed.low, summed.high) IS NULL) AS without_amount,
  json_group_array(summed.id) AS record_ids
FROM summed
LEFT JOIN currency ON currency.code = summed.currency
GROUP BY summed.donor, summed.recipient, summed.stage, summed.currency, summed.basis
ORDER BY summed.donor, summed.recipient, summed.currency, summed.basis, summed.stage;
