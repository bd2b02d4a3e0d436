//! The past of a record or a source: what its rows were, when each changed, and by which load.
//!
//! A row says which batch brought it, and what a batch replaced or took away is kept with it; so what a row was is
//! found from what it is, by going through the changes from the newest to the oldest.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;
use serde_json::{Map, Value as Json};

use super::thing::Thing;
use super::told;
use crate::error::Result;
use crate::record::leads;
use crate::record::write::{self, quoted};
use crate::shape::kind;

/// A row, by its columns.
type Row = Map<String, Json>;

/// The rows of a table as they were at a time, by their keys, each with what happened to it next.
type States = BTreeMap<String, (Row, Option<Later>)>;

/// The steps that were found, each with its place in its batch.
type Found = Vec<((i64, i64), Step)>;

/// What a batch made of a row.
struct Later {
    batch: i64,
    /// The number of the change; 0 where the batch brought the row.
    id: i64,
    /// Whether the row was put back.
    is_back: bool,
    /// The row from then on; None where it is gone.
    after: Option<Row>,
}

/// A longer text is told by its beginning and its length.
const MOST: usize = 1_000;

/// One field of one row, as a batch left it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Step {
    /// The batch.
    pub batch: i64,
    /// `added`, `changed`, `taken out` or `put back`.
    pub what: &'static str,
    /// The table of the row, and what tells the row from others of the same thing: `party recipient 1`.
    pub part: String,
    /// The column; None where the row says no more than that it is there.
    pub field: Option<String>,
    /// What it was.
    pub before: Option<String>,
    /// What it was from then on.
    pub after: Option<String>,
}

/// All that happened to the rows of a thing, the oldest first.
///
/// # Errors
///
/// SQLite's.
pub fn of(conn: &Connection, thing: &Thing) -> Result<Vec<Step>> {
    let mut found = Found::new();
    for (table, owner, ids) in thing.tables() {
        let rows = Rows::new(conn, table, owner)?;
        let mut states = States::new();
        for id in ids {
            rows.current(*id, &mut states)?;
        }
        rows.back(ids, states, &mut found)?;
    }
    // What one batch did stands in the order in which it did it.
    found.sort_by_key(|(at, step)| (step.batch, at.0, at.1));
    Ok(found.into_iter().map(|(_, step)| step).collect())
}

/// The rows of one table.
struct Rows<'c> {
    conn: &'c Connection,
    table: String,
    owner: &'static str,
    /// The columns of its key.
    key: Vec<String>,
    /// All its columns.
    all: Vec<String>,
    /// Those that follow from others.
    derived: Vec<&'static str>,
    /// The tables that columns lead to.
    refers: BTreeMap<String, String>,
}

impl<'c> Rows<'c> {
    fn new(conn: &'c Connection, table: String, owner: &'static str) -> Result<Self> {
        let (key, all) = write::columns(conn, &table)?;
        let bounds = kind::days(&table).into_iter().flat_map(|[_, first, last]| [first, last]);
        let derived = bounds.chain(kind::derived(&table)).collect();
        let mut refers = BTreeMap::new();
        for name in &all {
            if let Some(to) = leads::to(conn, &table, name)? {
                refers.insert(name.clone(), to);
            }
        }
        Ok(Self { conn, table, owner, key, all, derived, refers })
    }

    /// A row's own key, as text to find it by.
    fn named(&self, row: &Row) -> String {
        let values: Vec<Json> = self.key.iter().map(|name| row.get(name).cloned().unwrap_or(Json::Null)).collect();
        Json::Array(values).to_string()
    }

    /// What is there now.
    fn current(&self, id: i64, states: &mut States) -> Result<()> {
        let pairs = self.all.iter().map(|name| format!("'{name}', own.{}", quoted(name)));
        let sql = format!(
            "SELECT json_object({}) FROM main.{} AS own WHERE own.{} = ?1",
            pairs.collect::<Vec<_>>().join(", "),
            quoted(&self.table),
            quoted(self.owner)
        );
        let mut statement = self.conn.prepare(&sql)?;
        let mut rows = statement.query([id])?;
        while let Some(row) = rows.next()? {
            if let Ok(row) = serde_json::from_str::<Row>(&row.get::<_, String>(0)?) {
                states.insert(self.named(&row), (row, None));
            }
        }
        Ok(())
    }

