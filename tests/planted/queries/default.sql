-- Rows.
-- @param depth integer = many how far to go
SELECT :depth AS a;
