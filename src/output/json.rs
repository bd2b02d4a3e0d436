//! JSON and JSON Lines: always parses, reads back equal.
//!
//! Integers are exact, reals the shortest text that reads back as the same number; blobs are
//! `{"$base64": true, "encoded": "..."}`, and so is text that is not UTF-8, marked with
//! `"text": true`. JSON has no infinities: they are null, with a note. Columns of one name get a
//! number, because most readers keep only the last of two.

use data_encoding::BASE64;
use rusqlite::types::ValueRef;

use crate::error::Result;
use crate::output::cell::{Cell, Column};
use crate::output::{Cites, Draws, Format, Options, RowWriter, Sink, scan};

/// One JSON array of objects.
pub(super) static JSON: Format = Format {
    name: "json",
    flag: Some("Same as --format json"),
    endings: &["json"],
    is_for_people: false,
    is_for_screens: true,
    is_one_document: true,
    draws: Draws::Nothing,
    cites: Cites::Objects,
    writer: |options, sink| Box::new(Json::array(options, sink)),
};

/// One JSON object a line.
pub(super) static JSONL: Format = Format {
    name: "jsonl",
    flag: Some("Same as --format jsonl"),
    endings: &["jsonl", "ndjson"],
    is_for_people: false,
    is_for_screens: true,
    is_one_document: false,
    draws: Draws::Nothing,
    cites: Cites::Objects,
    writer: |options, sink| Box::new(Json::lines(options, sink)),
};

/// The largest integer that a double holds exactly, 2^53.
const EXACT: u64 = 1 << 53;

/// The writer of JSON and JSON Lines.
pub struct Json {
    options: Options,
    sink: Sink,
    is_array: bool,
    /// For each column what stands before its value: `{"name":` or `,"name":`.
    labels: Vec<Vec<u8>>,
    rows: u64,
    infinities: u64,
    invalid: u64,
    renamed: Vec<String>,
}

impl Json {
    /// One array of objects.
    pub fn array(options: Options, sink: Sink) -> Self {
        Self {
            options,
            sink,
            is_array: true,
            labels: Vec::new(),
            rows: 0,
            infinities: 0,
            invalid: 0,
            renamed: Vec::new(),
        }
    }

    /// One object a line.
    pub fn lines(options: Options, sink: Sink) -> Self {
        Self { is_array: false, ..Self::array(options, sink) }
    }

    #[inline]
    fn cell(&mut self, cell: &Cell<'_>) {
        let buffer = &mut self.sink.buffer;
        match *cell {
            Cell::Value(ValueRef::Text(bytes)) => {
                if !string(bytes, buffer) {
                    self.invalid += 1;
                    base64(bytes, true, buffer);
                }
            }
            Cell::Value(ValueRef::Integer(number)) => {
                let mut digits = itoa::Buffer::new();
                let digits = digits.format(number).as_bytes();
                if self.options.bigint_as_text && number.unsigned_abs() > EXACT {
                    buffer.push(b'"');
                    buffer.extend_from_slice(digits);
                    buffer.push(b'"');
                } else {
                    buffer.extend_from_slice(digits);
                }
            }
            Cell::Value(ValueRef::Real(number)) => {
                if number.is_finite() {
                    buffer.extend_from_slice(zmij::Buffer::new().format_finite(number).as_bytes());
                } else {
                    self.infinities += 1;
                    buffer.extend_from_slice(b"null");
                }
            }
            Cell::Value(ValueRef::Null) => buffer.extend_from_slice(b"null"),
            Cell::Value(ValueRef::Blob(bytes)) => base64(bytes, false, buffer),
            Cell::Json(text) => buffer.extend_from_slice(text.as_bytes()),
        }
    }
}

