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

/// A row and its value; where it has none that can be looked into, the row alone, which then says why.
fn opened(row: InputRow) -> std::result::Result<(InputRow, serde_json::Value), InputRow> {
    let Ok(fields) = &row.fields else { return Err(row) };
    match serde_json::from_str(&fields[0]) {
        Ok(value) => Ok((row, value)),
        // It is JSON, and yet nested deeper or with a larger number than a value of it may be here.
        Err(cause) => {
            let why = format!("the rows within it cannot be looked for: {cause}");
            Err(InputRow { line: row.line, fields: Err((fields[0].to_owned(), why)) })
        }
    }
}

/// A row of a value on the same line, with what was around it.
fn inner(line: i64, value: &serde_json::Value, around: &str) -> InputRow {
    InputRow { line, fields: Ok(StringRecord::from(vec![value.to_string().as_str(), around])) }
}

/// The rows that a value has at the first of these paths that leads to something: the items of a list, an object, what
/// an object has under each of its names (`.*`); the value itself where none does.
fn at(row: Result<InputRow>, paths: &[String]) -> Vec<Result<InputRow>> {
    let Ok(row) = row else { return vec![row] };
    let (row, mut whole) = match opened(row) {
        Ok(opened) => opened,
        Err(row) => return vec![Ok(row)],
    };
    let of = |path: &String| path.strip_suffix("/*").map_or((path.clone(), false), |path| (path.to_owned(), true));
    let leads = |(path, is_each): &(String, bool)| {
        let found = whole.pointer(path);
        !path.is_empty() && if *is_each { found.is_some_and(serde_json::Value::is_object) } else { found.is_some() }
    };
    let Some((path, is_each)) = paths.iter().map(of).find(leads) else {
        return vec![Ok(inner(row.line, &whole, ""))];
    };
    let found = whole.pointer_mut(&path).map(serde_json::Value::take);
    let around = whole.to_string();
    match found {
        Some(serde_json::Value::Array(list)) => list.iter().map(|item| Ok(inner(row.line, item, &around))).collect(),
        Some(serde_json::Value::Object(items)) if is_each => {
            items.values().map(|item| Ok(inner(row.line, item, &around))).collect()
        }
        found => found.iter().map(|item| Ok(inner(row.line, item, &around))).collect(),
    }
}

/// The rows that an object holds in a list of one of these names, a path with points between; the object itself where
/// it has none.
fn within(row: Result<InputRow>, names: &[String]) -> Vec<Result<InputRow>> {
    let Ok(row) = row else { return vec![row] };
    let (row, value) = match opened(row) {
        Ok(opened) => opened,
        Err(row) => return vec![Ok(row)],
    };
    match names.iter().find_map(|name| value.pointer(name)?.as_array()) {
        Some(list) => list.iter().flat_map(|item| within(Ok(inner(row.line, item, "")), names)).collect(),
        None => vec![Ok(row)],
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn read(text: &str) -> Vec<(i64, Result<String, String>)> {
        let rows = rows(Path::new("x"), Box::new(Cursor::new(text.as_bytes().to_vec())), "items", &[]);
        let each = |row: Result<InputRow>| {
            let row = row.unwrap();
            (row.line, row.fields.map(|fields| fields[0].split_whitespace().collect()).map_err(|(_, why)| why))
        };
        rows.map(each).collect()
    }

    fn sound(rows: &[(i64, &str)]) -> Vec<(i64, Result<String, String>)> {
        rows.iter().map(|(line, text)| (*line, Ok((*text).to_owned()))).collect()
    }

    #[test]
    fn lines_arrays_and_objects_over_several_lines_are_read() {
        let two = sound(&[(1, "{\"a\":1}"), (2, "{\"a\":2}")]);
        assert_eq!(read("{\"a\":1}\n{\"a\":2}\n"), two);
        assert_eq!(read("\u{feff}{\"a\":1}\r\n{\"a\":2}"), two);
        assert_eq!(read("[{\"a\":1},\n{\"a\":2}]\n"), two);
        assert_eq!(read("[{\"a\":1}, {\"a\":\"]}\\\"\"}]"), sound(&[(1, "{\"a\":1}"), (1, "{\"a\":\"]}\\\"\"}")]));
        assert_eq!(read("[\n  {\n \"a\": 1\n },\n {\"a\": [2]}\n]"), sound(&[(2, "{\"a\":1}"), (5, "{\"a\":[2]}")]));
        assert_eq!(read("{\n  \"a\": 1\n}\n{\n  \"a\": 2\n}\n"), sound(&[(1, "{\"a\":1}"), (4, "{\"a\":2}")]));
        assert_eq!(read("{\"items\": [{\"a\":1},\n{\"a\":2}]}"), sound(&[(1, "{\"a\":1}"), (1, "{\"a\":2}")]));
        assert_eq!(read("{\"a\":1}{\"a\":2} {\"a\":3}\n{\"a\":4}\n"), {
            let mut rows = sound(&[(1, "{\"a\":1}"), (1, "{\"a\":2}"), (1, "{\"a\":3}")]);
            rows.extend(sound(&[(2, "{\"a\":4}")]));
            rows
        });
        assert_eq!(read("[]"), []);
        assert_eq!(read("\n\n"), []);
    }

    #[test]
    fn what_is_broken_is_one_row() {
        let rows = read("{\"a\":1\n{\"a\":2}\n");
        assert!(rows[0].1.is_err() && rows[1] == (2, Ok("{\"a\":2}".to_owned())), "{rows:?}");
        let rows = read("[{\"a\":1}, {\"b\" 2}, {\"a\":3}]");
        assert_eq!(rows.iter().map(|(_, row)| row.is_ok()).collect::<Vec<_>>(), [true, false, true]);
        let rows = read("[{\"a\":1}, {\"a\":2");
        assert_eq!(rows.iter().map(|(_, row)| row.is_ok()).collect::<Vec<_>>(), [true, false]);
        // What holds rows and cannot be looked into is not one row of itself.
        let rows = read("{\"items\": [{\"a\":1e400}]}\n{\"items\": [{\"a\":1}]}\n");
        assert!(rows[0].1.as_ref().is_err_and(|why| why.contains("number out of range")), "{rows:?}");
        assert_eq!(rows[1], (2, Ok("{\"a\":1}".to_owned())));
    }
}
