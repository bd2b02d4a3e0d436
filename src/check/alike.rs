//! What looks like something that the record has already.

use std::collections::{HashMap, HashSet};

use rusqlite::types::Value;
use toml::{Table, Value as Told};

use super::list;
use crate::error::{Error, Result};
use crate::facts::{self, GivenText};
use crate::reader::Reader;
use crate::record::slice;
use crate::script::place::Place;
use crate::shape::field::Form;
use crate::shape::kind::{self, Kind};
use crate::value::day::Date;
use crate::value::normal::normal;

/// A record that looks like another.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Alike {
    /// The check that found it.
    pub check: String,
    /// Its key.
    pub key: String,
    /// What is alike.
    pub reason: String,
    /// The key of the other.
    pub other: String,
}

/// What the names of checks begin with that find what looks like something else.
pub const ALIKE: &str = "likely-duplicate-";

/// The parameter by which they look at newer records only.
const AFTER: &str = ":after";

/// The records that a draft may tell again, by what it names and when.
const NEAR: &str = include_str!("../../seed/draft/near.sql");

/// What a checks finds among records that came after one, by its number: which of them look like others.
///
/// # Errors
///
/// The reader's.
pub fn alike(reader: &dyn Reader, place: &Place, after: i64) -> Result<Vec<Alike>> {
    let mut found = Vec::new();
    for (check, _) in list(place, &mut Vec::new())?.iter().filter(|(name, _)| name.starts_with(ALIKE)) {
        let script = place.find(check)?;
        // Of a check that knows no such bound, all findings would be told.
        let Some(script) = script.filter(|script| script.sql.contains(AFTER)) else { continue };
        reader.each(&script.sql, &[after.into()], |row| {
            let told = row.text(0)?.zip(row.text(1)?).zip(row.text(2)?);
            found.extend(told.map(|((key, reason), other)| Alike { check: check.clone(), key, reason, other }));
            Ok(())
        })?;
    }
    Ok(found)
}

/// What of a draft, which is not in the record, looks like something that is; nothing is written. `text` is
/// the source's text with its name, `now` an instant in UTC.
///
/// # Errors
///
/// The draft cannot be loaded, or the reader's.
pub fn of_draft(
    reader: &dyn Reader,
    place: &Place,
    (name, draft): (&str, &str),
    text: &GivenText,
    now: &str,
) -> Result<Vec<Alike>> {
    let Ok(mut tables) = draft.parse::<Table>() else { return Ok(Vec::new()) };
    complete(&mut tables);
    let mut words = HashSet::new();
    for value in tables.values() {
        texts(value, &mut words);
    }
    let mut days: Vec<Date> = words.iter().filter_map(|word| word.parse().ok()).collect();
    days.retain(|day| day.first.as_str() > "0000-01-01" && day.last.as_str() < "9999-12-31");
    let first = days.iter().map(|day| day.first.clone()).min().unwrap_or_else(|| "0000-01-01".to_owned());
    let last = days.iter().map(|day| day.last.clone()).max().unwrap_or_else(|| "9999-12-31".to_owned());
    let keys: Vec<&String> = words.iter().collect();
    let forms: Vec<String> = words.iter().map(|word| normal(word)).collect();
    let json = |list: serde_json::Result<String>| list.map(Value::from).map_err(|cause| Error::Output(cause.into()));
    let values = [
        json(serde_json::to_string(&keys))?,
        json(serde_json::to_string(&forms))?,
        wider(&first, -40).into(),
        wider(&last, 40).into(),
    ];
    let mut ids = Vec::new();
    reader.each(NEAR, &values, |row| {
        ids.extend(row.number(0)?);
        Ok(())
    })?;
    let mut found = tried(reader, place, &ids, (name, &tables), text, now)?;
    // What hangs on something that is there already is compared as if it hung on that.
    let known: HashMap<String, String> = found.iter().map(|one| (one.key.clone(), one.other.clone())).collect();
    if !known.is_empty() {
        for value in tables.iter_mut().map(|(_, value)| value) {
            joined(value, &known);
        }
        let more = tried(reader, place, &ids, (name, &tables), text, now)?;
        found.extend(more.into_iter().filter(|one| !known.contains_key(&one.key)));
    }
    // The first that is named is the best; one is enough.
    let mut told = HashSet::new();
    found.retain(|one| told.insert(one.key.clone()));
    Ok(found)
}

