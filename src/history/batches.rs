//! Taking out what came in: what a batch replaced is put back by replaying it backwards, and a record goes with its rows.
//!
//! If rows of other batches rest on what would go, nothing is done unless the person says that they are to go too.
//! It knows tables, columns and references as text.

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use serde_json::{Map, Value as Json};

use super::told;
use crate::error::{Error, Result};
use crate::record::write::{self, quoted};
use crate::shape::field::Field;
use crate::shape::kind;

/// What was taken out.
#[derive(Clone, Debug, Default)]
pub struct Removed {
    /// Rows that the batch or the record had.
    pub rows: usize,
    /// Rows that were put back as they were before.
    pub restored: usize,
    /// Rows of others that rested on them.
    pub dependents: usize,
}

impl Removed {
    /// Adds what else was taken out.
    pub(super) fn add(&mut self, other: &Self) {
        self.rows += other.rows;
        self.restored += other.restored;
        self.dependents += other.dependents;
    }
}

/// That no batch has a number.
pub(super) fn unknown(batch: i64) -> Error {
    let hint = "`onrecord batches` lists them".to_owned();
    Error::Refused { what: format!("there is no batch {batch}"), hint }
}

/// That a later batch changed rows of this one.
pub(super) fn changed_later(later: i64, batch: i64, command: &str) -> Error {
    let what = format!("batch {later} changed rows that batch {batch} had changed before");
    Error::Refused { what, hint: format!("take it out first: onrecord {command} {later}") }
}

/// Takes one record out; what is deleted is kept under `batch`, so that it can be put back.
///
/// # Errors
///
/// Other rows rest on it and `with_dependents` is not set.
pub fn remove_record(conn: &Connection, id: i64, with_dependents: bool) -> Result<Removed> {
    conn.execute_batch("PRAGMA defer_foreign_keys = ON")?;
    note_uncited(conn)?;
    let mut removed = Removed::default();
    for table in write::tables().iter().rev() {
        let Some(owner) = kind::owner(table) else { continue };
        removed.rows += conn.execute(&format!("DELETE FROM main.{} WHERE {owner} = ?1", quoted(table)), [id])?;
    }
    removed.dependents = settle(conn, with_dependents)?;
    Ok(removed)
}

/// Puts back, newest first, what a batch replaced or took away.
pub(super) fn replay(conn: &Connection, batch: i64) -> Result<usize> {
    let mut statement =
        conn.prepare("SELECT of_table, operation, row_key, old FROM change WHERE batch_id = ?1 ORDER BY id DESC")?;
    let mut rows = statement.query([batch])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        let (table, operation): (String, String) = (row.get(0)?, row.get(1)?);
        let read = |text: String| serde_json::from_str::<Map<String, Json>>(&text);
        let (Ok(key), Ok(old)) = (read(row.get(2)?), read(row.get(3)?)) else { return Err(strange(&table)) };
        // What is put back is said by the file, which may be a stranger's.
        let (_, known) = write::columns(conn, &table)?;
        let is_known = |name: &String| known.contains(name);
        if !write::tables().contains(&table) || !old.keys().chain(key.keys()).all(is_known) || key.is_empty() {
            return Err(strange(&table));
        }
        let names: Vec<String> = old.keys().map(|name| quoted(name)).collect();
        let table = quoted(&table);
        let mut values: Vec<Value> = old.values().map(value).collect();
        let terms: Vec<String> = key.keys().map(|name| format!("{} IS ?", quoted(name))).collect();
        let sql = if operation == "insert" {
            values = key.values().map(value).collect();
            format!("DELETE FROM main.{table} WHERE {}", terms.join(" AND "))
        } else if operation == "delete" {
            format!("INSERT INTO main.{table} ({}) VALUES ({})", names.join(", "), vec!["?"; names.len()].join(", "))
        } else {
            let sets: Vec<String> = names.iter().map(|name| format!("{name} = ?")).collect();
            values.extend(key.values().map(value));
            format!("UPDATE main.{table} SET {} WHERE {}", sets.join(", "), terms.join(" AND "))
        };
        count += conn.execute(&sql, params_from_iter(values))?;
    }
    Ok(count)
}

/// A change that no load of ours has kept.
fn strange(table: &str) -> Error {
    let what = format!("the record keeps a change of `{table}` that does not fit its tables, so it cannot be put back");
    Error::Refused { what, hint: "`onrecord check` says what else is not sound".to_owned() }
}

fn value(json: &Json) -> Value {
    match json {
        Json::Number(number) => number.as_i64().map_or_else(|| number.as_f64().unwrap_or_default().into(), Into::into),
        Json::String(text) => text.clone().into(),
        _ => Value::Null,
    }
}

/// Notes which records nobody vouches for, and which have fewer parts than they must, before anything goes: they rest on
/// none, so they lose none.
///
/// # Errors
///
/// SQLite's.
pub fn note_uncited(conn: &Connection) -> Result<()> {
    conn.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS uncited (id INTEGER PRIMARY KEY);
        CREATE TEMP TABLE IF NOT EXISTS lacking (id INTEGER PRIMARY KEY);
        DELETE FROM temp.uncited;
        DELETE FROM temp.lacking;
        INSERT INTO temp.uncited
        SELECT id FROM record WHERE NOT EXISTS (SELECT 1 FROM citation WHERE citation.record_id = record.id)",
    )?;
    for lacking in lacking() {
        conn.execute_batch(&format!("INSERT OR IGNORE INTO temp.lacking SELECT id FROM record WHERE {lacking}"))?;
    }
    Ok(())
}

