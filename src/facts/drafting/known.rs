//! What the record knows of the words of a text: names, by the rules by which a facts file is read.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use crate::error::Result;
use crate::reader::Reader;
use crate::reading::words::{self, Words, codes, english};
use crate::record::entity;
use crate::value::money::Money;
use crate::value::normal::{honorific_firsts, normal, without_honorifics};
use crate::value::told_day;

/// The most words that a name has.
const LONGEST: usize = 7;

/// What the record knows that a text may hold.
pub(super) struct Known<'r> {
    reader: &'r dyn Reader,
    /// The words of the text's language.
    words: &'static Words,
    names: HashSet<String>,
    /// The words that names and honorifics begin with: most words of a text are none of them.
    firsts: HashSet<String>,
    /// What was asked before, which a text asks again and again.
    asked: RefCell<HashMap<String, Option<i64>>>,
    keys: HashMap<i64, String>,
    minor_units: HashMap<String, Option<u32>>,
}

/// What an entity is.
#[allow(clippy::struct_excessive_bools)] // each is a fact of its own
pub(super) struct Named {
    /// What it is called.
    pub(super) name: String,
    /// Whether things lie or happen in it.
    pub(super) is_place: bool,
    /// Whether it is a post that persons hold.
    pub(super) is_office: bool,
    /// Whether it is a country.
    pub(super) is_country: bool,
    /// Whether it is a human being.
    pub(super) is_person: bool,
    /// Whether the name only stands for it: a capital for its country.
    pub(super) is_metonym: bool,
}

impl<'r> Known<'r> {
    /// Reads what it knows of the names that a text of a language may have: those of that language, and those of none.
    pub(super) fn read(reader: &'r dyn Reader, language: &str) -> Result<Self> {
        let (mut names, mut keys, mut minor_units) = (HashSet::new(), HashMap::new(), HashMap::new());
        let sql = "SELECT name.normal, record.id, record.key, name.language FROM name JOIN record ON record.id = name.entity_id";
        reader.each(sql, &[], |row| {
            // A country of one language is a word of another: Chili, Island.
            let of = row.text(3)?;
            let is_other = of.is_some_and(|of| of != language && codes().any(|code| code == of));
            names.extend(row.text(0)?.filter(|_| !is_other));
            keys.extend(row.number(1)?.zip(row.text(2)?));
            Ok(())
        })?;
        reader.each("SELECT code, minor_unit FROM currency", &[], |row| {
            let digits = row.number(1)?.and_then(|digits| u32::try_from(digits).ok());
            minor_units.extend(row.text(0)?.map(|code| (code, digits)));
            Ok(())
        })?;
        let first = |name: &String| name.split(' ').next().map(str::to_owned);
        let firsts = names.iter().filter_map(first).chain(honorific_firsts().map(str::to_owned)).collect();
        let (words, asked) = (words::of(language), RefCell::default());
        Ok(Self { reader, words, names, firsts, asked, keys, minor_units })
    }

    /// The key of the one entity that a name means in a facts file, also behind an article of the text's language.
    pub(super) fn key(&self, name: &str) -> Result<Option<&str>> {
        match (self.known_as(name)?, self.words.without_article(name)) {
            (None, Some(rest)) => self.known_as(rest),
            (found, _) => Ok(found),
        }
    }

    fn known_as(&self, name: &str) -> Result<Option<&str>> {
        let form = normal(name);
        let is_near = |form: &str| self.names.contains(form) || self.names.contains(form.trim_end_matches('s'));
        if !is_near(&form) && !without_honorifics(&form).is_some_and(|shorter| is_near(&shorter)) {
            return Ok(None);
        }
        let before = self.asked.borrow().get(name).copied();
        let found = if let Some(found) = before {
            found
        } else {
            let found = match entity::find(self.reader, name) {
                Err(crate::error::Error::AmbiguousEntity { .. }) => None,
                found => found?,
            };
            self.asked.borrow_mut().insert(name.to_owned(), found);
            found
        };
        Ok(found.and_then(|id| self.keys.get(&id)).map(String::as_str))
    }

