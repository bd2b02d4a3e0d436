-- All of an event: who took part, what was said there, its figures as they changed, what it is part of.
--
-- @param id     record  the event
-- @once  section
-- @lead  what, note
-- @day   date
-- @hide  record_id
-- @spare key
-- @cite  record_id
WITH here (n, section, date, order_day, what, note, record_id) AS (
  SELECT 1, 'is', events.date, '', events.type || ', ' || events.status || ': ' || coalesce(events.title, '')
      || coalesce(', in ' || events.place, ''), events.note, events.record_id
  FROM events WHERE events.record_id = :id
  UNION ALL
  SELECT 20, 'part of', whole.date, '', whole.title, NULL, whole.id FROM event
      JOIN event AS whole ON whole.id = event.part_of_id WHERE event.id = :id
  UNION ALL
  SELECT 21, 'parts', part.date, part.first_day, part.title, NULL, part.id FROM event AS part
      WHERE part.part_of_id = :id
  UNION ALL
  SELECT 22, 'follows', before.date, '', before.title, NULL, before.id FROM event
      JOIN event AS before ON before.id = event.follows_id WHERE event.id = :id
  UNION ALL
  SELECT 40, 'said there', statements.date, statements.order_day, coalesce(statements.speaker, 'somebody') || ' '
      || statements.verb || ': ' || statements.gist, statements.note, statements.record_id
  FROM statement JOIN statements ON statements.record_id = statement.id WHERE statement.occasion_id = :id
  UNION ALL
  SELECT 41, 'spoken of', statements.date, statements.order_day, coalesce(statements.speaker, 'the document')
      || ' ' || statements.verb || ': ' || statements.gist, statements.note, statements.record_id
  FROM concern JOIN statements ON statements.record_id = concern.record_id WHERE concern.about_id = :id
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
  SELECT 30, 'figures', figure.as_of, figure.as_of_first, figure.measure || ': ' || figure.as_written, own.note,
      figure.id
  FROM figure JOIN record AS own ON own.id = figure.id WHERE figure.about_id = :id
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
