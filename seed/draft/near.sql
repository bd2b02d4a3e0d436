-- The records that a draft may tell again: what it names (by key ?1 or in the normal form of a name ?2, as
-- lists), what these had a part in from ?3 to ?4, and what hangs on that.
WITH
  named (id) AS MATERIALIZED (
    SELECT record.id FROM json_each(?1) AS word JOIN record ON record.key = word.value
    UNION
    SELECT name.entity_id FROM json_each(?2) AS word JOIN name ON name.normal = word.value
  ),
  shared (id) AS MATERIALIZED (
    SELECT id FROM named
    UNION
    SELECT * FROM (
      SELECT party.record_id FROM named JOIN party ON party.entity_id = named.id
      WHERE party.first_day BETWEEN ?3 AND ?4 OR party.first_day = '0000-01-01'
      LIMIT 50000
    )
    UNION
    SELECT * FROM (
      SELECT event.id FROM named JOIN event ON event.place_id = named.id
      WHERE event.first_day BETWEEN ?3 AND ?4
      LIMIT 50000
    )
  ),
  -- Who is not named may be anybody.
  said (id) AS MATERIALIZED (
    SELECT * FROM (
      SELECT id FROM statement WHERE first_day BETWEEN ?3 AND ?4
      LIMIT 20000
    )
    UNION
    SELECT * FROM (
      SELECT id FROM statement WHERE first_day = '0000-01-01' AND last_day BETWEEN ?3 AND ?4
      LIMIT 20000
    )
  )
SELECT id FROM shared
UNION
SELECT id FROM said
UNION
SELECT stage.id FROM shared JOIN stage ON stage.pledge_id = shared.id
UNION
SELECT figure.id FROM shared JOIN figure ON figure.about_id = shared.id
UNION
SELECT relation.id FROM named JOIN relation ON relation.subject_id = named.id;
