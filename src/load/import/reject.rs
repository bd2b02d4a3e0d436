//! Rejected rows: what was not loaded, kept with line and reason in a file beside the input.

use std::fs::File;
use std::path::{Path, PathBuf};

use csv::{StringRecord, Writer, WriterBuilder};

use crate::error::{Error, Result};

/// The file of the rejected rows, made with the first of them.
pub struct Rejects {
    path: PathBuf,
    columns: Vec<String>,
    file: Option<Writer<File>>,
    /// How many there are.
    pub count: u64,
    /// The first of them, as `line N: reason`.
    pub first: Vec<String>,
    is_kept: bool,
}

/// How many rejected rows are told without looking into the file.
const TOLD: usize = 3;

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
        written.map_err(|cause| self.failed(&cause.to_string()))
    }

    /// Ends the file; None where nothing was rejected.
    ///
    /// # Errors
    ///
    /// The file cannot be written.
    pub fn finish(mut self) -> Result<Option<PathBuf>> {
        let Some(mut writer) = self.file.take() else {
            if self.is_kept {
                // What an earlier import rejected is no longer true.
                let _ = std::fs::remove_file(&self.path);
            }
            return Ok(None);
        };
        writer.flush().map_err(|cause| self.failed(&cause.to_string()))?;
        Ok(Some(self.path))
    }

    fn writer(&mut self) -> Result<&mut Writer<File>> {
        let writer = match self.file.take() {
            Some(writer) => writer,
            None => self.open()?,
        };
        Ok(self.file.insert(writer))
    }

    fn open(&self) -> Result<Writer<File>> {
        let file = File::create(&self.path).map_err(|cause| self.failed(&cause.to_string()))?;
        let mut writer = WriterBuilder::new().flexible(true).from_writer(file);
        let header = ["line", "reason"].into_iter().chain(self.columns.iter().map(String::as_str));
        writer.write_record(header).map_err(|cause| self.failed(&cause.to_string()))?;
        Ok(writer)
    }

    fn failed(&self, why: &str) -> Error {
        Error::WriteFile { path: self.path.clone(), why: why.to_owned() }
    }
}
