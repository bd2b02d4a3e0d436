-- Rows of {{ file }}.
--
-- A first recipe, made by looking at {{ looked }} rows; correct it where it guesses wrong. Guessed:
{%- for guess in guesses %}
-- {{ guess }}
{%- endfor %}
--
{%- for declaration in declarations %}
-- {{ declaration }}
{%- endfor %}
-- @key {{ key }}
-- @source.key {{ name }}
-- @source.title {{ file }}
{%- if money %}
INSERT INTO record (id, key, kind)
SELECT record_id, row_key, 'pledge'
FROM staged;

INSERT INTO pledge (id, kind, title)
SELECT record_id, 'aid', {{ title }}
FROM staged;

INSERT INTO record (key, kind)
SELECT row_key || '-stage', 'stage'
FROM staged;

-- How far it had come is a guess: pledged, committed, allocated, given, disbursed or delivered.
INSERT INTO stage (id, pledge_id, stage, date, first_day, last_day, low, high, currency, as_written)
SELECT
  record.id,
  staged.record_id,
  'pledged',
  {{ date[0] }},
  {{ date[1] }},
  {{ date[2] }},
  minor_units({{ money[0] }}, {{ money[1] }}),
  minor_units({{ money[0] }}, {{ money[1] }}),
  CASE WHEN minor_units({{ money[0] }}, {{ money[1] }}) IS NOT NULL THEN {{ money[1] }} END,
  {{ money[0] }}
FROM staged
JOIN record ON record.key = staged.row_key || '-stage';
{% else %}
INSERT INTO record (id, key, kind)
SELECT record_id, row_key, 'event'
FROM staged;

INSERT INTO event (id, type, title, status, date, first_day, last_day, place_id)
SELECT record_id, 'other', {{ title }}, 'occurred', {{ date[0] }}, {{ date[1] }}, {{ date[2] }}, {{ place }}
FROM staged;
{% endif %}
{%- for party in parties %}
INSERT INTO party (record_id, role, n, entity_id, printed, first_day)
SELECT record_id, '{{ party.role }}', {{ party.n }}, {{ party.entity }}, {{ party.printed }}, {{ party.first_day }}
FROM staged
WHERE {{ party.printed }} IS NOT NULL;
{% endfor %}
{%- if urls %}
{%- for url in urls %}
INSERT OR IGNORE INTO source (key, kind, url)
SELECT 'url-' || hash({{ url }}), 'web-page', {{ url }}
FROM staged
WHERE {{ url }} IS NOT NULL;

INSERT OR IGNORE INTO citation (record_id, source_id)
SELECT staged.record_id, source.id
FROM staged
JOIN source ON source.key = 'url-' || hash({{ url }});
{% endfor %}
{%- endif %}
INSERT INTO citation (record_id, source_id)
SELECT record.id, data_set.source_id
FROM record
JOIN data_set;
