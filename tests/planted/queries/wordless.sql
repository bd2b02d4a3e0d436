-- Rows.
-- @param role enum() only this role
SELECT :role AS a;
