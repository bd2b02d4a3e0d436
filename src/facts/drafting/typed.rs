//! A fact that a person types on one line: `event They met in Oslo; type = meeting; participant = norway, moldova`.
//!
//! The kind comes first, then its title, then its other fields. What a line need not say, because it follows from
//! where it is typed (the words, the day that the sentence tells, the key), is filled in by seed/draft/typed.toml and
//! shown, so that the person sees all that is kept.

use std::collections::BTreeMap;

use minijinja::context;

use super::cited::{Of, day};
use super::paper::{Fact, Paper};
use super::template::filled;
use crate::facts::anchor::Text;
use crate::reading::words::language_of;
use crate::shape::field::{Field, Form};
use crate::shape::kind;
use crate::value::key::Key;

/// Where a fact is typed.
#[derive(Clone, Copy)]
pub struct Where<'w> {
    /// The draft.
    pub paper: &'w Paper,
    /// The text of its source.
    pub text: &'w Text,
    /// The sentence that is shown, counted from 1.
    pub sentence: i64,
}

/// The field of what is cited; in place of a kind, it begins a citation.
const CITES: &str = "cite";

/// What the words of a quotation are typed as.
const QUOTE: &str = "quote";

/// Whether a word begins a fact that is typed on a line.
#[must_use]
pub(super) fn is_kind(word: &str) -> bool {
    word == CITES || kind::named(word).is_some_and(|kind| kind.is_record)
}

