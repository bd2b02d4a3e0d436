CREATE VIEW roles AS
-- Roles: one row for each role that a party can have. A question about any role names them all, because
-- only then does the index of parties serve its days too.
-- @key role
SELECT
  CAST('speaker' AS TEXT) AS role         -- what part somebody has in a record
UNION ALL SELECT 'addressee'
UNION ALL SELECT 'donor'
UNION ALL SELECT 'recipient'
UNION ALL SELECT 'host'
UNION ALL SELECT 'guest'
UNION ALL SELECT 'participant'
UNION ALL SELECT 'actor'
UNION ALL SELECT 'target'
UNION ALL SELECT 'victim'
UNION ALL SELECT 'mediator'
UNION ALL SELECT 'promiser'
UNION ALL SELECT 'promisee'
UNION ALL SELECT 'implementer';
