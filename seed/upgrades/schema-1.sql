-- The shape of a record file: who said, promised and did what, and which words prove it.
--
-- Read it from top to bottom: what the file is, the words it uses, where facts come from, the
-- facts, what ties them together, then the views that put names in place of ids. Comments stand
-- inside the statements, because that is where SQLite keeps them for whoever opens the file.
--
-- Conventions. Every fact is a `record`; its subtype (entity, event, statement, ...) shares its
-- id. A date is EDTF (ISO 8601-2) as text beside the first and the last day it can mean; an open
-- or unknown end is 0000-01-01 or 9999-12-31, never NULL. Money is a whole number of minor units
-- of an ISO 4217 currency. Every row knows the batch that brought it. A list of more than two words
-- is a chain of ORs, because SQLite makes the list of an IN anew for every row that it checks.

PRAGMA application_id = 0x6F6E7264;  -- 'onrd' in ASCII
PRAGMA user_version = 1;

-- What came in, and what it replaced ------------------------------------------------------------

CREATE TABLE batch (
  -- One load: everything that came in together, and leaves together.
  id      INTEGER PRIMARY KEY,
  kind    TEXT NOT NULL CHECK (
    kind = 'seed' OR kind = 'facts' OR kind = 'text' OR kind = 'import' OR kind = 'merge' OR kind = 'remove'
  ),
  name    TEXT NOT NULL CHECK (name <> ''),          -- the file or the recipe, as the person named it
  sha256  TEXT CHECK (length(sha256) = 64),          -- of the bytes that came in, where there was one file
  read_at TEXT NOT NULL CHECK (read_at IS strftime('%Y-%m-%dT%H:%M:%SZ', read_at)),
  note    TEXT CHECK (note <> '')
) STRICT;

CREATE TABLE change (
  -- What a batch replaced or took away, as JSON, so that taking the batch out puts it back.
  -- Rows a batch added need no line here: they carry its number.
  id        INTEGER PRIMARY KEY,
  batch_id  INTEGER NOT NULL REFERENCES batch (id),
  of_table  TEXT NOT NULL,
  operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  row_key   TEXT NOT NULL CHECK (json_valid(row_key)),   -- the row's primary key after the change
  old       TEXT NOT NULL CHECK (json_valid(old))        -- the whole row before the change
) STRICT;
CREATE INDEX change_by_batch ON change (batch_id);

-- The words the record uses ---------------------------------------------------------------------

