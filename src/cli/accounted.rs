//! The accounting of an import, as a file of JSON.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::Context;
use crate::error::{Error, Result};
use crate::files::draft::{self, Draft};
use crate::import::Imported;

/// A file of that name; `-` would be stdout, where the counts go.
pub(super) fn a_file(text: &str) -> Result<PathBuf, &'static str> {
    if text == "-" { Err("stdout holds the counts, so this wants the name of a file") } else { Ok(text.into()) }
}

/// Sees that the accounting takes the place of nothing that the import reads or writes.
///
/// # Errors
///
/// It would be written over the record, an input, or the rejected rows.
pub(super) fn see(context: &Context, path: &Path, rejects: &Path) -> Result<()> {
    context.destination.see(path, &context.path().0)?;
    if path == rejects || draft::is_same_file(path, rejects) {
        return Err(Error::OverItself { path: path.to_owned(), what: "where rejected rows go" });
    }
    Ok(())
}

/// Writes it.
///
/// # Errors
///
/// The file cannot be written.
pub(super) fn write(path: &Path, done: &Imported) -> Result<()> {
    let text = serde_json::to_string_pretty(done).map_err(|cause| Error::Output(cause.into()))?;
    let draft = Draft::of(path)?;
    draft.file()?.write_all((text + "\n").as_bytes()).map_err(|cause| Error::of_writing(path, &cause))?;
    draft.replace()
}
