//! What a recipe can ask while it runs: names, codes and topics of the record, held in memory.
//!
//! Recipes ask it through the functions of [`super::functions`].

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;

use super::names::{self, Names, PREFERRED};
use super::wanted::{self, Wanted};
use crate::error::Result;
use crate::value::key::Key;

/// So many entities that were made are noted.
const NOTED: usize = 5;

/// The record's words, as far as recipes ask for them.
#[derive(Default)]
pub struct World {
    names: Names,
    /// By the kind that is asked for and the name as written: what it came to, so that it is worked out once.
    written: HashMap<String, HashMap<String, i64>>,
    /// The first entities that were made: whether they are of such a kind, and what they are called.
    made: Vec<(bool, String)>,
    /// By scheme and code; codes as written and in lower case.
    identifiers: HashMap<String, HashMap<String, i64>>,
    entity_keys: HashSet<String>,
    /// By scheme and code.
    topics: HashMap<String, HashMap<String, i64>>,
    /// By currency: how many digits its minor unit has.
    pub(super) minor_units: HashMap<String, u32>,
    last_id: i64,
    last_source: i64,
    wanted: Vec<Wanted>,
    /// Names and codes of rows that are being loaded: normal form, tier and entity; scheme and code.
    learned_names: Vec<(String, u8, i64)>,
    learned_codes: Vec<(String, String)>,
    ambiguous: BTreeSet<String>,
    /// What was not understood, since rows were last moved: values by what they were taken for.
    missed: BTreeMap<&'static str, BTreeSet<String>>,
    namesakes: BTreeSet<String>,
}

/// The world as the functions share it.
pub type Shared = Arc<Mutex<World>>;

/// What recipes ask; whoever held it and failed left it whole.
pub fn lock(world: &Shared) -> MutexGuard<'_, World> {
    world.lock().unwrap_or_else(PoisonError::into_inner)
}

