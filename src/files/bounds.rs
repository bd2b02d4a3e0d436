//! Bounds: how much of a file is read into memory, and the one way of reading a file whole.
//!
//! What comes in may be made by anybody. A file without an end, or a small one that unpacks to a
//! huge one, ends in an error that names the file and the bound, before it takes the machine.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::error::{Error, Result};

/// Bytes of SQL: a statement, a query.
pub const SQL: u64 = 4 << 20;

/// Bytes of a facts file or a recipe.
pub const FACTS: u64 = 64 << 20;

/// Bytes of the text of a source.
pub const TEXT: u64 = 256 << 20;

/// Bytes of one row of an input: a record, a line, an element.
pub const ROW: u64 = 64 << 20;

/// What separates the fields of one row, counted only in rows of more than [`LONG`] bytes.
pub const FIELDS: u64 = 4_000_000;

/// From here on a row is long enough to be looked at.
pub const LONG: u64 = 1 << 20;

/// Bytes of the rows that are staged together, fields included.
pub const CHUNK: usize = 32 << 20;

/// Columns of an input; a workbook has no more (ECMA-376).
pub const COLUMNS: usize = 16_384;

/// Elements within elements, in XML.
pub const DEPTH: usize = 256;

/// Elements and attributes of one row that is an element.
pub const NODES: usize = 1_000_000;

/// Attributes of one element: each is compared with those before it.
pub const ATTRIBUTES: usize = 1_024;

/// Bytes of a workbook, and of each of its parts unpacked.
pub const WORKBOOK: u64 = 512 << 20;

/// Cells of the rectangle that the cells of a sheet span, empty ones included.
pub const RECTANGLE: u64 = 1 << 27;

/// Reads a file whole.
///
/// # Errors
///
/// [`Error::Read`]: it cannot be read, or is larger than the bound.
pub fn file(path: &Path, most: u64) -> Result<Vec<u8>> {
    let file = File::open(path).map_err(|cause| Error::Read { path: path.to_owned(), why: cause.to_string() })?;
    whole(path, file, most)
}

/// Reads a file of UTF-8 whole.
///
/// # Errors
///
/// As [`file()`], also where it is not UTF-8.
pub fn text(path: &Path, most: u64) -> Result<String> {
    utf8(path, file(path, most)?)
}

/// The bytes of a file as text.
///
/// # Errors
///
/// [`Error::Read`] with the place of the first byte that is not UTF-8.
pub fn utf8(path: &Path, bytes: Vec<u8>) -> Result<String> {
    String::from_utf8(bytes)
        .map_err(|cause| Error::Read { path: path.to_owned(), why: format!("it is not UTF-8: {}", cause.utf8_error()) })
}

/// Reads to the end of what may have none; the path is what an error names.
///
/// # Errors
///
/// As [`file()`].
pub fn whole(path: &Path, reader: impl Read, most: u64) -> Result<Vec<u8>> {
    let failed = |why: String| Error::Read { path: path.to_owned(), why };
    let mut bytes = Vec::new();
    let read = reader.take(most + 1).read_to_end(&mut bytes).map_err(|cause| failed(cause.to_string()))?;
    if read as u64 > most {
        return Err(failed(format!("it is larger than {}, the most that is read of it", size(most))));
    }
    Ok(bytes)
}

/// A number of bytes as a person says it.
#[must_use]
pub fn size(bytes: u64) -> String {
    format!("{} MiB", bytes >> 20)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_end_is_an_error_and_what_just_fits_is_not() {
        let read = |count: u64| whole(Path::new("x"), std::io::repeat(b'a').take(count), 1 << 20);
        assert_eq!(read(1 << 20).unwrap().len(), 1 << 20);
        let error = read(u64::MAX).unwrap_err().to_string();
        assert_eq!(error, "`x` cannot be read: it is larger than 1 MiB, the most that is read of it");
    }
}
