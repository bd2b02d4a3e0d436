//! `onrecord backup`: a verified copy of the record file.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::{Context, Failure};
use crate::error::{Error, Exit, Result};
use crate::export::copy;
use crate::files::draft::is_same_file;
use crate::record::file;

/// Copy the record file, also while others use it, and verify the copy
///
/// The copy is compared with the record by the hash of what both say, and takes its name when it is whole and sound. With
/// --keep, older copies stay as FILE.1, FILE.2 and so on, the newest first.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Where the copy goes
    file: PathBuf,

    /// How many copies to keep, the new one among them
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    keep: Option<u32>,
}

impl Args {
    /// Makes the copy.
    pub(super) fn run(&self, context: &mut Context) -> Result<Exit, Failure> {
        let conn = context.open_file()?;
        let stands = self.file.symlink_metadata().is_ok();
        if stands && self.keep.is_none() {
            return Err(Error::FileExists(self.file.clone()).into());
        }
        let record = context.path().0;
        let generations = self.keep.unwrap_or(1);
        for older in (0..generations).map(|n| generation(&self.file, n)) {
            if older.symlink_metadata().is_ok() {
                is_ours_to_move(&older, &record)?;
            }
        }
        let (draft, hash) = copy::whole(&conn, &self.file, &context.stop)?;
        context.tell_swept(&draft.swept);
        if stands && generations == 1 {
            draft.replace()?;
        } else {
            if stands {
                make_room(&self.file, generations)?;
            }
            draft.put()?;
        }
        context.notes.push(format!("wrote {}, verified; what it says has the hash {hash}", self.file.display()));
        Ok(Exit::Success)
    }
}

/// The name of an older copy; of the newest, 0, the name itself.
fn generation(file: &Path, n: u32) -> PathBuf {
    let mut name = OsString::from(file);
    if n > 0 {
        name.push(format!(".{n}"));
    }
    name.into()
}

/// Refuses to move what is no record file, or the record itself.
fn is_ours_to_move(path: &Path, record: &Path) -> Result<()> {
    let is_file = path.symlink_metadata().is_ok_and(|found| found.is_file());
    if is_file && file::is_resting_record(path) && !is_same_file(path, record) {
        return Ok(());
    }
    Err(Error::FileExists(path.to_owned()))
}

/// Moves each copy to the next number, the oldest first, which gives way to the one before it: whenever it ends, no
/// copy but that one is gone.
fn make_room(file: &Path, generations: u32) -> Result<()> {
    let stands = |n: &u32| generation(file, *n).symlink_metadata().is_ok();
    // Up to the first number that is free, what is beyond it stays.
    let free = (1..generations).find(|n| !stands(n)).unwrap_or(generations);
    let failed = |cause: std::io::Error| Error::WriteFile { path: file.to_owned(), why: cause.to_string() };
    if free == generations {
        fs::remove_file(generation(file, generations - 1)).map_err(failed)?;
    }
    for n in (0..free.min(generations - 1)).rev() {
        fs::rename(generation(file, n), generation(file, n + 1)).map_err(failed)?;
    }
    Ok(())
}
