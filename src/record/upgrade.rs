//! Upgrades: from an older shape of the content to the one that this program writes.
//!
//! Each version has a file of SQL, `seed/upgrades/N.sql`, that leads to it from the one before. All
//! of them run in the transaction of the load that needs them, so that a record is of its old
//! version or of the new one and never between; a file that is only read stays as it is.

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use crate::error::{Error, Result};
use crate::record::foreign;
use crate::record::{VERSION, derive};
use crate::seed;

/// Brings a record in a transaction to this program's version; says from which, if it was another.
///
/// # Errors
///
/// Parts of it are not as its version has them, so that nobody knows what it holds; or SQLite's.
pub fn run(conn: &Connection, version: i64) -> Result<Option<i64>> {
    if version == VERSION {
        return Ok(None);
    }
    let mut widened = Vec::new();
    for next in version + 1..=VERSION {
        let name = next.to_string();
        let Some((_, sql)) = seed::texts("upgrades", ".sql").into_iter().find(|(known, _)| *known == name) else {
            let what = format!("nothing leads from version {version} of a record to version {VERSION}");
            return Err(Error::Refused { what, hint: "export it with the program that made it".to_owned() });
        };
        conn.execute_batch(sql)?;
        widened.extend(restated(sql));
    }
    restate(conn, &widened)?;
    derive::make(conn)?;
    conn.execute_batch(&format!("PRAGMA user_version = {VERSION}"))?;
    Ok(Some(version))
}

/// The tables that a step to a version restates: `-- @restate TABLE, ...`. Their rows are as they were,
/// and a rule of theirs admits more than before.
fn restated(sql: &str) -> impl Iterator<Item = &str> {
    let lists = sql.lines().filter_map(|line| line.strip_prefix("-- @restate "));
    lists.flat_map(|list| list.split(',').map(str::trim))
}

/// Gives tables the text that they have now: those named, and those where only blanks and comments
/// differ. SQLite keeps the text of a statement as it was, and a rule that is only widened needs no
/// row to be written again; so the text may be put in place of the old one.
fn restate(conn: &Connection, widened: &[&str]) -> Result<()> {
    let stale: Vec<(&str, &str)> = foreign::own().restated(conn, widened)?;
    if stale.is_empty() {
        return Ok(());
    }
    let schema: i64 = conn.pragma_query_value(None, "schema_version", |row| row.get(0))?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false)?;
    conn.execute_batch("PRAGMA writable_schema = ON")?;
    for (name, sql) in stale {
        conn.execute("UPDATE main.sqlite_schema SET sql = ?2 WHERE name = ?1", (name, sql))?;
    }
    conn.execute_batch(&format!("PRAGMA schema_version = {}; PRAGMA writable_schema = OFF", schema + 1))?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    Ok(())
}
