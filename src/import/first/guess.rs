//! What the columns of a table hold, as their values show.

use std::collections::{BTreeMap, BTreeSet};

use csv::StringRecord;

use super::column::{CALLED, Column, SURE, Taken};
use crate::error::{Error, Result};
use crate::import::stage::columns::unique;
use crate::import::stage::loose::{self, Order};
use crate::reader::Reader;
use crate::record::entity;
use crate::value::normal::normal;

/// A date has no more letters, and a code no more than the other.
const SHORT: (usize, usize) = (40, 3);

/// So many different names are looked up.
const NAMES: usize = 200;

/// The columns of a table with a header.
pub(super) fn of_table(names: &[String], rows: &[StringRecord]) -> Vec<Column> {
    let values = |n: usize| rows.iter().filter_map(move |row| row.get(n)).filter(|value| !value.is_empty());
    let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
    // A name that stands twice, or that every staged row has of its own, is another when it is read.
    let read = unique(names, "");
    let named = names.iter().zip(read).enumerate().filter(|(_, (name, _))| !name.is_empty());
    named
        .map(|(n, (_, name))| Column::new(name.clone(), quoted(&name), values(n).map(str::to_owned).collect()))
        .collect()
}

/// The properties of JSON objects as columns, in their order.
pub(super) fn of_json(rows: &[StringRecord]) -> Vec<Column> {
    let mut found: Vec<(String, Vec<String>, bool)> = Vec::new();
    for row in rows {
        let object = row.get(0).and_then(|text| serde_json::from_str::<serde_json::Value>(text).ok());
        for (name, value) in object.iter().filter_map(serde_json::Value::as_object).flatten() {
            let n = found.iter().position(|(known, ..)| known == name).unwrap_or_else(|| {
                found.push((name.clone(), Vec::new(), false));
                found.len() - 1
            });
            match value {
                serde_json::Value::String(text) => found[n].1.push(text.clone()),
                serde_json::Value::Number(number) => found[n].1.push(number.to_string()),
                serde_json::Value::Array(_) | serde_json::Value::Object(_) => found[n].2 = true,
                _ => {}
            }
        }
    }
    let sql = |name: &str| format!("(json ->> '$.\"{}\"')", name.replace('\'', "''"));
    let column = |(name, values, is_nested): (String, Vec<String>, bool)| {
        let taken = if is_nested { Taken::Nested } else { Taken::Text };
        Column { taken, ..Column::new(name.clone(), sql(&name), values) }
    };
    found.into_iter().map(column).collect()
}

/// The columns, each taken for what its values show.
pub(super) fn taken(reader: &dyn Reader, mut columns: Vec<Column>) -> Result<Vec<Column>> {
    let codes = |scheme: &str| {
        let sql = "SELECT DISTINCT upper(value) FROM identifier WHERE scheme = ?1";
        reader.texts(sql, &[scheme.to_owned().into()]).map(|texts| texts.into_iter().collect::<BTreeSet<String>>())
    };
    let currencies: BTreeSet<String> = reader.texts("SELECT code FROM currency", &[])?.into_iter().collect();
    let schemes =
        [("iso-3166-1-alpha-3", codes("iso-3166-1-alpha-3")?), ("iso-3166-1-alpha-2", codes("iso-3166-1-alpha-2")?)];
    let key = key_of(reader, &columns)?;
    for (n, column) in columns.iter_mut().enumerate() {
        let coded = |known: &BTreeSet<String>, column: &Column| column.all(|value| known.contains(value));
        column.taken = if column.taken == Taken::Nested {
            Taken::Nested
        } else if column.values.is_empty() {
            Taken::Empty
        } else if Some(n) == key {
            Taken::Key
        } else if column.all(|value| value.starts_with("http://") || value.starts_with("https://")) {
            Taken::Address
        } else if let Some(day) = day_of(column) {
            day
        } else if let Some(amount) = amount_of(column) {
            amount
        } else if coded(&currencies, column) {
            Taken::Currency
        } else {
            let scheme = schemes.iter().find(|(_, codes)| coded(codes, column)).map(|(name, _)| (*name).to_owned());
            match (scheme, kind_of(reader, column)?) {
                (Some(scheme), _) => Taken::Code(scheme),
                (None, Some(kind)) => Taken::Entity(kind),
                (None, None) => Taken::Text,
            }
        };
        // What stands for nothing among words may be a word.
        if matches!(column.taken, Taken::Text | Taken::Key) {
            column.nulls.clear();
        }
    }
    Ok(columns)
}

