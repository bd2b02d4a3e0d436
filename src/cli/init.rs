//! `onrecord init`: a new record file.

use std::path::PathBuf;

use rusqlite::Connection;

use crate::answer::stored;
use crate::cli::{Context, Failure};
use crate::error::{self, Exit};
use crate::facts::built_in;
use crate::record::create;

/// Make a record file from the built-in record
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The file to make [default: --db, else onrecord.db]
    file: Option<PathBuf>,

    /// Only the countries, currencies, topics and predicates, without the built-in facts
    #[arg(long)]
    empty: bool,
}

impl Args {
    /// Makes the file.
    pub(super) fn run(&self, context: &mut Context) -> Result<Exit, Failure> {
        let path = self.file.clone().unwrap_or_else(|| context.path().0);
        let now = context.environment.now.clone();
        let swept = create::file(&path, |conn| fill(conn, !self.empty, &now))?;
        context.tell_swept(&swept);
        let what = if self.empty { "with reference data only" } else { "from the built-in record" };
        context.notes.push(format!("made {} {what}", path.display()));
        Ok(Exit::Success)
    }
}

/// Fills a new record with the reference data, the built-in facts if wanted, and the queries.
pub(super) fn fill(conn: &Connection, with_record: bool, now: &str) -> error::Result<()> {
    built_in::load(conn, with_record, now)?;
    let batch = conn.query_row("SELECT min(id) FROM batch", [], |row| row.get(0))?;
    stored::store(conn, batch)
}
