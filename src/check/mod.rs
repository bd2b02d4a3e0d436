//! Checks: what must not exist in a sound record.
//!
//! A check is a query whose rows are what is wrong: a key and a reason. No rows means sound. Two
//! checks are not SQL: SQLite's own of its pages and references, that of the schema, and that of
//! anchors against texts that the file does not hold.

pub mod texts;

use std::path::Path;

use rusqlite::{Connection, ErrorCode};

use crate::error::{Error, Result, nearest};
use crate::record::{foreign, pages};
use crate::script::header::Header;
use crate::seed;

/// One thing that is wrong.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Finding {
    /// The check that found it.
    pub check: String,
    /// What it is about: a record's key, a source's key or a table.
    pub key: String,
    /// Why it is wrong.
    pub reason: String,
}

/// The name of the check of the file's pages.
pub const BROKEN_PAGE: &str = "broken-page";

/// The checks of the file itself.
const OF_FILE: [(&str, &str); 3] = [
    (BROKEN_PAGE, "Pages of the file that SQLite finds damaged."),
    ("foreign-part", "Triggers, tables, indexes and views under the record's names that are not the record's own."),
    ("dangling-reference", "Rows that point to a row that is not there."),
];

/// Every check, with what it finds, sorted by name.
///
/// # Errors
///
/// A header is wrong.
pub fn list() -> Result<Vec<(String, String)>> {
    let mut checks: Vec<(String, String)> = OF_FILE.map(|(name, summary)| (name.to_owned(), summary.to_owned())).into();
    for name in seed::names("checks") {
        let sql = seed::sql("checks", &name).unwrap_or_default();
        checks.push((name.clone(), Header::read(&name, sql)?.summary));
    }
    checks.sort();
    Ok(checks)
}

/// Runs checks, all of them where none are named.
///
/// # Errors
///
/// [`Error::UnknownCheck`], or SQLite's.
pub fn run(conn: &Connection, names: &[String]) -> Result<Vec<Finding>> {
    let known: Vec<String> = list()?.into_iter().map(|(name, _)| name).collect();
    if let Some(name) = names.iter().find(|name| !known.contains(name)) {
        return Err(Error::UnknownCheck { name: name.clone(), near: nearest(name, known.iter().map(String::as_str)) });
    }
    let mut findings = Vec::new();
    let has_foreign_parts = foreign::parts(conn).is_ok_and(|parts| !parts.is_empty());
    for check in known.iter().filter(|name| names.is_empty() || names.contains(name)) {
        match one(conn, check) {
            Ok(found) => findings.extend(found),
            // What is damaged is told, and hides nothing else.
            Err(Error::Sqlite(cause)) if cause.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt) => {
                let reason = "it cannot be told: SQLite finds the pages broken that this check reads".to_owned();
                findings.push(Finding { check: check.clone(), key: "file".to_owned(), reason });
            }
            // A table that is not as a record has it is told of by name elsewhere.
            Err(Error::Sqlite(cause)) if has_foreign_parts && is_of_shape(&cause) => {
                let reason = format!("it cannot be told: {cause}");
                findings.push(Finding { check: check.clone(), key: "file".to_owned(), reason });
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

fn one(conn: &Connection, check: &str) -> Result<Vec<Finding>> {
    let finding = |key: &str, reason: String| Finding { check: check.to_owned(), key: key.to_owned(), reason };
    let sql = match check {
        BROKEN_PAGE => return Ok(pages::broken(conn)?.into_iter().map(|told| finding("file", told)).collect()),
        "foreign-part" => {
            let parts = foreign::parts(conn)?;
            return Ok(parts
                .into_iter()
                .map(|part| finding(&part.name, format!("{} {}", part.kind, part.why)))
                .collect());
        }
        "dangling-reference" => {
            "SELECT \"table\", 'row ' || coalesce(rowid, '?') || ' points to a missing row of ' || parent FROM pragma_foreign_key_check"
        }
        name => seed::sql("checks", name).unwrap_or_default(),
    };
    let mut statement = conn.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut findings = Vec::new();
    while let Some(row) = rows.next()? {
        findings.push(finding(&row.get::<_, String>(0)?, row.get(1)?));
    }
    Ok(findings)
}

/// What is broken in a file whose schema cannot even be read.
///
/// # Errors
///
/// SQLite cannot open it at all.
pub fn of_pages(path: &Path) -> Result<Vec<Finding>> {
    let told = pages::broken_in(path)?;
    Ok(told
        .into_iter()
        .map(|reason| Finding { check: BROKEN_PAGE.to_owned(), key: "file".to_owned(), reason })
        .collect())
}
