-- Connections: the shortest chain that links two entities.
--
-- One row for each link of the chain, in order; no row where there is none within the depth. Links
-- are relations, statements one of two makes to or with the other or on its behalf, and pledges
-- between them; events are left out, and so is what is known to be wrong. Depth 4 is the most that is walked without asking for more.
--
-- @param from       entity required  where the chain starts
-- @param to         entity required  where it ends
-- @param depth      count most = 4  the most links to try
-- @cite  record_id
-- @hide  record_id
-- @cue  link*, connect*, tied, related to, relationship
-- @slot from  subject, object, between, of
-- @slot to  to, with, and, object
-- @try --from China --to ASML
-- @example --from 'Ada Arc' --to Ruritania
-- @example --from 'Ada Arc' --to 'Queen Rita'
-- @example --from dam-works-place --to Ruritania
-- @example --from 'Secretary of the League' --to dam-works-place --depth 5
WITH RECURSIVE
  walk (entity_id, depth) AS (
    SELECT :from, 0
    UNION
    SELECT relation.object_id, walk.depth + 1
    FROM walk
    CROSS JOIN relation ON relation.subject_id = walk.entity_id
      AND (SELECT record.rank FROM record WHERE record.id = relation.id) IS NOT 'deprecated'
    WHERE walk.depth < :depth AND walk.entity_id <> :to
    UNION
    SELECT relation.subject_id, walk.depth + 1
    FROM walk
    CROSS JOIN relation ON relation.object_id = walk.entity_id
      AND (SELECT record.rank FROM record WHERE record.id = relation.id) IS NOT 'deprecated'
    WHERE walk.depth < :depth AND walk.entity_id <> :to
    UNION
    SELECT other.entity_id, walk.depth + 1
    FROM walk
    CROSS JOIN party AS own ON own.entity_id = walk.entity_id
      AND own.role IN ('speaker', 'addressee', 'donor', 'recipient', 'promiser', 'promisee')
    CROSS JOIN party AS other ON other.record_id = own.record_id AND other.entity_id IS NOT NULL
      AND other.role IN ('speaker', 'addressee', 'donor', 'recipient', 'promiser', 'promisee')
      AND (own.role IN ('speaker', 'donor', 'promiser') OR other.role IN ('speaker', 'donor', 'promiser'))
    WHERE walk.depth < :depth AND walk.entity_id <> :to
    UNION
    SELECT party.behalf_id, walk.depth + 1
    FROM walk
    CROSS JOIN party ON party.entity_id = walk.entity_id AND party.role = 'speaker' AND party.behalf_id IS NOT NULL
    WHERE walk.depth < :depth AND walk.entity_id <> :to
    UNION
    SELECT party.entity_id, walk.depth + 1
    FROM walk
    CROSS JOIN party ON party.behalf_id = walk.entity_id AND party.role = 'speaker' AND party.entity_id IS NOT NULL
    WHERE walk.depth < :depth AND walk.entity_id <> :to
  ),
  reached (entity_id, depth) AS MATERIALIZED (
    SELECT walk.entity_id, min(walk.depth) FROM walk GROUP BY walk.entity_id
  ),
  link (here, there, record_id, label) AS MATERIALIZED (
    SELECT relation.subject_id, relation.object_id, relation.id, predicate.label
    FROM relation JOIN predicate ON predicate.key = relation.predicate
    WHERE relation.subject_id IN (SELECT entity_id FROM reached)
      AND (SELECT record.rank FROM record WHERE record.id = relation.id) IS NOT 'deprecated'
    UNION ALL
    SELECT relation.object_id, relation.subject_id, relation.id, predicate.inverse
    FROM relation JOIN predicate ON predicate.key = relation.predicate
    WHERE relation.object_id IN (SELECT entity_id FROM reached)
      AND (SELECT record.rank FROM record WHERE record.id = relation.id) IS NOT 'deprecated'
    UNION ALL
    SELECT own.entity_id, other.entity_id, own.record_id, own.role || ' with ' || other.role
    FROM party AS own JOIN party AS other ON other.record_id = own.record_id
    WHERE own.entity_id IN (SELECT entity_id FROM reached)
      AND own.role IN ('speaker', 'addressee', 'donor', 'recipient', 'promiser', 'promisee')
      AND other.role IN ('speaker', 'addressee', 'donor', 'recipient', 'promiser', 'promisee')
      AND (own.role IN ('speaker', 'donor', 'promiser') OR other.role IN ('speaker', 'donor', 'promiser'))
    UNION ALL
    SELECT party.entity_id, party.behalf_id, party.record_id, 'speaks for'
    FROM party WHERE party.entity_id IN (SELECT entity_id FROM reached) AND party.role = 'speaker'
    UNION ALL
    SELECT party.behalf_id, party.entity_id, party.record_id, 'is spoken for by'
    FROM party WHERE party.behalf_id IN (SELECT entity_id FROM reached) AND party.role = 'speaker'
  ),
  chain (step, here, there, record_id, label) AS (
    SELECT * FROM (
      SELECT reached.depth, link.here, link.there, link.record_id, link.label
      FROM reached
      JOIN link ON link.there = :to
      JOIN reached AS before ON before.entity_id = link.here AND before.depth = reached.depth - 1
      WHERE reached.entity_id = :to
      ORDER BY link.record_id
      LIMIT 1
    )
    UNION
    SELECT chain.step - 1, link.here, link.there, link.record_id, link.label
    FROM chain
    JOIN link ON link.there = chain.here
    JOIN reached ON reached.entity_id = link.here AND reached.depth = chain.step - 2
    WHERE link.record_id = (
      SELECT min(choice.record_id)
      FROM link AS choice
      JOIN reached AS start_of ON start_of.entity_id = choice.here AND start_of.depth = chain.step - 2
      WHERE choice.there = chain.here
    )
  )
SELECT
  chain.step,
  start.name AS from_entity,
  chain.label AS link,
  finish.name AS to_entity,
  record.key AS record,
  chain.record_id
FROM chain
JOIN entity AS start ON start.id = chain.here
JOIN entity AS finish ON finish.id = chain.there
JOIN record ON record.id = chain.record_id
GROUP BY chain.step
ORDER BY chain.step;
