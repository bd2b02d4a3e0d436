//! `onrecord undo`: taking back what was done last, or at a time.

use super::remove::finish;
use crate::cli::{Context, Failure};
use crate::error::Exit;
use crate::history::{moved, undo};

/// Take back the last change, or the load that a batch is of
///
/// Whatever the last command did to the record is taken back, an undo too: all that it added goes,
/// all that it replaced or took out comes back. With a number, the load of that batch (`onrecord
/// batches`) is taken back; later ones stay, if they did not change the same.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The number of a batch of the load
    batch: Option<i64>,

    /// Take out what rests on it too
    #[arg(long)]
    with_dependents: bool,

    /// Show what would go and come, and change nothing
    #[arg(long)]
    dry_run: bool,
}

impl Args {
    /// Takes it back.
    pub(super) fn run(&self, context: &mut Context) -> Result<Exit, Failure> {
        let conn = context.open_to_write()?;
        moved::watch(&conn)?;
        let now = context.environment.now.clone();
        let undone = undo::undo(&conn, self.batch, &now, self.with_dependents)?;
        let again = if self.dry_run { "" } else { "; `onrecord undo` puts it back" };
        context.notes.push(format!("taken back: {}{again}", undone.was));
        finish(context, &conn, &undone.rows, !self.dry_run)
    }
}