    /// Whether a name that is known may begin with a word.
    fn may_begin(&self, word: &str) -> bool {
        let form = normal(word);
        let first = form.split_once(' ').map_or(form.as_str(), |(first, _)| first);
        // What follows an article is looked at without it.
        first == "the"
            || self.words.without_article(&format!("{word} ")).is_some()
            || [first, first.trim_end_matches('s')].iter().any(|first| self.firsts.contains(*first))
    }

    /// What an entity is, by its key.
    pub(super) fn named(&self, key: &str) -> Result<Option<Named>> {
        self.named_by(key, "")
    }

    /// What an entity is, by its key and the name that led to it.
    pub(super) fn named_by(&self, key: &str, name: &str) -> Result<Option<Named>> {
        let mut found = None;
        let values = [key.to_owned().into(), normal(name).into()];
        self.reader.each(include_str!("../../../seed/draft/named.sql"), &values, |row| {
            let is = |column| Ok::<_, crate::error::Error>(row.number(column)? == Some(1));
            let (is_place, is_office, is_country) = (is(1)?, is(2)?, is(3)?);
            let (is_person, is_metonym) = (is(4)?, is(5)?);
            found = row.text(0)?.map(|name| Named { name, is_place, is_office, is_country, is_person, is_metonym });
            Ok(())
        })?;
        Ok(found)
    }

    /// Whether a name is that of a country.
    pub(super) fn is_country(&self, name: &str) -> Result<bool> {
        let Some(key) = self.key(name)? else { return Ok(false) };
        Ok(self.named(key)?.is_some_and(|named| named.is_country))
    }

    /// The office of a name, if the record knows one.
    pub(super) fn office_of(&self, name: &str) -> Result<Option<String>> {
        let Some(key) = self.key(name)? else { return Ok(None) };
        Ok(self.named(key)?.filter(|named| named.is_office).map(|_| key.to_owned()))
    }

    /// A title without its country, and the country: Kenyan | President.
    pub(super) fn of_country<'t>(&self, titles: &'t str) -> Result<Option<(&'t str, String)>> {
        let words: Vec<&str> = titles.split_whitespace().collect();
        for length in (1..words.len().min(4)).rev() {
            let end = words[length - 1].as_ptr() as usize - titles.as_ptr() as usize + words[length - 1].len();
            if let Some(key) = self.key(&titles[..end])?
                && self.named(key)?.is_some_and(|named| named.is_country)
            {
                return Ok(Some((titles[end..].trim(), key.to_owned())));
            }
        }
        Ok(None)
    }

    /// The only amount of money in some words, if there is one for certain.
    pub(super) fn money(&self, words: &str, language: Option<&str>) -> Option<std::ops::Range<usize>> {
        let mut found = Money::find(words, language, |code| self.minor_units.get(code).copied().flatten()).into_iter();
        let first = found.next().filter(|found| found.money.is_ok())?;
        found.next().is_none().then_some(first.at)
    }

    /// Whether a record has a key.
    pub(super) fn is_taken(&self, key: &str) -> Result<bool> {
        let mut is_taken = false;
        self.reader.each("SELECT 1 FROM record WHERE key = ?1", &[key.to_owned().into()], |_| {
            is_taken = true;
            Ok(())
        })?;
        Ok(is_taken)
    }

    /// What is known or can be read in a sentence, each as a line of a comment.
    pub(super) fn hints(&self, sentence: &str, on: Option<&str>, language: Option<&str>) -> Result<Vec<String>> {
        let mut hints = Vec::new();
        for (name, key) in self.entities(sentence)? {
            hints.push(format!("entity: {name} = {key}"));
        }
        for found in Money::find(sentence, language, |code| self.minor_units.get(code).copied().flatten()) {
            let words = &sentence[found.at];
            hints.push(match found.money {
                Ok(_) => format!("money: \"{words}\""),
                Err(why) => format!("money, not certain: {why}"),
            });
        }
        for found in told_day::find(sentence, on, language) {
            let (edtf, words) = (found.edtf, &sentence[found.at]);
            let from = on.filter(|_| found.is_counted).map_or_else(String::new, |on| format!(", from = \"{on}\""));
            hints.push(format!("date: {{ date = \"{edtf}\", words = \"{words}\"{from} }}"));
        }
        Ok(hints)
    }

    /// The known names in a sentence, the longest first from left to right.
    pub(super) fn entities<'s>(&self, sentence: &'s str) -> Result<Vec<(&'s str, &str)>> {
        let words = spread(sentence);
        let mut found = Vec::new();
        if is_by_line(&words) {
            return Ok(found);
        }
        let mut at = 0;
        while at < words.len() {
            let mut next = at + 1;
            let elided = self.words.elision(words[at].1).unwrap_or(0);
            let longest = if self.may_begin(&words[at].1[elided..]) { LONGEST.min(words.len() - at) } else { 0 };
            for length in (1..=longest).rev() {
                let start = words[at].0 + elided;
                let name = bare(sentence, start, words[at + length - 1].0 + words[at + length - 1].1.len());
                let is_name = name.chars().any(char::is_uppercase) && name.chars().count() > 1;
                if !is_name || (length == 1 && is_part_of_name(&words, at, self.words)) {
                    continue;
                }
                if let Some(key) = self.key(name)? {
                    found.push((name, key));
                    next = at + length;
                    break;
                }
            }
            at = next;
        }
        Ok(found)
    }
}

