//! `onrecord init`: a new record file.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::answer::stored;
use crate::cli::{Context, Failure, reached};
use crate::error::{self, Error, Exit};
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
        reached::refuse(&path)?;
        let now = context.environment.now.clone();
        let swept = create::file(&path, |conn| fill(conn, !self.empty, &now))?;
        context.tell_swept(&swept);
        let what = if self.empty { "with reference data only" } else { "from the built-in record" };
        context.notes.push(format!("made {} {what}", path.display()));
        Ok(Exit::Success)
    }
}

/// Makes the record file that is to be written, where there is none yet.
pub(super) fn make(context: &mut Context, path: &Path) -> error::Result<()> {
    let now = context.environment.now.clone();
    match create::file(path, |conn: &Connection| fill(conn, true, &now)) {
        Ok(swept) => {
            context.tell_swept(&swept);
            context.notes.push(format!("made {} from the built-in record", path.display()));
            Ok(())
        }
        Err(Error::FileExists(_)) => Ok(()),
        Err(other) => Err(other),
    }
}

/// Fills a new record with the reference data, the built-in facts if wanted, and the queries.
fn fill(conn: &Connection, with_record: bool, now: &str) -> error::Result<()> {
    built_in::load(conn, with_record, now)?;
    let batch = conn.query_row("SELECT min(id) FROM batch", [], |row| row.get(0))?;
    stored::store(conn, batch)
}
