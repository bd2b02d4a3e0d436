//! Sources and words: what records are told with, put before any of them.

use rusqlite::OptionalExtension;
use toml::Value;

use super::document::Item;
use super::loader::{File, FromSource, Loader};
use super::spans::Step;
use super::{Entry, origin, parts, records, values};
use crate::error::Result;
use crate::record::put::{Outcome, Row};
use crate::shape::field::Form;
use crate::shape::kind::Kind;

use Step::Field;

/// Puts a file's source and the words it brings, and returns the source.
pub(super) fn words(loader: &mut Loader<'_>, file: &File<'_>) -> Result<Option<FromSource>> {
    let document = file.document;
    for item in &document.items {
        loader.few_faults()?;
        let Some(kind) = item.kind.filter(|kind| !kind.is_record) else { continue };
        let Some(key) = item.fields.get(kind.key).and_then(Value::as_str) else { continue };
        let row = Row::new(kind.name(), vec![(kind.key, key.to_owned().into())]);
        let Some(row) = records::row(loader, file, item, kind, row)? else { continue };
        put_word(loader, file, item, kind.name(), key, &row)?;
        if kind.table.column("id").is_some() {
            let sql = format!("SELECT id FROM main.\"{}\" WHERE \"{}\" = ?1", kind.name(), kind.key);
            let id = loader.conn.prepare_cached(&sql)?.query_row([key], |row| row.get(0)).optional()?;
            if let Some(id) = id {
                parts::parts(loader, file, item, kind, id, false)?;
            }
        }
    }
    match &document.source {
        Some(source) => origin::put(loader, document, file.putter, source).map(Some),
        None => Ok(None),
    }
}

/// Puts the topics of a file that the record does not have, so that any may be another's parent.
pub(super) fn new_topics(loader: &mut Loader<'_>, file: &File<'_>) -> Result<()> {
    for item in &file.document.items {
        loader.few_faults()?;
        let Some(kind) = item.kind.filter(|kind| !kind.is_record && refers_to_its_own(kind)) else { continue };
        let Some(key) = item.fields.get(kind.key).and_then(Value::as_str) else { continue };
        let sql = format!("SELECT 1 FROM main.\"{}\" WHERE \"{}\" = ?1", kind.name(), kind.key);
        if loader.conn.prepare_cached(&sql)?.exists([key])? {
            continue;
        }
        let mut row = Row::new(kind.name(), vec![(kind.key, key.to_owned().into())]);
        for field in kind.fields.iter().filter(|field| field.is_required && field.name != kind.key) {
            row = values::with(loader, file, item, &[Field(field.name)], field, item.fields.get(field.name), row)?;
        }
        loader.put(file, item, &row)?;
        loader.fresh_topics.insert(key.to_owned());
    }
    Ok(())
}

fn put_word(
    loader: &mut Loader<'_>,
    file: &File<'_>,
    item: &Item,
    kind: &'static str,
    key: &str,
    row: &Row,
) -> Result<()> {
    let mut outcome = loader.put(file, item, row)?;
    if kind == "topic" && loader.fresh_topics.contains(key) {
        outcome = Outcome::Added;
    }
    loader.report.entries.push(Entry { key: key.to_owned(), kind, outcome });
    Ok(())
}

/// Whether words of a kind may point to others of it, so that all of them must be there first.
fn refers_to_its_own(kind: &Kind) -> bool {
    kind.fields.iter().any(|field| matches!(field.form, Form::Reference(_, target) if target == kind.name()))
}
