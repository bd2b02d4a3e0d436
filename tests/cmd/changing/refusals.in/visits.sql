-- Visits that have a day.
-- @reads csv
-- @key 'visit-' || id
-- @source.key our-visits
INSERT INTO rejected (row_number, reason) SELECT row_number, 'its day is no date' FROM staged WHERE edtf(day) IS NULL;
