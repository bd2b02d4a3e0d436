//! From facts to rows: what a file says, in the columns that the kind of fact has for it.
//!
//! Nothing here knows a kind or a field by name: [`crate::shape::kind`] tells what each field holds and
//! where it goes.

use rusqlite::OptionalExtension;
use rusqlite::types::Value as Cell;
use serde::Deserialize;
use toml::Value;

use crate::error::{Error, Result};
use crate::facts::dated::dating;
use crate::facts::document::{Item, Step};
use crate::facts::source::Dated;
use crate::facts::{File, Loader};
use crate::record::put::{Outcome, Row};
use crate::shape::Column;
use crate::shape::kind::{Field as Told, Form, Kind, Part};
use crate::shape::rule::Rule;
use crate::value::day::{Date, OPEN_END, OPEN_START};

use Step::{Element, Field};

/// Where a value stands in a file: the way to it.
pub(super) type Path<'p> = Vec<Step<'p>>;

impl Loader<'_> {
    /// Puts the rows of a file's entities, or of all its other records.
    pub(super) fn records(&mut self, file: &mut File<'_>, entities: bool) -> Result<()> {
        let document = file.document;
        for (n, item) in document.items.iter().enumerate() {
            self.few_faults()?;
            let common = &item.common;
            if item.kind.is_none() {
                let key = common.record.clone().unwrap_or_default();
                if !entities && let Some(id) = self.reference(file, item, &[Field("record")], &key, None)? {
                    self.cite(file, item, id, &common.cite)?;
                    self.datings(file, item, id, &common.dates)?;
                }
                continue;
            }
            let (Some(kind), Some((id, entry))) = (item.record(), file.ids[n]) else { continue };
            if entities != (kind.name() == "entity") {
                continue;
            }
            let outcome = self.subtype(file, item, kind, id)?;
            self.note(entry, outcome);
            let mut topics = Vec::new();
            for (at, key) in common.topics.iter().enumerate() {
                if let Some(topic) = self.topic(file, item, &[Field("topics"), Element(at)], key)? {
                    topics.push(Row::new("record_topic", vec![("record_id", id.into()), ("topic_id", topic.into())]));
                }
            }
            let outcome = file.putter.put_all("record_topic", &[("record_id", id.into())], &topics)?;
            self.note(entry, outcome);
            let told = kind.days().filter_map(|(name, _)| Some((name, item.fields.get(name)?)));
            let mut words: Vec<_> = told
                .filter_map(|(name, value)| match Dated::deserialize(value.clone()) {
                    Ok(Dated::Words(words)) => Some(dating(name, &words)),
                    _ => None,
                })
                .collect();
            words.extend(common.dates.iter().cloned());
            let outcome = self.datings(file, item, id, &words)?;
            self.note(entry, outcome);
            self.cite(file, item, id, &common.cite)?;
        }
        Ok(())
    }

    /// Puts the row that a fact is, and the rows of its parts.
    fn subtype(&mut self, file: &File<'_>, item: &Item, kind: &'static Kind, id: i64) -> Result<Outcome> {
        let Some(row) = self.row(file, item, kind, Row::of_record(kind.name(), id))? else { return Ok(Outcome::Same) };
        let outcome = self.put(file, item, &row)?;
        Ok(outcome.and(self.parts(file, item, kind, id, false)?))
    }

    /// A row with every field of a fact in its columns; None where one that it needs is a fault.
    pub(super) fn row(&mut self, file: &File<'_>, item: &Item, kind: &'static Kind, row: Row) -> Result<Option<Row>> {
        let mut row = row;
        // The words of an amount, where the field of their own says nothing.
        let mut written: Option<(&str, String)> = None;
        for field in kind.fields.iter().filter(|field| field.column() != Some(kind.key)) {
            let value = item.fields.get(field.name);
            let path = vec![Field(field.name)];
            match &field.form {
                Form::Money(columns) => {
                    let amount = self.money(file, item, columns, value)?;
                    written = columns.as_written.zip(amount.1);
                    for (column, cell) in amount.0 {
                        row = row.with(column, cell);
                    }
                }
                Form::Plain(column) => {
                    let cell = self.plain(file, item, &path, column, value);
                    let of_amount = written.as_ref().filter(|(name, _)| *name == column.name && cell == Cell::Null);
                    row = row.with(&column.name, of_amount.map_or(cell, |(_, words)| words.clone().into()));
                }
                _ => row = self.with(file, item, &path, field, value, row)?,
            }
        }
        // What is wrong elsewhere is told too; a row without what it needs would only be refused once more.
        let needed = kind.table.columns.iter().filter(|column| column.is_required && column.name != kind.key);
        let is_whole = needed.filter(|column| column.name != "batch_id").all(|column| row.has(&column.name));
        Ok(is_whole.then_some(row))
    }

    /// A row with a field of one value in its columns.
    pub(super) fn with(
        &mut self,
        file: &File<'_>,
        item: &Item,
        path: &[Step<'_>],
        field: &'static Told,
        value: Option<&Value>,
        row: Row,
    ) -> Result<Row> {
        Ok(match &field.form {
            Form::Plain(column) => row.with(&column.name, self.plain(file, item, path, column, value)),
            Form::Day(columns) => self.day(file, item, path, row, *columns, value),
            Form::Reference(column, target) => {
                let cell = match value {
                    Some(value) => self.leads_to(file, item, path, target, column, value)?,
                    None => Cell::Null,
                };
                row.with(&column.name, cell)
            }
            Form::Money(_) | Form::Anchor(_) | Form::Part(_) => row,
        })
    }

    /// A text, a number or a yes or no; what the column has by itself where nothing is given.
    pub(super) fn plain(
        &mut self,
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
        cell.unwrap_or_else(|| {
            self.fault(file, item, path, format!("{wanted} is wanted here, and not {}", called(value)), None);
            Cell::Null
        })
    }

    /// What the row of a table is known by that a name or a key leads to.
    fn leads_to(
        &mut self,
        file: &File<'_>,
        item: &Item,
        path: &[Step<'_>],
        target: &str,
        column: &Column,
        value: &Value,
    ) -> Result<Cell> {
        let Value::String(text) = value else {
            self.fault(file, item, path, format!("a name or a key is wanted here, and not {}", called(value)), None);
            return Ok(Cell::Null);
        };
        // A word goes by itself, everything else by its number.
        if column.kind == "TEXT" {
            self.known(file, item, path, target, text)?;
            return Ok(text.clone().into());
        }
        let id = match target {
            "entity" => self.entity(file, item, path, text)?,
            "record" => self.reference(file, item, path, text, None)?,
            "topic" => self.topic(file, item, path, text)?,
            other => match crate::shape::kind::named(other) {
                Some(kind) if kind.is_record => self.reference(file, item, path, text, Some(other))?,
                _ => self.keyed(file, item, path, other, text)?,
            },
        };
        Ok(id.into())
    }

    /// The number of the row of a table that has this key.
    fn keyed(
        &mut self,
        file: &File<'_>,
        item: &Item,
        path: &[Step<'_>],
        table: &str,
        key: &str,
    ) -> Result<Option<i64>> {
        let sql = format!("SELECT id FROM main.\"{table}\" WHERE key = ?1");
        let id = self.conn.prepare_cached(&sql)?.query_row([key], |row| row.get(0)).optional()?;
        if id.is_none() {
            self.fault(file, item, path, format!("no {table} has the key `{key}`"), None);
        }
        Ok(id)
    }

    /// A fault unless a table of words has this one.
    pub(super) fn known(
        &mut self,
        file: &File<'_>,
        item: &Item,
        path: &[Step<'_>],
        table: &str,
        word: &str,
    ) -> Result<()> {
        let column = crate::shape::kind::named(table).map_or("key", |kind| kind.key);
        let sql = format!("SELECT 1 FROM main.\"{table}\" WHERE \"{column}\" = ?1");
        if !self.conn.prepare_cached(&sql)?.exists([word])? {
            let hint = format!("`onrecord sql \"select {column} from {table}\"` lists them");
            self.fault(file, item, path, format!("no {table} is known as `{word}`"), Some(hint));
        }
        Ok(())
    }

    /// A row with the three columns of a date.
    fn day(
        &mut self,
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
                    self.fault(file, item, path, error.to_string(), error.hint());
                    None
                }
            },
            Err(why) => {
                self.fault(file, item, path, why, None);
                None
            }
        });
        let (edtf, first, last) = date.map_or((None, OPEN_START.to_owned(), OPEN_END.to_owned()), |date| {
            (Some(date.edtf), date.first, date.last)
        });
        row.with(columns[0], edtf).with(columns[1], first).with(columns[2], last)
    }

    /// Puts the rows of the parts of a fact; those that name anchors wait until all words are cited.
    pub(super) fn parts(
        &mut self,
        file: &File<'_>,
        item: &Item,
        kind: &'static Kind,
        id: i64,
        are_anchored: bool,
    ) -> Result<Outcome> {
        let mut outcome = Outcome::Same;
        let parts = kind
            .fields
            .iter()
            .filter_map(|field| if let Form::Part(part) = &field.form { Some((field, part)) } else { None });
        let mut parts: Vec<(&Told, &'static Part)> =
            parts.filter(|(_, part)| part.is_anchored() == are_anchored).collect();
        // Fields that share a table are put together, so that none takes the rows of another for gone.
        while let Some((first, part)) = parts.first().copied() {
            let (of_table, others): (Vec<_>, Vec<_>) =
                parts.into_iter().partition(|(_, other)| other.table.name == part.table.name);
            parts = others;
            let mut rows = Vec::new();
            for (field, part) in of_table {
                rows.extend(self.rows(file, item, field, part, id)?);
            }
            let owner = [(part.owner, id.into())];
            outcome = outcome.and(self.put_all(file, item, first.name, &part.table.name, &owner, &rows)?);
        }
        Ok(outcome)
    }

    pub(super) fn put_all(
        &mut self,
        file: &File<'_>,
        item: &Item,
        field: &str,
        table: &'static str,
        owner: &[(&'static str, Cell)],
        rows: &[Row],
    ) -> Result<Outcome> {
        match file.putter.put_all(table, owner, rows) {
            Ok(outcome) => Ok(outcome),
            Err(Error::Sqlite(cause)) => {
                let Some(rule) = Rule::of(&cause) else { return Err(cause.into()) };
                let value = rows.iter().find_map(|row| {
                    let value = row.value(&rule.field)?;
                    (!rule.words.contains(&value)).then_some(value)
                });
                let (what, hint) = rule.told(value.as_deref());
                self.fault(file, item, &[Field(field)], what, hint);
                Ok(Outcome::Same)
            }
            Err(other) => Err(other),
        }
    }
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
