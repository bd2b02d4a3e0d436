-- A recipe that would take what is not its own.
-- @reads csv
-- @key id
-- @source.key greedy
DELETE FROM main.record;
