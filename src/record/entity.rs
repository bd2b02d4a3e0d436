//! Resolving entities: from any name or code a person writes to the one entity it means.

use rusqlite::types::Value;

use crate::error::{COMPARED, Error, Result};
use crate::reader::Reader;
use crate::value::normal::{is_han, normal, put_back, without_honorifics};

/// The order in which the ways of naming an entity are tried.
static TIERS: &str = include_str!("resolve.sql");

/// Most names that are compared for a did-you-mean; a larger record gets no suggestion.
const MOST_NAMES: i64 = 200_000;

/// So many of a kind are told to a person who named none of them.
const FEW: usize = 5;

/// The id of the entity that a text means.
///
/// # Errors
///
/// [`Error::UnknownEntity`] with near names, [`Error::AmbiguousEntity`] with the candidates' keys,
/// or SQLite's.
pub fn resolve(reader: &dyn Reader, text: &str) -> Result<i64> {
    match find(reader, text)? {
        Some(id) => Ok(id),
        None => Err(Error::UnknownEntity { text: text.to_owned(), near: near(reader, text)? }),
    }
}

/// As [`resolve`], of one of some kinds, or of any where none is named: `tv` is Tuvalu, and as a medium it is not.
///
/// # Errors
///
/// Those of [`resolve`]; the names that are near are those of the kinds.
pub fn resolve_of(reader: &dyn Reader, text: &str, kinds: &[String]) -> Result<i64> {
    if kinds.is_empty() {
        return resolve(reader, text);
    }
    let named = kinds.iter().map(|kind| format!("'{}'", kind.replace('\'', "''"))).collect::<Vec<_>>().join(", ");
    let found = find(reader, text)?;
    if let Some(id) = found {
        let sql = format!("SELECT 1 FROM entity WHERE id = ?1 AND kind IN ({named})");
        if reader.number(&sql, &[id.into()])?.is_some() {
            return Ok(id);
        }
    }
    let of_kinds = |condition: &str, values: &[Value]| {
        let sql = format!(
            "SELECT DISTINCT record.id, record.key, entity.name FROM name JOIN entity ON entity.id = name.entity_id
            JOIN record ON record.id = entity.id WHERE entity.kind IN ({named}) {condition} ORDER BY record.key"
        );
        let mut of_kinds: Vec<(i64, String, String)> = Vec::new();
        reader.each(&sql, values, |row| {
            let told = row.number(0)?.zip(row.text(1)?).zip(row.text(2)?);
            of_kinds.extend(told.map(|((id, key), name)| (id, key, name)));
            Ok(())
        })?;
        Ok::<_, Error>(of_kinds)
    };
    match of_kinds("AND name.normal = ?1", &[normal(text).into()])?.as_slice() {
        [] => {
            let sql = format!(
                "SELECT normal, text FROM name WHERE entity_id IN (SELECT id FROM entity WHERE kind IN ({named})) LIMIT ?1"
            );
            let mut near = near_among(reader, text, &sql)?;
            if near.is_empty() {
                near = of_kinds("", &[])?.into_iter().map(|(_, _, name)| name).collect();
                near.truncate(if near.len() > FEW { 0 } else { FEW });
            }
            Err(Error::UnknownEntity { text: text.to_owned(), near })
        }
        [(id, ..)] => Ok(*id),
        several => {
            let candidates = several.iter().map(|(_, key, _)| key.clone()).collect();
            Err(Error::AmbiguousEntity { text: text.to_owned(), candidates })
        }
    }
}

/// As [`resolve`], with None for a text that no entity is known as.
///
/// # Errors
///
/// [`Error::AmbiguousEntity`], or SQLite's.
pub fn find(reader: &dyn Reader, text: &str) -> Result<Option<i64>> {
    let text = text.trim();
    if is_han(text) {
        return find_written(reader, text);
    }
    let form = normal(text);
    if let Some(id) = find_form(reader, text, &form)? {
        return Ok(Some(id));
    }
    if let Some(shorter) = without_honorifics(&form)
        && let Some(id) = find_form(reader, &shorter, &shorter)?
    {
        return Ok(Some(id));
    }
    if let Some(back) = put_back(text)
        && let Some(id) = find_form(reader, &back, &normal(&back))?
    {
        return Ok(Some(id));
    }
    inflected(reader, text, &form)
}

