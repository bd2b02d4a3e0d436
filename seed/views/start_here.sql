CREATE VIEW start_here AS
-- What to look at first: one row for each view and each stored question of the record.
SELECT
  CAST(listed.kind AS TEXT) AS kind,      -- a view, which is selected from, or a question, whose SQL stands in the table query
  CAST(listed.name AS TEXT) AS name,      -- what it is called
  CAST(listed.holds AS TEXT) AS holds     -- what a row of it is
FROM (
  SELECT
    'view' AS kind, sqlite_master.name AS name,
    substr(
      sqlite_master.sql,
      instr(sqlite_master.sql, '-' || '- ') + 3,
      instr(substr(sqlite_master.sql, instr(sqlite_master.sql, '-' || '- ') + 3), '
') - 1
    ) AS holds
  FROM sqlite_master WHERE sqlite_master.type = 'view' AND sqlite_master.name <> 'start_here'
  UNION ALL
  SELECT 'question' AS kind, query.name AS name, query.summary AS holds FROM query
) AS listed;
