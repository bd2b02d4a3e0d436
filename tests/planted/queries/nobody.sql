-- Rows.
-- @param donor entity = atlantis who gave
SELECT :donor AS a;
