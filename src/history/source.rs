//! Taking out a source, or what one source says of a record.

use rusqlite::Connection;

use super::batches::{self, Removed};
use crate::error::{Error, Result};
use crate::record::write::{self, quoted};
use crate::shape::kind;

/// What a source says of a record, in the order in which it goes.
pub(super) const SAID: [&str; 3] = ["anchor", "dating", "citation"];

/// Takes out a source with its text, all that it says, and the records that no other source vouches for.
///
/// # Errors
///
/// Other rows rest on it and `with_dependents` is not set.
pub fn remove(conn: &Connection, source: i64, with_dependents: bool) -> Result<Removed> {
    conn.execute_batch("PRAGMA defer_foreign_keys = ON")?;
    batches::note_uncited(conn)?;
    let alone = "SELECT record_id FROM citation AS own WHERE source_id = ?1
      AND NOT EXISTS (SELECT 1 FROM citation AS other WHERE other.record_id = own.record_id AND other.source_id <> ?1)";
    let ids: Vec<i64> = conn.prepare(alone)?.query_map([source], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut removed = Removed::default();
    for table in SAID.into_iter().chain(["source_text"]) {
        removed.rows += conn.execute(&format!("DELETE FROM {table} WHERE source_id = ?1"), [source])?;
    }
    for table in write::tables().iter().rev() {
        let Some(owner) = kind::owner(table) else { continue };
        let mut statement = conn.prepare(&format!("DELETE FROM main.{} WHERE {owner} = ?1", quoted(table)))?;
        for id in &ids {
            removed.rows += statement.execute([id])?;
        }
    }
    removed.rows += conn.execute("DELETE FROM source WHERE id = ?1", [source])?;
    removed.dependents = batches::settle(conn, with_dependents)?;
    Ok(removed)
}

/// Takes out what a source says of a record that others vouch for too.
///
/// # Errors
///
/// It does not cite it, or nobody else does.
pub fn remove_citation(conn: &Connection, record: (i64, &str), source: (i64, &str)) -> Result<Removed> {
    let ((id, key), (by, name)) = (record, source);
    let sql = "SELECT count(*), coalesce(sum(source_id = ?2), 0) FROM citation WHERE record_id = ?1";
    let (all, own): (i64, i64) = conn.query_row(sql, (id, by), |row| Ok((row.get(0)?, row.get(1)?)))?;
    if own == 0 {
        let hint = format!("`onrecord show {key}` says who does");
        return Err(Error::Refused { what: format!("`{name}` says nothing of `{key}`"), hint });
    }
    if all == 1 {
        let what = format!("nobody but `{name}` vouches for `{key}`");
        return Err(Error::Refused { what, hint: format!("`onrecord remove {key}` takes it out whole") });
    }
    conn.execute_batch("PRAGMA defer_foreign_keys = ON")?;
    let mut removed = Removed::default();
    for table in SAID {
        removed.rows +=
            conn.execute(&format!("DELETE FROM {table} WHERE record_id = ?1 AND source_id = ?2"), (id, by))?;
    }
    batches::note_uncited(conn)?;
    batches::settle(conn, false)?;
    Ok(removed)
}
