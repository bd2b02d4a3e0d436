//! Rows that a rule of the schema refuses, found in one pass over the rows of a table.

use rusqlite::Connection;

use super::Line;
use super::staged::Staged;
use crate::error::Result;
use crate::import::transfer::{Target, reason};

/// A row that is refused.
pub(super) struct Refused {
    /// Its line.
    pub line: i64,
    /// Its record.
    pub record: i64,
    /// Why.
    pub reason: String,
}

/// The rows whose own records a target refuses, in the order of their lines; none where it is not known of which
/// rows they are. What is tried has to be rolled back.
pub(super) fn rows(
    conn: &Connection,
    staged: &Staged<'_>,
    target: Option<&mut Target<'_>>,
    last: i64,
) -> Result<Vec<Refused>> {
    let mut found = Vec::new();
    let Some(target) = target else { return Ok(found) };
    for (record, cause) in target.refused(last)? {
        if let Some(line) = staged.line_of(record)? {
            let reason = reason::reason(conn, &target.name, &target.of_owner(record), &cause)?;
            found.push(Refused { line, record, reason });
        }
    }
    found.sort_by_key(|refused| refused.line);
    Ok(found)
}

/// A chunk in two: the rows that are refused, and the others.
pub(super) fn parted<'r>(chunk: &'r [Line], refused: &'r [Refused]) -> (Vec<(&'r Line, &'r Refused)>, Vec<Line>) {
    let (mut out, mut left) = (Vec::new(), Vec::with_capacity(chunk.len()));
    for row in chunk {
        match refused.binary_search_by_key(&row.0, |refused| refused.line) {
            Ok(n) => out.push((row, &refused[n])),
            Err(_) => left.push(row.clone()),
        }
    }
    (out, left)
}

/// The rows of a chunk that wait.
pub(super) fn held_rows(chunk: &[Line], held: &[i64]) -> Vec<Line> {
    chunk.iter().filter(|(line, _)| held.binary_search(line).is_ok()).cloned().collect()
}
