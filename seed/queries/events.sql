-- Events: what happened, goes on, is planned or was called off, oldest first.
--
-- One row for each event, with those who took part and their roles.
--
-- @param party      entity      only events this party has a part in
-- @param actor      entity      only events this party brings about: actor, host or donor
-- @param target     entity      only events aimed at this party
-- @param for        entity      only events in which this party has a part itself, or who speaks for it
-- @param place      entity      only events at this place or at one that lies in it
-- @param type       enum(
--     meeting, visit, call, negotiation, conference, summit, interview, statement, appeal,
--     consultation, agreement, support, cooperation, aid, concession, investigation, demand,
--     accusation, disapproval, rejection, threat, protest, mobilization, downgrade, measure,
--     sanction, coercion, assault, attack, fight, war, violence, election, progress, other)  only events of this type
-- @param status     enum(planned, ongoing, occurred, cancelled)  only events of this status
-- @param topic      topic       only on this topic or one below it
-- @param source     source      only what this source vouches for
-- @param since      date first  not over before this day
-- @param until      date last   begun by this day
-- @param undated    enum(only, not)  only what has no date, or only what has one
-- @param on         day         only events that may have been under way on this day
-- @drive actor, target, party
--     events.record_id IN (
--       SELECT party.record_id FROM party
--       WHERE party.entity_id = coalesce(:actor, :target, :party)
--         AND party.role IN (SELECT role FROM roles)
--         AND party.first_day BETWEEN coalesce(date(coalesce(:since, :on), '-31 days'), '0000-01-01')
--           AND coalesce(:until, :on, '9999-12-31')
--       UNION ALL
--       SELECT event.id FROM event
--       WHERE event.last_day > date(event.first_day, '+31 days') AND event.last_day >= coalesce(:since, :on)
--     )
-- @drive source
--     events.record_id IN (SELECT record_id FROM citation WHERE source_id = :source)
-- @drive place
--     events.record_id IN (
--       SELECT event.id FROM event
--       WHERE event.place_id IN (
--           SELECT :place UNION ALL SELECT place_id FROM places WHERE within_id = :place
--         )
--         AND event.first_day BETWEEN coalesce(date(coalesce(:since, :on), '-31 days'), '0000-01-01')
--           AND coalesce(:until, :on, '9999-12-31')
--       UNION ALL
--       SELECT event.id FROM event
--       WHERE event.last_day > date(event.first_day, '+31 days') AND event.last_day >= coalesce(:since, :on)
--     )
-- @drive type
--     events.record_id IN (
--       SELECT event.id FROM event
--       WHERE event.type = :type
--         AND event.first_day BETWEEN coalesce(date(coalesce(:since, :on), '-31 days'), '0000-01-01')
--           AND coalesce(:until, :on, '9999-12-31')
--       UNION ALL
--       SELECT event.id FROM event
--       WHERE event.last_day > date(event.first_day, '+31 days') AND event.last_day >= coalesce(:since, :on)
--     )
-- @drive since, on
--     events.record_id IN (
--       SELECT event.id FROM event
--       WHERE event.last_day >= coalesce(:since, :on)
--         AND event.first_day BETWEEN coalesce(date(coalesce(:since, :on), '-31 days'), '0000-01-01')
--           AND coalesce(:until, :on, '9999-12-31')
--       UNION ALL
--       SELECT event.id FROM event
--       WHERE event.last_day > date(event.first_day, '+31 days') AND event.last_day >= coalesce(:since, :on)
--     )
-- @drive topic
--     events.record_id IN (
--       WITH RECURSIVE below (id) AS (
--         SELECT :topic UNION SELECT topic.id FROM topic JOIN below ON topic.parent_id = below.id
--       )
--       SELECT record_id FROM record_topic WHERE topic_id IN (SELECT id FROM below)
--     )
-- @drive for
--     events.record_id IN (SELECT record_id FROM represented WHERE for_id = :for)
-- @drive status
--     events.status = :status
-- @drive until
--     events.first_day <= :until
-- @cite  record_id
-- @lead  title, parties
-- @day   date
-- @hide  key, record_id
-- @spare date_words, note, type, place
-- @chart timeline
-- @label title
-- @cue  happen*, event*, took place, phone*, occurred, attack*, do, called off, cancelled, planned,
--     ongoing, going on
-- @slot type=call  phone*
-- @slot status=cancelled  called off, cancelled
-- @slot status=planned  planned
-- @slot status=ongoing  ongoing, going on
-- @slot type=attack  attack*
-- @slot place  in, at
-- @slot place:place|government|country|region  object attack*
-- @slot actor  subject attack*, by
-- @slot for  subject, of, involving
-- @slot target:person|group|organization|company|asset  object attack*
-- @slot target  against
-- @slot topic  about, on, any
-- @slot place:place  on
-- @slot since  since, after, from, in, during, on, for
-- @slot until  until, before, in, during, on, for
-- @try --for us --since 2022-10 --until 2022-10
-- @try --place washington --cite
-- @example --party Freedonia
-- @example --actor Freedonia
-- @example --target Freedonia
-- @example --for Arcadia
-- @example --place dam-works-place
-- @example --place Arcadia
-- @example --type meeting --status planned
-- @example --topic water
-- @example --source dam-reply
-- @example --since 2020-01-12 --until 2020-01-20
-- @example --on 2020-01-12
-- @example --until 2020-04-10
-- @example --since 2020-04-11
-- @example --undated only
-- @example --undated not
-- @example --on 2020-05-02
-- @example --on 2020-05-03
-- @example --since 2020-05-03
SELECT
  events.date,
  CASE
    WHEN coalesce(:since, :on, :until) IS NULL THEN NULL
    -- That something goes on nobody can have told after the last source that does.
    WHEN events.date GLOB '[0-9]*/..' AND coalesce(:since, :on) > (
      SELECT max(source.published_first) FROM citation JOIN source ON source.id = citation.source_id
      WHERE citation.record_id = events.record_id
    ) THEN 'possible'
    -- What lasts is in every day of its time; what was on one of several days may be in none of these.
    WHEN events.date GLOB '[0-9]*/*' THEN 'certain'
    WHEN events.first_day >= coalesce(:since, :on, '0000-01-01')
      AND events.last_day <= coalesce(:until, :on, '9999-12-31') THEN 'certain'
    ELSE 'possible'
  END AS in_period,
  events.status,
  events.type,
  events.title,
  events.place,
  events.parties,
  events.date_words,
  events.note,
  events.key,
  events.record_id
