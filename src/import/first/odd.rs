//! Rows of a table that may be none: totals, notes beneath it, its head again.

use csv::StringRecord;
use serde::Deserialize;

use super::column::plain;

static ODD: &str = include_str!("../../../seed/first/odd.toml");

/// So many of them are named.
const MOST: usize = 5;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    totals: Vec<String>,
    notes: Vec<String>,
}

/// What is told in the head of rows that may be none, each with its line.
pub(super) fn told(names: &[String], rows: &[(i64, StringRecord)]) -> Vec<String> {
    let file: File = match toml::from_str(ODD) {
        Ok(file) => file,
        Err(_) => unreachable!("seed/first/odd.toml is sound, as every test shows"),
    };
    let begins = |list: &[String], text: &str| {
        let follows = |rest: &str| !rest.starts_with(char::is_alphanumeric);
        list.iter().any(|word| text.strip_prefix(word.as_str()).is_some_and(|rest| word == "*" || follows(rest)))
    };
    let what = |row: &StringRecord| {
        let first = row.iter().find(|cell| !cell.trim().is_empty())?.trim().to_lowercase();
        let is_lone = row.iter().filter(|cell| !cell.trim().is_empty()).count() * 2 <= row.len();
        if row.len() > 1 && row.iter().zip(names).all(|(cell, name)| cell == name) {
            Some("the head again")
        } else if begins(&file.totals, &first) {
            Some("a total of others")
        } else if is_lone && begins(&file.notes, &first) {
            Some("a note")
        } else {
            None
        }
    };
    let found =
        rows.iter().filter_map(|(line, row)| Some((line, what(row)?, row.iter().find(|cell| !cell.is_empty())?)));
    found
        .take(MOST)
        .map(|(line, what, cell)| {
            let short: String = cell.chars().take(40).collect();
            format!("  line {line}, {}: IT MAY BE {what}: `INSERT INTO rejected` or WHERE leaves it out", plain(&short))
        })
        .collect()
}
