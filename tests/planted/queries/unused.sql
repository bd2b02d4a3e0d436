-- Rows.
-- @param day day  the day
SELECT 1 AS one;
