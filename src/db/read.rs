//! Opening a record file to read.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::guard;
use super::kind::{self, Kind};
use crate::error::{Error, Result};

/// Opens a file for reading only, guarded, and tells what kind of file it is.
///
/// A journal that a killed writer left behind is rolled back first, because a reading connection
/// may not do so.
///
/// # Errors
///
/// As [`kind::of`]; or SQLite cannot open the file.
pub fn open(path: &Path) -> Result<(Connection, Kind)> {
    let kind = kind::of(path)?;
    roll_back(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut conn = Connection::open_with_flags(path, flags).map_err(|cause| Error::of_file(path, &cause))?;
    guard::reading(&mut conn).map_err(|error| error.at(path))?;
    Ok((conn, kind))
}

/// Opens a record file for reading; another SQLite file is an error.
///
/// # Errors
///
/// As [`open`], and [`Error::NotOurs`].
pub fn open_record(path: &Path) -> Result<Connection> {
    match open(path)? {
        (conn, Kind::Record) => Ok(conn),
        (_, Kind::Other) => Err(Error::NotOurs { path: path.to_owned() }),
    }
}

/// Undoes what a killed writer left half done.
fn roll_back(path: &Path) -> Result<()> {
    let mut journal = path.as_os_str().to_owned();
    journal.push("-journal");
    let is_left = PathBuf::from(journal).metadata().is_ok_and(|file| file.len() > 0);
    if is_left && let Ok(conn) = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE) {
        conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
            .map_err(|cause| Error::of_file(path, &cause))?;
    }
    Ok(())
}
