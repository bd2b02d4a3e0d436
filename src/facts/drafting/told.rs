//! Statements of a draft: what a text tells somebody to have said, ready to be checked.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use minijinja::context;

use super::known::Known;
use super::places::Places;
use super::template::filled;
use super::{comment, quoted};
use crate::error::Result;
use crate::facts::anchor::Text;
use crate::reading::speech::words::{Words, of_text};
use crate::reading::speech::{Form, Speech};
use crate::value::key::Key;
use crate::value::normal::{normal, without_honorifics};
use crate::value::quotation::quotations;
use crate::value::told_day;

/// How a new entity is written.
const ENTITY: &str = include_str!("../../../seed/draft/entity.toml");

/// How a statement is written.
const STATEMENT: &str = include_str!("../../../seed/draft/statement.toml");

/// A statement with the sentence it stands in, counted from 1, as it is written in a draft.
pub(super) struct Told {
    pub(super) sentence: i64,
    pub(super) table: String,
}

/// Whom a text has named so far.
struct People<'k> {
    known: &'k Known<'k>,
    words: &'static Words,
    places: Places<'k>,
    /// Keys by the last word of a name.
    by_surname: HashMap<String, String>,
    /// New ones, by their names.
    fresh: HashMap<String, String>,
    /// Who was named last, and where that ends.
    last: Option<(String, usize)>,
}

/// Who is told to speak.
enum Speaker {
    /// An entity, by its key; why, where that is worked out.
    Entity(String, Option<String>),
    /// Whom nobody knows.
    Printed(String),
    /// A word for somebody, and nobody knows for whom.
    Unclear(String),
}

/// The statements of a text, each with the tables that it needs.
pub(super) fn statements(
    known: &Known<'_>,
    source: &str,
    (text, all): (&Text, &[Speech]),
    on: Option<&str>,
    language: Option<&str>,
) -> Result<Vec<Told>> {
    let content = text.content();
    let words = of_text(content, language);
    let mut people = People {
        known,
        words,
        places: Places::of_text(content),
        by_surname: HashMap::new(),
        fresh: HashMap::new(),
        last: None,
    };
    let mut found = Vec::new();
    for parts in all.chunk_by(|one, other| one.cue.is_some() && one.cue == other.cue) {
        let Some(first) = parts.first() else { continue };
        let Some(sentence) = text.sentence_at(first.at.start) else { continue };
        let mut table = String::new();
        let key = format!("{source}-{}", found.len() + 1);
        let speaker = match &first.speaker {
            Some(range) => Some(people.speaker(text, range, first.is_carried, &mut table)?),
            None => None,
        };
        write(
            &mut table,
            (&key, text, words, &people.places),
            parts,
            speaker.as_ref(),
            date(text, parts, on, language),
        );
        found.push(Told { sentence, table });
    }
    Ok(found)
}

/// The quotations that no statement is made of: nobody is told to have said them.
pub(super) fn quotations_of_nobody(text: &Text, all: &[Speech]) -> Vec<Range<usize>> {
    let told: HashSet<&Range<usize>> = all.iter().map(|speech| &speech.at).collect();
    quotations(text.content()).into_iter().filter(|range| !told.contains(range)).collect()
}

