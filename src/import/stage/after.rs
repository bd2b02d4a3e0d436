//! What is to be done after a statement of a recipe, by the table that it fills.

use rusqlite::Connection;

use crate::error::Result;

/// What is to be done after a statement of a recipe, by the table that it fills.
#[derive(Clone, Copy)]
pub(super) enum After {
    /// Records that it named by key get their ids.
    FindRecords,
    /// Sources that it named by key get their ids.
    FindSources,
    /// Rows that it rejected leave the staged ones.
    DropRejected,
    /// Names and codes that it put are known from here on.
    Learn,
}

/// The tables, and what is done after they are filled.
pub(super) const AFTER: [(&str, After); 5] = [
    ("record", After::FindRecords),
    ("source", After::FindSources),
    ("rejected", After::DropRejected),
    ("name", After::Learn),
    ("identifier", After::Learn),
];

pub(super) fn find_records(conn: &Connection) -> Result<()> {
    for sql in [
        "UPDATE temp.record SET id = (SELECT id FROM main.record AS known WHERE known.key = record.key) WHERE id IS NULL",
        "UPDATE temp.record SET id = new_id() WHERE id IS NULL",
    ] {
        conn.prepare_cached(sql)?.execute([])?;
    }
    Ok(())
}

pub(super) fn find_sources(conn: &Connection) -> Result<()> {
    let known = "(SELECT id FROM main.source AS known WHERE known.key = source.key)";
    let sql = format!("UPDATE temp.source SET id = coalesce({known}, new_source_id()) WHERE id IS NULL");
    conn.prepare_cached(&sql)?.execute([])?;
    Ok(())
}
