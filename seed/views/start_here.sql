CREATE VIEW start_here AS
-- What to look at first: one row for each view and each stored question of the record.
WITH said (name, rest) AS (
  SELECT sqlite_master.name, substr(sqlite_master.sql, instr(sqlite_master.sql, '-' || '- ') + 3)
  FROM sqlite_master WHERE sqlite_master.type = 'view' AND sqlite_master.name <> 'start_here'
),
-- What is said of a view ends where its marks or its SQL begin.
marked (name, rest, ends) AS (
  SELECT
    said.name, said.rest,
    replace(replace(replace(said.rest, '
-' || '- @', '
;'), '
SELECT', '
;'), '
WITH', '
;')
  FROM said
)
SELECT
  CAST(listed.kind AS TEXT) AS kind,      -- a view, which is selected from, or a question, whose SQL stands in the table query
  CAST(listed.name AS TEXT) AS name,      -- what it is called
  CAST(listed.holds AS TEXT) AS holds     -- what a row of it is
FROM (
  SELECT
    'view' AS kind, marked.name AS name, replace(substr(marked.rest, 1, instr(marked.ends, '
;') - 1), '
-' || '- ', ' ') AS holds
  FROM marked
  UNION ALL
  SELECT 'question' AS kind, query.name AS name, query.summary AS holds FROM query
) AS listed;
