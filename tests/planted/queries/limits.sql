-- Rows.
-- @param limit integer how many
SELECT :limit AS a;
