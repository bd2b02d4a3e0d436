-- From version 1 to version 2: what is derived is told apart from what is stored; goods, shares,
-- coordinates and what is spoken about can be held; figures may be fractions, and codes of any scheme.
--
-- @restate dating, entity, figure, stage, coding
CREATE TABLE derived (
  -- What of this file is made from the rest of it: a program that is newer makes it anew.
  part     TEXT PRIMARY KEY CHECK (part IN ('views', 'queries')),
  made_by  TEXT NOT NULL CHECK (made_by <> ''),      -- the version of onrecord that made it
  sha256   TEXT NOT NULL CHECK (length(sha256) = 64)  -- of the SQL of the part
) STRICT, WITHOUT ROWID;

ALTER TABLE currency ADD COLUMN withdrawn TEXT CHECK (withdrawn <> '');
ALTER TABLE figure ADD COLUMN out_of REAL;
ALTER TABLE stage ADD COLUMN goods TEXT CHECK (goods <> '');

CREATE TABLE concern (
  record_id INTEGER NOT NULL REFERENCES record (id),
  n         INTEGER NOT NULL CHECK (n >= 1),
  about_id  INTEGER NOT NULL REFERENCES record (id) CHECK (about_id <> record_id),
  batch_id  INTEGER NOT NULL REFERENCES batch (id),
  PRIMARY KEY (record_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX concern_by_about ON concern (about_id, record_id);

CREATE TABLE coordinates (
  entity_id INTEGER PRIMARY KEY REFERENCES entity (id),
  latitude  REAL NOT NULL CHECK (latitude BETWEEN -90 AND 90),
  longitude REAL NOT NULL CHECK (longitude BETWEEN -180 AND 180),
  batch_id  INTEGER NOT NULL REFERENCES batch (id)
) STRICT;
