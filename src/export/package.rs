//! Tables for other hands: one file a view, or one a year, described by a Frictionless data package.
//!
//! Types, meanings, keys and references come from the views' own comments (`@key`, `@refers`, `@days`,
//! `@amounts`, `@year`), by way of their shape; sources and licences from the record.

use serde_json::{Value, json};

use super::yearly::{Yearly, opened};
use crate::answer::run::Run;
use crate::error::{Error, Result};
use crate::files::folder::Folder;
use crate::output::{Column as Shown, Format, Holds};
use crate::reader::Reader;
use crate::record::foreign;
use crate::shape::{self, Column, Table};

/// What was written.
pub struct Written {
    /// How many tables.
    pub tables: usize,
    /// Views of the file that are not the record's own: their names are somebody's, and name no file.
    pub left_out: Vec<String>,
}

/// How tables are written.
#[derive(Clone, Copy, Debug)]
pub struct Manner {
    /// In which format: CSV or Parquet.
    pub format: &'static Format,
    /// Whether a view that has a day has a folder for each year.
    pub by_year: bool,
}

/// Writes every view of the record and `datapackage.json` into a folder.
///
/// # Errors
///
/// The reader's; or a file cannot be written.
pub fn write(reader: &dyn Reader, folder: &mut Folder, manner: Manner) -> Result<Written> {
    let (views, others): (Vec<Table>, Vec<Table>) = shape::tables(reader, None)?
        .into_iter()
        .filter(|table| table.is_view)
        .partition(|table| foreign::own().views.contains(&table.name));
    let format = manner.format.name;
    // Only a package whose tables are text is a tabular one.
    let [of_table, of_package] = match format {
        "csv" => ["tabular-data-resource", "tabular-data-package"],
        _ => ["data-resource", "data-package"],
    };
    let mut resources = Vec::new();
    for table in &views {
        let paths = rows(reader, table, folder, manner)?;
        let mut resource = json!({
            "name": table.name,
            "description": table.about,
            "path": if let [path] = paths.as_slice() { json!(path) } else { json!(paths) },
            "profile": of_table,
            "format": format,
        });
        if format == "csv" {
            resource["encoding"] = "utf-8".into();
        }
        resource["schema"] = schema(table);
        resources.push(resource);
    }
    let mut package = json!({ "name": "onrecord", "profile": of_package, "resources": resources });
    // Both lists may not be empty.
    for (name, list) in [("sources", sources(reader)?), ("licenses", licences(reader)?)] {
        if !list.is_empty() {
            package[name] = list.into();
        }
    }
    folder.write("datapackage.json", format!("{package:#}\n").as_bytes())?;
    Ok(Written { tables: views.len(), left_out: others.into_iter().map(|table| table.name).collect() })
}

/// The next step where an export has no room.
const ROOM: &str = "make room, or name a folder that has some";

/// Writes the rows of a view; returns the names of the files.
fn rows(reader: &dyn Reader, table: &Table, folder: &mut Folder, manner: Manner) -> Result<Vec<String>> {
    let columns = columns(table);
    let run = Run { columns: &columns, ..Run::plain(reader, manner.format) };
    let view = table.name.replace('"', "\"\"");
    let year = table.mark("year").filter(|_| manner.by_year);
    let ending = manner.format.name;
    let done = match year {
        None => {
            let name = format!("{}.{ending}", table.name);
            let mut writer = opened(manner.format, folder, &name)?;
            run.one(&format!("SELECT * FROM \"{view}\""), &[], &mut *writer).map(|_| vec![name])
        }
        Some(day) => {
            let mut yearly = Yearly::new(manner.format, folder, &table.name, day);
            let sql = format!("SELECT * FROM \"{view}\" ORDER BY \"{day}\"");
            run.one(&sql, &[], &mut yearly).map(|_| yearly.names)
        }
    };
    // The answer is a file of the export, whose name the failure tells.
    done.map_err(|error| match error {
        Error::Output(cause) => {
            Error::Refused { what: format!("the export could not be written: {cause}"), hint: ROOM.to_owned() }
        }
        other => other,
    })
}

