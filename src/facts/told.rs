//! Rows as a facts file tells them: the fields of a kind, read back from their columns.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row};
use toml::{Table, Value};

use crate::error::Result;
use crate::shape::field::{By, Part};
use crate::shape::field::{Field, Form};
use crate::shape::kind::{self, Kind};

/// A cell as a file writes it; None for NULL.
pub(super) fn value(cell: ValueRef<'_>) -> Option<Value> {
    Some(match cell {
        ValueRef::Null | ValueRef::Blob(_) => return None,
        ValueRef::Integer(number) => Value::Integer(number),
        ValueRef::Real(number) => Value::Float(number),
        ValueRef::Text(bytes) => Value::String(String::from_utf8_lossy(bytes).into_owned()),
    })
}

/// What a row says in the fields of its kind, parts left out.
pub(super) fn own(conn: &Connection, fields: &'static [Field], row: &Row<'_>) -> Result<Table> {
    let mut table = Table::new();
    let mut written = None;
    for field in fields {
        let cell = |column: &str| -> Result<Option<Value>> { Ok(value(row.get_ref(column)?)) };
        let told = match &field.form {
            Form::Plain(column) if written == Some(column.name.as_str()) => None,
            Form::Plain(column) => match cell(&column.name)? {
                // A no is what leaving it out says.
                Some(Value::Integer(number)) if column.mark("flag").is_some() => {
                    Some(Value::Boolean(true)).filter(|_| number != 0)
                }
                other => other.filter(|value| !is_by_itself(column, value)),
            },
            Form::Day(columns) => cell(columns[0])?,
            Form::Reference(column, target) => match row.get_ref(column.name.as_str())? {
                ValueRef::Integer(id) => key_of(conn, target, id)?.map(Value::String),
                other => value(other),
            },
            Form::Money(columns) => {
                let mut money = Table::new();
                for (name, column) in [("low", columns.low), ("high", columns.high), ("currency", columns.currency)] {
                    money.extend(cell(column)?.map(|value| (name.to_owned(), value)));
                }
                if columns.approximate.is_some_and(|column| matches!(row.get::<_, i64>(column), Ok(1))) {
                    money.insert("approximate".to_owned(), Value::Boolean(true));
                }
                let is_known = money.contains_key("currency");
                if let (Some(column), true) = (columns.as_written, is_known) {
                    written = Some(column);
                    money.extend(cell(column)?.map(|value| ("as_written".to_owned(), value)));
                }
                is_known.then_some(Value::Table(money))
            }
            Form::Anchor(column) => words_of(conn, column, row)?.map(Value::String),
            Form::Part(_) => None,
        };
        table.extend(told.map(|value| (field.name.to_owned(), value)));
    }
    Ok(table)
}

/// Whether a value is an empty text that a column has where nothing is given.
fn is_by_itself(column: &crate::shape::Column, value: &Value) -> bool {
    column.default.as_deref() == Some("''") && value.as_str() == Some("")
}

/// The key by which a file names the row of a table that a number leads to.
fn key_of(conn: &Connection, target: &str, id: i64) -> Result<Option<String>> {
    let is_record = target == "record" || kind::named(target).is_some_and(|kind| kind.is_record);
    let table = if is_record { "record" } else { target };
    let mut statement = conn.prepare_cached(&format!("SELECT key FROM main.\"{table}\" WHERE id = ?1"))?;
    Ok(statement.query_row([id], |row| row.get(0)).optional()?)
}

/// The words of the anchor that a row names.
fn words_of(conn: &Connection, column: &crate::shape::Column, row: &Row<'_>) -> Result<Option<String>> {
    let names: Vec<&str> = column.mark("anchor").unwrap_or_default().split(", ").collect();
    let [record, source] = names.as_slice() else { return Ok(None) };
    let sql = "SELECT exact FROM anchor WHERE record_id = ?1 AND source_id = ?2 AND part = ?3";
    let key: (i64, Option<i64>, Option<i64>) = (row.get(*record)?, row.get(*source)?, row.get(column.name.as_str())?);
    Ok(conn.prepare_cached(sql)?.query_row(key, |row| row.get(0)).optional()?)
}

/// Adds what the tables say that hold the parts of a fact.
pub(super) fn parts(conn: &Connection, kind: &'static Kind, id: i64, table: &mut Table) -> Result<()> {
    for field in &kind.fields {
        if let Form::Part(part) = &field.form
            && let Some(told) = part_of(conn, field.name, part, id)?
        {
            table.insert(field.name.to_owned(), told);
        }
    }
    Ok(())
}

fn part_of(conn: &Connection, name: &str, part: &'static Part, id: i64) -> Result<Option<Value>> {
    let keys = part.table.columns.iter().filter(|column| column.is_key).map(|column| format!("\"{}\"", column.name));
    let keys: Vec<String> = keys.collect();
    let sql = format!(
        "SELECT * FROM main.\"{}\" WHERE \"{}\" = ?1 ORDER BY {}",
        part.table.name,
        part.owner,
        keys.join(", ")
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query([id])?;
    let mut lists: Vec<(String, Vec<Value>)> = Vec::new();
    while let Some(row) = rows.next()? {
        let word: String = match part.by {
            By::Word(column) | By::Spread(column) => row.get(column)?,
            By::One | By::List => String::new(),
        };
        let is_told_already = part.also.is_some_and(|(also, _)| also == word);
        if is_told_already || (matches!(part.by, By::Spread(_)) && word != name) {
            continue;
        }
        let mut told = own(conn, &part.fields, row)?;
        // Where only the first is said, it needs no table.
        let first = part.fields.first().map(|field| field.name).filter(|_| told.len() == 1 && part.by != By::One);
        let value = first.and_then(|first| told.remove(first)).unwrap_or(Value::Table(told));
        match lists.iter_mut().find(|(known, _)| *known == word) {
            Some((_, list)) => list.push(value),
            None => lists.push((word, vec![value])),
        }
    }
    if part.number.is_none() {
        // Where no order is told, the same lists are written the same.
        for (_, list) in &mut lists {
            list.sort_by_cached_key(ToString::to_string);
        }
    }
    Ok(match part.by {
        By::Word(_) if lists.is_empty() => None,
        By::Word(_) => Some(Value::Table(lists.into_iter().map(|(word, list)| (word, Value::Array(list))).collect())),
        By::One => lists.pop().and_then(|(_, mut list)| list.pop()),
        By::List | By::Spread(_) => lists.pop().map(|(_, list)| Value::Array(list)),
    })
}
