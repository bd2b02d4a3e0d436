-- Positions: what each party said on a topic, side by side.
--
-- One row for each party and statement, with the party on whose behalf somebody spoke; a statement
-- of two speakers is two rows. Narration has no party and is left out. What has a teller is known by
-- that teller's word alone, and is not the party's own; a speaker without a basis is named by the
-- document.
--
-- @param topic      topic required  the topic, with all below it
-- @param party      entity      only this party, speaking or spoken for
-- @param for        entity      only what is said by this party itself, or by who speaks for it
-- @param source     source      only what this source vouches for
-- @param since      date first  not over before this day
-- @param until      date last   begun by this day
-- @drive party
--     statement.id IN (
--       SELECT record_id FROM party WHERE entity_id = :party AND role = 'speaker'
--       UNION ALL
--       SELECT record_id FROM party WHERE behalf_id = :party AND role = 'speaker'
--     )
-- @cite  record_id
-- @lead  gist
-- @day   date
-- @hide  key, record_id
-- @once  party
-- @spare speaker_why, date_words, form, note, speaker_basis
-- @cue  position*, stance*, stand on, stands on, view*, where do, think*, opinion*
-- @slot topic  on, about, any
-- @slot for  subject, of
-- @slot since  since, after, in, during, on
-- @slot until  until, before, in, during, on
-- @try --topic export-controls --cite
-- @example --topic water
-- @example --topic trade
-- @example --topic water --party Arcadia
-- @example --topic water --party 'Ada Arc'
-- @example --topic water --for Arcadia
-- @example --topic water --source dam-reply
-- @example --topic water --since 2020-04-10
-- @example --topic water --until 2020-03-03
SELECT
  coalesce(represented.name, speaker.name, party.printed) AS party,
  coalesce(speaker.name, party.printed) AS speaker,
  statement.verb,
  statement.gist,
  statement.form,
  statements.told_by,
  statement.date,
  nullif(statement.speaker_basis, 'stated') AS speaker_basis,
  statements.speaker_why,
  statements.date_words,
  statements.note,
  statements.key,
  statement.id AS record_id
FROM statement
CROSS JOIN party ON party.record_id = statement.id AND party.role = 'speaker'
CROSS JOIN statements ON statements.record_id = statement.id
LEFT JOIN entity AS speaker ON speaker.id = party.entity_id
LEFT JOIN entity AS represented ON represented.id = party.behalf_id
WHERE EXISTS (
    WITH RECURSIVE below (id) AS (
      SELECT :topic UNION SELECT topic.id FROM topic JOIN below ON topic.parent_id = below.id
    )
    SELECT 1 FROM record_topic
    WHERE record_topic.record_id = statement.id AND record_topic.topic_id IN (SELECT id FROM below)
  )
  AND (:party IS NULL OR party.entity_id = :party OR party.behalf_id = :party)
  AND (:for IS NULL OR EXISTS (
    SELECT 1 FROM represented
    WHERE represented.for_id = :for AND represented.record_id = statement.id
      AND represented.role = 'speaker' AND represented.n = party.n
  ))
  AND (:source IS NULL OR statement.id IN (SELECT record_id FROM citation WHERE source_id = :source))
  AND (:since IS NULL OR statement.last_day >= :since)
  AND (:until IS NULL OR statement.first_day <= :until)
ORDER BY party, statements.order_day, statement.id, party.n;