impl RowWriter for Json {
    fn begin(&mut self, columns: &[Column]) -> Result<()> {
        self.labels.clear();
        self.rows = 0;
        let mut used: Vec<String> = Vec::new();
        for (n, column) in columns.iter().enumerate() {
            let mut name = column.name.clone();
            let mut copy = 1;
            while used.contains(&name) || (copy > 1 && columns.iter().any(|other| other.name == name)) {
                copy += 1;
                name = format!("{}_{copy}", column.name);
            }
            if name != column.name {
                self.renamed.push(name.clone());
            }
            let mut label = vec![if n == 0 { b'{' } else { b',' }];
            string(name.as_bytes(), &mut label);
            label.push(b':');
            self.labels.push(label);
            used.push(name);
        }
        if self.is_array {
            self.sink.push("[");
        }
        Ok(())
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        if self.is_array {
            self.sink.push(if self.rows == 0 { "\n" } else { ",\n" });
        }
        self.rows += 1;
        for (n, cell) in cells.iter().enumerate() {
            self.sink.buffer.extend_from_slice(&self.labels[n]);
            self.cell(cell);
        }
        self.sink.push(if cells.is_empty() { "{}" } else { "}" });
        if !self.is_array {
            self.sink.buffer.push(b'\n');
        }
        self.sink.after_row()
    }

    fn finish(&mut self) -> Result<()> {
        if self.is_array {
            self.sink.push(if self.rows == 0 { "]\n" } else { "\n]\n" });
        }
        self.sink.flush()
    }

    fn summary(&mut self, told: &str) -> Result<()> {
        if let Some(coverage) = &self.options.coverage {
            told.clone_into(&mut coverage.borrow_mut());
        }
        Ok(())
    }

    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.infinities > 0 {
            notes.push(format!("{} infinite values are written as null: JSON has no infinity", self.infinities));
        }
        if self.invalid > 0 {
            notes.push(format!("{} texts are not UTF-8 and written as base64", self.invalid));
        }
        if !self.renamed.is_empty() {
            notes.push(format!("columns of one name are numbered: {}", self.renamed.join(", ")));
        }
        notes
    }

    fn sink(&mut self) -> &mut Sink {
        &mut self.sink
    }
}

/// Appends a JSON string; false, and nothing appended, where the bytes are not UTF-8.
#[inline]
fn string(bytes: &[u8], buffer: &mut Vec<u8>) -> bool {
    let is_special = |byte: u8| u8::from(byte < 0x20) | u8::from(byte == b'"') | u8::from(byte == b'\\');
    let is_beyond_ascii = scan::flags(bytes, |byte| byte) >= 0x80;
    if is_beyond_ascii && simdutf8::basic::from_utf8(bytes).is_err() {
        return false;
    }
    buffer.push(b'"');
    if scan::flags(bytes, is_special) == 0 {
        buffer.extend_from_slice(bytes);
    } else {
        escaped(bytes, buffer);
    }
    buffer.push(b'"');
    true
}

fn escaped(bytes: &[u8], buffer: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut from = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        let short = match byte {
            b'"' => b'"',
            b'\\' => b'\\',
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            0..0x20 => b'u',
            _ => continue,
        };
        buffer.extend_from_slice(&bytes[from..at]);
        buffer.push(b'\\');
        buffer.push(short);
        if short == b'u' {
            buffer.extend_from_slice(b"00");
            buffer.push(DIGITS[usize::from(byte >> 4)]);
            buffer.push(DIGITS[usize::from(byte & 15)]);
        }
        from = at + 1;
    }
    buffer.extend_from_slice(&bytes[from..]);
}

/// Appends bytes as `{"$base64": true, "encoded": "..."}` (RFC 4648, section 4, with padding).
fn base64(bytes: &[u8], is_text: bool, buffer: &mut Vec<u8>) {
    buffer.extend_from_slice(b"{\"$base64\": true, ");
    if is_text {
        buffer.extend_from_slice(b"\"text\": true, ");
    }
    buffer.extend_from_slice(b"\"encoded\": \"");
    let from = buffer.len();
    buffer.resize(from + BASE64.encode_len(bytes.len()), 0);
    BASE64.encode_mut(bytes, &mut buffer[from..]);
    buffer.extend_from_slice(b"\"}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_pads_as_the_standard_says() {
        let encoded = |bytes: &[u8]| {
            let mut buffer = Vec::new();
            base64(bytes, false, &mut buffer);
            String::from_utf8(buffer).unwrap().split('"').nth(5).unwrap().to_owned()
        };
        assert_eq!([encoded(b""), encoded(b"f"), encoded(b"fo"), encoded(b"foo")], ["", "Zg==", "Zm8=", "Zm9v"]);
    }
}
