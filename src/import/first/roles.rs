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
    pledge: BTreeMap<String, Vec<String>>,
    event: BTreeMap<String, Vec<String>>,
    place: BTreeMap<String, Vec<String>>,
}

/// What the rows of a table are taken for.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Rows {
    /// Pledges.
    Pledges,
    /// Events.
    Events,
}

/// Who has a part in a row, as the template takes them, and what of it is told in the head.
pub(super) struct Parts {
    pub(super) parties: Vec<Value>,
    pub(super) told: Vec<String>,
    /// The SQL of the place.
    pub(super) place: String,
}

/// The parts that columns give.
pub(super) fn of(columns: &[Column], rows: Rows, first_day: &str) -> Parts {
    let file: File = match toml::from_str(ROLES) {
        Ok(file) => file,
        Err(_) => unreachable!("seed/first/roles.toml is sound, as every test shows"),
    };
    let place = place(&file, columns, rows);
    let named = if rows == Rows::Pledges { &file.pledge } else { &file.event };
    let is_party = |column: &&Column| {
        matches!(column.taken, Taken::Entity(_)) && !called(&file.place, column).is_some_and(|_| rows == Rows::Pledges)
    };
    let all: Vec<&Column> = columns.iter().filter(is_party).filter(|column| column.entity() != place).collect();
    let mut free: Vec<&str> = if rows == Rows::Pledges { vec!["recipient", "donor"] } else { Vec::new() };
    free.retain(|role| !all.iter().any(|column| called(named, column) == Some(role)));
    let rest = if rows == Rows::Pledges { "recipient" } else { "participant" };
    let first_day = if rows == Rows::Pledges { "'0000-01-01'" } else { first_day };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let (mut parties, mut told) = (Vec::new(), Vec::new());
    for column in all {
        let by_name = called(named, column);
        let role = by_name.or_else(|| free.pop()).unwrap_or(rest).to_owned();
        let how = if by_name.is_some() { "by its name" } else { "BY ITS ORDER: see that it is so" };
        told.push(format!("  {}: the {role}, {how}", plain(&column.name)));
        let n = counts.entry(role.clone()).or_default();
        *n += 1;
        let (entity, printed) = (column.entity(), column.sql.clone());
        parties.push(context! { role, n => *n, entity, printed, first_day => first_day.to_owned() });
    }
    Parts { parties, told, place }
}

/// The SQL of the place of an event: of the column that is called so, else of the first of countries.
fn place(file: &File, columns: &[Column], rows: Rows) -> String {
    let is_entity = |column: &&Column| matches!(column.taken, Taken::Entity(_));
    let is_free = |column: &&Column| called(&file.event, column).is_none();
    let is_country = |column: &&Column| column.taken == Taken::Entity("country".to_owned());
    let named = columns.iter().filter(is_entity).find(|column| called(&file.place, column).is_some());
    let found = named.or_else(|| columns.iter().filter(is_country).find(is_free)).filter(|_| rows == Rows::Events);
    found.map_or_else(|| "NULL".to_owned(), Column::entity)
}

/// The part that a column's name says.
fn called<'r>(roles: &'r BTreeMap<String, Vec<String>>, column: &Column) -> Option<&'r str> {
    let name = column.name.to_lowercase();
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).collect();
    let says = |list: &Vec<String>| list.iter().any(|role| *role == name || words.contains(&role.as_str()));
    roles.iter().find(|(_, list)| says(list)).map(|(role, _)| role.as_str())
}
