-- The shape of a record file: who said, promised and did what, and which words prove it.
--
-- Read it from top to bottom: what the file is, the words it uses, where facts come from, the
-- facts, what ties them together. The views that put names in place of ids stand in seed/views.
-- Comments stand inside the statements, because that is where SQLite keeps them for whoever opens
-- the file.
--
-- Conventions. Every fact is a `record`; its subtype (entity, event, statement, ...) shares its
-- id. A date is EDTF (ISO 8601-2) as text beside the first and the last day it can mean; an open
-- or unknown end is 0000-01-01 or 9999-12-31, never NULL. Money is a whole number of minor units
-- of an ISO 4217 currency. Every row knows the batch that brought it. A list of more than two words
-- is a chain of ORs, because SQLite makes the list of an IN anew for every row that it checks.

PRAGMA application_id = 0x6F6E7264;  -- 'onrd' in ASCII
PRAGMA user_version = 4;

-- What came in, and what it replaced ------------------------------------------------------------

CREATE TABLE batch (
  -- One load: everything that came in together, and leaves together.
  id      INTEGER PRIMARY KEY,                       -- the number of the batch
  kind    TEXT NOT NULL CHECK (  -- how it came in
    kind = 'seed'       -- the facts that come with the program
    OR kind = 'facts'   -- a facts file
    OR kind = 'text'    -- the text of a source
    OR kind = 'import'  -- a table, by a recipe
    OR kind = 'merge'   -- two entities that were made one
    OR kind = 'remove'  -- records that were taken out
    OR kind = 'undo'    -- an earlier load that was taken back
  ),
  name    TEXT NOT NULL CHECK (name <> ''),          -- the file or the recipe, as the person named it
  sha256  TEXT CHECK (length(sha256) = 64),          -- of the bytes that came in, where there was one file
  read_at TEXT NOT NULL CHECK (read_at IS strftime('%Y-%m-%dT%H:%M:%SZ', read_at)),  -- when, in UTC
  note    TEXT CHECK (note <> ''),                   -- what else there is to say of it
  with_id   INTEGER REFERENCES batch (id),           -- the first batch of the same load; NULL for the first itself
  undone_id INTEGER REFERENCES batch (id)            -- the batch that took it back; NULL while it holds
) STRICT;

CREATE TABLE change (
  -- What a batch replaced or took away, as JSON, so that taking the batch out puts it back.
  -- Rows a batch added need no line here: they carry its number. Those that an undo puts back carry
  -- the number of the batch that brought them, so they have one.
  id        INTEGER PRIMARY KEY,                     -- in the order of the changes
  batch_id  INTEGER NOT NULL REFERENCES batch (id),  -- the batch that replaced or took it away
  of_table  TEXT NOT NULL,                           -- the table of the row
  operation TEXT NOT NULL CHECK (operation IN (  -- what was done to it
    'update',  -- a row was replaced
    'delete',  -- a row was taken away
    'insert'   -- a row was put back
  )),
  row_key   TEXT NOT NULL CHECK (json_valid(row_key)),   -- the row's primary key after the change
  old       TEXT NOT NULL CHECK (json_valid(old))        -- the whole row before the change
) STRICT;
CREATE INDEX change_by_batch ON change (batch_id);

-- The words the record uses ---------------------------------------------------------------------

CREATE TABLE currency (
  -- ISO 4217. An amount in minor units divides by 10 to the power of minor_unit.
  -- @fact code
  code       TEXT PRIMARY KEY CHECK (code GLOB '[A-Z][A-Z][A-Z]'),  -- three capital letters
  number     TEXT CHECK (number GLOB '[0-9][0-9][0-9]'),  -- three digits
  name       TEXT NOT NULL CHECK (name <> ''),       -- what it is called
  minor_unit INTEGER CHECK (minor_unit BETWEEN 0 AND 4),  -- NULL where ISO 4217 gives none (gold, testing)
  batch_id   INTEGER NOT NULL REFERENCES batch (id),  -- the batch that brought it
  withdrawn  TEXT CHECK (withdrawn <> '')            -- since when it is no longer in use, as ISO 4217 lists it: 2002-03
) STRICT, WITHOUT ROWID;

CREATE TABLE predicate (
  -- How two entities can be related, read from subject to object and back.
  -- @fact key
  key        TEXT PRIMARY KEY CHECK (key <> '' AND key NOT GLOB '*[^a-z0-9-]*'),  -- lower-case words joined by hyphens; never changes
  label      TEXT NOT NULL CHECK (label <> ''),           -- 'holds the office of'
  inverse    TEXT NOT NULL CHECK (inverse <> ''),         -- 'is held by'
  batch_id   INTEGER NOT NULL REFERENCES batch (id)  -- the batch that brought it
) STRICT, WITHOUT ROWID;

CREATE TABLE topic (
  -- What a record is about: a tree, so that asking for a topic asks for all below it.
  -- @fact key
  id        INTEGER PRIMARY KEY,                     -- the number of the topic
  key       TEXT NOT NULL UNIQUE CHECK (key <> '' AND key NOT GLOB '*[^a-z0-9-]*'),  -- lower-case words joined by hyphens; never changes
  label     TEXT NOT NULL CHECK (label <> ''),       -- what it is called
  parent_id INTEGER REFERENCES topic (id) CHECK (parent_id <> id),  -- the topic above it
  batch_id  INTEGER NOT NULL REFERENCES batch (id)   -- the batch that brought it
) STRICT;
CREATE INDEX topic_by_parent ON topic (parent_id);

