//! Merging two entities that are one: everything that points to the second points to the first.
//!
//! A merge is a batch like any other: what it replaces is kept, so it can be taken out again. The
//! second entity's key stays as a retired key, so that what cites it still finds it.

use rusqlite::{Connection, OptionalExtension, params};

use crate::error::{Error, Result};
use crate::record::write;
use crate::shape::kind;

/// Merges the second entity into the first; returns how many rows changed hands.
///
/// # Errors
///
/// They are the same; or a relation joins them, which would then join an entity to itself.
pub fn merge(conn: &Connection, into: i64, from: i64, batch: i64) -> Result<usize> {
    if into == from {
        let what = "both names mean the same entity".to_owned();
        return Err(Error::Refused { what, hint: "`onrecord ask entities` lists keys and names".to_owned() });
    }
    let kinds: (String, String) = conn.query_row(
        "SELECT one.kind, other.kind FROM entity AS one, entity AS other WHERE one.id = ?1 AND other.id = ?2",
        [into, from],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    if kinds.0 != kinds.1 {
        let what = format!("one is of kind {}, the other of kind {}", kinds.0, kinds.1);
        return Err(Error::Refused {
            what,
            hint: "correct the kind in the facts file first, if it is wrong".to_owned(),
        });
    }
    let between = joining(conn, into, from)?;
    if let Some((kind, key)) = between {
        let what = format!("the {kind} `{key}` joins the two, and would join one to itself");
        return Err(Error::Refused { what, hint: format!("take it out first: onrecord remove {key}") });
    }
    conn.execute_batch("PRAGMA defer_foreign_keys = ON")?;
    number_anchors(conn, into, from)?;
    conn.execute("UPDATE name SET kind = 'alias' WHERE entity_id = ?1 AND kind = 'preferred'", [from])?;
    let mut count = 0;
    for table in write::tables() {
        for column in kind::references(&table, &["entity", "record"]).iter().filter(|column| **column != "id") {
            // What the first has already is not needed twice.
            count +=
                conn.execute(&format!("UPDATE OR IGNORE {table} SET {column} = ?1 WHERE {column} = ?2"), [into, from])?;
        }
    }
    count += conn.execute("UPDATE anchor SET record_id = ?1 WHERE record_id = ?2", [into, from])?;
    let key: String = conn.query_row("SELECT key FROM record WHERE id = ?1", [from], |row| row.get(0))?;
    // What the first had already goes with the second.
    for table in write::tables().iter().rev() {
        if let Some(owner) = kind::owner(table) {
            conn.execute(&format!("DELETE FROM {table} WHERE {owner} = ?1"), [from])?;
        }
    }
    conn.execute("INSERT INTO retired_key (key, record_id, batch_id) VALUES (?1, ?2, ?3)", params![key, into, batch])?;
    Ok(count)
}

/// The kind and the key of a fact that tells how the two stand to each other.
fn joining(conn: &Connection, one: i64, other: i64) -> Result<Option<(&'static str, String)>> {
    for kind in kind::all().iter().filter(|kind| kind.is_record) {
        let columns = kind::references(kind.name(), &["entity"]);
        let joins = |first: usize| columns[first + 1..].iter().map(move |second| (first, *second));
        for (first, second) in (0..columns.len()).flat_map(joins) {
            let (table, first) = (kind.name(), columns[first]);
            let sql = format!(
                "SELECT record.key FROM {table} JOIN record USING (id)
                WHERE ({first} = ?1 AND {second} = ?2) OR ({first} = ?2 AND {second} = ?1) LIMIT 1"
            );
            if let Some(key) = conn.query_row(&sql, [one, other], |row| row.get(0)).optional()? {
                return Ok(Some((table, key)));
            }
        }
    }
    Ok(None)
}

/// Gives the passages of the second numbers after those that the first has of the same source; by
/// way of numbers that none has.
fn number_anchors(conn: &Connection, into: i64, from: i64) -> Result<()> {
    conn.execute("UPDATE anchor SET part = part + 1000000 WHERE record_id = ?1", [from])?;
    conn.execute(
        "UPDATE anchor SET part = part - 1000000 + (SELECT coalesce(max(known.part), 0) FROM anchor AS known WHERE known.record_id = ?1 AND known.source_id = anchor.source_id)
        WHERE record_id = ?2",
        [into, from],
    )?;
    // What points at them follows.
    for (table, column, [record, source]) in kind::pointing() {
        let sql = format!(
            "UPDATE {table} SET {column} = {column} + (SELECT coalesce(max(known.part), 0) FROM anchor AS known WHERE known.record_id = ?1 AND known.source_id = {table}.{source})
            WHERE {record} = ?2 AND {column} IS NOT NULL"
        );
        conn.execute(&sql, [into, from])?;
    }
    Ok(())
}
