//! `onrecord export`: the whole record, for other hands.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::cli::{Context, Failure, hashed};
use crate::error::{Error, Exit, Result};
use crate::export::package::{self, Manner};
use crate::export::{copy, datasette, lists};
use crate::facts::to_toml;
use crate::files::draft::Draft;
use crate::files::folder::Folder;
use crate::output::Format;

/// Export the whole record: facts files, tables, annotations, a bibliography, or a copy without texts
#[derive(clap::Args, Debug)]
#[group(required = true, multiple = true, args = ["facts", "tables", "annotations", "csl", "bibtex", "datasette", "without_texts"])]
pub(super) struct Args {
    /// Facts files that load back to the same record, one a source
    #[arg(long, value_name = "DIR")]
    facts: Option<PathBuf>,

    /// One file a view (CSV, or `--format parquet`), with a Frictionless datapackage.json
    #[arg(long, value_name = "DIR")]
    tables: Option<PathBuf>,

    /// With --tables: what has a day in a folder for each year, as Spark and DuckDB read it
    #[arg(long, requires = "tables")]
    by_year: bool,

    /// Every passage that carries a record, as annotations (W3C, JSON-LD); `-` is stdout
    #[arg(long, value_name = "FILE")]
    annotations: Option<PathBuf>,

    /// Every source, as a bibliography (CSL-JSON); `-` is stdout
    #[arg(long, value_name = "FILE")]
    csl: Option<PathBuf>,

    /// Every source, as a bibliography for TeX (BibTeX, as biblatex reads it); `-` is stdout
    #[arg(long, value_name = "FILE")]
    bibtex: Option<PathBuf>,

    /// What Datasette shows beside the record: what everything means, and the named questions (metadata.json); `-` is stdout
    #[arg(long, value_name = "FILE")]
    datasette: Option<PathBuf>,

    /// A copy of the record file that may be handed on: texts gone, hashes and places kept
    #[arg(long, value_name = "FILE")]
    without_texts: Option<PathBuf>,
}

/// What names stdout in place of a file.
const STDOUT: &str = "-";

impl Args {
    /// Writes what is asked for; each takes its place when all of it is whole.
    pub(super) fn run(&self, context: &mut Context) -> Result<Exit, Failure> {
        let conn = context.open_file()?;
        // A question that is not ended keeps one view of the record for all that is written.
        let mut held = conn.prepare("SELECT name FROM main.sqlite_schema")?;
        let mut view = held.query([])?;
        view.next()?;
        let mut folders: Vec<(&Path, Folder)> = Vec::new();
        let mut notes = Vec::new();
        self.see_targets(context)?;
        if let Some(target) = &self.facts {
            let folder = begun(&mut folders, target)?;
            let files = to_toml::facts(&conn)?;
            for (name, content) in &files {
                folder.write(name, content)?;
            }
            notes.push(format!("wrote {} files to {}", files.len(), target.display()));
        }
        if let Some(target) = &self.tables {
            let written = package::write(&conn, begun(&mut folders, target)?, self.manner(context)?)?;
            notes.push(format!("wrote {} tables and datapackage.json to {}", written.tables, target.display()));
            if !written.left_out.is_empty() {
                notes.push(format!("left out views that are not the record's own: {}", written.left_out.join(", ")));
            }
        }
        let copy = self.without_texts.as_ref().map(|target| copy::without_texts(&conn, target, &context.stop));
        if let (Some(target), Some(copy)) = (&self.without_texts, copy.transpose()?) {
            context.tell_swept(&copy.swept);
            copy.put()?;
            notes.push(format!("wrote {}", target.display()));
        }
        notes.extend(self.told_datasette(context, &conn)?);
        let asked = [
            (&self.annotations, lists::ANNOTATIONS, "annotations"),
            (&self.csl, lists::CSL, "sources"),
            (&self.bibtex, lists::BIBTEX, "sources"),
        ];
        for (target, list, what) in asked {
            let Some(target) = target else { continue };
            if target == Path::new(STDOUT) {
                let mut out = BufWriter::new(context.environment.stdout()?);
                lists::items(&conn, list, &mut out, |cause| Error::Output(cause.kind().into()))?;
                continue;
            }
            let (draft, count) = lists::write(&conn, list, target)?;
            context.tell_swept(&draft.swept);
            draft.put()?;
            notes.push(format!("wrote {count} {what} to {}", target.display()));
        }
        for (_, folder) in folders {
            context.tell_swept(&folder.swept);
            folder.put()?;
        }
        context.notes.extend(notes);
        hashed::note(context, &conn, self.facts.is_some() || self.tables.is_some())?;
        Ok(Exit::Success)
    }