/// The words of a sentence with where they begin.
fn spread(sentence: &str) -> Vec<(usize, &str)> {
    let start = sentence.as_ptr() as usize;
    sentence.split_whitespace().map(|word| (word.as_ptr() as usize - start, word)).collect()
}

/// A piece of a sentence without the marks around it and what makes it a possessive.
fn bare(sentence: &str, start: usize, end: usize) -> &str {
    let piece = sentence[start..end].trim_matches(|c: char| !c.is_alphanumeric());
    let piece = piece.strip_suffix("’s").or_else(|| piece.strip_suffix("'s")).unwrap_or(piece);
    // Letters such as U.S. keep their last point.
    let is_letters = piece.contains('.') && piece.split('.').all(|part| part.chars().count() <= 1);
    let after = piece.as_ptr() as usize - sentence.as_ptr() as usize + piece.len();
    if is_letters && sentence[after..].starts_with('.') { &sentence[after - piece.len()..=after] } else { piece }
}

/// "By Steve Holland": who wrote it, and nobody that it tells of.
fn is_by_line(words: &[(usize, &str)]) -> bool {
    words.first().is_some_and(|(_, word)| word.eq_ignore_ascii_case("by"))
        && words.len() < 12
        && words[1..]
            .iter()
            .all(|(_, word)| word.starts_with(char::is_uppercase) || matches!(*word, "and" | "of" | "|"))
}

/// Whether a word is the last of a longer name that nobody knows: Holland in Steve Holland.
fn is_part_of_name(words: &[(usize, &str)], at: usize, own: &Words) -> bool {
    let Some((_, before)) = at.checked_sub(1).and_then(|n| words.get(n)) else { return false };
    let plain = before.to_lowercase();
    let lists = [english(), own];
    let is_other = lists
        .iter()
        .any(|list| [&list.aside, &list.stops, &list.opens, &list.things].iter().any(|words| words.contains(&plain)));
    let is_title = without_honorifics(&format!("{} x", normal(before))).is_some();
    before.starts_with(char::is_uppercase)
        && before.ends_with(char::is_alphabetic)
        && !is_other
        && !is_title
        && !lists.iter().any(|list| list.speakers.contains(&plain))
}
