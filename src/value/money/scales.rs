//! Words for powers of ten, and what they show of the language around them.
//!
//! "Billion" is a thousand million in English and a million million in German. Where the language of a text has a word
//! with another power than English, which of the two is meant is shown by the fraction's mark or by the word's letters, or
//! it is not known.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

/// What a word for a power of ten means in a text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Scale {
    /// The power.
    pub power: u32,
    /// The power that the text's language has for it, where that is another.
    pub own: Option<u32>,
    /// Whether a fraction beside it has a comma, where the word shows it.
    pub has_comma: Option<bool>,
    /// Whether it is written as the text's language writes its nouns.
    pub is_noun: bool,
}

impl Scale {
    /// The power that it means by a number: where the text's language has another than English, the mark before the
    /// fraction tells which, or that it is one of what the language has; else both.
    pub fn power_by(self, is_one: bool, mark: Option<char>) -> Result<u32, (u32, u32)> {
        match (self.own, mark) {
            (None, _) | (Some(_), Some('.')) => Ok(self.power),
            (Some(own), Some(_)) => Ok(own),
            (Some(own), None) if self.is_noun && is_one => Ok(own),
            (Some(own), None) => Err((self.power, own)),
        }
    }
}

/// Scales as they stand in seed/reading.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    powers: BTreeMap<Power, Vec<String>>,
    of: BTreeMap<String, BTreeMap<Power, Vec<String>>>,
    marks: Marks,
    capitals: Capitals,
}

/// A power of ten, which names a list.
#[derive(Clone, Copy, Deserialize, Eq, Ord, PartialEq, PartialOrd)]
#[serde(try_from = "String")]
struct Power(u32);

impl TryFrom<String> for Power {
    type Error = std::num::ParseIntError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse().map(Self)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Marks {
    point: Vec<String>,
    comma: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Capitals {
    languages: Vec<String>,
    words: Vec<String>,
}

/// All of them.
pub struct Scales {
    /// By the word that they begin with, the longest first.
    phrases: HashMap<String, Vec<(String, u32)>>,
    file: File,
}

impl From<File> for Scales {
    fn from(file: File) -> Self {
        let mut phrases: HashMap<String, Vec<(String, u32)>> = HashMap::new();
        for (Power(power), words) in &file.powers {
            for word in words {
                let first = word.split(' ').next().unwrap_or(word);
                phrases.entry(first.to_owned()).or_default().push((word.clone(), *power));
            }
        }
        for alike in phrases.values_mut() {
            alike.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        }
        Self { phrases, file }
    }
}

impl Scales {
    /// All words, of several the whole phrase.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.phrases.values().flatten().map(|(word, _)| word.as_str())
    }

    /// Whether a word is a scale in any language.
    pub fn has(&self, word: &str) -> bool {
        self.phrases.get(word).is_some_and(|alike| alike.iter().any(|(scale, _)| scale == word))
    }

    /// The phrases that begin with a word, the longest first, with their powers.
    pub fn beginning(&self, word: &str) -> &[(String, u32)] {
        self.phrases.get(word).map_or(&[], Vec::as_slice)
    }

    /// What a phrase of this power means in a text of a language, written with a capital letter or without.
    pub fn of(&self, phrase: &str, power: u32, language: Option<&str>, is_capital: bool) -> Scale {
        let has = |words: &[String]| words.iter().any(|word| word == phrase);
        let language = language.map(base);
        let of = |language: &String| {
            self.file.of.get(language)?.iter().find(|(_, words)| has(words)).map(|(power, _)| power.0)
        };
        let capitals = &self.file.capitals;
        let has_capitals = language.as_ref().is_some_and(|language| capitals.languages.contains(language));
        let is_foreign = has_capitals && !is_capital && has(&capitals.words);
        let marks = &self.file.marks;
        let own = language.as_ref().and_then(of).filter(|_| !is_foreign);
        let has_comma = match own {
            Some(_) => None,
            None if is_foreign || has(&marks.point) => Some(false),
            None => has(&marks.comma).then_some(true),
        };
        Scale { power, own, has_comma, is_noun: has_capitals && is_capital }
    }
}

/// A language without its region, in small letters.
pub fn base(language: &str) -> String {
    language.split(['-', '_']).next().unwrap_or(language).to_lowercase()
}
