-- Rows.
-- @param role enum(do​nor, recipient) only this role
SELECT :role AS a;
