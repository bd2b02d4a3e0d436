-- Events: what happened, goes on, is planned or was called off, oldest first.
--
-- One row for each event, with those who took part and their roles.
--
-- @param party      entity      only events this party has a part in
-- @param actor      entity      only events this party brings about: actor, host or donor
-- @param target     entity      only events aimed at this party
-- @param place      entity      only events at this place
-- @param type       enum(meeting, visit, call, negotiation, conference, summit, interview, statement, appeal, consultation, agreement, support, cooperation, aid, concession, investigation, demand, accusation, disapproval, rejection, threat, protest, mobilization, downgrade, measure, sanction, coercion, assault, attack, fight, war, violence, election, progress, other)  only events of this type
-- @param status     enum(planned, ongoing, occurred, cancelled)  only events of this status
-- @param topic      topic       only on this topic or one below it
-- @param source     source      only what this source vouches for
-- @param since      date first  not over before this day
-- @param until      date last   begun by this day
-- @param on         day         only events that may have been under way on this day
-- @cite  record_id
SELECT
  events.date,
  events.status,
  events.type,
  events.title,
  events.place,
  events.parties,
  events.record_id
FROM events
WHERE true
  AND (:party IS NULL OR events.record_id IN (SELECT record_id FROM party WHERE entity_id = :party))
  AND (:actor IS NULL OR events.record_id IN (SELECT record_id FROM party WHERE entity_id = :actor AND role IN ('actor', 'host', 'donor')))
  AND (:target IS NULL OR events.record_id IN (SELECT record_id FROM party WHERE entity_id = :target AND role IN ('target', 'victim')))
  AND (:place IS NULL OR events.record_id IN (SELECT id FROM event WHERE place_id = :place))
  AND (:type IS NULL OR events.type = :type)
  AND (:status IS NULL OR events.status = :status)
  AND (:topic IS NULL OR events.record_id IN (WITH RECURSIVE below (id) AS (SELECT :topic UNION SELECT topic.id FROM topic JOIN below ON topic.parent_id = below.id) SELECT record_id FROM record_topic WHERE topic_id IN (SELECT id FROM below)))
  AND (:source IS NULL OR events.record_id IN (SELECT record_id FROM citation WHERE source_id = :source))
  AND (:since IS NULL OR events.last_day >= :since)
  AND (:until IS NULL OR events.first_day <= :until)
  AND (:since IS NULL OR :until IS NULL OR events.record_id IN (SELECT id FROM event WHERE first_day >= date(:since, '-31 days') AND first_day <= :until UNION ALL SELECT id FROM event WHERE last_day > date(first_day, '+31 days') AND last_day >= :since))
  AND (:on IS NULL OR events.last_day >= :on AND events.first_day <= :on AND events.record_id IN (SELECT id FROM event WHERE first_day >= date(:on, '-31 days') AND first_day <= :on UNION ALL SELECT id FROM event WHERE last_day > date(first_day, '+31 days') AND last_day >= :on))
ORDER BY events.first_day, events.last_day, events.record_id;
