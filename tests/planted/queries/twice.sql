-- Rows.
-- @param day day on this day
-- @param day day on that day
SELECT :day AS a;