FROM events
WHERE true
  AND (:party IS NULL OR EXISTS (
    SELECT 1 FROM party
    WHERE party.record_id = events.record_id AND +party.entity_id = :party
  ))
  AND (:actor IS NULL OR EXISTS (
    SELECT 1 FROM party
    WHERE party.record_id = events.record_id AND +party.entity_id = :actor
      AND party.role IN ('actor', 'host', 'donor')
  ))
  AND (:target IS NULL OR EXISTS (
    SELECT 1 FROM party
    WHERE party.record_id = events.record_id AND +party.entity_id = :target
      AND party.role IN ('target', 'victim')
  ))
  AND (:place IS NULL OR +events.record_id IN (
    SELECT event.id FROM event
    WHERE event.place_id IN (
      SELECT :place UNION ALL SELECT place_id FROM places WHERE within_id = :place
    )
  ))
  AND (:for IS NULL OR +events.record_id IN (SELECT record_id FROM represented WHERE for_id = :for))
  AND (:type IS NULL OR +events.type = :type)
  AND (:status IS NULL OR +events.status = :status)
  AND (:topic IS NULL OR EXISTS (
    WITH RECURSIVE below (id) AS (
      SELECT :topic UNION SELECT topic.id FROM topic JOIN below ON topic.parent_id = below.id
    )
    SELECT 1 FROM record_topic
    WHERE record_topic.record_id = events.record_id AND record_topic.topic_id IN (SELECT id FROM below)
  ))
  AND (:source IS NULL OR EXISTS (
    SELECT 1 FROM citation WHERE citation.record_id = events.record_id AND citation.source_id = :source
  ))
  AND (:since IS NULL OR +events.last_day >= :since)
  AND (:until IS NULL OR +events.first_day <= :until)
  AND (:on IS NULL OR +events.last_day >= :on AND +events.first_day <= :on)
  AND (:undated IS NULL OR (events.date IS NULL) = (:undated = 'only'))
ORDER BY events.order_day, events.first_day, events.last_day, events.record_id;