/// The conditions under which a record has fewer parts than it must: a dispute of one side is none.
fn lacking() -> Vec<String> {
    let mut found = Vec::new();
    for kind in kind::all().iter().filter(|kind| kind.is_record) {
        for (table, owner, least) in kind.fields.iter().filter_map(Field::least) {
            found.push(format!(
                "record.kind = '{}' AND (SELECT count(*) FROM main.{} AS part WHERE part.{} = record.id) < {least}",
                kind.name(),
                quoted(table),
                quoted(owner)
            ));
        }
    }
    found
}

/// Takes out the rows that point to a row that is gone; without leave, refuses and names them.
///
/// # Errors
///
/// Something points to it, and there is no leave; or SQLite's.
pub fn settle(conn: &Connection, with_dependents: bool) -> Result<usize> {
    let references = references(conn)?;
    if !with_dependents {
        let mut found = Vec::new();
        for reference in &references {
            let sql =
                format!("SELECT {} FROM {} WHERE {} LIMIT 5", reference.shown, reference.table, reference.dangles);
            let mut statement = conn.prepare(&sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let told: Value = row.get(0)?;
                found.push(format!("{} {}", reference.table, told::shown(conn, &reference.table, &told)?));
            }
        }
        if found.is_empty() {
            return Ok(0);
        }
        found.dedup();
        let what = format!("other facts rest on it: {}", found.join(", "));
        return Err(Error::Refused { what, hint: "add --with-dependents to take them out too".to_owned() });
    }
    let mut total = 0;
    loop {
        let mut gone = 0;
        for reference in &references {
            gone += conn.execute(&format!("DELETE FROM {} WHERE {}", reference.table, reference.dangles), [])?;
        }
        // A record goes with its last citation, and with the row of its own table.
        for reference in references.iter().filter(|reference| reference.is_subtype) {
            let kind = &reference.table;
            gone += conn.execute(
                &format!("DELETE FROM record WHERE kind = '{kind}' AND id NOT IN (SELECT id FROM {kind})"),
                [],
            )?;
        }
        gone += take_out(conn, &references, UNCITED)?;
        for lacking in lacking() {
            gone += take_out(conn, &references, &format!("{lacking} AND id NOT IN (SELECT id FROM temp.lacking)"))?;
        }
        total += gone;
        if gone == 0 {
            return Ok(total);
        }
    }
}

/// The condition under which a record has lost its last citation.
const UNCITED: &str = "NOT EXISTS (SELECT 1 FROM citation WHERE citation.record_id = record.id)
  AND id NOT IN (SELECT id FROM temp.uncited)";

/// Takes out the records of which a condition holds. The row of its own table goes first: put back in the other order, it
/// comes when its record is there.
fn take_out(conn: &Connection, references: &[Reference], condition: &str) -> Result<usize> {
    let mut count = 0;
    for Reference { table, .. } in references.iter().filter(|reference| reference.is_subtype) {
        let sql =
            format!("DELETE FROM {table} WHERE id IN (SELECT id FROM record WHERE kind = '{table}' AND {condition})");
        count += conn.execute(&sql, [])?;
    }
    Ok(count + conn.execute(&format!("DELETE FROM record WHERE {condition}"), [])?)
}

/// A reference from a table to another.
struct Reference {
    table: String,
    /// The column that tells which row it is.
    shown: String,
    /// The condition under which a row points to nothing.
    dangles: String,
    /// Whether the table is a kind of record.
    is_subtype: bool,
}

fn references(conn: &Connection) -> Result<Vec<Reference>> {
    let mut found = Vec::new();
    for table in write::tables().into_iter().chain(["query".to_owned()]) {
        let (key, _) = write::columns(conn, &table)?;
        let mut statement = conn.prepare(
            "SELECT \"table\", group_concat(\"from\", '|'), group_concat(coalesce(\"to\", ''), '|') FROM pragma_foreign_key_list(?1) GROUP BY id",
        )?;
        let mut rows = statement.query([&table])?;
        while let Some(row) = rows.next()? {
            let (parent, from, to): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            if parent == "batch" {
                continue;
            }
            let pairs: Vec<(&str, &str)> = from.split('|').zip(to.split('|')).collect();
            let given: Vec<String> = pairs.iter().map(|(from, _)| format!("{table}.{from} IS NOT NULL")).collect();
            let same: Vec<String> = pairs.iter().map(|(from, to)| format!("parent.{to} = {table}.{from}")).collect();
            let dangles = format!(
                "{} AND NOT EXISTS (SELECT 1 FROM {parent} AS parent WHERE {})",
                given.join(" AND "),
                same.join(" AND ")
            );
            let is_subtype = parent == "record" && from == "id";
            found.push(Reference {
                is_subtype,
                table: table.clone(),
                shown: key.first().cloned().unwrap_or_default(),
                dangles,
            });
        }
    }
    Ok(found)
}
