//! Putting rows: a row that is new is added, one that differs is updated, one that is the same is
//! left alone.
//!
//! This is what makes loading a file twice change nothing and a corrected file change just what it
//! corrects. It knows tables and columns as text, and nothing of what they mean.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};

pub use super::row::Row;
use crate::error::Result;
use crate::shape::field::Form;
use crate::shape::{self, kind};
use crate::value::day::{OPEN_END, OPEN_START};

/// A batch's file name without its folders: the same file may be named from elsewhere.
const FILE: &str = "replace(name, rtrim(name, replace(name, '/', '')), '')";

/// Tables whose rows have numbers of their own, which SQLite would give again.
const NUMBERED: [&str; 2] = ["source", "topic"];

/// What putting a row came to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Outcome {
    /// It was not there.
    Added,
    /// It was there and differed; the differences, as `column: old -> new`.
    Changed(Vec<String>),
    /// It was there already.
    Same,
}

impl Outcome {
    /// What two parts of a record came to together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Same, Self::Same) => Self::Same,
            (Self::Added, _) => Self::Added,
            (Self::Same, Self::Added) => Self::Changed(vec!["more of it".to_owned()]),
            (Self::Same, changed) => changed,
            (Self::Changed(mut differences), other) => {
                if let Self::Changed(more) = other {
                    differences.extend(more);
                }
                Self::Changed(differences)
            }
        }
    }
}

/// A connection that puts rows for one batch.
#[derive(Clone, Copy, Debug)]
pub struct Putter<'c> {
    /// The connection, in a transaction.
    pub conn: &'c Connection,
    /// The number that added rows carry.
    pub batch: i64,
    /// Whether what is there stays as it is: differences are told, and nothing is changed.
    pub only_adds: bool,
}

