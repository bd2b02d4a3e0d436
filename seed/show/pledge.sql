-- All of a pledge: who promised what to whom, its stages with their hedges, and conversions.
--
-- @param id     record  the pledge
-- @once  section
-- @lead  what, note
-- @day   date
-- @hide  record_id
-- @spare key
-- @cite  record_id
WITH here (n, section, date, order_day, what, note, record_id) AS (
  SELECT 1, 'is', NULL, '', pledge.kind || ': ' || pledge.title || coalesce(', for ' || pledge.purpose, ''),
      record.note, pledge.id
  FROM pledge JOIN record ON record.id = pledge.id WHERE pledge.id = :id
  UNION ALL
  SELECT 20, 'stages', stage.date, stage.last_day,
    stage.stage || coalesce(': ' || stage.as_written, '') || coalesce(', ' || stage.goods, '')
        || CASE WHEN stage.currency IS NULL THEN '' ELSE ' (' || stage.extent || ')' END
      || coalesce(', on top of ' || base.title, '') || coalesce(', part of ' || whole.title, ''),
    record.note, stage.id
  FROM stage JOIN record ON record.id = stage.id
  LEFT JOIN titles AS base ON base.record_id = stage.additional_to_id
      LEFT JOIN titles AS whole ON whole.record_id = stage.part_of_id
  WHERE stage.pledge_id = :id
  UNION ALL
  SELECT 21, 'converted', conversion.rate_on, '', conversion.currency || ' '
      || printf('%.*f', coalesce(currency.minor_unit, 0), conversion.amount * 1.0 / CASE currency.minor_unit
        WHEN 1 THEN 10 WHEN 2 THEN 100 WHEN 3 THEN 1000 WHEN 4 THEN 10000 ELSE 1 END)
      || coalesce(', at ' || conversion.rate, ''), record.note, conversion.id
  FROM stage JOIN conversion ON conversion.stage_id = stage.id
      JOIN currency ON currency.code = conversion.currency JOIN record ON record.id = conversion.id
      WHERE stage.pledge_id = :id
  UNION ALL
  SELECT 42, 'topic', NULL, '', topic.label, NULL, NULL FROM record_topic
      JOIN topic ON topic.id = record_topic.topic_id WHERE record_topic.record_id = :id
  UNION ALL
  SELECT 10, party.role, NULL, -party.n, coalesce(entity.name, '')
      || coalesce(CASE WHEN entity.name IS NULL THEN '' ELSE ', printed as ' END || party.printed, '')
      || coalesce(', for ' || behalf.name, ''), NULL, party.record_id
  FROM party LEFT JOIN entity ON entity.id = party.entity_id
      LEFT JOIN entity AS behalf ON behalf.id = party.behalf_id WHERE party.record_id = :id
  UNION ALL
  SELECT 70, 'words', NULL, -anchor.sentence,
      coalesce('“' || anchor.exact || '”', anchor.locator, 'sentence ' || anchor.sentence) || ' (' || source.key
      || ')', NULL, NULL
  FROM anchor JOIN source ON source.id = anchor.source_id WHERE anchor.record_id = :id
  UNION ALL
  SELECT 80, 'asserted by', statements.date, statements.order_day, coalesce(statements.speaker, 'the document')
      || ' ' || assertion.stance || ': ' || statements.gist, NULL, statements.record_id
  FROM assertion JOIN statements ON statements.record_id = assertion.statement_id WHERE assertion.record_id = :id
  UNION ALL
  SELECT 90, 'disputed', NULL, '', dispute.question || ' ' || dispute_side.claim
      || CASE dispute_side.is_preferred WHEN 1 THEN ' (preferred)' ELSE '' END, dispute.why, dispute.id
  FROM dispute_side JOIN dispute ON dispute.id = dispute_side.dispute_id WHERE dispute_side.record_id = :id
  UNION ALL
  SELECT 91, 'disputed', NULL, '', dispute.question, dispute.why, dispute.id
  FROM concern JOIN dispute ON dispute.id = concern.record_id WHERE concern.about_id = :id
  UNION ALL
  SELECT 95, 'date from', date_words.result, '', date_words.field || ': ' || date_words.said, NULL, NULL
  FROM date_words WHERE date_words.record_id = :id
)
SELECT
  here.section,
  here.date,
  here.what || CASE record.rank WHEN 'deprecated' THEN ' (known to be wrong)'
      WHEN 'preferred' THEN ' (preferred)' ELSE '' END
    AS what,
  coalesce(record.reason || coalesce('; ' || here.note, ''), here.note) AS note,
  record.key,
  here.record_id
FROM here LEFT JOIN record ON record.id = here.record_id
ORDER BY here.n, here.section, here.order_day DESC, here.record_id, here.what;
