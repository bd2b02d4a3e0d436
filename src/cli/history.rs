//! `onrecord history`: what a record or a source was, when it changed, and by which load.

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, OptionalExtension};

use super::show;
use crate::cli::{Context, Failure};
use crate::error::{Exit, Result};
use crate::history::past::{self, Step};
use crate::history::thing::Thing;
use crate::output::{Cell, Column, Role};

/// Show the past of a record or a source: what it was, when it changed, by which load and why
///
/// It goes by its key, its name or title, or words of that; by its key also when it was taken out, or when a merge
/// made it one with another. What `onrecord undo` takes back stays in its history, as taking it back does.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// A key, a name, a title or words of one
    #[arg(required = true, num_args = 1..)]
    name: Vec<String>,
}

impl Args {
    /// Writes each step, the oldest first.
    pub(super) fn run(&self, context: &mut Context) -> Result<Exit, Failure> {
        let conn = context.open_file()?;
        let steps = past::of(&conn, &meant(&conn, &self.name.join(" "))?)?;
        let is_for_people = context.format()?.is_for_people;
        let steps = if is_for_people { by_row(steps) } else { steps };
        let mut writer = context.writer()?;
        writer.begin(&columns(is_for_people))?;
        let limit = context.options.limit.map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX));
        for step in steps.iter().take(limit) {
            let load = load(&conn, step.batch)?;
            let when = load.read_at.get(..16).unwrap_or(&load.read_at).replace('T', " ");
            let (load_at, load_by) = if is_for_people {
                (None, Some(format!("{when} {}", load.by)))
            } else {
                (Some(load.read_at), Some(load.by))
            };
            let Step { batch, what, part, field, before, after } = step;
            let texts = [
                load_at.as_deref(),
                load_by.as_deref(),
                Some(*what),
                Some(part.as_str()),
                field.as_deref(),
                before.as_deref(),
                after.as_deref(),
                load.why.as_deref(),
            ];
            let cells: Vec<Cell<'_>> = texts.into_iter().map(Cell::text).collect();
            let batch = [Cell::Value(ValueRef::Integer(*batch))];
            writer.row(&batch.into_iter().chain(cells).collect::<Vec<_>>())?;
        }
        writer.finish()?;
        if steps.len() > limit {
            context.notes.push(format!("only the first {limit} rows are shown; there are more (--limit)"));
        }
        context.close(&mut *writer)?;
        Ok(Exit::Success)
    }
}

/// The columns; where people read, when and by what are one.
fn columns(is_for_people: bool) -> Vec<Column> {
    let by = if is_for_people { "load" } else { "by" };
    let mut columns =
        ["batch", "at", by, "what", "part", "field", "before", "after", "why"].map(Column::named).to_vec();
    for column in &mut columns {
        column.is_once = ["batch", by, "what"].contains(&column.name.as_str());
        column.is_lead = [by, "part", "before", "after"].contains(&column.name.as_str());
        column.is_compared = ["before", "after"].contains(&column.name.as_str());
    }
    columns[0].role = Role::Key;
    columns
}

/// Steps where what a batch did to a row is one line, with all that it says.
fn by_row(steps: Vec<Step>) -> Vec<Step> {
    let whole = |field: Option<&str>, value: &str| format!("{}: {value}", field.unwrap_or("it"));
    let mut found: Vec<Step> = Vec::new();
    for mut step in steps {
        let field = step.field.take();
        let [before, after] =
            [step.before.take(), step.after.take()].map(|value| value.map(|value| whole(field.as_deref(), &value)));
        let is_next = |last: &Step| (last.batch, last.what, &last.part) == (step.batch, step.what, &step.part);
        if !found.last().is_some_and(is_next) {
            found.push(step);
        }
        let Some(last) = found.last_mut() else { continue };
        for (told, more) in [(&mut last.before, before), (&mut last.after, after)] {
            *told = match (told.take(), more) {
                (Some(told), Some(more)) => Some(format!("{told}; {more}")),
                (told, more) => told.or(more),
            };
        }
    }
    found
}

/// What had a key, else what a name or words of a title mean.
fn meant(conn: &Connection, text: &str) -> Result<Thing> {
    let mut thing = Thing::keyed(conn, text)?;
    if thing != Thing::default() {
        return Ok(thing);
    }
    let (kind, id) = show::meant(conn, text)?;
    if let Value::Integer(id) = id {
        if kind == "source" { &mut thing.sources } else { &mut thing.records }.insert(id);
        thing.merged(conn)?;
    }
    Ok(thing)
}

/// A batch, as people know it.
struct Load {
    read_at: String,
    by: String,
    why: Option<String>,
}

fn load(conn: &Connection, batch: i64) -> Result<Load> {
    let sql = "SELECT read_at, kind || ' ' || name, note FROM main.batch WHERE id = ?1";
    let found = conn
        .prepare_cached(sql)?
        .query_row([batch], |row| Ok(Load { read_at: row.get(0)?, by: row.get(1)?, why: row.get(2)? }))
        .optional()?;
    Ok(found.unwrap_or_else(|| Load { read_at: String::new(), by: "a load that is not kept".to_owned(), why: None }))
}
