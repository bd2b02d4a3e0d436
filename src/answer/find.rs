//! Finding: the record, topic or source that a person means by a key, a number, or a title.
//!
//! A key or a number is taken at its word. A title is compared in its normal form, whole first and
//! then by the words that it holds, and only among what the parameter asks for; what fits several
//! is refused with their keys, because any choice between them would be a guess.

use rusqlite::types::Value;

use crate::error::{Error, Result, nearest};
use crate::reader::Reader;
use crate::record::entity;
use crate::shape::kind::{self, Kind};
use crate::value::normal::normal;

/// The most keys that are compared for a did-you-mean.
const MOST_KEYS: i64 = 100_000;

/// The most keys that are named where a title fits several.
const NAMED: usize = 5;

/// What can be meant: its number, its key and what it is called.
struct Candidate {
    id: i64,
    key: String,
    title: String,
}

/// The id of a record by its key, a retired key, or its id; None where there is none.
///
/// # Errors
///
/// SQLite's.
pub fn by_key(reader: &dyn Reader, text: &str) -> Result<Option<i64>> {
    let sql = "SELECT id FROM record WHERE key = ?1 UNION ALL SELECT record_id FROM retired_key WHERE key = ?1
      UNION ALL SELECT id FROM record WHERE id = CAST(?1 AS INTEGER) AND ?1 NOT GLOB '*[^0-9]*' LIMIT 1";
    reader.number(sql, &[text.to_owned().into()])
}

/// The id of a record by its key, a retired key, or its id.
///
/// # Errors
///
/// [`Error::UnknownRecord`] with a near key.
pub fn known(reader: &dyn Reader, text: &str) -> Result<i64> {
    if let Some(id) = by_key(reader, text)? {
        return Ok(id);
    }
    let keys = reader.texts(&format!("SELECT key FROM record LIMIT {MOST_KEYS}"), &[])?;
    Err(Error::UnknownRecord { text: text.to_owned(), near: nearest(text, keys.iter().map(String::as_str)) })
}

/// The id of a record of one of some kinds, or of any where none is named.
///
/// # Errors
///
/// [`Error::BadParameter`]: it is of another kind, or a title that several have, or nothing.
pub fn record(reader: &dyn Reader, flag: &str, text: &str, kinds: &[String]) -> Result<i64> {
    let bad = |why: String, hint: Option<String>| Error::BadParameter {
        name: flag.to_owned(),
        text: text.to_owned(),
        why,
        hint,
    };
    let wanted = || if kinds.is_empty() { "record".to_owned() } else { kinds.join(" or ") };
    if let Some(id) = by_key(reader, text)? {
        let own = reader.texts("SELECT kind FROM record WHERE id = ?1", &[id.into()])?.concat();
        if kinds.is_empty() || kinds.contains(&own) {
            return Ok(id);
        }
        // A title may be what a record of another kind has as its key.
        return match titled(reader, kinds, text)?.as_slice() {
            [one] => Ok(one.id),
            _ => Err(bad(
                format!("it is the key of a record of the kind {own}, and one of the kind {} is wanted", wanted()),
                None,
            )),
        };
    }
    if (kinds.is_empty() || kinds.iter().any(|kind| kind == "entity"))
        && let Some(id) = entity::find(reader, text)?
    {
        return Ok(id);
    }
    match titled(reader, kinds, text)?.as_slice() {
        [one] => Ok(one.id),
        [] => {
            let quoted: Vec<String> = kinds.iter().map(|kind| format!("'{}'", kind.replace('\'', "''"))).collect();
            let only = if kinds.is_empty() { String::new() } else { format!("WHERE kind IN ({})", quoted.join(", ")) };
            let keys = reader.texts(&format!("SELECT key FROM record {only} LIMIT {MOST_KEYS}"), &[])?;
            let near = nearest(text, keys.iter().map(String::as_str)).map(|near| format!("did you mean `{near}`?"));
            Err(bad(format!("no {} has this key or these words in its title", wanted()), near))
        }
        several => Err(bad(
            match kinds {
                [] => format!("{} records have these words in their titles", several.len()),
                _ => format!("{} of the kind {} have these words in their titles", several.len(), wanted()),
            },
            Some(keys(several)),
        )),
    }
}

