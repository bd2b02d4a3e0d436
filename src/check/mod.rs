//! Checks: what must not exist in a sound record.
//!
//! A check is a query whose rows are what is wrong: a key and a reason. No rows means sound. A
//! person's own stand in a folder of theirs, as their questions do. Some are not SQL: SQLite's own of its pages and references, that of the schema, and that of
//! anchors against texts that the file does not hold.

pub mod advice;
pub mod alike;
pub mod meaning;
pub mod texts;

use std::path::Path;

use rusqlite::ErrorCode;
use rusqlite::types::{Value, ValueRef};

use crate::error::{Error, Result, nearest};
use crate::reader::Reader;
use crate::record::foreign::{self, Foreign};
use crate::record::pages;
use crate::script::header::Header;
use crate::script::place::Place;
use crate::script::severity::Severity;
use crate::script::whole;
use crate::value::hash::sha256;

/// One thing that is wrong.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Finding {
    /// The check that found it.
    pub check: String,
    /// What it is about: a record's key, a source's key or a table.
    pub key: String,
    /// Why it is wrong.
    pub reason: String,
    /// How likely it is a mistake; None where it is one.
    pub severity: Option<Severity>,
}

impl Finding {
    /// Something that is wrong for certain.
    #[must_use]
    pub fn fault(check: &str, key: &str, reason: String) -> Self {
        Self { check: check.to_owned(), key: key.to_owned(), reason, severity: None }
    }
}

/// The name of the check of the file's pages.
pub const BROKEN_PAGE: &str = "broken-page";

const FOREIGN_PART: &str = "foreign-part";

const DANGLING_REFERENCE: &str = "dangling-reference";

const TEXT_DIFFERS: &str = "kept-text-differs-from-its-hash";

/// Kept texts with the hash that their source tells.
const TEXTS: &str = "SELECT source.key, source.sha256, CAST(source_text.content AS BLOB)
  FROM source_text JOIN source ON source.id = source_text.source_id WHERE source.sha256 IS NOT NULL ORDER BY source.key";

/// The checks of the file itself.
const OF_FILE: [(&str, &str); 4] = [
    (BROKEN_PAGE, "Pages of the file that SQLite finds damaged."),
    (FOREIGN_PART, "Triggers, tables, indexes and views under the record's names that are not the record's own."),
    (DANGLING_REFERENCE, "Rows that point to a row that is not there."),
    (TEXT_DIFFERS, "Kept texts whose bytes do not have the hash of their source: they were damaged or changed."),
];

/// Every check, with what it finds, sorted by name; notes tell what is left out.
///
/// # Errors
///
/// A header is wrong, or a person's own folder cannot be read.
pub fn list(place: &Place, notes: &mut Vec<String>) -> Result<Vec<(String, String)>> {
    let mut checks: Vec<(String, String)> = OF_FILE.map(|(name, summary)| (name.to_owned(), summary.to_owned())).into();
    for name in place.names(notes)? {
        // A name of the file's own checks is taken.
        if let Some(script) = place.find(&name)?.filter(|_| OF_FILE.iter().all(|(own, _)| *own != name)) {
            let summary = Header::read(&name, &script.sql)?.summary;
            checks.push((name, summary));
        }
    }
    for advisory in advice::advisories()? {
        let severity = advisory.severity.word();
        checks.push((advisory.name, format!("{}. {} (--texts; {severity}).", advisory.finds, advisory.why)));
    }
    checks.sort();
    Ok(checks)
}

