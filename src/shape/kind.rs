//! Kinds of facts: what a facts file may say, as the schema's own words tell it.
//!
//! Nothing here names a kind or a field: a table whose id is a record's is a kind of fact, its
//! columns are its fields, and what is to be known beyond that stands beside the column as a mark
//! (`@day`, `@money`, `@flag`, `@fact NAME`) or at the head of a table that holds a part of a fact
//! (`@part KIND FIELD ...`). The reader, the writer and the JSON Schema are made from these.

use std::sync::OnceLock;

use super::field::{Field, Form, columns, plain};
use super::part;
use crate::shape::{self, Column, Table};

/// A kind of fact, or of a word that facts are told with.
#[derive(Debug)]
pub struct Kind {
    /// The table, which names it.
    pub table: &'static Table,
    /// Whether each is a record, with what every record may carry.
    pub is_record: bool,
    /// The column it is known by: `id` of a record.
    pub key: &'static str,
    /// Its fields, in the order of the table, then its parts.
    pub fields: Vec<Field>,
}

impl Kind {
    /// What a file calls it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        &self.table.name
    }

    /// A field by its name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The dates it may have.
    pub fn days(&self) -> impl Iterator<Item = (&'static str, [&'static str; 3])> {
        self.fields
            .iter()
            .filter_map(|field| if let Form::Day(columns) = field.form { Some((field.name, columns)) } else { None })
    }
}

/// Every kind, words before records, in the order of the schema.
#[must_use]
pub fn all() -> &'static [Kind] {
    static ALL: OnceLock<Vec<Kind>> = OnceLock::new();
    ALL.get_or_init(|| {
        let found = stored().filter_map(|table| {
            let is_record = table.column("id").is_some_and(|column| column.refers_to.as_deref() == Some("record"));
            let key = if is_record { "id" } else { table.mark("fact")? };
            let mut fields = columns(table, &[key]);
            if !is_record {
                let key = table.column(key).map(|column| Field { is_required: true, ..plain(column) });
                fields.splice(0..0, key);
            }
            fields.extend(parts(&table.name));
            Some(Kind { table, is_record, key, fields })
        });
        let mut found: Vec<Kind> = found.collect();
        found.sort_by_key(|kind| kind.is_record);
        found
    })
}

/// A kind by its name.
#[must_use]
pub fn named(name: &str) -> Option<&'static Kind> {
    all().iter().find(|kind| kind.name() == name)
}

/// The column that says whose row it is, in a table whose rows belong to records: they go with them.
#[must_use]
pub fn owner(table: &str) -> Option<&'static str> {
    let table = stored().find(|own| own.name == table)?;
    if table.name == "record" {
        return Some("id");
    }
    let is_of_record = |column: &Column| {
        // A reference of two columns, as that of an anchor, tells by the name of the first.
        column.name == "record_id"
            || column
                .refers_to
                .as_deref()
                .is_some_and(|to| to == "record" || named(to).is_some_and(|kind| kind.is_record))
    };
    let id = table.column("id");
    // What has a number of its own without being a record belongs to nobody.
    let mut columns = table.columns.iter().filter(|column| id.is_none_or(|id| id.name == column.name));
    columns.find(|column| is_of_record(column)).map(|column| column.name.as_str())
}

/// The tables and columns that number an anchor, with the columns of its record and its source.
pub fn pointing() -> impl Iterator<Item = (&'static str, &'static str, [&'static str; 2])> {
    let columns = stored().flat_map(|table| table.columns.iter().map(move |column| (table, column)));
    columns.filter_map(|(table, column)| {
        let (record, source) = column.mark("anchor")?.split_once(", ")?;
        Some((table.name.as_str(), column.name.as_str(), [record, source]))
    })
}

/// The columns of a table that point to one of these tables.
#[must_use]
pub fn references(table: &str, to: &[&str]) -> Vec<&'static str> {
    let columns = stored().filter(|known| known.name == table).flat_map(|table| &table.columns);
    let leads = |column: &&Column| column.refers_to.as_deref().is_some_and(|other| to.contains(&other));
    columns.filter(leads).map(|column| column.name.as_str()).collect()
}

/// The dates of a table: EDTF, the first and the last day that each can mean.
#[must_use]
pub fn days(table: &str) -> Vec<[&'static str; 3]> {
    let fields = stored().filter(|known| known.name == table).flat_map(|table| columns(table, &[]));
    fields.filter_map(|field| if let Form::Day(columns) = field.form { Some(columns) } else { None }).collect()
}

/// The columns of a table that follow from others: positions in a text, names in their normal form.
pub fn derived(table: &str) -> impl Iterator<Item = &'static str> {
    let columns = stored().filter(move |known| known.name == table).flat_map(|table| &table.columns);
    let follows = |column: &&Column| ["derived", "normal", "first-day"].iter().any(|word| column.mark(word).is_some());
    columns.filter(follows).map(|column| column.name.as_str())
}

/// Whether a table holds words that facts are told with, or parts of such words.
#[must_use]
pub fn is_of_words(table: &str) -> bool {
    let words = || all().iter().filter(|kind| !kind.is_record);
    let is_part = |field: &Field| matches!(&field.form, Form::Part(part) if part.table.name == table);
    words().any(|kind| kind.name() == table || kind.fields.iter().any(is_part))
}

/// Whether rows of a table are gathered: a later load adds to them and takes none away.
#[must_use]
pub fn is_gathered(table: &str) -> bool {
    stored().any(|known| known.name == table && known.mark("gathered").is_some())
}

/// The table whose key tells of which thing a row of a table is, where its number does.
#[must_use]
pub fn keyed(table: &str) -> &'static str {
    let known = |name: &str| stored().find(|known| known.name == name);
    let with_key = |table: &'static Table| table.column("key").is_some().then_some(table.name.as_str());
    let Some(table) = known(table) else { return "record" };
    let first = || table.columns.iter().find(|column| column.is_key)?.refers_to.as_deref().and_then(known);
    with_key(table).or_else(|| with_key(first()?)).unwrap_or("record")
}

/// The tables, without the views over them.
fn stored() -> impl Iterator<Item = &'static Table> {
    shape::own().iter().filter(|table| !table.is_view)
}

/// The parts that tables of their own hold of a kind of fact.
fn parts(kind: &str) -> Vec<Field> {
    stored().flat_map(|table| part::part(table, kind)).collect()
}

#[cfg(test)]
mod tests;
