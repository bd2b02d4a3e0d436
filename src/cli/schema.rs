//! `onrecord schema`: what the record file holds, told by its own comments.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension};

use super::{Context, Failure};
use crate::error::{Error, Exit, Result, nearest};
use crate::load::facts::Facts;
use crate::output::{Cell, Column};

/// Show tables and views with their comments; with a name, its columns
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// A table or a view
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
            let schema = serde_json::to_string_pretty(&schemars::schema_for!(Facts)).unwrap_or_default();
            return text(context, &[schema]);
        }
        let conn = context.open_any()?;
        let objects = objects(&conn, self.name.as_deref())?;
        if let (Some(name), []) = (&self.name, objects.as_slice()) {
            return Err(unknown(&conn, name)?.into());
        }
        if self.sql {
            let statements: Vec<String> = objects.into_iter().map(|object| format!("{};", object.sql)).collect();
            return text(context, &statements);
        }
        let mut writer = context.writer()?;
        if let (Some(_), [object, ..]) = (&self.name, objects.as_slice()) {
            writer.begin(&["column", "type", "holds"].map(Column::named))?;
            for (name, kind, about) in columns(&conn, object)? {
                writer.row(&[&name, &kind, &about].map(|text| Cell::Value(ValueRef::Text(text.as_bytes()))))?;
            }
        } else {
            writer.begin(&["name", "kind", "holds"].map(Column::named))?;
            for object in &objects {
                let about = about(&object.sql);
                writer.row(
                    &[&object.name, &object.kind, &about].map(|text| Cell::Value(ValueRef::Text(text.as_bytes()))),
                )?;
            }
        }
        writer.finish()?;
        context.close(&*writer)?;
        Ok(Exit::Success)
    }
}

struct Object {
    name: String,
    kind: String,
    sql: String,
}

/// The tables and views, views first because they are what people read.
fn objects(conn: &Connection, name: Option<&str>) -> Result<Vec<Object>> {
    let sql = "SELECT name, type, sql FROM sqlite_schema
      WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' AND name = coalesce(?1, name) ORDER BY type DESC, rowid";
    let mut statement = conn.prepare(sql)?;
    let rows =
        statement.query_map([name], |row| Ok(Object { name: row.get(0)?, kind: row.get(1)?, sql: row.get(2)? }))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn unknown(conn: &Connection, name: &str) -> Result<Error> {
    let names: Vec<String> = objects(conn, None)?.into_iter().map(|object| object.name).collect();
    let near = nearest(name, names.iter().map(String::as_str));
    Ok(Error::Sql { message: format!("no such table or view: {name}"), sql: String::new(), at: None, near })
}

/// The comment that a statement begins with, inside.
fn about(sql: &str) -> String {
    let lines = sql.lines().skip(1).map_while(|line| line.trim().strip_prefix("--"));
    let lines = lines.filter(|line| !line.trim_start().starts_with('@'));
    lines.map(str::trim).collect::<Vec<_>>().join(" ")
}

/// The columns of a table or view: name, type, and the comment on its line.
fn columns(conn: &Connection, object: &Object) -> Result<Vec<(String, String, String)>> {
    let mut statement = conn.prepare("SELECT name, type, \"notnull\", pk FROM pragma_table_info(?1) ORDER BY cid")?;
    let mut rows = statement.query([&object.name])?;
    let mut columns = Vec::new();
    while let Some(row) = rows.next()? {
        let (name, mut kind): (String, String) = (row.get(0)?, row.get(1)?);
        if row.get::<_, bool>(2)? {
            kind.push_str(" NOT NULL");
        }
        if row.get::<_, i64>(3)? > 0 {
            kind.push_str(" KEY");
        }
        let line = object.sql.lines().find(|line| line.split_whitespace().next() == Some(&name));
        let comment = line.and_then(|line| line.split_once("-- ")).map_or("", |(_, comment)| comment.trim());
        let target: Option<String> = conn
            .query_row(
                "SELECT \"table\" FROM pragma_foreign_key_list(?1) WHERE \"from\" = ?2 LIMIT 1",
                [&object.name, &name],
                |row| row.get(0),
            )
            .optional()?;
        let target = target.map(|table| format!("a {table}")).unwrap_or_default();
        let about = if comment.is_empty() { target } else { comment.to_owned() };
        columns.push((name, kind, about));
    }
    Ok(columns)
}

/// Writes texts as they are, a blank line between them.
fn text(context: &mut Context, texts: &[String]) -> Result<Exit, Failure> {
    let mut writer = context.text_writer()?;
    let sink = writer.sink();
    sink.push(&texts.join("\n\n"));
    sink.push("\n");
    sink.flush()?;
    context.close(&*writer)?;
    Ok(Exit::Success)
}
