-- Rows.

-- @cite record_id
SELECT 1 AS record_id;
