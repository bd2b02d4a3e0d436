//! Completion within a session: questions and commands as a shell is offered them, and the names of SQL.

use std::ffi::OsString;

use super::line::{KEYWORDS, is_sql};
use super::settings::Settings;
use crate::cli::Environment;
use crate::cli::completing::{self, Place};
use crate::output::Format;
use crate::reader::Reader;
use crate::seed;

/// The settings that can be typed.
const DOTTED: [&str; 16] = [
    ".cite",
    ".headers",
    ".help",
    ".limit",
    ".mode",
    ".notes",
    ".nullvalue",
    ".once",
    ".open",
    ".output",
    ".quit",
    ".read",
    ".schema",
    ".show",
    ".tables",
    ".width",
];

/// Tables, views, their columns and functions.
const NAMES: &str = "SELECT name, '' FROM pragma_table_list WHERE schema = 'main' AND name NOT GLOB 'sqlite_*'
  UNION SELECT column.name, '' FROM pragma_table_list AS list JOIN pragma_table_info(list.name) AS column
    WHERE list.schema = 'main' AND list.type = 'view'
  UNION SELECT name || '(', '' FROM pragma_function_list WHERE name GLOB '[a-z]*'";

/// Most values that are offered.
const MOST: usize = 60;

/// Where the word begins that is typed, and what it may be.
pub fn completed(line: &str, settings: &Settings, environment: &Environment) -> (usize, Vec<String>) {
    let start = line.rfind(|c: char| c.is_whitespace() || "(,=.".contains(c)).map_or(0, |at| at + 1);
    if is_sql(line) {
        return (start, of_sql(&line[start..], settings, environment));
    }
    let start = line.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let typed = &line[start..];
    let fit = |names: Vec<String>| names.into_iter().filter(|name| name.starts_with(typed)).collect::<Vec<_>>();
    if line.trim_start().starts_with('.') {
        let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        let is_name = line[..start].trim().is_empty();
        return (start, if is_name { fit(owned(&DOTTED)) } else { fit(owned(&Format::names())) });
    }
    let before: Vec<OsString> = line[..start].split_whitespace().map(OsString::from).collect();
    let questions = seed::names("queries");
    let is_question = before.first().is_some_and(|first| questions.iter().any(|name| first == name.as_str()));
    let mut words = vec![OsString::from("onrecord")];
    if is_question {
        words.push("ask".into());
    }
    let is_first = before.is_empty();
    words.extend(before);
    words.push(typed.into());
    let mut values = completing::candidates(&place(settings, environment), words);
    if is_first {
        values.extend(fit(questions));
        values.retain(|value| !value.starts_with('-'));
    }
    values.truncate(MOST);
    (start, values)
}

fn place(settings: &Settings, environment: &Environment) -> Place {
    Place::new(settings.db.clone(), environment)
}

fn of_sql(typed: &str, settings: &Settings, environment: &Environment) -> Vec<String> {
    let lower = typed.to_lowercase();
    if lower.is_empty() {
        return Vec::new();
    }
    let mut names: Vec<String> = KEYWORDS.iter().map(|&word| word.to_owned()).collect();
    if let Ok(conn) = place(settings, environment).open() {
        let reader: &dyn Reader = &conn;
        // Without the names of the record there are still the words of SQL.
        names.extend(reader.texts(NAMES, &[]).unwrap_or_else(|_| Vec::new()));
    }
    names.retain(|name| name.to_lowercase().starts_with(&lower));
    names.truncate(MOST);
    names
}
