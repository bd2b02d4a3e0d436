//! Identities: every record of a file gets its id first, so that references resolve in any order.

use rusqlite::OptionalExtension;

use super::Entry;
use super::document::Item;
use super::loader::{File, FromSource, Loader};
use super::source::Cited;
use super::spans::Step;
use crate::error::{Error, Result, nearest};
use crate::record::{entity, put};
use crate::value::key::Key;

/// SQL for the source that tells a record: whose citation came in with it, else the first that cites it.
#[must_use]
pub fn teller(record: &str) -> String {
    format!(
        "SELECT told.source_id FROM citation AS told JOIN record AS own ON own.id = told.record_id
        WHERE told.record_id = {record} ORDER BY told.batch_id <> own.batch_id, told.source_id LIMIT 1"
    )
}

/// Gives every record of a file an id, so that references can be resolved in any order.
pub(super) fn identities(loader: &mut Loader<'_>, file: &mut File<'_>) -> Result<()> {
    let document = file.document;
    for item in &document.items {
        loader.few_faults()?;
        let id = match item.record() {
            Some(kind) => identity(loader, file, item, kind.name())?,
            None => None,
        };
        file.ids.push(id);
    }
    Ok(())
}

/// The id of the record that an item tells of, and where its entry stands; None where that is a
/// fault, or the record is part of another by now.
fn identity(
    loader: &mut Loader<'_>,
    file: &mut File<'_>,
    item: &Item,
    kind: &'static str,
) -> Result<Option<(i64, usize)>> {
    let common = &item.common;
    let Some(key) = key_of(loader, file, item, kind) else { return Ok(None) };
    let taken = record(loader, &key)?;
    if let Some(kept) = merged_into(loader, &key)? {
        loader.report.notes.push(format!("`{key}` was merged into `{kept}`, so its table is left out"));
        return Ok(None);
    }
    let trouble = match &taken {
        Some((_, other)) if other != kind => {
            Some((format!("the key `{key}` belongs to a record of kind {other}"), "choose another key".to_owned()))
        }
        Some(_) if loader.entries.contains_key(&key) => Some((
            format!("the key `{key}` is given twice"),
            "choose another key, or cite the record with [[cite]]".to_owned(),
        )),
        _ => None,
    };
    if let Some((what, hint)) = trouble {
        loader.fault(file, item, &[Step::Field("key")], what, Some(hint));
        return Ok(None);
    }
    if let Some((id, _)) = taken
        && let Some(teller) = told_by_another(loader, file, id)?
    {
        file.tellers.insert(key.clone(), teller);
    }
    let row = put::Row::new("record", vec![("key", key.clone().into())])
        .with("kind", kind.to_owned())
        .text("rank", common.rank.as_deref())
        .text("reason", common.reason.as_deref())
        .text("note", common.note.as_deref());
    let before = loader.faults.len();
    let outcome = loader.put(file, item, &row)?;
    if loader.faults.len() > before {
        return Ok(None);
    }
    loader.keys.remove(&key);
    let id = record(loader, &key)?.map(|(id, _)| id);
    let entry = loader.report.entries.len();
    loader.entries.insert(key.clone(), entry);
    loader.report.entries.push(Entry { key, kind, outcome });
    Ok(id.map(|id| (id, entry)))
}

/// The source that tells a record, where it is another than this file's.
fn told_by_another(loader: &Loader<'_>, file: &File<'_>, id: i64) -> Result<Option<String>> {
    let own = file.source.as_ref().map(|source| source.id);
    // Who only cites it does not tell it.
    let sql = "SELECT source.id, source.key FROM citation JOIN record ON record.id = citation.record_id
      JOIN source ON source.id = citation.source_id
      WHERE citation.record_id = ?1 AND citation.batch_id = record.batch_id";
    let teller: Option<(i64, String)> =
        loader.conn.prepare_cached(sql)?.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    Ok(teller.filter(|(teller, _)| Some(*teller) != own).map(|(_, key)| key))
}

/// The key that an item gives, or one made from its words; None where it is a fault.
fn key_of(loader: &mut Loader<'_>, file: &File<'_>, item: &Item, kind: &str) -> Option<String> {
    let given = match &item.common.key {
        Some(key) => key.parse::<Key>().map_err(|error| error.to_string()),
        None => derived_key(file.source.as_ref(), kind, &item.common.cite)
            .ok_or_else(|| "it has no key, and no words to make one from".to_owned()),
    };
    match given {
        Ok(key) => Some(key.to_string()),
        Err(why) => {
            let hint = "give a key: lower-case words joined by hyphens".to_owned();
            loader.fault(file, item, &[Step::Field("key")], why, Some(hint));
            None
        }
    }
}

