//! `onrecord purge`: taking out for good, with what is kept of it.

use rusqlite::OptionalExtension;

use super::remove::{finish, no_source};
use crate::answer::find;
use crate::cli::{Context, Failure, reached};
use crate::error::{Error, Exit, Result as Answer};
use crate::history::batches::Removed;
use crate::history::thing::Thing;
use crate::history::{moved, purge};
use crate::record::compact;
use crate::record::write::{self, Trust, Writing};

/// Take out for good: a record, a source, a text or a batch, with all that is kept of it
///
/// What loads replaced is kept, so that `onrecord undo` and `onrecord history` know it. What is purged goes from there
/// too, from the names of batches and from the free pages of the file; nothing puts it back. Copies that were made before
/// still have it, and texts or other records may still tell of it. Without a name, the free pages alone are emptied.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The key of a source or a record, also of one that was taken out, or the number of a batch
    what: Option<String>,

    /// Purge only the text of the source: what was cited from it stays
    #[arg(long, requires = "what")]
    text: bool,

    /// Purge what rests on it too
    #[arg(long, requires = "what")]
    with_dependents: bool,

    /// Show what would go, and change nothing
    #[arg(long, requires = "what")]
    dry_run: bool,
}

impl Args {
    /// Takes it out, and empties the free pages.
    pub(super) fn run(&self, context: &mut Context) -> Result<Exit, Failure> {
        if let Some(what) = &self.what {
            let conn = context.open_to_write()?;
            moved::watch(&conn)?;
            let (removed, kept) = self.purged(&conn, what)?;
            finish(context, &conn, &removed, !self.dry_run)?;
            context.notes.push(format!("{kept} rows of its history taken out"));
            if self.dry_run {
                return Ok(Exit::Success);
            }
        }
        let path = context.path().0;
        reached::refuse(&path)?;
        if self.what.is_none() {
            // Whether it may be written is judged as for every change; nothing is changed by this.
            let trust = if context.options.trust_schema { Trust::Schema } else { Trust::RecordOnly };
            drop(write::open(&path, &context.terms(), trust)?);
        }
        compact::compact(&path, &context.terms()).map_err(|error| match self.what {
            Some(_) => Error::Unemptied { why: error.to_string() },
            None => error,
        })?;
        context.notes.push(
            "what is gone is gone from the free pages too; copies that were made before still have it".to_owned(),
        );
        Ok(Exit::Success)
    }

    fn purged(&self, conn: &Writing, what: &str) -> Answer<(Removed, usize)> {
        let source = || -> Answer<Option<i64>> {
            Ok(conn.query_row("SELECT id FROM source WHERE key = ?1", [what], |row| row.get(0)).optional()?)
        };
        if self.text {
            return purge::text(conn, source()?.ok_or_else(|| no_source(what))?);
        }
        if let Ok(batch) = what.parse::<i64>() {
            return purge::batch(conn, batch, self.with_dependents);
        }
        let mut thing = Thing::keyed(conn, what)?;
        // A source and a record may have one key; as for every command, the source is meant.
        if !thing.sources.is_empty() {
            thing.records.clear();
        }
        if thing == Thing::default() {
            return Err(find::known(&**conn, what).err().unwrap_or_else(|| no_source(what)));
        }
        purge::thing(conn, &thing, self.with_dependents)
    }
}
