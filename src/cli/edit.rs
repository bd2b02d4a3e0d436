//! `onrecord edit`: the facts of a source, in an editor.

use std::fs;
use std::io::{BufRead, Write};
use std::path::Path;
use std::process::Command;

use rusqlite::{Connection, OptionalExtension};

use super::add;
use crate::answer::find;
use crate::cli::{Context, Failure};
use crate::error::{Error, Exit, Result as Answer};
use crate::facts::{self, to_toml};
use crate::record::put::Outcome;

/// Change what a source tells, in an editor
///
/// Opens the facts of a source, or of the source that tells a record, as a facts file in $VISUAL or
/// $EDITOR. When it closes, what has changed is loaded as one change, which `onrecord undo` takes
/// back; at a terminal it is shown first. If the file has a fault, nothing is loaded and the file is kept.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The key of a source or a record
    key: String,
}

impl Args {
    /// Opens the editor and loads what it left.
    pub(super) fn run(&self, context: &mut Context) -> Result<Exit, Failure> {
        let reader = context.open()?;
        let Some(conn) = reader.connection() else {
            let what = "a record that is no file cannot be edited".to_owned();
            return Err(Error::Refused { what, hint: "name a record file with --db".to_owned() }.into());
        };
        let (id, key) = source_of(conn, &self.key)?;
        let before = String::from_utf8_lossy(&to_toml::of_one(conn, id)?).into_owned();
        let name = file_of(conn, id, &key)?;
        drop(reader);
        let folder = tempfile::Builder::new().prefix("onrecord-").tempdir().map_err(Error::Output)?;
        let path = folder.path().join(&name);
        let failed = |cause: &std::io::Error| Error::of_writing(&path, cause);
        fs::write(&path, &before).map_err(|cause| failed(&cause))?;
        open(context.environment.editor.as_deref(), &path)?;
        let after =
            fs::read_to_string(&path).map_err(|cause| Error::Read { path: path.clone(), why: cause.to_string() })?;
        if after == before {
            context.notes.push("nothing was changed".to_owned());
            return Ok(Exit::Success);
        }
        let mut writer = context.writer()?;
        let writing = context.open_to_write()?;
        let report = match facts::load(&writing, &[(name, after)], &[], "facts", &context.environment.now) {
            Ok(report) => report,
            Err(error) => {
                // What was written is not lost.
                let kept =
                    folder.keep().join(path.file_name().map_or_else(|| "facts.toml".into(), std::ffi::OsStr::to_owned));
                context.notes.push(format!("nothing was loaded; what you wrote is in {}", kept.display()));
                return Err(error.into());
            }
        };
        add::write(context, &mut *writer, &report, None)?;
        let has_changes = report.entries.iter().any(|entry| entry.outcome != Outcome::Same);
        let is_wanted = has_changes && (!context.environment.is_typed || is_wanted());
        context.end_writing(&writing, is_wanted)?;
        context.notes.push(if is_wanted { "`onrecord undo` takes it back" } else { "nothing was loaded" }.to_owned());
        Ok(Exit::Success)
    }
}

/// The source of a key, or that of the record that a key names.
fn source_of(conn: &Connection, key: &str) -> Answer<(i64, String)> {
    let source = "SELECT id, key FROM source WHERE key = ?1";
    let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
    if let Some(found) = conn.query_row(source, [key], row).optional()? {
        return Ok(found);
    }
    let id = find::known(conn, key)?;
    let sql = format!("SELECT id, key FROM source WHERE id = ({})", to_toml::teller("?1"));
    conn.query_row(&sql, [id], row).optional()?.ok_or_else(|| {
        let hint = "`onrecord show` says what is known of it".to_owned();
        Error::Refused { what: format!("no source tells `{key}`"), hint }
    })
}

/// The name of the file that brought a source: what is of that file is replaced by what is now in it.
fn file_of(conn: &Connection, source: i64, key: &str) -> Answer<String> {
    let sql = "SELECT batch.name FROM citation JOIN batch ON batch.id = citation.batch_id
      WHERE citation.source_id = ?1 AND batch.kind IN ('facts', 'seed') ORDER BY batch.id DESC LIMIT 1";
    let name: Option<String> = conn.query_row(sql, [source], |row| row.get(0)).optional()?;
    let plain = name.as_deref().and_then(|name| Path::new(name).file_name()).and_then(|name| name.to_str());
    Ok(plain.map_or_else(|| format!("{key}.toml"), str::to_owned))
}

/// Runs the editor on a file, and waits for it.
pub(super) fn open(editor: Option<&str>, path: &Path) -> Answer<()> {
    let hint = || "set $EDITOR to the command of an editor that waits until you close the file".to_owned();
    let words = editor.and_then(shlex::split).filter(|words| !words.is_empty());
    let Some(words) = words else {
        return Err(Error::Refused { what: "no editor is known".to_owned(), hint: hint() });
    };
    let status = Command::new(&words[0]).args(&words[1..]).arg(path).status();
    let why = match status {
        Ok(status) if status.success() => return Ok(()),
        Ok(status) => status.to_string(),
        Err(cause) => cause.to_string(),
    };
    Err(Error::Refused { what: format!("the editor `{}` did not end well: {why}", words[0]), hint: hint() })
}

/// Asks whether to keep what was shown.
fn is_wanted() -> bool {
    let mut stderr = std::io::stderr();
    let _ = write!(stderr, "load it? [y/N] ").and_then(|()| stderr.flush());
    let mut line = String::new();
    let is_read = std::io::stdin().lock().read_line(&mut line).is_ok();
    is_read && matches!(line.trim(), "y" | "Y" | "yes")
}
