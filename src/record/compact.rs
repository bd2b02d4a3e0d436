//! Compacting: a file without free pages, in which nothing is left of what was taken out.

use std::path::Path;

use rusqlite::OpenFlags;

use crate::error::{Error, Result};
use crate::record::file;
use crate::record::guard;
use crate::record::open::{self, Terms};

/// Writes every page of a record anew, in one transaction of SQLite's: what is in no table any more is in no page.
///
/// # Errors
///
/// The file is locked for too long, or there is no room for a second one.
pub fn compact(path: &Path, terms: &Terms) -> Result<()> {
    let emptied = || {
        file::has_magic(path)?;
        let conn = open::open(path, OpenFlags::SQLITE_OPEN_READ_WRITE, terms)?;
        guard::untrusting(&conn)?;
        if file::of(&conn, path)? == file::Content::Other {
            return Err(Error::NotOurs { path: path.to_owned() });
        }
        conn.execute_batch("PRAGMA temp_store = FILE; PRAGMA synchronous = EXTRA; VACUUM")?;
        // A log that another program keeps beside the file holds pages as they were.
        conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    };
    emptied().map_err(|error: Error| terms.told(error.at(path)))
}
