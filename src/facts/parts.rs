//! The parts of a fact: rows of other tables that belong to it, as lists, by a word, or alone.

use toml::Value;

use super::document::Item;
use super::loader::{File, Loader};
use super::spans::Step;
use super::values::{Path, called, edtf};
use super::{cited, values};
use crate::error::Result;
use crate::record::put::{Outcome, Row};
use crate::shape::field::{By, Part};
use crate::shape::field::{Field as Told, Form};
use crate::shape::kind::Kind;
use crate::value::day::{Date, OPEN_START};
use crate::value::normal::normal;

use Step::{Element, Field};

/// Puts the rows of the parts of a fact; those that name anchors wait until all words are cited.
pub(super) fn parts(
    loader: &mut Loader<'_>,
    file: &File<'_>,
    item: &Item,
    kind: &'static Kind,
    id: i64,
    are_anchored: bool,
) -> Result<Outcome> {
    let mut outcome = Outcome::Same;
    let of_kind = kind
        .fields
        .iter()
        .filter_map(|field| if let Form::Part(part) = &field.form { Some((field, part)) } else { None });
    let mut parts: Vec<(&Told, &'static Part)> =
        of_kind.filter(|(_, part)| is_anchored(part) == are_anchored).collect();
    // Fields that share a table are put together, so that none takes the rows of another for gone.
    while let Some((first, part)) = parts.first().copied() {
        let (of_table, others): (Vec<_>, Vec<_>) =
            parts.into_iter().partition(|(_, other)| other.table.name == part.table.name);
        parts = others;
        let mut rows = Vec::new();
        for (field, part) in of_table {
            rows.extend(of_field(loader, file, item, field, part, id)?);
        }
        let owner = [(part.owner, id.into())];
        let put = loader.put_all(file, item, first.name, &part.table.name, &owner, &rows)?;
        if part.number.is_some() && put == Outcome::Added {
            loader.only_cites(file, item, first.name);
        }
        outcome = outcome.and(put);
    }
    Ok(outcome)
}

/// Puts the parts of facts that point at words which any file cites.
pub(super) fn anchored(loader: &mut Loader<'_>, file: &File<'_>) -> Result<()> {
    let document = file.document;
    for (n, item) in document.items.iter().enumerate() {
        let (Some(kind), Some((id, entry))) = (item.record(), file.ids[n]) else { continue };
        if loader.faults.is_empty() {
            let outcome = parts(loader, file, item, kind, id, true)?;
            loader.note(entry, outcome);
        }
    }
    Ok(())
}

/// Whether a row of a part names the words of an anchor.
fn is_anchored(part: &Part) -> bool {
    part.fields.iter().any(|field| matches!(field.form, Form::Anchor(_)))
}

/// One of the rows of a part as a file gives it: the word it goes by, its number, and its place.
struct Given<'v> {
    word: Option<&'v str>,
    number: usize,
    value: &'v Value,
    path: Path<'v>,
}

/// The rows of a field that is a part.
fn of_field(
    loader: &mut Loader<'_>,
    file: &File<'_>,
    item: &Item,
    field: &'static Told,
    part: &'static Part,
    id: i64,
) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    if let (Some((word, own)), By::Word(column)) = (part.also, part.by)
        && let Some(value) = item.fields.get(own)
    {
        let given = Given { word: Some(word), number: 1, value, path: vec![Field(own)] };
        rows.extend(part_row(loader, file, item, part, Some(column), &given, id)?);
    }
    let Some(value) = item.fields.get(field.name) else { return Ok(rows) };
    let column = if let By::Word(column) | By::Spread(column) = part.by { Some(column) } else { None };
    for given in given(loader, file, item, field.name, part, value) {
        rows.extend(part_row(loader, file, item, part, column, &given, id)?);
    }
    if rows.len() < part.least {
        let what = format!("{} are {} at least", field.name, part.least);
        loader.fault(file, item, &[Field(field.name)], what, None);
    }
    Ok(rows)
}

