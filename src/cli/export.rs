//! `onrecord export`: the whole record, for other hands.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::{Context, Failure, package};
use crate::error::{Error, Exit, Result};
use crate::load::export;

/// Export the whole record: facts files, tables, or a copy without texts
#[derive(clap::Args, Debug)]
#[group(required = true, multiple = true)]
pub(super) struct Args {
    /// Facts files that load back to the same record, one a source
    #[arg(long, value_name = "DIR")]
    facts: Option<PathBuf>,

    /// One CSV a view, with a Frictionless datapackage.json
    #[arg(long, value_name = "DIR")]
    tables: Option<PathBuf>,

    /// A copy of the record file that may be handed on: texts gone, hashes and places kept
    #[arg(long, value_name = "FILE")]
    without_texts: Option<PathBuf>,
}

impl Args {
    /// Writes what is asked for.
    pub(super) fn run(&self, context: &mut Context) -> Result<Exit, Failure> {
        let conn = context.open()?;
        if let Some(folder) = &self.facts {
            fs::create_dir_all(folder).map_err(|cause| unwritable(folder, &cause))?;
            let files = export::facts(&conn)?;
            for (name, content) in &files {
                let path = folder.join(name);
                fs::write(&path, content).map_err(|cause| unwritable(&path, &cause))?;
            }
            context.notes.push(format!("wrote {} files to {}", files.len(), folder.display()));
        }
        if let Some(folder) = &self.tables {
            fs::create_dir_all(folder).map_err(|cause| unwritable(folder, &cause))?;
            let count = package::write(&conn, &context.stop, folder)?;
            context.notes.push(format!("wrote {count} tables and datapackage.json to {}", folder.display()));
        }
        if let Some(path) = &self.without_texts {
            without_texts(context, path)?;
            context.notes.push(format!("wrote {}", path.display()));
        }
        Ok(Exit::Success)
    }
}

pub(super) fn unwritable(path: &Path, cause: &std::io::Error) -> Error {
    Error::WriteFile { path: path.to_owned(), why: cause.to_string() }
}

/// Copies the file, takes the texts and the words around passages out, and packs it.
fn without_texts(context: &Context, path: &Path) -> Result<()> {
    if path.exists() {
        return Err(Error::FileExists(path.to_owned()));
    }
    let origin = context.path().0;
    let draft = path.with_extension("new");
    // Whoever writes waits while the file is copied.
    let held = Connection::open_with_flags(&origin, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    held.execute_batch("BEGIN; SELECT 1 FROM batch LIMIT 1")?;
    let made = (|| {
        fs::copy(&origin, &draft).map_err(|cause| unwritable(&draft, &cause))?;
        let conn = Connection::open(&draft)?;
        conn.execute_batch(
            "PRAGMA secure_delete = ON; DELETE FROM source_text; UPDATE anchor SET prefix = NULL, suffix = NULL;
            UPDATE change SET old = json_remove(old, '$.content', '$.prefix', '$.suffix'); VACUUM",
        )?;
        drop(conn);
        fs::rename(&draft, path).map_err(|cause| unwritable(path, &cause))
    })();
    let _ = fs::remove_file(&draft);
    made
}
