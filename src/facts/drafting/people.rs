//! People and bodies of a draft: whom a text names, and who is meant.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use minijinja::context;

use super::cited::{Of, cite};
use super::introduced::{Introduced, Introductions};
use super::known::Known;
use super::places::Places;
use super::printed::{apposed, body, names_alone, names_another, person, plain, without_article};
use super::quoted;
use super::template::filled;
use crate::error::Result;
use crate::reading::words::{Words, of_text};
use crate::value::key::Key;
use crate::value::normal::normal;

/// How a new entity is written.
const ENTITY: &str = include_str!("../../../seed/draft/entity.toml");

/// How the office of a new person is written.
const OFFICE: &str = include_str!("../../../seed/draft/office.toml");

/// Why words are taken for those of who spoke before.
pub(super) const FOLLOWS: &str = "the words follow on from those before";

/// Whom a text has named so far.
pub(super) struct People<'k> {
    pub(super) known: &'k Known<'k>,
    pub(super) words: &'static Words,
    pub(super) places: Places<'k>,
    /// Keys by the last word of a name.
    by_surname: HashMap<String, String>,
    /// New ones, by their names.
    fresh: HashMap<String, String>,
    /// Who was named last, and where that ends.
    last: Option<(String, usize)>,
    /// Whom the text names in full.
    introduced: Introductions,
    /// Offices that were written.
    offices: HashSet<String>,
}

/// Who is told to speak.
pub(super) enum Speaker {
    /// An entity, by its key; why, where that is worked out.
    Entity(String, Option<String>),
    /// Whom nobody knows.
    Printed(String),
    /// A word for somebody, and nobody knows for whom.
    Unclear(String),
}

impl<'k> People<'k> {
    /// The people of a text, none of them named yet.
    ///
    /// # Errors
    ///
    /// SQLite's.
    pub(super) fn of_text(known: &'k Known<'k>, content: &'k str, language: Option<&str>) -> Result<Self> {
        let words = of_text(content, language);
        Ok(Self {
            known,
            words,
            places: Places::of_text(content),
            by_surname: HashMap::new(),
            fresh: HashMap::new(),
            offices: HashSet::new(),
            introduced: Introductions::of_text(known, words, content)?,
            last: None,
        })
    }

    /// What an entity is called, by its key.
    pub(super) fn name(&self, key: &str) -> Result<String> {
        let fresh = self.fresh.iter().find(|(_, known)| *known == key).map(|(name, _)| name.clone());
        match fresh {
            Some(name) => Ok(name),
            None => Ok(self.known.named(key)?.map_or_else(|| key.to_owned(), |named| named.name)),
        }
    }

    /// Who a speaker is; a new one is written as an entity first.
    pub(super) fn speaker(
        &mut self,
        of: Of<'_>,
        range: &Range<usize>,
        is_carried: bool,
        table: &mut String,
    ) -> Result<Speaker> {
        let text = of.text;
        let printed = &text.content()[range.clone()];
        let why = is_carried.then(|| FOLLOWS.to_owned());
        if self.words.pronouns.contains(&printed.to_lowercase()) {
            return Ok(self.pronoun(text.content(), range));
        }
        if let Some(key) = self.known(printed, range.end)? {
            return Ok(Speaker::Entity(key, why));
        }
        let Some((name, titles)) = person(printed, self.words) else {
            return self.nameless(of, range, why, table);
        };
        if let Some(key) = self.known(name, range.end)? {
            return Ok(Speaker::Entity(key, why));
        }
        // "Neighbouring Romania" is nobody.
        let last = name.split_whitespace().next_back().unwrap_or(name);
        if last.len() < name.len() && self.known.is_country(last)? {
            return Ok(Speaker::Printed(printed.to_owned()));
        }
        let is_surname = !name.contains(char::is_whitespace);
        if let Some(key) = self.by_surname.get(&normal(name)).filter(|_| is_surname).or_else(|| self.fresh.get(name)) {
            let key = key.clone();
            self.last = Some((key.clone(), range.end));
            return Ok(Speaker::Entity(key, why));
        }
        if is_surname {
            let one = self.introduced.of_surname(name).cloned();
            return match one {
                Some(Introduced { name: full, key: Some(key), .. }) => {
                    self.named(&full, &key, range.end);
                    Ok(Speaker::Entity(key, why))
                }
                Some(Introduced { at: whole, key: None, .. }) if whole != *range => {
                    let found = self.speaker(of, &whole, is_carried, table)?;
                    self.last = self.last.take().map(|(key, _)| (key, range.end));
                    Ok(found)
                }
                _ => Ok(Speaker::Printed(printed.to_owned())),
            };
        }
        let at = self.introduced.titled(name, titles).unwrap_or_else(|| range.clone());
        let titles = person(&text.content()[at.clone()], self.words).map_or(titles, |(_, titles)| titles);
        let Some(key) = self.entity(of, &at, (name, None, titles), table) else {
            return Ok(Speaker::Printed(printed.to_owned()));
        };
        self.office(of, &at, (&key, titles), table)?;
        self.named(name, &key, range.end);
        Ok(Speaker::Entity(key, why))
    }