/// Runs checks, all of them where none are named.
///
/// # Errors
///
/// [`Error::UnknownCheck`], a check of a person's own that is none, or the reader's.
pub fn run(reader: &dyn Reader, place: &Place, names: &[String]) -> Result<Vec<Finding>> {
    let known: Vec<String> = list(place, &mut Vec::new())?.into_iter().map(|(name, _)| name).collect();
    if let Some(name) = names.iter().find(|name| !known.contains(name)) {
        return Err(Error::UnknownCheck { name: name.clone(), near: nearest(name, known.iter().map(String::as_str)) });
    }
    let mut findings = Vec::new();
    let of_file = reader.connection().map(foreign::parts);
    let has_foreign_parts = of_file.is_some_and(|parts| parts.is_ok_and(|parts| !parts.is_empty()));
    let advisories = advice::advisories()?;
    // Advisories compare with texts, which stand elsewhere.
    let is_advisory = |name: &&String| advisories.iter().any(|advisory| advisory.name == **name);
    for check in known.iter().filter(|name| (names.is_empty() || names.contains(name)) && !is_advisory(name)) {
        let untold = |reason: String| Finding::fault(check, "file", reason);
        match one(reader, place, check) {
            Ok(found) => findings.extend(found),
            // What is damaged is told, and hides nothing else.
            Err(Error::Sqlite(cause)) if cause.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt) => {
                let reason = "it cannot be told: SQLite finds the pages broken that this check reads".to_owned();
                findings.push(untold(reason));
            }
            // A table that is not as a record has it is told of by name elsewhere.
            Err(Error::Sqlite(cause)) if has_foreign_parts && is_of_shape(&cause) => {
                findings.push(untold(format!("it cannot be told: {cause}")));
            }
            Err(other) => return Err(other),
        }
    }
    Ok(findings)
}

/// Whether SQLite misses a table or a column.
fn is_of_shape(cause: &rusqlite::Error) -> bool {
    cause.to_string().starts_with("no such ")
}

fn one(reader: &dyn Reader, place: &Place, check: &str) -> Result<Vec<Finding>> {
    let finding = |key: &str, reason: String| Finding::fault(check, key, reason);
    let script;
    let mut severity = None;
    let sql = match check {
        BROKEN_PAGE => {
            let told = reader.connection().map_or(Ok(Vec::new()), pages::broken)?;
            return Ok(told.into_iter().map(|told| finding("file", told)).collect());
        }
        FOREIGN_PART => {
            let parts = reader.connection().map_or(Ok(Vec::new()), foreign::parts)?;
            let told = |part: Foreign| finding(&part.name, format!("{} {}", part.kind, part.why));
            return Ok(parts.into_iter().map(told).collect());
        }
        TEXT_DIFFERS => return differing(reader),
        DANGLING_REFERENCE => {
            "SELECT \"table\", 'row ' || coalesce(rowid, '?') || ' points to a missing row of ' || parent FROM pragma_foreign_key_check"
        }
        name => {
            script = place.find(name)?;
            let sql = script.as_ref().map_or("", |script| script.sql.as_str());
            severity = Header::read(name, sql)?.advises;
            sql
        }
    };
    whole(sql)?;
    let mut findings = Vec::new();
    let statement = reader.statement(sql)?;
    let columns = statement.columns().len();
    // What it may be asked with is left open: it looks at all.
    let values = vec![Value::Null; statement.parameters().len()];
    drop(statement);
    if columns < 2 {
        let why = format!("a check's rows are a key and a reason, and these have {columns} column");
        return Err(Error::BadHeader { query: check.to_owned(), line: 1, why });
    }
    reader.each(sql, &values, |row| {
        let told = |column| Ok::<_, Error>(row.text(column)?.unwrap_or_default());
        findings.push(Finding { severity, ..finding(&told(0)?, told(1)?) });
        Ok(())
    })?;
    Ok(findings)
}

/// The kept texts that are not those of which their sources tell the hash.
fn differing(reader: &dyn Reader) -> Result<Vec<Finding>> {
    let mut found = Vec::new();
    reader.each(TEXTS, &[], |row| {
        let (ValueRef::Text(content) | ValueRef::Blob(content)) = row.value(2)? else { return Ok(()) };
        let hash = sha256(content);
        if row.text(1)?.is_some_and(|told| told != hash) {
            let reason = format!("its kept text has the hash {hash}, which is not that of the source");
            found.extend(row.text(0)?.map(|key| Finding::fault(TEXT_DIFFERS, &key, reason)));
        }
        Ok(())
    })?;
    Ok(found)
}

/// What is broken in a file whose schema cannot even be read.
///
/// # Errors
///
/// SQLite cannot open it at all.
pub fn of_pages(path: &Path) -> Result<Vec<Finding>> {
    let told = pages::broken_in(path)?;
    Ok(told.into_iter().map(|reason| Finding::fault(BROKEN_PAGE, "file", reason)).collect())
}
