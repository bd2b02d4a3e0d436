//! `onrecord add`: facts and source texts come in.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::check::alike::{self, Alike};
use crate::check::{self, Finding};
use crate::cli::{Context, Failure, hashed};
use crate::error::{Exit, Result};
use crate::facts::{self, GivenText, Report};
use crate::files::bounds;
use crate::output::{Cell, Column, RowWriter};
use crate::reader::Reader;
use crate::record::put::Outcome;
use crate::record::write::Writing;
use crate::script::place::Place;
use crate::shape::kind;

/// What a record has become that comes in.
const TOLD: &str = include_str!("../../seed/add/told.sql");

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

    /// Keep it only if the record then says what has this hash, as an export tells it
    #[arg(long, value_name = "HASH")]
    hash: Option<String>,

    /// Show what would come in and what checks would say, and change nothing
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
        let given = Given { facts, texts, hash: self.hash.clone(), is_dry: self.dry_run };
        load(context, &mut *writer, &given)?;
        Ok(Exit::Success)
    }
}

/// What is to come in.
pub(super) struct Given {
    /// Facts files, by name and text.
    pub(super) facts: Vec<(String, String)>,
    pub(super) texts: Vec<GivenText>,
    /// The hash of what the record has to say then.
    pub(super) hash: Option<String>,
    /// Whether it is only tried.
    pub(super) is_dry: bool,
}

/// Loads what is given, writes the report, and notes what looks like something that is there.
pub(super) fn load(context: &mut Context, writer: &mut dyn RowWriter, given: &Given) -> Result<()> {
    let writing = context.open_to_write()?;
    let last: i64 = writing.query_row("SELECT coalesce(max(id), 0) FROM record", [], |row| row.get(0))?;
    let report = facts::load(&writing, &given.facts, &given.texts, "facts", &context.environment.now)?;
    if let Some(hash) = &given.hash {
        hashed::see(context, &writing, hash)?;
    }
    let has_changes = report.entries.iter().any(|entry| entry.outcome != Outcome::Same);
    let alike = alike::alike(&*writing, &Place::new("checks", None), last)?;
    let told = if given.is_dry { Some(told(&writing, &report)?) } else { None };
    context.end_writing(&writing, has_changes && !given.is_dry)?;
    if let Some(told) = &told {
        context
            .notes
            .extend(told.findings.iter().map(|found| format!("check would say of `{}`: {}", found.key, found.reason)));
        context.notes.push("nothing was written (--dry-run)".to_owned());
    }
    write(context, writer, &report, told.as_ref())?;
    context.notes.extend(alike.iter().map(|found| {
        let Alike { key, reason, other, .. } = found;
        format!("`{key}`: {reason}; if it is, tell it as [[cite]] record = \"{other}\" instead")
    }));
    let same = report.entries.iter().filter(|entry| entry.outcome == Outcome::Same).count();
    context.notes.push(format!("{} added or changed, {same} unchanged", report.entries.len() - same));
    Ok(())
}

/// What is seen of records before they are kept.
pub(super) struct Told {
    /// For each entry of the report: what it is called, who has a part in it, the words that carry it.
    of: Vec<[Option<String>; 3]>,
    /// What checks find of them.
    findings: Vec<Finding>,
}

/// What the records of a load have become.
fn told(writing: &Writing, report: &Report) -> Result<Told> {
    let mut of = Vec::new();
    for entry in &report.entries {
        let mut found = [None, None, None];
        let reader: &dyn Reader = &**writing;
        reader.each(TOLD, &[entry.key.clone().into()], |row| {
            found = [row.text(0)?, row.text(1)?, row.text(2)?];
            Ok(())
        })?;
        of.push(found);
    }
    let keys: HashSet<&str> = report.entries.iter().map(|entry| entry.key.as_str()).collect();
    // What looks like something else is told with its citation, and what is wrong already is no news.
    let mut findings = check::run(&**writing, &Place::new("checks", None), &[])?;
    findings.retain(|found| keys.contains(found.key.as_str()) && !found.check.starts_with(alike::ALIKE));
    Ok(Told { of, findings })
}

/// Writes what was added and changed, and before it is kept what it has become; what is the same is left out.
pub(super) fn write(
    context: &mut Context,
    writer: &mut dyn RowWriter,
    report: &Report,
    told: Option<&Told>,
) -> Result<()> {
    let names: &[&str] = match told {
        Some(_) => &["what", "kind", "key", "title", "parties", "words", "differences"],
        None => &["what", "kind", "key", "differences"],
    };
    writer.begin(&names.iter().copied().map(Column::named).collect::<Vec<_>>())?;
    for (n, entry) in report.entries.iter().enumerate() {
        let (what, differences) = match &entry.outcome {
            Outcome::Added => ("added", String::new()),
            Outcome::Changed(differences) => ("changed", differences.join("; ")),
            Outcome::Same => continue,
        };
        let text = |text: &str| Some(text.to_owned());
        let mut cells = vec![text(what), text(entry.kind), text(&entry.key)];
        cells.extend(told.and_then(|told| told.of.get(n)).into_iter().flatten().cloned());
        cells.push(Some(differences).filter(|text| told.is_none() || !text.is_empty()));
        writer.row(&cells.iter().map(|text| Cell::text(text.as_deref())).collect::<Vec<_>>())?;
    }
    writer.finish()?;
    context.close(writer)?;
    context.notes.extend(report.notes.iter().cloned());
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
