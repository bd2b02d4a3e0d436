//! Checks: what must not exist in a sound record.
//!
//! A check is a query whose rows are what is wrong: a key and a reason. No rows means sound. Two
//! checks are not SQL: SQLite's own of its pages and references, and that of anchors against texts
//! that the file does not hold.

pub mod texts;

use rusqlite::Connection;

use crate::error::{Error, Result, nearest};
use crate::query::catalog::{built_in, built_in_names};
use crate::query::header::Header;

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

/// The checks of the file itself.
const OF_FILE: [(&str, &str); 2] = [
    ("broken-page", "Pages of the file that SQLite finds damaged."),
    ("dangling-reference", "Rows that point to a row that is not there."),
];

/// Every check, with what it finds, sorted by name.
///
/// # Errors
///
/// A header is wrong.
pub fn list() -> Result<Vec<(String, String)>> {
    let mut checks: Vec<(String, String)> = OF_FILE.map(|(name, summary)| (name.to_owned(), summary.to_owned())).into();
    for name in built_in_names("checks") {
        let sql = built_in("checks", &name).unwrap_or_default();
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
    for check in known.iter().filter(|name| names.is_empty() || names.contains(name)) {
        let sql = match check.as_str() {
            "broken-page" => "SELECT 'file', integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
            "dangling-reference" => {
                "SELECT \"table\", 'row ' || coalesce(rowid, '?') || ' points to a missing row of ' || parent FROM pragma_foreign_key_check"
            }
            name => built_in("checks", name).unwrap_or_default(),
        };
        let mut statement = conn.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            findings.push(Finding { check: check.clone(), key: row.get(0)?, reason: row.get(1)? });
        }
    }
    Ok(findings)
}
