//! What part the columns of a table give to whom they name: by the words of their names (`seed/first/roles.toml`), else by
//! their order.

use std::collections::BTreeMap;

use minijinja::{Value, context};
use serde::Deserialize;

use super::column::{Column, Taken, plain};

static ROLES: &str = include_str!("../../../seed/first/roles.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    of_money: Roles,
    of_others: Roles,
    places: Places,
}

/// The parts that rows have.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Roles {
    by_order: Vec<String>,
    named: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Places {
    words: Vec<String>,
}

/// Who has a part in a row, as the template takes them, and what of it is told in the head.
pub(super) struct Parts {
    pub(super) parties: Vec<Value>,
    pub(super) told: Vec<String>,
    /// The SQL of the place.
    pub(super) place: String,
}

/// The parts that columns give, of rows of money or of others.
pub(super) fn of(columns: &[Column], has_money: bool, first_day: &str) -> Parts {
    let file: File = match toml::from_str(ROLES) {
        Ok(file) => file,
        Err(_) => unreachable!("seed/first/roles.toml is sound, as every test shows"),
    };
    let Roles { by_order, named } = if has_money { &file.of_money } else { &file.of_others };
    let place = if has_money { "NULL".to_owned() } else { place(&file, columns) };
    let is_party = |column: &&Column| {
        matches!(column.taken, Taken::Entity(_))
            && !(has_money && says(&file.places.words, column))
            && column.entity() != place
    };
    let all: Vec<&Column> = columns.iter().filter(is_party).collect();
    let is_free = |role: &&str| !all.iter().any(|column| called(named, column) == Some(role));
    let mut free = by_order.iter().map(String::as_str).filter(is_free).collect::<Vec<_>>().into_iter();
    let rest = by_order.last().map_or("", String::as_str);
    let first_day = if has_money { "'0000-01-01'" } else { first_day };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let (mut parties, mut told) = (Vec::new(), Vec::new());
    for column in all {
        let by_name = called(named, column);
        let role = by_name.or_else(|| free.next()).unwrap_or(rest).to_owned();
        let how = if by_name.is_some() { "by its name" } else { "BY ITS ORDER: see that it is so" };
        told.push(format!("  {}: the {role}, {how}", plain(&column.name)));
        let n = counts.entry(role.clone()).or_default();
        *n += 1;
        let (entity, printed) = (column.entity(), column.sql.clone());
        parties.push(context! { role, n => *n, entity, printed, first_day => first_day.to_owned() });
    }
    Parts { parties, told, place }
}

/// The SQL of the place of a row: of the column that is called so, else of the first of countries.
fn place(file: &File, columns: &[Column]) -> String {
    let is_entity = |column: &&Column| matches!(column.taken, Taken::Entity(_));
    let is_free = |column: &&Column| called(&file.of_others.named, column).is_none();
    let is_country = |column: &&Column| column.taken == Taken::Entity("country".to_owned());
    let named = columns.iter().filter(is_entity).find(|column| says(&file.places.words, column));
    let found = named.or_else(|| columns.iter().filter(is_country).find(is_free));
    found.map_or_else(|| "NULL".to_owned(), Column::entity)
}

/// The part that a column's name says.
fn called<'r>(roles: &'r BTreeMap<String, Vec<String>>, column: &Column) -> Option<&'r str> {
    roles.iter().find(|(_, words)| says(words, column)).map(|(role, _)| role.as_str())
}

/// Whether a column's name is one of some words, or has it among its own.
fn says(words: &[String], column: &Column) -> bool {
    let name = column.name.to_lowercase();
    let own: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).collect();
    words.iter().any(|word| *word == name || own.contains(&word.as_str()))
}
