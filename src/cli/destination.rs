//! The file that an answer goes to: it takes the place of another only when the answer is whole.

use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::pressed::{self, Pressed};
use crate::error::{Error, Result};
use crate::files::draft::{self, Draft};
use crate::record::file;
use crate::text::Filter;

/// Where an answer goes.
#[derive(Default)]
pub struct Destination {
    /// What the command reads, so that its answer does not take the place of it.
    pub inputs: Vec<PathBuf>,
    /// A file that takes its name when the answer is whole, and the name that was given.
    draft: Option<(Draft, PathBuf)>,
    /// What presses it, if its name asks for that.
    pressed: Option<Pressed>,
}

impl Destination {
    /// Opens the file an answer goes to: under another name until it is whole, so that what stood
    /// there before is lost only to a whole answer. Returns with it the drafts of killed runs that are gone now.
    ///
    /// # Errors
    ///
    /// It is the record or what is read, or cannot be written.
    pub fn open(&mut self, path: &Path, record: &Path) -> Result<(Box<dyn Write>, Vec<PathBuf>)> {
        self.see(path, record)?;
        if path.metadata().is_ok_and(|file| !file.is_file()) {
            let special = File::options().write(true).open(path);
            let special = special.map_err(|cause| unwritten(path, &cause.to_string()))?;
            let out: Box<dyn Write> =
                if special.is_terminal() { Box::new(Filter::new(special)) } else { Box::new(special) };
            return Ok((out, Vec::new()));
        }
        let opened = draft::behind_links(path).and_then(|place| {
            let draft = Draft::of(&place)?;
            draft.file().map(|file| (draft, file))
        });
        let (draft, file) = opened.map_err(|error| of_answer(path, error))?;
        let swept = draft.swept.clone();
        self.draft = Some((draft, path.to_owned()));
        if pressed::is_wanted(path) {
            let pressed = Pressed::new(file);
            self.pressed = Some(pressed.clone());
            return Ok((Box::new(pressed), swept));
        }
        Ok((Box::new(file), swept))
    }

    /// Sees that a file that is to be written is neither the record nor what the command reads.
    ///
    /// # Errors
    ///
    /// It is.
    pub fn see(&self, path: &Path, record: &Path) -> Result<()> {
        let logs = file::logs_of(record);
        let of_record = [record.to_owned()].into_iter().chain(logs).map(|path| (path, "the record itself"));
        let read = self.inputs.iter().cloned().map(|path| (path, "what is read"));
        match of_record.chain(read).find(|(other, _)| draft::is_same_file(other, path)) {
            Some((_, what)) => Err(Error::OverItself { path: path.to_owned(), what }),
            None => Ok(()),
        }
    }

    /// Puts a whole answer in its place.
    ///
    /// # Errors
    ///
    /// It cannot be put there.
    pub fn keep(&mut self) -> Result<()> {
        let Some((draft, path)) = self.draft.take() else { return Ok(()) };
        if let Some(pressed) = self.pressed.take() {
            pressed.end().map_err(|cause| unwritten(&path, &cause.to_string()))?;
        }
        draft.replace().map_err(|error| of_answer(&path, error))
    }
}

/// Why the file of an answer cannot be written.
fn of_answer(path: &Path, error: Error) -> Error {
    match error {
        Error::WriteFile { why, .. } => unwritten(path, &why),
        other => other,
    }
}

fn unwritten(path: &Path, why: &str) -> Error {
    Error::Output(io::Error::other(format!("`{}`: {why}", path.display())))
}