/// Writes the table of a statement.
fn write(
    table: &mut String,
    (key, text, words, places): (&str, &Text, &Words, &Places<'_>),
    parts: &[Speech],
    speaker: Option<&Speaker>,
    date: Option<String>,
) {
    let content = text.content();
    let form = parts.iter().map(|part| part.form).min();
    let form = match form {
        Some(Form::Direct) => "direct",
        Some(Form::Fragment) => "fragment",
        _ => "indirect",
    };
    let cue = parts.iter().find_map(|part| part.cue.clone()).map(|cue| &content[cue]);
    let verb = cue.and_then(|cue| words.present(cue)).unwrap_or("says");
    let is_unclear = matches!(speaker, Some(Speaker::Unclear(_)));
    let (speaker, why) = match speaker {
        Some(Speaker::Entity(key, why)) => (Some(format!("\"{key}\"")), why.as_deref().map(quoted)),
        Some(Speaker::Printed(name) | Speaker::Unclear(name)) => {
            (Some(format!("{{ printed = \"{}\" }}", quoted(name))), None)
        }
        None => (None, None),
    };
    let quotations: Vec<&Speech> = parts.iter().filter(|part| part.form != Form::Indirect).collect();
    let cited: Vec<String> = if quotations.is_empty() {
        parts.iter().take(1).map(|part| cite(text, places, few(text, places, &part.at), "words")).collect()
    } else {
        quotations.iter().map(|part| cite(text, places, part.at.clone(), "quote")).collect()
    };
    let verb = quoted(verb);
    let cite = cited.join(", ");
    table.push_str(&filled(STATEMENT, context! { key, verb, form, speaker, is_unclear, why, date, cite }));
}

/// The first words of what is told, as many as are needed to find them.
fn few(text: &Text, places: &Places<'_>, range: &Range<usize>) -> Range<usize> {
    let content = &text.content()[range.clone()];
    let ends = content.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at).chain([content.len()]);
    let ends: Vec<usize> = ends.collect();
    let wanted = [8, 14, usize::MAX].map(|count| range.start + ends.get(count - 1).copied().unwrap_or(content.len()));
    let is_one = |end: &&usize| places.of(&text.content()[range.start..**end]).len() == 1;
    range.start..wanted.iter().find(is_one).copied().unwrap_or(wanted[0])
}

/// A citation of words at a place; with the sentence where they stand elsewhere too.
fn cite(text: &Text, places: &Places<'_>, range: Range<usize>, field: &str) -> String {
    let words = &text.content()[range.clone()];
    let places = places.of(words);
    let nth = places.iter().position(|place| *place == range.start);
    let which = if places.len() > 1 {
        nth.map_or_else(String::new, |n| format!(", occurrence = {}", n + 1))
    } else {
        String::new()
    };
    match (field, which.is_empty()) {
        ("words", true) => format!("\"{}\"", quoted(words)),
        _ => format!("{{ {field} = \"{}\"{which} }}", quoted(words)),
    }
}

/// The day on which it was said, where the sentence tells one and only one outside of what is said.
fn date(text: &Text, parts: &[Speech], on: Option<&str>, language: Option<&str>) -> Option<String> {
    let first = parts.iter().find(|part| part.cue.is_some())?;
    let cue = first.cue.clone()?;
    let (start, sentence) = text.sentence_around(cue.start)?;
    let mut days = told_day::find(sentence, on, language).into_iter().filter(|day| {
        let at = start + day.at.start;
        !parts.iter().any(|part| part.at.contains(&at))
    });
    let day = days.next()?;
    if days.next().is_some() {
        return None;
    }
    let words = quoted(&sentence[day.at]);
    Some(if day.is_counted {
        format!("{{ date = \"{}\", words = \"{words}\", from = \"{}\" }}", day.edtf, on?)
    } else {
        format!("\"{}\"", day.edtf)
    })
}

