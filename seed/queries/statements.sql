-- Statements: who said what to whom, in our words, oldest first.
--
-- One row for each speech act, however many sources print it; what a document claims without
-- naming a speaker is of the form narration. The printed words are in the query wordings. What has
-- a teller is known by that teller's word alone; a speaker without a basis is named by the document;
-- a date that was worked out has the words behind it.
--
-- @param speaker    entity      only what this party said, or what was said on its behalf
-- @param for        entity      only what this party said itself, or who speaks for it by office or as a part
-- @param printed    phrase      only what is said by somebody whose printed name holds these words
-- @param addressee  entity      only what was said to this party
-- @param form       enum(direct, direct-marks-lost, indirect, fragment, narration)  only this form
-- @param about      record      only what is said of this, of what it is a party to or tied by, or of what was there
-- @param medium     entity(medium) only what was made through this medium
-- @param occasion   record(event)      only what was said at this event
-- @param topic      topic       only on this topic or one below it
-- @param source     source      only what this source vouches for
-- @param since      date first  not over before this day
-- @param until      date last   begun by this day
-- @param undated    enum(only, not)  only what has no date, or only what has one
-- @drive since
--     (:until IS NULL OR statements.record_id IN (
--       SELECT id FROM statement WHERE first_day >= date(:since, '-31 days') AND first_day <= :until
--       UNION ALL
--       SELECT id FROM statement WHERE last_day > date(first_day, '+31 days') AND last_day >= :since
--     ))
-- @drive until
--     statements.first_day <= :until
-- @cite  record_id
-- @lead  gist
-- @day   date
-- @hide  key, record_id
-- @spare speaker_why, date_words, form, medium, note, addressee, speaker_basis, on_behalf_of, told_by
-- @chart timeline
-- @label speaker, gist
-- @cue  say, said, says, state*, claim*, told, tell, speak, spoke, spoken, speaks, statement*, argue*, warn*
-- @never word for word, verbatim, exact words, told by, tell me, tell us, tell about
-- @slot medium:medium  on, through, in, to
-- @slot for:person|country|government|organization|group|company|media  subject, by, from
-- @slot about  about, on, of
-- @slot topic  about, on, any
-- @slot addressee:person|country|government|organization|group|company|media  to, object tell
-- @slot since  since, after, from, in, during, on
-- @slot until  until, before, in, during, on
-- @nothing about  what a statement is told to be about is looked at, and not every name in it:
--     `onrecord search NAME --kind statement` looks in the words
-- @try --speaker rutte --cite
-- @try --for us --topic export-controls
-- @example --speaker Arcadia
-- @example --for Arcadia
-- @example --printed VILLAG
-- @example --addressee Freedonia
-- @example --about flood
-- @example --about Ruritania
-- @example --about freedonia
-- @example --about dam-works-place
-- @example --form direct
-- @example --medium 'Radio Arc'
-- @example --occasion arc-rita-meeting
-- @example --topic trade
-- @example --source dam-reply
-- @example --since 2020-03-03 --until 2020-04-10
-- @example --until 2020-04-10
-- @example --since 2020-04-11
-- @example --undated only
SELECT
  statements.date,
  CASE
    WHEN coalesce(:since, :until) IS NULL THEN NULL
    -- What lasts is in every day of its time; what was on one of several days may be in none of these.
    WHEN statements.date GLOB '[0-9]*/*' THEN 'certain'
    WHEN statements.first_day >= coalesce(:since, '0000-01-01')
      AND statements.last_day <= coalesce(:until, '9999-12-31') THEN 'certain'
    ELSE 'possible'
  END AS in_period,
  statements.speaker,
  statements.on_behalf_of,
  statements.verb,
  statements.addressee,
  statements.gist,
  statements.form,
  statements.medium,
  statements.told_by,
  CASE WHEN :for IS NOT NULL THEN (
    SELECT group_concat(listed.through, '; ') FROM (
      -- The office, where one is known: it stands after the name alone.
      SELECT max(represented.through) AS through FROM represented
      WHERE represented.record_id = statements.record_id AND represented.for_id = :for
        AND represented.role = 'speaker'
      GROUP BY represented.n
      ORDER BY represented.n
    ) AS listed
  ) END AS through,
  nullif(statements.speaker_basis, 'stated') AS speaker_basis,
  statements.speaker_why,
  statements.date_words,
  statements.note,
  statements.key,
  statements.record_id
FROM statements
WHERE true
  AND (:speaker IS NULL OR statements.record_id IN (
    SELECT record_id FROM party WHERE entity_id = :speaker AND role = 'speaker'
    UNION ALL
    SELECT record_id FROM party WHERE behalf_id = :speaker AND role = 'speaker'
  ))
  AND (:for IS NULL OR statements.record_id IN (
    SELECT record_id FROM represented WHERE for_id = :for AND role = 'speaker'
  ))
  AND (:printed IS NULL OR EXISTS (
    SELECT 1 FROM party
    WHERE party.record_id = statements.record_id AND party.role = 'speaker' AND party.printed GLOB :printed
  ))
  AND (:addressee IS NULL OR statements.record_id IN (
    SELECT record_id FROM party WHERE entity_id = :addressee AND role = 'addressee'
  ))
  AND (:form IS NULL OR statements.form = :form)
  AND (:about IS NULL OR statements.record_id IN (SELECT record_id FROM spoken_of WHERE about_id = :about))
  AND (:medium IS NULL OR statements.record_id IN (SELECT id FROM statement WHERE medium_id = :medium))
  AND (:occasion IS NULL OR statements.record_id IN (SELECT id FROM statement WHERE occasion_id = :occasion))
  AND (:topic IS NULL OR EXISTS (
    WITH RECURSIVE below (id) AS (
      SELECT :topic UNION SELECT topic.id FROM topic JOIN below ON topic.parent_id = below.id
    )
    SELECT 1 FROM record_topic
    WHERE record_topic.record_id = statements.record_id AND record_topic.topic_id IN (SELECT id FROM below)
  ))
  AND (:source IS NULL OR statements.record_id IN (SELECT record_id FROM citation WHERE source_id = :source))
  AND (:since IS NULL OR statements.last_day >= :since)
  AND (:until IS NULL OR statements.first_day <= :until)
  AND (:undated IS NULL OR (statements.date IS NULL) = (:undated = 'only'))
ORDER BY statements.order_day, statements.first_day, statements.last_day, statements.record_id;
