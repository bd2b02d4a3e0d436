//! `onrecord merge`: two entities that are one.

use crate::cli::{Context, Failure};
use crate::error::Exit;
use crate::history::merging::merge;
use crate::record::{entity, write};

/// Merge two entities that are one
///
/// Everything that points to the second points to the first afterwards; its names stay as aliases,
/// its key as a retired key. The merge is a batch, which `onrecord undo` takes back.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The entity that stays, by any name
    into: String,

    /// The entity that becomes part of it
    from: String,
}

impl Args {
    /// Merges them.
    pub(super) fn run(&self, context: &mut Context) -> Result<Exit, Failure> {
        let conn = context.open_to_write()?;
        let (into, from) = (entity::resolve(&*conn, &self.into)?, entity::resolve(&*conn, &self.from)?);
        let name = format!("{} <- {}", self.into, self.from);
        let batch =
            write::Batch { kind: "merge", name: &name, sha256: None, read_at: &context.environment.now, note: None };
        let batch = write::begin(&conn, batch)?;
        write::attribute(&conn, batch)?;
        let count = merge(&conn, into, from, batch)?;
        context.end_writing(&conn, true)?;
        context.notes.push(format!("{count} rows changed hands; `onrecord undo` takes it back"));
        Ok(Exit::Success)
    }
}
