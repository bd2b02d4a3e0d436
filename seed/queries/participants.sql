-- Participants of an event, with their roles.
--
-- One row for each party, in the order the source names them; somebody unnamed has only the words
-- as printed.
--
-- @param event      record(event) required  the event
-- @cite  record_id
-- @hide  record_id
-- @spare kind
-- @cue  participa*, took part, attend*, take part, was there
-- @also how many
-- @slot event  any, in, at
-- @try --event biden-rutte-visit-2023-01-17
-- @example --event arc-rita-meeting
-- @example --event river-summit
SELECT
  party.role,
  entity.name,
  party.printed,
  behalf.name AS on_behalf_of,
  entity.kind,
  party.record_id
FROM party
LEFT JOIN entity ON entity.id = party.entity_id
LEFT JOIN entity AS behalf ON behalf.id = party.behalf_id
WHERE party.record_id = :event
ORDER BY party.role, party.n;