impl People<'_> {
    /// Who a speaker is; a new one is written as an entity first.
    fn speaker(&mut self, text: &Text, range: &Range<usize>, is_carried: bool, table: &mut String) -> Result<Speaker> {
        let printed = &text.content()[range.clone()];
        let why = is_carried.then(|| "the words follow on from those before".to_owned());
        if self.words.pronouns.contains(&printed.to_lowercase()) {
            // Where anybody else is named between, nobody knows who is meant.
            let is_one = matches!(printed.to_lowercase().as_str(), "he" | "she");
            let last = self.last.clone().filter(|(_, at)| {
                let between = text.content().get(*at..range.start);
                // The same word again is the same one.
                is_one && (*at == range.end || between.is_some_and(|between| !names_another(between, self.words)))
            });
            let Some((key, _)) = last else { return Ok(Speaker::Unclear(printed.to_owned())) };
            self.last = Some((key.clone(), range.end));
            return Ok(Speaker::Entity(key, Some(format!("`{printed}` is who was named last"))));
        }
        if let Some(key) = self.known.key(printed)? {
            let key = key.to_owned();
            self.named(printed, &key, range.end);
            return Ok(Speaker::Entity(key, why));
        }
        let Some((name, titles)) = person(printed, self.words) else { return Ok(Speaker::Printed(printed.to_owned())) };
        if let Some(key) = self.known.key(name)? {
            let key = key.to_owned();
            self.named(name, &key, range.end);
            return Ok(Speaker::Entity(key, why));
        }
        let is_surname = !name.contains(char::is_whitespace);
        if let Some(key) = self.by_surname.get(&normal(name)).filter(|_| is_surname).or_else(|| self.fresh.get(name)) {
            let key = key.clone();
            self.last = Some((key.clone(), range.end));
            return Ok(Speaker::Entity(key, why));
        }
        if is_surname {
            return Ok(Speaker::Printed(printed.to_owned()));
        }
        let Ok(key) = Key::from_text(name, 60).ok_or(()) else { return Ok(Speaker::Printed(printed.to_owned())) };
        let key = key.to_string();
        let at = range.start + printed.find(name).unwrap_or(0);
        let cite = cite(text, &self.places, at..at + name.len(), "words");
        let (name_of, titles) = (quoted(name), comment(titles));
        table.push_str(&filled(ENTITY, context! { key => key.as_str(), name => name_of, titles, cite }));
        table.push('\n');
        self.fresh.insert(name.to_owned(), key.clone());
        self.named(name, &key, range.end);
        Ok(Speaker::Entity(key, why))
    }

    fn named(&mut self, name: &str, key: &str, end: usize) {
        let surname = name.split_whitespace().next_back().map(normal);
        self.by_surname.extend(surname.map(|surname| (surname, key.to_owned())));
        self.last = Some((key.to_owned(), end));
    }
}

/// Whether a text names somebody: two words with capital letters together, or a title and a name.
fn names_another(text: &str, words: &Words) -> bool {
    let pieces: Vec<&str> = text.split_whitespace().collect();
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    pieces.windows(2).any(|two| {
        let plain = two[0].to_lowercase();
        let is_other = words.aside.contains(&plain) || words.stops.contains(&plain) || words.pronouns.contains(&plain);
        is_capital(two[0]) && is_capital(two[1]) && two[0].ends_with(char::is_alphabetic) && !is_other
    })
}

/// The name of a person in words that name one, and what stands before it: President | Ada Arc.
fn person<'p>(printed: &'p str, words: &Words) -> Option<(&'p str, &'p str)> {
    let first = printed.split([',', '(']).next()?.trim();
    let plain = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let is_title = |word: &str| without_honorifics(&format!("{} x", normal(word))).is_some();
    let mut rest = first;
    let (mut is_after_of, mut has_noun) = (false, false);
    while let Some(word) = rest.split_whitespace().next() {
        let is_small = word.starts_with(char::is_lowercase);
        let is_before =
            is_small || is_after_of || is_title(word) || words.speakers.contains(&plain(word)) || plain(word) == "the";
        if !is_before {
            break;
        }
        // "Secretary of State": what follows "of" belongs to the title.
        // "A spokesman for Arc" is not Arc.
        if is_small && has_noun && words.aside.contains(word) {
            return None;
        }
        has_noun |= is_small && words.speakers.contains(&plain(word));
        is_after_of = word == "of" && rest.len() < first.len();
        rest = rest[word.len()..].trim_start();
    }
    let rest = rest.split(" of ").next().unwrap_or(rest);
    let before = first.find(rest).map_or("", |at| first[..at].trim());
    let names: Vec<&str> = rest.split_whitespace().collect();
    let is_name = (1..=4).contains(&names.len())
        && names.iter().all(|word| {
            word.starts_with(char::is_uppercase)
                && !words.bodies.contains(&plain(word))
                && !words.speakers.contains(&plain(word))
        })
        && !names
            .iter()
            .any(|word| word.ends_with("’s") || word.ends_with("'s") || word.chars().any(|c| c.is_ascii_digit()))
        && names.iter().any(|word| word.chars().any(char::is_lowercase));
    // "The Wall Street" has an article, and a person has none.
    let has_article = before.eq_ignore_ascii_case("the");
    (is_name && !has_article).then_some((rest, before))
}
