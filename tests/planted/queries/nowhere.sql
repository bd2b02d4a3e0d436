-- Rows.
-- @cite key
SELECT 1 AS one;
