//! Files of formats that no recipe reads, by their first bytes.

use std::path::Path;

use crate::error::{Error, Result};

/// First bytes, what they begin, and the next step.
const KNOWN: [(&[u8], &str, &str); 6] = [
    (b"PAR1", "Parquet", "DuckDB writes it as CSV: duckdb -c \"COPY 'FILE' TO 'table.csv'\""),
    (
        b"SQLite format 3\0",
        "a SQLite database",
        "sqlite3 writes a table of it as CSV: sqlite3 -csv -header FILE 'SELECT * FROM ...'",
    ),
    (
        b"PK\x03\x04",
        "a zip archive or a document in one",
        "unpack it, or save a sheet as xlsx or CSV, and name the file by its format",
    ),
    (b"\xd0\xcf\x11\xe0", "a workbook of before 2007", "save it as xlsx or CSV"),
    (b"%PDF", "PDF", "take the table from it as CSV"),
    (b"ARROW1", "Arrow", "DuckDB or pandas write it as CSV"),
];

/// Refuses a file that is read as if it were text and is none.
///
/// # Errors
///
/// It begins as one of those formats.
pub(super) fn refuse(path: &Path, start: &[u8]) -> Result<()> {
    let Some((_, what, hint)) = KNOWN.iter().find(|(first, ..)| start.starts_with(first)) else { return Ok(()) };
    Err(Error::Refused {
        what: format!("`{}` is {what}, which is not read as a table", path.display()),
        hint: (*hint).to_owned(),
    })
}
