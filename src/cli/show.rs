//! `onrecord show`: one entity, record or source, whole.

use crate::answer::Query;
use crate::answer::find;
use crate::answer::run::{Run, bound};
use crate::cli::{BLOAT, Context, Failure};
use crate::error::{Error, Exit, Result};
use crate::reader::Reader;
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
        let place = context.place("show");
        let Some(script) = place.find(&kind)? else {
            return Err(Error::UnknownQuery { name: kind, near: None }.into());
        };
        let header = Header::read(&kind, &script.sql)?;
        let query = Query { name: kind, header, sql: script.sql, shadows: script.shadows };
        let format = context.format()?;
        let cite_by: Vec<&str> = query.header.cite.iter().map(|(column, _)| column.as_str()).collect();
        let mut writer = context.writer()?;
        let run = Run {
            reader: &*reader,
            limit: context.options.limit,
            cite_by: &cite_by,
            is_cited: !cite_by.is_empty() && (context.options.cite || format.is_for_people),
            columns: &query.columns(),
            is_summed: format.is_for_people && !context.options.quiet,
            most_bytes: context.memory() / BLOAT,
            format,
        };
        let (_, notes) = run.one(&query.sql, &[bound("id", id)], &mut *writer)?;
        context.notes.extend(notes);
        context.close(&*writer)?;
        Ok(Exit::Success)
    }
}

/// What a person means, and of what kind it is: a record, else a source.
fn meant(reader: &dyn Reader, text: &str) -> Result<(String, i64)> {
    let source = reader.number("SELECT id FROM source WHERE key = ?1", &[text.to_owned().into()])?;
    if let (Some(id), None) = (source, find::by_key(reader, text)?) {
        return Ok(("source".to_owned(), id));
    }
    let id = find::record(reader, "NAME", text, &[])?;
    Ok((reader.texts("SELECT kind FROM record WHERE id = ?1", &[id.into()])?.concat(), id))
}
