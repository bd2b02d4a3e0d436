//! Rows of delimited text (RFC 4180 for csv): records, which quotes may spread over lines.
//!
//! The csv reader ends an open quote with the input and says nothing, so that one quote too many
//! would swallow all rows behind it. A mark of our own is read behind the input: what swallows it
//! was never closed.

use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use csv::ByteRecord;

use crate::error::{Error, Result};
use crate::files::bounds;
use crate::import::input::layout::Layout;
use crate::import::input::line_ends::{LineEnds, Noting, noting};
use crate::import::input::torn::{Torn, Watching, watching};
use crate::import::input::{InputRow, Rationed, Table, is_endless};
use crate::import::recipe::Recipe;

/// What is read behind an input: a line of its own.
fn mark(delimiter: u8) -> String {
    let byte = if delimiter == b'\x04' { '\x05' } else { '\x04' };
    format!("\n{}\n", byte.to_string().repeat(8))
}

/// Why a row with text behind a closing quote is none.
const TORN: &str = "text stands behind a quote that closes a field, so that rows may have run together here";

/// A record of the input, or its end.
enum Next {
    Record,
    End,
}

/// Reads records and knows where the input ends.
struct Records<R: Read> {
    reader: csv::Reader<Rationed<Noting<Watching<R>>>>,
    ends: LineEnds,
    /// None where quotes mean nothing.
    torn: Option<Torn>,
    /// Whether text stands behind a closing quote of the record.
    is_torn: bool,
    /// The line of the record.
    line: u64,
    /// How many lines were passed over before.
    skipped: u64,
    record: ByteRecord,
    ended: Arc<AtomicU64>,
    /// None where quotes mean nothing.
    mark: Option<String>,
}

impl<R: Read> Records<R> {
    /// Reads the next record, or says why there is none.
    fn read(&mut self) -> Result<Next, String> {
        match self.reader.read_byte_record(&mut self.record) {
            Ok(false) => return Ok(Next::End),
            Ok(true) => {}
            Err(cause) => return Err(self.failed(&cause)),
        }
        self.ended.store(self.reader.position().byte(), Ordering::Relaxed);
        let read = self.reader.position().byte();
        let start = self.record.position().map_or(0, csv::Position::byte);
        self.is_torn = self.torn.as_mut().is_some_and(|torn| {
            torn.forget(start);
            torn.is_before(read)
        });
        self.line = self.skipped + self.ends.line_at(start);
        let Some(mark) = &self.mark else { return Ok(Next::Record) };
        let bytes = self.record.as_slice();
        if bytes.ends_with(mark.as_bytes()) {
            // The open field is the last one, and has the mark's line feeds too.
            let field = self.record.iter().next_back().unwrap_or_default();
            let lines = memchr::memchr_iter(b'\n', field).count() as u64;
            let line = self.skipped + self.reader.position().line() - lines;
            return Err(format!("a quote that opens on line {line} is never closed"));
        }
        if bytes == mark.trim().as_bytes() && self.record.len() == 1 {
            return Ok(Next::End);
        }
        Ok(Next::Record)
    }

    /// The record as it stands in the input.
    fn raw(&self, delimiter: char) -> String {
        let Some(torn) = &self.torn else {
            let fields: Vec<_> = self.record.iter().map(String::from_utf8_lossy).collect();
            return fields.join(&delimiter.to_string());
        };
        let start = self.record.position().map_or(0, csv::Position::byte);
        let row = torn.row(start, self.reader.position().byte());
        row.trim_start_matches('\u{feff}').trim_matches(['\r', '\n']).to_owned()
    }

    fn failed(&self, cause: &csv::Error) -> String {
        let line = self.skipped + self.record.position().map_or(1, csv::Position::line);
        match cause.kind() {
            csv::ErrorKind::Io(cause) if is_endless(cause) => {
                let quoted = if self.mark.is_some() { "; does it open a quote that is never closed?" } else { "" };
                format!("the row that begins on line {line} {cause}{quoted}")
            }
            _ => cause.to_string(),
        }
    }
}