CREATE TABLE currency (
  -- ISO 4217. An amount in minor units divides by 10 to the power of minor_unit.
  code       TEXT PRIMARY KEY CHECK (code GLOB '[A-Z][A-Z][A-Z]'),
  number     TEXT CHECK (number GLOB '[0-9][0-9][0-9]'),
  name       TEXT NOT NULL CHECK (name <> ''),
  minor_unit INTEGER CHECK (minor_unit BETWEEN 0 AND 4),  -- NULL where ISO 4217 gives none (gold, testing)
  batch_id   INTEGER NOT NULL REFERENCES batch (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE predicate (
  -- How two entities can be related, read from subject to object and back.
  key        TEXT PRIMARY KEY CHECK (key <> '' AND key NOT GLOB '*[^a-z0-9-]*'),
  label      TEXT NOT NULL CHECK (label <> ''),           -- 'holds the office of'
  inverse    TEXT NOT NULL CHECK (inverse <> ''),         -- 'is held by'
  batch_id   INTEGER NOT NULL REFERENCES batch (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE topic (
  -- What a record is about: a tree, so that asking for a topic asks for all below it.
  id        INTEGER PRIMARY KEY,
  key       TEXT NOT NULL UNIQUE CHECK (key <> '' AND key NOT GLOB '*[^a-z0-9-]*'),
  label     TEXT NOT NULL CHECK (label <> ''),
  parent_id INTEGER REFERENCES topic (id) CHECK (parent_id <> id),
  batch_id  INTEGER NOT NULL REFERENCES batch (id)
) STRICT;
CREATE INDEX topic_by_parent ON topic (parent_id);

CREATE TABLE topic_notation (
  -- The code that an outside scheme (CAMEO, PLOVER, ...) has for a topic.
  scheme   TEXT NOT NULL CHECK (scheme <> '' AND scheme NOT GLOB '*[^a-z0-9-]*'),
  code     TEXT NOT NULL CHECK (code <> ''),
  topic_id INTEGER NOT NULL REFERENCES topic (id),
  batch_id INTEGER NOT NULL REFERENCES batch (id),
  PRIMARY KEY (scheme, code, topic_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX topic_notation_by_topic ON topic_notation (topic_id);

-- Where facts come from -------------------------------------------------------------------------

CREATE TABLE source (
  -- A document or a data set. Anything about it may be unknown; what is known is stated or inferred.
  id              INTEGER PRIMARY KEY,
  key             TEXT NOT NULL UNIQUE CHECK (key <> '' AND key NOT GLOB '*[^a-z0-9-]*'),
  kind            TEXT NOT NULL CHECK (
    kind = 'news-report' OR kind = 'press-release' OR kind = 'transcript' OR kind = 'speech' OR kind = 'law'
    OR kind = 'treaty' OR kind = 'data-set' OR kind = 'standard' OR kind = 'web-page' OR kind = 'document'
  ),
  title           TEXT CHECK (title <> ''),          -- as printed
  description     TEXT CHECK (description <> ''),    -- in our words, for a document without a title
  publisher       TEXT CHECK (publisher <> ''),
  author          TEXT CHECK (author <> ''),
  url             TEXT CHECK (url <> ''),
  language        TEXT CHECK (language <> ''),       -- BCP 47
  licence         TEXT CHECK (licence <> ''),
  published       TEXT CHECK (published <> ''),
  published_first TEXT NOT NULL DEFAULT '0000-01-01' CHECK (published_first IS date(published_first, '+0 days')),
  published_last  TEXT NOT NULL DEFAULT '9999-12-31' CHECK (published_last IS date(published_last, '+0 days')),
  published_basis TEXT CHECK (published_basis IN ('stated', 'inferred')),
  published_why   TEXT CHECK (published_why <> ''),  -- how an inferred date was found
  retrieved_on    TEXT CHECK (retrieved_on IS date(retrieved_on, '+0 days')),
  sha256          TEXT CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),  -- of the exact bytes
  bytes           INTEGER CHECK (bytes >= 0),
  sentences       INTEGER CHECK (sentences >= 0),
  is_complete     INTEGER NOT NULL DEFAULT 0 CHECK (is_complete IN (0, 1)),  -- every sentence is meant to be cited
  independence    TEXT NOT NULL DEFAULT 'unknown' CHECK (
    independence = 'independent' OR independence = 'derived' OR independence = 'unknown'
  ),
  derived_from_id INTEGER REFERENCES source (id) CHECK (derived_from_id <> id),
  derivation      TEXT CHECK (derivation = 'quotation' OR derivation = 'rewrite' OR derivation = 'translation'),
  batch_id        INTEGER NOT NULL REFERENCES batch (id),
  CHECK (published_first <= published_last),
  CHECK ((published IS NULL) = (published_basis IS NULL)),
  CHECK (derived_from_id IS NULL OR independence = 'derived'),
  CHECK (is_complete = 0 OR sentences IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX source_by_sha256 ON source (sha256) WHERE sha256 IS NOT NULL;
CREATE INDEX source_by_publisher ON source (publisher) WHERE publisher IS NOT NULL;
CREATE INDEX source_by_kind ON source (kind, published_first);
CREATE INDEX source_by_derived_from ON source (derived_from_id) WHERE derived_from_id IS NOT NULL;

CREATE TABLE source_text (
  -- The document itself, only if the user keeps it: many may not be redistributed.
  source_id INTEGER PRIMARY KEY REFERENCES source (id),
  content   TEXT NOT NULL,                           -- its bytes hash to source.sha256
  batch_id  INTEGER NOT NULL REFERENCES batch (id)
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
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  key      TEXT NOT NULL UNIQUE CHECK (key <> '' AND key NOT GLOB '*[^a-z0-9-]*'),
  kind     TEXT NOT NULL CHECK (
    kind = 'entity' OR kind = 'relation' OR kind = 'event' OR kind = 'figure' OR kind = 'statement'
    OR kind = 'pledge' OR kind = 'stage' OR kind = 'conversion' OR kind = 'dispute'
  ),
  rank     TEXT CHECK (rank IN ('preferred', 'deprecated')),  -- NULL is normal; as in Wikidata
  reason   TEXT CHECK (reason <> ''),                -- why it is preferred or deprecated
  note     TEXT CHECK (note <> ''),                  -- what a reader must know, in our words
  batch_id INTEGER NOT NULL REFERENCES batch (id),
  CHECK (rank IS NULL OR reason IS NOT NULL)
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
  key       TEXT PRIMARY KEY CHECK (key <> ''),
  record_id INTEGER NOT NULL REFERENCES record (id),
  batch_id  INTEGER NOT NULL REFERENCES batch (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE dating (
  -- The words behind a date that was worked out: 'last week', said on a day, means these days.
  record_id   INTEGER NOT NULL REFERENCES record (id),
  field       TEXT NOT NULL CHECK (
    field = 'date' OR field = 'since' OR field = 'until' OR field = 'attested' OR field = 'as_of'
    OR field = 'began' OR field = 'ended'
  ),
  words       TEXT NOT NULL CHECK (words <> ''),     -- as printed
  anchored_on TEXT NOT NULL CHECK (anchored_on IS date(anchored_on, '+0 days')),  -- the day they count from
  result      TEXT NOT NULL CHECK (result <> ''),    -- EDTF
  batch_id    INTEGER NOT NULL REFERENCES batch (id),
  PRIMARY KEY (record_id, field, words, anchored_on)
) STRICT, WITHOUT ROWID;

CREATE TABLE entity (
  -- Whoever or whatever can take part: a person, a country, an office, a medium, a place.
  id          INTEGER PRIMARY KEY REFERENCES record (id),
  kind        TEXT NOT NULL CHECK (
    kind = 'person' OR kind = 'country' OR kind = 'region' OR kind = 'place' OR kind = 'organization'
    OR kind = 'government' OR kind = 'company' OR kind = 'office' OR kind = 'group' OR kind = 'medium'
    OR kind = 'work' OR kind = 'asset'
  ),
  name        TEXT NOT NULL CHECK (name <> ''),      -- the preferred name, also a row of name
  description TEXT CHECK (description <> ''),
  began       TEXT CHECK (began <> ''),              -- born, founded
  began_first TEXT NOT NULL DEFAULT '0000-01-01' CHECK (began_first IS date(began_first, '+0 days')),
  began_last  TEXT NOT NULL DEFAULT '9999-12-31' CHECK (began_last IS date(began_last, '+0 days')),
  ended       TEXT CHECK (ended <> ''),              -- died, dissolved
  ended_first TEXT NOT NULL DEFAULT '0000-01-01' CHECK (ended_first IS date(ended_first, '+0 days')),
  ended_last  TEXT NOT NULL DEFAULT '9999-12-31' CHECK (ended_last IS date(ended_last, '+0 days')),
  batch_id    INTEGER NOT NULL REFERENCES batch (id),
  CHECK (began_first <= began_last),
  CHECK (ended_first <= ended_last)
) STRICT;

CREATE TABLE name (
  -- Every name an entity goes by. normal is the name without case, accents and punctuation.
  entity_id INTEGER NOT NULL REFERENCES entity (id),
  text      TEXT NOT NULL CHECK (text <> ''),
  kind      TEXT NOT NULL CHECK (
    kind = 'preferred' OR kind = 'alias' OR kind = 'acronym' OR kind = 'demonym' OR kind = 'metonym'
    OR kind = 'former' OR kind = 'misspelling'
  ),
  language  TEXT NOT NULL DEFAULT '',                -- BCP 47; empty where it does not matter
  normal    TEXT NOT NULL,
  batch_id  INTEGER NOT NULL REFERENCES batch (id),
  PRIMARY KEY (entity_id, text, kind, language)
) STRICT, WITHOUT ROWID;
CREATE INDEX name_by_normal ON name (normal, kind, entity_id);

CREATE TABLE identifier (
  -- What an outside scheme calls an entity: iso-3166-1-alpha-2 is NL.
  scheme    TEXT NOT NULL CHECK (scheme <> '' AND scheme NOT GLOB '*[^a-z0-9-]*'),
  value     TEXT NOT NULL CHECK (value <> '') COLLATE NOCASE,
  entity_id INTEGER NOT NULL REFERENCES entity (id),
  batch_id  INTEGER NOT NULL REFERENCES batch (id),
  PRIMARY KEY (scheme, value, entity_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX identifier_by_value ON identifier (value, entity_id);
CREATE INDEX identifier_by_entity ON identifier (entity_id);

CREATE TABLE relation (
  -- Subject, predicate, object. Holding an office is one. A mention proves only the days it is
  -- about (attested); since and until stand only where a source says so.
  id             INTEGER PRIMARY KEY REFERENCES record (id),
  subject_id     INTEGER NOT NULL REFERENCES entity (id),
  predicate      TEXT NOT NULL REFERENCES predicate (key),
  object_id      INTEGER NOT NULL REFERENCES entity (id) CHECK (object_id <> subject_id),
  share          TEXT CHECK (share <> ''),           -- of an ownership, as printed
  since          TEXT CHECK (since <> ''),
  since_first    TEXT NOT NULL DEFAULT '0000-01-01' CHECK (since_first IS date(since_first, '+0 days')),
  since_last     TEXT NOT NULL DEFAULT '9999-12-31' CHECK (since_last IS date(since_last, '+0 days')),
  until          TEXT CHECK (until <> ''),
  until_first    TEXT NOT NULL DEFAULT '0000-01-01' CHECK (until_first IS date(until_first, '+0 days')),
  until_last     TEXT NOT NULL DEFAULT '9999-12-31' CHECK (until_last IS date(until_last, '+0 days')),
  attested       TEXT CHECK (attested <> ''),
  attested_first TEXT NOT NULL DEFAULT '0000-01-01' CHECK (attested_first IS date(attested_first, '+0 days')),
  attested_last  TEXT NOT NULL DEFAULT '9999-12-31' CHECK (attested_last IS date(attested_last, '+0 days')),
  batch_id       INTEGER NOT NULL REFERENCES batch (id),
  CHECK (since_first <= since_last),
  CHECK (until_first <= until_last),
  CHECK (attested_first <= attested_last)
) STRICT;
CREATE INDEX relation_by_subject ON relation (subject_id, predicate);
CREATE INDEX relation_by_object ON relation (object_id, predicate);

CREATE TABLE event (
  -- Something done, going on, planned or called off.
  id         INTEGER PRIMARY KEY REFERENCES record (id),
  type       TEXT NOT NULL CHECK (
    type = 'meeting' OR type = 'visit' OR type = 'call' OR type = 'negotiation' OR type = 'conference'
    OR type = 'summit' OR type = 'interview' OR type = 'statement' OR type = 'appeal' OR type = 'consultation'
    OR type = 'agreement' OR type = 'support' OR type = 'cooperation' OR type = 'aid' OR type = 'concession'
    OR type = 'investigation' OR type = 'demand' OR type = 'accusation' OR type = 'disapproval'
    OR type = 'rejection' OR type = 'threat' OR type = 'protest' OR type = 'mobilization'
    OR type = 'downgrade' OR type = 'measure' OR type = 'sanction' OR type = 'coercion' OR type = 'assault'
    OR type = 'attack' OR type = 'fight' OR type = 'war' OR type = 'violence' OR type = 'election'
    OR type = 'progress' OR type = 'other'
  ),
  title      TEXT CHECK (title <> ''),               -- NULL for rows of a data set: a view tells them
  status     TEXT NOT NULL CHECK (
    status = 'planned' OR status = 'ongoing' OR status = 'occurred' OR status = 'cancelled'
  ),
  date       TEXT CHECK (date <> ''),
  first_day  TEXT NOT NULL DEFAULT '0000-01-01' CHECK (first_day IS date(first_day, '+0 days')),
  last_day   TEXT NOT NULL DEFAULT '9999-12-31' CHECK (last_day IS date(last_day, '+0 days')),
  place_id   INTEGER REFERENCES entity (id),
  part_of_id INTEGER REFERENCES event (id) CHECK (part_of_id <> id),
  follows_id INTEGER REFERENCES event (id) CHECK (follows_id <> id),  -- the one before it in a series
  batch_id   INTEGER NOT NULL REFERENCES batch (id),
  CHECK (first_day <= last_day)
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
  id          INTEGER PRIMARY KEY REFERENCES record (id),
  about_id    INTEGER NOT NULL REFERENCES record (id) CHECK (about_id <> id),
  measure     TEXT NOT NULL CHECK (measure <> ''),
  low         INTEGER,                               -- whole units; NULL where no bound is known
  best        INTEGER,
  high        INTEGER,
  unit        TEXT NOT NULL CHECK (unit <> ''),      -- people, months, ...
  as_written  TEXT NOT NULL CHECK (as_written <> ''),
  approximate INTEGER NOT NULL DEFAULT 0 CHECK (approximate IN (0, 1)),
  as_of       TEXT CHECK (as_of <> ''),
  as_of_first TEXT NOT NULL DEFAULT '0000-01-01' CHECK (as_of_first IS date(as_of_first, '+0 days')),
  as_of_last  TEXT NOT NULL DEFAULT '9999-12-31' CHECK (as_of_last IS date(as_of_last, '+0 days')),
  batch_id    INTEGER NOT NULL REFERENCES batch (id),
  CHECK (as_of_first <= as_of_last),
  CHECK (coalesce(low, best, high) IS NOT NULL),
  CHECK (low <= best),
  CHECK (best <= high),
  CHECK (low <= high)
) STRICT;
CREATE INDEX figure_by_about ON figure (about_id, measure, as_of_first);

CREATE TABLE statement (
  -- One speech act, however many sources print it. Who speaks and to whom are parties; the
  -- wordings are its anchors.
  id             INTEGER PRIMARY KEY REFERENCES record (id),
  verb           TEXT NOT NULL CHECK (verb <> ''),   -- says, argues, calls on, praises, ...
  form           TEXT NOT NULL CHECK (
    form = 'direct' OR form = 'direct-marks-lost' OR form = 'indirect' OR form = 'fragment'
    OR form = 'narration'
  ),
  gist           TEXT NOT NULL CHECK (gist <> ''),   -- in our words
  speaker_basis  TEXT NOT NULL CHECK (
    speaker_basis = 'stated' OR speaker_basis = 'inferred' OR speaker_basis = 'unknown'
  ),
  speaker_why    TEXT CHECK (speaker_why <> ''),     -- how an inferred speaker was found
  medium_id      INTEGER REFERENCES entity (id),
  occasion_id    INTEGER REFERENCES event (id),
  date           TEXT CHECK (date <> ''),
  first_day      TEXT NOT NULL DEFAULT '0000-01-01' CHECK (first_day IS date(first_day, '+0 days')),
  last_day       TEXT NOT NULL DEFAULT '9999-12-31' CHECK (last_day IS date(last_day, '+0 days')),
  told_in_id     INTEGER REFERENCES statement (id) CHECK (told_in_id <> id),      -- who says that it was said
  responds_to_id INTEGER REFERENCES statement (id) CHECK (responds_to_id <> id),
  continues_id   INTEGER REFERENCES statement (id) CHECK (continues_id <> id),
  batch_id       INTEGER NOT NULL REFERENCES batch (id),
  CHECK (first_day <= last_day),
  CHECK (speaker_basis <> 'inferred' OR speaker_why IS NOT NULL)
) STRICT;
CREATE INDEX statement_by_first_day ON statement (first_day, id);
CREATE INDEX statement_by_last_day ON statement (last_day) WHERE last_day > date(first_day, '+31 days');
CREATE INDEX statement_by_occasion ON statement (occasion_id) WHERE occasion_id IS NOT NULL;
CREATE INDEX statement_by_told_in ON statement (told_in_id) WHERE told_in_id IS NOT NULL;

CREATE TABLE pledge (
  -- A promise. What became of it, and how much, are its stages; donors and recipients are parties.
  id        INTEGER PRIMARY KEY REFERENCES record (id),
  kind      TEXT NOT NULL CHECK (kind IN ('aid', 'undertaking')),
  title     TEXT NOT NULL CHECK (title <> ''),       -- in our words
  purpose   TEXT CHECK (purpose <> ''),
  sector    TEXT CHECK (
    sector = 'military' OR sector = 'humanitarian' OR sector = 'financial' OR sector = 'development'
    OR sector = 'other'
  ),
  batch_id  INTEGER NOT NULL REFERENCES batch (id)
) STRICT;

CREATE TABLE stage (
  -- What a source says a pledge had come to. NULL money is not stated, which is not zero.
  -- 'about 3 billion' is low = high and approximate; 'nearly' has no low; 'more than' has no high.
  id               INTEGER PRIMARY KEY REFERENCES record (id),
  pledge_id        INTEGER NOT NULL REFERENCES pledge (id),
  stage            TEXT NOT NULL CHECK (
    stage = 'pledged' OR stage = 'committed' OR stage = 'allocated' OR stage = 'disbursed'
    OR stage = 'delivered' OR stage = 'withdrawn'
  ),
  notation         TEXT CHECK (notation <> ''),      -- the IATI transaction type code, where there is one
  date             TEXT CHECK (date <> ''),
  first_day        TEXT NOT NULL DEFAULT '0000-01-01' CHECK (first_day IS date(first_day, '+0 days')),
  last_day         TEXT NOT NULL DEFAULT '9999-12-31' CHECK (last_day IS date(last_day, '+0 days')),
  low              INTEGER,                          -- minor units, inclusive
  high             INTEGER,                          -- minor units, inclusive
  currency         TEXT REFERENCES currency (code),
  approximate      INTEGER NOT NULL DEFAULT 0 CHECK (approximate IN (0, 1)),
  as_written       TEXT CHECK (as_written <> ''),
  extent           TEXT NOT NULL DEFAULT 'increment' CHECK (extent IN ('increment', 'total')),  -- total: all so far
  additional_to_id INTEGER REFERENCES stage (id) CHECK (additional_to_id <> id),
  part_of_id       INTEGER REFERENCES stage (id) CHECK (part_of_id <> id),
  batch_id         INTEGER NOT NULL REFERENCES batch (id),
  CHECK (first_day <= last_day),
  CHECK (low <= high),
  CHECK ((coalesce(low, high) IS NULL) = (currency IS NULL))
) STRICT;
CREATE INDEX stage_by_pledge ON stage (pledge_id, first_day);
CREATE INDEX stage_by_first_day ON stage (first_day, id);
CREATE INDEX stage_by_last_day ON stage (last_day) WHERE last_day > date(first_day, '+31 days');
CREATE INDEX stage_by_part_of ON stage (part_of_id) WHERE part_of_id IS NOT NULL;
CREATE INDEX stage_by_additional_to ON stage (additional_to_id) WHERE additional_to_id IS NOT NULL;

CREATE TABLE conversion (
  -- An amount of a stage in another currency, as somebody converted it. Rate and day may be
  -- unknown; never our own arithmetic.
  id       INTEGER PRIMARY KEY REFERENCES record (id),
  stage_id INTEGER NOT NULL REFERENCES stage (id),
  amount   INTEGER NOT NULL,                         -- minor units
  currency TEXT NOT NULL REFERENCES currency (code),
  rate     TEXT CHECK (rate <> ''),                  -- decimal text: units of the target for one of the original
  rate_on  TEXT CHECK (rate_on IS date(rate_on, '+0 days')),
  batch_id INTEGER NOT NULL REFERENCES batch (id)
) STRICT;
CREATE INDEX conversion_by_stage ON conversion (stage_id);

CREATE TABLE dispute (
  -- Where sources or statements disagree. Contradiction: both cannot be true. Revision: the later
  -- replaces the earlier. Degree: how much. Scope: of what. Wording: the words printed.
  id       INTEGER PRIMARY KEY REFERENCES record (id),
  kind     TEXT NOT NULL CHECK (
    kind = 'contradiction' OR kind = 'revision' OR kind = 'degree' OR kind = 'scope' OR kind = 'wording'
  ),
  question TEXT NOT NULL CHECK (question <> ''),
  why      TEXT NOT NULL CHECK (why <> ''),          -- why a side is preferred, or why none is
  batch_id INTEGER NOT NULL REFERENCES batch (id)
) STRICT;

-- What ties the facts together ------------------------------------------------------------------

CREATE TABLE citation (
  -- This source vouches for this record. Nothing cited can lose its source.
  record_id INTEGER NOT NULL REFERENCES record (id),
  source_id INTEGER NOT NULL REFERENCES source (id),
  batch_id  INTEGER NOT NULL REFERENCES batch (id),
  PRIMARY KEY (record_id, source_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX citation_by_source ON citation (source_id, record_id);

CREATE TABLE anchor (
  -- The words in a document that carry a record (W3C Web Annotation: a text quote and position
  -- selector). Verbatim means as printed there: outlets reword quotations, and each wording is an
  -- anchor of its own.
  record_id  INTEGER NOT NULL,
  source_id  INTEGER NOT NULL,
  part       INTEGER NOT NULL CHECK (part >= 1),     -- a quotation broken by 'he said' has several
  role       TEXT NOT NULL CHECK (role IN ('quotation', 'place')),
  exact      TEXT CHECK (exact <> ''),               -- NULL when only the place is known
  prefix     TEXT,                                   -- words before, where the text is kept
  suffix     TEXT,                                   -- words after
  start_byte INTEGER CHECK (start_byte >= 0),        -- in the source's bytes, end excluded
  end_byte   INTEGER CHECK (end_byte > start_byte),
  start_char INTEGER CHECK (start_char >= 0),        -- the same place in code points
  end_char   INTEGER CHECK (end_char > start_char),
  sentence   INTEGER CHECK (sentence >= 1),          -- counted from the start of the document
  locator    TEXT CHECK (locator <> ''),             -- page, cell, time mark
  batch_id   INTEGER NOT NULL REFERENCES batch (id),
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
  record_id INTEGER NOT NULL REFERENCES record (id),
  role      TEXT NOT NULL CHECK (
    role = 'speaker' OR role = 'addressee' OR role = 'donor' OR role = 'recipient' OR role = 'host'
    OR role = 'guest' OR role = 'participant' OR role = 'actor' OR role = 'target' OR role = 'victim'
    OR role = 'mediator' OR role = 'promiser' OR role = 'promisee' OR role = 'implementer'
  ),
  n         INTEGER NOT NULL CHECK (n >= 1),         -- in the order the source names them
  entity_id INTEGER REFERENCES entity (id),
  printed   TEXT CHECK (printed <> ''),              -- the name as printed, where it differs or is all there is
  behalf_id INTEGER REFERENCES entity (id),          -- on behalf of whom
  first_day TEXT NOT NULL CHECK (first_day IS date(first_day, '+0 days')),  -- of the record, so that a week of doings is one range
  batch_id  INTEGER NOT NULL REFERENCES batch (id),
  PRIMARY KEY (record_id, role, n),
  CHECK (coalesce(entity_id, printed) IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX party_by_entity ON party (entity_id, role, first_day, record_id) WHERE entity_id IS NOT NULL;
CREATE INDEX party_by_behalf ON party (behalf_id, role, first_day, record_id) WHERE behalf_id IS NOT NULL;

CREATE TABLE assertion (
  -- What a statement claims of a record. '40 dead, authorities said' is a figure that a statement
  -- asserts; nobody else vouches for it.
  statement_id INTEGER NOT NULL REFERENCES statement (id),
  record_id    INTEGER NOT NULL REFERENCES record (id) CHECK (record_id <> statement_id),
  stance       TEXT NOT NULL CHECK (stance = 'asserts' OR stance = 'denies' OR stance = 'questions'),
  batch_id     INTEGER NOT NULL REFERENCES batch (id),
  PRIMARY KEY (statement_id, record_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX assertion_by_record ON assertion (record_id);

CREATE TABLE coding (
  -- What a data set computes of a record: its code for it, and its scores.
  record_id INTEGER PRIMARY KEY REFERENCES record (id),
  scheme    TEXT NOT NULL CHECK (scheme IN ('cameo', 'plover')),
  code      TEXT NOT NULL CHECK (code <> ''),        -- text: '042' keeps its zero
  mode      TEXT CHECK (mode <> ''),
  intensity REAL,                                    -- Goldstein scale, -10 to 10
  tone      REAL,                                    -- of the wording, -100 to 100
  mentions  INTEGER CHECK (mentions >= 0),
  batch_id  INTEGER NOT NULL REFERENCES batch (id)
) STRICT;

CREATE TABLE record_topic (
  -- What a record is about.
  record_id INTEGER NOT NULL REFERENCES record (id),
  topic_id  INTEGER NOT NULL REFERENCES topic (id),
  batch_id  INTEGER NOT NULL REFERENCES batch (id),
  PRIMARY KEY (record_id, topic_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_topic_by_topic ON record_topic (topic_id, record_id);

CREATE TABLE dispute_side (
  -- One side of a dispute: a record or the words of an anchor, what it claims, preferred or not.
  dispute_id   INTEGER NOT NULL REFERENCES dispute (id),
  n            INTEGER NOT NULL CHECK (n >= 1),
  record_id    INTEGER NOT NULL REFERENCES record (id),
  source_id    INTEGER REFERENCES source (id),       -- with part: the very words
  part         INTEGER CHECK (part >= 1),
  claim        TEXT NOT NULL CHECK (claim <> ''),    -- in our words
  is_preferred INTEGER NOT NULL DEFAULT 0 CHECK (is_preferred IN (0, 1)),
  batch_id     INTEGER NOT NULL REFERENCES batch (id),
  PRIMARY KEY (dispute_id, n),
  FOREIGN KEY (record_id, source_id, part) REFERENCES anchor (record_id, source_id, part),
  CHECK (part IS NULL OR source_id IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX dispute_side_by_record ON dispute_side (record_id);

CREATE TABLE query (
  -- The named questions, so that any SQLite tool finds them here.
  name     TEXT PRIMARY KEY CHECK (name <> '' AND name NOT GLOB '*[^a-z0-9-]*'),
  summary  TEXT NOT NULL CHECK (summary <> ''),
  sql      TEXT NOT NULL CHECK (sql <> ''),
  batch_id INTEGER NOT NULL REFERENCES batch (id)
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

-- What people read: names in place of ids -------------------------------------------------------
--
-- Joins and scalar subqueries only, so that a filter reaches the indexes; computed columns are
-- cast to one type, because other readers of the file insist on it. CROSS JOIN keeps SQLite from
-- walking all records, most of them events, to find those of a rarer kind. `@key` names the columns
-- by which a row is known, `@refers` a column that holds such a key of another view.

CREATE VIEW entities AS
-- One row for each entity, with every name it goes by.
-- @key record_id
SELECT
  entity.id AS record_id,
  record.key,
  entity.kind,
  entity.name,
  CAST((SELECT group_concat(name.text, '; ') FROM name WHERE name.entity_id = entity.id AND name.kind <> 'preferred') AS TEXT) AS other_names,
  CAST((SELECT group_concat(identifier.scheme || ':' || identifier.value, '; ') FROM identifier WHERE identifier.entity_id = entity.id) AS TEXT) AS identifiers,
  entity.began,
  entity.ended,
  entity.description,
  record.note
FROM entity
CROSS JOIN record ON record.id = entity.id;

CREATE VIEW relations AS
-- One row for each relation, read from subject to object.
-- @key record_id
-- @refers subject_id entities.record_id
-- @refers object_id entities.record_id
SELECT
  relation.id AS record_id,
  record.key,
  subject.name AS subject,
  predicate.label AS predicate,
  object.name AS object,
  relation.share,
  relation.since,
  relation.until,
  relation.attested,
  record.rank,
  record.reason,
  record.note,
  relation.subject_id,
  relation.object_id,
  relation.predicate AS predicate_key
FROM relation
CROSS JOIN record ON record.id = relation.id
JOIN entity AS subject ON subject.id = relation.subject_id
JOIN entity AS object ON object.id = relation.object_id
JOIN predicate ON predicate.key = relation.predicate;

CREATE VIEW offices AS
-- One row for each office that a source gives somebody; a deprecated row is one that is wrong.
-- @key record_id
-- @refers holder_id entities.record_id
-- @refers office_id entities.record_id
SELECT
  relation.id AS record_id,
  record.key,
  holder.name AS holder,
  office.name AS office,
  relation.since,
  relation.until,
  relation.attested,
  relation.since_first,
  relation.since_last,
  relation.until_first,
  relation.until_last,
  relation.attested_first,
  relation.attested_last,
  CAST(coalesce(record.rank, 'normal') AS TEXT) AS rank,
  record.reason,
  relation.subject_id AS holder_id,
  relation.object_id AS office_id
FROM relation
CROSS JOIN record ON record.id = relation.id
JOIN entity AS holder ON holder.id = relation.subject_id
JOIN entity AS office ON office.id = relation.object_id
WHERE relation.predicate = 'holds-office';

CREATE VIEW events AS
-- One row for each event, with those who took part.
-- @key record_id
SELECT
  event.id AS record_id,
  record.key,
  event.type,
  CAST(coalesce(
    event.title,
    coalesce(CAST((
    SELECT group_concat(coalesce(entity.name, party.printed), '; ')
    FROM party LEFT JOIN entity ON entity.id = party.entity_id
    WHERE party.record_id = event.id AND party.role = 'actor'
  ) AS TEXT), '?')
    || ' / ' || event.type || ' / '
    || coalesce(CAST((
    SELECT group_concat(coalesce(entity.name, party.printed), '; ')
    FROM party LEFT JOIN entity ON entity.id = party.entity_id
    WHERE party.record_id = event.id AND party.role = 'target'
  ) AS TEXT), '?')
  ) AS TEXT) AS title,
  event.status,
  event.date,
  event.first_day,
  event.last_day,
  place.name AS place,
  CAST((
    SELECT group_concat(coalesce(entity.name, party.printed) || ' (' || party.role || ')', '; ')
    FROM party LEFT JOIN entity ON entity.id = party.entity_id
    WHERE party.record_id = event.id
  ) AS TEXT) AS parties,
  coding.code,
  coding.intensity,
  coding.tone,
  coding.mentions,
  record.note
FROM event
JOIN record ON record.id = event.id
LEFT JOIN entity AS place ON place.id = event.place_id
LEFT JOIN coding ON coding.record_id = event.id;

CREATE VIEW figures AS
-- One row for each number that a source gives about a record.
-- @key record_id
SELECT
  figure.id AS record_id,
  record.key,
  figure.about_id,
  CAST((SELECT coalesce(event.title, entity.name, about.key) FROM record AS about LEFT JOIN event ON event.id = about.id LEFT JOIN entity ON entity.id = about.id WHERE about.id = figure.about_id) AS TEXT) AS about,
  figure.measure,
  figure.low,
  figure.best,
  figure.high,
  figure.unit,
  figure.as_written,
  figure.approximate,
  figure.as_of,
  figure.as_of_first,
  figure.as_of_last,
  CAST((
    SELECT group_concat(coalesce(entity.name, party.printed, 'the document'), '; ')
    FROM assertion
    LEFT JOIN party ON party.record_id = assertion.statement_id AND party.role = 'speaker'
    LEFT JOIN entity ON entity.id = party.entity_id
    WHERE assertion.record_id = figure.id AND assertion.stance = 'asserts'
  ) AS TEXT) AS according_to,
  record.note
FROM figure
CROSS JOIN record ON record.id = figure.id;

CREATE VIEW statements AS
-- One row for each speech act, told in our words; the printed words are in citations.
-- @key record_id
SELECT
  statement.id AS record_id,
  record.key,
  CAST((
    SELECT group_concat(coalesce(entity.name, party.printed), '; ')
    FROM party LEFT JOIN entity ON entity.id = party.entity_id
    WHERE party.record_id = statement.id AND party.role = 'speaker'
  ) AS TEXT) AS speaker,
  statement.speaker_basis,
  statement.verb,
  CAST((
    SELECT group_concat(coalesce(entity.name, party.printed), '; ')
    FROM party LEFT JOIN entity ON entity.id = party.entity_id
    WHERE party.record_id = statement.id AND party.role = 'addressee'
  ) AS TEXT) AS addressee,
  statement.gist,
  statement.form,
  medium.name AS medium,
  occasion.title AS occasion,
  statement.date,
  statement.first_day,
  statement.last_day,
  CAST((
    SELECT group_concat(coalesce(entity.name, party.printed), '; ')
    FROM party LEFT JOIN entity ON entity.id = party.entity_id
    WHERE party.record_id = statement.told_in_id AND party.role = 'speaker'
  ) AS TEXT) AS told_by,
  statement.speaker_why,
  record.note
FROM statement
CROSS JOIN record ON record.id = statement.id
LEFT JOIN entity AS medium ON medium.id = statement.medium_id
LEFT JOIN event AS occasion ON occasion.id = statement.occasion_id;

CREATE VIEW pledges AS
-- One row for each stage of a pledge, amounts in major units (3.5 is three and a half euros).
-- The exact minor units are in stage. A pledge without a stage is a row without one.
-- @key record_id
SELECT
  CAST(coalesce(stage.id, pledge.id) AS INTEGER) AS record_id,
  record.key AS pledge,
  pledge.kind,
  pledge.title,
  CAST((
    SELECT group_concat(coalesce(entity.name, party.printed), '; ')
    FROM party LEFT JOIN entity ON entity.id = party.entity_id
    WHERE party.record_id = pledge.id AND party.role = 'donor'
  ) AS TEXT) AS donor,
  CAST((
    SELECT group_concat(coalesce(entity.name, party.printed), '; ')
    FROM party LEFT JOIN entity ON entity.id = party.entity_id
    WHERE party.record_id = pledge.id AND party.role = 'recipient'
  ) AS TEXT) AS recipient,
  CAST((
    SELECT group_concat(coalesce(entity.name, party.printed), '; ')
    FROM party LEFT JOIN entity ON entity.id = party.entity_id
    WHERE party.record_id = pledge.id AND party.role = 'promiser'
  ) AS TEXT) AS promiser,
  pledge.sector,
  stage.stage,
  stage.date,
  stage.first_day,
  stage.last_day,
  CAST(CAST(stage.low AS REAL) / CASE currency.minor_unit WHEN 0 THEN 1 WHEN 1 THEN 10 WHEN 3 THEN 1000 WHEN 4 THEN 10000 ELSE 100 END AS REAL) AS low,
  CAST(CAST(stage.high AS REAL) / CASE currency.minor_unit WHEN 0 THEN 1 WHEN 1 THEN 10 WHEN 3 THEN 1000 WHEN 4 THEN 10000 ELSE 100 END AS REAL) AS high,
  stage.currency,
  stage.approximate,
  stage.as_written,
  stage.extent,
  CAST((SELECT additional.key FROM record AS additional WHERE additional.id = stage.additional_to_id) AS TEXT) AS additional_to,
  CAST((SELECT whole.key FROM record AS whole WHERE whole.id = stage.part_of_id) AS TEXT) AS part_of,
  CAST((
    SELECT group_concat(coalesce(entity.name, party.printed, 'the document'), '; ')
    FROM assertion
    LEFT JOIN party ON party.record_id = assertion.statement_id AND party.role = 'speaker'
    LEFT JOIN entity ON entity.id = party.entity_id
    WHERE assertion.record_id = coalesce(stage.id, pledge.id) AND assertion.stance = 'asserts'
  ) AS TEXT) AS according_to,
  pledge.id AS pledge_id,
  record.note
FROM pledge
CROSS JOIN record ON record.id = pledge.id
LEFT JOIN stage ON stage.pledge_id = pledge.id
LEFT JOIN currency ON currency.code = stage.currency;

CREATE VIEW sources AS
-- One row for each document or data set, without its text.
-- @key key
-- @refers derived_from sources.key
SELECT
  source.key,
  source.kind,
  source.title,
  source.description,
  source.publisher,
  source.author,
  source.url,
  source.language,
  source.licence,
  source.published,
  source.published_basis,
  source.published_why,
  source.retrieved_on,
  source.sha256,
  source.bytes,
  source.sentences,
  source.independence,
  origin.key AS derived_from,
  source.derivation,
  CAST((SELECT count(*) FROM citation WHERE citation.source_id = source.id) AS INTEGER) AS records,
  CAST(EXISTS (SELECT 1 FROM source_text WHERE source_text.source_id = source.id) AS INTEGER) AS has_text,
  source.id AS source_id
FROM source
LEFT JOIN source AS origin ON origin.id = source.derived_from_id;

CREATE VIEW citations AS
-- One row for each passage that carries a record; a source cited as a whole has no words.
-- @refers source sources.key
SELECT
  citation.record_id,
  record.key AS record,
  record.kind,
  source.key AS source,
  source.publisher,
  source.title,
  source.description,
  source.published,
  source.published_basis,
  source.url,
  anchor.part,
  anchor.role,
  anchor.exact AS words,
  anchor.sentence,
  anchor.locator,
  anchor.start_char,
  anchor.end_char,
  CAST(anchor.start_byte IS NOT NULL AS INTEGER) AS is_placed,
  citation.source_id
FROM citation
JOIN record ON record.id = citation.record_id
JOIN source ON source.id = citation.source_id
LEFT JOIN anchor ON anchor.record_id = citation.record_id AND anchor.source_id = citation.source_id;

CREATE VIEW disputes AS
-- One row for each side of a dispute.
-- @key record_id, side
-- @refers source sources.key
SELECT
  dispute.id AS record_id,
  record.key,
  dispute.kind,
  dispute.question,
  dispute_side.n AS side,
  dispute_side.claim,
  dispute_side.is_preferred,
  claimed.key AS claimed_by,
  source.key AS source,
  anchor.exact AS words,
  dispute.why,
  dispute_side.record_id AS side_record_id
FROM dispute
CROSS JOIN record ON record.id = dispute.id
JOIN dispute_side ON dispute_side.dispute_id = dispute.id
JOIN record AS claimed ON claimed.id = dispute_side.record_id
LEFT JOIN source ON source.id = dispute_side.source_id
LEFT JOIN anchor ON anchor.record_id = dispute_side.record_id AND anchor.source_id = dispute_side.source_id AND anchor.part = dispute_side.part;

CREATE VIEW timeline AS
-- One row for each event, statement and stage of a pledge, with the days it may mean.
-- @key record_id
SELECT
  event.id AS record_id,
  CAST('event' AS TEXT) AS kind,
  event.type,
  CAST(coalesce(event.title, event.type) AS TEXT) AS what,
  event.status,
  event.date,
  event.first_day,
  event.last_day
FROM event
UNION ALL
SELECT
  statement.id,
  CAST('statement' AS TEXT),
  statement.form,
  CAST(coalesce(CAST((
    SELECT group_concat(coalesce(entity.name, party.printed), '; ')
    FROM party LEFT JOIN entity ON entity.id = party.entity_id
    WHERE party.record_id = statement.id AND party.role = 'speaker'
  ) AS TEXT), 'The document') || ' ' || statement.verb || ': ' || statement.gist AS TEXT),
  CAST('occurred' AS TEXT),
  statement.date,
  statement.first_day,
  statement.last_day
FROM statement
UNION ALL
SELECT
  stage.id,
  CAST('stage' AS TEXT),
  stage.stage,
  CAST((SELECT pledge.title FROM pledge WHERE pledge.id = stage.pledge_id) || coalesce(': ' || stage.as_written, '') AS TEXT),
  CAST('occurred' AS TEXT),
  stage.date,
  stage.first_day,
  stage.last_day
FROM stage;

CREATE VIEW topics AS
-- One row for each topic, with its place in the tree and the codes outside schemes have for it.
-- @key key
-- @refers parent topics.key
SELECT
  topic.key,
  topic.label,
  parent.key AS parent,
  CAST((SELECT group_concat(topic_notation.scheme || ':' || topic_notation.code, '; ') FROM topic_notation WHERE topic_notation.topic_id = topic.id) AS TEXT) AS notations,
  topic.id AS topic_id
FROM topic
LEFT JOIN topic AS parent ON parent.id = topic.parent_id;

CREATE VIEW roles AS
-- One row for each role that a party can have. A question about any role names them all, because
-- only then does the index of parties serve its days too.
-- @key role
SELECT CAST('speaker' AS TEXT) AS role
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
