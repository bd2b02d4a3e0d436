-- All of a stage: what it says, of what, and the words behind it.
--
-- @param id     record  the stage
-- @once  section
-- @lead  what, note
-- @day   date
-- @hide  record_id
-- @spare key
-- @cite  record_id
WITH here (n, section, date, order_day, what, note, record_id) AS (
  SELECT 1, 'is', stage.date, '', stage.stage || coalesce(': ' || stage.as_written, '')
      || coalesce(', ' || stage.goods, '') || CASE WHEN stage.currency IS NULL THEN '' ELSE ' (' || stage.extent
      || ')' END, record.note, stage.id
  FROM stage JOIN record ON record.id = stage.id WHERE stage.id = :id
  UNION ALL
  SELECT 2, 'of', NULL, '', pledge.title, NULL, pledge.id FROM stage JOIN pledge ON pledge.id = stage.pledge_id
      WHERE stage.id = :id
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
