-- Rows.
-- @param day day
SELECT :day AS day;
