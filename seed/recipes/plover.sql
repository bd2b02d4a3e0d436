-- Gold standard records of PLOVER: sentences with the event they tell.
--
-- One event a row, with its sources and targets as parties, its type and mode, and its sentence as
-- a source of its own, whose words carry the event.
--
-- @reads jsonl
-- @key lower(json ->> '$.id')
-- @source.key plover-gsr
-- @source.title PLOVER Gold Standard Records
-- @source.publisher Open Event Data Alliance
-- @source.url https://github.com/openeventdata/PLOVER
-- @source.licence CC BY-SA 4.0
INSERT INTO rejected (row_number, reason)
SELECT row_number, 'it documents the file and is no event'
FROM staged
WHERE json ->> '$.event' = 'DOCUMENT';

INSERT INTO record (id, key, kind, note)
SELECT record_id, row_key, 'event', json ->> '$.comment'
FROM staged;

INSERT INTO event (id, type, title, status, date, first_day, last_day)
SELECT
  record_id,
  CASE json ->> '$.event'
    WHEN 'AGREE' THEN 'agreement' WHEN 'CONSULT' THEN 'consultation' WHEN 'SUPPORT' THEN 'support'
      WHEN 'COOPERATE' THEN 'cooperation'
    WHEN 'AID' THEN 'aid' WHEN 'YIELD' THEN 'concession' WHEN 'CONCEDE' THEN 'concession'
      WHEN 'RETREAT' THEN 'concession'
    WHEN 'DEMAND' THEN 'demand' WHEN 'REQUEST' THEN 'demand' WHEN 'DISAPPROVE' THEN 'disapproval'
      WHEN 'ACCUSE' THEN 'accusation'
    WHEN 'REJECT' THEN 'rejection' WHEN 'THREATEN' THEN 'threat' WHEN 'PROTEST' THEN 'protest'
      WHEN 'MOBILIZE' THEN 'mobilization'
    WHEN 'SANCTION' THEN 'sanction' WHEN 'COERCE' THEN 'coercion' WHEN 'ASSAULT' THEN 'assault'
      WHEN 'FIGHT' THEN 'fight'
    WHEN 'INVESTIGATE' THEN 'investigation'
    ELSE 'other'
  END,
  json ->> '$.event' || coalesce(': ' || nullif(json ->> '$.eventText', ''), ''),
  'occurred',
  edtf(json ->> '$.date'),
  first_day(json ->> '$.date'),
  last_day(json ->> '$.date')
FROM staged;

INSERT INTO party (record_id, role, n, entity_id, printed, first_day)
SELECT
  record_id,
  'actor',
  actor.key + 1,
  coalesce(known('iso-3166-1-alpha-3', actor.value ->> '$.code'), entity(actor.value ->> '$.actorText', 'group')),
  coalesce(actor.value ->> '$.actorText', actor.value ->> '$.code', '?'),
  first_day(staged.json ->> '$.date')
FROM staged, json_each(staged.json, '$.source') AS actor
WHERE actor.type = 'object';

INSERT INTO party (record_id, role, n, entity_id, printed, first_day)
SELECT
  record_id,
  'target',
  actor.key + 1,
  coalesce(known('iso-3166-1-alpha-3', actor.value ->> '$.code'), entity(actor.value ->> '$.actorText', 'group')),
  coalesce(actor.value ->> '$.actorText', actor.value ->> '$.code', '?'),
  first_day(staged.json ->> '$.date')
FROM staged, json_each(staged.json, '$.target') AS actor
WHERE actor.type = 'object';

INSERT INTO coding (record_id, scheme, code, mode)
SELECT
  record_id,
  'plover',
  json ->> '$.event',
  nullif(CASE json_type(json, '$.mode') WHEN 'array' THEN json ->> '$.mode[0]' ELSE json ->> '$.mode' END, '')
FROM staged;

INSERT INTO record_topic (record_id, topic_id)
SELECT record_id, topic('plover', json ->> '$.event')
FROM staged
WHERE topic('plover', json ->> '$.event') IS NOT NULL;

INSERT INTO citation (record_id, source_id)
SELECT staged.record_id, data_set.source_id
FROM staged
JOIN data_set;

INSERT INTO anchor (record_id, source_id, part, role, exact, locator)
SELECT staged.record_id, data_set.source_id, 1, 'place', json ->> '$.text', json ->> '$.id'
FROM staged
JOIN data_set
WHERE json ->> '$.text' <> '';
