//! What the program itself knows of what is lost: words, and reference data by their keys.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

use super::filled::Filled;
use crate::error::Result;
use crate::record::write::{self, quoted};
use crate::shape::kind::{self, Kind};

/// Takes the words that facts are told with from the built-in record, where pages of them are lost: those that go by what
/// they are called.
///
/// # Errors
///
/// SQLite's.
pub(super) fn words(conn: &Connection, built_in: &Connection, filled: &Filled, batch: i64) -> Result<()> {
    let by_word =
        |kind: &&Kind| !kind.is_record && kind.table.column("id").is_none() && filled.broken.contains(kind.name());
    for kind in kind::all().iter().filter(by_word) {
        let copied = Copied::new(conn, kind.name())?;
        let mut statement = built_in.prepare(&format!("SELECT {} FROM {}", copied.names, quoted(kind.name())))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            copied.put(conn, row, None, batch)?;
        }
    }
    Ok(())
}

/// Takes the rows of records from the built-in record that has them under the same keys, where theirs are lost: of kinds
/// whose rows point to nothing else. Their kinds and keys.
///
/// # Errors
///
/// SQLite's.
pub(super) fn records(conn: &Connection, built_in: &Connection, batch: i64) -> Result<Vec<(String, String)>> {
    let mut found = Vec::new();
    let stands_alone = |kind: &&Kind| {
        let mut columns = kind.table.columns.iter().filter(|column| column.name != "id" && column.name != "batch_id");
        kind.is_record && columns.all(|column| column.refers_to.is_none())
    };
    for kind in kind::all().iter().filter(stands_alone) {
        let copied = Copied::new(conn, kind.name())?;
        let table = quoted(kind.name());
        let lost = format!("SELECT id, key FROM record WHERE kind = ?1 AND id NOT IN (SELECT id FROM main.{table})");
        let lost: Vec<(i64, String)> = conn
            .prepare(&lost)?
            .query_map([kind.name()], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let sql = format!("SELECT {} FROM {table} WHERE id = (SELECT id FROM record WHERE key = ?1)", copied.names);
        let mut statement = built_in.prepare(&sql)?;
        for (id, key) in lost {
            let put = statement.query_row([&key], |row| Ok(copied.put(conn, row, Some(id), batch))).optional()?;
            if put.transpose()? == Some(1) {
                found.push((kind.name().to_owned(), key));
            }
        }
    }
    Ok(found)
}

/// A table whose rows are copied.
struct Copied {
    columns: Vec<String>,
    names: String,
    sql: String,
}

impl Copied {
    fn new(conn: &Connection, table: &str) -> Result<Self> {
        let (_, columns) = write::columns(conn, table)?;
        let names = columns.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ");
        let marks = vec!["?"; columns.len()].join(", ");
        let sql = format!("INSERT OR IGNORE INTO main.{} ({names}) VALUES ({marks})", quoted(table));
        Ok(Self { columns, names, sql })
    }

    /// Puts a row in, under another number if one is given; how many rows that makes.
    fn put(&self, conn: &Connection, row: &Row<'_>, id: Option<i64>, batch: i64) -> Result<usize> {
        let mut values = Vec::new();
        for (n, name) in self.columns.iter().enumerate() {
            values.push(match (name.as_str(), id) {
                ("batch_id", _) => Value::Integer(batch),
                ("id", Some(id)) => Value::Integer(id),
                _ => row.get(n)?,
            });
        }
        Ok(conn.prepare_cached(&self.sql)?.execute(params_from_iter(values))?)
    }
}
