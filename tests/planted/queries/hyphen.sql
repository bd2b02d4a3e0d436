-- Rows.
-- @param end-day day until this day
SELECT 1 AS a;
