-- What the record does not know of some records: dates, speakers, amounts and values that no source gives, what
-- was worked out, and disputes in which no side is preferred.
--
-- @param records  text  the records, as a JSON array of their ids
-- @lead  what, as_far_as_known
-- @cite  record_id
-- @hide  key, record_id
-- @once  not_known
WITH
  asked (id) AS (SELECT CAST(value AS INTEGER) FROM json_each(:records)),
  unknown (n, not_known, what, as_far_as_known, record_id) AS (
    SELECT 1, 'when', titles.title, record.note, record.id
    FROM asked
    JOIN record ON record.id = asked.id
    JOIN titles ON titles.record_id = record.id
    WHERE record.id IN (
        SELECT id FROM event WHERE date IS NULL
        UNION ALL SELECT id FROM statement WHERE date IS NULL
        UNION ALL SELECT id FROM stage WHERE date IS NULL
      )
    UNION ALL
    SELECT 2, 'which day', titles.title, record.note, record.id
    FROM asked
    JOIN record ON record.id = asked.id
    JOIN titles ON titles.record_id = record.id
    WHERE record.id IN (
        SELECT id FROM event WHERE date GLOB '[[]*'
        UNION ALL SELECT id FROM statement WHERE date GLOB '[[]*'
        UNION ALL SELECT id FROM stage WHERE date GLOB '[[]*'
      )
    UNION ALL
    SELECT 3, 'the name of the speaker', statements.speaker || ': ' || statements.gist, statements.note,
      statements.record_id
    FROM asked JOIN statements ON statements.record_id = asked.id
    WHERE EXISTS (
      SELECT 1 FROM party
      WHERE party.record_id = asked.id AND party.role = 'speaker' AND party.entity_id IS NULL
    )
    UNION ALL
    SELECT 4, 'the speaker for certain: it is worked out', statements.speaker || ': ' || statements.gist,
      statements.speaker_why, statements.record_id
    FROM asked JOIN statements ON statements.record_id = asked.id
    WHERE statements.speaker_basis = 'inferred'
    UNION ALL
    SELECT 5, 'how much', titles.title, record.note, record.id
    FROM asked
    JOIN stage ON stage.id = asked.id
    JOIN record ON record.id = asked.id
    JOIN titles ON titles.record_id = asked.id
    WHERE stage.low IS NULL AND stage.high IS NULL AND stage.goods IS NULL
    UNION ALL
    SELECT 6, 'whether one side is right', dispute.question, dispute.why, dispute.id
    FROM dispute
    WHERE dispute.id IN (SELECT dispute_id FROM dispute_side WHERE record_id IN (SELECT id FROM asked))
      AND NOT EXISTS (SELECT 1 FROM dispute_side WHERE dispute_id = dispute.id AND is_preferred)
  )
SELECT
  unknown.not_known,
  unknown.what,
  unknown.as_far_as_known,
  record.key,
  unknown.record_id
FROM unknown
JOIN record ON record.id = unknown.record_id
ORDER BY unknown.n, record.key;
