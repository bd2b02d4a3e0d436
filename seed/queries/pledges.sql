-- Pledges and how far they came, newest first.
--
-- One row for each stage that a source reports; a pledge without a stage is one row. Who undertakes
-- something stands as its donor, to whom as its recipient. Amounts are in major units, with the words
-- they were written in; "nearly" has no low, "more than" no high. A total is all so far and contains
-- the increments before it; what is additional comes on top of another stage. `in_period` says whether a day that is
-- not known for certain is surely in the time asked for.
--
-- @param donor      entity      only what this party gives or promises
-- @param recipient  entity      only what is for this party
-- @param kind       enum(aid, undertaking)  only pledges of this kind
-- @param stage      enum(pledged, committed, allocated, given, disbursed, delivered, withdrawn)  only this stage
-- @param currency   currency    only amounts in this currency
-- @param min_amount money       only amounts that may reach this, in major units
-- @param topic      topic       only on this topic or one below it
-- @param source     source      only what this source vouches for
-- @param since      date first  not over before this day
-- @param until      date last   begun by this day
-- @drive source
--     pledges.pledge_id IN (
--       SELECT coalesce(stage.pledge_id, citation.record_id) FROM citation
--       LEFT JOIN stage ON stage.id = citation.record_id
--       WHERE citation.source_id = :source
--     )
-- @cite  record_id
-- @lead  title
-- @money low, high
-- @day   date
-- @hide  key, record_id
-- @spare date_words, note, additional_to, extent, low, high, currency, according_to, recipient
-- @chart bar, timeline
-- @label donor, title, stage
-- @value low, high
-- @unit  currency
-- @hedge as_written
-- @cue  pledg*, promis*, give, gave, given, donat*, undertak*, undertook, how much, commit*,
--     disbursed, delivered, allocated, aid, money
-- @never of the pledge, of the pledges
-- @slot kind=undertaking  undertak*, undertook
-- @slot stage=committed  committed
-- @slot stage=disbursed  disbursed
-- @slot stage=delivered  delivered
-- @slot stage=allocated  allocated
-- @slot stage=given  gave, given, donat*
-- @slot donor  subject, by, from
-- @slot recipient  to, for, object, subject receiv*, subject get, subject got
-- @slot topic  on
-- @slot since  since, after, in, during, on
-- @slot until  until, before, in, during, on
-- @try --donor nl --recipient ua --cite
-- @try --kind undertaking
-- @example --donor Arcadia
-- @example --recipient Freedonian
-- @example --kind undertaking
-- @example --stage disbursed
-- @example --currency USD
-- @example --min-amount '2 million'
-- @example --min-amount 500,000
-- @example --topic trade
-- @example --source dam-report
-- @example --since 2020-04-09 --until 2020-04-20
SELECT
  coalesce(pledges.donor, pledges.promiser) AS donor,
  coalesce(pledges.recipient, pledges.promisee) AS recipient,
  pledges.title,
  pledges.stage,
  pledges.low,
  pledges.high,
  pledges.currency,
  pledges.as_written,
  pledges.goods,
  CASE WHEN pledges.currency IS NOT NULL THEN pledges.extent END AS extent,
  pledges.additional_to,
  pledges.date,
  CASE
    WHEN coalesce(:since, :until) IS NULL THEN NULL
    WHEN pledges.first_day >= coalesce(:since, '0000-01-01')
      AND pledges.last_day <= coalesce(:until, '9999-12-31') THEN 'certain'
    ELSE 'possible'
  END AS in_period,
  pledges.according_to,
  pledges.date_words,
  pledges.note,
  pledges.key,
  pledges.record_id
FROM pledges
WHERE true
  AND (:donor IS NULL OR pledges.pledge_id IN (
    SELECT record_id FROM party WHERE entity_id = :donor AND role IN ('donor', 'promiser')
  ))
  AND (:recipient IS NULL OR pledges.pledge_id IN (
    SELECT record_id FROM party WHERE entity_id = :recipient AND role IN ('recipient', 'promisee')
  ))
  AND (:kind IS NULL OR pledges.kind = :kind)
  AND (:stage IS NULL OR pledges.stage = :stage)
  AND (:currency IS NULL OR pledges.currency = :currency)
  AND (:min_amount IS NULL OR coalesce(pledges.high, pledges.low) >= :min_amount)
  AND (:topic IS NULL OR EXISTS (
    WITH RECURSIVE below (id) AS (
      SELECT :topic UNION SELECT topic.id FROM topic JOIN below ON topic.parent_id = below.id
    )
    SELECT 1 FROM record_topic
    WHERE record_topic.record_id = pledges.pledge_id AND record_topic.topic_id IN (SELECT id FROM below)
  ))
  AND (:source IS NULL OR EXISTS (
    SELECT 1 FROM citation WHERE citation.record_id = pledges.record_id AND citation.source_id = :source
  ))
  AND (:since IS NULL OR pledges.last_day >= :since)
  AND (:until IS NULL OR pledges.first_day <= :until)
ORDER BY pledges.last_day DESC, pledges.record_id;
