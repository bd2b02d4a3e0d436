//! Opening a record file to write: one transaction, one batch, every replacement kept.
//!
//! A batch logs what it replaces through triggers that live only as long as the connection, so
//! that no table of the file carries a trigger that other tools would have to run.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, config::DbConfig, params};

use super::kind::{self, Kind};
use crate::error::{Error, Result};

/// Opens a record file for writing and begins its transaction.
///
/// # Errors
///
/// As [`kind::of`]; the file is another SQLite file, is locked, or may not be written.
pub fn open(path: &Path) -> Result<Connection> {
    if kind::of(path)? == Kind::Other {
        return Err(Error::NotOurs { path: path.to_owned() });
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags).map_err(|cause| Error::of_file(path, &cause))?;
    prepare(&conn)?;
    conn.execute_batch("BEGIN IMMEDIATE").map_err(|cause| Error::of_file(path, &cause))?;
    Ok(conn)
}

/// Sets a connection up for writing.
///
/// # Errors
///
/// SQLite refuses one of the settings.
pub fn prepare(conn: &Connection) -> Result<()> {
    conn.busy_timeout(std::time::Duration::from_secs(5))?;
    for (setting, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
    ] {
        conn.set_db_config(setting, on)?;
    }
    conn.set_prepared_statement_cache_capacity(128);
    conn.execute_batch("PRAGMA foreign_keys = ON; PRAGMA temp_store = FILE; PRAGMA recursive_triggers = OFF")?;
    Ok(())
}

/// What a batch is made of.
#[derive(Clone, Copy, Debug)]
pub struct Batch<'a> {
    /// `seed`, `facts`, `text`, `import` or `merge`.
    pub kind: &'a str,
    /// The file or the recipe, as the person named it.
    pub name: &'a str,
    /// Of the bytes that came in, as 64 hexadecimal digits.
    pub sha256: Option<&'a str>,
    /// When it was read: an instant in UTC, `2023-01-17T12:00:00Z`.
    pub read_at: &'a str,
    /// What else there is to say of it.
    pub note: Option<&'a str>,
}

/// Adds a batch and returns its number.
///
/// # Errors
///
/// SQLite refuses the row.
pub fn begin(conn: &Connection, batch: Batch<'_>) -> Result<i64> {
    conn.execute(
        "INSERT INTO batch (kind, name, sha256, read_at, note) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![batch.kind, batch.name, batch.sha256, batch.read_at, batch.note],
    )?;
    Ok(conn.last_insert_rowid())
}

/// The tables of facts: all that rows of a batch can stand in, parents before children.
///
/// # Errors
///
/// The schema cannot be read.
pub fn tables(conn: &Connection) -> Result<Vec<String>> {
    let sql = "SELECT name FROM sqlite_schema
      WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT IN ('batch', 'change', 'query') ORDER BY rowid";
    let mut statement = conn.prepare(sql)?;
    let names = statement.query_map([], |row| row.get(0))?;
    Ok(names.collect::<rusqlite::Result<_>>()?)
}

/// The columns of a table, those of its primary key first and told apart.
///
/// # Errors
///
/// The schema cannot be read.
pub fn columns(conn: &Connection, table: &str) -> Result<(Vec<String>, Vec<String>)> {
    let mut statement =
        conn.prepare_cached("SELECT name, pk FROM pragma_table_info(?1, 'main') ORDER BY pk = 0, pk, cid")?;
    let rows = statement.query_map([table], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)? > 0)))?;
    let all: Vec<(String, bool)> = rows.collect::<rusqlite::Result<_>>()?;
    let key = all.iter().filter(|(_, is_key)| *is_key).map(|(name, _)| name.clone()).collect();
    Ok((key, all.into_iter().map(|(name, _)| name).collect()))
}

/// From here on, keeps what an update or a deletion takes away, under the batch last named by
/// [`attribute`].
///
/// # Errors
///
/// The triggers cannot be made.
pub fn keep_changes(conn: &Connection) -> Result<()> {
    conn.execute_batch("CREATE TEMP TABLE IF NOT EXISTS attributed (batch_id INTEGER)")?;
    for table in tables(conn)? {
        let (key, all) = columns(conn, &table)?;
        let object = |side: &str, names: &[String]| {
            let pairs: Vec<String> = names.iter().map(|name| format!("'{name}', {side}.\"{name}\"")).collect();
            format!("json_object({})", pairs.join(", "))
        };
        let old = object("OLD", &all);
        for (operation, side) in [("update", "NEW"), ("delete", "OLD")] {
            let key = object(side, &key);
            conn.execute_batch(&format!(
                "CREATE TEMP TRIGGER IF NOT EXISTS keep_{operation}_of_{table} AFTER {operation} ON main.{table} BEGIN
                  INSERT INTO change (batch_id, of_table, operation, row_key, old)
                  SELECT batch_id, '{table}', '{operation}', {key}, {old} FROM attributed;
                END"
            ))?;
        }
    }
    Ok(())
}

/// From here on, what is replaced is kept under this batch; nothing is kept before
/// [`keep_changes`].
///
/// # Errors
///
/// SQLite's.
pub fn attribute(conn: &Connection, batch: i64) -> Result<()> {
    if conn.table_exists(Some("temp"), "attributed")? {
        conn.execute("DELETE FROM attributed", [])?;
        conn.execute("INSERT INTO attributed VALUES (?1)", [batch])?;
    }
    Ok(())
}