/// What a file gives of a part, one by one.
fn given<'v>(
    loader: &mut Loader<'_>,
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
                list.iter().enumerate().map(|(n, value)| Given { word, number: n + 1, value, path: at(n) }).collect()
            }
            one => vec![Given { word, number: 1, value: one, path: path.clone() }],
        }
    };
    match (part.by, value) {
        (By::One, value) => vec![Given { word: None, number: 1, value, path: vec![Field(name)] }],
        (By::List, value) => several(None, value, &vec![Field(name)]),
        (By::Spread(_), value) => several(Some(name), value, &vec![Field(name)]),
        (By::Word(_), Value::Table(words)) => {
            words.iter().flat_map(|(word, value)| several(Some(word), value, &vec![Field(name), Field(word)])).collect()
        }
        (By::Word(column), other) => {
            let what = format!("lists by {column} are wanted here, and not {}", called(other));
            loader.fault(file, item, &[Field(name)], what, None);
            Vec::new()
        }
    }
}

/// A row of a part; None where something that it needs is a fault.
fn part_row(
    loader: &mut Loader<'_>,
    file: &File<'_>,
    item: &Item,
    part: &'static Part,
    by: Option<&'static str>,
    given: &Given<'_>,
    id: i64,
) -> Result<Option<Row>> {
    let before = loader.troubles();
    let is_first = |name: &str| part.fields.first().is_some_and(|field| field.name == name);
    let told = |name: &str| match given.value {
        Value::Table(table) => table.get(name),
        value => Some(value).filter(|_| is_first(name)),
    };
    check_names(loader, file, item, part, given);
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
            loader.fault(file, item, &given.path, format!("missing field `{}`", field.name), None);
        }
        match &field.form {
            Form::Anchor(column) => anchored = value.map(|value| (column, value)),
            _ => found = values::with(loader, file, item, &given.path, field, value, found)?,
        }
    }
    if let Some((column, words)) = anchored {
        found = with_anchor(loader, file, item, given, (column, words), told(SOURCE), found)?;
    }
    for column in &part.table.columns {
        if let Some(of) = column.mark("normal") {
            let form = found.value(of).map(|text| normal(&text));
            found = found.with(&column.name, form);
        } else if column.mark("first-day").is_some() {
            found = found.with(&column.name, first_day(item));
        }
    }
    let row = key_first(part, id, found);
    Ok((loader.troubles() == before).then_some(row))
}

/// That a table of a part has its fields and no others, and any at all.
fn check_names(loader: &mut Loader<'_>, file: &File<'_>, item: &Item, part: &Part, given: &Given<'_>) {
    let Value::Table(table) = given.value else { return };
    let known = |name: &&String| part.fields.iter().any(|field| field.name == name.as_str());
    let names: Vec<String> = part.fields.iter().map(|field| format!("`{}`", field.name)).collect();
    if let Some(name) = table.keys().find(|name| !known(name)) {
        let what = format!("unknown field `{name}`, expected one of {}", names.join(", "));
        loader.fault(file, item, &given.path, what, None);
    } else if table.is_empty() {
        loader.fault(file, item, &given.path, format!("it says nothing: it has {}", names.join(", ")), None);
    }
}

/// A row of what was found: the owner and the columns of the key first, in the order of the table.
fn key_first(part: &'static Part, id: i64, mut found: Row) -> Row {
    let mut row = Row::new(&part.table.name, vec![(part.owner, id.into())]);
    for column in part.table.columns.iter().filter(|column| column.name != part.owner) {
        if let Some(cell) = found.take(&column.name) {
            row = if column.is_key { row.keyed(&column.name, cell) } else { row.with(&column.name, cell) };
        }
    }
    row
}

/// A row with the source and the number of the anchor that has these words.
fn with_anchor(
    loader: &mut Loader<'_>,
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
    let found = cited::anchor_of(loader, file, source.and_then(Value::as_str), record, words)?;
    if found.is_none() {
        loader.fault(file, item, &given.path, format!("no anchor of that record has the words `{words}` there"), None);
    }
    let (source, part) = found.unzip();
    drop(row.take(of_source));
    Ok(row.with(of_source, source).with(&column.name, part))
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
