//! `onrecord export`: the whole record, for other hands.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use serde_json::json;

use super::{Context, Failure};
use crate::error::{Error, Exit, Result};
use crate::load::export;
use crate::output::{self, Format, Sink};
use crate::query::run::Run;

/// Export the whole record: facts files, tables, or a copy without texts
#[derive(clap::Args, Debug)]
#[group(required = true, multiple = true)]
pub(super) struct Args {
    /// Facts files that load back to the same record, one a source
    #[arg(long, value_name = "DIR")]
    facts: Option<PathBuf>,

    /// One CSV a view, with a Frictionless datapackage.json
    #[arg(long, value_name = "DIR")]
    tables: Option<PathBuf>,

    /// A copy of the record file that may be handed on: texts gone, hashes and places kept
    #[arg(long, value_name = "FILE")]
    without_texts: Option<PathBuf>,
}

impl Args {
    /// Writes what is asked for.
    pub(super) fn run(&self, context: &mut Context) -> Result<Exit, Failure> {
        let conn = context.open()?;
        if let Some(folder) = &self.facts {
            fs::create_dir_all(folder).map_err(|cause| unwritable(folder, &cause))?;
            let files = export::facts(&conn)?;
            for (name, content) in &files {
                let path = folder.join(name);
                fs::write(&path, content).map_err(|cause| unwritable(&path, &cause))?;
            }
            context.notes.push(format!("wrote {} files to {}", files.len(), folder.display()));
        }
        if let Some(folder) = &self.tables {
            fs::create_dir_all(folder).map_err(|cause| unwritable(folder, &cause))?;
            let count = tables(context, &conn, folder)?;
            context.notes.push(format!("wrote {count} tables and datapackage.json to {}", folder.display()));
        }
        if let Some(path) = &self.without_texts {
            without_texts(context, path)?;
            context.notes.push(format!("wrote {}", path.display()));
        }
        Ok(Exit::Success)
    }
}

fn unwritable(path: &Path, cause: &std::io::Error) -> Error {
    Error::WriteFile { path: path.to_owned(), why: cause.to_string() }
}

/// Writes a CSV for each view, and the package that describes them.
fn tables(context: &Context, conn: &Connection, folder: &Path) -> Result<usize> {
    let mut statement = conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name")?;
    let views: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut resources = Vec::new();
    for view in &views {
        let path = folder.join(format!("{view}.csv"));
        let file = File::create(&path).map_err(|cause| unwritable(&path, &cause))?;
        let mut writer = output::open(Format::Csv, output::Options::default(), Sink::new(Box::new(file)));
        let run = Run {
            conn,
            stop: &context.stop,
            seconds: 0.0,
            limit: None,
            cite_column: None,
            is_cited: false,
            money: &[],
            format: Format::Csv,
        };
        run.one(&format!("SELECT * FROM {view}"), &[], &mut *writer)?;
        resources.push(json!({
            "name": view,
            "path": format!("{view}.csv"),
            "profile": "tabular-data-resource",
            "format": "csv",
            "encoding": "utf-8",
            "schema": { "fields": columns(conn, view)?, "missingValues": [""] },
        }));
    }
    let package = json!({ "name": "onrecord", "profile": "tabular-data-package", "resources": resources, "sources": sources(conn)? });
    let path = folder.join("datapackage.json");
    let text = serde_json::to_string_pretty(&package).unwrap_or_default() + "\n";
    fs::write(&path, text).map_err(|cause| unwritable(&path, &cause))?;
    Ok(views.len())
}

fn columns(conn: &Connection, view: &str) -> Result<Vec<serde_json::Value>> {
    let mut statement = conn.prepare("SELECT name, type FROM pragma_table_info(?1) ORDER BY cid")?;
    let mut rows = statement.query([view])?;
    let mut fields = Vec::new();
    while let Some(row) = rows.next()? {
        let kind = match row.get::<_, String>(1)?.as_str() {
            "INTEGER" | "INT" => "integer",
            "REAL" | "NUM" => "number",
            _ => "string",
        };
        fields.push(json!({ "name": row.get::<_, String>(0)?, "type": kind }));
    }
    Ok(fields)
}

/// The record's sources, as the package's.
fn sources(conn: &Connection) -> Result<Vec<serde_json::Value>> {
    let mut statement =
        conn.prepare("SELECT coalesce(title, description, key), url, licence FROM source ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let mut source = json!({ "title": row.get::<_, String>(0)? });
        for (n, name) in [(1, "path"), (2, "licence")] {
            if let Some(text) = row.get::<_, Option<String>>(n)? {
                source[name] = text.into();
            }
        }
        found.push(source);
    }
    Ok(found)
}

/// Copies the file, takes the texts and the words around passages out, and packs it.
fn without_texts(context: &Context, path: &Path) -> Result<()> {
    if path.exists() {
        return Err(Error::FileExists(path.to_owned()));
    }
    let origin = context.path().0;
    let draft = path.with_extension("new");
    let made = (|| {
        fs::copy(&origin, &draft).map_err(|cause| unwritable(&draft, &cause))?;
        let conn = Connection::open(&draft)?;
        conn.execute_batch(
            "PRAGMA secure_delete = ON; DELETE FROM source_text; UPDATE anchor SET prefix = NULL, suffix = NULL;
            UPDATE change SET old = json_remove(old, '$.content', '$.prefix', '$.suffix'); VACUUM",
        )?;
        drop(conn);
        fs::rename(&draft, path).map_err(|cause| unwritable(path, &cause))
    })();
    let _ = fs::remove_file(&draft);
    made
}