/// Opens the rows of delimited text.
///
/// # Errors
///
/// The header line cannot be read.
pub fn delimited(
    recipe: &Recipe,
    path: &Path,
    bytes: Box<dyn Read + Send>,
    delimiter: u8,
    is_quoted: bool,
) -> Result<Table> {
    let failed = |why: String| Error::Read { path: path.to_owned(), why };
    let mark = is_quoted.then(|| mark(delimiter));
    let bytes = without_lines(bytes, recipe.skip).map_err(|cause| failed(cause.to_string()))?;
    let marked = bytes.chain(Cursor::new(mark.clone().unwrap_or_default()));
    let (watched, torn) = watching(marked, delimiter);
    let (noting, ends) = noting(watched);
    let (rationed, ended) = Rationed::new(noting, Some(delimiter));
    let reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .quoting(is_quoted)
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(1 << 18)
        .from_reader(rationed);
    let torn = is_quoted.then_some(torn);
    let record = ByteRecord::new();
    let mut records =
        Records { reader, ends, torn, is_torn: false, line: 1, skipped: recipe.skip, record, ended, mark };
    let layout = layout(recipe, &mut records).map_err(failed)?;
    let columns = layout.columns.clone();
    if columns.len() > bounds::COLUMNS {
        return Err(failed(format!("it has {} columns, and at most {} are read", columns.len(), bounds::COLUMNS)));
    }
    if recipe.layouts.is_empty() {
        refuse(recipe, columns.len()).map_err(failed)?;
    }
    let (delimiter, path, recipe) = (char::from(delimiter), path.to_owned(), recipe.clone());
    let mut is_first = !recipe.layouts.is_empty();
    let mut is_over = false;
    let rows = std::iter::from_fn(move || {
        if is_over {
            return None;
        }
        match records.read() {
            Ok(Next::Record) => {
                if std::mem::take(&mut is_first)
                    && let Err(why) = refuse(&recipe, records.record.len())
                {
                    is_over = true;
                    return Some(Err(Error::Read { path: path.clone(), why }));
                }
                return Some(Ok(row_of(&records, &layout, delimiter)));
            }
            Ok(Next::End) => is_over = true,
            Err(why) => {
                is_over = true;
                return Some(Err(Error::Read { path: path.clone(), why }));
            }
        }
        None
    });
    Ok(Table::new(columns, Box::new(rows)))
}

/// Which field of a row is which column: as the recipe says, else as the header line does.
fn layout<R: Read>(recipe: &Recipe, records: &mut Records<R>) -> Result<Layout, String> {
    Ok(match recipe.layouts.as_slice() {
        [] => match records.read()? {
            Next::Record if records.is_torn => return Err(format!("in the line of names {TORN}")),
            Next::Record => Layout::one(names(&records.record)),
            Next::End => Layout::one(Vec::new()),
        },
        [one] => Layout::one(one.clone()),
        several => Layout::several(several),
    })
}

/// The bytes behind so many lines.
fn without_lines(bytes: Box<dyn Read + Send>, lines: u64) -> std::io::Result<Box<dyn Read + Send>> {
    if lines == 0 {
        return Ok(bytes);
    }
    let mut bytes = BufReader::with_capacity(1 << 18, bytes);
    let mut line = Vec::new();
    for _ in 0..lines {
        line.clear();
        bytes.by_ref().take(bounds::ROW).read_until(b'\n', &mut line)?;
    }
    Ok(Box::new(bytes))
}

/// That an input is not one of those that the recipe names by the number of their fields.
fn refuse(recipe: &Recipe, width: usize) -> Result<(), String> {
    match recipe.refuses.iter().find(|(count, _)| *count == width) {
        Some((_, what)) => Err(format!("its rows have {width} field{}: {what}", if width == 1 { "" } else { "s" })),
        None => Ok(()),
    }
}

fn names(header: &ByteRecord) -> Vec<String> {
    let name = |name| String::from_utf8_lossy(name).trim_start_matches('\u{feff}').trim().to_owned();
    header.iter().map(name).collect()
}

fn row_of<R: Read>(records: &Records<R>, layout: &Layout, delimiter: char) -> InputRow {
    let record = &records.record;
    let line = i64::try_from(records.line).unwrap_or(i64::MAX);
    let raw = || records.raw(delimiter);
    let fields = if records.is_torn {
        Err((raw(), TORN.to_owned()))
    } else if layout.has(record.len()) {
        layout.fields(record).ok_or_else(|| (raw(), not_utf_8(record)))
    } else {
        Err((raw(), format!("it has {} fields instead of {}", record.len(), layout.widths())))
    };
    InputRow { line, fields }
}

/// That a row is not UTF-8, and which encoding it seems to be in.
fn not_utf_8(record: &ByteRecord) -> String {
    // Bytes of windows-1252 that UTF-8 has nowhere alone; those of no letter or mark there speak for an older code page.
    let is_western = record.iter().flatten().all(|byte| !matches!(byte, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d));
    let name = if is_western { ", such as windows-1252" } else { "" };
    format!("it is not UTF-8; name its encoding with `-- @encoding`{name}")
}
