//! Lines by which a person tells facts: one of a kind, or several by a word of seed/draft/several.toml.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use minijinja::{Environment, Value};
use serde::Deserialize;

use super::paper::{Fact, Paper};
use super::typed::{Where, cited, is_kind, parts, stands, typed, whole};
use crate::value::key::Key;

/// A word, and the tables that it stands for.
#[derive(Debug, Deserialize)]
struct Several {
    /// How it is typed.
    like: String,
    /// What has to be said.
    wants: Vec<String>,
    tables: String,
}

fn all() -> &'static BTreeMap<String, Several> {
    static ALL: OnceLock<BTreeMap<String, Several>> = OnceLock::new();
    ALL.get_or_init(|| match toml::from_str(include_str!("../../../seed/draft/several.toml")) {
        Ok(all) => all,
        Err(_) => unreachable!("seed/draft/several.toml is sound, as every test shows"),
    })
}

/// Whether a line tells a fact, and is no `FIELD = VALUE`: `stage = given` corrects, `stage given` tells.
#[must_use]
pub fn is_told(line: &str) -> bool {
    let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    (all().contains_key(word) || is_kind(word)) && !rest.trim_start().starts_with('=')
}

/// The facts that a line tells; `is_taken` says whether something has a key already.
///
/// # Errors
///
/// What is not understood of the line, in words.
pub fn told(line: &str, at: Where<'_>, is_taken: &mut dyn FnMut(&str) -> bool) -> Result<Vec<Fact>, String> {
    let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let Some(several) = all().get(word) else { return Ok(vec![typed(line, at, is_taken)?]) };
    let mut said: BTreeMap<String, String> = BTreeMap::new();
    for (n, part) in parts(rest).into_iter().enumerate() {
        let (field, value) = part.split_once('=').unwrap_or((if n == 0 { "title" } else { "" }, part));
        said.insert(field.trim().to_owned(), value.trim().to_owned());
    }
    let is_known = |field: &String| several.wants.contains(field);
    if said.len() != several.wants.len() || !said.keys().all(is_known) {
        return Err(format!("`{word}` is told like this: {}", several.like));
    }
    let source = at.paper.source();
    for field in ["key", "published"] {
        let value = source.as_ref().and_then(|source| source.get(field)?.as_str());
        let name = if field == "key" { "source" } else { field };
        said.extend(value.map(|value| (name.to_owned(), value.to_owned())));
    }
    let tables = written(several, at, &said);
    let keys = Paper::read(&tables).map_err(|_| format!("`{line}` makes no sound tables"))?;
    let facts = keys.facts().cloned().map(|fact| Fact { is_accepted: true, ..fact });
    // What is there already needs no second telling.
    Ok(facts.filter(|fact| fact.key().is_none_or(|key| !is_taken(&key))).collect())
}

/// The tables of a word, filled in.
fn written(several: &Several, at: Where<'_>, said: &BTreeMap<String, String>) -> String {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    environment.add_filter("key", |text: String| Key::from_text(&text, 60).map(|key| key.to_string()));
    let sentence = whole(at);
    let words: BTreeMap<String, String> = said
        .values()
        .map(|words| (words.clone(), if stands(at, words) { cited(at, words) } else { sentence.clone() }))
        .collect();
    environment.add_filter("cite", move |text: String| words.get(&text).cloned());
    match environment.render_str(&several.tables, Value::from(said.clone())) {
        Ok(text) => text,
        Err(_) => unreachable!("the tables of seed/draft/several.toml are sound, as every test shows"),
    }
}
