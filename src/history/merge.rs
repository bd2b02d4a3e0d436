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
    let between: Option<String> = conn
        .query_row(
            "SELECT record.key FROM relation JOIN record ON record.id = relation.id
            WHERE (subject_id = ?1 AND object_id = ?2) OR (subject_id = ?2 AND object_id = ?1) LIMIT 1",
            [into, from],
            |row| row.get(0),
        )
        .optional()?;
    if let Some(key) = between {
        let what = format!("the relation `{key}` joins the two, and would join one to itself");
        return Err(Error::Refused { what, hint: format!("take it out first: onrecord remove {key}") });
    }
    conn.execute_batch("PRAGMA defer_foreign_keys = ON")?;
    let mut count = 0;
    // Passages of one source get numbers after those that are there; by way of numbers that none has.
    conn.execute("UPDATE anchor SET part = part + 1000000 WHERE record_id = ?1", [from])?;
    conn.execute(
        "UPDATE anchor SET part = part - 1000000 + (SELECT coalesce(max(known.part), 0) FROM anchor AS known WHERE known.record_id = ?1 AND known.source_id = anchor.source_id)
        WHERE record_id = ?2",
        [into, from],
    )?;
    // So do the sides of disputes that quote them.
    conn.execute(
        "UPDATE dispute_side SET part = part + (SELECT coalesce(max(known.part), 0) FROM anchor AS known WHERE known.record_id = ?1 AND known.source_id = dispute_side.source_id)
        WHERE record_id = ?2 AND part IS NOT NULL",
        [into, from],
    )?;
    conn.execute("UPDATE name SET kind = 'alias' WHERE entity_id = ?1 AND kind = 'preferred'", [from])?;
    for table in write::tables() {
        let mut statement =
            conn.prepare("SELECT \"from\" FROM pragma_foreign_key_list(?1) WHERE \"table\" IN ('entity', 'record')")?;
        let columns: Vec<String> = statement.query_map([&table], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        for column in columns.iter().filter(|column| *column != "id") {
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
