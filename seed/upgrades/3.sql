-- From version 2 to version 3: what somebody holds of an advisory can be noted.
CREATE TABLE judgement (
  record_id INTEGER NOT NULL REFERENCES record (id),
  advisory  TEXT NOT NULL CHECK (advisory <> '' AND advisory NOT GLOB '*[^a-z0-9-]*'),
  words     TEXT NOT NULL CHECK (words <> ''),
  why       TEXT NOT NULL CHECK (why <> ''),
  judge     TEXT CHECK (judge <> ''),
  batch_id  INTEGER NOT NULL REFERENCES batch (id),
  PRIMARY KEY (record_id, advisory, words)
) STRICT, WITHOUT ROWID;
