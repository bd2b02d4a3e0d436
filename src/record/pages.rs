//! The pages of a file: which of them SQLite finds broken.

use std::path::Path;

use rusqlite::{Connection, ErrorCode, OpenFlags, ffi};

use crate::error::Result;
use crate::record::guard;
use crate::record::open::{self, Terms};

/// Most of them that are told.
const MOST: u32 = 100;

/// What SQLite finds wrong with the pages of a database, a line each.
///
/// # Errors
///
/// It is stopped, or the disk fails.
pub fn broken(conn: &Connection) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let told = |cause: rusqlite::Error, found: &mut Vec<String>| {
        let is_broken = matches!(cause.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase));
        // A page that the file is too short for.
        let code = cause.sqlite_error().map(|error| error.extended_code);
        let is_short = code == Some(ffi::SQLITE_IOERR_SHORT_READ);
        if !is_broken && !is_short {
            return Err(cause);
        }
        found.push(format!("SQLite can look no further: {cause}"));
        Ok(())
    };
    let mut statement = match conn.prepare(&format!("PRAGMA integrity_check({MOST})")) {
        Ok(statement) => statement,
        Err(cause) => return told(cause, &mut found).map(|()| found).map_err(Into::into),
    };
    let mut rows = statement.raw_query();
    loop {
        match rows.next() {
            Ok(Some(row)) => found.extend(row.get::<_, String>(0)?.lines().map(str::to_owned)),
            Ok(None) => break,
            Err(cause) => {
                told(cause, &mut found)?;
                break;
            }
        }
    }
    found.retain(|line| line != "ok" && !line.starts_with("*** in database"));
    Ok(found)
}

/// The same of a file whose schema may be broken too.
///
/// # Errors
///
/// SQLite cannot open it.
pub fn broken_in(path: &Path) -> Result<Vec<String>> {
    let conn = open::open(path, OpenFlags::SQLITE_OPEN_READ_ONLY, &Terms::default())?;
    // With this on, what of the schema cannot be read is passed over instead of ending all.
    conn.execute_batch("PRAGMA writable_schema = ON")?;
    guard::bounded_reading(&conn)?;
    let mut found = broken(&conn)?;
    if found.is_empty() {
        found.push("page 1, or another with a part of the schema, cannot be read".to_owned());
    }
    Ok(found)
}