    /// Who is meant by words without a person's name: who is named behind them, or a body.
    fn nameless(
        &mut self,
        of: Of<'_>,
        range: &Range<usize>,
        why: Option<String>,
        table: &mut String,
    ) -> Result<Speaker> {
        if let Some(found) = self.apposed(of, range, table)? {
            return Ok(Speaker::Entity(found, why));
        }
        let printed = &of.text.content()[range.clone()];
        Ok(match body(printed, self.words) {
            Some((name, is_organ)) => self.new_body(of, range, (name, is_organ), table)?,
            None => Speaker::Printed(printed.to_owned()),
        })
    }

    /// Who is named behind a title that stands alone; a new one is written as an entity first.
    fn apposed(&mut self, of: Of<'_>, range: &Range<usize>, table: &mut String) -> Result<Option<String>> {
        let content = of.text.content();
        let Some(name) = apposed(&content[range.clone()], &content[range.end..], self.words) else { return Ok(None) };
        let end = name.as_ptr() as usize - content.as_ptr() as usize + name.len();
        if let Some(key) = self.known.key(name)?.map(str::to_owned) {
            let is_person = self.known.named(&key)?.is_some_and(|named| named.is_person);
            return Ok(is_person.then(|| self.named(name, &key, end)).map(|()| key));
        }
        if let Some(key) = self.fresh.get(name).cloned() {
            self.named(name, &key, end);
            return Ok(Some(key));
        }
        let (titles, whole) = (&content[range.clone()], range.start..end);
        let Some(key) = self.entity(of, &whole, (name, None, titles), table) else { return Ok(None) };
        self.office(of, &whole, (&key, titles), table)?;
        self.named(name, &key, end);
        Ok(Some(key))
    }

    /// Whether words name anybody else: two capital letters together, or a surname alone.
    fn names_another(&self, between: &str) -> bool {
        let is_known = |word: &str| {
            let form = normal(word.trim_matches(|c: char| !c.is_alphanumeric()));
            let form = form.strip_suffix(" s").unwrap_or(&form).to_owned();
            self.introduced.has(&form) || self.by_surname.contains_key(&form)
        };
        let capitals = between.split_whitespace().filter(|word| word.starts_with(char::is_uppercase));
        names_another(between, self.words) || capitals.clone().any(is_known) || names_alone(between, self.words)
    }

    /// Who a pronoun means: who was named last, if nobody else is named between.
    fn pronoun(&mut self, content: &str, range: &Range<usize>) -> Speaker {
        let printed = &content[range.clone()];
        // Where anybody else is named between, nobody knows who is meant.
        let is_one = matches!(printed.to_lowercase().as_str(), "he" | "she");
        let last = self.last.clone().filter(|(_, at)| {
            let between = content.get(*at..range.start);
            // The same word again is the same one.
            is_one && (*at == range.end || between.is_some_and(|between| !self.names_another(between)))
        });
        let Some((key, _)) = last else { return Speaker::Unclear(printed.to_owned()) };
        self.last = Some((key.clone(), range.end));
        Speaker::Entity(key, Some(format!("`{printed}` is who was named last")))
    }

