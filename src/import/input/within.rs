//! Rows within JSON values: the items of lists, or what a path leads to, where a value of the input holds its rows.

use std::io::Read;
use std::path::Path;

use csv::StringRecord;

use super::json::values;
use super::{InputRow, Rows};
use crate::error::Result;

/// The rows of an input: the items of lists of these names within each object, or what these paths lead to in it.
pub(super) fn rows(path: &Path, bytes: Box<dyn Read + Send>, element: &str, paths: &[String]) -> Rows {
    let names = element.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    let lists: Vec<String> = names.map(pointer).collect();
    let paths: Vec<String> = paths.iter().cloned().map(pointer).collect();
    let rows = values(path, bytes);
    if !paths.is_empty() {
        return Box::new(rows.flat_map(move |row| at(row, &paths)));
    }
    if lists.is_empty() { rows } else { Box::new(rows.flat_map(move |row| within(row, &lists))) }
}

/// A path with points between, as a JSON Pointer (RFC 6901).
fn pointer(path: String) -> String {
    if path.is_empty() { path } else { format!("/{}", path.replace('.', "/")) }
}

/// A value of a row, if the row can be read.
fn value_of(row: &InputRow) -> Option<serde_json::Value> {
    serde_json::from_str(&row.fields.as_ref().ok()?[0]).ok()
}

/// A row of a value on the same line, with what was around it.
fn inner(line: i64, value: &serde_json::Value, around: &str) -> Result<InputRow> {
    Ok(InputRow { line, fields: Ok(StringRecord::from(vec![value.to_string().as_str(), around])) })
}

/// The rows that a value has at the first of these paths that leads to something: the items of a list, an object; the
/// value itself where none does.
fn at(row: Result<InputRow>, paths: &[String]) -> Vec<Result<InputRow>> {
    let Ok(row) = row else { return vec![row] };
    let Some(mut whole) = value_of(&row) else { return vec![Ok(row)] };
    let Some(path) = paths.iter().find(|path| !path.is_empty() && whole.pointer(path).is_some()) else {
        return vec![inner(row.line, &whole, "")];
    };
    let found = whole.pointer_mut(path).map(serde_json::Value::take);
    let around = whole.to_string();
    match found {
        Some(serde_json::Value::Array(list)) => list.iter().map(|item| inner(row.line, item, &around)).collect(),
        found => found.iter().map(|item| inner(row.line, item, &around)).collect(),
    }
}

/// The rows that an object holds in a list of one of these names, a path with points between; the object itself where
/// it has none.
fn within(row: Result<InputRow>, names: &[String]) -> Vec<Result<InputRow>> {
    let listed = |row: &InputRow| {
        let value = value_of(row)?;
        let list = names.iter().find_map(|name| value.pointer(name)?.as_array())?;
        Some(list.iter().map(|item| inner(row.line, item, "")).collect::<Vec<_>>())
    };
    match row {
        Ok(row) => match listed(&row) {
            Some(rows) => rows.into_iter().flat_map(|row| within(row, names)).collect(),
            None => vec![Ok(row)],
        },
        Err(error) => vec![Err(error)],
    }
}
