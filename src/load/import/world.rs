//! What a recipe can ask while it runs: names, codes and topics of the record, held in memory.
//!
//! These are the only functions that a recipe has beyond SQLite's own. What they return are plain
//! ids and texts, so the file that is left needs none of them.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, params};

use super::loose;
use crate::error::Result;
use crate::load::sha256;
use crate::value::day::{Date, OPEN_END, OPEN_START};
use crate::value::key::Key;
use crate::value::normal::normal;

/// An entity that a recipe asked for and that the record did not have.
struct Wanted {
    id: i64,
    key: String,
    kind: String,
    name: String,
    /// Its normal form.
    form: String,
    identifier: Option<(String, String)>,
}

/// The record's words, as far as recipes ask for them.
#[derive(Default)]
pub struct World {
    /// By normal form: the tier of the name and the entity.
    names: HashMap<String, Vec<(u8, i64)>>,
    /// By the name as written: what its normal form came to, so that it is worked out once.
    written: HashMap<String, i64>,
    /// By scheme and code; codes as written and in lower case.
    identifiers: HashMap<String, HashMap<String, i64>>,
    entity_keys: HashSet<String>,
    /// By scheme and code.
    topics: HashMap<String, HashMap<String, i64>>,
    minor_units: HashMap<String, u32>,
    last_id: i64,
    last_source: i64,
    wanted: Vec<Wanted>,
}

