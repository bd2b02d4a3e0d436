//! `onrecord init`: a new record file.

use std::path::PathBuf;

use crate::cli::context::fill;
use crate::cli::{Context, Failure};
use crate::error::Exit;
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
