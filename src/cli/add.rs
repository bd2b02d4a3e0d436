//! `onrecord add`: facts and source texts come in.

use std::path::{Path, PathBuf};

use rusqlite::types::ValueRef;

use crate::check::{self, Alike};
use crate::cli::{Context, Failure};
use crate::error::{Exit, Result};
use crate::facts::{self, GivenText, Report};
use crate::files::bounds;
use crate::output::{Cell, Column, RowWriter};
use crate::record::put::Outcome;
use crate::script::place::Place;
use crate::shape::kind;

/// Add facts files (TOML) and source texts, all or nothing
///
/// Files that end in .toml are facts; any other file is the text of a source, told by its hash.
/// Prints what was added and changed. Loading a file twice changes nothing; a corrected file updates
/// by key.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Facts files and source texts
    #[arg(required_unless_present = "text")]
    files: Vec<PathBuf>,

    /// Give a source its text
    #[arg(long, num_args = 2, value_names = ["KEY", "FILE"])]
    text: Vec<String>,

    /// Show what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
}

impl Args {
    /// Loads the files and writes the report.
    pub(super) fn run(&self, context: &mut Context) -> Result<Exit, Failure> {
        let (mut facts, mut texts) = (Vec::new(), Vec::new());
        for path in
            self.files.iter().map(PathBuf::as_path).chain(self.text.chunks_exact(2).map(|pair| Path::new(&pair[1])))
        {
            context.reads(path);
        }
        // How the answer is to be written is settled before anything is in the record.
        let mut writer = context.writer()?;
        for path in &self.files {
            let name = path.display().to_string();
            if path.extension().is_some_and(|extension| extension == "toml") {
                facts.push((name, bounds::text(path, bounds::FACTS)?));
            } else {
                texts.push(GivenText { key: None, name, bytes: bounds::file(path, bounds::TEXT)? });
            }
        }
        for pair in self.text.chunks_exact(2) {
            texts.push(GivenText {
                key: Some(pair[0].clone()),
                name: pair[1].clone(),
                bytes: bounds::file(Path::new(&pair[1]), bounds::TEXT)?,
            });
        }
        let writing = context.open_to_write()?;
        let last: i64 = writing.query_row("SELECT coalesce(max(id), 0) FROM record", [], |row| row.get(0))?;
        let report = facts::load(&writing, &facts, &texts, "facts", &context.environment.now)?;
        let has_changes = report.entries.iter().any(|entry| entry.outcome != Outcome::Same);
        let alike = check::alike(&*writing, &Place::new("checks", None), last)?;
        context.end_writing(&writing, has_changes && !self.dry_run)?;
        if self.dry_run {
            context.notes.push("nothing was written (--dry-run)".to_owned());
        }
        write(context, &mut *writer, &report, &alike)?;
        Ok(Exit::Success)
    }
}

/// Writes what was added and changed; what is the same is counted.
fn write(context: &mut Context, writer: &mut dyn RowWriter, report: &Report, alike: &[Alike]) -> Result<()> {
    let same = report.entries.iter().filter(|entry| entry.outcome == Outcome::Same).count();
    writer.begin(&["what", "kind", "key", "differences"].map(Column::named))?;
    for entry in &report.entries {
        let (what, differences) = match &entry.outcome {
            Outcome::Added => ("added", String::new()),
            Outcome::Changed(differences) => ("changed", differences.join("; ")),
            Outcome::Same => continue,
        };
        writer.row(
            &[what, entry.kind, &entry.key, &differences].map(|text| Cell::Value(ValueRef::Text(text.as_bytes()))),
        )?;
    }
    writer.finish()?;
    context.close(writer)?;
    context.notes.extend(report.notes.iter().cloned());
    context.notes.extend(alike.iter().map(|found| {
        let Alike { key, reason, other } = found;
        format!("`{key}`: {reason}; if it is, tell it as [[cite]] record = \"{other}\" instead")
    }));
    context.notes.push(format!("{} added or changed, {same} unchanged", report.entries.len() - same));
    Ok(())
}

/// What a facts file may hold beside its source, by the kinds of the schema.
pub(super) fn tables() -> String {
    let kinds: Vec<&str> = kind::all().iter().map(kind::Kind::name).collect();
    format!(
        "A facts file has [source] and tables of {}; `onrecord schema KIND` says what each holds, `onrecord schema --facts` tells editors.",
        kinds.iter().map(|kind| format!("[[{kind}]]")).collect::<Vec<_>>().join(", ")
    )
}
