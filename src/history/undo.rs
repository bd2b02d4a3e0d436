//! Taking back a load: what it added goes, what it replaced comes back, and all of that is kept, so
//! that taking it back can be taken back.
//!
//! A load is all the batches of one command. Its batches stay, marked with the batch that took them
//! back; that one holds, row by row, what it did, insertions too.

use rusqlite::{Connection, OptionalExtension};

use super::batches::{self, Removed};
use crate::error::{Error, Result};
use crate::record::write::{self, Batch, quoted};

/// A load that was taken back.
#[derive(Clone, Debug)]
pub struct Undone {
    /// What it was, in words: `facts herald.toml, text herald.txt`.
    pub was: String,
    /// What went and what came back, counted.
    pub rows: Removed,
}

/// Takes back the load that a batch is of, or the last that holds.
///
/// # Errors
///
/// There is none; it came with the record, or was taken back before; a later one changed the same rows; or
/// other rows rest on it and `with_dependents` is not set.
pub fn undo(conn: &Connection, batch: Option<i64>, read_at: &str, with_dependents: bool) -> Result<Undone> {
    let load = match batch {
        Some(batch) => batch,
        None => last(conn)?,
    };
    let load: Option<i64> =
        conn.query_row("SELECT coalesce(with_id, id) FROM batch WHERE id = ?1", [load], |row| row.get(0)).optional()?;
    let Some(load) = load else { return Err(batches::unknown(batch.unwrap_or(0))) };
    if !holds(conn, load)? {
        let what = format!("batch {load} is taken back already");
        return Err(Error::Refused {
            what,
            hint: "`onrecord undo` with the number of what took it back puts it back".to_owned(),
        });
    }
    let mut statement = conn.prepare("SELECT id, kind, name FROM batch WHERE id = ?1 OR with_id = ?1 ORDER BY id")?;
    let parts: Vec<(i64, String, String)> = statement
        .query_map([load], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    if parts.iter().any(|(_, kind, _)| kind == "seed") {
        let what = format!("batch {load} came with the record itself");
        return Err(Error::Refused { what, hint: "`onrecord remove KEY` takes out a source or a record".to_owned() });
    }
    let told: Vec<String> = parts.iter().map(|(_, kind, name)| format!("{kind} {name}")).collect();
    let was = told.join(", ");
    conn.execute_batch("PRAGMA defer_foreign_keys = ON")?;
    let own = write::begin(conn, Batch { kind: "undo", name: &was, sha256: None, read_at, note: None })?;
    write::attribute(conn, own)?;
    write::keep_insertions(conn)?;
    batches::note_uncited(conn)?;
    let mut rows = Removed::default();
    let numbers: Vec<i64> = parts.iter().map(|(id, _, _)| *id).collect();
    later(conn, load, &numbers)?;
    // What it added goes first, so that nothing holds on to what is put back; and what it both added and
    // took away is not put back.
    rows.rows += take_out(conn, &parts)?;
    for (part, _, _) in parts.iter().rev() {
        rows.restored += batches::replay(conn, *part)?;
        conn.execute("UPDATE batch SET undone_id = ?1 WHERE id = ?2", [own, *part])?;
    }
    take_out(conn, &parts)?;
    rows.dependents = batches::settle(conn, with_dependents)?;
    Ok(Undone { was, rows })
}

/// Takes out all rows that batches added; an undo has none, for what it put back is theirs who brought it.
fn take_out(conn: &Connection, parts: &[(i64, String, String)]) -> Result<usize> {
    let mut count = 0;
    for (part, _, _) in parts.iter().rev() {
        for table in write::tables().iter().rev() {
            count += conn.execute(&format!("DELETE FROM main.{} WHERE batch_id = ?1", quoted(table)), [part])?;
        }
    }
    Ok(count)
}

/// The last load that holds.
fn last(conn: &Connection) -> Result<i64> {
    let mut statement =
        conn.prepare("SELECT id FROM batch WHERE with_id IS NULL AND kind <> 'seed' ORDER BY id DESC")?;
    let ids: Vec<i64> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for id in ids {
        if holds(conn, id)? {
            return Ok(id);
        }
    }
    let what = "there is nothing to take back: no load but what the record was made with".to_owned();
    Err(Error::Refused { what, hint: "`onrecord batches` lists what was loaded".to_owned() })
}

/// Whether a batch holds: nothing took it back, or what did was taken back itself.
///
/// # Errors
///
/// SQLite's.
pub fn holds(conn: &Connection, batch: i64) -> Result<bool> {
    let (mut at, mut is_held) = (batch, true);
    let mut statement = conn.prepare_cached("SELECT undone_id FROM batch WHERE id = ?1")?;
    // Each is taken back by a later one, so this ends.
    while let Some(by) = statement.query_row([at], |row| row.get::<_, Option<i64>>(0)).optional()?.flatten() {
        if by <= at {
            break;
        }
        (at, is_held) = (by, !is_held);
    }
    Ok(is_held)
}

/// Refuses where a later batch that holds changed or took away rows that this load had changed or brought.
fn later(conn: &Connection, load: i64, parts: &[i64]) -> Result<()> {
    let related = related(conn, parts)?;
    let list = serde_json::to_string(parts).unwrap_or_else(|_| "[]".to_owned());
    let sql = "SELECT DISTINCT later.batch_id FROM change AS later
      WHERE later.batch_id > ?1
        AND (
          CAST(later.old ->> '$.batch_id' AS INTEGER) IN (SELECT value FROM json_each(?2))
          OR EXISTS (
            SELECT 1 FROM change AS own
            WHERE own.batch_id IN (SELECT value FROM json_each(?2)) AND own.batch_id < later.batch_id
              AND own.of_table = later.of_table AND own.row_key = later.row_key
          )
        )
      ORDER BY later.batch_id DESC";
    let mut statement = conn.prepare_cached(sql)?;
    let found: Vec<i64> = statement.query_map((load, list), |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for later in found {
        // What was taken back and put back since, or the other way round, is as it was.
        let of = root(conn, later)?;
        let is_as_it_was = of != later && held_at(conn, of, load)? == holds(conn, of)?;
        if !parts.contains(&later) && !related.contains(&later) && !is_as_it_was && holds(conn, later)? {
            return Err(batches::changed_later(later, load, "undo"));
        }
    }
    Ok(())
}

/// The load that a batch is about: its own, or the one that it took back or put back.
fn root(conn: &Connection, batch: i64) -> Result<i64> {
    let mut statement = conn.prepare_cached("SELECT min(id) FROM batch WHERE undone_id = ?1 AND id < ?1")?;
    let mut at = batch;
    while let Some(of) = statement.query_row([at], |row| row.get::<_, Option<i64>>(0))? {
        at = of;
    }
    Ok(at)
}

/// Whether a load held when another batch came.
fn held_at(conn: &Connection, load: i64, when: i64) -> Result<bool> {
    let (mut at, mut is_held) = (load, load < when);
    let mut statement = conn.prepare_cached("SELECT undone_id FROM batch WHERE id = ?1")?;
    while let Some(by) = statement.query_row([at], |row| row.get::<_, Option<i64>>(0)).optional()?.flatten() {
        if by <= at || by >= when {
            break;
        }
        (at, is_held) = (by, !is_held);
    }
    Ok(is_held)
}

/// The batches that took this load back and put it back: what they did is of the load itself.
fn related(conn: &Connection, parts: &[i64]) -> Result<Vec<i64>> {
    let mut statement = conn.prepare_cached("SELECT undone_id FROM batch WHERE id = ?1")?;
    let mut found = Vec::new();
    for part in parts {
        let mut at = *part;
        while let Some(by) = statement.query_row([at], |row| row.get::<_, Option<i64>>(0)).optional()?.flatten() {
            if by <= at {
                break;
            }
            found.push(by);
            at = by;
        }
    }
    Ok(found)
}
