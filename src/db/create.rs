//! Making a new record file: whole or not at all.
//!
//! The file is built under another name beside its place and then linked into it, so that no
//! reader ever sees half of one and a file that exists is never overwritten.

use std::fs;
use std::path::Path;

use rusqlite::Connection;

use super::{SCHEMA, write};
use crate::error::{Error, Result};

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

/// Makes a record file that did not exist, filled by `fill`.
///
/// # Errors
///
/// The file exists, its folder cannot be written, the disk is full, or `fill` fails; nothing is
/// left behind then.
pub fn file(path: &Path, fill: impl FnOnce(&Connection) -> Result<()>) -> Result<()> {
    if path.exists() {
        return Err(Error::FileExists(path.to_owned()));
    }
    let failed = |why: String| Error::WriteFile { path: path.to_owned(), why };
    let name = path.file_name().ok_or_else(|| failed("it names no file".to_owned()))?.to_string_lossy();
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let draft = folder.join(format!(".{name}.{}.new", std::process::id()));
    let made = build(&draft, fill).and_then(|()| put_in_place(&draft, path));
    let _ = fs::remove_file(&draft);
    made.map_err(|error| match error {
        Error::WriteFile { why, .. } => failed(why),
        other => other,
    })
}

fn build(draft: &Path, fill: impl FnOnce(&Connection) -> Result<()>) -> Result<()> {
    let failed = |why: String| Error::WriteFile { path: draft.to_owned(), why };
    fs::File::create_new(draft).map_err(|cause| failed(cause.to_string()))?;
    let conn = Connection::open(draft).map_err(|cause| failed(cause.to_string()))?;
    // The draft is thrown away if anything fails, so it needs no journal; it is synced once, below.
    conn.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")?;
    let filled = shape(&conn, fill);
    drop(conn);
    filled.map_err(|error| match error {
        Error::Sql { message, sql, .. } if sql.is_empty() => failed(message),
        other => other,
    })?;
    fs::File::open(draft).and_then(|file| file.sync_all()).map_err(|cause| failed(cause.to_string()))
}

fn put_in_place(draft: &Path, path: &Path) -> Result<()> {
    fs::hard_link(draft, path)
        .or_else(|cause| match cause.kind() {
            std::io::ErrorKind::AlreadyExists => Err(cause),
            // Some file systems have no hard links; then renaming is the next best thing.
            _ => fs::rename(draft, path),
        })
        .map_err(|cause| match cause.kind() {
            std::io::ErrorKind::AlreadyExists => Error::FileExists(path.to_owned()),
            _ => Error::WriteFile { path: path.to_owned(), why: cause.to_string() },
        })
}

fn shape(conn: &Connection, fill: impl FnOnce(&Connection) -> Result<()>) -> Result<()> {
    write::prepare(conn)?;
    conn.execute_batch("BEGIN")?;
    conn.execute_batch(SCHEMA)?;
    fill(conn)?;
    // No statistics are kept: those of a small record would mislead when it has grown.
    conn.execute_batch("COMMIT")?;
    Ok(())
}
