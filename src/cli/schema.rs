//! `onrecord schema`: what the record file holds, told by its own comments.

use rusqlite::types::ValueRef;
use serde_json::{Value, json};

use crate::cli::{Context, Failure};
use crate::error::{Error, Exit, Result, nearest};
use crate::facts::json_schema::json_schema;
use crate::output::{Cell, Cites, Column};
use crate::reader::Reader;
use crate::shape;

/// Show tables and views and what they hold; with a name, its columns; with a column's name, its words
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// A table or a view, or a column of one: event.type
    name: Option<String>,

    /// Print the SQL that made it
    #[arg(long)]
    sql: bool,

    /// Print the JSON Schema of facts files, for editors
    #[arg(long, conflicts_with_all = ["name", "sql"])]
    facts: bool,
}

impl Args {
    /// Writes the answer.
    pub(super) fn run(&self, context: &mut Context) -> Result<Exit, Failure> {
        if self.facts {
            return text(context, &[json_schema()]);
        }
        let reader = context.open_any()?;
        // A list of words goes by the column that admits them: event.type.
        let (name, column) = match self.name.as_deref().map(|name| (name, name.split_once('.'))) {
            Some((name, None)) => (Some(name), None),
            Some((_, Some((table, column)))) => (Some(table), Some(column)),
            None => (None, None),
        };
        let tables = shape::tables(&*reader, name)?;
        if let (Some(name), []) = (name, tables.as_slice()) {
            return Err(unknown(&*reader, name)?.into());
        }
        if self.sql {
            let statements: Vec<String> = tables.into_iter().map(|table| format!("{};", table.sql)).collect();
            return text(context, &statements);
        }
        if name.is_none()
            && context.format()?.is_for_people
            && !context.options.all
            && tables.iter().any(|table| table.is_view)
        {
            return views(context, &tables);
        }
        if name.is_none() && context.format()?.cites == Cites::Objects {
            return whole(context, &tables);
        }
        let rows: Vec<Vec<String>> = match (tables.as_slice(), name, column) {
            ([table], Some(_), Some(name)) => match table.column(name) {
                Some(column) => column.words.iter().map(|word| vec![word.word.clone(), word.about.clone()]).collect(),
                None => return Err(no_column(table, name).into()),
            },
            ([table], Some(_), None) => {
                let most = if context.format()?.is_for_people { SHOWN } else { usize::MAX };
                table.columns.iter().map(|column| described(table, column, most)).collect()
            }
            _ => tables
                .iter()
                .map(|table| {
                    let kind = if table.is_view { "view" } else { "table" };
                    vec![table.name.clone(), kind.to_owned(), table.about.clone()]
                })
                .collect(),
        };
        let columns: &[&str] = match (name, column) {
            (_, Some(_)) => &["word", "means"],
            (Some(_), None) => &["column", "type", "holds", "words"],
            (None, None) => &["name", "kind", "holds"],
        };
        write(context, columns, &rows)
    }
}

/// Every table and view with every column, for programs.
fn whole(context: &mut Context, tables: &[shape::Table]) -> Result<Exit, Failure> {
    let mut writer = context.writer()?;
    writer.begin(&["name", "kind", "holds", "columns"].map(Column::named))?;
    for table in tables {
        let columns = table.columns.iter().map(|column| {
            let words = column.words.iter().map(|word| json!({ "word": word.word, "means": word.about }));
            json!({
                "name": column.name,
                "type": column.kind,
                "required": column.is_required,
                "key": column.is_key,
                "holds": column.about,
                "words": words.collect::<Value>(),
                "refers_to": column.refers_to,
            })
        });
        let columns = columns.collect::<Value>().to_string();
        let kind = if table.is_view { "view" } else { "table" };
        let [name, kind, about] = [table.name.as_str(), kind, &table.about].map(|text| Cell::text(Some(text)));
        writer.row(&[name, kind, about, Cell::Json(&columns)])?;
    }
    writer.finish()?;
    context.close(&mut *writer)?;
    Ok(Exit::Success)
}

/// The views, a line each, so that all of them fit a screen: they are what people ask.
fn views(context: &mut Context, tables: &[shape::Table]) -> Result<Exit, Failure> {
    let (views, behind): (Vec<_>, Vec<_>) = tables.iter().partition(|table| table.is_view);
    let rows: Vec<Vec<String>> =
        views.iter().map(|view| vec![view.name.clone(), short(&view.about).to_owned()]).collect();
    context.notes.push(format!(
        "{} tables stand behind these views: `onrecord schema --all` shows them, `onrecord schema NAME` the columns of one",
        behind.len()
    ));
    write(context, &["view", "one row for"], &rows)
}

/// What a row is, without what explains it further.
fn short(about: &str) -> &str {
    let row = about.split_once("one row for ").map_or(about, |(_, row)| row);
    row.split([',', ';', ':', '.', '(']).next().unwrap_or(row).trim_end()
}

fn write(context: &mut Context, columns: &[&str], rows: &[Vec<String>]) -> Result<Exit, Failure> {
    let mut writer = context.writer()?;
    let columns: Vec<Column> = columns.iter().map(|name| Column::named(name)).collect();
    writer.begin(&columns)?;
    for row in rows {
        let cells: Vec<Cell<'_>> = row.iter().map(|text| Cell::Value(ValueRef::Text(text.as_bytes()))).collect();
        writer.row(&cells)?;
    }
    writer.finish()?;
    context.close(&mut *writer)?;
    Ok(Exit::Success)
}

/// Words that are shown beside a column where people read; a longer list has an answer of its own.
const SHOWN: usize = 9;

/// A column as a row: its name, its type, what it holds, and the words that it admits.
fn described(table: &shape::Table, column: &shape::Column, most: usize) -> Vec<String> {
    let mut kind = column.kind.clone();
    if column.is_required {
        kind.push_str(" NOT NULL");
    }
    if column.is_key {
        kind.push_str(" KEY");
    }
    let target = column.refers_to.as_ref().map(|table| format!("a row of {table}")).unwrap_or_default();
    let about = match (column.about.is_empty(), target.is_empty()) {
        (true, _) => target,
        (false, true) => column.about.clone(),
        (false, false) => format!("{}: {target}", column.about),
    };
    let words: Vec<&str> = column.words.iter().map(|word| word.word.as_str()).collect();
    let words = match words.len() {
        count if count > most => format!("{count} words: onrecord schema {}.{}", table.name, column.name),
        _ => words.join(", "),
    };
    vec![column.name.clone(), kind, about, words]
}

fn unknown(reader: &dyn Reader, name: &str) -> Result<Error> {
    let names: Vec<String> = shape::tables(reader, None)?.into_iter().map(|table| table.name).collect();
    let near = nearest(name, names.iter().map(String::as_str));
    Ok(Error::Sql { message: format!("no such table or view: {name}"), sql: String::new(), at: None, near })
}

fn no_column(table: &shape::Table, name: &str) -> Error {
    let near = nearest(name, table.columns.iter().map(|column| column.name.as_str()));
    Error::Sql { message: format!("no such column of {}: {name}", table.name), sql: String::new(), at: None, near }
}

/// Writes texts as they are, a blank line between them.
fn text(context: &mut Context, texts: &[String]) -> Result<Exit, Failure> {
    let mut writer = context.text_writer()?;
    let sink = writer.sink();
    sink.push(&texts.join("\n\n"));
    sink.push("\n");
    sink.flush()?;
    context.close(&mut *writer)?;
    Ok(Exit::Success)
}