/// What of a draft looks like one of some records, on a copy of these.
fn tried(
    reader: &dyn Reader,
    place: &Place,
    ids: &[i64],
    (name, tables): (&str, &Table),
    text: &GivenText,
    now: &str,
) -> Result<Vec<Alike>> {
    let conn = slice::of(reader, ids)?;
    let last: i64 = conn.query_row("SELECT coalesce(max(id), 0) FROM record", [], |row| row.get(0))?;
    conn.execute_batch("BEGIN")?;
    let draft = toml::to_string(tables).map_err(|cause| Error::Output(std::io::Error::other(cause)))?;

    facts::load(&conn, &[(name.to_owned(), draft)], std::slice::from_ref(text), "facts", now)?;
    alike(&conn, place, last)
}

/// Takes out the facts that are there already, and lets what names them name those of the record.
fn joined(value: &mut Told, known: &HashMap<String, String>) {
    let is_known = |item: &Told| item.get("key").and_then(Told::as_str).is_some_and(|key| known.contains_key(key));
    match value {
        Told::Array(items) => {
            items.retain(|item| !is_known(item));
            for item in items.iter_mut() {
                joined(item, known);
            }
        }
        Told::Table(table) => table.iter_mut().for_each(|(_, value)| joined(value, known)),
        Told::String(text) => {
            if let Some(other) = known.get(text.as_str()) {
                text.clone_from(other);
            }
        }
        _ => {}
    }
}

/// A day so many days earlier or later.
fn wider(day: &str, by: i64) -> String {
    let moved =
        day.parse::<chrono::NaiveDate>().ok().and_then(|day| day.checked_add_signed(chrono::TimeDelta::days(by)));
    moved.map_or_else(|| day.to_owned(), |day| day.to_string())
}

/// Completes a draft, so that it can be tried: what is still to be said is said somehow, and what is still to
/// be told of something is left out.
fn complete(tables: &mut Table) {
    let mut gone = HashSet::new();
    let published = tables.get("source").and_then(|source| source.get("published")).and_then(Told::as_str);
    let on = published.and_then(|day| day.parse::<chrono::NaiveDate>().ok());
    for kind in kind::all() {
        let Some(Told::Array(items)) = tables.get_mut(kind.name()) else { continue };
        items.retain_mut(|item| {
            let is_whole = item.as_table_mut().is_none_or(|item| is_completed(kind, item, on));
            let key = item.get("key").and_then(Told::as_str).filter(|_| !is_whole);
            gone.extend(key.map(str::to_owned));
            is_whole
        });
    }
    for value in tables.iter_mut().map(|(_, value)| value) {
        without(value, &gone);
    }
}

/// Whether a fact can be tried, after what is empty in it is filled in.
fn is_completed(kind: &Kind, item: &mut Table, on: Option<chrono::NaiveDate>) -> bool {
    for (name, value) in item.iter_mut().filter(|(_, value)| value.as_str() == Some("")) {
        if kind.field(name).is_some_and(|field| matches!(field.form, Form::Reference(..))) {
            return false;
        }
        *value = Told::String("-".to_owned());
    }
    // What is told without a day is most often of the day of the report or of the days before; what somebody
    // says, of the day itself.
    let is_said = kind.table.columns.iter().any(|column| column.mark("quoted").is_some());
    let days: Vec<&str> = kind.days().map(|(field, _)| field).collect();
    if let ([field], Some(on)) = (days.as_slice(), on)
        && !item.contains_key(*field)
    {
        let before = on - chrono::TimeDelta::days(3);
        let day = if is_said { on.to_string() } else { format!("[{before}..{on}]") };
        item.insert((*field).to_owned(), Told::String(day));
    }
    true
}

/// Takes what is gone out of the lists that name it.
fn without(value: &mut Told, gone: &HashSet<String>) {
    match value {
        Told::Array(items) => {
            items.retain(|item| item.as_str().is_none_or(|text| !gone.contains(text)));
            for item in items.iter_mut() {
                without(item, gone);
            }
        }
        Told::Table(table) => table.iter_mut().for_each(|(_, value)| without(value, gone)),
        _ => {}
    }
}

/// Every text in a value.
fn texts(value: &Told, found: &mut HashSet<String>) {
    match value {
        Told::String(text) => {
            found.insert(text.clone());
        }
        Told::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Told::Table(table) => table.values().for_each(|value| texts(value, found)),
        _ => {}
    }
}
