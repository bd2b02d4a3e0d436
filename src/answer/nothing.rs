//! Nothing: what is told when a question has no rows.
//!
//! An empty answer may mean that nothing is so, or that the question was understood otherwise than it
//! was meant. So it is said how every parameter was understood, and which questions near it have rows:
//! the same with a party in another part, and the same with one filter less.

use rusqlite::types::Value;

use super::bind::{self, Bound};
use super::query::Query;
use super::{find, run};
use crate::error::{Error, Result};
use crate::reader::Reader;
use crate::script::parameter::{Parameter, Type};
use crate::value::in_words::in_words;

/// The most rows of a near question that are counted.
const COUNTED: i64 = 1_000;

/// The most near questions that are told.
const NEAR: usize = 4;

/// How a question without rows was understood, and what near it has rows.
///
/// # Errors
///
/// [`Error::Interrupted`]; or the record cannot be read.
pub fn told(reader: &dyn Reader, query: &Query, values: &[Bound]) -> Result<Vec<String>> {
    let given = given(query, values);
    if given.is_empty() {
        return Ok(vec!["no rows".to_owned()]);
    }
    let mut understood = Vec::new();
    for (parameter, value) in &given {
        understood.push(format!("--{} {}", parameter.flag(), meant(reader, parameter, value)?));
    }
    let mut notes = vec![format!("no rows for {}", understood.join(", "))];
    let is_given = |name: &String| given.iter().any(|(parameter, _)| parameter.name == *name);
    notes.extend(query.header.nothing.iter().filter(|(name, ..)| is_given(name)).map(|(_, said, _)| said.clone()));
    match near(reader, query, values, &given) {
        Ok(near) if near.is_empty() => {}
        Ok(near) => notes.push(format!("near it: {}", near.join("; "))),
        Err(Error::Interrupted) => return Err(Error::Interrupted),
        // The answer stands: what is only help may fail, as when the time is over.
        Err(error) => notes.push(format!("near questions are not told: {error}")),
    }
    Ok(notes)
}

/// A value as it was understood.
fn meant(reader: &dyn Reader, parameter: &Parameter, value: &Value) -> Result<String> {
    let named = |sql: &str| -> Result<String> { Ok(reader.texts(sql, std::slice::from_ref(value))?.concat()) };
    Ok(match (&parameter.kind, value) {
        (Type::Entity(_), _) => {
            let own = named(
                "SELECT entity.name || ' (' || record.key || ')' FROM entity JOIN record USING (id) WHERE id = ?1",
            )?;
            // A name with several bearers means the one that it is the first name of.
            let others = namesakes(reader, value)?;
            let also = others.iter().map(|(_, other)| format!(", which is also a name of {other}"));
            also.fold(own, |text, also| text + &also)
        }
        (Type::Record(_), Value::Integer(id)) if is_entity(reader, *id)? => {
            meant(reader, &Parameter { kind: Type::Entity(Vec::new()), ..(*parameter).clone() }, value)?
        }
        (Type::Topic, _) => named("SELECT label || ' (' || key || ')' FROM topic WHERE id = ?1")?,
        (Type::Source, _) => {
            named("SELECT coalesce(title, description, '') || ' (' || key || ')' FROM source WHERE id = ?1")?
        }
        (Type::Record(_), Value::Integer(id)) => find::called(reader, *id)?,
        (Type::DateFirst | Type::DateLast | Type::Day, Value::Text(day)) => {
            in_words(day).unwrap_or_else(|| day.clone())
        }
        (Type::Phrase, Value::Text(pattern)) => format!("`{}`", bind::phrase(pattern)),
        (_, Value::Text(text)) => text.clone(),
        (_, Value::Integer(number)) => number.to_string(),
        (_, Value::Real(number)) => number.to_string(),
        (_, Value::Null | Value::Blob(_)) => String::new(),
    })
}

/// Whether a record is an entity.
fn is_entity(reader: &dyn Reader, id: i64) -> Result<bool> {
    Ok(reader.number("SELECT 1 FROM entity WHERE id = ?1", &[id.into()])?.is_some())
}

/// Who holds an office, by number, name and key.
fn holders(reader: &dyn Reader, office: &Value) -> Result<Vec<(i64, String)>> {
    let sql = "SELECT DISTINCT offices.holder_id, entity.name || ' (' || record.key || ')' FROM offices
      JOIN entity ON entity.id = offices.holder_id JOIN record ON record.id = entity.id
      WHERE offices.office_id = ?1 ORDER BY 2";
    listed(reader, sql, office)
}

/// Who else bears a name of an entity's, by number, name and key.
fn namesakes(reader: &dyn Reader, entity: &Value) -> Result<Vec<(i64, String)>> {
    let sql = "SELECT DISTINCT entity.id, entity.name || ' (' || record.key || ')' FROM name AS own
      JOIN name AS other ON other.normal = own.normal AND other.entity_id <> own.entity_id
      JOIN entity ON entity.id = other.entity_id JOIN record ON record.id = entity.id
      WHERE own.entity_id = ?1 AND own.kind = 'preferred'
        AND (own.text = other.text OR (own.text NOT GLOB '*[㐀-鿿]*' AND other.text NOT GLOB '*[㐀-鿿]*')) ORDER BY 2";
    listed(reader, sql, entity)
}

