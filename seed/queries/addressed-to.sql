-- Statements that were addressed to somebody.
--
-- One row for each statement with this addressee, as named or as printed ("the countries
-- concerned").
--
-- @param addressee  entity required  who was spoken to
-- @param speaker    entity      only what this party said, or what was said on its behalf
-- @param topic      topic       only on this topic or one below it
-- @param since      date first  not over before this day
-- @param until      date last   begun by this day
-- @cite  record_id
-- @lead  gist
-- @day   date
-- @hide  record_id
-- @spare addressed_as
-- @cue  addressed, addressed to, said to
-- @slot addressee  to, object
-- @slot speaker  subject, by
-- @slot topic  on, about
-- @slot since  since, after, from, in, during
-- @slot until  until, before, in, during
-- @try --addressee Japan
-- @example --addressee Ruritania
-- @example --addressee Freedonia
-- @example --addressee Ruritania --speaker 'Ada Arc'
-- @example --addressee Ruritania --speaker 'Ada Arc' --topic nature
-- @example --addressee Ruritania --since 2020-04-10
-- @example --addressee Ruritania --until 2020-03-03
SELECT
  statements.date,
  statements.speaker,
  statements.verb,
  statements.addressee,
  statements.gist,
  party.printed AS addressed_as,
  statements.record_id
FROM party
JOIN statements ON statements.record_id = party.record_id
WHERE party.entity_id = :addressee
  AND party.role = 'addressee'
  AND (:speaker IS NULL OR statements.record_id IN (
    SELECT record_id FROM party WHERE entity_id = :speaker AND role = 'speaker'
    UNION ALL
    SELECT record_id FROM party WHERE behalf_id = :speaker AND role = 'speaker'
  ))
  AND (:topic IS NULL OR EXISTS (
    WITH RECURSIVE below (id) AS (
      SELECT :topic UNION SELECT topic.id FROM topic JOIN below ON topic.parent_id = below.id
    )
    SELECT 1 FROM record_topic
    WHERE record_topic.record_id = statements.record_id AND record_topic.topic_id IN (SELECT id FROM below)
  ))
  AND (:since IS NULL OR statements.last_day >= :since)
  AND (:until IS NULL OR statements.first_day <= :until)
ORDER BY statements.order_day, statements.record_id, party.n;
