//! What a file is: told by its first bytes before SQLite touches it, and by SQLite under its lock.
//!
//! The magic of the SQLite file format (section 1.3) names a wrong file before anything is opened.
//! All else in the header (application id, version, length) is judged through SQLite, when it holds
//! a lock and has taken back what a killed writer left half done: before that, a sound file can
//! look cut short.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::error::{Error, Result, log_beside};
use crate::record::{APPLICATION_ID, VERSION};

/// What kind of SQLite file it is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Content {
    /// A record file of a version this program reads.
    Record,
    /// An SQLite file with other content.
    Other,
}

/// Looks at a file's first bytes.
///
/// # Errors
///
/// The file does not exist, cannot be read, or is not SQLite's.
pub fn has_magic(path: &Path) -> Result<()> {
    let unreadable = |cause: std::io::Error| match cause.kind() {
        std::io::ErrorKind::NotFound => Error::NoRecordFile(path.to_owned()),
        _ => Error::Read { path: path.to_owned(), why: cause.to_string() },
    };
    // A pipe would be waited for, and can be no record.
    let is_pipe = path.metadata().map_err(unreadable)?.file_type();
    if !is_pipe.is_file() && !is_pipe.is_dir() {
        return Err(Error::NotSqlite(path.to_owned()));
    }
    let mut start = Vec::with_capacity(16);
    File::open(path).and_then(|file| file.take(16).read_to_end(&mut start)).map_err(unreadable)?;
    if start != b"SQLite format 3\0" && log_beside(path).is_none() {
        return Err(Error::NotSqlite(path.to_owned()));
    }
    Ok(())
}

/// Whether a file that nobody has open is a record by its header, at rest: with no log beside it (SQLite's file format,
/// 1.3.20: the application id is at byte 68).
#[must_use]
pub fn is_resting_record(path: &Path) -> bool {
    let mut start = Vec::with_capacity(72);
    let read = File::open(path).and_then(|file| file.take(72).read_to_end(&mut start));
    read.is_ok() && start.get(68..72) == Some(&APPLICATION_ID.to_be_bytes()[4..]) && log_beside(path).is_none()
}

/// Judges a file that is open and locked.
///
/// # Errors
///
/// It was made by a newer onrecord; it is shorter than it says; or SQLite's.
pub fn of(conn: &Connection, path: &Path) -> Result<Content> {
    let number = |name: &str| conn.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let told = |cause: rusqlite::Error| damage(path, &cause);
    // The schema is read here, so that what cannot be read at all is told now.
    conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).map_err(told)?;
    // SQLite reads what is missing of a page as zeros. A log may hold pages that the file has not yet.
    // The file is not opened for this: closing it would give SQLite's lock away, as POSIX has it.
    let whole = number("page_count").map_err(told)? * number("page_size").map_err(told)?;
    let length = path.metadata().map_or(0, |file| i64::try_from(file.len()).unwrap_or(i64::MAX));
    if length < whole && log_beside(path).is_none() {
        return Err(Error::Corrupt { path: path.to_owned(), why: cut_short(length, whole) });
    }
    if number("application_id").map_err(told)? != APPLICATION_ID {
        return Ok(Content::Other);
    }
    let version = number("user_version").map_err(told)?;
    if version > VERSION {
        return Err(Error::TooNew { path: path.to_owned(), version, known: VERSION });
    }
    Ok(Content::Record)
}

/// What SQLite says of a file, told better where it is cut short.
#[must_use]
pub fn damage(path: &Path, cause: &rusqlite::Error) -> Error {
    match Error::of_file(path, cause) {
        Error::Corrupt { path, why } => Error::Corrupt { why: cut(&path).unwrap_or(why), path },
        // Where the file ends within a page, the disk seems to fail.
        Error::Read { path, why } => match cut(&path) {
            Some(why) => Error::Corrupt { path, why },
            None => Error::Read { path, why },
        },
        other => other,
    }
}

fn cut_short(length: i64, whole: i64) -> String {
    format!("it is cut short: {length} bytes instead of {whole}")
}

/// How much of a file is missing, if some is: its header says how many pages it has. To be asked only
/// when nothing of the file is locked any more.
fn cut(path: &Path) -> Option<String> {
    let mut file = File::open(path).ok()?;
    let length = file.metadata().ok()?.len();
    let mut header = Vec::with_capacity(100);
    file.by_ref().take(100).read_to_end(&mut header).ok()?;
    let page = u64::from(u16::from_be_bytes(header.get(16..18)?.try_into().ok()?));
    let page = if page == 1 { 65_536 } else { page };
    // A writer of before 2010 does not keep the count of pages; then two numbers differ.
    let is_kept = header.get(24..28)? == header.get(92..96)?;
    let pages = u64::from(u32::from_be_bytes(header.get(28..32)?.try_into().ok()?)) * u64::from(is_kept);
    let (length, whole) = (i64::try_from(length).ok()?, i64::try_from(page * pages).ok()?);
    (length < whole).then(|| cut_short(length, whole))
}

/// The names of what SQLite may keep beside a file: its journal, its log, the index of that log.
#[must_use]
pub fn logs_of(path: &Path) -> [PathBuf; 3] {
    ["-journal", "-wal", "-shm"].map(|ending| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    })
}
