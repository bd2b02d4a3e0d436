//! `onrecord repair`: what can be had from a damaged file, in a new one.

use std::path::PathBuf;

use crate::cli::{Context, Failure};
use crate::error::{Error, Exit, Result, log_beside};
use crate::output::{Cell, Column};
use crate::record::{pages, read};
use crate::repair::{self, Told};

/// Bring what can be had from a damaged or cut file into a new, sound one
///
/// Each page that can be read gives its rows; what they point to and what is lost is said to be lost. Records that then fail a
/// check are left out, and told by their keys. The damaged file is not written to.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The damaged file
    file: PathBuf,

    /// Keep what fails a check, too
    #[arg(long)]
    keep_faults: bool,
}

impl Args {
    /// Makes the new file, named by -o, and writes what came of it.
    pub(super) fn run(&self, context: &mut Context) -> Result<Exit, Failure> {
        let Some(target) = context.options.output.take() else {
            let what = "where the repaired record goes is not said".to_owned();
            let hint = format!("onrecord repair {} -o NEW", self.file.display());
            return Err(Error::Misasked { what, hint }.into());
        };
        if self.is_sound(context)? {
            let what = format!("`{}` is sound, so there is nothing to repair", self.file.display());
            return Err(Error::Refused { what, hint: "`onrecord backup` copies it".to_owned() }.into());
        }
        let now = context.environment.now.clone();
        let repaired = repair::repair(&self.file, &target, self.keep_faults, &now, &context.stop)?;
        context.tell_swept(&repaired.draft.swept);
        let mut writer = context.writer()?;
        repaired.draft.put()?;
        let mut columns = ["what", "kind", "key", "why"].map(Column::named);
        for column in &mut columns {
            (column.is_once, column.is_lead) = (column.name != "key", ["key", "why"].contains(&column.name.as_str()));
        }
        writer.begin(&columns)?;
        for Told { what, kind, key, why } in &repaired.told {
            writer.row(&[Some(*what), Some(kind.as_str()), Some(key.as_str()), why.as_deref()].map(Cell::text))?;
        }
        writer.finish()?;
        context.close(&mut *writer)?;
        if repaired.strays > 0 {
            let count = repaired.strays;
            context.notes.push(format!("{count} pages have rows of which nobody knows the table; they are left out"));
        }
        context.notes.push(format!("wrote {}; `{}` is as it was", target.display(), self.file.display()));
        Ok(Exit::Success)
    }

    /// Whether SQLite finds nothing wrong with the file.
    fn is_sound(&self, context: &Context) -> Result<bool> {
        let failed = |cause: std::io::Error| Error::Read { path: self.file.clone(), why: cause.to_string() };
        self.file.metadata().map_err(failed)?;
        // A log beside it is taken back in a copy, and what comes of that is judged there.
        if log_beside(&self.file).is_some() {
            return Ok(false);
        }
        match read::open_record(&self.file, &context.terms()) {
            Ok(conn) => Ok(pages::broken(&context.guarded(conn)?)?.is_empty()),
            Err(
                Error::Corrupt { .. }
                | Error::NotSqlite(_)
                | Error::Read { .. }
                | Error::NotOurs { .. }
                | Error::Sqlite(_),
            ) => Ok(false),
            Err(other) => Err(other),
        }
    }
}
