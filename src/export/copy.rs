//! Copies of a record file: as a reader sees it now, in a file of its own.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::config::DbConfig;

use crate::error::{Error, Result};
use crate::files::draft::Draft;
use crate::record::contents;
use crate::record::create::open_draft;
use crate::record::stop::StopSign;

/// Pages that are copied between two looks at the stop sign.
const PAGES: i32 = 1_000;

/// What goes from a copy that may be handed on: the texts and the words around passages, also where
/// they are kept as what a load replaced.
const WITHOUT_TEXTS: &str = "DELETE FROM source_text;
UPDATE anchor SET prefix = NULL, suffix = NULL WHERE prefix IS NOT NULL OR suffix IS NOT NULL;
UPDATE change SET old = json_remove(old, '$.content', '$.prefix', '$.suffix') WHERE json_valid(old)";

/// A copy of the whole record, which waits to be put in its place, and the hash of what it says.
///
/// Others may read meanwhile, and what they write waits or comes after.
///
/// # Errors
///
/// The folder cannot be written or the disk is full; the copy does not say what the record says, or is not sound; or
/// it is stopped.
pub fn whole(conn: &Connection, target: &Path, stop: &StopSign) -> Result<(Draft, String)> {
    let draft = Draft::of(target)?;
    let verified = || {
        let mut copy = open_draft(&draft)?;
        // A question that is not ended keeps one view of the record, for the copy and the hash.
        let mut held = conn.prepare("SELECT name FROM main.sqlite_schema")?;
        let mut view = held.query([])?;
        view.next()?;
        let ours = contents::hash(conn, stop)?;
        all_pages(conn, &mut copy, stop)?;
        drop(view);
        copy.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
        let found: String = copy.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        let found = if found == "ok" && contents::hash(&copy, stop)? != ours {
            "it says something else than the record".to_owned()
        } else {
            found
        };
        if found != "ok" {
            let what = format!("the copy is not sound: {found}");
            return Err(Error::Refused {
                what,
                hint: "`onrecord check` tells of faults of the record itself".to_owned(),
            });
        }
        Ok(ours)
    };
    let hash = verified().map_err(|error: Error| error.at(target))?;
    Ok((draft, hash))
}

/// A copy without the sources' texts, which waits to be put in its place.
///
/// # Errors
///
/// Something stands there; the folder cannot be written or the disk is full; or the copy is stopped.
pub fn without_texts(conn: &Connection, target: &Path, stop: &StopSign) -> Result<Draft> {
    if target.symlink_metadata().is_ok() {
        return Err(Error::FileExists(target.to_owned()));
    }
    let draft = Draft::of(target)?;
    copied(conn, &draft, stop).map_err(|error| error.at(target))?;
    Ok(draft)
}

fn copied(conn: &Connection, draft: &Draft, stop: &StopSign) -> Result<()> {
    let mut copy = open_draft(draft)?;
    all_pages(conn, &mut copy, stop)?;
    // A record with a log of its own hands that on; the copy rests as one file.
    copy.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
    copy.query_row("PRAGMA journal_mode = MEMORY", [], |_| Ok(()))?;
    copy.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    crate::record::guard::stoppable(&mut copy, stop)?;
    copy.execute_batch("PRAGMA secure_delete = ON; BEGIN")?;
    copy.execute_batch(WITHOUT_TEXTS)?;
    copy.execute_batch("COMMIT; VACUUM")?;
    Ok(())
}

fn all_pages(conn: &Connection, copy: &mut Connection, stop: &StopSign) -> Result<()> {
    let backup = Backup::new(conn, copy)?;
    loop {
        if stop.is_raised() {
            return Err(stop.error());
        }
        if matches!(backup.step(PAGES)?, StepResult::Done) {
            return Ok(());
        }
    }
}
