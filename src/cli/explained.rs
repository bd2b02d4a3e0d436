//! Recipes looked at: a first one for a table, and what a recipe makes of a table's first rows.

use std::path::{Path, PathBuf};

use crate::cli::{Context, Failure};
use crate::error::{Exit, Result as Answer};
use crate::facts::to_toml;
use crate::import::recipe::Recipe;
use crate::import::{self, Order, first, transfer};

/// So many rows are shown.
const ROWS: usize = 5;

/// Writes a first recipe for a table.
pub(super) fn first(context: &mut Context, table: &Path) -> Result<Exit, Failure> {
    context.reads(table);
    let recipe = {
        let reader = context.open()?;
        first::recipe(&*reader, table)?
    };
    write(context, recipe.as_bytes())?;
    context.notes.push(
        "its head says what was guessed; `onrecord import --explain RECIPE TABLE` shows what it makes".to_owned(),
    );
    Ok(Exit::Success)
}

/// Shows what the first rows of a table would become, and changes nothing.
pub(super) fn explain(
    context: &mut Context,
    recipe: &Recipe,
    path: &Path,
    with: &[(String, PathBuf)],
) -> Result<Exit, Failure> {
    let conn = context.open_to_write()?;
    let order = Order {
        recipe,
        path,
        with,
        rejects: Path::new("-"),
        is_kept: false,
        read_at: &context.environment.now,
        stop: &context.stop,
        progress: &mut |_| {},
        most: Some(ROWS),
    };
    let (done, _) = import::run(&conn, order)?;
    transfer::drop_tables(&conn)?;
    let facts = to_toml::of_batch(&conn, done.batch)?;
    context.end_writing(&conn, false)?;
    write(context, &facts)?;
    context.notes.push(format!(
        "of the first {}: {} new, {} changed, {} the same, {} rejected; nothing was written",
        if done.read == 1 { "row".to_owned() } else { format!("{} rows", done.read) },
        done.added,
        done.changed,
        done.unchanged,
        done.rejected
    ));
    context.notes.extend(done.first_rejected.iter().map(|row| format!("rejected: {row}")));
    Ok(Exit::Success)
}

fn write(context: &mut Context, text: &[u8]) -> Answer<()> {
    let mut writer = context.text_writer()?;
    writer.sink().push(&String::from_utf8_lossy(text));
    writer.sink().flush()?;
    context.close(&mut *writer)
}
