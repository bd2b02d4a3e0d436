//! Advisories: words of a cited sentence that what is told of it lacks, and words that it adds.
//!
//! Each is a file of `seed/advisories`: which words count, which of them mean the same, what is found,
//! why that matters, how likely it is a mistake, and examples, which are its tests. What is compared
//! is words, not meaning; so an advisory asks for a look and is never a fault.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher;

use serde::Deserialize;
use unicode_segmentation::UnicodeSegmentation;

use crate::error::{Error, Result};
use crate::script::severity::Severity;
use crate::seed;

/// What stands in a phrase for any number.
const NUMBER: &str = "#";

/// What is compared.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "kebab-case")]
pub enum Compares {
    /// The words that are listed.
    Words,
    /// Those, and whatever is written in digits.
    Numbers,
    /// The names of the record's entities.
    Names,
}

/// A sentence and what is told of it, and what must be found.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// As a document prints it.
    pub sentence: String,
    /// In our words.
    pub told: String,
    /// What stands in the sentence alone, as written there.
    #[serde(default)]
    pub lacks: Vec<String>,
    /// What is told alone.
    #[serde(default)]
    pub adds: Vec<String>,
}

/// The names of an entity that an example needs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// Whom they mean.
    pub entity: String,
    /// What it is called.
    pub names: Vec<String>,
}

/// One advisory.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Advisory {
    /// Its name, which is that of its file.
    #[serde(skip)]
    pub name: String,
    /// How likely what it finds is a mistake.
    pub severity: Severity,
    /// What it finds, as a sentence.
    pub finds: String,
    /// Why that matters.
    pub why: String,
    /// What it compares.
    pub compares: Compares,
    /// The language of its words (BCP 47); none where they are of no language.
    #[serde(default)]
    pub language: Option<String>,
    /// Words and phrases; those of one list mean the same. `#` is any word that begins with a digit:
    /// 'over 3' is a degree, and 'over' alone is a place.
    #[serde(default)]
    pub words: Vec<Vec<String>>,
    /// Phrases that hold a listed word and mean something else.
    #[serde(default)]
    pub ignored: Vec<String>,
    /// Examples, which are its tests.
    #[serde(rename = "example")]
    pub examples: Vec<Example>,
    /// Names that its examples use.
    #[serde(default, rename = "name")]
    pub named: Vec<Named>,
}

/// Every advisory, sorted by name.
///
/// # Errors
///
/// A file of the seed is none, which a test rules out.
pub fn advisories() -> Result<Vec<Advisory>> {
    let read = |(name, text): (String, &str)| {
        let advisory: Advisory = toml::from_str(text).map_err(|cause| Error::BadHeader {
            query: name.clone(),
            line: 1,
            why: cause.to_string(),
        })?;
        Ok(Advisory { name, ..advisory })
    };
    seed::texts("advisories", ".toml").into_iter().map(read).collect()
}

/// A word that counts: as written, and every sense that it can have.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Mark {
    /// As the text has it.
    pub written: String,
    /// What it can mean; words with a sense in common mean the same.
    pub senses: Vec<String>,
}

/// Its words, and what it can mean.
type Phrase = (Vec<String>, Vec<String>);

/// What is looked for in texts: phrases, each with its senses.
#[derive(Debug)]
pub struct Vocabulary {
    /// The phrases that begin with a word.
    by_first: HashMap<String, Vec<Phrase>>,
    has_digits: bool,
    /// Names begin with a capital: 'us' is not 'US'.
    keeps_case: bool,
}