CREATE TABLE topic_notation (
  -- The code that an outside scheme (CAMEO, PLOVER, ...) has for a topic.
  -- @part topic notations by scheme: code
  scheme   TEXT NOT NULL CHECK (scheme <> '' AND scheme NOT GLOB '*[^a-z0-9-]*'),  -- the outside scheme
  code     TEXT NOT NULL CHECK (code <> ''),         -- the scheme's code, zeros kept
  topic_id INTEGER NOT NULL REFERENCES topic (id),   -- the topic it stands for
  batch_id INTEGER NOT NULL REFERENCES batch (id),   -- the batch that brought it
  PRIMARY KEY (scheme, code, topic_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX topic_notation_by_topic ON topic_notation (topic_id);

-- Where facts come from -------------------------------------------------------------------------

CREATE TABLE source (
  -- A document or a data set. Anything about it may be unknown; what is known is stated or inferred.
  id              INTEGER PRIMARY KEY,               -- the number of the source
  key             TEXT NOT NULL UNIQUE CHECK (key <> '' AND key NOT GLOB '*[^a-z0-9-]*'),  -- lower-case words joined by hyphens; never changes
  kind            TEXT NOT NULL CHECK (  -- what it is
    kind = 'news-report'       -- a report of a news outlet
    OR kind = 'press-release'  -- an announcement by whom it is about
    OR kind = 'transcript'     -- what was said, written down
    OR kind = 'speech'         -- a speech, as its speaker gives it out
    OR kind = 'law'            -- a law, a decree or a regulation
    OR kind = 'treaty'         -- an agreement between states or organizations
    OR kind = 'data-set'       -- a table or a collection that somebody keeps
    OR kind = 'standard'       -- a code list or a norm
    OR kind = 'web-page'       -- a page that is none of the others
    OR kind = 'document'       -- any other document
  ),
  title           TEXT CHECK (title <> ''),          -- as printed
  description     TEXT CHECK (description <> ''),    -- in our words, for a document without a title
  publisher       TEXT CHECK (publisher <> ''),      -- who published it
  author          TEXT CHECK (author <> ''),         -- who wrote it
  url             TEXT CHECK (url <> ''),            -- where it can be found
  language        TEXT CHECK (language <> ''),       -- BCP 47
  licence         TEXT CHECK (licence <> ''),        -- under which it may be used
  published       TEXT CHECK (published <> ''),      -- when; EDTF @day
  published_first TEXT NOT NULL DEFAULT '0000-01-01' CHECK (published_first IS date(published_first, '+0 days')),  -- the first day that can be
  published_last  TEXT NOT NULL DEFAULT '9999-12-31' CHECK (published_last IS date(published_last, '+0 days')),  -- the last day that can be
  published_basis TEXT CHECK (published_basis IN (  -- how its date is known
    'stated',    -- the document says so
    'inferred'   -- worked out; published_why says how
  )),
  published_why   TEXT CHECK (published_why <> ''),  -- how an inferred date was found
  retrieved_on    TEXT CHECK (retrieved_on IS date(retrieved_on, '+0 days')),  -- the day it was read
  sha256          TEXT CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),  -- of the exact bytes
  bytes           INTEGER CHECK (bytes >= 0),        -- how many it has
  sentences       INTEGER CHECK (sentences >= 0),    -- how many it has
  is_complete     INTEGER NOT NULL DEFAULT 0 CHECK (is_complete IN (0, 1)),  -- every sentence is meant to be cited
  independence    TEXT NOT NULL DEFAULT 'unknown' CHECK (  -- whether it reports by itself
    independence = 'independent'     -- it reports by itself
    OR independence = 'derived'      -- it was made from another source
    OR independence = 'unknown'      -- nobody knows
  ),
  derived_from_id INTEGER REFERENCES source (id) CHECK (derived_from_id <> id),  -- the source it was made from
  derivation      TEXT CHECK (  -- how it was made from that
    derivation = 'quotation'       -- it quotes the other
    OR derivation = 'rewrite'      -- it tells the other in its own words
    OR derivation = 'translation'  -- it is the other in another language
  ),
  batch_id        INTEGER NOT NULL REFERENCES batch (id),  -- the batch that brought it
  CHECK (published_first <= published_last),                   -- it is published from a later day to an earlier one
  CHECK ((published IS NULL) = (published_basis IS NULL)),     -- published and published_basis are given together or not at all
  CHECK (derived_from_id IS NULL OR independence = 'derived'),  -- what is derived from another source is not independent of it
  CHECK (is_complete = 0 OR sentences IS NOT NULL)             -- whether every sentence is cited wants their number: sentences = N
) STRICT;
CREATE UNIQUE INDEX source_by_sha256 ON source (sha256) WHERE sha256 IS NOT NULL;
CREATE INDEX source_by_publisher ON source (publisher) WHERE publisher IS NOT NULL;
CREATE INDEX source_by_kind ON source (kind, published_first);
CREATE INDEX source_by_derived_from ON source (derived_from_id) WHERE derived_from_id IS NOT NULL;

CREATE TABLE source_text (
  -- The document itself, only if the user keeps it: many may not be redistributed.
  source_id INTEGER PRIMARY KEY REFERENCES source (id),  -- whose text it is
  content   TEXT NOT NULL,                           -- its bytes hash to source.sha256
  batch_id  INTEGER NOT NULL REFERENCES batch (id)   -- the batch that brought it
) STRICT;

CREATE TRIGGER source_text_stays BEFORE UPDATE OF content ON source_text
BEGIN
  -- A cited text cannot change: a new text is a new source.
  SELECT RAISE(ABORT, 'a source text cannot change: a new text is a new source');
END;

CREATE TRIGGER source_hash_stays BEFORE UPDATE OF sha256 ON source
WHEN OLD.sha256 IS NOT NULL AND NEW.sha256 IS NOT OLD.sha256
  AND EXISTS (SELECT 1 FROM citation WHERE source_id = OLD.id)
BEGIN
  -- The hash names the cited bytes, so it stays as they do.
  SELECT RAISE(ABORT, 'a cited source cannot change its text: a new text is a new source');
END;

-- The facts -------------------------------------------------------------------------------------

CREATE TABLE record (
  -- One fact's identity, whatever its kind: what is cited, ranked, disputed and found by its key.
  -- An id is never given twice, so that what was taken out can be put back.
  id       INTEGER PRIMARY KEY AUTOINCREMENT,        -- the number of the record; never given twice
  key      TEXT NOT NULL UNIQUE CHECK (key <> '' AND key NOT GLOB '*[^a-z0-9-]*'),  -- lower-case words joined by hyphens; never changes
  kind     TEXT NOT NULL CHECK (  -- what it is
    kind = 'entity'         -- who or what can take part
    OR kind = 'relation'    -- how two entities are related
    OR kind = 'event'       -- what happened, goes on, is planned or was called off
    OR kind = 'figure'      -- a number given about a record
    OR kind = 'statement'   -- one speech act
    OR kind = 'pledge'      -- a promise
    OR kind = 'stage'       -- how far a pledge came
    OR kind = 'conversion'  -- an amount in another currency
    OR kind = 'dispute'     -- where sources or statements disagree
  ),
  rank     TEXT CHECK (rank IN (  -- NULL is normal; as in Wikidata
    'preferred',   -- to be believed before what it contradicts
    'deprecated'   -- known to be wrong, and kept because somebody said it
  )),
  reason   TEXT CHECK (reason <> ''),                -- why it is preferred or deprecated
  note     TEXT CHECK (note <> ''),                  -- what a reader must know, in our words
  batch_id INTEGER NOT NULL REFERENCES batch (id),   -- the batch that brought it
  CHECK (rank IS NULL OR reason IS NOT NULL)         -- a rank wants its reason: reason = "why"
) STRICT;

CREATE INDEX record_by_kind ON record (kind);

CREATE TRIGGER record_kind_stays BEFORE UPDATE OF kind ON record
WHEN NEW.kind <> OLD.kind
BEGIN
  -- A record has one subtype for life.
  SELECT RAISE(ABORT, 'a record cannot change its kind');
END;

CREATE TABLE retired_key (
  -- A key that a merge retired, and the record that answers to it now.
  key       TEXT PRIMARY KEY CHECK (key <> ''),      -- the key that is no longer in use
  record_id INTEGER NOT NULL REFERENCES record (id),  -- the record that answers to it
  batch_id  INTEGER NOT NULL REFERENCES batch (id)   -- the batch that brought it
) STRICT, WITHOUT ROWID;

CREATE TABLE dating (
  -- The words behind a date that was worked out: 'last week', said on a day, means these days.
  record_id   INTEGER NOT NULL REFERENCES record (id),  -- whose date it is
  field       TEXT NOT NULL CHECK (  -- which of its dates
    field = 'date'         -- when it was
    OR field = 'since'     -- from when on
    OR field = 'until'     -- until when
    OR field = 'attested'  -- the days a mention is about
    OR field = 'as_of'     -- the day a figure was true
    OR field = 'began'     -- born, founded
    OR field = 'ended'     -- died, dissolved
    OR field = 'about'     -- the time that is spoken of
  ),
  words       TEXT NOT NULL CHECK (words <> ''),     -- as printed
  anchored_on TEXT NOT NULL CHECK (anchored_on IS date(anchored_on, '+0 days')),  -- the day they count from
  result      TEXT NOT NULL CHECK (result <> ''),    -- EDTF
  batch_id    INTEGER NOT NULL REFERENCES batch (id),  -- the batch that brought it
  source_id   INTEGER REFERENCES source (id),        -- whose words they are; NULL in records made before that was kept
  PRIMARY KEY (record_id, field, words, anchored_on)
) STRICT, WITHOUT ROWID;

CREATE TABLE entity (
  -- Whoever or whatever can take part: a person, a country, an office, a medium, a place.
  id          INTEGER PRIMARY KEY REFERENCES record (id),  -- the number of its record
  kind        TEXT NOT NULL CHECK (  -- what it is @apart person @closed country @sited place, region
    kind = 'person'           -- a human being
    OR kind = 'country'       -- a state, or a territory with a code of its own
    OR kind = 'region'        -- a part of the world or of a country
    OR kind = 'place'         -- a city, a building, a site
    OR kind = 'organization'  -- a body of several states, or an association
    OR kind = 'government'    -- the government of a country, or a part of it
    OR kind = 'company'       -- a business
    OR kind = 'office'        -- a post that persons hold
    OR kind = 'group'         -- persons who act together without being a body
    OR kind = 'medium'        -- what statements are made through
    OR kind = 'work'          -- a text, a plan, a programme with a name
    OR kind = 'asset'         -- a ship, an aircraft, a building that changes hands
    OR kind = 'product'       -- what is made and sold, as a kind: chips, machines
  ),
  name        TEXT NOT NULL CHECK (name <> ''),      -- the preferred name, also a row of name @title
  description TEXT CHECK (description <> ''),        -- what it is, in our words
  began       TEXT CHECK (began <> ''),              -- born, founded @day
  began_first TEXT NOT NULL DEFAULT '0000-01-01' CHECK (began_first IS date(began_first, '+0 days')),  -- the first day that can be
  began_last  TEXT NOT NULL DEFAULT '9999-12-31' CHECK (began_last IS date(began_last, '+0 days')),  -- the last day that can be
  ended       TEXT CHECK (ended <> ''),              -- died, dissolved @day
  ended_first TEXT NOT NULL DEFAULT '0000-01-01' CHECK (ended_first IS date(ended_first, '+0 days')),  -- the first day that can be
  ended_last  TEXT NOT NULL DEFAULT '9999-12-31' CHECK (ended_last IS date(ended_last, '+0 days')),  -- the last day that can be
  batch_id    INTEGER NOT NULL REFERENCES batch (id),  -- the batch that brought it
  CHECK (began_first <= began_last),                 -- it begins from a later day to an earlier one
  CHECK (ended_first <= ended_last)                  -- it ends from a later day to an earlier one
) STRICT;

CREATE TABLE name (
  -- Every name an entity goes by. normal is the name without case, accents and punctuation.
  -- @part entity names by kind, preferred = name: text, language
  -- @gathered
  entity_id INTEGER NOT NULL REFERENCES entity (id),  -- whose name it is
  text      TEXT NOT NULL CHECK (text <> ''),        -- the name
  kind      TEXT NOT NULL CHECK (  -- what kind of name it is
    kind = 'preferred'       -- the one it is shown by
    OR kind = 'alias'        -- another name
    OR kind = 'acronym'      -- letters that stand for it
    OR kind = 'demonym'      -- how its people or its things are called: Dutch
    OR kind = 'metonym'      -- what stands for it: The Hague, the Kremlin
    OR kind = 'former'       -- a name it no longer bears
    OR kind = 'misspelling'  -- a wrong spelling that is met
  ),
  language  TEXT NOT NULL DEFAULT '',                -- BCP 47; empty where it does not matter
  normal    TEXT NOT NULL,                           -- the name without case, accents and punctuation @normal text
  batch_id  INTEGER NOT NULL REFERENCES batch (id),  -- the batch that brought it
  PRIMARY KEY (entity_id, text, kind, language)
) STRICT, WITHOUT ROWID;
CREATE INDEX name_by_normal ON name (normal, kind, entity_id);

CREATE TABLE identifier (
  -- What an outside scheme calls an entity: iso-3166-1-alpha-2 is NL.
  -- @part entity identifiers by scheme: value
  -- @gathered
  scheme    TEXT NOT NULL CHECK (scheme <> '' AND scheme NOT GLOB '*[^a-z0-9-]*'),  -- the outside scheme
  value     TEXT NOT NULL CHECK (value <> '') COLLATE NOCASE,  -- what it is called there
  entity_id INTEGER NOT NULL REFERENCES entity (id),  -- what is called so
  batch_id  INTEGER NOT NULL REFERENCES batch (id),  -- the batch that brought it
  PRIMARY KEY (scheme, value, entity_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX identifier_by_value ON identifier (value, entity_id);
CREATE INDEX identifier_by_entity ON identifier (entity_id);

CREATE TABLE coordinates (
  -- Where on Earth an entity lies (WGS 84), in degrees.
  -- @part entity coordinates: latitude, longitude
  entity_id INTEGER PRIMARY KEY REFERENCES entity (id),  -- what lies there
  latitude  REAL NOT NULL CHECK (latitude BETWEEN -90 AND 90),  -- north of the equator
  longitude REAL NOT NULL CHECK (longitude BETWEEN -180 AND 180),  -- east of Greenwich
  batch_id  INTEGER NOT NULL REFERENCES batch (id)   -- the batch that brought it
) STRICT;

CREATE TABLE relation (
  -- Subject, predicate, object. Holding an office is one. A mention proves only the days it is
  -- about (attested); since and until stand only where a source says so.
  id             INTEGER PRIMARY KEY REFERENCES record (id),  -- the number of its record
  subject_id     INTEGER NOT NULL REFERENCES entity (id),  -- the entity it starts from
  predicate      TEXT NOT NULL REFERENCES predicate (key),  -- how the two are related
  object_id      INTEGER NOT NULL REFERENCES entity (id) CHECK (object_id <> subject_id),  -- the entity it leads to
  share          TEXT CHECK (share <> ''),           -- of an ownership, as printed
  since          TEXT CHECK (since <> ''),           -- only where a source says so; EDTF @day
  since_first    TEXT NOT NULL DEFAULT '0000-01-01' CHECK (since_first IS date(since_first, '+0 days')),  -- the first day that can be
  since_last     TEXT NOT NULL DEFAULT '9999-12-31' CHECK (since_last IS date(since_last, '+0 days')),  -- the last day that can be
  until          TEXT CHECK (until <> ''),           -- only where a source says so; EDTF @day
  until_first    TEXT NOT NULL DEFAULT '0000-01-01' CHECK (until_first IS date(until_first, '+0 days')),  -- the first day that can be
  until_last     TEXT NOT NULL DEFAULT '9999-12-31' CHECK (until_last IS date(until_last, '+0 days')),  -- the last day that can be
  attested       TEXT CHECK (attested <> ''),        -- the days a mention is about; EDTF @day
  attested_first TEXT NOT NULL DEFAULT '0000-01-01' CHECK (attested_first IS date(attested_first, '+0 days')),  -- the first day that can be
  attested_last  TEXT NOT NULL DEFAULT '9999-12-31' CHECK (attested_last IS date(attested_last, '+0 days')),  -- the last day that can be
  batch_id       INTEGER NOT NULL REFERENCES batch (id),  -- the batch that brought it
  CHECK (since_first <= since_last),                 -- it holds since from a later day to an earlier one
  CHECK (until_first <= until_last),                 -- it holds until from a later day to an earlier one
  CHECK (attested_first <= attested_last)            -- it is attested from a later day to an earlier one
) STRICT;
CREATE INDEX relation_by_subject ON relation (subject_id, predicate);
CREATE INDEX relation_by_object ON relation (object_id, predicate);

CREATE TABLE event (
  -- Something done, going on, planned or called off.
  id         INTEGER PRIMARY KEY REFERENCES record (id),  -- the number of its record
  type       TEXT NOT NULL CHECK (  -- what kind of doing it is
    type = 'meeting'           -- they meet
    OR type = 'visit'          -- somebody travels to somebody
    OR type = 'call'           -- they talk at a distance
    OR type = 'negotiation'    -- they negotiate
    OR type = 'conference'     -- many confer
    OR type = 'summit'         -- heads of state or government meet
    OR type = 'interview'      -- somebody is interviewed
    OR type = 'statement'      -- somebody makes a public statement
    OR type = 'appeal'         -- somebody asks for something
    OR type = 'consultation'   -- they consult
    OR type = 'agreement'      -- they agree, or sign
    OR type = 'support'        -- somebody supports somebody in words
    OR type = 'cooperation'    -- they work together
    OR type = 'aid'            -- somebody gives aid
    OR type = 'concession'     -- somebody yields
    OR type = 'investigation'  -- somebody investigates
    OR type = 'demand'         -- somebody demands something
    OR type = 'accusation'     -- somebody accuses somebody
    OR type = 'disapproval'    -- somebody disapproves in words
    OR type = 'rejection'      -- somebody refuses
    OR type = 'threat'         -- somebody threatens
    OR type = 'protest'        -- people protest
    OR type = 'mobilization'   -- forces are made ready
    OR type = 'downgrade'      -- relations are reduced
    OR type = 'measure'        -- a government rules something
    OR type = 'sanction'       -- somebody is put under sanctions
    OR type = 'coercion'       -- somebody is forced, short of violence
    OR type = 'assault'        -- persons are hurt or seized
    OR type = 'attack'         -- an armed attack
    OR type = 'fight'          -- forces fight each other
    OR type = 'war'            -- a war
    OR type = 'violence'       -- mass violence
    OR type = 'election'       -- a vote
    OR type = 'progress'       -- a step forward that is reported
    OR type = 'other'          -- anything else
  ),
  title      TEXT CHECK (title <> ''),               -- NULL for rows of a data set: a view tells them @title
  status     TEXT NOT NULL CHECK (  -- whether it is to come, goes on, took place or was called off
    status = 'planned'       -- it is to come
    OR status = 'ongoing'    -- it goes on
    OR status = 'occurred'   -- it took place
    OR status = 'cancelled'  -- it was called off
  ),
  date       TEXT CHECK (date <> ''),                -- when; EDTF @day
  first_day  TEXT NOT NULL DEFAULT '0000-01-01' CHECK (first_day IS date(first_day, '+0 days')),  -- the first day that it can mean
  last_day   TEXT NOT NULL DEFAULT '9999-12-31' CHECK (last_day IS date(last_day, '+0 days')),  -- the last day that it can mean
  place_id   INTEGER REFERENCES entity (id),         -- where
  part_of_id INTEGER REFERENCES event (id) CHECK (part_of_id <> id),  -- the event it is part of
  follows_id INTEGER REFERENCES event (id) CHECK (follows_id <> id),  -- the one before it in a series
  batch_id   INTEGER NOT NULL REFERENCES batch (id),  -- the batch that brought it
  CHECK (first_day <= last_day)                      -- its date runs from a later day to an earlier one
) STRICT;
CREATE INDEX event_by_first_day ON event (first_day, last_day);
CREATE INDEX event_by_last_day ON event (last_day) WHERE last_day > date(first_day, '+31 days');  -- the long ones
CREATE INDEX event_by_status ON event (status, last_day);
CREATE INDEX event_by_type ON event (type, first_day);
CREATE INDEX event_by_place ON event (place_id, first_day) WHERE place_id IS NOT NULL;
CREATE INDEX event_by_part_of ON event (part_of_id) WHERE part_of_id IS NOT NULL;
CREATE INDEX event_by_follows ON event (follows_id) WHERE follows_id IS NOT NULL;

CREATE TABLE figure (
  -- A number that a source gives about a record: dead, missing, months. What is known of it is a
  -- low, a best and a high value; a toll that rises is a series of figures, not a correction.
  id          INTEGER PRIMARY KEY REFERENCES record (id),  -- the number of its record
  about_id    INTEGER NOT NULL REFERENCES record (id) CHECK (about_id <> id),  -- the record that it is about
  measure     TEXT NOT NULL CHECK (measure <> ''),   -- what is counted: dead, missing, duration
  low         REAL,                                  -- the least it can be; NULL where no bound is known
  best        REAL,                                  -- what the source holds to be right
  high        REAL,                                  -- the most it can be
  unit        TEXT NOT NULL CHECK (unit <> ''),      -- people, months, ...
  as_written  TEXT NOT NULL CHECK (as_written <> ''),  -- the words of the source @counts low, best, high, out_of
  approximate INTEGER NOT NULL DEFAULT 0 CHECK (approximate IN (0, 1)),  -- whether the source says that it is not exact @flag
  as_of       TEXT CHECK (as_of <> ''),              -- the day it was true; EDTF @day
  as_of_first TEXT NOT NULL DEFAULT '0000-01-01' CHECK (as_of_first IS date(as_of_first, '+0 days')),  -- the first day that can be
  as_of_last  TEXT NOT NULL DEFAULT '9999-12-31' CHECK (as_of_last IS date(as_of_last, '+0 days')),  -- the last day that can be
  batch_id    INTEGER NOT NULL REFERENCES batch (id),  -- the batch that brought it
  out_of      REAL,                                  -- the whole that it is a share of: five of the 44
  part_of_id  INTEGER REFERENCES figure (id) CHECK (part_of_id <> id),  -- the figure that it is a part of: children among the dead
  CHECK (as_of_first <= as_of_last),                 -- it is true from a later day to an earlier one
  CHECK (coalesce(low, best, high) IS NOT NULL),     -- a figure has a low, a best or a high value
  CHECK (low <= best),                               -- low is more than best
  CHECK (best <= high),                              -- best is more than high
  CHECK (low <= high)                                -- low is more than high
) STRICT;
CREATE INDEX figure_by_about ON figure (about_id, measure, as_of_first);
CREATE INDEX figure_by_part_of ON figure (part_of_id) WHERE part_of_id IS NOT NULL;

CREATE TABLE statement (
  -- One speech act, however many sources print it. Who speaks and to whom are parties; the
  -- wordings are its anchors.
  id             INTEGER PRIMARY KEY REFERENCES record (id),  -- the number of its record
  verb           TEXT NOT NULL CHECK (verb <> ''),   -- says, argues, calls on, praises, ...
  form           TEXT NOT NULL CHECK (  -- how it is told @quoted direct, fragment
    form = 'direct'                -- in quotation marks
    OR form = 'direct-marks-lost'  -- word for word, though the marks are gone
    OR form = 'indirect'           -- told in the words of the document
    OR form = 'fragment'           -- a few words in quotation marks within indirect speech
    OR form = 'narration'          -- told by the document itself, without a speaker
  ),
  gist           TEXT NOT NULL CHECK (gist <> ''),   -- in our words @title
  speaker_basis  TEXT NOT NULL CHECK (  -- how its speaker is known
    speaker_basis = 'stated'       -- the document names the speaker
    OR speaker_basis = 'inferred'  -- worked out; speaker_why says how
    OR speaker_basis = 'unknown'   -- nobody knows
  ),
  speaker_why    TEXT CHECK (speaker_why <> ''),     -- how an inferred speaker was found
  medium_id      INTEGER REFERENCES entity (id),     -- what it was made through
  occasion_id    INTEGER REFERENCES event (id),      -- the event at which it was made
  date           TEXT CHECK (date <> ''),            -- when; EDTF @day
  first_day      TEXT NOT NULL DEFAULT '0000-01-01' CHECK (first_day IS date(first_day, '+0 days')),  -- the first day that it can mean
  last_day       TEXT NOT NULL DEFAULT '9999-12-31' CHECK (last_day IS date(last_day, '+0 days')),  -- the last day that it can mean
  told_in_id     INTEGER REFERENCES statement (id) CHECK (told_in_id <> id),  -- the statement that reports it: who says that it was said
  responds_to_id INTEGER REFERENCES statement (id) CHECK (responds_to_id <> id),  -- the statement it answers
  continues_id   INTEGER REFERENCES statement (id) CHECK (continues_id <> id),  -- the statement it carries on
  batch_id       INTEGER NOT NULL REFERENCES batch (id),  -- the batch that brought it
  CHECK (first_day <= last_day),                     -- its date runs from a later day to an earlier one
  CHECK (speaker_basis <> 'inferred' OR speaker_why IS NOT NULL)  -- a speaker who is inferred wants the reason: speaker_why = "how"
) STRICT;
CREATE INDEX statement_by_first_day ON statement (first_day, id);
CREATE INDEX statement_by_last_day ON statement (last_day) WHERE last_day > date(first_day, '+31 days');
CREATE INDEX statement_by_occasion ON statement (occasion_id) WHERE occasion_id IS NOT NULL;
CREATE INDEX statement_by_told_in ON statement (told_in_id) WHERE told_in_id IS NOT NULL;

CREATE TABLE pledge (
  -- A promise. What became of it, and how much, are its stages; donors and recipients are parties.
  id        INTEGER PRIMARY KEY REFERENCES record (id),  -- the number of its record
  kind      TEXT NOT NULL CHECK (kind IN (  -- what is promised
    'aid',          -- money or goods
    'undertaking'   -- to do or not to do something
  )),
  title     TEXT NOT NULL CHECK (title <> ''),       -- in our words @title
  purpose   TEXT CHECK (purpose <> ''),              -- what it is for
  sector    TEXT CHECK (  -- what field it is in
    sector = 'military'         -- arms and what armies need
    OR sector = 'humanitarian'  -- relief for people
    OR sector = 'financial'     -- money for a budget
    OR sector = 'development'   -- lasting improvement
    OR sector = 'other'         -- anything else
  ),
  batch_id  INTEGER NOT NULL REFERENCES batch (id)   -- the batch that brought it
) STRICT;

CREATE TABLE stage (
  -- What a source says a pledge had come to. NULL money is not stated, which is not zero.
  -- 'about 3 billion' is low = high and approximate; 'nearly' has no low; 'more than' has no high.
  id               INTEGER PRIMARY KEY REFERENCES record (id),  -- the number of its record
  pledge_id        INTEGER NOT NULL REFERENCES pledge (id),  -- the pledge that had come so far
  stage            TEXT NOT NULL CHECK (  -- how far
    stage = 'pledged'       -- said to be coming (IATI: pledge)
    OR stage = 'committed'  -- bound by an agreement (IATI: commitment)
    OR stage = 'allocated'  -- set aside in a budget
    OR stage = 'given'      -- given, and the source does not say how far that came
    OR stage = 'disbursed'  -- paid out (IATI: disbursement)
    OR stage = 'delivered'  -- arrived
    OR stage = 'withdrawn'  -- taken back
  ),
  notation         TEXT CHECK (notation <> ''),      -- the IATI transaction type code, where there is one
  date             TEXT CHECK (date <> ''),          -- when; EDTF @day
  first_day        TEXT NOT NULL DEFAULT '0000-01-01' CHECK (first_day IS date(first_day, '+0 days')),  -- the first day that it can mean
  last_day         TEXT NOT NULL DEFAULT '9999-12-31' CHECK (last_day IS date(last_day, '+0 days')),  -- the last day that it can mean
  low              INTEGER,                          -- the least it can be, in minor units @money low, high, currency, approximate, as_written
  high             INTEGER,                          -- the most it can be, in minor units
  currency         TEXT REFERENCES currency (code),  -- ISO 4217
  approximate      INTEGER NOT NULL DEFAULT 0 CHECK (approximate IN (0, 1)),  -- whether the source says that it is not exact
  as_written       TEXT CHECK (as_written <> ''),    -- the words of the source
  extent           TEXT NOT NULL DEFAULT 'increment' CHECK (extent IN (  -- whether it is this much more, or all so far
    'increment',  -- this much more
    'total'       -- all so far
  )),
  additional_to_id INTEGER REFERENCES stage (id) CHECK (additional_to_id <> id),  -- the stage it comes on top of
  part_of_id       INTEGER REFERENCES stage (id) CHECK (part_of_id <> id),  -- the stage it is included in
  batch_id         INTEGER NOT NULL REFERENCES batch (id),  -- the batch that brought it
  goods            TEXT CHECK (goods <> ''),         -- what it consists of where it is not money, or not money alone: 14 tanks
  CHECK (first_day <= last_day),                     -- its date runs from a later day to an earlier one
  CHECK (low <= high),                               -- low is more than high
  CHECK ((coalesce(low, high) IS NULL) = (currency IS NULL))  -- an amount and its currency are given together or not at all
) STRICT;
CREATE INDEX stage_by_pledge ON stage (pledge_id, first_day);
CREATE INDEX stage_by_first_day ON stage (first_day, id);
CREATE INDEX stage_by_last_day ON stage (last_day) WHERE last_day > date(first_day, '+31 days');
CREATE INDEX stage_by_part_of ON stage (part_of_id) WHERE part_of_id IS NOT NULL;
CREATE INDEX stage_by_additional_to ON stage (additional_to_id) WHERE additional_to_id IS NOT NULL;

CREATE TABLE conversion (
  -- An amount of a stage in another currency, as somebody converted it. Rate and day may be
  -- unknown; never our own arithmetic.
  id       INTEGER PRIMARY KEY REFERENCES record (id),  -- the number of its record
  stage_id INTEGER NOT NULL REFERENCES stage (id),   -- the stage whose amount it is
  amount   INTEGER NOT NULL,                         -- in minor units of the new currency @money amount, amount, currency
  currency TEXT NOT NULL REFERENCES currency (code),  -- ISO 4217
  rate     TEXT CHECK (rate <> ''),                  -- decimal text: units of the target for one of the original
  rate_on  TEXT CHECK (rate_on IS date(rate_on, '+0 days')),  -- the day of the rate
  batch_id INTEGER NOT NULL REFERENCES batch (id)    -- the batch that brought it
) STRICT;
CREATE INDEX conversion_by_stage ON conversion (stage_id);

CREATE TABLE dispute (
  -- Where sources or statements disagree. Contradiction: both cannot be true. Revision: the later
  -- replaces the earlier. Degree: how much. Scope: of what. Wording: the words printed.
  id       INTEGER PRIMARY KEY REFERENCES record (id),  -- the number of its record
  kind     TEXT NOT NULL CHECK (  -- how they disagree
    kind = 'contradiction'     -- both cannot be true
    OR kind = 'revision'       -- the later replaces the earlier
    OR kind = 'degree'         -- how much
    OR kind = 'scope'          -- of what
    OR kind = 'wording'        -- the words printed
  ),
  question TEXT NOT NULL CHECK (question <> ''),     -- what they disagree on, as a question @title
  why      TEXT NOT NULL CHECK (why <> ''),          -- why a side is preferred, or why none is
  batch_id INTEGER NOT NULL REFERENCES batch (id)    -- the batch that brought it
) STRICT;

-- What ties the facts together ------------------------------------------------------------------

CREATE TABLE citation (
  -- This source vouches for this record. Nothing cited can lose its source.
  -- @gathered
  record_id INTEGER NOT NULL REFERENCES record (id),  -- the record that is vouched for
  source_id INTEGER NOT NULL REFERENCES source (id),  -- the source that vouches
  batch_id  INTEGER NOT NULL REFERENCES batch (id),  -- the batch that brought it
  PRIMARY KEY (record_id, source_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX citation_by_source ON citation (source_id, record_id);

CREATE TABLE anchor (
  -- The words in a document that carry a record (W3C Web Annotation: a text quote and position
  -- selector). Verbatim means as printed there: outlets reword quotations, and each wording is an
  -- anchor of its own.
  record_id  INTEGER NOT NULL,                       -- the record that the words carry
  source_id  INTEGER NOT NULL,                       -- the source they stand in
  part       INTEGER NOT NULL CHECK (part >= 1),     -- a quotation broken by 'he said' has several
  role       TEXT NOT NULL CHECK (role IN (  -- what the words are
    'quotation',  -- words that are printed as speech
    'place'       -- words or a place that carry the record
  )),
  exact      TEXT CHECK (exact <> ''),               -- NULL when only the place is known
  prefix     TEXT,                                   -- words before, where the text is kept @derived
  suffix     TEXT,                                   -- words after @derived
  start_byte INTEGER CHECK (start_byte >= 0),        -- in the source's bytes, end excluded @derived
  end_byte   INTEGER CHECK (end_byte > start_byte),  -- where they end @derived
  start_char INTEGER CHECK (start_char >= 0),        -- the same place in code points @derived
  end_char   INTEGER CHECK (end_char > start_char),  -- where they end, in code points @derived
  sentence   INTEGER CHECK (sentence >= 1),          -- counted from the start of the document
  locator    TEXT CHECK (locator <> ''),             -- page, cell, time mark
  batch_id   INTEGER NOT NULL REFERENCES batch (id),  -- the batch that brought it
  last_sentence INTEGER CHECK (last_sentence > sentence),  -- the sentence in which the words end, if it is another
  PRIMARY KEY (record_id, source_id, part),
  FOREIGN KEY (record_id, source_id) REFERENCES citation (record_id, source_id),
  CHECK (role <> 'quotation' OR exact IS NOT NULL),
  CHECK (coalesce(exact, locator, sentence) IS NOT NULL),
  CHECK ((start_byte IS NULL) = (end_byte IS NULL)),
  CHECK (end_byte - start_byte = length(CAST(exact AS BLOB)))
) STRICT, WITHOUT ROWID;
CREATE INDEX anchor_by_source ON anchor (source_id, sentence);

CREATE TABLE party (
  -- Who has what part in which record. Unnamed speakers have no entity but a printed name; joint
  -- speakers, donors and hosts are several rows.
  -- @part event, statement, pledge parties by role, numbered n: entity_id, printed, behalf_id
  record_id INTEGER NOT NULL REFERENCES record (id),  -- the record it has a part in
  role      TEXT NOT NULL CHECK (  -- what part
    role = 'speaker'         -- who speaks
    OR role = 'addressee'    -- to whom it is said
    OR role = 'donor'        -- who gives or promises to give
    OR role = 'recipient'    -- who is to receive
    OR role = 'host'         -- who receives guests
    OR role = 'guest'        -- who visits
    OR role = 'participant'  -- who takes part
    OR role = 'actor'        -- who does it
    OR role = 'target'       -- at whom it is aimed
    OR role = 'victim'       -- whom it hurts
    OR role = 'mediator'     -- who brings others together
    OR role = 'promiser'     -- who undertakes something
    OR role = 'promisee'     -- to whom it is undertaken
    OR role = 'implementer'  -- who carries it out
  ),
  n         INTEGER NOT NULL CHECK (n >= 1),         -- in the order the source names them
  entity_id INTEGER REFERENCES entity (id),          -- who; NULL for somebody unnamed
  printed   TEXT CHECK (printed <> ''),              -- the name as printed, where it differs or is all there is
  behalf_id INTEGER REFERENCES entity (id),          -- on behalf of whom
  first_day TEXT NOT NULL CHECK (first_day IS date(first_day, '+0 days')),  -- of the record, so that a week of doings is one range @first-day
  batch_id  INTEGER NOT NULL REFERENCES batch (id),  -- the batch that brought it
  PRIMARY KEY (record_id, role, n),
  CHECK (coalesce(entity_id, printed) IS NOT NULL)   -- a party is an entity, or a name as printed
) STRICT, WITHOUT ROWID;
CREATE INDEX party_by_entity ON party (entity_id, role, first_day, record_id) WHERE entity_id IS NOT NULL;
CREATE INDEX party_by_behalf ON party (behalf_id, role, first_day, record_id) WHERE behalf_id IS NOT NULL;

CREATE TABLE assertion (
  -- What a statement claims of a record. '40 dead, authorities said' is a figure that a statement
  -- asserts; nobody else vouches for it.
  -- @part statement spread by stance: record_id
  statement_id INTEGER NOT NULL REFERENCES statement (id),  -- the statement that claims something
  record_id    INTEGER NOT NULL REFERENCES record (id) CHECK (record_id <> statement_id),  -- the record that it is claimed of
  stance       TEXT NOT NULL CHECK (  -- what it claims of it
    stance = 'asserts'       -- says that it is so
    OR stance = 'denies'     -- says that it is not so
    OR stance = 'questions'  -- doubts it
  ),
  batch_id     INTEGER NOT NULL REFERENCES batch (id),  -- the batch that brought it
  PRIMARY KEY (statement_id, record_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX assertion_by_record ON assertion (record_id);

CREATE TABLE coding (
  -- What a data set computes of a record: its code for it, and its scores.
  -- @part event coding: scheme, code, mode, intensity, tone, mentions
  record_id INTEGER PRIMARY KEY REFERENCES record (id),  -- the record that is coded
  scheme    TEXT NOT NULL CHECK (scheme <> '' AND scheme NOT GLOB '*[^a-z0-9-]*'),  -- the scheme of the code: cameo, plover, ...
  code      TEXT NOT NULL CHECK (code <> ''),        -- text: '042' keeps its zero
  mode      TEXT CHECK (mode <> ''),                 -- what refines the code
  intensity REAL,                                    -- Goldstein scale, -10 to 10
  tone      REAL,                                    -- of the wording, -100 to 100
  mentions  INTEGER CHECK (mentions >= 0),           -- how often it was mentioned
  batch_id  INTEGER NOT NULL REFERENCES batch (id)   -- the batch that brought it
) STRICT;

CREATE TABLE record_topic (
  -- What a record is about.
  record_id INTEGER NOT NULL REFERENCES record (id),  -- the record
  topic_id  INTEGER NOT NULL REFERENCES topic (id),  -- the topic it is about
  batch_id  INTEGER NOT NULL REFERENCES batch (id),  -- the batch that brought it
  PRIMARY KEY (record_id, topic_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_topic_by_topic ON record_topic (topic_id, record_id);

CREATE TABLE concern (
  -- Of whom or of what somebody speaks, or sources disagree: an entity, an event, any other record.
  -- @part statement, dispute about numbered n: about_id
  record_id INTEGER NOT NULL REFERENCES record (id),  -- the statement or the dispute
  n         INTEGER NOT NULL CHECK (n >= 1),         -- its number, from 1
  about_id  INTEGER NOT NULL REFERENCES record (id) CHECK (about_id <> record_id),  -- what it is about
  batch_id  INTEGER NOT NULL REFERENCES batch (id),  -- the batch that brought it
  PRIMARY KEY (record_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX concern_by_about ON concern (about_id, record_id);

CREATE TABLE judgement (
  -- What somebody holds of an advisory: that the record stands as it is, and why.
  -- @part statement, event, pledge, stage, figure, relation judged by advisory: words, why, judge
  record_id INTEGER NOT NULL REFERENCES record (id),  -- the record that was advised on
  advisory  TEXT NOT NULL CHECK (advisory <> '' AND advisory NOT GLOB '*[^a-z0-9-]*'),  -- the advisory: negation-differs, ...
  words     TEXT NOT NULL CHECK (words <> ''),       -- the words that it named
  why       TEXT NOT NULL CHECK (why <> ''),         -- why the record stands as it is
  judge     TEXT CHECK (judge <> ''),                -- who judged so
  batch_id  INTEGER NOT NULL REFERENCES batch (id),  -- the batch that brought it
  PRIMARY KEY (record_id, advisory, words)
) STRICT, WITHOUT ROWID;

CREATE TABLE dispute_side (
  -- One side of a dispute: a record or the words of an anchor, what it claims, preferred or not.
  -- @part dispute sides numbered n, at least 2: record_id, claim, part, source_id, is_preferred
  dispute_id   INTEGER NOT NULL REFERENCES dispute (id),  -- the dispute
  n            INTEGER NOT NULL CHECK (n >= 1),      -- the number of the side, from 1
  record_id    INTEGER NOT NULL REFERENCES record (id),  -- the record that makes the claim
  source_id    INTEGER REFERENCES source (id),       -- with part: the very words
  part         INTEGER CHECK (part >= 1),            -- which anchor of that record has the very words @anchor record_id, source_id @fact words
  claim        TEXT NOT NULL CHECK (claim <> ''),    -- in our words
  is_preferred INTEGER NOT NULL DEFAULT 0 CHECK (is_preferred IN (0, 1)),  -- whether this side is to be believed @flag @fact preferred
  batch_id     INTEGER NOT NULL REFERENCES batch (id),  -- the batch that brought it
  PRIMARY KEY (dispute_id, n),
  FOREIGN KEY (record_id, source_id, part) REFERENCES anchor (record_id, source_id, part),
  CHECK (part IS NULL OR source_id IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX dispute_side_by_record ON dispute_side (record_id);

CREATE TABLE query (
  -- The named questions, so that any SQLite tool finds them here.
  name     TEXT PRIMARY KEY CHECK (name <> '' AND name NOT GLOB '*[^a-z0-9-]*'),  -- what it is asked by
  summary  TEXT NOT NULL CHECK (summary <> ''),      -- what a row of the answer is
  sql      TEXT NOT NULL CHECK (sql <> ''),          -- the question, header and all
  batch_id INTEGER NOT NULL REFERENCES batch (id)    -- the batch that brought it
) STRICT, WITHOUT ROWID;

CREATE TABLE derived (
  -- What of this file is made from the rest of it: a program that is newer makes it anew.
  part     TEXT PRIMARY KEY CHECK (part IN (  -- what it is
    'views',    -- the views
    'queries'   -- the named questions
  )),
  made_by  TEXT NOT NULL CHECK (made_by <> ''),      -- the version of onrecord that made it
  sha256   TEXT NOT NULL CHECK (length(sha256) = 64)  -- of the SQL of the part
) STRICT, WITHOUT ROWID;

-- A record is of one subtype, the one its kind names --------------------------------------------

CREATE TRIGGER entity_is_its_kind BEFORE INSERT ON entity
WHEN (SELECT kind FROM record WHERE id = NEW.id) IS NOT 'entity'
BEGIN SELECT RAISE(ABORT, 'the record of a row of entity must be of kind entity'); END;

CREATE TRIGGER relation_is_its_kind BEFORE INSERT ON relation
WHEN (SELECT kind FROM record WHERE id = NEW.id) IS NOT 'relation'
BEGIN SELECT RAISE(ABORT, 'the record of a row of relation must be of kind relation'); END;

CREATE TRIGGER event_is_its_kind BEFORE INSERT ON event
WHEN (SELECT kind FROM record WHERE id = NEW.id) IS NOT 'event'
BEGIN SELECT RAISE(ABORT, 'the record of a row of event must be of kind event'); END;

CREATE TRIGGER figure_is_its_kind BEFORE INSERT ON figure
WHEN (SELECT kind FROM record WHERE id = NEW.id) IS NOT 'figure'
BEGIN SELECT RAISE(ABORT, 'the record of a row of figure must be of kind figure'); END;

CREATE TRIGGER statement_is_its_kind BEFORE INSERT ON statement
WHEN (SELECT kind FROM record WHERE id = NEW.id) IS NOT 'statement'
BEGIN SELECT RAISE(ABORT, 'the record of a row of statement must be of kind statement'); END;

CREATE TRIGGER pledge_is_its_kind BEFORE INSERT ON pledge
WHEN (SELECT kind FROM record WHERE id = NEW.id) IS NOT 'pledge'
BEGIN SELECT RAISE(ABORT, 'the record of a row of pledge must be of kind pledge'); END;

CREATE TRIGGER stage_is_its_kind BEFORE INSERT ON stage
WHEN (SELECT kind FROM record WHERE id = NEW.id) IS NOT 'stage'
BEGIN SELECT RAISE(ABORT, 'the record of a row of stage must be of kind stage'); END;

CREATE TRIGGER conversion_is_its_kind BEFORE INSERT ON conversion
WHEN (SELECT kind FROM record WHERE id = NEW.id) IS NOT 'conversion'
BEGIN SELECT RAISE(ABORT, 'the record of a row of conversion must be of kind conversion'); END;

CREATE TRIGGER dispute_is_its_kind BEFORE INSERT ON dispute
WHEN (SELECT kind FROM record WHERE id = NEW.id) IS NOT 'dispute'
BEGIN SELECT RAISE(ABORT, 'the record of a row of dispute must be of kind dispute'); END;
