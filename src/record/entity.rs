//! Resolving entities: from any name or code a person writes to the one entity it means.

use rusqlite::{Connection, named_params};

use crate::error::{COMPARED, Error, Result};
use crate::value::normal::{normal, without_honorifics};

/// The order in which the ways of naming an entity are tried.
static TIERS: &str = include_str!("resolve.sql");

/// Most names that are compared for a did-you-mean; a larger record gets no suggestion.
const MOST_NAMES: i64 = 200_000;

/// The id of the entity that a text means.
///
/// # Errors
///
/// [`Error::UnknownEntity`] with near names, [`Error::AmbiguousEntity`] with the candidates' keys,
/// or SQLite's.
pub fn resolve(conn: &Connection, text: &str) -> Result<i64> {
    match find(conn, text)? {
        Some(id) => Ok(id),
        None => Err(Error::UnknownEntity { text: text.to_owned(), near: near(conn, text)? }),
    }
}

/// As [`resolve`], with None for a text that no entity is known as.
///
/// # Errors
///
/// [`Error::AmbiguousEntity`], or SQLite's.
pub fn find(conn: &Connection, text: &str) -> Result<Option<i64>> {
    let text = text.trim();
    let form = normal(text);
    if let Some(id) = find_form(conn, text, &form)? {
        return Ok(Some(id));
    }
    match without_honorifics(&form) {
        Some(shorter) => find_form(conn, &shorter, &shorter),
        None => Ok(None),
    }
}

fn find_form(conn: &Connection, text: &str, form: &str) -> Result<Option<i64>> {
    let (scheme, value) = text.split_once(':').unwrap_or(("", ""));
    let mut statement = conn.prepare_cached(TIERS)?;
    let mut rows = statement.query(named_params! {
        ":key": text.to_lowercase(), ":text": text, ":scheme": scheme, ":value": value, ":normal": form,
    })?;
    let mut found: Vec<(i64, i64, String)> = Vec::new();
    while let Some(row) = rows.next()? {
        found.push((row.get(0)?, row.get(1)?, row.get(2)?));
    }
    let Some(tier) = found.first().map(|(tier, ..)| *tier) else { return Ok(None) };
    found.retain(|(other, ..)| *other == tier);
    match found.as_slice() {
        [(_, id, _)] => Ok(Some(*id)),
        several => {
            let candidates = several.iter().map(|(_, _, key)| key.clone()).collect();
            Err(Error::AmbiguousEntity { text: text.to_owned(), candidates })
        }
    }
}

/// Up to three names that are near a text.
fn near(conn: &Connection, text: &str) -> Result<Vec<String>> {
    let form = normal(text);
    if form.len() > COMPARED {
        return Ok(Vec::new());
    }
    let mut statement = conn.prepare("SELECT normal, text FROM name LIMIT ?1")?;
    let mut rows = statement.query([MOST_NAMES])?;
    let mut scored: Vec<(f64, String)> = Vec::new();
    while let Some(row) = rows.next()? {
        let name = row.get_ref(0)?.as_str().unwrap_or_default();
        if name.len() > COMPARED {
            continue;
        }
        let score = strsim::jaro_winkler(&form, name);
        if score > 0.85 {
            scored.push((score, row.get(1)?));
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    scored.dedup_by(|a, b| a.1 == b.1);
    Ok(scored.into_iter().take(3).map(|(_, name)| name).collect())
}