impl Putter<'_> {
    /// Adds, updates or leaves a row.
    ///
    /// # Errors
    ///
    /// SQLite refuses it: a rule of the schema does not hold.
    pub fn put(&self, row: &Row) -> Result<Outcome> {
        let Some(old) = self.existing(row)? else {
            let own = self.fresh_number(row)?;
            let row = own.as_ref().unwrap_or(row);
            let columns: Vec<&str> =
                row.key.iter().chain(&row.rest).map(|(name, _)| *name).chain(["batch_id"]).collect();
            let marks = vec!["?"; columns.len()].join(", ");
            let sql = format!("INSERT INTO {} ({}) VALUES ({marks})", row.table, columns.join(", "));
            let batch = Value::from(self.batch);
            let values = row.key.iter().chain(&row.rest).map(|(_, value)| value).chain([&batch]);
            self.conn.prepare_cached(&sql)?.execute(params_from_iter(values))?;
            return Ok(Outcome::Added);
        };
        let mut changed: Vec<_> = row.rest.iter().zip(&old).filter(|((_, new), old)| new != *old).collect();
        if self.only_adds {
            changed.retain(|((_, new), _)| !is_nothing(new));
        }
        if changed.is_empty() {
            return Ok(Outcome::Same);
        }
        let tell = |((name, new), old): &(&(&str, Value), &Value)| self.difference(row.table, name, old, new);
        let told = changed.iter().map(tell).collect::<Result<Vec<_>>>()?;
        if self.only_adds {
            return Ok(Outcome::Changed(told));
        }
        let sets: Vec<String> = changed.iter().map(|((name, _), _)| format!("{name} = ?")).collect();
        let sql = format!("UPDATE {} SET {} WHERE {}", row.table, sets.join(", "), matching(&row.key));
        let values = changed.iter().map(|((_, new), _)| new).chain(row.key.iter().map(|(_, value)| value));
        self.conn.prepare_cached(&sql)?.execute(params_from_iter(values))?;
        Ok(Outcome::Changed(told))
    }

    /// What differs in a column, as people call it: what refers to something is told by its key.
    fn difference(&self, table: &str, name: &str, old: &Value, new: &Value) -> Result<String> {
        let table = shape::own().iter().find(|known| known.name == table);
        let to = table.and_then(|table| table.column(name)).and_then(|column| column.refers_to.as_deref());
        let to = to.filter(|to| ["record", "source"].contains(to) || kind::named(to).is_some());
        let told = |value: &Value| -> Result<String> {
            let (Some(to), Value::Integer(id)) = (to, value) else {
                let fields = table.and_then(|table| kind::named(&table.name)).into_iter().flat_map(|kind| &kind.fields);
                let is_minor = fields.into_iter().any(
                    |field| matches!(&field.form, Form::Money(columns) if columns.low == name || columns.high == name),
                );
                return Ok(shown(value) + if is_minor && *value != Value::Null { " (minor units)" } else { "" });
            };
            let sql = format!("SELECT key FROM {} WHERE id = ?1", kind::keyed(to));
            let key: Option<String> = self.conn.prepare_cached(&sql)?.query_row([id], |row| row.get(0)).optional()?;
            Ok(key.unwrap_or_else(|| shown(value)))
        };
        Ok(format!("{}: {} -> {}", name.strip_suffix("_id").unwrap_or(name), told(old)?, told(new)?))
    }

    /// Puts all rows of a table that belong to an owner, and takes away those that are no longer
    /// among them and came from an input of the same name, or are of one source: what a source says
    /// of a record stands in one file, whatever its name.
    ///
    /// # Errors
    ///
    /// As [`Self::put`].
    pub fn put_all(&self, table: &'static str, owner: &[(&'static str, Value)], rows: &[Row]) -> Result<Outcome> {
        let (mut differences, mut added) = (Vec::new(), 0);
        for row in rows {
            match self.put(row)? {
                Outcome::Added => {
                    added += 1;
                    differences.push(format!("{table}: + {}", told(row)));
                }
                Outcome::Changed(changes) => {
                    differences.extend(changes.iter().map(|change| format!("{table}: {change}")));
                }
                Outcome::Same => {}
            }
        }
        let is_fresh = added == rows.len() && added > 0;
        let changed = differences.len() - added;
        for gone in self.no_longer(table, owner, rows)? {
            let sql = format!("DELETE FROM {table} WHERE {} AND {}", matching(&gone.key), self.of_input(owner));
            self.conn.prepare_cached(&sql)?.execute(params_from_iter(gone.key.iter().map(|(_, value)| value)))?;
            differences.push(format!("{table}: - {}", told(&gone)));
        }
        Ok(match differences.len() {
            0 => Outcome::Same,
            _ if self.only_adds && changed == 0 => Outcome::Added,
            n if is_fresh && n == added => Outcome::Added,
            _ => Outcome::Changed(differences),
        })
    }

    /// The row with a number that no row ever had, where its table gives those of rows that are gone again:
    /// what was taken back finds its own number free.
    fn fresh_number(&self, row: &Row) -> Result<Option<Row>> {
        if !NUMBERED.contains(&row.table) || row.key.iter().any(|(name, _)| *name == "id") {
            return Ok(None);
        }
        let sql = format!(
            "SELECT 1 + max((SELECT coalesce(max(id), 0) FROM {0}), (
              SELECT coalesce(max(CAST(row_key ->> '$.id' AS INTEGER)), 0) FROM change WHERE of_table = '{0}'))",
            row.table
        );
        let id: i64 = self.conn.prepare_cached(&sql)?.query_row([], |found| found.get(0))?;
        Ok(Some(row.clone().with("id", id)))
    }

    fn existing(&self, row: &Row) -> Result<Option<Vec<Value>>> {
        let columns: Vec<&str> = row.rest.iter().map(|(name, _)| *name).collect();
        let columns = if columns.is_empty() { "1".to_owned() } else { columns.join(", ") };
        let sql = format!("SELECT {columns} FROM {} WHERE {}", row.table, matching(&row.key));
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(row.key.iter().map(|(_, value)| value)))?;
        let Some(found) = rows.next()? else { return Ok(None) };
        let values = (0..row.rest.len()).map(|n| found.get(n));
        Ok(Some(values.collect::<rusqlite::Result<_>>()?))
    }

    /// That a row is of the owner's source, or came in with a file of the same name as this batch's.
    fn of_input(&self, owner: &[(&'static str, Value)]) -> String {
        if owner.iter().any(|(name, _)| *name == "source_id") {
            return "true".to_owned();
        }
        self.is_of_input("batch_id")
    }

    /// SQL: that a batch is of an input of the same name as this one's.
    #[must_use]
    pub fn is_of_input(&self, batch: &str) -> String {
        format!("{batch} IN (SELECT id FROM batch WHERE {FILE} = (SELECT {FILE} FROM batch WHERE id = {}))", self.batch)
    }

    /// The rows of the owner that are not among those given, from batches of this batch's name.
    fn no_longer(&self, table: &'static str, owner: &[(&'static str, Value)], rows: &[Row]) -> Result<Vec<Row>> {
        let names: Vec<&'static str> = match rows.first() {
            Some(row) => row.key.iter().map(|(name, _)| *name).collect(),
            None => owner.iter().map(|(name, _)| *name).collect(),
        };
        let sql =
            format!("SELECT {} FROM {table} WHERE {} AND {}", names.join(", "), matching(owner), self.of_input(owner));
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut found = statement.query(params_from_iter(owner.iter().map(|(_, value)| value)))?;
        let mut gone = Vec::new();
        while let Some(row) = found.next()? {
            let values = (0..names.len()).map(|n| row.get::<_, Value>(n));
            let key: Vec<(&str, Value)> =
                names.iter().copied().zip(values.collect::<rusqlite::Result<Vec<_>>>()?).collect();
            let is_kept = rows.iter().any(|kept| kept.key == key);
            if !is_kept && !gone.iter().any(|other: &Row| other.key == key) {
                gone.push(Row::new(table, key));
            }
        }
        Ok(gone)
    }
}

/// What a column has where nothing is said.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Integer(0) => true,
        Value::Text(text) => matches!(text.as_str(), "" | OPEN_START | OPEN_END),
        _ => false,
    }
}

/// `a IS ? AND b IS ?`, for columns that may hold NULL.
fn matching(key: &[(&'static str, Value)]) -> String {
    let terms: Vec<String> = key.iter().map(|(name, _)| format!("{name} IS ?")).collect();
    terms.join(" AND ")
}

/// A row's own words: its texts, or its numbers where it has no text.
fn told(row: &Row) -> String {
    let texts = row.key.iter().chain(&row.rest).filter_map(|(_, value)| match value {
        Value::Text(text) => Some(text.as_str()),
        _ => None,
    });
    let texts: Vec<&str> = texts.take(3).collect();
    if texts.is_empty() {
        let last = row.key.last().map(|(name, value)| format!("{name} {}", shown(value)));
        return last.unwrap_or_default();
    }
    texts.join(" ")
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "none".to_owned(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => number.to_string(),
        Value::Text(text) => format!("`{text}`"),
        Value::Blob(bytes) => format!("{} bytes", bytes.len()),
    }
}

#[cfg(test)]
mod tests;
