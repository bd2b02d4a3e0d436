//! Reading one page of a damaged file through SQLite: as if it were the whole of a table.
//!
//! A scratch copy of the file gets a first page of our own, whose schema has two tables that any row fits, one with
//! numbers and one kept as an index. Either is set to begin at the page in question, and SQLite reads its rows, those that go
//! on in other pages too. What a row does not have is told by a value that no record can hold.

use std::fs::{self, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};

use super::pages::{Page, Pages, entries_alone};
use crate::error::{Error, Result};
use crate::record::open::{self, Terms};

/// The most columns that a row of a record has, and some.
const COLUMNS: usize = 40;

/// The number and the values of a row, as they are stored.
pub(super) type Stored = (Option<i64>, Vec<Value>);

/// A file whose pages are read one by one.
pub(super) struct Probe {
    conn: Connection,
}

impl Probe {
    /// Writes the pages of a file anew, under a schema that fits any row.
    ///
    /// # Errors
    ///
    /// The disk is full.
    pub(super) fn make(pages: &mut Pages, scratch: &Path) -> Result<Self> {
        let failed = |cause: std::io::Error| Error::of_writing(scratch, &cause);
        let conn = open::open(scratch, OpenFlags::SQLITE_OPEN_READ_WRITE, &Terms::default())?;
        let columns: Vec<String> = (0..COLUMNS).map(|n| format!("c{n} DEFAULT x''")).collect();
        let columns = columns.join(", ");
        conn.execute_batch(&format!(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = {};
            CREATE TABLE rows ({columns}); CREATE TABLE entries ({columns}, PRIMARY KEY (c0)) WITHOUT ROWID",
            pages.size
        ))?;
        drop(conn);
        let mut first = fs::read(scratch).map_err(failed)?;
        first.truncate(pages.size);
        // How long the file is, by the count of its changes (section 1.3.7 of SQLite's file format).
        let count = pages.count.max(3).to_be_bytes();
        first[28..32].copy_from_slice(&count);
        first.copy_within(24..28, 92);
        let mut file = OpenOptions::new().write(true).truncate(true).open(scratch).map_err(failed)?;
        file.write_all(&first).map_err(failed)?;
        for number in 2..=pages.count.max(3) {
            let mut bytes = pages.bytes(number).unwrap_or_else(|_| vec![0; pages.size]);
            if matches!(pages.page(number), Page::IndexInterior(_)) {
                entries_alone(&mut bytes);
            }
            file.seek(SeekFrom::Start(u64::from(number - 1) * pages.size as u64)).map_err(failed)?;
            file.write_all(&bytes).map_err(failed)?;
        }
        drop(file);
        let conn = open::open(scratch, OpenFlags::SQLITE_OPEN_READ_WRITE, &Terms::default())?;
        conn.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE")?;
        Ok(Self { conn })
    }

    /// The rows of a page, and whether SQLite could read all of them.
    ///
    /// # Errors
    ///
    /// The scratch copy cannot be written.
    pub(super) fn rows(&self, page: u32, is_index: bool) -> Result<(Vec<Stored>, bool)> {
        let table = if is_index { "entries" } else { "rows" };
        self.conn.execute_batch("PRAGMA writable_schema = ON")?;
        self.conn.execute("UPDATE sqlite_schema SET rootpage = ?1 WHERE name = ?2", (page, table))?;
        // Reads the schema again.
        self.conn.execute_batch("PRAGMA writable_schema = RESET")?;
        let number = if is_index { "NULL" } else { "rowid" };
        let mut statement = self.conn.prepare(&format!("SELECT {number}, * FROM {table}"))?;
        let mut rows = statement.raw_query();
        let mut found = Vec::new();
        loop {
            match rows.next() {
                Ok(Some(row)) => {
                    let mut values = Vec::new();
                    for n in 1..=COLUMNS {
                        // Bytes that are no text are none of a record's values.
                        let value = row.get(n).unwrap_or_else(|_| Value::Blob(vec![0]));
                        if value == Value::Blob(Vec::new()) {
                            break;
                        }
                        values.push(value);
                    }
                    found.push((row.get(0).unwrap_or(None), values));
                }
                Ok(None) => return Ok((found, true)),
                Err(_) => return Ok((found, false)),
            }
        }
    }
}
