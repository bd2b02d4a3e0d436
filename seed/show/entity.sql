-- All of an entity: its names, what ties it to others, whom it speaks for, what it said, promised, received and took part in.
--
-- @param id     record  the entity
-- @once  section
-- @lead  what, note
-- @day   date
-- @hide  record_id
-- @spare key
-- @cite  record_id
WITH tied (id, date, order_day, how, who, note, sources) AS (
  SELECT
    relation.id,
    coalesce(relation.attested, relation.since || '/' || coalesce(relation.until, '..'), '../' || relation.until),
    max(relation.attested_first, relation.since_first),
    CASE WHEN relation.subject_id = :id THEN predicate.label ELSE predicate.inverse END,
    CASE WHEN relation.subject_id = :id THEN object.name ELSE subject.name END,
    record.note,
    (
      SELECT group_concat(cited.source_id)
      FROM (
        SELECT DISTINCT citation.source_id FROM citation WHERE citation.record_id = relation.id
        ORDER BY citation.source_id
      ) AS cited
    )
  FROM relation JOIN predicate ON predicate.key = relation.predicate JOIN record ON record.id = relation.id
  JOIN entity AS subject ON subject.id = relation.subject_id JOIN entity AS object ON object.id = relation.object_id
  WHERE relation.subject_id = :id OR relation.object_id = :id
),
ties AS (
  SELECT tied.*, count(*) OVER (PARTITION BY tied.how, tied.date, tied.note, tied.sources) AS alike FROM tied
),
here (n, section, date, order_day, what, note, record_id) AS (
  SELECT 1, 'is', NULL, '', entity.kind || ': ' || entity.name || coalesce('; ' || entity.description, ''),
      record.note, entity.id
  FROM entity JOIN record ON record.id = entity.id WHERE entity.id = :id
  UNION ALL
  SELECT 2, 'called', NULL, '', name.text || ' (' || name.kind || CASE WHEN name.language <> '' THEN ', '
      || name.language ELSE '' END || ')', NULL, NULL
  FROM name WHERE name.entity_id = :id AND name.kind <> 'preferred' AND (name.kind <> 'alias' OR name.language = '')
  UNION ALL
  SELECT 2, 'called', NULL, '', group_concat(other.text || ' (' || other.languages || ')', ', '), NULL, NULL
  FROM (
    SELECT name.text, group_concat(name.language, ', ') AS languages
    FROM name WHERE name.entity_id = :id AND name.kind = 'alias' AND name.language <> ''
    GROUP BY name.text ORDER BY name.text
  ) AS other
  GROUP BY NULL
  UNION ALL
  SELECT 3, 'coded', NULL, '', identifier.scheme || ': ' || identifier.value, NULL, NULL
  FROM identifier WHERE identifier.entity_id = :id
  UNION ALL
  SELECT 4, 'began, ended', coalesce(entity.began, '') || '/' || coalesce(entity.ended, ''), '', 'existed', NULL,
      entity.id
  FROM entity WHERE entity.id = :id AND coalesce(entity.began, entity.ended) IS NOT NULL
  UNION ALL
  SELECT 5, 'ties', ties.date, ties.order_day, ties.how || ' ' || ties.who, ties.note, ties.id
  FROM ties WHERE ties.alike <= 12
  UNION ALL
  -- Many ties that nothing tells apart are one line: who they are stands there, each for itself is a row of relations.
  SELECT
    5.5, 'ties', ties.date, ties.order_day, ties.how || ' (' || ties.alike || '): ' || group_concat(ties.who, ', '),
    ties.note, min(ties.id)
  FROM (SELECT * FROM ties WHERE alike > 12 ORDER BY who) AS ties
  GROUP BY ties.how, ties.date, ties.note, ties.sources
  UNION ALL
  SELECT
    6, 'speaks for', voices.first_day || CASE WHEN voices.last_day <> voices.first_day THEN '/'
        || voices.last_day ELSE '' END, voices.first_day,
    voices.for_whom || coalesce(', as ' || voices.through, ''), NULL, voices.record_id
  FROM voices WHERE voices.speaker_id = :id AND voices.through_id IS NOT NULL
  UNION ALL
  SELECT
    7, 'spoken for by', voices.first_day || CASE WHEN voices.last_day <> voices.first_day THEN '/'
        || voices.last_day ELSE '' END, voices.first_day,
    voices.speaker || coalesce(', as ' || voices.through, ''), NULL, voices.record_id
  FROM voices WHERE voices.for_id = :id AND voices.through_id IS NOT NULL
  UNION ALL
  SELECT
    8, 'said', statements.date, statements.order_day,
    CASE WHEN spoken.is_own THEN '' ELSE coalesce(statements.speaker, 'somebody') || ' ' END || statements.verb
        || coalesce(' (to ' || statements.addressee || ')', '') || ': ' || statements.gist
      || coalesce(' (told by ' || statements.told_by || ')', '')
        || CASE statements.speaker_basis WHEN 'inferred' THEN ' (the speaker is worked out)' ELSE '' END,
    statements.note, statements.record_id
  FROM (
    SELECT party.record_id, max(party.entity_id IS :id) AS is_own FROM party
    WHERE party.role = 'speaker' AND (party.entity_id = :id OR party.behalf_id = :id) GROUP BY party.record_id
  ) AS spoken
  JOIN statements ON statements.record_id = spoken.record_id
  UNION ALL
  SELECT DISTINCT 9, 'was told', statements.date, statements.order_day, coalesce(statements.speaker, 'somebody')
      || ' ' || statements.verb || ': ' || statements.gist, statements.note, statements.record_id
  FROM party JOIN statements ON statements.record_id = party.record_id WHERE party.entity_id = :id
      AND party.role = 'addressee'
  UNION ALL
  SELECT
    10,
        CASE WHEN party.role IN ('donor', 'promiser') THEN 'promised, gave'
          WHEN party.role IN ('recipient', 'promisee') THEN 'is promised, given' ELSE 'carries out' END,
    pledges.date, pledges.last_day, pledges.title || coalesce(': ' || pledges.stage, '')
        || coalesce(', ' || pledges.as_written, '') || coalesce(', ' || pledges.goods, ''),
    pledges.note, pledges.record_id
  FROM party JOIN pledges ON pledges.pledge_id = party.record_id WHERE party.entity_id = :id
  UNION ALL
  SELECT 11, CASE events.status WHEN 'planned' THEN 'is to take part in' ELSE 'took part in' END,
    events.date, events.order_day, events.title || ' (' || part.role
      || CASE events.status WHEN 'occurred' THEN '' ELSE ', ' || events.status END
      || coalesce('; through ' || part.through, '') || ')', events.note, events.record_id
  FROM (
    SELECT represented.record_id, represented.role, CASE
      WHEN count(represented.through) = count(*) THEN max(represented.through) END AS through
    FROM represented WHERE represented.for_id = :id AND represented.role IN (SELECT role FROM roles)
    GROUP BY represented.record_id, represented.role, represented.n
  ) AS part
  JOIN events ON events.record_id = part.record_id
  UNION ALL
  SELECT 12, 'happened there', events.date, events.order_day, events.title, events.note, events.record_id
  FROM event JOIN events ON events.record_id = event.id WHERE event.place_id = :id
  UNION ALL
  SELECT 13, 'spoken of', statements.date, statements.order_day, coalesce(statements.speaker, 'the document')
      || ' ' || statements.verb || ': ' || statements.gist, statements.note, statements.record_id
  FROM (SELECT DISTINCT record_id FROM spoken_of WHERE about_id = :id) AS spoken
  JOIN statements ON statements.record_id = spoken.record_id
  UNION ALL
  SELECT 14, 'disputed', NULL, '', dispute.question, dispute.why, dispute.id
  FROM dispute
  WHERE dispute.id IN (SELECT disputed.dispute_id FROM disputed WHERE disputed.about_id = :id)
)
SELECT
  here.section,
  here.date,
  here.what || CASE record.rank WHEN 'deprecated' THEN ' (known to be wrong)'
      WHEN 'preferred' THEN ' (preferred)' ELSE '' END
    AS what,
  coalesce(record.reason || coalesce('; ' || here.note, ''), here.note) AS note,
  -- A line of many ties has the key of none of them.
  CASE WHEN here.n <> 5.5 THEN record.key END AS key,
  here.record_id
FROM here LEFT JOIN record ON record.id = here.record_id
ORDER BY here.n, here.section, here.order_day DESC, here.record_id, here.what;