    /// A body that the record does not know.
    fn new_body(
        &mut self,
        of: Of<'_>,
        range: &Range<usize>,
        (name, is_organ): (&str, bool),
        table: &mut String,
    ) -> Result<Speaker> {
        let known = self.known.key(name)?.map(str::to_owned).or_else(|| self.fresh.get(name).cloned());
        let key = known.or_else(|| self.entity(of, range, (name, Some(is_organ), ""), table));
        Ok(key.map_or_else(|| Speaker::Printed(name.to_owned()), |key| Speaker::Entity(key, None)))
    }

    /// Writes a new entity, a person or a body, which may be a part of a government; its key.
    fn entity(
        &mut self,
        of: Of<'_>,
        range: &Range<usize>,
        (name, body, titles): (&str, Option<bool>, &str),
        table: &mut String,
    ) -> Option<String> {
        let key = Key::from_text(name, 60)?.to_string();
        let printed = &of.text.content()[range.clone()];
        let at = range.start + printed.find(name).unwrap_or(0);
        let cite = cite(of.text, &self.places, at..at + name.len(), "words");
        let is_called = titles.split_whitespace().any(|word| self.words.speakers.contains(&plain(word)));
        let description = is_called.then(|| quoted(without_article(titles)));
        table.push_str(&filled(ENTITY, context! { key => key.as_str(), is_person => body.is_none(), is_organ => body == Some(true), name => quoted(name), description, cite }));
        table.push('\n');
        self.fresh.insert(name.to_owned(), key.clone());
        Some(key)
    }

    /// Writes that a new person holds the office by which they are called, where its country is told.
    fn office(
        &mut self,
        of: Of<'_>,
        range: &Range<usize>,
        (person, titles): (&str, &str),
        table: &mut String,
    ) -> Result<()> {
        let titles = without_article(titles);
        let printed = &of.text.content()[range.clone()];
        let Some(at) = printed.find(titles).filter(|_| !titles.is_empty()) else { return Ok(()) };
        let Some((title, country)) = self.known.of_country(titles)? else { return Ok(()) };
        let name = format!("{title} of {}", self.name(&country)?);
        let by_name =
            [titles, name.as_str()].into_iter().map(|name| self.known.office_of(name)).collect::<Result<Vec<_>>>()?;
        let known = by_name.into_iter().flatten().next();
        let Some(office) = known.clone().or_else(|| Key::from_text(&name, 60).map(|key| key.to_string())) else {
            return Ok(());
        };
        let is_new = known.is_none() && self.offices.insert(office.clone());
        let start = range.start + at;
        let cite = cite(of.text, &self.places, start..start + titles.len(), "words");
        let day = of.on;
        let name = quoted(&name);
        table.push_str(&filled(OFFICE, context! { is_new, office, name, country, person, day, cite }));
        table.push('\n');
        Ok(())
    }

    fn named(&mut self, name: &str, key: &str, end: usize) {
        let surname = name.split_whitespace().next_back().map(normal);
        self.by_surname.extend(surname.map(|surname| (surname, key.to_owned())));
        self.last = Some((key.to_owned(), end));
    }

    /// The key of somebody of the record, who is taken note of: a pronoun means a person, and neither a country nor
    /// a place.
    fn known(&mut self, name: &str, end: usize) -> Result<Option<String>> {
        let Some(key) = self.known.key(name)?.map(str::to_owned) else { return Ok(None) };
        if self.known.named(&key)?.is_none_or(|named| named.is_person) {
            self.named(name, &key, end);
        }
        Ok(Some(key))
    }
}
