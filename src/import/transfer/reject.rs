//! Rejected rows: what was not loaded, kept with line and reason in a file beside the input.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use csv::{StringRecord, Writer, WriterBuilder};

use crate::error::{Error, Result};
use crate::files::draft::{self, Draft};

/// The file of the rejected rows, made with the first of them.
pub struct Rejects {
    path: PathBuf,
    columns: Vec<String>,
    file: Option<(Draft, Writer<draft::Writer>)>,
    /// How many there are.
    pub count: u64,
    /// The first of them, as `line N: reason`.
    pub first: Vec<String>,
    is_kept: bool,
}

/// How many rejected rows are told without looking into the file.
const TOLD: usize = 3;

/// What the file begins with, and so is known for one of the program's.
const HEAD: [&str; 2] = ["line", "reason"];

/// Where rejected rows of an input may go: beside it, or beside the record where nothing can be written there or the
/// input is a pipe, and never over a file that is not an earlier one of its rejects.
#[must_use]
pub fn place(input: &Path, record: &Path) -> PathBuf {
    let is_pipe = input == Path::new("-");
    let beside = free(input);
    let name = beside.file_name().map_or_else(|| "stdin.rejected.csv".into(), std::ffi::OsStr::to_owned);
    let is_open = !is_pipe && Draft::of(&beside).is_ok();
    if is_open {
        beside
    } else {
        free(&record.with_file_name(name.to_string_lossy().trim_end_matches(".rejected.csv")))
    }
}

/// The first name of rejects of an input that is free, or has earlier ones of its own.
fn free(input: &Path) -> PathBuf {
    let named = |ending: &str| {
        let mut name = if input == Path::new("-") { "stdin".into() } else { input.as_os_str().to_owned() };
        name.push(ending);
        PathBuf::from(name)
    };
    let is_free = |path: &Path| path.symlink_metadata().is_err() || is_ours(path);
    let (mut place, mut number) = (named(".rejected.csv"), 1);
    while !is_free(&place) {
        number += 1;
        place = named(&format!(".rejected-{number}.csv"));
    }
    place
}

/// Takes away what an earlier import rejected of the same input: it is no longer true.
pub fn forget(path: &Path) {
    if is_ours(path) {
        let _ = std::fs::remove_file(path);
    }
}

/// Whether a file begins as a file of rejected rows does.
#[must_use]
pub fn is_ours(path: &Path) -> bool {
    let head = HEAD.join(",") + ",";
    let mut start = Vec::new();
    let is_file = path.symlink_metadata().is_ok_and(|file| file.is_file());
    let mut read = || File::open(path).and_then(|file| file.take(head.len() as u64).read_to_end(&mut start));
    is_file && read().is_ok() && start == head.as_bytes()
}

impl Rejects {
    /// Rows with these columns would go to this file; where they are not kept, it is left alone.
    #[must_use]
    pub fn new(path: &Path, columns: &[String], is_kept: bool) -> Self {
        Self { path: path.to_owned(), columns: columns.to_vec(), file: None, count: 0, first: Vec::new(), is_kept }
    }

    /// Keeps a row.
    ///
    /// # Errors
    ///
    /// The file cannot be written.
    pub fn write(&mut self, line: i64, reason: &str, fields: &StringRecord) -> Result<()> {
        self.count += 1;
        if self.first.len() < TOLD {
            self.first.push(format!("line {line}: {reason}"));
        }
        if !self.is_kept {
            return Ok(());
        }
        let number = line.to_string();
        let record = [number.as_str(), reason].into_iter().chain(fields.iter());
        let written = self.writer()?.write_record(record);
        written.map_err(|cause| self.failed(&cause))
    }

    /// Ends the file, which waits to be put in its place; None where nothing was rejected.
    ///
    /// # Errors
    ///
    /// The file cannot be written.
    pub fn finish(mut self) -> Result<Option<Draft>> {
        let Some((draft, mut writer)) = self.file.take() else { return Ok(None) };
        writer.flush().map_err(|cause| self.untold(&cause))?;
        Ok(Some(draft))
    }

    fn writer(&mut self) -> Result<&mut Writer<draft::Writer>> {
        let pair = match self.file.take() {
            Some(pair) => pair,
            None => self.open()?,
        };
        Ok(&mut self.file.insert(pair).1)
    }

    fn open(&self) -> Result<(Draft, Writer<draft::Writer>)> {
        let draft = Draft::of(&self.path)?;
        let mut writer = WriterBuilder::new().flexible(true).from_writer(draft.file()?);
        let header = HEAD.into_iter().chain(self.columns.iter().map(String::as_str));
        writer.write_record(header).map_err(|cause| self.failed(&cause))?;
        Ok((draft, writer))
    }

    /// A failure that names the file already.
    fn untold(&self, cause: &std::io::Error) -> Error {
        let (told, name) = (cause.to_string(), format!("`{}`: ", self.path.display()));
        Error::WriteFile { path: self.path.clone(), why: told.strip_prefix(&name).unwrap_or(&told).to_owned() }
    }

    fn failed(&self, cause: &csv::Error) -> Error {
        match cause.kind() {
            csv::ErrorKind::Io(cause) => self.untold(cause),
            _ => Error::WriteFile { path: self.path.clone(), why: cause.to_string() },
        }
    }
}
