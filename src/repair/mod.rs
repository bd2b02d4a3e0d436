//! Repair: what can be had from a damaged or cut file, in a new and sound one.
//!
//! Nothing of the damaged file is written to. Its pages are read one by one through SQLite (`probe.rs`), the trees of its
//! tables say whose rows they hold as far as they are whole (`pages.rs`), and what nothing leads to any more goes to the one
//! table that admits it (`fill.rs`). What then points to nothing, or fails a check, is left out and told by its key.

mod fill;
mod filled;
mod known;
mod pages;
mod probe;
mod settled;
mod stored;

use std::fs;
use std::path::Path;

use rusqlite::OpenFlags;

use crate::error::{Error, Result, log_beside};
use crate::files::draft::Draft;
use crate::record::create::open_draft;
use crate::record::open::{self, Terms};
use crate::record::stop::StopSign;
use crate::record::{APPLICATION_ID, VERSION, file, upgrade};
use crate::seed;
use fill::Filler;
use filled::Filled;
use pages::Pages;
use probe::Probe;
pub use settled::Told;

/// A new record with what could be had, which waits to be put in its place.
pub struct Repaired {
    /// The file.
    pub draft: Draft,
    /// What came, what is lost, what was left out.
    pub told: Vec<Told>,
    /// Pages with rows that nobody knows the table of.
    pub strays: usize,
}

/// Brings what can be had of a damaged file into a new one at `target`; what fails a check is left out, unless `keep` is
/// set.
///
/// # Errors
///
/// The file cannot be read or is no record, something stands at `target`, the disk is full, or it is stopped.
pub fn repair(path: &Path, target: &Path, keep: bool, now: &str, stop: &StopSign) -> Result<Repaired> {
    if target.symlink_metadata().is_ok() {
        return Err(Error::FileExists(target.to_owned()));
    }
    let copy = taken_back(path, target)?;
    let from = copy.as_ref().map_or(path, Draft::path);
    let mut pages = Pages::open(from)?;
    let version = version(&pages, path)?;
    let scratch = Draft::of(target)?;
    let probe = Probe::make(&mut pages, scratch.path()).map_err(|error| error.at(target))?;
    drop(copy);
    let draft = Draft::of(target)?;
    let conn = open_draft(&draft)?;
    let schema = match version {
        VERSION => seed::SCHEMA,
        older => schema(older)?,
    };
    let made = || -> Result<(Vec<Told>, usize)> {
        conn.execute_batch("PRAGMA journal_mode = MEMORY; PRAGMA foreign_keys = OFF; BEGIN")?;
        conn.execute_batch(schema)?;
        let filled: Filled = Filler::new(&conn, pages, &probe, stop).fill()?;
        if filled.came.is_empty() {
            let what = format!("no row of a record can be read in `{}`", path.display());
            return Err(Error::Refused { what, hint: "take a copy: `onrecord backup` makes them".to_owned() });
        }
        upgrade::run(&conn, version)?;
        let told = settled::settle(&conn, &filled, keep, now)?;
        conn.execute_batch("COMMIT; VACUUM; PRAGMA journal_mode = DELETE")?;
        Ok((told, filled.strays))
    };
    let (told, strays) = made().map_err(|error| error.at(target))?;
    drop(conn);
    Ok(Repaired { draft, told, strays })
}

/// A copy of the file as it was before a killed writer left it half done; None where there was none.
fn taken_back(path: &Path, target: &Path) -> Result<Option<Draft>> {
    if log_beside(path).is_none() {
        return Ok(None);
    }
    let draft = Draft::of(target)?;
    let failed = |cause: std::io::Error| Error::Read { path: path.to_owned(), why: cause.to_string() };
    fs::copy(path, draft.path()).map_err(failed)?;
    let logs: Vec<_> = file::logs_of(path).into_iter().zip(file::logs_of(draft.path())).take(2).collect();
    for (log, copy) in &logs {
        if log.exists() {
            fs::copy(log, copy).map_err(failed)?;
        }
    }
    // If the log is damaged too, the file is read as it is.
    let conn = open::open(draft.path(), OpenFlags::SQLITE_OPEN_READ_WRITE, &Terms::default())?;
    let _ = conn.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()));
    let _ = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()));
    drop(conn);
    for (_, copy) in logs.iter().chain(&[]) {
        let _ = fs::remove_file(copy);
    }
    Ok(Some(draft))
}

/// The version of the content: what the header says, or this program's where it says nothing that can be believed.
fn version(pages: &Pages, path: &Path) -> Result<i64> {
    let is_sqlite = pages.first.starts_with(b"SQLite format 3\0");
    let is_ours = i64::from(pages.told(68)) == APPLICATION_ID;
    if is_sqlite && !is_ours && pages.told(68) == 0 && pages.told(60) == 0 {
        return Err(Error::NotOurs { path: path.to_owned() });
    }
    let version = i64::from(pages.told(60));
    match version {
        _ if !is_ours => Ok(VERSION),
        1..=VERSION => Ok(version),
        version if version > VERSION && version < VERSION + 100 => {
            Err(Error::TooNew { path: path.to_owned(), version, known: VERSION })
        }
        _ => Ok(VERSION),
    }
}

/// The schema of an older version.
fn schema(version: i64) -> Result<&'static str> {
    let name = format!("schema-{version}");
    let known = seed::texts("upgrades", ".sql").into_iter().find(|(known, _)| *known == name);
    known.map(|(_, sql)| sql).ok_or_else(|| Error::Refused {
        what: format!("nothing is known of version {version} of a record"),
        hint: "repair it with the program that made it".to_owned(),
    })
}
