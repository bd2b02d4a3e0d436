//! Names, as a recipe asks for entities by them: which one is meant, of the kind that is asked for.

use std::collections::HashMap;

use rusqlite::Connection;

use crate::error::Result;
use crate::shape;
use crate::value::normal::{is_han, normal, put_back};

/// The tier of a preferred name.
pub(super) const PREFERRED: u8 = 3;

/// The tier of the name of a place that stands for whoever has a seat there.
const METONYM: u8 = 6;

/// The form by which a name is looked up here: as it is written where many sound alike, else the normal form.
pub(super) fn form(name: &str) -> String {
    if is_han(name) { name.trim().to_owned() } else { normal(name) }
}

/// The SQL for the names of a table: the form as [`form`] has it, the tier as in `record/resolve.sql`, and the entity.
pub(super) fn tiers(table: &str) -> String {
    format!(
        "SELECT CASE WHEN text GLOB '*[㐀-鿿]*' THEN trim(text) ELSE normal END, CASE kind WHEN 'preferred' THEN {PREFERRED} WHEN 'demonym' THEN 5 WHEN 'metonym' THEN {METONYM} ELSE 4 END,
        entity_id FROM {table}"
    )
}

/// The names of entities, and what these are.
#[derive(Default)]
pub(super) struct Names {
    /// By normal form: the tier of the name and the entity.
    by_form: HashMap<String, Vec<(u8, i64)>>,
    /// What entities are.
    kinds: HashMap<i64, String>,
    /// What is never taken for anything else: nobody is the country that bears the same name.
    apart: Vec<String>,
    /// Kinds of which all are known, so that a new one is a name that was not understood.
    closed: Vec<String>,
    /// Kinds that stand where they are: a city's name, said for a government, means none of them.
    sited: Vec<String>,
}

impl Names {
    /// The names of the record.
    pub(super) fn read(conn: &Connection) -> Result<Self> {
        let mut names = Self::default();
        let mut statement = conn.prepare(&tiers("name"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            names.by_form.entry(row.get(0)?).or_default().push((row.get(1)?, row.get(2)?));
        }
        let mut statement = conn.prepare("SELECT id, kind FROM entity")?;
        let kinds = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        names.kinds = kinds.collect::<rusqlite::Result<_>>()?;
        let kind = shape::own().iter().find(|table| table.name == "entity").and_then(|table| table.column("kind"));
        let words = |mark: &str| {
            let words = kind.and_then(|kind| kind.mark(mark)).into_iter().flat_map(|words| words.split(", "));
            words.map(str::to_owned).collect::<Vec<_>>()
        };
        (names.apart, names.closed, names.sited) = (words("apart"), words("closed"), words("sited"));
        Ok(names)
    }

    /// Whether anybody has a name.
    pub(super) fn has(&self, form: &str) -> bool {
        self.by_form.contains_key(form)
    }

    /// Whether all entities of a kind are known.
    pub(super) fn is_closed(&self, kind: &str) -> bool {
        self.closed.iter().any(|closed| closed == kind)
    }

    /// Gives an entity a name; false where it has it.
    pub(super) fn add(&mut self, form: &str, tier: u8, id: i64) -> bool {
        let known = self.by_form.entry(form.to_owned()).or_default();
        let is_new = !known.contains(&(tier, id));
        if is_new {
            known.push((tier, id));
        }
        is_new
    }

    /// Says what an entity is.
    pub(super) fn is_kind(&mut self, id: i64, kind: String) {
        self.kinds.insert(id, kind);
    }

    /// Takes a name away.
    pub(super) fn remove(&mut self, form: &str, name: (u8, i64)) {
        if let Some(of_form) = self.by_form.get_mut(form) {
            of_form.retain(|known| *known != name);
            if of_form.is_empty() {
                self.by_form.remove(form);
            }
        }
    }

    /// The entity of a name: of those of the kind that is asked for, else of those that may be taken for it, the
    /// first tier with one entity in it decides, as in `resolve.sql`.
    pub(super) fn named(&self, form: &str, kind: &str) -> Result<Option<i64>, ()> {
        let Some(found) = self.by_form.get(form) else { return Ok(None) };
        let is_of_kind = |id: i64| self.kinds.get(&id).is_some_and(|known| known == kind);
        let is_apart = |kind: &str| self.apart.iter().any(|apart| apart == kind);
        let has_kind = found.iter().any(|(_, id)| is_of_kind(*id));
        let fits = |id: i64| {
            let other = self.kinds.get(&id).map_or("", String::as_str);
            is_of_kind(id) || (!has_kind && !is_apart(kind) && !is_apart(other))
        };
        let is_sited = self.sited.iter().any(|sited| sited == kind);
        let found: Vec<(u8, i64)> =
            found.iter().copied().filter(|(tier, id)| fits(*id) && !(is_sited && *tier == METONYM)).collect();
        if found.is_empty() {
            return Ok(None);
        }
        let first = found.iter().map(|(tier, _)| *tier).min().unwrap_or(0);
        let mut ids = found.iter().filter(|(tier, _)| *tier == first).map(|(_, id)| *id);
        let id = ids.next();
        if ids.all(|other| Some(other) == id) { Ok(id) } else { Err(()) }
    }

    /// The entity of which a name in brackets is a second name, Myanmar (Burma), or the beginning, Sudan (the).
    pub(super) fn bracketed(&self, name: &str, kind: &str) -> Option<i64> {
        if let Some(id) = put_back(name).and_then(|back| self.named(&form(&back), kind).ok()?) {
            return Some(id);
        }
        let (first, rest) = name.trim().strip_suffix(')')?.split_once('(')?;
        let one = self.named(&form(first), kind).ok()??;
        let other = self.named(&form(rest), kind).ok()??;
        (one == other).then_some(one)
    }
}