/// The world as the functions share it.
pub type Shared = Arc<Mutex<World>>;

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
        let mut statement = conn.prepare(
            "SELECT normal, CASE kind WHEN 'preferred' THEN 3 WHEN 'demonym' THEN 5 WHEN 'metonym' THEN 6 ELSE 4 END, entity_id FROM name",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            world.names.entry(row.get(0)?).or_default().push((row.get(1)?, row.get(2)?));
        }
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

    fn new_id(&mut self) -> i64 {
        self.last_id += 1;
        self.last_id
    }

    fn new_source_id(&mut self) -> i64 {
        self.last_source += 1;
        self.last_source
    }

    fn identify(&mut self, scheme: String, value: String, id: i64) {
        let of_scheme = self.identifiers.entry(scheme).or_default();
        of_scheme.insert(value.to_lowercase(), id);
        of_scheme.insert(value, id);
    }

    /// The entity of an outside code; codes are told apart without case.
    fn known(&self, scheme: &str, value: &str) -> Option<i64> {
        let of_scheme = self.identifiers.get(scheme)?;
        of_scheme.get(value).or_else(|| of_scheme.get(&value.to_lowercase())).copied()
    }

    /// The entity of a name: the first tier with one entity in it decides, as in `resolve.sql`.
    fn named(&self, form: &str) -> Result<Option<i64>, ()> {
        let Some(found) = self.names.get(form) else { return Ok(None) };
        let first = found.iter().map(|(tier, _)| *tier).min().unwrap_or(0);
        let mut ids = found.iter().filter(|(tier, _)| *tier == first).map(|(_, id)| *id);
        let id = ids.next();
        if ids.all(|other| Some(other) == id) { Ok(id) } else { Err(()) }
    }

    /// The entity of a name, made if the record has none; None where the name means several.
    fn entity(&mut self, name: &str, kind: &str) -> Option<i64> {
        if let Some(id) = self.written.get(name) {
            return Some(*id);
        }
        if name.trim().is_empty() {
            return None;
        }
        let form = normal(name);
        let id = match self.named(&form) {
            Ok(Some(id)) => id,
            Ok(None) => self.want(name, form, kind, None),
            Err(()) => return None,
        };
        self.written.insert(name.to_owned(), id);
        Some(id)
    }

    /// The entity of an outside code, made if the record has none.
    fn coded(&mut self, name: &str, kind: &str, scheme: &str, value: &str) -> i64 {
        if let Some(id) = self.known(scheme, value) {
            return id;
        }
        let name = if name.trim().is_empty() { value } else { name };
        // Another entity of that name makes it ambiguous from here on.
        self.written.clear();
        self.want(name, normal(name), kind, Some((scheme.to_owned(), value.to_owned())))
    }

    fn want(&mut self, name: &str, form: String, kind: &str, identifier: Option<(String, String)>) -> i64 {
        let id = self.new_id();
        let base = Key::from_text(name, 60).map_or_else(|| format!("entity-{id}"), |key| key.to_string());
        let key = if self.entity_keys.contains(&base) { format!("{base}-{id}") } else { base };
        self.entity_keys.insert(key.clone());
        self.names.entry(form.clone()).or_default().push((3, id));
        if let Some((scheme, value)) = identifier.clone() {
            self.identify(scheme, value, id);
        }
        self.wanted.push(Wanted { id, key, kind: kind.to_owned(), name: name.trim().to_owned(), form, identifier });
        id
    }

    /// The topic of an outside code, or of the longest beginning of the code that has one.
    fn topic(&self, scheme: &str, code: &str) -> Option<i64> {
        let of_scheme = self.topics.get(scheme)?;
        (1..=code.len()).rev().filter_map(|end| code.get(..end)).find_map(|part| of_scheme.get(part).copied())
    }

    /// Puts the entities that were asked for into the record, cited from the data set.
    ///
    /// They go through a temporary table, because a statement for each would make SQLite keep a
    /// journal for each.
    ///
    /// # Errors
    ///
    /// SQLite's; the entities are kept for the next try then.
    pub fn put_wanted(&self, conn: &Connection, batch: i64, source: i64) -> Result<()> {
        if self.wanted.is_empty() {
            return Ok(());
        }
        for wanted in &self.wanted {
            let (scheme, value) = wanted.identifier.clone().unzip();
            conn.prepare_cached("INSERT INTO temp.wanted (id, key, kind, name, normal, scheme, value) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?
                .execute(params![wanted.id, wanted.key, wanted.kind, wanted.name, wanted.form, scheme, value])?;
        }
        // A key that a record of another kind has is told apart as a second entity's is.
        conn.prepare_cached(
            "UPDATE temp.wanted SET key = key || '-' || id WHERE key IN (SELECT key FROM main.record)",
        )?
        .execute([])?;
        for sql in [
            "INSERT INTO main.record (id, key, kind, batch_id) SELECT id, key, 'entity', ?1 FROM temp.wanted WHERE ?2",
            "INSERT INTO main.entity (id, kind, name, batch_id) SELECT id, kind, name, ?1 FROM temp.wanted WHERE ?2",
            "INSERT INTO main.name (entity_id, text, kind, normal, batch_id) SELECT id, name, 'preferred', normal, ?1 FROM temp.wanted WHERE ?2",
            "INSERT INTO main.identifier (scheme, value, entity_id, batch_id) SELECT scheme, value, id, ?1 FROM temp.wanted WHERE ?2 AND scheme IS NOT NULL",
            "INSERT INTO main.citation (record_id, source_id, batch_id) SELECT id, ?2, ?1 FROM temp.wanted",
        ] {
            conn.prepare_cached(sql)?.execute([batch, source])?;
        }
        conn.prepare_cached("DELETE FROM temp.wanted")?.execute([])?;
        Ok(())
    }

    /// Forgets what has been put; returns how many entities there were.
    pub fn forget_wanted(&mut self) -> usize {
        std::mem::take(&mut self.wanted).len()
    }

    /// Takes back the entities that were asked for by rows which are not loaded.
    pub fn take_back_wanted(&mut self) {
        for wanted in std::mem::take(&mut self.wanted) {
            self.entity_keys.remove(&wanted.key);
            self.written.retain(|_, id| *id != wanted.id);
            if let Some(of_form) = self.names.get_mut(&wanted.form) {
                of_form.retain(|(_, id)| *id != wanted.id);
                if of_form.is_empty() {
                    self.names.remove(&wanted.form);
                }
            }
            if let Some(of_scheme) = wanted.identifier.and_then(|(scheme, _)| self.identifiers.get_mut(&scheme)) {
                of_scheme.retain(|_, id| *id != wanted.id);
            }
        }
    }
}

