-- From version 1 to version 2: what is derived is told apart from what is stored.
CREATE TABLE derived (
  -- What of this file is made from the rest of it: a program that is newer makes it anew.
  part     TEXT PRIMARY KEY CHECK (part IN ('views', 'queries')),
  made_by  TEXT NOT NULL CHECK (made_by <> ''),      -- the version of onrecord that made it
  sha256   TEXT NOT NULL CHECK (length(sha256) = 64)  -- of the SQL of the part
) STRICT, WITHOUT ROWID;
