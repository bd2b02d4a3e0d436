-- Toll: the figures of an event as they changed.
--
-- One row for each figure, oldest first: a toll that rises is a series, not a correction. A value
-- no bound is known for is NULL.
--
-- @param event      record(event)      only this event
-- @param place      entity      only events at this place or at one that lies in it
-- @param measure    text        only this measure, such as dead
-- @param since      date first  not over before this day
-- @param until      date last   begun by this day
-- @cite  record_id
-- @number low, best, high, out_of
-- @day   as_of
-- @hide  key, record_id
-- @once  event
-- @spare date_words, out_of, part_of, low, high, unit, note
-- @chart line, bar, timeline
-- @label event, measure
-- @value low, best, high
-- @unit  unit
-- @hedge as_written
-- @cue  die, died, killed, dead, death*, casualt*, missing, toll, wounded, injured, victims
-- @never who, by whom
-- @also how many, people, persons, attack
-- @slot place  in, at, of, on
-- @slot measure=dead  die, died, killed, dead, death*
-- @slot measure=missing  missing
-- @slot measure=injured  injured, wounded
-- @slot since  since, after, in, during, on
-- @slot until  until, before, in, during, on
-- @try --place Dnipro --cite
-- @nothing measure  figures go by the words that they were entered with, such as dead, injured, missing, displaced
-- @try --measure dead --chart line
-- @example --event flood
-- @example --place dam-works-place
-- @example --place Arcadia
-- @example --measure dead
-- @example --since 2020-03-06 --until 2020-04-06
-- @example --until 2020-03-03
SELECT
  figures.about AS event,
  figures.measure,
  figures.low,
  figures.best,
  figures.high,
  figures.out_of,
  figures.unit,
  figures.as_written,
  figures.as_of,
  figures.according_to,
  figures.date_words,
  figures.part_of,
  figures.note,
  figures.key,
  figures.record_id
FROM figures
WHERE true
  AND (:event IS NULL OR figures.about_id = :event)
  AND (:place IS NULL OR figures.about_id IN (
    SELECT id FROM event WHERE place_id IN (
      SELECT :place UNION ALL SELECT place_id FROM places WHERE within_id = :place
    )
  ))
  AND (:measure IS NULL OR figures.measure = :measure)
  AND (:since IS NULL OR figures.as_of_last >= :since)
  AND (:until IS NULL OR figures.as_of_first <= :until)
ORDER BY figures.about, figures.measure, figures.as_of_first, figures.record_id;
