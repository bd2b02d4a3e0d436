//! What the columns of an input are called: as its header says, once each, and as a recipe may call them.

use std::collections::{HashMap, HashSet};

use crate::error::{Error, Result};
use crate::import::recipe::{Choice, Recipe};
use crate::script::tokens::{Kind, Token, tokens};
use crate::shape;

/// The columns that every staged row has.
const TAKEN: [&str; 3] = ["row_number", "row_key", "record_id"];

/// The names by which a recipe calls columns: `event_id` may be `Event ID`, where the input has no other of that name.
pub(super) fn called(mut names: Vec<String>, words: &str) -> Vec<String> {
    for n in 0..names.len() {
        let plain = plain(&names[n]);
        let is_free = !names.iter().any(|other| other.eq_ignore_ascii_case(&plain));
        if is_free && words.contains(&plain) && !is_said(&names[n], words) {
            names[n] = plain;
        }
    }
    names
}

/// Whether SQL in lower case says a name, its quotes doubled.
pub(super) fn is_said(name: &str, words: &str) -> bool {
    words.contains(&name.to_lowercase().replace('"', "\"\""))
}

/// The names that SQL in lower case reads: not those of the columns that it fills, of what it calls its results, and of
/// the record's own tables.
pub(super) fn read(words: &str) -> HashSet<String> {
    let tokens = tokens(words);
    let tokens: Vec<(&Token, &str)> = tokens
        .iter()
        .filter(|token| token.kind != Kind::Blank)
        .map(|token| (token, &words[token.at.clone()]))
        .collect();
    let text = |n: usize| tokens.get(n).map_or("", |(_, text)| *text);
    let mut names = HashSet::new();
    let mut at = 0;
    while at < tokens.len() {
        // INSERT INTO event (id, title)
        if text(at) == "into" && text(at + 2) == "(" {
            at += 3 + tokens[at + 3..].iter().take_while(|(token, _)| token.kind != Kind::Close).count();
            continue;
        }
        let name = match tokens[at].0.kind {
            Kind::Word => Some(text(at).to_owned()),
            Kind::Value => text(at)
                .strip_prefix('"')
                .and_then(|name| name.strip_suffix('"'))
                .map(|name| name.replace("\"\"", "\"")),
            _ => None,
        };
        let is_called = at > 0 && text(at - 1) == "as";
        let is_of_record = at > 1 && text(at - 1) == "." && shape::own().iter().any(|table| table.name == text(at - 2));
        names.extend(name.filter(|_| !is_called && !is_of_record));
        at += 1;
    }
    names
}

/// The columns of an input under the names that the recipe has chosen for them; those that the input lacks and may
/// lack come after its own.
///
/// # Errors
///
/// The input lacks a column under all of its names.
pub(super) fn chosen(columns: &[String], recipe: &Recipe) -> Result<Vec<String>> {
    let mut names = columns.to_vec();
    for Choice { name, of, may_lack } in &recipe.choices {
        let is = |header: &String| {
            let header = plain(header);
            columns.iter().position(|column| plain(column) == header)
        };
        match of.iter().find_map(is) {
            Some(found) => names[found].clone_from(name),
            None if *may_lack => names.push(name.clone()),
            None => {
                let what = format!("{}.sql reads a column that is called {}", recipe.name, of.join(" or "));
                return Err(Error::Refused { what, hint: format!("the input has {}", columns.join(", ")) });
            }
        }
    }
    Ok(names)
}

/// A column's name in lower case, with one low line for each run of what is no letter and no digit.
fn plain(name: &str) -> String {
    let parts = name.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(str::to_lowercase).collect::<Vec<_>>().join("_")
}

/// Column names, those that stand twice or are taken numbered, however they are written. Of names that differ in their
/// letters' case alone, the one that `sql` writes as it is keeps its name: SQL knows no case.
pub(in crate::import) fn unique(columns: &[String], sql: &str) -> Vec<String> {
    let is_word = |name: &String| sql.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == name);
    let mut own: HashMap<String, usize> = HashMap::new();
    for (n, column) in columns.iter().enumerate().filter(|(_, column)| is_word(column)) {
        own.entry(column.to_ascii_lowercase()).or_insert(n);
    }
    let mut taken: HashSet<String> = TAKEN.map(str::to_owned).into();
    // Where the numbers of a name that stands often go on.
    let mut copies: HashMap<String, usize> = HashMap::new();
    let mut names = Vec::new();
    for (n, column) in columns.iter().enumerate() {
        let base = if column.is_empty() { format!("column_{}", n + 1) } else { column.clone() };
        let copy = copies.entry(base.to_ascii_lowercase()).or_insert(1);
        let mut name = base.clone();
        if own.get(&base.to_ascii_lowercase()).is_some_and(|own| *own != n) {
            *copy += 1;
            name = format!("{base}_{copy}");
        }
        while !taken.insert(name.to_ascii_lowercase()) {
            *copy += 1;
            name = format!("{base}_{copy}");
        }
        names.push(name);
    }
    names
}
