//! The questions that the record file holds, so that any SQLite tool finds them there.

use rusqlite::Connection;

use crate::error::Result;
use crate::record::derive;
use crate::script::header::Header;
use crate::seed;

/// Puts the built-in queries into a record that another version of the program made.
///
/// # Errors
///
/// As [`store`].
pub fn refresh(conn: &Connection) -> Result<()> {
    if derive::noted(conn, "queries")? == Some(hash()) {
        return Ok(());
    }
    let batch: Option<i64> = conn.query_row("SELECT min(id) FROM batch", [], |row| row.get(0))?;
    batch.map_or(Ok(()), |batch| store(conn, batch))
}

fn hash() -> String {
    let names = seed::names("queries");
    derive::hash(names.iter().filter_map(|name| seed::sql("queries", name)))
}

/// Puts the built-in queries into the record file, so that any SQLite tool finds them there.
///
/// # Errors
///
/// A header is wrong, or SQLite refuses a row.
pub fn store(conn: &Connection, batch: i64) -> Result<()> {
    for name in seed::names("queries") {
        let Some(sql) = seed::sql("queries", &name) else { continue };
        let header = Header::read(&name, sql)?;
        conn.prepare_cached("INSERT OR REPLACE INTO query (name, summary, sql, batch_id) VALUES (?1, ?2, ?3, ?4)")?
            .execute((name, header.summary, sql, batch))?;
    }
    derive::note(conn, "queries", &hash())
}