/// The key of the record that a retired key leads to.
fn merged_into(loader: &Loader<'_>, key: &str) -> Result<Option<String>> {
    let sql = "SELECT record.key FROM retired_key JOIN record ON record.id = retired_key.record_id WHERE retired_key.key = ?1";
    Ok(loader.conn.prepare_cached(sql)?.query_row([key], |row| row.get(0)).optional()?)
}

/// The id and the kind of the record that has a key.
fn record(loader: &mut Loader<'_>, key: &str) -> Result<Option<(i64, String)>> {
    if let Some(found) = loader.keys.get(key) {
        return Ok(Some(found.clone()));
    }
    let found: Option<(i64, String)> = loader
        .conn
        .prepare_cached(
            "SELECT id, kind FROM record WHERE key = ?1
            UNION ALL SELECT record.id, record.kind FROM retired_key JOIN record ON record.id = retired_key.record_id WHERE retired_key.key = ?1",
        )?
        .query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if let Some(found) = &found {
        loader.keys.insert(key.to_owned(), found.clone());
    }
    Ok(found)
}

/// The id of the record that a field names by key; a fault where there is none, or none of the kind.
pub(super) fn reference(
    loader: &mut Loader<'_>,
    file: &File<'_>,
    item: &Item,
    path: &[Step<'_>],
    key: &str,
    kind: Option<&str>,
) -> Result<Option<i64>> {
    match record(loader, key)? {
        Some((_, found)) if kind.is_some_and(|kind| kind != found) => {
            let wanted = kind.unwrap_or(&found);
            loader.fault(file, item, path, format!("`{key}` is of kind {found}, and {wanted} is needed here"), None);
            Ok(None)
        }
        Some((id, _)) => Ok(Some(id)),
        None if loader.is_unread(key) => Ok(None),
        // A draft leaves it to be filled in.
        None if key.trim().is_empty() => {
            let hint = "write the key of the record it is about, or take the table out";
            loader.fault(file, item, path, "no key is given".to_owned(), Some(hint.to_owned()));
            Ok(None)
        }
        None => {
            let near = near_key(loader, key)?;
            loader.fault(
                file,
                item,
                path,
                format!("no record has the key `{key}`"),
                near.map(|near| format!("did you mean `{near}`?")),
            );
            Ok(None)
        }
    }
}

fn near_key(loader: &Loader<'_>, key: &str) -> Result<Option<String>> {
    let mut statement = loader.conn.prepare_cached("SELECT key FROM record LIMIT 100000")?;
    let keys: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(nearest(key, keys.iter().map(String::as_str)))
}

/// The id of the entity that a field names; a fault where it cannot be told.
pub(super) fn entity(
    loader: &mut Loader<'_>,
    file: &File<'_>,
    item: &Item,
    path: &[Step<'_>],
    text: &str,
) -> Result<Option<i64>> {
    match entity::resolve(loader.conn, text) {
        Ok(id) => Ok(Some(id)),
        // Whatever is wrong with the table that would bring it is told there.
        Err(Error::UnknownEntity { .. }) if loader.is_unread(text) => Ok(None),
        Err(error @ (Error::UnknownEntity { .. } | Error::AmbiguousEntity { .. })) => {
            let hint = match &error {
                Error::UnknownEntity { near, .. } if near.is_empty() => Some("add it as an [[entity]]".to_owned()),
                other => other.hint(),
            };
            loader.fault(file, item, path, error.to_string(), hint);
            Ok(None)
        }
        Err(other) => Err(other),
    }
}

/// The number of the topic that a field names by key; a fault where there is none.
pub(super) fn topic(
    loader: &mut Loader<'_>,
    file: &File<'_>,
    item: &Item,
    path: &[Step<'_>],
    key: &str,
) -> Result<Option<i64>> {
    let id = loader
        .conn
        .prepare_cached("SELECT id FROM topic WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?;
    if id.is_none() {
        let mut statement = loader.conn.prepare_cached("SELECT key FROM topic")?;
        let keys: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let near = nearest(key, keys.iter().map(String::as_str));
        let hint = near
            .map_or_else(|| "`onrecord ask topics` lists them".to_owned(), |near| format!("did you mean `{near}`?"));
        loader.fault(file, item, path, format!("no topic has the key `{key}`"), Some(hint));
    }
    Ok(id)
}

/// A key made from the source, the kind and the first words that are cited.
fn derived_key(source: Option<&FromSource>, kind: &str, cited: &[Cited]) -> Option<Key> {
    let words = match cited.first()? {
        Cited::Words(words) => Some(words),
        Cited::Place(place) => place.quote.as_ref().or(place.words.as_ref()),
    }?;
    Key::from_text(&format!("{} {kind} {words}", source?.key), 72)
}
