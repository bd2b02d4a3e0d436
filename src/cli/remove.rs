//! `onrecord remove`: a batch, or one fact.

use crate::answer::find;
use crate::cli::{Context, Failure};
use crate::error::Exit;
use crate::history::batches;
use crate::record::write;

/// Take out a batch whole, or one record
///
/// A batch is replayed backwards: what it replaced is put back. If other facts rest on what would go,
/// nothing is done unless --with-dependents is given.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The number of a batch (`onrecord batches`), or the key of a record
    what: String,

    /// Take out what rests on it too
    #[arg(long)]
    with_dependents: bool,

    /// Show what would go, and change nothing
    #[arg(long)]
    dry_run: bool,
}

impl Args {
    /// Takes it out.
    pub(super) fn run(&self, context: &mut Context) -> Result<Exit, Failure> {
        let conn = context.open_to_write()?;
        let removed = if let Ok(batch) = self.what.parse::<i64>() {
            batches::remove(&conn, batch, self.with_dependents)?
        } else {
            let id = find::known(&*conn, &self.what)?;
            let batch = write::Batch {
                kind: "remove",
                name: &self.what,
                sha256: None,
                read_at: &context.environment.now,
                note: None,
            };
            let batch = write::begin(&conn, batch)?;
            write::attribute(&conn, batch)?;
            let removed = batches::remove_record(&conn, id, self.with_dependents)?;
            if !self.dry_run {
                context.notes.push(format!("`onrecord remove {batch}` puts it back"));
            }
            removed
        };
        context.end_writing(&conn, !self.dry_run)?;
        let told = format!(
            "{} rows taken out, {} put back, {} that rested on them taken out",
            removed.rows, removed.restored, removed.dependents
        );
        context.notes.push(told);
        if self.dry_run {
            context.notes.push("nothing was written (--dry-run)".to_owned());
        }
        Ok(Exit::Success)
    }
}
