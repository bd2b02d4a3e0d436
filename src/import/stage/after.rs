//! What is to be done after a statement of a recipe, by the table that it fills.

use std::time::Duration;

use rusqlite::{Batch, Connection, Statement, fallible_iterator::FallibleIterator};

use crate::error::Result;
use crate::import::recipe::Recipe;
use crate::record::write::Writing;

/// How long a statement of a recipe may work on a chunk.
pub(super) const MOST_TIME: Duration = Duration::from_mins(1);

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
const AFTER: [(&str, After); 5] = [
    ("record", After::FindRecords),
    ("source", After::FindSources),
    ("rejected", After::DropRejected),
    ("name", After::Learn),
    ("identifier", After::Learn),
];

/// The statements of a recipe, each with what is to be done after it.
pub(super) fn statements<'c>(
    writing: &'c Writing,
    recipe: &'c Recipe,
    columns: &[String],
) -> Result<Vec<(Statement<'c>, Vec<After>)>> {
    let mut statements = Vec::new();
    let mut parts = Batch::new(writing, &recipe.sql);
    loop {
        let (next, filled) = writing.scope.of_recipe(MOST_TIME, || parts.next());
        let Some(statement) = next.map_err(|cause| recipe.refused(statements.len() + 1, &cause, columns))? else {
            return Ok(statements);
        };
        let after = AFTER.iter().filter(|(table, _)| filled.contains(*table)).map(|(_, after)| *after).collect();
        statements.push((statement, after));
    }
}

/// Gives the records that a recipe named by key their ids.
pub(super) fn find_records(conn: &Connection) -> Result<()> {
    for sql in [
        "UPDATE temp.record SET id = (SELECT id FROM main.record AS known WHERE known.key = record.key) WHERE id IS NULL",
        "UPDATE temp.record SET id = new_id() WHERE id IS NULL",
    ] {
        conn.prepare_cached(sql)?.execute([])?;
    }
    Ok(())
}

/// Gives the sources that a recipe named by key their ids.
pub(super) fn find_sources(conn: &Connection) -> Result<()> {
    let known = "(SELECT id FROM main.source AS known WHERE known.key = source.key)";
    let sql = format!("UPDATE temp.source SET id = coalesce({known}, new_source_id()) WHERE id IS NULL");
    conn.prepare_cached(&sql)?.execute([])?;
    Ok(())
}
