//! CSV and TSV: every value byte for byte, NULL told apart from empty text.
//!
//! NULL is an empty field and empty text is `""`; both read back as a reader that knows the
//! difference wants them, and as nothing to one that does not. Fields with a delimiter, a quote or
//! a line end are quoted (RFC 4180); lines end in LF. Blobs are hexadecimal.

use data_encoding::HEXLOWER;
use memchr::memchr;
use rusqlite::types::ValueRef;

use crate::error::Result;
use crate::output::cell::{Cell, Column};
use crate::output::{Cites, Draws, Format, Options, RowWriter, Sink, scan};

/// Comma-separated values (RFC 4180, lines end in LF).
pub(super) static CSV: Format = Format {
    name: "csv",
    flag: Some("Same as --format csv"),
    endings: &["csv"],
    is_for_people: false,
    is_for_screens: true,
    is_one_document: true,
    draws: Draws::Nothing,
    cites: Cites::Columns,
    writer: |options, sink| Box::new(Delimited::csv(options, sink)),
};

/// Tab-separated values, quoted as CSV is.
pub(super) static TSV: Format = Format {
    name: "tsv",
    flag: Some("Same as --format tsv"),
    endings: &["tsv", "tab"],
    is_for_people: false,
    is_for_screens: true,
    is_one_document: true,
    draws: Draws::Nothing,
    cites: Cites::Columns,
    writer: |options, sink| Box::new(Delimited::tsv(options, sink)),
};

/// The writer of CSV and TSV.
pub struct Delimited {
    options: Options,
    sink: Sink,
    delimiter: u8,
    null: Vec<u8>,
    has_blobs: bool,
}

impl Delimited {
    /// Comma-separated.
    pub fn csv(options: Options, sink: Sink) -> Self {
        Self::new(options, sink, b',')
    }

    /// Tab-separated.
    pub fn tsv(options: Options, sink: Sink) -> Self {
        Self::new(options, sink, b'\t')
    }

    fn new(options: Options, sink: Sink, delimiter: u8) -> Self {
        let null = options.null.clone().unwrap_or_default().into_bytes();
        Self { options, sink, delimiter, null, has_blobs: false }
    }

    #[inline]
    fn text(&mut self, bytes: &[u8]) {
        if self.options.guard_formulas && matches!(bytes.first(), Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r')) {
            let guarded = [b"'", bytes].concat();
            return self.quoted(&guarded);
        }
        if bytes.is_empty() || has_special(bytes, self.delimiter) || (!self.null.is_empty() && bytes == self.null) {
            self.quoted(bytes);
        } else {
            self.sink.buffer.extend_from_slice(bytes);
        }
    }

    fn quoted(&mut self, mut bytes: &[u8]) {
        let buffer = &mut self.sink.buffer;
        buffer.push(b'"');
        while let Some(at) = memchr(b'"', bytes) {
            buffer.extend_from_slice(&bytes[..=at]);
            buffer.push(b'"');
            bytes = &bytes[at + 1..];
        }
        buffer.extend_from_slice(bytes);
        buffer.push(b'"');
    }
}

/// Whether a field must be quoted.
#[inline]
fn has_special(bytes: &[u8], delimiter: u8) -> bool {
    let flags = scan::flags(bytes, |byte| {
        u8::from(byte == delimiter) | u8::from(byte == b'"') | u8::from(byte == b'\n') | u8::from(byte == b'\r')
    });
    flags != 0
}

impl RowWriter for Delimited {
    fn begin(&mut self, columns: &[Column]) -> Result<()> {
        if self.options.bom {
            self.sink.push("\u{feff}");
        }
        if self.options.no_header || columns.is_empty() {
            return Ok(());
        }
        for (n, column) in columns.iter().enumerate() {
            if n > 0 {
                self.sink.buffer.push(self.delimiter);
            }
            self.text(column.name.as_bytes());
        }
        self.sink.buffer.push(b'\n');
        Ok(())
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        // A line with nothing on it would be read as no row at all.
        if let [Cell::Value(ValueRef::Null)] = cells
            && self.null.is_empty()
        {
            self.sink.buffer.extend_from_slice(b"\"\"\n");
            return self.sink.after_row();
        }
        for (n, cell) in cells.iter().enumerate() {
            if n > 0 {
                self.sink.buffer.push(self.delimiter);
            }
            match *cell {
                Cell::Value(ValueRef::Text(bytes)) => self.text(bytes),
                Cell::Value(ValueRef::Integer(number)) => {
                    self.sink.buffer.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
                }
                Cell::Value(ValueRef::Real(number)) => {
                    if number.is_finite() {
                        self.sink.buffer.extend_from_slice(zmij::Buffer::new().format_finite(number).as_bytes());
                    } else {
                        self.sink.push(&super::block::real(number));
                    }
                }
                Cell::Value(ValueRef::Null) => self.sink.buffer.extend_from_slice(&self.null),
                Cell::Value(ValueRef::Blob(bytes)) => {
                    self.has_blobs = true;
                    hex(bytes, &mut self.sink.buffer);
                }
                Cell::Json(text) => self.text(text.as_bytes()),
            }
        }
        self.sink.buffer.push(b'\n');
        self.sink.after_row()
    }

    fn finish(&mut self) -> Result<()> {
        self.sink.flush()
    }

    fn notes(&self) -> Vec<String> {
        if self.has_blobs { vec!["blobs are written as hexadecimal digits".to_owned()] } else { Vec::new() }
    }

    fn sink(&mut self) -> &mut Sink {
        &mut self.sink
    }
}

/// Appends bytes as hexadecimal digits; an empty blob is quoted, so that it is not NULL.
fn hex(bytes: &[u8], buffer: &mut Vec<u8>) {
    if bytes.is_empty() {
        buffer.extend_from_slice(b"\"\"");
    }
    let from = buffer.len();
    buffer.resize(from + HEXLOWER.encode_len(bytes.len()), 0);
    HEXLOWER.encode_mut(bytes, &mut buffer[from..]);
}
