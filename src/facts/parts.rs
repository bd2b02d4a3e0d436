//! The parts of a fact: rows of other tables that belong to it, as lists, by a word, or alone.

use serde::Deserialize;
use toml::Value;

use crate::error::Result;
use crate::facts::document::{Item, Step};
use crate::facts::records::{Path, called, edtf};
use crate::facts::source::{Amount, Cited};
use crate::facts::{File, Loader};
use crate::record::put::Row;
use crate::shape::kind::{By, Form, Money as Columns, Part};
use crate::value::day::{Date, OPEN_START};
use crate::value::money::Money;
use crate::value::normal::normal;

use Step::{Element, Field};
use rusqlite::types::Value as Cell;

impl Part {
    /// Whether a row of it names the words of an anchor.
    pub(super) fn is_anchored(&self) -> bool {
        self.fields.iter().any(|field| matches!(field.form, Form::Anchor(_)))
    }
}

/// The cells of an amount by their columns, and the words it was written in.
pub(super) type Columned = (Vec<(&'static str, Cell)>, Option<String>);

/// One of the rows of a part as a file gives it: the word it goes by, its number, and its place.
struct Given<'v> {
    word: Option<&'v str>,
    number: usize,
    value: &'v Value,
    path: Path<'v>,
}

impl Loader<'_> {
    /// The rows of a field that is a part.
    pub(super) fn rows(
        &mut self,
        file: &File<'_>,
        item: &Item,
        field: &'static crate::shape::kind::Field,
        part: &'static Part,
        id: i64,
    ) -> Result<Vec<Row>> {
        let mut rows = Vec::new();
        if let (Some((word, own)), By::Word(column)) = (part.also, part.by)
            && let Some(value) = item.fields.get(own)
        {
            let given = Given { word: Some(word), number: 1, value, path: vec![Field(own)] };
            rows.extend(self.part_row(file, item, part, Some(column), &given, id)?);
        }
        let Some(value) = item.fields.get(field.name) else { return Ok(rows) };
        let column = if let By::Word(column) | By::Spread(column) = part.by { Some(column) } else { None };
        for given in self.given(file, item, field.name, part, value) {
            rows.extend(self.part_row(file, item, part, column, &given, id)?);
        }
        if rows.len() < part.least {
            let what = format!("{} are {} at least", field.name, part.least);
            self.fault(file, item, &[Field(field.name)], what, None);
        }
        Ok(rows)
    }

    /// What a file gives of a part, one by one.
    fn given<'v>(
        &mut self,
        file: &File<'_>,
        item: &Item,
        name: &'v str,
        part: &Part,
        value: &'v Value,
    ) -> Vec<Given<'v>> {
        let several = |word: Option<&'v str>, value: &'v Value, path: &Path<'v>| -> Vec<Given<'v>> {
            match value {
                Value::Array(list) => {
                    let at = |n: usize| path.iter().copied().chain([Element(n)]).collect();
                    list.iter()
                        .enumerate()
                        .map(|(n, value)| Given { word, number: n + 1, value, path: at(n) })
                        .collect()
                }
                one => vec![Given { word, number: 1, value: one, path: path.clone() }],
            }
        };
        match (part.by, value) {
            (By::One, value) => vec![Given { word: None, number: 1, value, path: vec![Field(name)] }],
            (By::List, value) => several(None, value, &vec![Field(name)]),
            (By::Spread(_), value) => several(Some(name), value, &vec![Field(name)]),
            (By::Word(_), Value::Table(words)) => words
                .iter()
                .flat_map(|(word, value)| several(Some(word), value, &vec![Field(name), Field(word)]))
                .collect(),
            (By::Word(column), other) => {
                let what = format!("lists by {column} are wanted here, and not {}", called(other));
                self.fault(file, item, &[Field(name)], what, None);
                Vec::new()
            }
        }
    }

    /// A row of a part; None where something that it needs is a fault.
    fn part_row(
        &mut self,
        file: &File<'_>,
        item: &Item,
        part: &'static Part,
        by: Option<&'static str>,
        given: &Given<'_>,
        id: i64,
    ) -> Result<Option<Row>> {
        let before = self.faults.len();
        let is_first = |name: &str| part.fields.first().is_some_and(|field| field.name == name);
        let told = |name: &str| match given.value {
            Value::Table(table) => table.get(name),
            value => Some(value).filter(|_| is_first(name)),
        };
        if let Value::Table(table) = given.value {
            let known = |name: &&String| part.fields.iter().any(|field| field.name == name.as_str());
            let names: Vec<String> = part.fields.iter().map(|field| format!("`{}`", field.name)).collect();
            if let Some(name) = table.keys().find(|name| !known(name)) {
                let what = format!("unknown field `{name}`, expected one of {}", names.join(", "));
                self.fault(file, item, &given.path, what, None);
            } else if table.is_empty() {
                self.fault(file, item, &given.path, format!("it says nothing: it has {}", names.join(", ")), None);
            }
        }
        let mut row = Row::new(&part.table.name, vec![(part.owner, id.into())]);
        let mut found = Row::new(&part.table.name, Vec::new());
        if let (Some(column), Some(word)) = (by, given.word) {
            found = found.with(column, word.to_owned());
        }
        if let Some(column) = part.number {
            found = found.with(column, i64::try_from(given.number).unwrap_or(i64::MAX));
        }
        let mut anchored = None;
        for field in &part.fields {
            let value = told(field.name);
            if value.is_none() && field.is_required {
                self.fault(file, item, &given.path, format!("missing field `{}`", field.name), None);
            }
            match &field.form {
                Form::Anchor(column) => anchored = value.map(|value| (column, value)),
                _ => found = self.with(file, item, &given.path, field, value, found)?,
            }
        }
        if let Some((column, words)) = anchored {
            found = self.with_anchor(file, item, given, (column, words), told(SOURCE), found)?;
        }
        for column in &part.table.columns {
            if let Some(of) = column.mark("normal") {
                let form = found.value(of).map(|text| normal(&text));
                found = found.with(&column.name, form);
            } else if column.mark("first-day").is_some() {
                found = found.with(&column.name, first_day(item));
            }
        }
        // The columns of the key first, in the order of the table.
        for column in part.table.columns.iter().filter(|column| column.name != part.owner) {
            if let Some(cell) = found.take(&column.name) {
                row = if column.is_key { row.keyed(&column.name, cell) } else { row.with(&column.name, cell) };
            }
        }
        Ok((self.faults.len() == before).then_some(row))
    }

    /// A row with the source and the number of the anchor that has these words.
    fn with_anchor(
        &mut self,
        file: &File<'_>,
        item: &Item,
        given: &Given<'_>,
        (column, words): (&'static crate::shape::Column, &Value),
        source: Option<&Value>,
        mut row: Row,
    ) -> Result<Row> {
        let names: Vec<&'static str> = column.mark("anchor").unwrap_or_default().split(", ").collect();
        let [of_record, of_source] = names.as_slice() else { unreachable!("an anchor is of a record and a source") };
        let (Some(words), Some(record)) = (words.as_str(), row.number(of_record)) else { return Ok(row) };
        let found = self.anchor_of(file, source.and_then(Value::as_str), record, words)?;
        if found.is_none() {
            self.fault(
                file,
                item,
                &given.path,
                format!("no anchor of that record has the words `{words}` there"),
                None,
            );
        }
        let (source, part) = found.unzip();
        drop(row.take(of_source));
        Ok(row.with(of_source, source).with(&column.name, part))
    }

    /// The columns of an amount of money, and the words it was written in.
    pub(super) fn money(
        &mut self,
        file: &File<'_>,
        item: &Item,
        columns: &'static Columns,
        value: Option<&Value>,
    ) -> Result<Columned> {
        let path = [Field("money")];
        let (amount, written) = match value {
            Some(value) => self.amount(file, item, &path, value)?.unzip(),
            None => (None, None),
        };
        // What is converted is cited with an amount of another currency.
        if let Some(amount) = amount.as_ref().filter(|_| columns.as_written.is_some()) {
            self.check_money(file, item, amount, &item.common.cite);
        }
        let mut cells = vec![(columns.low, amount.as_ref().and_then(|amount| amount.low).into())];
        if columns.low == columns.high {
            if amount.as_ref().is_some_and(|amount| amount.low.is_none() || amount.low != amount.high) {
                self.fault(file, item, &path, "a converted amount is one exact amount", None);
            }
        } else {
            cells.push((columns.high, amount.as_ref().and_then(|amount| amount.high).into()));
        }
        cells.push((columns.currency, amount.as_ref().map(|amount| amount.currency.clone()).into()));
        if let Some(column) = columns.approximate {
            cells.push((column, i64::from(amount.as_ref().is_some_and(|amount| amount.approximate)).into()));
        }
        Ok((cells, written.flatten()))
    }

    /// An amount of money and the words it was written in.
    fn amount(
        &mut self,
        file: &File<'_>,
        item: &Item,
        path: &[Step<'_>],
        value: &Value,
    ) -> Result<Option<(Money, Option<String>)>> {
        if self.minor_units.is_empty() {
            let mut statement = self.conn.prepare("SELECT code, minor_unit FROM currency")?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            self.minor_units = rows.collect::<rusqlite::Result<_>>()?;
        }
        match Amount::deserialize(value.clone()) {
            Ok(Amount::Exact(exact)) => {
                self.known(file, item, path, "currency", &exact.currency)?;
                let money = Money {
                    low: exact.low,
                    high: exact.high,
                    currency: exact.currency,
                    approximate: exact.approximate,
                    additional: false,
                };
                Ok(Some((money, exact.as_written)))
            }
            Ok(Amount::Written(text)) => match Money::read(&text, |code| self.minor_units.get(code).copied().flatten())
            {
                Ok(money) => Ok(Some((money, Some(text)))),
                Err(error) => {
                    self.fault(file, item, path, error.to_string(), error.hint());
                    Ok(None)
                }
            },
            Err(error) => {
                self.fault(file, item, path, error.message().trim_end().to_owned(), None);
                Ok(None)
            }
        }
    }

    /// Notes where none of the cited words gives the amount and one gives another.
    fn check_money(&mut self, file: &File<'_>, item: &Item, given: &Money, cited: &[Cited]) {
        let words = cited.iter().filter_map(|cited| match cited {
            Cited::Words(words) => Some(words),
            Cited::Place(place) => place.words.as_ref().or(place.quote.as_ref()),
        });
        let read: Vec<(&String, Money)> = words
            .filter_map(|words| {
                Some((words, Money::read(words, |code| self.minor_units.get(code).copied().flatten()).ok()?))
            })
            .collect();
        let is_given =
            |money: &Money| (money.low, money.high, &money.currency) == (given.low, given.high, &given.currency);
        if let Some((words, _)) = read.first().filter(|_| !read.iter().any(|(_, money)| is_given(money))) {
            let place = file.document.place(item, &[Field("money")]);
            self.report.notes.push(format!("{place}: the cited words `{words}` are another amount than this"));
        }
    }
}

/// What the source of the words of an anchor is called in a file.
const SOURCE: &str = "source";

/// The first day that the fact can mean, where its own row keeps one.
fn first_day(item: &Item) -> String {
    let days = item.kind.into_iter().flat_map(crate::shape::kind::Kind::days);
    let own = days.filter(|(_, columns)| columns[1] == "first_day").find_map(|(name, _)| item.fields.get(name));
    let date = own.and_then(|value| edtf(value).ok()?.parse::<Date>().ok());
    date.map_or_else(|| OPEN_START.to_owned(), |date| date.first)
}
