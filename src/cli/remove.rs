//! `onrecord remove`: a batch, a source, one fact, or what a source says of one.

use rusqlite::OptionalExtension;

use crate::answer::find;
use crate::cli::{Context, Failure};
use crate::error::{Error, Exit, Result as Answer};
use crate::history::batches::{self, Removed};
use crate::history::{moved, source, undo};
use crate::output::{Cell, Column};
use crate::record::write::{self, Writing};

/// Take out a batch, a source, a record, or what a source says of a record
///
/// By its number a batch goes with its load: what it added goes, what it replaced is put back. By its key a source
/// goes with its text and what nobody else vouches for, or a record. `onrecord undo` puts all of it back, and
/// `onrecord history` tells of it; `onrecord purge` takes out for good. If other facts rest on what would go, nothing
/// is done unless --with-dependents is given.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The number of a batch (`onrecord batches`), or the key of a source or a record
    what: String,

    /// Take out only what this source says of the record
    #[arg(long, value_name = "KEY")]
    source: Option<String>,

    /// Take out what rests on it too
    #[arg(long)]
    with_dependents: bool,

    /// Show what would go, and change nothing
    #[arg(long)]
    dry_run: bool,
}

impl Args {
    /// Takes it out.
    pub(super) fn run(&self, context: &mut Context) -> Result<Exit, Failure> {
        let conn = context.open_to_write()?;
        moved::watch(&conn)?;
        let batch = self.what.parse::<i64>().ok().filter(|_| self.source.is_none());
        let removed = match batch {
            Some(batch) => {
                let now = context.environment.now.clone();
                undo::undo(&conn, Some(batch), &now, self.with_dependents)?.rows
            }
            None => self.by_key(context, &conn)?,
        };
        if !self.dry_run {
            context.notes.push("`onrecord undo` puts it back".to_owned());
        }
        finish(context, &conn, &removed, !self.dry_run)
    }

    /// Takes out what a key names; a source where there is one, else a record.
    fn by_key(&self, context: &Context, conn: &Writing) -> Answer<Removed> {
        let id_of = |key: &str| -> Answer<Option<i64>> {
            Ok(conn.query_row("SELECT id FROM source WHERE key = ?1", [key], |row| row.get(0)).optional()?)
        };
        let of = match &self.source {
            Some(key) => Some((id_of(key)?.ok_or_else(|| no_source(key))?, key.as_str())),
            None => None,
        };
        let source = if of.is_none() { id_of(&self.what)? } else { None };
        let record = if source.is_none() { Some(find::known(&**conn, &self.what)?) } else { None };
        let name = of.map_or_else(|| self.what.clone(), |(_, key)| format!("{} of {key}", self.what));
        let read_at = &context.environment.now;
        let batch =
            write::begin(conn, write::Batch { kind: "remove", name: &name, sha256: None, read_at, note: None })?;
        write::attribute(conn, batch)?;
        match (of, source, record) {
            (Some(of), _, Some(id)) => source::remove_citation(conn, (id, &self.what), of),
            (_, Some(id), _) => source::remove(conn, id, self.with_dependents),
            (_, _, Some(id)) => batches::remove_record(conn, id, self.with_dependents),
            _ => Err(no_source(&self.what)),
        }
    }
}

pub(super) fn no_source(key: &str) -> Error {
    let hint = "`onrecord ask sources` lists them".to_owned();
    Error::Refused { what: format!("no source has the key `{key}`"), hint }
}

/// Ends the transaction, and writes what went and what came back.
pub(super) fn finish(context: &mut Context, conn: &Writing, removed: &Removed, keep: bool) -> Result<Exit, Failure> {
    let mut writer = context.writer()?;
    let moved = moved::told(conn)?;
    context.end_writing(conn, keep)?;
    writer.begin(&["what", "kind", "key", "source"].map(Column::named))?;
    for row in &moved {
        let texts = [Some(&*row.what), Some(&*row.kind), Some(&*row.key), row.source.as_deref()];
        writer.row(&texts.map(Cell::text))?;
    }
    writer.finish()?;
    context.close(&mut *writer)?;
    context.notes.push(format!(
        "{} rows taken out, {} put back, {} that rested on them taken out",
        removed.rows, removed.restored, removed.dependents
    ));
    if !keep {
        context.notes.push("nothing was written (--dry-run)".to_owned());
    }
    Ok(Exit::Success)
}
