//! Rows of an input: whatever its format, texts by column, one row after the other.

pub mod delimited;
pub mod elements;
mod exact;
mod json;
mod layout;
mod line_ends;
mod once;
pub mod open;
mod places;
pub mod sheet;
mod torn;
mod unpacked;
mod whole;
mod within;

use std::fmt;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use csv::StringRecord;

use crate::error::{Error, Result};
use crate::files::bounds;
use crate::import::Missed;
use crate::import::input::delimited::delimited;
use crate::import::input::elements::Elements;
use crate::import::input::open::Input;
use crate::import::input::sheet::sheet;
use crate::import::recipe::{Reads, Recipe};

/// One row: its line (or its number), and its fields or why it cannot be read.
pub struct InputRow {
    /// The line of a text file, the row of a sheet, the number of an element; from 1.
    pub line: i64,
    /// The fields in the order of the columns; or the raw row and what is wrong with it.
    pub fields: Result<StringRecord, (String, String)>,
}

impl InputRow {
    /// How many bytes it takes in memory, nearly.
    #[must_use]
    pub fn size(&self) -> usize {
        match &self.fields {
            Ok(fields) => fields.as_slice().len() + fields.len() * size_of::<usize>(),
            Err((raw, _)) => raw.len(),
        }
    }
}

/// The columns of an input and its rows.
pub struct Table {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows, read as they are asked for; an error ends them, and nothing of the input is sound.
    pub rows: Rows,
    /// What the input holds that its values do not tell.
    pub doubts: Vec<Missed>,
}

impl Table {
    /// A table without doubts.
    #[must_use]
    pub fn new(columns: Vec<String>, rows: Rows) -> Self {
        Self { columns, rows, doubts: Vec::new() }
    }
}

/// Rows as they are read, on a thread of their own.
pub type Rows = Box<dyn Iterator<Item = Result<InputRow>> + Send>;

/// Opens the rows of an input as the recipe says.
///
/// # Errors
///
/// The input cannot be read at all, or lacks the sheet that the recipe names.
pub fn open(recipe: &Recipe, path: &Path, input: Input) -> Result<Table> {
    let reads = recipe.reads_as(path);
    let has_picture = input.has_picture.clone();
    let is_decoded = recipe.encoding.is_some() || matches!(reads, Reads::Xml);
    // A document of XML says itself how it is written, and a workbook is no text.
    let input = match reads {
        Reads::Csv | Reads::Tsv | Reads::Jsonl if recipe.encoding.is_none() => {
            let failed = |cause: io::Error| Error::Read { path: path.to_owned(), why: cause.to_string() };
            Input { bytes: open::in_its_own(input.bytes).map_err(failed)?, ..input }
        }
        _ => input,
    };
    let mut table = match reads {
        Reads::Csv => delimited(recipe, path, input.bytes, recipe.delimiter.unwrap_or(b','), true),
        Reads::Tsv => delimited(recipe, path, input.bytes, recipe.delimiter.unwrap_or(b'\t'), false),
        Reads::Jsonl => {
            let columns = if recipe.rows.is_empty() { vec!["json"] } else { vec!["json", "envelope"] };
            let columns = columns.into_iter().map(str::to_owned).collect();
            Ok(Table::new(columns, within::rows(path, input.bytes, &recipe.element, &recipe.rows)))
        }
        Reads::Xlsx => sheet(recipe, path, input.bytes),
        Reads::Xml => {
            let elements = Elements::new(path, input.bytes, &recipe.element);
            Ok(Table::new(vec!["json".to_owned()], Box::new(elements)))
        }
    }?;
    if is_decoded {
        table.rows = whole::decoded(table.rows, has_picture);
    }
    Ok(table)
}

/// A row that is longer than any that is read: what is too much of it.
#[derive(Debug)]
enum Endless {
    Bytes,
    Fields,
}

impl std::error::Error for Endless {}

impl fmt::Display for Endless {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes => write!(f, "is longer than {}", bounds::size(bounds::ROW)),
            Self::Fields => write!(f, "has more than {} fields", bounds::FIELDS),
        }
    }
}

/// Whether it is a row without an end that a reader stumbled over.
pub(super) fn is_endless(cause: &io::Error) -> bool {
    matches!(cause.get_ref(), Some(cause) if cause.is::<Endless>())
}

/// A reader that gives no more than a row can have since the end of the last one.
///
/// Readers of records and of events keep all of one before they return it, so that a row without an
/// end would grow in their memory. Whoever reads them says where the last row ended.
pub(super) struct Rationed<R> {
    inner: R,
    given: u64,
    /// Where the last row ended, in bytes of all that was given.
    ended: Arc<AtomicU64>,
    /// What separates fields; of these a row has no more than [`bounds::FIELDS`].
    separator: Option<u8>,
    separators: u64,
    /// Where the row began of which separators are counted.
    counted: u64,
}

impl<R: Read> Rationed<R> {
    pub(super) fn new(inner: R, separator: Option<u8>) -> (Self, Arc<AtomicU64>) {
        let ended = Arc::new(AtomicU64::new(0));
        (Self { inner, given: 0, ended: ended.clone(), separator, separators: 0, counted: 0 }, ended)
    }
}

impl<R: Read> Read for Rationed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.given += count as u64;
        let ended = self.ended.load(Ordering::Relaxed);
        let length = self.given - ended.min(self.given);
        if length <= bounds::LONG {
            return Ok(count);
        }
        if self.counted != ended {
            (self.counted, self.separators) = (ended, 0);
        }
        if let Some(separator) = self.separator {
            self.separators += memchr::memchr_iter(separator, &buffer[..count]).count() as u64;
        }
        // What is read ahead may be of the next rows.
        if length > bounds::ROW + buffer.len() as u64 {
            return Err(io::Error::other(Endless::Bytes));
        }
        if self.separators > bounds::FIELDS { Err(io::Error::other(Endless::Fields)) } else { Ok(count) }
    }
}
