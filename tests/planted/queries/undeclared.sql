-- Rows.
SELECT :day AS day;