impl Vocabulary {
    /// The listed words of an advisory; `names` (what it is called, whom it means) of one of names.
    pub fn new<'n>(advisory: &Advisory, names: impl IntoIterator<Item = (&'n str, &'n str)>) -> Self {
        let keeps_case = advisory.compares == Compares::Names;
        let mut made =
            Self { by_first: HashMap::new(), has_digits: advisory.compares == Compares::Numbers, keeps_case };
        for group in &advisory.words {
            for phrase in group {
                made.insert(phrase, Some(&group[0]));
            }
        }
        for phrase in &advisory.ignored {
            made.insert(phrase, None);
        }
        if keeps_case {
            for (name, entity) in names.into_iter().filter(|(name, _)| name.contains(char::is_uppercase)) {
                made.insert(name, Some(entity));
            }
        }
        made
    }

    fn insert(&mut self, phrase: &str, sense: Option<&str>) {
        let listed = |part| words(part, self.keeps_case).into_iter().map(|(word, _)| word);
        let number = || std::iter::once(NUMBER.to_owned());
        let parts = phrase.split(NUMBER).enumerate();
        let words: Vec<String> =
            parts.flat_map(|(n, part)| number().filter(move |_| n > 0).chain(listed(part))).collect();
        let Some(first) = words.first() else { return };
        let known = self.by_first.entry(first.clone()).or_default();
        match known.iter_mut().find(|(phrase, _)| *phrase == words) {
            Some((_, senses)) => senses.extend(sense.map(str::to_owned)),
            None => known.push((words, sense.map(str::to_owned).into_iter().collect())),
        }
    }

    /// The words of a text that count, in their order; of phrases that begin alike, the longest.
    #[must_use]
    pub fn marks(&self, text: &str) -> Vec<Mark> {
        let words = words(text, self.keeps_case);
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let longest = self.phrases_at(&words, at).max_by_key(|(length, _)| *length);
            let (length, senses) = longest.unwrap_or_else(|| (1, self.number(&words[at].0).into_iter().collect()));
            if !senses.is_empty() {
                let written: Vec<&str> = words[at..at + length].iter().map(|(_, written)| *written).collect();
                found.push(Mark { written: written.join(" "), senses });
            }
            at += length;
        }
        found
    }

    /// Every sense that words of a text have, those of a name within a name among them.
    #[must_use]
    pub fn senses(&self, text: &str) -> HashSet<String> {
        let words = words(text, self.keeps_case);
        let listed = (0..words.len()).flat_map(|at| self.phrases_at(&words, at)).flat_map(|(_, senses)| senses);
        listed.chain(words.iter().filter_map(|(word, _)| self.number(word))).collect()
    }

    /// The phrases that stand at a word: how many words each has, and its senses.
    fn phrases_at(&self, words: &[(String, &str)], at: usize) -> impl Iterator<Item = (usize, Vec<String>)> {
        let rest = &words[at..];
        let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
        let is = |(word, _): &(String, &str), wanted: &String| word == wanted || (wanted == NUMBER && is_number(word));
        let fits = |phrase: &[String]| {
            rest.get(..phrase.len()).is_some_and(|here| here.iter().zip(phrase).all(|(word, wanted)| is(word, wanted)))
        };
        let number = self.by_first.get(NUMBER).filter(|_| is_number(&rest[0].0));
        let known = self.by_first.get(&rest[0].0).into_iter().chain(number).flatten();
        // A number at the end is looked at by itself.
        let length = |phrase: &[String]| phrase.len() - usize::from(phrase.last().is_some_and(|word| word == NUMBER));
        let found: Vec<_> =
            known.filter(|(phrase, _)| fits(phrase)).map(|(phrase, senses)| (length(phrase), senses.clone())).collect();
        found.into_iter()
    }

    fn number(&self, word: &str) -> Option<String> {
        let is_number = self.has_digits && word.starts_with(|c: char| c.is_ascii_digit());
        let digits = word.replace(',', "");
        // 01 of a date is 1, and 13th is 13.
        let digits = digits.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let shorter = digits.trim_start_matches('0');
        let plain = || if shorter.starts_with(|c: char| c.is_ascii_digit()) { shorter } else { digits }.to_owned();
        is_number.then(plain)
    }
}

/// The words of a text and how each is written: without case where that does not matter, without a
/// possessive, and with a shortened "not" as a word of its own.
fn words(text: &str, keeps_case: bool) -> Vec<(String, &str)> {
    let mut found = Vec::new();
    for written in text.unicode_words() {
        let mut word = written.replace('’', "'");
        if !keeps_case {
            word = word.to_lowercase();
        }
        if let Some(stem) = word.strip_suffix("'s").or_else(|| word.strip_suffix('\'')) {
            word.truncate(stem.len());
        }
        let stem = word.strip_suffix("n't").or_else(|| word.strip_suffix("not").filter(|stem| *stem == "can"));
        match stem {
            Some("ca") => found.extend([("can".to_owned(), written), ("not".to_owned(), written)]),
            Some("wo") => found.extend([("will".to_owned(), written), ("not".to_owned(), written)]),
            Some(stem) => found.extend([(stem.to_owned(), written), ("not".to_owned(), written)]),
            None => found.push((word, written)),
        }
    }
    found
}

/// The words that count of one text and that another lacks, each sense once.
#[must_use]
pub fn missing<S: BuildHasher>(marks: &[Mark], known: &HashSet<String, S>) -> Vec<Mark> {
    let mut told = HashSet::new();
    let is_unknown = |mark: &&Mark| mark.senses.iter().all(|sense| !known.contains(sense));
    marks.iter().filter(is_unknown).filter(|mark| told.insert(mark.senses.clone())).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_every_advisory_find_what_they_say() {
        let advisories = advisories().unwrap();
        assert!(advisories.len() >= 5);
        for advisory in advisories {
            let named = advisory.named.iter();
            let names = named.flat_map(|named| named.names.iter().map(|name| (name.as_str(), named.entity.as_str())));
            let vocabulary = Vocabulary::new(&advisory, names);
            assert!(!advisory.examples.is_empty(), "{}", advisory.name);
            for example in &advisory.examples {
                let (printed, told) = (vocabulary.marks(&example.sentence), vocabulary.marks(&example.told));
                let only = |own: &[Mark], other: &str| {
                    missing(own, &vocabulary.senses(other)).into_iter().map(|mark| mark.written).collect::<Vec<_>>()
                };
                assert_eq!(only(&printed, &example.told), example.lacks, "{}: {}", advisory.name, example.sentence);
                assert_eq!(only(&told, &example.sentence), example.adds, "{}: {}", advisory.name, example.told);
            }
        }
    }
}