/// What a record is called: its title, and its key.
///
/// # Errors
///
/// The reader's.
pub fn called(reader: &dyn Reader, id: i64) -> Result<String> {
    let of_record = |column: &str| reader.texts(&format!("SELECT {column} FROM record WHERE id = ?1"), &[id.into()]);
    let (kind, key) = (of_record("kind")?.concat(), of_record("key")?.concat());
    let Some(column) = kind::named(&kind).and_then(title) else { return Ok(key) };
    let title = reader.texts(&format!("SELECT \"{column}\" FROM \"{kind}\" WHERE id = ?1"), &[id.into()])?.concat();
    Ok(if title.is_empty() { key } else { format!("{title} ({key})") })
}

/// The number of what a table of words or of sources has under a key, a title, or words of titles.
///
/// # Errors
///
/// [`Error::BadParameter`]: several have these words, or none.
pub fn listed(reader: &dyn Reader, flag: &str, text: &str, sql: &str, list: &str) -> Result<Value> {
    let bad = |why: String, hint: Option<String>| Error::BadParameter {
        name: flag.to_owned(),
        text: text.to_owned(),
        why,
        hint,
    };
    let all = candidates(reader, sql)?;
    if let Some(one) = all.iter().find(|candidate| candidate.key == text) {
        return Ok(one.id.into());
    }
    match fitting(&all, text).as_slice() {
        [one] => Ok(one.id.into()),
        [] => {
            let near = nearest(text, all.iter().map(|candidate| candidate.key.as_str()));
            let hint = near
                .map_or_else(|| format!("`onrecord ask {list}` lists them"), |near| format!("did you mean `{near}`?"));
            Err(bad("the record has none of that key".to_owned(), Some(hint)))
        }
        several => {
            let named: Vec<&Candidate> = several.to_vec();
            Err(bad(format!("{} have these words", named.len()), Some(keys(named))))
        }
    }
}

/// The records of some kinds whose titles a text fits.
fn titled(reader: &dyn Reader, kinds: &[String], text: &str) -> Result<Vec<Candidate>> {
    let mut all = Vec::new();
    for kind in kind::all().iter().filter(|kind| kinds.is_empty() || kinds.iter().any(|name| name == kind.name())) {
        if let Some(column) = title(kind) {
            let table = kind.name();
            let sql = format!(
                "SELECT record.id, record.key, \"{table}\".\"{column}\" FROM \"{table}\" JOIN record ON record.id = \"{table}\".id
                WHERE \"{table}\".\"{column}\" IS NOT NULL ORDER BY record.key"
            );
            all.extend(candidates(reader, &sql)?);
        }
    }
    let found: Vec<i64> = fitting(&all, text).iter().map(|candidate| candidate.id).collect();
    all.retain(|candidate| found.contains(&candidate.id));
    Ok(all)
}

/// The column that a kind of record is called by.
fn title(kind: &Kind) -> Option<&'static str> {
    let columns = kind.is_record.then_some(&kind.table.columns)?;
    columns.iter().find(|column| column.mark("title").is_some()).map(|column| column.name.as_str())
}

/// Those whose whole title a text is, else those that hold all its words in title and key.
fn fitting<'c>(all: &'c [Candidate], text: &str) -> Vec<&'c Candidate> {
    let form = normal(text);
    let whole: Vec<&Candidate> = all.iter().filter(|candidate| normal(&candidate.title) == form).collect();
    if !whole.is_empty() || form.is_empty() {
        return whole;
    }
    let holds = |candidate: &Candidate| {
        let told = normal(&format!("{} {}", candidate.title, candidate.key));
        let words: Vec<&str> = told.split(' ').collect();
        form.split(' ').all(|word| words.contains(&word))
    };
    all.iter().filter(|candidate| holds(candidate)).collect()
}

fn candidates(reader: &dyn Reader, sql: &str) -> Result<Vec<Candidate>> {
    let mut found = Vec::new();
    reader.each(sql, &[], |row| {
        if let (Some(id), Some(key), Some(title)) = (row.number(0)?, row.text(1)?, row.text(2)?) {
            found.push(Candidate { id, key, title });
        }
        Ok(())
    })?;
    Ok(found)
}

/// Some keys to choose from.
fn keys<'c>(several: impl IntoIterator<Item = &'c Candidate>) -> String {
    let keys: Vec<String> = several.into_iter().map(|candidate| format!("`{}`", candidate.key)).collect();
    let more = if keys.len() > NAMED { ", ..." } else { "" };
    format!("give the key of one: {}{more}", keys[..keys.len().min(NAMED)].join(", "))
}