/// The fact that a line tells, with a key that nothing has yet.
///
/// # Errors
///
/// What cannot be understood of the line, in words.
pub(super) fn typed(line: &str, at: Where<'_>, is_taken: &mut dyn FnMut(&str) -> bool) -> Result<Fact, String> {
    let (name, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    if name == CITES {
        return cites(rest, at);
    }
    let Some(kind) = kind::named(name).filter(|kind| kind.is_record) else {
        let names = kind::all().iter().filter(|kind| kind.is_record).map(kind::Kind::name);
        return Err(format!("`{name}` is no kind of fact: {}", names.collect::<Vec<_>>().join(", ")));
    };
    let title = kind.table.columns.iter().find(|column| column.mark("title").is_some());
    let title = title.map(|column| column.name.as_str());
    let first = title.or_else(|| {
        let is_plain = |field: &&Field| field.is_required && matches!(field.form, Form::Plain(_));
        kind.fields.iter().find(is_plain).map(|field| field.name)
    });
    let mut fact = Fact { text: format!("[[{name}]]\n"), is_accepted: false, is_dropped: false };
    let fields = fields(&fact, first, rest)?;
    let last = |field: &str| field.rsplit('.').next().unwrap_or(field).to_owned();
    let said: BTreeMap<String, String> = fields.iter().map(|(field, value)| (last(field), value.clone())).collect();
    let source = at.paper.source();
    let of_source = |field: &str| source.as_ref()?.get(field)?.as_str();
    let key = of_source("key").unwrap_or("fact");
    if !said.contains_key("key") {
        // A fact without a title goes by the first two things that are said of it.
        let values = fields.iter().take(2).fold(key.to_owned(), |all, (_, value)| all + " " + value);
        let lead = title.and_then(|title| said.get(title)).unwrap_or(&values);
        fact.set("key", &free(lead, key, is_taken));
    }
    for (field, value) in &fields {
        match field.as_str() {
            QUOTE => {
                let words = super::quoted(value.trim_matches('"'));
                fact.set(CITES, &format!("[{{ quote = \"{words}\", sentence = {} }}]", at.sentence));
            }
            CITES if !value.starts_with(['[', '"', '{']) && stands(at, value) => fact.set(CITES, &cited(at, value)),
            _ => fact.set(field, value),
        }
    }
    let published = of_source("published").filter(|day| day.parse::<chrono::NaiveDate>().is_ok());
    let language = of_source("language");
    let spoken = language_of(at.text.content(), language);
    let of = Of { source: key, text: at.text, on: published, language, spoken };
    let day = at.text.range(at.sentence).and_then(|range| day(of, range)).map(|day| day.told);
    let latest = latest(at.paper);
    let own = filled(DEFAULTS, context! { kind => name, said => &said, day, published, latest });
    let own = own.lines().filter_map(|line| line.split_once(" = "));
    own.filter(|(field, _)| !said.contains_key(*field)).for_each(|(field, value)| fact.set(field, value));
    if !said.contains_key(QUOTE) && !said.contains_key(CITES) {
        let words = title.and_then(|title| said.get(title)).filter(|title| stands(at, title));
        fact.set(CITES, &words.map_or_else(|| whole(at), |words| cited(at, words)));
    }
    Ok(fact)
}

/// The fields that a line says of a fact, each called whole; what comes first may be its title or its first word.
fn fields(fact: &Fact, title: Option<&str>, line: &str) -> Result<Vec<(String, String)>, String> {
    let told = |(n, part): (usize, &str)| {
        let (field, value) = match (part.split_once('='), title) {
            (Some((field, value)), _) if is_name(field) => (field.trim(), value.trim()),
            (_, Some(title)) if n == 0 => (title, part),
            _ => return Err(format!("`{part}` is no FIELD = VALUE")),
        };
        let called = if field == QUOTE { Some(QUOTE.to_owned()) } else { fact.called(field) };
        called.map(|called| (called, value.to_owned())).ok_or_else(|| fact.unknown(field))
    };
    parts(line).into_iter().enumerate().map(told).collect()
}

/// The citation of a record that is told already: `cite KEY`, `cite KEY; cite = WORDS`.
fn cites(rest: &str, at: Where<'_>) -> Result<Fact, String> {
    let mut parts = parts(rest).into_iter();
    let Some(record) = parts.next().filter(|key| key.parse::<Key>().is_ok()) else {
        return Err("`cite` wants the key of a record: cite KEY".to_owned());
    };
    let text = format!("[[cite]]\nrecord = \"{record}\"\n");
    let mut fact = Fact { text, is_accepted: false, is_dropped: false };
    fact.set(CITES, &whole(at));
    for part in parts {
        match part.split_once('=').map(|(field, value)| (field.trim(), value.trim())) {
            Some((CITES, value)) if stands(at, value) => fact.set(CITES, &cited(at, value)),
            Some((field, value)) if fact.knows(field) => fact.set(field, value),
            _ => return Err(format!("`{part}` is no FIELD = VALUE of a citation")),
        }
    }
    Ok(fact)
}

/// Whether words stand in the sentence that is shown.
pub(super) fn stands(at: Where<'_>, words: &str) -> bool {
    at.text.sentence(at.sentence).is_some_and(|sentence| sentence.contains(words))
}

/// Words of the sentence that is shown, as what is cited.
pub(super) fn cited(at: Where<'_>, words: &str) -> String {
    format!("[{{ words = \"{}\", sentence = {} }}]", super::quoted(words), at.sentence)
}

/// The sentence that is shown, as what is cited.
pub(super) fn whole(at: Where<'_>) -> String {
    cited(at, at.text.sentence(at.sentence).unwrap_or(""))
}

/// The key of the fact of each kind that stands last in a draft.
fn latest(paper: &Paper) -> BTreeMap<String, String> {
    let facts = paper.facts().filter(|fact| !fact.is_dropped);
    facts.filter_map(|fact| Some((fact.name().to_owned(), fact.key()?))).collect()
}

/// A key that nothing has: of what is said, with the source's before it where another has that, with a number where
/// that is taken too.
fn free(said: &str, source: &str, is_taken: &mut dyn FnMut(&str) -> bool) -> String {
    let short = |text: &str| Key::from_text(text, 60).map_or_else(|| source.to_owned(), |key| key.to_string());
    let own = [short(said), short(&format!("{source} {said}"))];
    let numbered = (2..).map(|n: u32| format!("{}-{n}", own[1]));
    own.iter().cloned().chain(numbered).find(|key| !is_taken(key)).unwrap_or_else(|| source.to_owned())
}

/// What stands between the semicolons of a line: those before a `FIELD =`, outside quotation marks. Any other is one
/// of a text.
#[must_use]
pub fn parts(line: &str) -> Vec<&str> {
    let (mut parts, mut start, mut mark) = (Vec::new(), 0, false);
    let is_field = |rest: &str| rest.split_once('=').is_some_and(|(field, _)| is_name(field)) || rest.trim().is_empty();
    for (at, c) in line.char_indices() {
        match c {
            '"' => mark = !mark,
            ';' if !mark && is_field(&line[at + 1..]) => {
                parts.push(line[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(line[start..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

/// Whether something can be the name of a field.
fn is_name(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-'))
}

/// What a fact says by itself.
const DEFAULTS: &str = include_str!("../../../seed/draft/typed.toml");
