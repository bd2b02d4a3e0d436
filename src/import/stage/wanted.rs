//! Entities that a recipe asked for and that the record did not have.

use rusqlite::{Connection, params};

use crate::error::Result;
use crate::value::normal::normal;

/// One of them.
pub(super) struct Wanted {
    pub id: i64,
    pub key: String,
    pub kind: String,
    pub name: String,
    /// The form by which it is looked up.
    pub form: String,
    pub identifier: Option<(String, String)>,
}

/// Puts the entities that were asked for into the record, cited from the data set.
///
/// They go through a temporary table, because a statement for each would make SQLite keep a
/// journal for each.
///
/// # Errors
///
/// SQLite's.
pub(super) fn put(conn: &Connection, all: &[Wanted], batch: i64, source: i64) -> Result<()> {
    if all.is_empty() {
        return Ok(());
    }
    for wanted in all {
        let (scheme, value) = wanted.identifier.clone().unzip();
        conn.prepare_cached(
            "INSERT INTO temp.wanted (id, key, kind, name, normal, scheme, value) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            wanted.id,
            wanted.key,
            wanted.kind,
            wanted.name,
            normal(&wanted.name),
            scheme,
            value
        ])?;
    }
    // A key that a record of another kind has is told apart as a second entity's is.
    conn.prepare_cached(
        "UPDATE temp.wanted SET key = key || '-' || id WHERE key IN (SELECT key FROM main.record) OR key IN (SELECT key FROM temp.record)",
    )?
    .execute([])?;
    for sql in [
        "INSERT INTO main.record (id, key, kind, batch_id) SELECT id, key, 'entity', ?1 FROM temp.wanted WHERE ?2",
        "INSERT INTO main.entity (id, kind, name, batch_id) SELECT id, kind, name, ?1 FROM temp.wanted WHERE ?2",
        "INSERT INTO main.name (entity_id, text, kind, normal, batch_id) SELECT id, name, 'preferred', normal, ?1 FROM temp.wanted WHERE ?2",
        "INSERT INTO main.identifier (scheme, value, entity_id, batch_id) SELECT scheme, value, id, ?1 FROM temp.wanted WHERE ?2 AND scheme IS NOT NULL",
        "INSERT INTO main.citation (record_id, source_id, batch_id) SELECT id, ?2, ?1 FROM temp.wanted",
    ] {
        conn.prepare_cached(sql)?.execute([batch, source])?;
    }
    Ok(())
}
