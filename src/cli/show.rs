//! `onrecord show`: one entity, record or source, whole.

use std::path::Path;

use rusqlite::types::Value;

use crate::answer::Query;
use crate::answer::bind::Bound;
use crate::answer::find;
use crate::answer::run::{Run, bound};
use crate::cli::{BLOAT, Context, Failure, shown};
use crate::error::{Error, Exit, Result};
use crate::export::differences::{Difference, differences};
use crate::output::{Cell, Column};
use crate::reader::Reader;
use crate::record::read;
use crate::script::header::Header;

/// Show one entity, record or source whole: all that the record says of it
///
/// It goes by its key, its number, its name or title, or words of that. What is shown of each kind of
/// record is a question of its own; where people read, each row has its sources.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// A name, a key, a title or words of one
    #[arg(required = true, num_args = 1..)]
    name: Vec<String>,
}

impl Args {
    /// Writes all there is.
    pub(super) fn run(&self, context: &mut Context) -> Result<Exit, Failure> {
        let reader = context.open()?;
        let (kind, id) = meant(&*reader, &self.name.join(" "))?;
        whole(context, &*reader, kind, &[bound("id", id)])
    }
}

/// Compare two sources, or two record files: what both tell, what they tell differently, what each tells alone
///
/// A source goes by its key, its number, its title or words of that. Beside what is told stand the words of the
/// one source and of the other, with those marked in which they differ. Of two files, records that both have are compared
/// field by field, by their keys.
#[derive(clap::Args, Debug)]
pub(super) struct Compare {
    /// The one source
    first: String,

    /// The other
    second: String,
}

impl Compare {
    /// Writes what they tell.
    pub(super) fn run(&self, context: &mut Context) -> Result<Exit, Failure> {
        if let (Some(first), Some(second)) = (file(&self.first), file(&self.second)) {
            return files(context, first, second);
        }
        let reader = context.open()?;
        let source = |text: &String| find::listed(&*reader, "SOURCE", text, SOURCES, "sources");
        let (first, second) = (source(&self.first)?, source(&self.second)?);
        if first == second {
            let what = format!("`{}` and `{}` are one source", self.first, self.second);
            return Err(Error::Misasked { what, hint: "onrecord ask sources lists them".to_owned() }.into());
        }
        whole(context, &*reader, "compare".to_owned(), &[bound("first", first), bound("second", second)])
    }
}

/// The path of a file that is there.
fn file(text: &str) -> Option<&Path> {
    Some(Path::new(text)).filter(|path| path.is_file())
}

/// Writes what two record files tell differently.
fn files(context: &mut Context, first: &Path, second: &Path) -> Result<Exit, Failure> {
    let open = |path: &Path| context.guarded(read::open_record(path, &context.terms())?);
    let (one, other) = (open(first)?, open(second)?);
    let (found, alike) = differences(&one, &other)?;
    let mut columns = ["section", "kind", "key", "field", "first", "second"].map(Column::named).to_vec();
    for column in &mut columns[4..] {
        (column.is_lead, column.is_compared) = (true, true);
    }
    columns[0].is_once = true;
    let mut writer = context.writer()?;
    writer.begin(&columns)?;
    for difference in &found {
        let Difference { section, kind, key, field, first, second } = difference;
        let told = [
            Some(*section),
            Some(kind.as_str()),
            Some(key.as_str()),
            Some(field.as_str()).filter(|field| !field.is_empty()),
        ];
        let told = told.into_iter().chain([first.as_deref(), second.as_deref()]);
        let cells: Vec<Cell<'_>> = told.map(Cell::text).collect();
        writer.row(&cells)?;
    }
    writer.finish()?;
    context.notes.push(format!("{alike} of what both files hold are told alike"));
    context.close(&mut *writer)?;
    Ok(Exit::Success)
}

/// The sources, with what they are called.
const SOURCES: &str = "SELECT id, key, coalesce(title, description, key) FROM source ORDER BY key";

/// Writes all that a question of `seed/show` gives.
fn whole(context: &mut Context, reader: &dyn Reader, name: String, values: &[Bound]) -> Result<Exit, Failure> {
    let place = context.place("show");
    let Some(script) = place.find(&name)? else { return Err(Error::UnknownQuery { name, near: None }.into()) };
    let header = Header::read(&name, &script.sql)?;
    let query = Query { name, header, sql: script.sql, shadows: script.shadows };
    let format = context.format()?;
    let cite_by: Vec<&str> = query.header.cite.iter().map(|(column, _)| column.as_str()).collect();
    let mut writer = context.writer()?;
    let work = shown::work(context);
    let run = Run {
        reader,
        limit: context.options.limit,
        cite_by: &cite_by,
        is_cited: !cite_by.is_empty() && (context.options.cite || format.is_for_people),
        numbering: None,
        columns: &query.columns(),
        is_summed: shown::is_summed(context, format),
        is_marked: shown::is_marked(context, format),
        most_bytes: context.memory() / BLOAT,
        format,
        work: work.as_deref(),
    };
    let (_, notes) = run.one(&query.sql, values, &mut *writer)?;
    context.notes.extend(notes);
    context.close(&mut *writer)?;
    Ok(Exit::Success)
}

/// What a person means, and of what kind it is: a record, else a source.
pub(super) fn meant(reader: &dyn Reader, text: &str) -> Result<(String, Value)> {
    let source = reader.number("SELECT id FROM source WHERE key = ?1", &[text.to_owned().into()])?;
    if let (Some(id), None) = (source, find::by_key(reader, text)?) {
        return Ok(("source".to_owned(), id.into()));
    }
    let id = match find::record(reader, "NAME", text, &[]) {
        Ok(id) => id,
        // What is looked up is no option's value, and may be a source by its title.
        Err(Error::BadParameter { why, hint, .. }) => {
            if let Ok(id) = find::listed(reader, "NAME", text, SOURCES, "sources") {
                return Ok(("source".to_owned(), id));
            }
            let hint =
                hint.unwrap_or_else(|| "`onrecord search WORDS` finds records by the words told of them".to_owned());
            return Err(Error::Misasked { what: format!("`{text}` cannot be shown: {why}"), hint });
        }
        Err(other) => return Err(other),
    };
    Ok((reader.texts("SELECT kind FROM record WHERE id = ?1", &[id.into()])?.concat(), id.into()))
}
