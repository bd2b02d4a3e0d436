//! Making a new record file: whole or not at all.
//!
//! The file is built under another name beside its place and then linked into it, so that no
//! reader ever sees half of one and a file that exists is never overwritten.

use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use rusqlite::{Connection, OpenFlags};

use crate::error::{Error, Result};
use crate::files::draft::Draft;
use crate::record::open::{self, Terms};
use crate::record::{derive, guard, write};
use crate::seed::{self, SCHEMA};

/// Makes an empty record in memory and hands it to `fill`.
///
/// # Errors
///
/// Those of `fill`, or SQLite's.
pub fn in_memory(fill: impl FnOnce(&Connection) -> Result<()>) -> Result<Connection> {
    let conn = Connection::open_in_memory()?;
    shape(&conn, fill)?;
    Ok(conn)
}

/// The built-in record as it is inside the program, in memory, read at a moment (UTC): no file is read
/// or written for it.
///
/// # Errors
///
/// SQLite's; the image of the program is broken, which a test rules out.
pub fn built_in(now: &str) -> Result<Connection> {
    let mut bytes = Vec::new();
    let image = seed::SEED.get_file("built-in.db.gz").map_or(&[][..], |file| file.contents());
    GzDecoder::new(image).read_to_end(&mut bytes).map_err(Error::Output)?;
    let mut conn = Connection::open_in_memory()?;
    conn.deserialize_read_exact(rusqlite::MAIN_DB, bytes.as_slice(), bytes.len(), false)?;
    conn.execute("UPDATE batch SET read_at = ?1", [now])?;
    Ok(conn)
}

/// Makes a record file that did not exist, filled by `fill`; returns the drafts of killed runs that
/// were swept away.
///
/// # Errors
///
/// The file exists, its folder cannot be written, the disk is full, or `fill` fails; nothing is
/// left behind then.
pub fn file(path: &Path, fill: impl FnOnce(&Connection) -> Result<()>) -> Result<Vec<PathBuf>> {
    if path.symlink_metadata().is_ok() {
        return Err(Error::FileExists(path.to_owned()));
    }
    let mut draft = Draft::of(path)?;
    let conn = open_draft(&draft)?;
    let filled = shape(&conn, fill);
    drop(conn);
    filled.map_err(|error| error.at(path))?;
    let swept = std::mem::take(&mut draft.swept);
    draft.put()?;
    Ok(swept)
}

/// Opens a draft as a database. It is thrown away if anything fails, so it needs no journal; it is
/// synced once, when it is put in its place.
///
/// # Errors
///
/// SQLite cannot open it.
pub fn open_draft(draft: &Draft) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE;
    let conn = open::open(draft.path(), flags, &Terms::default())?;
    // First this: a connection without trust keeps its journal.
    conn.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")?;
    guard::untrusting(&conn)?;
    Ok(conn)
}

fn shape(conn: &Connection, fill: impl FnOnce(&Connection) -> Result<()>) -> Result<()> {
    write::settle(conn)?;
    conn.execute_batch("BEGIN")?;
    conn.execute_batch(SCHEMA)?;
    derive::make(conn)?;
    fill(conn)?;
    // No statistics are kept: those of a small record would mislead when it has grown.
    conn.execute_batch("COMMIT")?;
    Ok(())
}