/// The column whose values stand once each: one that is called so, else the first.
fn key_of(reader: &dyn Reader, columns: &[Column]) -> Result<Option<usize>> {
    let rows = columns.iter().map(|column| column.values.len() + column.nulls.len()).max();
    let rows = rows.unwrap_or(0);
    let is_unique = |column: &Column| {
        let all: BTreeSet<&String> = column.values.iter().collect();
        column.values.len() == rows && all.len() == rows && column.values.iter().all(|value| value.len() <= 60)
    };
    let is_flat = |n: &usize| columns[*n].taken != Taken::Nested;
    let unique: Vec<usize> = (0..columns.len()).filter(|n| is_flat(n) && is_unique(&columns[*n])).collect();
    // An id before a code or a number.
    let is_id = |n: &&usize| columns[**n].is_called_key() && columns[**n].name.to_lowercase().ends_with("id");
    let called = unique.iter().find(is_id).or_else(|| unique.iter().find(|n| columns[**n].is_called_key()));
    if let Some(n) = called {
        return Ok(Some(*n));
    }
    // A day, a number, a name or a code of few letters that happens to stand once in each row is nobody's key.
    for n in unique {
        let column = &columns[n];
        let is_short = column.all(|value| value.chars().count() <= SHORT.1);
        if !is_short && day_of(column).is_none() && amount_of(column).is_none() && kind_of(reader, column)?.is_none() {
            return Ok(Some(n));
        }
    }
    Ok(None)
}

/// Dates, if the values are.
fn day_of(column: &Column) -> Option<Taken> {
    let is_year = |value: &str| value.len() == 4 && value.bytes().all(|byte| byte.is_ascii_digit());
    let name = column.name.to_lowercase();
    let says_so =
        ["date", "day", "year", "time", "datum", "fecha", "since", "until"].iter().any(|word| name.contains(word));
    // Four digits may be anything.
    if column.all(is_year) && !says_so {
        return None;
    }
    let is_number = |value: &str| value.parse::<f64>().is_ok() && !is_year(value) && value.len() != 8;
    let is_short = |value: &str| value.chars().count() <= SHORT.0;
    let share = if says_so { CALLED } else { SURE };
    let reads = |order: Order| {
        column.most(share, |value| is_short(value) && !is_number(value) && loose::edtf(value, order).is_some())
    };
    let is_day = |order: Order| column.values.iter().filter(|value| loose::edtf(value, order).is_some()).count();
    if !reads(Order::MonthFirst) && !reads(Order::DayFirst) {
        return None;
    }
    let has_slash = column.values.iter().any(|value| value.matches('/').count() == 2);
    if !has_slash {
        return Some(Taken::Day { order: None, is_shown: true });
    }
    let (month, day) = (is_day(Order::MonthFirst), is_day(Order::DayFirst));
    Some(match month.cmp(&day) {
        std::cmp::Ordering::Greater => Taken::Day { order: Some("mdy"), is_shown: true },
        std::cmp::Ordering::Less => Taken::Day { order: Some("dmy"), is_shown: true },
        std::cmp::Ordering::Equal => Taken::Day { order: Some("mdy"), is_shown: false },
    })
}

/// Numbers, if the values are.
fn amount_of(column: &Column) -> Option<Taken> {
    let reads = |decimal: char| column.all(|value| loose::minor_units(value, 2, decimal).is_some());
    // Three digits behind each point, and never two points: they may be thousands.
    let may_be_thousands = |(whole, rest): (&str, &str)| rest.len() == 3 && whole.trim_start_matches('-') != "0";
    let is_of_three = |value: &String| value.split_once('.').is_none_or(may_be_thousands);
    let has_point = column.values.iter().any(|value| value.contains('.'));
    let is_shown = !(has_point && column.values.iter().all(is_of_three));
    match (reads('.'), reads(',')) {
        (true, _) => Some(Taken::Amount { is_comma: false, is_shown }),
        (false, true) => Some(Taken::Amount { is_comma: true, is_shown: true }),
        _ => None,
    }
}

/// The kind of most of what the values name, if the record knows most of them.
fn kind_of(reader: &dyn Reader, column: &Column) -> Result<Option<String>> {
    // Codes of a few letters may be those of any scheme.
    if column.all(|value| value.chars().count() <= SHORT.1) {
        return Ok(None);
    }
    let names: BTreeSet<&String> = column.values.iter().collect();
    let names: Vec<&&String> = names.iter().take(NAMES).collect();
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for name in &names {
        let id = match entity::find(reader, name) {
            Ok(id) => id,
            Err(Error::AmbiguousEntity { .. }) => None,
            Err(other) => return Err(other),
        };
        let Some(id) = id else { continue };
        // A city that stands for a government is a city in a table.
        let sql = "SELECT kind FROM entity WHERE id = ?1
          AND NOT EXISTS (SELECT 1 FROM name WHERE entity_id = ?1 AND normal = ?2 AND kind = 'metonym')";
        for kind in reader.texts(sql, &[id.into(), normal(name).into()])? {
            *kinds.entry(kind).or_default() += 1;
        }
    }
    let known: usize = kinds.values().sum();
    let most = kinds.into_iter().max_by_key(|(_, count)| *count);
    Ok(most.filter(|_| known * 2 > names.len()).map(|(kind, _)| kind))
}
