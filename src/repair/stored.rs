//! How the rows of each table of a record are stored, and whether a row is one of them.

use rusqlite::Connection;
use rusqlite::types::Value;

use super::probe::Stored;
use crate::error::Result;
use crate::record::write::{self, quoted};

/// A table, as its rows are stored.
#[derive(Clone, Debug)]
pub(super) struct Form {
    /// Its name.
    pub(super) table: String,
    /// Whether it is kept as an index: its key first, and no numbers of rows.
    pub(super) is_index: bool,
    /// Its columns in the order in which they are stored.
    columns: Vec<String>,
    /// The column that is the number of the row.
    number: Option<usize>,
    /// How many values a row has at least: what came with a later version stands at the end.
    least: usize,
    /// What puts a row in.
    pub(super) insert: String,
}

/// The forms of all tables of a record that came in, loads first, parents before children.
///
/// # Errors
///
/// SQLite's.
pub(super) fn forms(conn: &Connection) -> Result<Vec<Form>> {
    let tables = ["batch".to_owned(), "change".to_owned()].into_iter().chain(write::tables());
    let mut found = Vec::new();
    for table in tables {
        // An older version has fewer.
        if conn.table_exists(Some("main"), &table)? {
            found.push(form(conn, table)?);
        }
    }
    Ok(found)
}

fn form(conn: &Connection, table: String) -> Result<Form> {
    let is_index =
        conn.query_row("SELECT wr FROM pragma_table_list WHERE schema = 'main' AND name = ?1", [&table], |row| {
            row.get::<_, bool>(0)
        })?;
    let order = if is_index { "pk = 0, pk, cid" } else { "cid" };
    let sql = format!(
        "SELECT name, \"notnull\" OR pk > 0, pk > 0 AND type = 'INTEGER' FROM pragma_table_info(?1) ORDER BY {order}"
    );
    let mut statement = conn.prepare(&sql)?;
    let columns: Vec<(String, bool, bool)> = statement
        .query_map([&table], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let number = columns.iter().position(|(_, _, is_number)| *is_number).filter(|_| !is_index);
    let least = columns.iter().rposition(|(_, is_required, _)| *is_required).map_or(0, |last| last + 1);
    let columns: Vec<String> = columns.into_iter().map(|(name, _, _)| name).collect();
    let names: Vec<String> = columns.iter().map(|name| quoted(name)).collect();
    let marks = vec!["?"; names.len()].join(", ");
    let insert = format!("INSERT INTO main.{} ({}) VALUES ({marks})", quoted(&table), names.join(", "));
    Ok(Form { table, is_index, columns, number, least, insert })
}

impl Form {
    /// The values of a row in the order of `insert`, if it can be one of this table.
    pub(super) fn row(&self, (number, values): &Stored) -> Option<Vec<Value>> {
        if values.len() < self.least || values.len() > self.columns.len() {
            return None;
        }
        let mut row = values.clone();
        row.resize(self.columns.len(), Value::Null);
        if let Some(at) = self.number {
            if row[at] != Value::Null {
                return None;
            }
            row[at] = Value::Integer((*number)?);
        }
        Some(row)
    }
}

impl Form {
    /// The batch of a row.
    pub(super) fn batch(&self, row: &[Value]) -> Option<i64> {
        let at = self.columns.iter().position(|name| name == "batch_id")?;
        if let Some(Value::Integer(batch)) = row.get(at) { Some(*batch) } else { None }
    }
}

/// How many values an entry of each index has, by the name of the index.
///
/// # Errors
///
/// SQLite's.
pub(super) fn indexes(conn: &Connection) -> Result<Vec<(String, usize)>> {
    let sql = "SELECT own.name, (SELECT count(*) FROM pragma_index_xinfo(own.name)) FROM main.sqlite_schema AS own WHERE own.type = 'index'";
    let mut statement = conn.prepare(sql)?;
    let found = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, u32>(1)? as usize)))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}