impl World {
    /// Reads what recipes may ask for.
    ///
    /// # Errors
    ///
    /// SQLite's.
    pub fn read(conn: &Connection) -> Result<Self> {
        let mut world = Self {
            last_id: conn.query_row(
                "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'record'), 0)",
                [],
                |row| row.get(0),
            )?,
            last_source: conn.query_row("SELECT coalesce(max(id), 0) FROM source", [], |row| row.get(0))?,
            ..Self::default()
        };
        world.names = Names::read(conn)?;
        let mut statement = conn.prepare("SELECT scheme, value, entity_id FROM identifier")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            world.identify(row.get(0)?, row.get(1)?, row.get(2)?);
        }
        let mut statement =
            conn.prepare("SELECT record.key FROM entity JOIN record USING (id) UNION SELECT key FROM retired_key")?;
        world.entity_keys = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let mut statement = conn.prepare("SELECT scheme, code, topic_id FROM topic_notation ORDER BY topic_id DESC")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            world.topics.entry(row.get(0)?).or_default().insert(row.get(1)?, row.get(2)?);
        }
        let mut statement = conn.prepare("SELECT code, minor_unit FROM currency WHERE minor_unit IS NOT NULL")?;
        let pairs = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        world.minor_units = pairs.collect::<rusqlite::Result<_>>()?;
        Ok(world)
    }

    /// The highest id that is taken.
    #[must_use]
    pub fn last_id(&self) -> i64 {
        self.last_id
    }

    /// The highest id of a source that is taken.
    #[must_use]
    pub fn last_source(&self) -> i64 {
        self.last_source
    }

    /// The names that meant several entities, and those of new entities that another entity has too.
    #[must_use]
    pub fn told(&self) -> [Vec<String>; 2] {
        [&self.ambiguous, &self.namesakes].map(|names| names.iter().cloned().collect())
    }

    /// The first entities that were made, those before all others of which none should be new.
    #[must_use]
    pub fn made(&self) -> Vec<String> {
        let of = |wanted: bool| self.made.iter().filter(move |(closed, _)| *closed == wanted);
        of(true).chain(of(false)).map(|(_, name)| name.clone()).collect()
    }

    pub(super) fn new_id(&mut self) -> i64 {
        self.last_id += 1;
        self.last_id
    }

    pub(super) fn new_source_id(&mut self) -> i64 {
        self.last_source += 1;
        self.last_source
    }

    fn identify(&mut self, scheme: String, value: String, id: i64) {
        let of_scheme = self.identifiers.entry(scheme).or_default();
        of_scheme.insert(value.to_lowercase(), id);
        of_scheme.insert(value, id);
    }

    /// The entity of an outside code; codes are told apart without case.
    pub(super) fn known(&self, scheme: &str, value: &str) -> Option<i64> {
        let of_scheme = self.identifiers.get(scheme)?;
        of_scheme.get(value).or_else(|| of_scheme.get(&value.to_lowercase())).copied()
    }

    /// The entity of a name, made if the record has none; None where the name means several.
    pub(super) fn entity(&mut self, name: &str, kind: &str) -> Option<i64> {
        if let Some(id) = self.written.get(kind).and_then(|names| names.get(name)) {
            return Some(*id);
        }
        // A dash or a question mark names nobody.
        if !name.chars().any(char::is_alphanumeric) {
            (!name.trim().is_empty()).then(|| self.miss("names", name));
            return None;
        }
        let form = names::form(name);
        let id = match self.names.named(&form, kind) {
            Ok(Some(id)) => id,
            Ok(None) if self.names.bracketed(name, kind).is_some() => self.names.bracketed(name, kind)?,
            Ok(None) => {
                if self.names.has(&form) {
                    self.namesakes.insert(name.to_owned());
                }
                self.want((name, name), form, kind, None)
            }
            Err(()) => {
                self.ambiguous.insert(name.to_owned());
                return None;
            }
        };
        self.written.entry(kind.to_owned()).or_default().insert(name.to_owned(), id);
        Some(id)
    }

    /// The entity of an outside code, made if the record has none.
    pub(super) fn coded(&mut self, name: &str, kind: &str, scheme: &str, value: &str) -> i64 {
        if let Some(id) = self.known(scheme, value) {
            return id;
        }
        // An entity without a name goes by its code, so that a row of its own, with the key
        // SCHEME-CODE, finds it.
        let is_named = !name.trim().is_empty();
        let coded = format!("{scheme}-{value}");
        let (name, base) = if is_named { (name, name) } else { (value, coded.as_str()) };
        // Another entity of that name makes it ambiguous from here on.
        self.written.clear();
        let form = names::form(name);
        if is_named && self.names.has(&form) {
            self.namesakes.insert(name.to_owned());
        }
        self.want((name, base), form, kind, Some((scheme.to_owned(), value.to_owned())))
    }

    /// Makes an entity, with a key made from `base`.
    fn want(
        &mut self,
        (name, base): (&str, &str),
        form: String,
        kind: &str,
        identifier: Option<(String, String)>,
    ) -> i64 {
        let id = self.new_id();
        let base = Key::from_text(base, 72).map_or_else(|| format!("entity-{id}"), |key| key.to_string());
        let key = if self.entity_keys.contains(&base) { format!("{base}-{id}") } else { base };
        self.entity_keys.insert(key.clone());
        self.names.add(&form, PREFERRED, id);
        self.names.is_kind(id, kind.to_owned());
        if let Some((scheme, value)) = identifier.clone() {
            self.identify(scheme, value, id);
        }
        self.wanted.push(Wanted { id, key, kind: kind.to_owned(), name: name.trim().to_owned(), form, identifier });
        id
    }

    /// The topic of an outside code, or of the longest beginning of the code that has one.
    pub(super) fn topic(&self, scheme: &str, code: &str) -> Option<i64> {
        let of_scheme = self.topics.get(scheme)?;
        (1..=code.len()).rev().filter_map(|end| code.get(..end)).find_map(|part| of_scheme.get(part).copied())
    }

    /// Puts the entities that were asked for into the record.
    ///
    /// # Errors
    ///
    /// SQLite's; the entities are kept for the next try then.
    pub fn put_wanted(&self, conn: &Connection, batch: i64, source: i64) -> Result<()> {
        wanted::put(conn, &self.wanted, batch, source)
    }

    /// Learns the names and codes that the recipe has put so far.
    ///
    /// # Errors
    ///
    /// SQLite's.
    pub fn learn(&mut self, conn: &Connection) -> Result<()> {
        let mut statement = conn.prepare_cached("SELECT id, kind FROM temp.entity")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            self.names.is_kind(row.get(0)?, row.get(1)?);
        }
        let mut statement = conn.prepare_cached(&names::tiers("temp.name"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (form, tier, id): (String, u8, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            if self.names.add(&form, tier, id) {
                self.learned_names.push((form, tier, id));
            }
        }
        let mut statement = conn.prepare_cached("SELECT scheme, value, entity_id FROM temp.identifier")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (scheme, value, id): (String, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            if self.known(&scheme, &value).is_none() {
                self.identify(scheme.clone(), value.clone(), id);
                self.learned_codes.push((scheme, value));
            }
        }
        // A name that was written before may mean several entities now.
        self.written.clear();
        Ok(())
    }

    /// Forgets what has been put; returns how many entities there were. The first are noted for people: before all
    /// others those of which none should be new.
    pub fn forget_wanted(&mut self) -> usize {
        for wanted in &self.wanted {
            let is_closed = self.names.is_closed(&wanted.kind);
            let noted = self.made.iter().filter(|(closed, _)| *closed == is_closed).count();
            if noted < NOTED {
                self.made.push((is_closed, format!("{} ({})", wanted.name, wanted.kind)));
            }
        }
        self.learned_names.clear();
        self.learned_codes.clear();
        std::mem::take(&mut self.wanted).len()
    }

    /// Notes what was not understood.
    pub(super) fn miss(&mut self, what: &'static str, value: &str) {
        self.missed.entry(what).or_default().insert(value.to_owned());
    }

    /// What was not understood since this was last asked.
    pub(super) fn take_missed(&mut self) -> BTreeMap<&'static str, BTreeSet<String>> {
        std::mem::take(&mut self.missed)
    }

    /// Takes back what was asked for and learned from rows that are not loaded after all.
    pub fn take_back(&mut self) {
        self.missed.clear();
        self.written.clear();
        let mut names = std::mem::take(&mut self.learned_names);
        let mut codes = std::mem::take(&mut self.learned_codes);
        for wanted in std::mem::take(&mut self.wanted) {
            self.entity_keys.remove(&wanted.key);
            names.push((wanted.form, PREFERRED, wanted.id));
            codes.extend(wanted.identifier);
        }
        for (form, tier, id) in names {
            self.names.remove(&form, (tier, id));
        }
        for (scheme, value) in codes {
            if let Some(of_scheme) = self.identifiers.get_mut(&scheme) {
                of_scheme.remove(&value.to_lowercase());
                of_scheme.remove(&value);
            }
        }
    }
}
