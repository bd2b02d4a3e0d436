//! Opening a record file to read.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use rusqlite::{Connection, ErrorCode, OpenFlags, ffi};

use crate::error::{Error, Result, log_beside};
use crate::record::derive::{self, State};
use crate::record::file::{self, Content};
use crate::record::guard;
use crate::record::open::{self, Terms};

/// How often a file is opened anew because a writer died in the meantime.
const TRIES: usize = 4;

/// Opens a file for reading only, guarded, and tells what kind of file it is. What is read is the
/// file as it is now, whoever writes to it later.
///
/// A journal that a killed writer left behind is rolled back first, because a reading connection
/// may not do so.
///
/// # Errors
///
/// The file does not exist or is not SQLite's; it is damaged, or made by a newer onrecord; another
/// program holds its lock for too long; or SQLite cannot open it.
pub fn open(path: &Path, terms: &Terms) -> Result<(Connection, Content)> {
    file::has_magic(path)?;
    let mut tries = 0;
    let (mut conn, kind) = loop {
        tries += 1;
        match attempt(path, terms) {
            // Its writer was killed; the next look finds what it left, and takes it back.
            Err(Error::HalfWritten { .. }) if tries < TRIES => roll_back(path, terms)?,
            Err(Error::Unshared { .. }) if log_beside(path).is_none() => break unchanging(path)?,
            other => break other.map_err(|error| terms.told(error))?,
        }
    };
    if kind == Content::Record && derive::state(&conn).map_err(|error| error.at(path))? != State::Ours {
        derive::shadow(&conn).map_err(|error| error.at(path))?;
    }
    guard::reading(&mut conn).map_err(|error| error.at(path))?;
    Ok((conn, kind))
}

/// Opens a record file for reading; another SQLite file is an error.
///
/// # Errors
///
/// As [`open()`], and [`Error::NotOurs`].
pub fn open_record(path: &Path, terms: &Terms) -> Result<Connection> {
    match open(path, terms)? {
        (conn, Content::Record) => Ok(conn),
        (_, Content::Other) => Err(Error::NotOurs { path: path.to_owned() }),
    }
}

fn attempt(path: &Path, terms: &Terms) -> Result<(Connection, Content)> {
    if log_beside(path).is_some_and(|log| log.as_os_str().as_encoded_bytes().ends_with(b"-journal")) {
        roll_back(path, terms)?;
    }
    let conn = open::open(path, OpenFlags::SQLITE_OPEN_READ_ONLY, terms)?;
    // From the first look on, a lock keeps the file as it is.
    let judged = conn.execute_batch("BEGIN").map_err(Error::from).and_then(|()| {
        let looked = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()));
        looked.map_err(|cause| of_opening(path, &cause))?;
        file::of(&conn, path)
    });
    judged.map(|kind| (conn, kind))
}

/// A file in WAL mode without a log, where nobody can write: it stays as it is.
fn unchanging(path: &Path) -> Result<(Connection, Content)> {
    let conn = open::open_unchanging(path)?;
    let kind = file::of(&conn, path)?;
    Ok((conn, kind))
}

/// What SQLite says at the first look at a file.
fn of_opening(path: &Path, cause: &rusqlite::Error) -> Error {
    let extended = cause.sqlite_error().map_or(0, |error| error.extended_code);
    let is_half = matches!(extended, ffi::SQLITE_READONLY_ROLLBACK | ffi::SQLITE_READONLY_RECOVERY);
    match (log_beside(path), cause.sqlite_error_code()) {
        (Some(log), _) if is_half => Error::HalfWritten { path: path.to_owned(), log },
        (_, Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly)) if is_in_wal_mode(path) => {
            Error::Unshared { path: path.to_owned() }
        }
        _ => file::damage(path, cause),
    }
}

/// Whether a file keeps a log beside it (bytes 18 and 19 of the header).
fn is_in_wal_mode(path: &Path) -> bool {
    let mut versions = [0; 2];
    let read = File::open(path).and_then(|mut file| {
        file.seek(SeekFrom::Start(18))?;
        file.read_exact(&mut versions)
    });
    read.is_ok() && versions == [2, 2]
}

/// Undoes what a killed writer left half done. Where a writer is alive, SQLite lets it be.
fn roll_back(path: &Path, terms: &Terms) -> Result<()> {
    let conn = open::open(path, OpenFlags::SQLITE_OPEN_READ_WRITE, terms)?;
    guard::untrusting(&conn)?;
    let looked = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()));
    looked.map_err(|cause| terms.told(of_opening(path, &cause)))
}
