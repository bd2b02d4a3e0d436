//! What a file is, told from its first hundred bytes.
//!
//! The SQLite file format (section 1.3, the database header) puts the magic, the application id
//! and the user version there, so a wrong file is named before SQLite touches it.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::{APPLICATION_ID, VERSION};
use crate::error::{Error, Result};

/// What kind of SQLite file it is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// A record file of a version this program reads.
    Record,
    /// An SQLite file with other content.
    Other,
}

/// Looks at a file's header.
///
/// # Errors
///
/// The file does not exist, cannot be read, is not SQLite's, is shorter than its header says, or
/// was made by a newer onrecord.
pub fn of(path: &Path) -> Result<Kind> {
    let unreadable = |cause: std::io::Error| match cause.kind() {
        std::io::ErrorKind::NotFound => Error::NoRecordFile(path.to_owned()),
        _ => Error::Read { path: path.to_owned(), why: cause.to_string() },
    };
    let mut file = File::open(path).map_err(unreadable)?;
    let length = file.metadata().map_err(unreadable)?.len();
    let mut header = Vec::with_capacity(100);
    file.by_ref().take(100).read_to_end(&mut header).map_err(unreadable)?;
    if !header.starts_with(b"SQLite format 3\0") {
        return Err(Error::NotSqlite(path.to_owned()));
    }
    let number =
        |at: usize| header.get(at..at + 4).map_or(0, |b| i64::from(u32::from_be_bytes([b[0], b[1], b[2], b[3]])));
    let page = header.get(16..18).map_or(0, |b| u64::from(u16::from_be_bytes([b[0], b[1]])));
    let page = if page == 1 { 65_536 } else { page };
    let pages = u64::try_from(number(28)).unwrap_or(0);
    if header.len() < 100 || length < page * pages {
        let why = format!("it is cut short: {length} bytes instead of {}", page * pages);
        return Err(Error::Corrupt { path: path.to_owned(), why });
    }
    if number(68) != APPLICATION_ID {
        return Ok(Kind::Other);
    }
    let version = number(60);
    if version > VERSION {
        return Err(Error::TooNew { path: path.to_owned(), version, known: VERSION });
    }
    Ok(Kind::Record)
}