    /// Sees that everything has its own place, that one thing at most goes to stdout, and nothing that is a folder or a record.
    fn see_targets(&self, context: &Context) -> Result<()> {
        let is_stdout = |target: &&Option<PathBuf>| target.as_deref() == Some(Path::new(STDOUT));
        let streams = [&self.annotations, &self.csl, &self.bibtex, &self.datasette];
        let others = [&self.facts, &self.tables, &self.without_texts];
        if streams.iter().filter(|target| is_stdout(target)).count() > 1 {
            let what = "one thing at a time goes to stdout".to_owned();
            return Err(Error::Misasked { what, hint: "name a file for the others".to_owned() });
        }
        if context.options.output.is_some() {
            let what = "an export says by its own options where it goes, and -o is none of them".to_owned();
            return Err(Error::Misasked { what, hint: "name the file behind the option, as in --csl FILE".to_owned() });
        }
        if others.iter().any(is_stdout) {
            let what = "a folder or a record does not go to stdout".to_owned();
            return Err(Error::Misasked { what, hint: "name a place for it".to_owned() });
        }
        Ok(())
    }

    /// Writes what Datasette shows, if it is asked for; returns notes.
    fn told_datasette(&self, context: &mut Context, conn: &Connection) -> Result<Vec<String>> {
        let Some(target) = &self.datasette else { return Ok(Vec::new()) };
        let name = context.path().0.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        let written = datasette::metadata(conn, &context.catalog(conn)?, &name)?;
        if target == Path::new(STDOUT) {
            context.environment.stdout()?.write_all(written.metadata.as_bytes()).map_err(Error::Output)?;
            return Ok(Vec::new());
        }
        let draft = Draft::of(target)?;
        let put = draft.file()?.write_all(written.metadata.as_bytes());
        put.map_err(|cause| Error::of_writing(target, &cause))?;
        context.tell_swept(&draft.swept);
        draft.put()?;
        let mut notes = vec![format!("wrote {}: datasette {name}.db -m {}", target.display(), target.display())];
        if !written.left_out.is_empty() {
            let names = written.left_out.join(", ");
            notes.push(format!("left out, because SQLite takes them with values alone: {names}"));
        }
        Ok(notes)
    }

    /// How tables are to be written: nothing but CSV and Parquet is read by all that read tables.
    fn manner(&self, context: &Context) -> Result<Manner> {
        let format = if context.options.has_format() { context.format()? } else { Format::named("csv")? };
        if !["csv", "parquet"].contains(&format.name) {
            let what = format!("tables are exported as csv or parquet, and not as {}", format.name);
            return Err(Error::Misasked { what, hint: "--format parquet, or none for csv".to_owned() });
        }
        Ok(Manner { format, by_year: self.by_year })
    }
}

/// The folder for a target; facts and tables may go to the same.
fn begun<'f, 'p>(folders: &'f mut Vec<(&'p Path, Folder)>, target: &'p Path) -> Result<&'f mut Folder> {
    let known = folders.iter().position(|(known, _)| *known == target);
    if known.is_none() {
        folders.push((target, Folder::of(target)?));
    }
    let at = known.unwrap_or(folders.len() - 1);
    Ok(&mut folders[at].1)
}
