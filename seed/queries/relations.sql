-- Relations: how entities are connected, read from subject to object.
--
-- One row for each relation that a source gives.
--
-- @param entity     entity      only those this entity is a side of
-- @param subject    entity      only those from this entity
-- @param object     entity      only those to this entity
-- @param predicate  text        only this predicate, such as customer-of
-- @param source     source      only what this source vouches for
-- @cite  record_id
-- @day   since, until, attested
-- @hide  record_id
-- @spare note, share
-- @cue  organization*, allies, ally, member of, members of, member*, relation*, customer*, based in,
--     part of, allies of, ally of, customer of, customers of
-- @slot predicate=ally-of  allies, ally
-- @slot predicate=member-of  member*
-- @slot predicate=customer-of  customer*
-- @slot subject  subject
-- @slot object  of, object
-- @slot entity  about
-- @try --entity asml
-- @try --object us --predicate ally-of
-- @example --entity 'Ada Arc'
-- @example --subject Arcadia
-- @example --object 'River League'
-- @example --predicate owns
-- @example --source dam-reply
SELECT
  relations.subject,
  relations.predicate,
  relations.object,
  relations.share,
  relations.since,
  relations.until,
  relations.attested,
  relations.rank,
  relations.note,
  relations.record_id
FROM relations
WHERE true
  AND (:entity IS NULL OR relations.record_id IN (
    SELECT id FROM relation WHERE subject_id = :entity UNION ALL SELECT id FROM relation WHERE object_id = :entity
  ))
  AND (:subject IS NULL OR relations.subject_id = :subject)
  AND (:object IS NULL OR relations.object_id = :object)
  AND (:predicate IS NULL OR relations.predicate_key = :predicate)
  AND (:source IS NULL OR relations.record_id IN (SELECT record_id FROM citation WHERE source_id = :source))
ORDER BY relations.subject, relations.predicate, relations.object, relations.record_id;
