//! Differences: what two record files tell of the same things, whatever numbers their rows have.
//!
//! Both are taken as the facts files that they would be exported as, so that two files with the same facts are alike
//! however they came to them. A record is known by its key.

use std::collections::BTreeMap;

use rusqlite::Connection;
use toml::{Table, Value};

use crate::error::Result;
use crate::facts::to_toml;
use crate::shape::kind;

/// What is told of one thing, by field.
type Told = BTreeMap<String, String>;

/// All that is told, by kind and key.
type All = BTreeMap<(String, String), Told>;

/// One thing that two files tell differently, or that one of them does not tell.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Difference {
    /// What kind of difference it is.
    pub section: &'static str,
    /// What kind of thing it is of.
    pub kind: String,
    /// Its key.
    pub key: String,
    /// The field; empty where the whole of it is meant.
    pub field: String,
    /// What the first file tells.
    pub first: Option<String>,
    /// What the second tells.
    pub second: Option<String>,
}

/// What both tell otherwise.
pub const CONFLICT: &str = "told differently";
/// What one tells more of.
pub const MORE: [&str; 2] = ["more in the first", "more in the second"];
/// What one has alone.
pub const ALONE: [&str; 2] = ["only in the first", "only in the second"];

/// The differences of two files, conflicts first, and how many things are told alike.
///
/// # Errors
///
/// SQLite's; or a record that cannot be written as facts.
pub fn differences(first: &Connection, second: &Connection) -> Result<(Vec<Difference>, usize)> {
    let (first, second) = (all(first)?, all(second)?);
    let mut found = Vec::new();
    let mut alike = 0;
    let whole = |section, (kind, key): &(String, String)| Difference {
        section,
        kind: kind.clone(),
        key: key.clone(),
        field: String::new(),
        first: None,
        second: None,
    };
    for (name, one) in &first {
        match second.get(name) {
            None => found.push(whole(ALONE[0], name)),
            Some(other) if one == other => alike += 1,
            Some(other) => fields(name, one, other, &mut found),
        }
    }
    found.extend(second.keys().filter(|name| !first.contains_key(*name)).map(|name| whole(ALONE[1], name)));
    let order = [CONFLICT, MORE[0], MORE[1], ALONE[0], ALONE[1]];
    found.sort_by_key(|difference| order.iter().position(|section| *section == difference.section));
    Ok((found, alike))
}

/// The fields of one thing that differ.
fn fields((kind, key): &(String, String), one: &Told, other: &Told, found: &mut Vec<Difference>) {
    let mut names: Vec<&String> = one.keys().chain(other.keys()).collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        let (first, second) = (one.get(name).cloned(), other.get(name).cloned());
        let section = match (&first, &second) {
            (Some(first), Some(second)) if first == second => continue,
            (Some(_), Some(_)) => CONFLICT,
            (Some(_), None) => MORE[0],
            _ => MORE[1],
        };
        let (kind, key, field) = (kind.clone(), key.clone(), name.clone());
        found.push(Difference { section, kind, key, field, first, second });
    }
}

/// All that a file tells.
fn all(conn: &Connection) -> Result<All> {
    let mut all = All::new();
    let mut cited = Vec::new();
    for file in to_toml::tables_of(conn)? {
        let source =
            file.get("source").and_then(Value::as_table).and_then(|source| source.get("key")).and_then(Value::as_str);
        for (kind, items) in &file {
            match items {
                Value::Table(table) => put(&mut all, kind, "key", table, source),
                Value::Array(items) if kind == "cite" => {
                    cited.extend(items.iter().filter_map(|item| of_cite(item, source)));
                }
                Value::Array(items) => {
                    let by = kind::named(kind).filter(|kind| !kind.is_record).map_or("key", |kind| kind.key);
                    items.iter().filter_map(Value::as_table).for_each(|table| put(&mut all, kind, by, table, source));
                }
                _ => {}
            }
        }
    }
    // What other sources say of a record stands in their files, which do not say its kind.
    let kinds: BTreeMap<String, String> = all.keys().map(|(kind, key)| (key.clone(), kind.clone())).collect();
    for (key, field, told) in cited {
        if let Some(told_of) = kinds.get(&key).and_then(|kind| all.get_mut(&(kind.clone(), key))) {
            told_of.insert(field, told);
        }
    }
    Ok(all)
}

/// Takes what a table tells of one thing.
fn put(all: &mut All, kind: &str, by: &str, table: &Table, source: Option<&str>) {
    let Some(key) = table.get(by).map(text) else { return };
    let mut told = Told::new();
    for (name, value) in table.iter().filter(|(name, _)| *name != by) {
        let field = if name == "cite" { cited_by(source) } else { name.clone() };
        told.insert(field, text(value));
    }
    all.insert((kind.to_owned(), key), told);
}

/// What a source cites of a record that another one tells: its key, the field, the words.
fn of_cite(item: &Value, source: Option<&str>) -> Option<(String, String, String)> {
    let table = item.as_table()?;
    let words = table.get("cite").map_or_else(|| "as a whole".to_owned(), text);
    Some((table.get("record").map(text)?, cited_by(source), words))
}

fn cited_by(source: Option<&str>) -> String {
    format!("words of {}", source.unwrap_or("no source"))
}

/// A value as people read it.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
