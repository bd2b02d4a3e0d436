-- Entities: who and what the record knows, with their other names.
--
-- One row for each entity. Any of the names, and any code, can be used wherever a query takes an
-- entity.
--
-- @param kind       enum(
--     person, country, region, place, organization, government, company, office, group, medium, work,
--     asset)  only this kind
-- @param name       phrase      only those with a name that contains this, whatever its case
-- @param source     source      only what this source vouches for
-- @param topic      topic       only on this topic or one below it
-- @cite  record_id
-- @lead  description
-- @hide  record_id
-- @cue  entities, countries, persons, people are known, organizations are known, bodies
-- @also how many
-- @slot kind=person  persons, people
-- @slot kind=country  countries
-- @slot topic  on, about
-- @try --kind person
-- @try --name Rutte
-- @example --kind person
-- @example --name zoe
-- @example --name ill-f
-- @example --source yearbook
-- @example --topic nature
SELECT
  entities.key,
  entities.kind,
  entities.name,
  entities.other_names,
  entities.description,
  entities.record_id
FROM entities
WHERE true
  AND (:kind IS NULL OR entities.kind = :kind)
  AND (:name IS NULL OR entities.record_id IN (
    SELECT entity_id FROM name
    WHERE name.text GLOB :name OR name.normal GLOB :name
  ))
  AND (:source IS NULL OR entities.record_id IN (SELECT record_id FROM citation WHERE source_id = :source))
  AND (:topic IS NULL OR EXISTS (
    WITH RECURSIVE below (id) AS (
      SELECT :topic UNION SELECT topic.id FROM topic JOIN below ON topic.parent_id = below.id
    )
    SELECT 1 FROM record_topic
    WHERE record_topic.record_id = entities.record_id AND record_topic.topic_id IN (SELECT id FROM below)
  ))
ORDER BY entities.name, entities.record_id;