fn listed(reader: &dyn Reader, sql: &str, of: &Value) -> Result<Vec<(i64, String)>> {
    let mut found = Vec::new();
    reader.each(sql, std::slice::from_ref(of), |row| {
        found.extend(row.number(0)?.zip(row.text(1)?));
        Ok(())
    })?;
    Ok(found)
}

/// The parameters that have a value, and what it is.
fn given<'q>(query: &'q Query, values: &'q [Bound]) -> Vec<(&'q Parameter, &'q Value)> {
    let value = |parameter: &Parameter| values.iter().find(|(name, _)| *name == parameter.name).map(|(_, value)| value);
    let all = query.header.parameters.iter().filter_map(|parameter| Some((parameter, value(parameter)?)));
    all.filter(|(_, value)| **value != Value::Null).collect()
}

/// Sees that no range ends before it begins: no row would show it.
///
/// # Errors
///
/// [`Error::BadParameter`].
pub fn ordered(query: &Query, values: &[Bound]) -> Result<()> {
    let given = given(query, values);
    let of = |kind: &Type| given.iter().find(|(parameter, _)| parameter.kind == *kind);
    for (first, last) in [(Type::DateFirst, Type::DateLast), (Type::CountLeast, Type::CountMost)] {
        let (Some((first, from)), Some((last, to))) = (of(&first), of(&last)) else { continue };
        let (is_reversed, from, to) = match (from, to) {
            (Value::Text(from), Value::Text(to)) => {
                let words = |day: &str| in_words(day).unwrap_or_else(|| day.to_owned());
                (from > to, words(from), words(to))
            }
            (Value::Integer(from), Value::Integer(to)) => (from > to, from.to_string(), to.to_string()),
            _ => continue,
        };
        if is_reversed {
            let why = format!("the range is reversed, since `--{}` is {to}", last.flag());
            return Err(Error::BadParameter { name: first.flag(), text: from, why, hint: None });
        }
    }
    Ok(())
}

/// The near questions that have rows, with how many.
fn near(reader: &dyn Reader, query: &Query, values: &[Bound], given: &[(&Parameter, &Value)]) -> Result<Vec<String>> {
    let mut near = Vec::new();
    let mut ask = |without: Option<&Parameter>, with: Option<(&Parameter, &Value)>, told: String| -> Result<()> {
        let changed = values.iter().map(|(name, value)| {
            let other = with.filter(|(parameter, _)| parameter.name == *name).map(|(_, value)| value.clone());
            let is_without = without.is_some_and(|without| without.name == *name);
            let value = if is_without { Value::Null } else { value.clone() };
            (name.clone(), other.unwrap_or(value))
        });
        let rows = count(reader, query, &changed.collect::<Vec<_>>())?;
        let rows_of = match rows {
            1 => "1 row".to_owned(),
            COUNTED => format!("{COUNTED} rows or more"),
            rows => format!("{rows} rows"),
        };
        if rows > 0 && near.len() < NEAR {
            near.push(format!("{rows_of} {told}"));
        }
        Ok(())
    };
    let is_of_entities = |parameter: &Parameter| matches!(parameter.kind, Type::Entity(_) | Type::Record(_));
    for (parameter, value) in given.iter().filter(|(parameter, _)| is_of_entities(parameter)) {
        for (other, name) in namesakes(reader, value)? {
            ask(None, Some((parameter, &other.into())), format!("with {name} as --{}", parameter.flag()))?;
        }
        for (other, name) in holders(reader, value)? {
            ask(
                None,
                Some((parameter, &other.into())),
                format!("with {name}, who holds the office, as --{}", parameter.flag()),
            )?;
        }
    }
    let is_free = |parameter: &&Parameter| given.iter().all(|(known, _)| known.name != parameter.name);
    for (parameter, value) in
        given.iter().filter(|(parameter, _)| matches!(parameter.kind, Type::Entity(_)) && !parameter.is_required)
    {
        let others =
            query.header.parameters.iter().filter(|other| matches!(other.kind, Type::Entity(_))).filter(is_free);
        for other in others {
            let told = format!("with --{} in place of --{}", other.flag(), parameter.flag());
            ask(Some(parameter), Some((other, value)), told)?;
        }
    }
    for (parameter, _) in given.iter().filter(|(parameter, _)| !parameter.is_required && parameter.default.is_none()) {
        ask(Some(parameter), None, format!("without --{}", parameter.flag()))?;
    }
    Ok(near)
}

/// How many rows a question has, up to a bound.
fn count(reader: &dyn Reader, query: &Query, values: &[Bound]) -> Result<i64> {
    let sql = query.settled(values);
    let sql =
        format!("SELECT count(*) FROM (SELECT 1 FROM (\n{}\n) LIMIT {COUNTED})", sql.trim_end().trim_end_matches(';'));
    let statement = reader.statement(&sql)?;
    let values = run::values(&*statement, values)?;
    drop(statement);
    Ok(reader.number(&sql, &values)?.unwrap_or(0))
}
