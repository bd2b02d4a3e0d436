//! Taking out for good: no undo puts it back, and no history tells of it.
//!
//! What is kept of a record or a source as what loads replaced goes with it, and its keys in the names of batches.
//! The file's free pages are another's to empty, when the transaction is done.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension};

use super::batches::{self, Removed};
use super::moved;
use super::source::{self, SAID};
use super::thing::Thing;
use crate::error::{Error, Result};
use crate::record::write::{self, quoted};

/// What stands for a key that is gone for good.
const GONE: &str = "(purged)";

/// Takes a record or a source out for good, with all that is kept of what it was.
///
/// # Errors
///
/// Other rows rest on it and `with_dependents` is not set.
pub fn thing(conn: &Connection, thing: &Thing, with_dependents: bool) -> Result<(Removed, usize)> {
    conn.execute_batch(
        "CREATE TEMP TABLE purged (of_table TEXT, id INTEGER, key TEXT, batch_id INTEGER);
        CREATE TEMP TRIGGER purge_of_record AFTER DELETE ON main.record
          BEGIN INSERT INTO purged VALUES ('record', OLD.id, OLD.key, OLD.batch_id); END;
        CREATE TEMP TRIGGER purge_of_source AFTER DELETE ON main.source
          BEGIN INSERT INTO purged VALUES ('source', OLD.id, OLD.key, OLD.batch_id); END;
        CREATE TEMP TRIGGER purge_of_text AFTER DELETE ON main.source_text
          BEGIN INSERT INTO purged VALUES ('text', OLD.source_id, NULL, OLD.batch_id); END;
        CREATE TEMP TRIGGER purge_of_key AFTER DELETE ON main.retired_key
          BEGIN INSERT INTO purged VALUES ('key', OLD.record_id, OLD.key, NULL); END",
    )?;
    let mut all = thing.clone();
    all.merged(conn)?;
    let mut removed = Removed::default();
    for id in &thing.sources {
        removed.add(&source::remove(conn, *id, with_dependents)?);
    }
    for id in &thing.records {
        removed.add(&batches::remove_record(conn, *id, with_dependents)?);
    }
    let of = |kind: &str| -> Result<BTreeSet<i64>> {
        let mut statement = conn.prepare("SELECT id FROM temp.purged WHERE of_table = ?1")?;
        Ok(statement.query_map([kind], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    };
    all.records.extend(of("record")?);
    all.sources.extend(of("source")?);
    all.records.extend(told_alone(conn, &all.sources)?);
    let mut keys: BTreeSet<String> = conn
        .prepare("SELECT key FROM temp.purged WHERE key IS NOT NULL")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for (kind, key) in known(conn, &all)? {
        moved::forgotten(conn, &kind, &key)?;
        keys.insert(key);
    }
    let loads = loads(conn, &all)?;
    let kept = forget(conn, &all)?;
    unname(conn, &keys)?;
    unload(conn, &loads)?;
    Ok((removed, kept))
}

/// The records that these sources alone told and that went with one of them when it was taken out before.
fn told_alone(conn: &Connection, sources: &BTreeSet<i64>) -> Result<BTreeSet<i64>> {
    let sql = "SELECT told FROM (
        SELECT CAST(old ->> '$.record_id' AS INTEGER) AS told, old ->> '$.source_id' AS by
        FROM change WHERE of_table = 'citation' AND old ->> '$.record_id' IS NOT NULL
      )
      WHERE told NOT IN (SELECT id FROM main.record)
      GROUP BY told HAVING min(by IN (SELECT value FROM json_each(?1)))";
    let mut statement = conn.prepare(sql)?;
    let found = statement.query_map([list(sources)], |row| row.get(0))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// The batches that brought things, as these are taken out now or were before.
fn loads(conn: &Connection, thing: &Thing) -> Result<BTreeSet<i64>> {
    let sql = "SELECT batch_id FROM temp.purged WHERE batch_id IS NOT NULL
      UNION SELECT CAST(old ->> '$.batch_id' AS INTEGER) FROM change
      WHERE old ->> '$.batch_id' IS NOT NULL
        AND (of_table = 'record' AND old ->> '$.id' IN (SELECT value FROM json_each(?1))
          OR of_table = 'source' AND old ->> '$.id' IN (SELECT value FROM json_each(?2))
          OR of_table = 'source_text' AND old ->> '$.source_id' IN (SELECT value FROM json_each(?2)))";
    let mut statement = conn.prepare(sql)?;
    let found = statement.query_map([list(&thing.records), list(&thing.sources)], |row| row.get(0))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// Takes the names of files and their hashes out of batches that hold nothing any more: whoever has either would know
/// what it was.
fn unload(conn: &Connection, loads: &BTreeSet<i64>) -> Result<()> {
    for id in loads {
        let mut is_empty = !conn
            .prepare("SELECT 1 FROM change WHERE batch_id = ?1 OR CAST(old ->> '$.batch_id' AS INTEGER) = ?1")?
            .exists([id])?;
        for table in write::tables() {
            let sql = format!("SELECT 1 FROM main.{} WHERE batch_id = ?1", quoted(&table));
            is_empty = is_empty && !conn.prepare(&sql)?.exists([id])?;
        }
        if is_empty {
            conn.execute("UPDATE batch SET name = ?2, sha256 = NULL, note = NULL WHERE id = ?1", (id, GONE))?;
        }
    }
    Ok(())
}

/// What kinds things were of and which keys they had, as changes kept them.
fn known(conn: &Connection, thing: &Thing) -> Result<Vec<(String, String)>> {
    let sql = "SELECT DISTINCT iif(of_table = 'source', of_table, old ->> '$.kind'), old ->> '$.key' FROM change
      WHERE of_table = ?1 AND old ->> '$.key' IS NOT NULL AND old ->> '$.id' IN (SELECT value FROM json_each(?2))";
    let mut statement = conn.prepare(sql)?;
    let mut found = Vec::new();
    for (table, ids) in [("record", &thing.records), ("source", &thing.sources)] {
        let keys = statement.query_map([table, &list(ids)], |row| Ok((row.get(0)?, row.get(1)?)))?;
        found.extend(keys.collect::<rusqlite::Result<Vec<_>>>()?);
    }
    Ok(found)
}

/// Takes out what is kept of things as what loads replaced; how many rows it was.
fn forget(conn: &Connection, thing: &Thing) -> Result<usize> {
    let said = SAID.into_iter().map(|table| (table.to_owned(), "source_id", &thing.sources));
    let mut count = 0;
    for (table, owner, ids) in thing.tables().into_iter().chain(said) {
        let sql = "DELETE FROM change WHERE of_table = ?1
          AND (old ->> ?2 IN (SELECT value FROM json_each(?3)) OR row_key ->> ?2 IN (SELECT value FROM json_each(?3)))";
        count += conn.execute(sql, (table, format!("$.{owner}"), list(ids)))?;
    }
    Ok(count)
}

/// Takes the text of a source out for good, with the words around its passages: what was cited stays.
///
/// # Errors
///
/// SQLite's.
pub fn text(conn: &Connection, source: i64) -> Result<(Removed, usize)> {
    let rows = conn.execute("DELETE FROM source_text WHERE source_id = ?1", [source])?
        + conn.execute(
            "UPDATE anchor SET prefix = NULL, suffix = NULL WHERE source_id = ?1 AND coalesce(prefix, suffix) IS NOT NULL",
            [source],
        )?;
    let kept = conn.execute(
        "DELETE FROM change WHERE of_table = 'source_text' AND ?1 IN (old ->> '$.source_id', row_key ->> '$.source_id')",
        [source],
    )? + conn.execute(
        "UPDATE change SET old = json_remove(old, '$.prefix', '$.suffix')
        WHERE of_table = 'anchor' AND old ->> '$.source_id' = ?1
          AND coalesce(old ->> '$.prefix', old ->> '$.suffix') IS NOT NULL",
        [source],
    )?;
    Ok((Removed { rows, ..Removed::default() }, kept))
}

/// Takes keys out of the names of merges and removals, and of what took these back.
fn unname(conn: &Connection, keys: &BTreeSet<String>) -> Result<()> {
    let sql = "SELECT id, name FROM batch WHERE kind IN ('merge', 'remove', 'undo')";
    let named: Vec<(i64, String)> =
        conn.prepare(sql)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    for (id, name) in named {
        let words = name.split(' ').map(|word| {
            let bare = word.trim_end_matches(',');
            if keys.contains(bare) { word.replacen(bare, GONE, 1) } else { word.to_owned() }
        });
        let told = words.collect::<Vec<_>>().join(" ");
        if told != name {
            conn.execute("UPDATE batch SET name = ?2 WHERE id = ?1", (id, told))?;
        }
    }
    Ok(())
}

fn list(ids: &BTreeSet<i64>) -> String {
    serde_json::to_string(ids).unwrap_or_else(|_| "[]".to_owned())
}

/// Takes a batch out for good, in a transaction that the caller ends: what it replaced is put back.
///
/// # Errors
///
/// There is no such batch; a later one changed the same rows; or other rows rest on it and
/// `with_dependents` is not set.
pub fn batch(conn: &Connection, batch: i64, with_dependents: bool) -> Result<(Removed, usize)> {
    let name: Option<String> =
        conn.query_row("SELECT name FROM batch WHERE id = ?1", [batch], |row| row.get(0)).optional()?;
    if name.is_none() {
        return Err(batches::unknown(batch));
    }
    is_free(conn, batch)?;
    conn.execute_batch("PRAGMA defer_foreign_keys = ON")?;
    batches::note_uncited(conn)?;
    let mut removed = Removed { restored: batches::replay(conn, batch)?, ..Removed::default() };
    for table in write::tables().iter().rev() {
        removed.rows += conn.execute(&format!("DELETE FROM main.{} WHERE batch_id = ?1", quoted(table)), [batch])?;
    }
    conn.execute("DELETE FROM query WHERE batch_id = ?1", [batch])?;
    // What later batches replaced of its rows tells them too.
    let kept =
        conn.execute("DELETE FROM change WHERE batch_id = ?1 OR CAST(old ->> '$.batch_id' AS INTEGER) = ?1", [batch])?;
    removed.dependents = batches::settle(conn, with_dependents)?;
    // The rest of its load goes by the first that is left.
    let next: Option<i64> =
        conn.query_row("SELECT min(id) FROM batch WHERE with_id = ?1", [batch], |row| row.get(0))?;
    conn.execute("UPDATE batch SET with_id = nullif(?2, id) WHERE with_id = ?1", (batch, next))?;
    conn.execute("DELETE FROM batch WHERE id = ?1", [batch])?;
    Ok((removed, kept))
}

/// Refuses a batch whose rows others need: it was taken back or took back, or a later one changed the same.
fn is_free(conn: &Connection, batch: i64) -> Result<()> {
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
        return Err(batches::changed_later(later, batch, "purge"));
    }
    Ok(())
}