/// What the columns of a view hold, as far as it says so.
fn columns(table: &Table) -> Vec<Shown> {
    let listed = |mark: &str, name: &str| table.mark(mark).is_some_and(|list| list.split(", ").any(|one| one == name));
    let holds = |column: &Column| match column.kind.as_str() {
        _ if listed("days", &column.name) => Holds::Day,
        _ if listed("amounts", &column.name) => Holds::Amount,
        "INTEGER" | "INT" => Holds::Whole,
        "REAL" | "NUM" => Holds::Real,
        _ => Holds::Text,
    };
    table.columns.iter().map(|column| Shown { holds: holds(column), ..Shown::named(&column.name) }).collect()
}

/// A Table Schema: the columns with their types and meanings, the key and the references.
fn schema(table: &Table) -> Value {
    let fields: Vec<Value> = table.columns.iter().map(field).collect();
    let mut schema = json!({ "fields": fields, "missingValues": [""] });
    if let Some(key) = table.mark("key") {
        schema["primaryKey"] = key.split(", ").collect();
    }
    let references: Vec<Value> = table
        .marks
        .iter()
        .filter_map(|(word, text)| {
            let (field, target) = text.split_once(' ').filter(|_| word == "refers")?;
            let (other, key) = target.split_once('.')?;
            // The package's own way of saying "in this table".
            let resource = if other == table.name { "" } else { other };
            Some(json!({ "fields": [field], "reference": { "resource": resource, "fields": [key] } }))
        })
        .collect();
    if !references.is_empty() {
        schema["foreignKeys"] = references.into();
    }
    schema
}

fn field(column: &Column) -> Value {
    let kind = match column.kind.as_str() {
        "INTEGER" | "INT" => "integer",
        "REAL" | "NUM" => "number",
        _ => "string",
    };
    let mut field = json!({ "name": column.name, "type": kind });
    if !column.about.is_empty() {
        field["description"] = column.about.as_str().into();
    }
    field
}

/// Most sources that a package names: of millions of addresses it would be longer than the tables.
const MOST_SOURCES: i64 = 1_000;

/// The record's sources, as the package's; where they are very many, the first that have a title.
fn sources(reader: &dyn Reader) -> Result<Vec<Value>> {
    let mut found = Vec::new();
    let all = reader.number("SELECT count(*) FROM source", &[])?.unwrap_or(0);
    let titled = if all > MOST_SOURCES { "title IS NOT NULL OR description IS NOT NULL" } else { "true" };
    let sql = format!(
        "SELECT coalesce(title, description, key), url FROM source WHERE {titled} ORDER BY id LIMIT {MOST_SOURCES}"
    );
    reader.each(&sql, &[], |row| {
        let mut source = json!({ "title": row.text(0)? });
        if let Some(url) = row.text(1)? {
            source["path"] = url.into();
        }
        found.push(source);
        Ok(())
    })?;
    let left = all - i64::try_from(found.len()).unwrap_or(i64::MAX);
    if left > 0 {
        found.push(json!({ "title": format!("{left} more, which the table of sources lists") }));
    }
    Ok(found)
}

/// The licences that the sources are known to be under: an address, or a name in words.
fn licences(reader: &dyn Reader) -> Result<Vec<Value>> {
    let sql = "SELECT DISTINCT licence FROM source WHERE licence IS NOT NULL ORDER BY licence";
    let names = reader.texts(sql, &[])?;
    let named = |licence: String| {
        if licence.starts_with("http") {
            return json!({ "path": licence });
        }
        let name = licence.replace(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_')), "-");
        json!({ "name": name, "title": licence })
    };
    Ok(names.into_iter().map(named).collect())
}
