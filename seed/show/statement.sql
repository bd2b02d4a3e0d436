-- All of a statement: what was said, by whom and to whom, each wording, what it answers and claims.
--
-- @param id     record  the statement
-- @once  section
-- @compare what, note
-- @lead  what, note
-- @day   date
-- @hide  record_id
-- @spare key
-- @cite  record_id
WITH quoted (source_id, source, n, exact) AS (
  SELECT anchor.source_id, source.key, row_number() OVER (PARTITION BY anchor.source_id ORDER BY anchor.part),
    anchor.exact
  FROM anchor JOIN source ON source.id = anchor.source_id
  WHERE anchor.record_id = :id AND anchor.role = 'quotation' AND anchor.exact IS NOT NULL
),
here (n, section, date, order_day, what, note, record_id) AS (
  SELECT 1, 'says', statements.date, '', statements.verb || ': ' || statements.gist || ' (' || statements.form
      || ')', statements.note, statements.record_id
  FROM statements WHERE statements.record_id = :id
  UNION ALL
  SELECT 2, 'speaker known', NULL, '', statement.speaker_basis || coalesce(': ' || statement.speaker_why, ''),
      NULL, statement.id
  FROM statement WHERE statement.id = :id AND statement.speaker_basis <> 'stated'
  UNION ALL
  SELECT 20, 'told in', told.date, '', coalesce(told.speaker, 'the document') || ' ' || told.verb || ': '
      || told.gist, NULL, told.record_id
  FROM statement JOIN statements AS told ON told.record_id = statement.told_in_id WHERE statement.id = :id
  UNION ALL
  SELECT 21, 'answers', answered.date, '', coalesce(answered.speaker, 'the document') || ' ' || answered.verb
      || ': ' || answered.gist, NULL, answered.record_id
  FROM statement JOIN statements AS answered ON answered.record_id = statement.responds_to_id WHERE statement.id = :id
  UNION ALL
  SELECT 22, 'continues', before.date, '', before.gist, NULL, before.record_id
  FROM statement JOIN statements AS before ON before.record_id = statement.continues_id WHERE statement.id = :id
  UNION ALL
  SELECT 23, 'reports', own.date, '', coalesce(own.speaker, 'somebody') || ' ' || own.verb || ': ' || own.gist,
      NULL, own.record_id
  FROM statement JOIN statements AS own ON own.record_id = statement.id WHERE statement.told_in_id = :id
  UNION ALL
  SELECT 24, 'answered by', own.date, '', coalesce(own.speaker, 'somebody') || ' ' || own.verb || ': '
      || own.gist, NULL, own.record_id
  FROM statement JOIN statements AS own ON own.record_id = statement.id WHERE statement.responds_to_id = :id
  UNION ALL
  SELECT 25, 'through', NULL, '', entity.name, NULL, entity.id FROM statement
      JOIN entity ON entity.id = statement.medium_id WHERE statement.id = :id
  UNION ALL
  SELECT 26, 'said at', event.date, '', event.title, NULL, event.id FROM statement
      JOIN event ON event.id = statement.occasion_id WHERE statement.id = :id
  UNION ALL
  SELECT 40, assertion.stance, NULL, '', titles.title, NULL, assertion.record_id
  FROM assertion LEFT JOIN titles ON titles.record_id = assertion.record_id WHERE assertion.statement_id = :id
  UNION ALL
  SELECT 41, 'about', NULL, -concern.n, titles.title || ' (' || told.key || ')', NULL, concern.record_id
  FROM concern JOIN record AS told ON told.id = concern.about_id
  LEFT JOIN titles ON titles.record_id = concern.about_id WHERE concern.record_id = :id
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
      || ')',
    -- Where the text is kept: what stands around the words.
    'in the text: … ' || substr(text.content, max(anchor.start_char - 90, 0) + 1, min(anchor.start_char, 90))
      || '‹' || anchor.exact || '›' || substr(text.content, anchor.start_char + length(anchor.exact) + 1, 90) || ' …',
    NULL
  FROM anchor JOIN source ON source.id = anchor.source_id
  LEFT JOIN source_text AS text ON text.source_id = anchor.source_id
  WHERE anchor.record_id = :id
  UNION ALL
  -- The n-th quotation of one source beside the n-th of another.
  SELECT 69, 'worded by two', NULL, -one.n, '“' || one.exact || '” (' || one.source || ')',
      '“' || other.exact || '” (' || other.source || ')', NULL
  FROM quoted AS one JOIN quoted AS other ON other.n = one.n AND other.source_id > one.source_id
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
