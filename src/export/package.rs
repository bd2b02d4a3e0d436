//! Tables for other hands: one CSV a view, described by a Frictionless data package.
//!
//! Types, meanings, keys and references come from the views' own comments (`@key`, `@refers`), by
//! way of their shape; sources and licences from the record.

use serde_json::{Value, json};

use crate::answer::run::Run;
use crate::error::{Error, Result};
use crate::files::{draft::Writer, folder::Folder};
use crate::output::{self, Format, Sink};
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

/// Writes every view of the record and `datapackage.json` into a folder.
pub fn write(reader: &dyn Reader, folder: &mut Folder) -> Result<Written> {
    let (views, others): (Vec<Table>, Vec<Table>) = shape::tables(reader, None)?
        .into_iter()
        .filter(|table| table.is_view)
        .partition(|table| foreign::own().views.contains(&table.name));
    let mut resources = Vec::new();
    for table in &views {
        let view = &table.name;
        rows(reader, view, folder.create(&format!("{view}.csv"))?)?;
        resources.push(json!({
            "name": view,
            "description": table.about,
            "path": format!("{view}.csv"),
            "profile": "tabular-data-resource",
            "format": "csv",
            "encoding": "utf-8",
            "schema": schema(table),
        }));
    }
    let mut package = json!({ "name": "onrecord", "profile": "tabular-data-package", "resources": resources });
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

fn rows(reader: &dyn Reader, view: &str, file: Writer) -> Result<()> {
    let csv = Format::named("csv")?;
    let mut writer = output::open(csv, output::Options::default(), Sink::new(Box::new(file)));
    let run = Run::plain(reader, csv);
    // The answer is a file of the export, whose name the failure tells.
    let done = run.one(&format!("SELECT * FROM \"{}\"", view.replace('"', "\"\"")), &[], &mut *writer);
    done.map(|_| ()).map_err(|error| match error {
        Error::Output(cause) => {
            Error::Refused { what: format!("the export could not be written: {cause}"), hint: ROOM.to_owned() }
        }
        other => other,
    })
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

/// The record's sources, as the package's.
fn sources(reader: &dyn Reader) -> Result<Vec<Value>> {
    let mut found = Vec::new();
    reader.each("SELECT coalesce(title, description, key), url FROM source ORDER BY id", &[], |row| {
        let mut source = json!({ "title": row.text(0)? });
        if let Some(url) = row.text(1)? {
            source["path"] = url.into();
        }
        found.push(source);
        Ok(())
    })?;
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