/// The entity of a possessive ("Japan's") or of people in the plural ("Russians").
fn inflected(reader: &dyn Reader, text: &str, form: &str) -> Result<Option<i64>> {
    let owner = ["'s", "’s", "s'", "s’"].iter().find_map(|end| Some((text.strip_suffix(end)?, end.starts_with('s'))));
    if let Some((owner, is_plural)) = owner {
        let owner = if is_plural { format!("{owner}s") } else { owner.to_owned() };
        return find_form(reader, &owner, &normal(&owner));
    }
    // Only who people are has a plural: Mars is none of MAR.
    let Some(one) = form.strip_suffix('s') else { return Ok(None) };
    let sql = "SELECT DISTINCT entity_id FROM name WHERE normal = ?1 AND kind = 'demonym' LIMIT 2";
    let mut found = Vec::new();
    reader.each(sql, &[one.to_owned().into()], |row| {
        found.extend(row.number(0)?);
        Ok(())
    })?;
    Ok(found.first().copied().filter(|_| found.len() == 1))
}

/// The entity of a name in Han characters: as it is written, because many sound alike.
fn find_written(reader: &dyn Reader, text: &str) -> Result<Option<i64>> {
    let sql = "SELECT DISTINCT name.entity_id, record.key FROM name JOIN record ON record.id = name.entity_id
      WHERE name.normal = ?1 AND name.text = ?2 ORDER BY record.key";
    let mut found: Vec<(i64, String)> = Vec::new();
    reader.each(sql, &[normal(text).into(), text.to_owned().into()], |row| {
        found.extend(row.number(0)?.zip(row.text(1)?));
        Ok(())
    })?;
    match found.as_slice() {
        [] => Ok(None),
        [(id, _)] => Ok(Some(*id)),
        several => {
            let candidates = several.iter().map(|(_, key)| key.clone()).collect();
            Err(Error::AmbiguousEntity { text: text.to_owned(), candidates })
        }
    }
}

fn find_form(reader: &dyn Reader, text: &str, form: &str) -> Result<Option<i64>> {
    let (scheme, value) = text.split_once(':').unwrap_or(("", ""));
    let statement = reader.statement(TIERS)?;
    let values = statement.parameters().into_iter().map(|name| match name.as_str() {
        ":key" => text.to_lowercase().into(),
        ":text" => text.to_owned().into(),
        ":scheme" => scheme.to_owned().into(),
        ":value" => value.to_owned().into(),
        ":normal" => form.to_owned().into(),
        other => unreachable!("`resolve.sql` has no parameter {other}"),
    });
    let values: Vec<Value> = values.collect();
    drop(statement);
    let mut found: Vec<(i64, i64, String)> = Vec::new();
    reader.each(TIERS, &values, |row| {
        found.extend(row.number(0)?.zip(row.number(1)?).zip(row.text(2)?).map(|((tier, id), key)| (tier, id, key)));
        Ok(())
    })?;
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

/// Up to three names that are near a text: those that have it among their words ("Macron"), else those that are written
/// much like it.
///
/// # Errors
///
/// The reader's.
pub fn near(reader: &dyn Reader, text: &str) -> Result<Vec<String>> {
    near_among(reader, text, "SELECT normal, text FROM name LIMIT ?1")
}

fn near_among(reader: &dyn Reader, text: &str, names: &str) -> Result<Vec<String>> {
    let form = normal(text);
    if form.len() > COMPARED {
        return Ok(Vec::new());
    }
    let mut scored: Vec<(f64, String)> = Vec::new();
    reader.each(names, &[MOST_NAMES.into()], |row| {
        let name = row.value(0)?.as_str().unwrap_or_default();
        if name.len() > COMPARED {
            return Ok(());
        }
        let has_it = format!(" {name} ").contains(&format!(" {form} "));
        let score = if has_it { 2.0 } else { strsim::jaro_winkler(&form, name) };
        if score > 0.85 {
            scored.extend(row.text(1)?.map(|text| (score, text)));
        }
        Ok(())
    })?;
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    scored.dedup_by(|a, b| a.1 == b.1);
    if scored.first().is_some_and(|(score, _)| *score > 1.0) {
        scored.retain(|(score, _)| *score > 1.0);
    }
    Ok(scored.into_iter().take(3).map(|(_, name)| name).collect())
}