/// The text of an argument; None for NULL. Numbers count as their text.
fn text<'c>(context: &'c Context<'_>, n: usize) -> Option<Cow<'c, str>> {
    match context.get_raw(n) {
        ValueRef::Null => None,
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Some(String::from_utf8_lossy(bytes)),
        ValueRef::Integer(number) => Some(number.to_string().into()),
        ValueRef::Real(number) => Some(zmij::Buffer::new().format(number).trim_end_matches(".0").to_owned().into()),
    }
}

/// Gives a connection the functions that recipes may use.
///
/// # Errors
///
/// SQLite refuses one.
pub fn functions(conn: &Connection, world: &Shared) -> Result<()> {
    let plain = FunctionFlags::SQLITE_UTF8;
    let pure = plain | FunctionFlags::SQLITE_DETERMINISTIC;
    let with = |world: &Shared| {
        let world = world.clone();
        move || world.clone()
    };
    let lock = |world: &Shared, ask: &mut dyn FnMut(&mut World) -> Option<i64>| {
        ask(&mut world.lock().unwrap_or_else(PoisonError::into_inner))
    };
    let shared = with(world);
    let all = shared();
    conn.create_scalar_function("new_id", 0, plain, move |_| Ok(lock(&all, &mut |world| Some(world.new_id()))))?;
    let all = shared();
    conn.create_scalar_function("new_source_id", 0, plain, move |_| {
        Ok(lock(&all, &mut |world| Some(world.new_source_id())))
    })?;
    let all = shared();
    conn.create_scalar_function("entity", 2, plain, move |context| {
        let (Some(name), Some(kind)) = (text(context, 0), text(context, 1)) else { return Ok(None) };
        Ok(lock(&all, &mut |world| world.entity(&name, &kind)))
    })?;
    let all = shared();
    conn.create_scalar_function("entity", 4, plain, move |context| {
        let (Some(kind), Some(scheme), Some(value)) = (text(context, 1), text(context, 2), text(context, 3)) else {
            return Ok(None);
        };
        let name = text(context, 0).unwrap_or_default();
        Ok(lock(&all, &mut |world| Some(world.coded(&name, &kind, &scheme, &value))))
    })?;
    let all = shared();
    conn.create_scalar_function("known", 2, plain, move |context| {
        let (Some(scheme), Some(value)) = (text(context, 0), text(context, 1)) else { return Ok(None) };
        Ok(lock(&all, &mut |world| world.known(&scheme, &value)))
    })?;
    let all = shared();
    conn.create_scalar_function("topic", 2, plain, move |context| {
        let (Some(scheme), Some(code)) = (text(context, 0), text(context, 1)) else { return Ok(None) };
        Ok(lock(&all, &mut |world| world.topic(&scheme, &code)))
    })?;
    let all = shared();
    conn.create_scalar_function("minor_units", 2, plain, move |context| {
        let (Some(amount), Some(currency)) = (text(context, 0), text(context, 1)) else { return Ok(None) };
        Ok(lock(&all, &mut |world| loose::minor_units(&amount, *world.minor_units.get(currency.trim())?)))
    })?;
    let date = |context: &Context<'_>| text(context, 0).and_then(|text| loose::edtf(&text));
    conn.create_scalar_function("edtf", 1, pure, move |context| Ok(date(context)))?;
    let bounds = move |context: &Context<'_>| date(context).and_then(|edtf| edtf.parse::<Date>().ok());
    conn.create_scalar_function("first_day", 1, pure, move |context| {
        Ok(bounds(context).map_or_else(|| OPEN_START.to_owned(), |date| date.first))
    })?;
    conn.create_scalar_function("last_day", 1, pure, move |context| {
        Ok(bounds(context).map_or_else(|| OPEN_END.to_owned(), |date| date.last))
    })?;
    conn.create_scalar_function("normal", 1, pure, |context| Ok(text(context, 0).map(|name| normal(&name))))?;
    conn.create_scalar_function("slug", 1, pure, |context| {
        Ok(text(context, 0).and_then(|name| Key::from_text(&name, 72)).map(|key| key.to_string()))
    })?;
    conn.create_scalar_function("hash", 1, pure, |context| {
        Ok(text(context, 0).map(|bytes| sha256(bytes.as_bytes())[..16].to_owned()))
    })?;
    Ok(())
}
