//! Kinds of facts: what a facts file may say, as the schema's own words tell it.
//!
//! Nothing here names a kind or a field: a table whose id is a record's is a kind of fact, its
//! columns are its fields, and what is to be known beyond that stands beside the column as a mark
//! (`@day`, `@money`, `@flag`, `@fact NAME`) or at the head of a table that holds a part of a fact
//! (`@part KIND FIELD ...`). The reader, the writer and the JSON Schema are made from these.

use std::sync::OnceLock;

use super::part::{self, Part};
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

/// A field of a fact.
#[derive(Debug)]
pub struct Field {
    /// What it is called in a file.
    pub name: &'static str,
    /// What it means.
    pub about: &'static str,
    /// Whether it may not be left out.
    pub is_required: bool,
    /// What it holds.
    pub form: Form,
}

/// What a field holds, and where it goes.
#[derive(Debug)]
pub enum Form {
    /// A text, a number or a yes or no, in one column.
    Plain(&'static Column),
    /// A date in three columns: EDTF, the first and the last day that it can mean.
    Day([&'static str; 3]),
    /// The row of a table that a name or a key leads to.
    Reference(&'static Column, &'static str),
    /// An amount of money.
    Money(Money),
    /// Which anchor of a record has these words.
    Anchor(&'static Column),
    /// Rows of another table.
    Part(Part),
}

/// The columns of an amount; of an exact one, the first two are the same.
#[derive(Debug)]
pub struct Money {
    /// The least it can be.
    pub low: &'static str,
    /// The most it can be.
    pub high: &'static str,
    /// Its currency.
    pub currency: &'static str,
    /// Whether it is not exact.
    pub approximate: Option<&'static str>,
    /// The words of the source.
    pub as_written: Option<&'static str>,
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

fn plain(column: &'static Column) -> Field {
    let is_required = column.is_required && column.default.is_none();
    let name = column.mark("fact").unwrap_or(&column.name);
    Field { name, about: &column.about, is_required, form: Form::Plain(column) }
}

/// The fields that the columns of a table are, but for some.
pub(super) fn columns(table: &'static Table, without: &[&str]) -> Vec<Field> {
    let mut fields = Vec::new();
    // Columns that are a part of a field before them.
    let mut taken: Vec<&str> = Vec::new();
    for (n, column) in table.columns.iter().enumerate() {
        if column.name == "batch_id"
            || column.name == "id"
            || without.contains(&&*column.name)
            || taken.contains(&&*column.name)
        {
            continue;
        }
        let field = plain(column);
        let form = if column.mark("day").is_some() {
            let following = |at: usize| table.columns.get(n + at).map_or("", |column| column.name.as_str());
            taken.extend([following(1), following(2)]);
            Form::Day([&column.name, following(1), following(2)])
        } else if let Some(list) = column.mark("money") {
            let names: Vec<&'static str> = list.split(", ").collect();
            let at = |n: usize| names.get(n).copied();
            // The words of an amount that is not known stand for themselves.
            taken.extend(names.iter().take(4));
            let [low, high, currency] = [0, 1, 2].map(|n| at(n).unwrap_or_default());
            Form::Money(Money { low, high, currency, approximate: at(3), as_written: at(4) })
        } else if column.mark("anchor").is_some() {
            Form::Anchor(column)
        } else if let Some(target) = column.refers_to.as_deref() {
            Form::Reference(column, target)
        } else {
            field.form
        };
        let name = match form {
            Form::Money(_) => "money",
            Form::Reference(..) if column.mark("fact").is_none() => {
                column.name.strip_suffix("_id").unwrap_or(&column.name)
            }
            _ => field.name,
        };
        fields.push(Field { name, form, ..field });
    }
    fields
}

/// The parts that tables of their own hold of a kind of fact.
fn parts(kind: &str) -> Vec<Field> {
    stored().flat_map(|table| part::part(table, kind)).collect()
}

impl Field {
    /// The column that it goes to, if it is one.
    #[must_use]
    pub fn column(&self) -> Option<&'static str> {
        match &self.form {
            Form::Plain(column) | Form::Reference(column, _) | Form::Anchor(column) => Some(&column.name),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
