CREATE VIEW date_words AS
-- The words behind dates that were worked out: one row for each, with the day that they count from. Where the day of
-- the source is not known for certain, that is only one of the days it may be of, and the words say so.
-- @key record_id, field, words, anchored_on
SELECT
  dating.record_id,                       -- the number of the record whose date it is
  dating.field,                           -- which of its dates
  dating.words,                           -- as printed
  dating.anchored_on,                     -- the day they count from
  dating.result,                          -- the date that they mean; EDTF
  CAST(dating.words || ', counted from ' || dating.anchored_on || CASE
    WHEN source.published <> dating.anchored_on
      AND dating.anchored_on BETWEEN source.published_first AND source.published_last
      THEN ', a possible day of the source'
    ELSE ''
  END AS TEXT) AS said                    -- the words, and the day they count from, in a sentence
FROM dating
LEFT JOIN source ON source.id = dating.source_id;
