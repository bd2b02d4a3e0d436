//! Taking out what came in: a batch whole, by replaying it backwards, or one record.
//!
//! What a batch replaced is put back, what it added goes. If rows of other batches rest on what
//! would go, nothing is done unless the person says that they are to go too. It knows tables,
//! columns and references as text.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};
use serde_json::{Map, Value as Json};

use crate::error::{Error, Result};
use crate::record::write::{self, quoted};
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

/// Takes a batch out, in a transaction that the caller ends.
///
/// # Errors
///
/// There is no such batch; a later one changed the same rows; or other rows rest on it and
/// `with_dependents` is not set.
pub fn remove(conn: &Connection, batch: i64, with_dependents: bool) -> Result<Removed> {
    let name: Option<String> =
        conn.query_row("SELECT name FROM batch WHERE id = ?1", [batch], |row| row.get(0)).optional()?;
    if name.is_none() {
        return Err(unknown(batch));
    }
    let tied: Option<i64> = conn
        .query_row(
            "SELECT coalesce(undone_id, ?1) FROM batch WHERE id = ?1 AND undone_id IS NOT NULL OR undone_id = ?1",
            [batch],
            |row| row.get(0),
        )
        .optional()?;
    let taker: Option<i64> = conn
        .query_row(
            "SELECT batch_id FROM change
            WHERE batch_id > ?1 AND operation = 'delete' AND CAST(old ->> '$.batch_id' AS INTEGER) = ?1 LIMIT 1",
            [batch],
            |row| row.get(0),
        )
        .optional()?;
    if let Some(taker) = taker.filter(|_| tied.is_none()) {
        let what = format!("batch {taker} took out rows of batch {batch}, and could not put them back without it");
        return Err(Error::Refused { what, hint: format!("take it back first: onrecord undo {taker}") });
    }
    if let Some(by) = tied {
        let what = if by == batch {
            format!("batch {batch} took back another, so what it holds is needed to put that back")
        } else {
            format!("batch {batch} was taken back by batch {by}, so what it holds is needed to put it back")
        };
        return Err(Error::Refused { what, hint: format!("take that back first: onrecord undo {by}") });
    }
    let later: Option<i64> = conn
        .query_row(
            "SELECT later.batch_id FROM change AS later JOIN change AS own ON own.of_table = later.of_table AND own.row_key = later.row_key
            WHERE own.batch_id = ?1 AND later.batch_id > ?1 LIMIT 1",
            [batch],
            |row| row.get(0),
        )
        .optional()?;
    if let Some(later) = later {
        return Err(changed_later(later, batch, "remove"));
    }
    conn.execute_batch("PRAGMA defer_foreign_keys = ON")?;
    note_uncited(conn)?;
    let mut removed = Removed { restored: replay(conn, batch)?, ..Removed::default() };
    for table in write::tables().iter().rev() {
        removed.rows += conn.execute(&format!("DELETE FROM main.{} WHERE batch_id = ?1", quoted(table)), [batch])?;
    }
    conn.execute("DELETE FROM query WHERE batch_id = ?1", [batch])?;
    conn.execute("DELETE FROM change WHERE batch_id = ?1", [batch])?;
    removed.dependents = settle(conn, with_dependents)?;
    // The rest of its load goes by the first that is left.
    let next: Option<i64> =
        conn.query_row("SELECT min(id) FROM batch WHERE with_id = ?1", [batch], |row| row.get(0))?;
    conn.execute("UPDATE batch SET with_id = nullif(?2, id) WHERE with_id = ?1", (batch, next))?;
    conn.execute("DELETE FROM batch WHERE id = ?1", [batch])?;
    Ok(removed)
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

/// Notes which records nobody vouches for before anything goes: they rest on no citation, so they lose none.
pub(super) fn note_uncited(conn: &Connection) -> Result<()> {
    conn.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS uncited (id INTEGER PRIMARY KEY);
        DELETE FROM temp.uncited;
        INSERT INTO temp.uncited
        SELECT id FROM record WHERE NOT EXISTS (SELECT 1 FROM citation WHERE citation.record_id = record.id)",
    )?;
    Ok(())
}

/// Takes out the rows that point to a row that is gone; without leave, refuses and names them.
pub(super) fn settle(conn: &Connection, with_dependents: bool) -> Result<usize> {
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
                found.push(format!("{} {}", reference.table, shown(conn, &reference.table, &told)?));
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
        gone += conn.execute(
            "DELETE FROM record WHERE NOT EXISTS (SELECT 1 FROM citation WHERE citation.record_id = record.id)
              AND id NOT IN (SELECT id FROM temp.uncited)",
            [],
        )?;
        total += gone;
        if gone == 0 {
            return Ok(total);
        }
    }
}

/// A row's key for its id; anything else as it is.
fn shown(conn: &Connection, table: &str, told: &Value) -> Result<String> {
    let keyed = kind::keyed(table);
    Ok(match told {
        Value::Integer(id) => conn
            .query_row(&format!("SELECT key FROM {keyed} WHERE id = ?1"), [id], |row| row.get(0))
            .optional()?
            .or(went(conn, keyed, *id)?)
            .unwrap_or_else(|| id.to_string()),
        Value::Text(text) => text.clone(),
        _ => String::new(),
    })
}

/// The key of a row that is gone, as it is kept with what was taken away.
fn went(conn: &Connection, table: &str, id: i64) -> Result<Option<String>> {
    let sql = "SELECT old ->> '$.key' FROM change
      WHERE of_table = ?1 AND operation = 'delete' AND row_key ->> '$.id' = ?2 ORDER BY id DESC LIMIT 1";
    Ok(conn.query_row(sql, (table, id), |row| row.get(0)).optional()?.flatten())
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