    /// Goes back from what is there to what was first, and tells each step.
    fn back(&self, ids: &BTreeSet<i64>, mut states: States, found: &mut Found) -> Result<()> {
        let list = serde_json::to_string(ids).unwrap_or_else(|_| "[]".to_owned());
        let sql = "SELECT id, batch_id, operation, row_key, old FROM change
          WHERE of_table = ?1
            AND (old ->> ?2 IN (SELECT value FROM json_each(?3)) OR row_key ->> ?2 IN (SELECT value FROM json_each(?3)))
          ORDER BY id DESC";
        let owner = format!("$.{}", self.owner);
        let mut statement = self.conn.prepare(sql)?;
        let mut changes = statement.query((&self.table, owner, list))?;
        let is_own = |row: &Row| row.get(self.owner).and_then(Json::as_i64).is_some_and(|id| ids.contains(&id));
        while let Some(change) = changes.next()? {
            let (id, batch, operation): (i64, i64, String) = (change.get(0)?, change.get(1)?, change.get(2)?);
            let read = |text: String| serde_json::from_str::<Row>(&text).unwrap_or_else(|_| Row::new());
            let (key, old) = (read(change.get(3)?), read(change.get(4)?));
            let later = if operation == "delete" { None } else { states.remove(&self.named(&key)) };
            let mut step = Later { batch, id, is_back: operation == "insert", after: None };
            match later {
                // What one batch does to a row in several steps is one.
                Some((_, Some(next))) if next.batch == batch => step.after = next.after,
                Some((row, next)) => {
                    if let Some(next) = next {
                        self.tell(&next, Some(&row), found)?;
                    }
                    step.after = Some(row);
                }
                None => {}
            }
            if is_own(&old) {
                states.insert(self.named(&old), (old, Some(step)));
            } else {
                self.tell(&step, None, found)?;
            }
        }
        for (row, next) in states.into_values() {
            if let Some(next) = next {
                self.tell(&next, Some(&row), found)?;
            }
            let batch = row.get("batch_id").and_then(Json::as_i64).unwrap_or(0);
            self.tell(&Later { batch, id: 0, is_back: false, after: Some(row) }, None, found)?;
        }
        Ok(())
    }

    /// Tells a step field by field.
    fn tell(&self, step: &Later, before: Option<&Row>, found: &mut Found) -> Result<()> {
        let after = step.after.as_ref();
        let what = match (before, after) {
            (None, None) => return Ok(()),
            (None, Some(_)) if step.is_back => "put back",
            (None, Some(_)) => "added",
            (Some(_), None) => "taken out",
            (Some(_), Some(_)) => "changed",
        };
        let (Later { batch, id, .. }, Some(row)) = (step, after.or(before)) else { return Ok(()) };
        let mut part = self.table.clone();
        for name in self.key.iter().filter(|name| *name != self.owner && *name != "id") {
            if let Some(value) = self.value(name, row)? {
                part.push(' ');
                part.push_str(&value);
            }
        }
        let step = |field, before, after| Step { batch: *batch, what, part: part.clone(), field, before, after };
        let count = i64::try_from(found.len()).unwrap_or(i64::MAX);
        let start = found.len();
        for name in &self.all {
            let is_of_frame = name == "batch_id" || name == "id" || name == self.owner;
            if is_of_frame || self.derived.contains(&name.as_str()) {
                continue;
            }
            let value = |row: Option<&Row>| row.map_or(Ok(None), |row| self.value(name, row));
            let (was, is) = (value(before)?, value(after)?);
            let is_told = self.key.contains(name) && (before.is_none() || after.is_none());
            if was != is && !is_told {
                found.push(((*id, count), step(Some(name.clone()), was, is)));
            }
        }
        if found.len() == start && (before.is_none() || after.is_none()) {
            found.push(((*id, count), step(None, None, None)));
        }
        Ok(())
    }

    /// A value as people read it: what is referred to by its key.
    fn value(&self, column: &str, row: &Row) -> Result<Option<String>> {
        Ok(match (row.get(column), self.refers.get(column)) {
            (None | Some(Json::Null), _) => None,
            (Some(Json::Number(number)), Some(to)) => Some(match number.as_i64() {
                Some(id) => told::key(self.conn, to, id)?,
                None => number.to_string(),
            }),
            (Some(Json::String(text)), _) if text.chars().count() > MOST => {
                let start: String = text.chars().take(100).collect();
                Some(format!("{start} … ({} bytes)", text.len()))
            }
            (Some(Json::String(text)), _) => Some(text.clone()),
            (Some(other), _) => Some(other.to_string()),
        })
    }
}
