-- Suggestions: what to ask of this record first, with names of its own.
WITH
  -- Who is heard most, what is spoken of most, and the latest word.
  heard (name) AS (
    SELECT entity.name FROM party JOIN entity ON entity.id = party.entity_id
    WHERE party.role = 'speaker' GROUP BY entity.id ORDER BY count(*) DESC, entity.name LIMIT 1
  ),
  spoken_of (key, label) AS (
    SELECT topic.key, topic.label FROM record_topic JOIN topic ON topic.id = record_topic.topic_id
    JOIN statement ON statement.id = record_topic.record_id
    GROUP BY topic.id ORDER BY count(*) DESC, topic.key LIMIT 1
  ),
  latest (day) AS (SELECT max(event.first_day) FROM event WHERE event.status = 'occurred')
SELECT 'onrecord show ''' || replace(heard.name, '''', '''''') || '''' AS "try", 'all that is known of '
    || heard.name AS "to see" FROM heard
UNION ALL
SELECT 'onrecord ask positions --topic ' || spoken_of.key, 'who said what on: ' || spoken_of.label FROM spoken_of
UNION ALL
SELECT 'onrecord ask timeline --since ' || latest.day, 'what happened and was said since then' FROM latest
    WHERE latest.day > '0000-01-01'
UNION ALL
SELECT 'onrecord search WORDS', 'where words stand'
UNION ALL
SELECT 'onrecord ask', 'the questions that have names'
UNION ALL
SELECT 'onrecord help', 'everything else';
