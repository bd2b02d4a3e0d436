//! From facts to rows: what a file says, in the columns that the kind of fact has for it.
//!
//! Nothing here knows a kind or a field by name: [`crate::shape::kind`] tells what each field holds and
//! where it goes.

use rusqlite::types::Value as Cell;
use serde::Deserialize;

use super::dated::dating;
use super::document::Item;
use super::loader::{File, Loader};
use super::source::Dated;
use super::spans::Step;
use super::{amounts, cited, dated, identity, parts, values, wording};
use crate::error::Result;
use crate::record::put::{Outcome, Row};
use crate::shape::field::Form;
use crate::shape::kind::Kind;

use Step::{Element, Field};

/// Puts the rows of a file's entities, or of all its other records.
pub(super) fn records(loader: &mut Loader<'_>, file: &mut File<'_>, entities: bool) -> Result<()> {
    let document = file.document;
    for (n, item) in document.items.iter().enumerate() {
        loader.few_faults()?;
        let common = &item.common;
        if item.kind.is_none() {
            if !entities
                && let Some(key) = &common.record
                && let Some(id) = identity::reference(loader, file, item, &[Field("record")], key, None)?
            {
                amounts::see_cited(loader, file, item, id, &common.cite)?;
                cited::cite(loader, file, item, id, &common.cite)?;
                dated::datings(loader, file, n, id, &common.dates)?;
            }
            continue;
        }
        let (Some(kind), Some((id, entry))) = (item.record(), file.ids[n]) else { continue };
        if entities != (kind.name() == "entity") {
            continue;
        }
        let outcome = subtype(loader, file, item, kind, id)?;
        loader.note(entry, outcome);
        let mut topics = Vec::new();
        for (at, key) in common.topics.iter().enumerate() {
            if let Some(topic) = identity::topic(loader, file, item, &[Field("topics"), Element(at)], key)? {
                topics.push(Row::new("record_topic", vec![("record_id", id.into()), ("topic_id", topic.into())]));
            }
        }
        let outcome = file.putter.put_all("record_topic", &[("record_id", id.into())], &topics)?;
        loader.note(entry, outcome);
        let told = kind.days().filter_map(|(name, _)| Some((name, item.fields.get(name)?)));
        let mut words: Vec<_> = told
            .filter_map(|(name, value)| match Dated::deserialize(value.clone()) {
                Ok(Dated::Words(words)) => Some(dating(name, &words)),
                _ => None,
            })
            .collect();
        words.extend(common.dates.iter().cloned());
        dated::datings(loader, file, n, id, &words)?;
        cited::cite(loader, file, item, id, &common.cite)?;
    }
    Ok(())
}

/// Puts the row that a fact is, and the rows of its parts.
fn subtype(loader: &mut Loader<'_>, file: &File<'_>, item: &Item, kind: &'static Kind, id: i64) -> Result<Outcome> {
    let outcome = match row(loader, file, item, kind, Row::of_record(kind.name(), id))? {
        Some(row) => loader.put(file, item, &row)?,
        // What else is wrong with it is told too.
        None => Outcome::Same,
    };
    Ok(outcome.and(parts::parts(loader, file, item, kind, id, false)?))
}

/// A row with every field of a fact in its columns; None where one that it needs is a fault.
pub(super) fn row(
    loader: &mut Loader<'_>,
    file: &File<'_>,
    item: &Item,
    kind: &'static Kind,
    row: Row,
) -> Result<Option<Row>> {
    let mut row = row;
    // The words of an amount, where the field of their own says nothing.
    let mut written: Option<(&str, String)> = None;
    for field in kind.fields.iter().filter(|field| field.column() != Some(kind.key)) {
        let value = item.fields.get(field.name);
        let path = vec![Field(field.name)];
        match &field.form {
            Form::Money(columns) => {
                let amount = amounts::money(loader, file, item, columns, value)?;
                written = columns.as_written.zip(amount.1);
                for (column, cell) in amount.0 {
                    row = row.with(column, cell);
                }
            }
            Form::Plain(column) => {
                let cell = values::plain(loader, file, item, &path, column, value);
                let of_amount = written.as_ref().filter(|(name, _)| *name == column.name && cell == Cell::Null);
                row = row.with(&column.name, of_amount.map_or(cell, |(_, words)| words.clone().into()));
            }
            _ => row = values::with(loader, file, item, &path, field, value, row)?,
        }
    }
    wording::compare(loader, file, item, kind, &row)?;
    // What is wrong elsewhere is told too; a row without what it needs would only be refused once more.
    let needed = kind.table.columns.iter().filter(|column| column.is_required && column.name != kind.key);
    let is_whole = needed.filter(|column| column.name != "batch_id").all(|column| row.has(&column.name));
    Ok(is_whole.then_some(row))
}
