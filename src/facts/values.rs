//! Values: what a file says in one field, as the cell of a column.

use rusqlite::OptionalExtension;
use rusqlite::types::Value as Cell;
use serde::Deserialize;
use toml::Value;

use super::document::Item;
use super::identity;
use super::loader::{File, Loader};
use super::source::Dated;
use super::spans::Step;
use crate::error::Result;
use crate::record::put::Row;
use crate::shape::Column;
use crate::shape::field::{Field as Told, Form};
use crate::shape::rule::Rule;
use crate::value::day::{Date, OPEN_END, OPEN_START};

/// Where a value stands in a file: the way to it.
pub(super) type Path<'p> = Vec<Step<'p>>;

/// A row with a field of one value in its columns.
pub(super) fn with(
    loader: &mut Loader<'_>,
    file: &File<'_>,
    item: &Item,
    path: &[Step<'_>],
    field: &'static Told,
    value: Option<&Value>,
    row: Row,
) -> Result<Row> {
    Ok(match &field.form {
        Form::Plain(column) => row.with(&column.name, plain(loader, file, item, path, column, value)),
        Form::Day(columns) => day(loader, file, item, path, row, *columns, value),
        Form::Reference(column, target) => {
            let cell = match value {
                Some(value) => leads_to(loader, file, item, path, target, column, value)?,
                None => Cell::Null,
            };
            row.with(&column.name, cell)
        }
        Form::Money(_) | Form::Anchor(_) | Form::Part(_) => row,
    })
}

/// A text, a number or a yes or no; what the column has by itself where nothing is given.
pub(super) fn plain(
    loader: &mut Loader<'_>,
    file: &File<'_>,
    item: &Item,
    path: &[Step<'_>],
    column: &Column,
    value: Option<&Value>,
) -> Cell {
    let Some(value) = value else { return by_itself(column) };
    let is_flag = column.mark("flag").is_some();
    let (cell, wanted) = match (column.kind.as_str(), value) {
        (_, Value::Boolean(yes)) if is_flag => (Some(i64::from(*yes).into()), ""),
        _ if is_flag => (None, "true or false"),
        ("TEXT", Value::String(text)) => (Some(text.clone().into()), ""),
        ("INTEGER", Value::Integer(number)) => (Some((*number).into()), ""),
        ("REAL", Value::Float(number)) => (Some((*number).into()), ""),
        #[allow(clippy::cast_precision_loss)] // what a file can write as a score
        ("REAL", Value::Integer(number)) => (Some((*number as f64).into()), ""),
        ("TEXT", _) => (None, "a text in quotes"),
        ("INTEGER", _) => (None, "a whole number"),
        _ => (None, "a number"),
    };
    // A word of a closed list is judged here, so that it is told whatever else is wrong with the row.
    if let (Value::String(text), [_, ..]) = (value, column.words.as_slice())
        && !column.words.iter().any(|word| word.word == *text)
    {
        let (what, hint) = Rule::of_words(column).told(Some(text));
        loader.fault(file, item, path, what, hint);
        return Cell::Null;
    }
    cell.unwrap_or_else(|| {
        loader.fault(file, item, path, format!("{wanted} is wanted here, and not {}", called(value)), None);
        Cell::Null
    })
}

/// What the row of a table is known by that a name or a key leads to.
pub(super) fn leads_to(
    loader: &mut Loader<'_>,
    file: &File<'_>,
    item: &Item,
    path: &[Step<'_>],
    target: &str,
    column: &Column,
    value: &Value,
) -> Result<Cell> {
    let Value::String(text) = value else {
        loader.fault(file, item, path, format!("a name or a key is wanted here, and not {}", called(value)), None);
        return Ok(Cell::Null);
    };
    // A word goes by itself, everything else by its number.
    if column.kind == "TEXT" {
        known(loader, file, item, path, target, text)?;
        return Ok(text.clone().into());
    }
    let id = match target {
        "entity" => identity::entity(loader, file, item, path, text)?,
        "record" => identity::reference(loader, file, item, path, text, None)?,
        "topic" => identity::topic(loader, file, item, path, text)?,
        other => match crate::shape::kind::named(other) {
            Some(kind) if kind.is_record => identity::reference(loader, file, item, path, text, Some(other))?,
            _ => keyed(loader, file, item, path, other, text)?,
        },
    };
    Ok(id.into())
}

/// The number of the row of a table that has this key.
fn keyed(
    loader: &mut Loader<'_>,
    file: &File<'_>,
    item: &Item,
    path: &[Step<'_>],
    table: &str,
    key: &str,
) -> Result<Option<i64>> {
    let sql = format!("SELECT id FROM main.\"{table}\" WHERE key = ?1");
    let id = loader.conn.prepare_cached(&sql)?.query_row([key], |row| row.get(0)).optional()?;
    if id.is_none() {
        loader.fault(file, item, path, format!("no {table} has the key `{key}`"), None);
    }
    Ok(id)
}

/// A fault unless a table of words has this one.
pub(super) fn known(
    loader: &mut Loader<'_>,
    file: &File<'_>,
    item: &Item,
    path: &[Step<'_>],
    table: &str,
    word: &str,
) -> Result<()> {
    let column = crate::shape::kind::named(table).map_or("key", |kind| kind.key);
    let sql = format!("SELECT 1 FROM main.\"{table}\" WHERE \"{column}\" = ?1");
    if !loader.conn.prepare_cached(&sql)?.exists([word])? {
        let hint = format!("`onrecord sql \"select {column} from {table}\"` lists them");
        loader.fault(file, item, path, format!("no {table} is known as `{word}`"), Some(hint));
    }
    Ok(())
}

/// A row with the three columns of a date.
pub(super) fn day(
    loader: &mut Loader<'_>,
    file: &File<'_>,
    item: &Item,
    path: &[Step<'_>],
    row: Row,
    columns: [&'static str; 3],
    value: Option<&Value>,
) -> Row {
    let date = value.and_then(|value| match edtf(value) {
        Ok(text) => match text.parse::<Date>() {
            Ok(date) => Some(date),
            Err(error) => {
                loader.fault(file, item, path, error.to_string(), error.hint());
                None
            }
        },
        Err(why) => {
            loader.fault(file, item, path, why, None);
            None
        }
    });
    let (edtf, first, last) = date
        .map_or((None, OPEN_START.to_owned(), OPEN_END.to_owned()), |date| (Some(date.edtf), date.first, date.last));
    row.with(columns[0], edtf).with(columns[1], first).with(columns[2], last)
}

/// The EDTF of a date, written alone or with the words behind it.
pub(super) fn edtf(value: &Value) -> Result<String, String> {
    match Dated::deserialize(value.clone()) {
        Ok(Dated::Edtf(text)) => Ok(text),
        Ok(Dated::Words(words)) => Ok(words.date),
        Err(error) => Err(error.message().trim_end().to_owned()),
    }
}

/// What a column has where nothing is given: its default, else nothing.
fn by_itself(column: &Column) -> Cell {
    let Some(default) = &column.default else { return Cell::Null };
    let quoted = default.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
    match (quoted, default.parse::<i64>()) {
        (Some(text), _) => text.replace("''", "'").into(),
        (None, Ok(number)) => number.into(),
        (None, Err(_)) => Cell::Null,
    }
}

/// What a value is called in a sentence.
pub(super) fn called(value: &Value) -> &'static str {
    match value {
        Value::String(_) => "a text",
        Value::Integer(_) => "a whole number",
        Value::Float(_) => "a number with a fraction",
        Value::Boolean(_) => "true or false",
        Value::Datetime(_) => "a date without quotes",
        Value::Array(_) => "a list",
        Value::Table(_) => "a table",
    }
}
