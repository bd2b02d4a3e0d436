//! The words of a plain question, and which of them carry no meaning.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::error::{Error, Result};
use crate::seed;

/// A word of a question.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Word {
    /// As it is typed.
    pub text: String,
    /// In small letters, without a possessive.
    pub lower: String,
    /// Whether it is what stands in quotation marks.
    pub is_quoted: bool,
}

/// What is known of words, from `seed/plain/words.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lists {
    /// Passed over wherever they stand.
    pub ignored: Vec<String>,
    /// Change what is asked so that nothing here answers it.
    pub turning: Vec<String>,
    /// Mean too much for certainty.
    pub doubtful: Vec<String>,
    /// Say that something is done to the one before them.
    pub participles: Vec<String>,
    /// Stand between a name and the word that says what part it has.
    pub aside: Vec<String>,
    /// Stand before a day.
    pub timed: Vec<String>,
    /// Stand before the one to whom something is done.
    pub passive: Vec<String>,
    /// Stand for what was named before.
    pub unnamed: Vec<String>,
    /// Stand for the one who asks.
    pub asker: Vec<String>,
    /// Stand before such a word where it says nothing.
    pub asker_after: Vec<String>,
    /// Codes that are more often something else.
    pub abbreviations: Vec<String>,
    /// The same behind a word of `before`.
    pub unnamed_after: Vec<String>,
    /// Stand before the one who does something.
    pub auxiliary: Vec<String>,
    /// Say what part has what follows.
    pub before: Vec<String>,
    /// Commands and questions by other names.
    pub leads: BTreeMap<String, String>,
    /// What may be asked of those who are named where no question fits.
    pub instead: Vec<Instead>,
}

/// A command that tells something of entities.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Instead {
    /// Of how many.
    names: usize,
    /// The command, `{}` in place of each.
    command: String,
    /// What it tells.
    tells: String,
}

impl Instead {
    /// What it tells of these; None where they are more or fewer.
    #[must_use]
    pub fn told(&self, named: &[String]) -> Option<String> {
        let command = named.iter().fold(self.command.clone(), |command, name| command.replacen("{}", name, 1));
        (named.len() == self.names).then(|| format!("`onrecord {command}` {}", self.tells))
    }
}

impl Lists {
    /// The lists of the program.
    ///
    /// # Errors
    ///
    /// They are no TOML, which a test sees.
    pub fn read() -> Result<Self> {
        let texts = seed::texts("plain", ".toml");
        let text = texts.first().map_or("", |(_, text)| text);
        toml::from_str(text).map_err(|cause| Error::BadHeader {
            query: "plain/words".to_owned(),
            line: 1,
            why: cause.message().to_owned(),
        })
    }

    /// Whether a word turns what is asked.
    #[must_use]
    pub fn is_turning(&self, word: &Word) -> bool {
        !word.is_quoted && (word.lower.ends_with("n't") || self.turning.contains(&word.lower))
    }

    /// Whether something is done to whoever stands before this place: `attacked`, `been given`.
    #[must_use]
    pub fn is_passive(&self, words: &[Word]) -> bool {
        let is_participle = |word: &Word| word.lower.ends_with("ed") || self.participles.contains(&word.lower);
        match words {
            [be, done, ..] if ["been", "being", "be"].contains(&be.lower.as_str()) => is_participle(done),
            [done, ..] => is_participle(done),
            [] => false,
        }
    }

    /// Whether a sentence speaks of what was named elsewhere.
    #[must_use]
    pub fn is_dangling(&self, words: &[Word]) -> bool {
        let is_in = |list: &[String], word: &Word| list.contains(&word.lower);
        let is_behind = |pair: &[Word]| is_in(&self.before, &pair[0]) && is_in(&self.unnamed_after, &pair[1]);
        let is_asker = |(n, word): (usize, &Word)| {
            // `US` is no one who asks.
            self.is_asker(words, n) && (word.lower != "us" || word.text == "us") && !self.is_asker_of_nothing(words, n)
        };
        words.iter().any(|word| is_in(&self.unnamed, word))
            || words.windows(2).any(is_behind)
            || words.iter().enumerate().any(is_asker)
    }

    fn is_asker(&self, words: &[Word], at: usize) -> bool {
        !words[at].is_quoted && self.asker.contains(&words[at].lower)
    }

    /// Whether a word stands for the one who asks and says nothing: `show me`.
    #[must_use]
    pub fn is_asker_of_nothing(&self, words: &[Word], at: usize) -> bool {
        self.is_asker(words, at) && at > 0 && self.asker_after.contains(&words[at - 1].lower)
    }

    /// Whether a word carries no meaning where it stands: `IT` in capitals is a name that is not known here.
    #[must_use]
    pub fn is_passed_over(&self, word: &Word) -> bool {
        let is_capital = word.text.len() > 1 && word.text.chars().all(char::is_uppercase);
        self.is_empty(&word.lower) && !(is_capital && self.abbreviations.contains(&word.lower))
    }

    /// Whether a word carries no meaning of its own.
    #[must_use]
    pub fn is_empty(&self, lower: &str) -> bool {
        let is_in = |list: &[String]| list.iter().any(|word| word == lower);
        is_in(&self.ignored) || is_in(&self.before)
    }
}

/// The words of a question, in order; what stands in quotation marks is one.
#[must_use]
pub fn words(question: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut rest = question.trim();
    while !rest.is_empty() {
        if let Some((inner, after)) = quoted(rest) {
            words.push(Word { text: inner.to_owned(), lower: inner.to_lowercase(), is_quoted: true });
            rest = after.trim_start();
            continue;
        }
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let text = rest[..end].trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '$' | '€' | '£'));
        if !text.is_empty() {
            let lower = text.to_lowercase().replace('’', "'");
            let lower = lower.strip_suffix("'s").map_or(lower.clone(), str::to_owned);
            words.push(Word { text: text.to_owned(), lower, is_quoted: false });
        }
        rest = rest[end..].trim_start();
    }
    words
}

/// What stands in quotation marks at the beginning, and what follows it.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let pairs = [('"', '"'), ('“', '”'), ('„', '“'), ('«', '»'), ('\'', '\''), ('‘', '’')];
    let first = text.chars().next()?;
    let (_, close) = pairs.into_iter().find(|(open, _)| *open == first)?;
    let (inner, after) = text[first.len_utf8()..].split_once(close)?;
    let is_end = after.chars().next().is_none_or(|c| !c.is_alphanumeric());
    (is_end && !inner.trim().is_empty()).then_some((inner.trim(), after.trim_start_matches([',', '.', '?', '!', ';'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_one_word_and_possessives_none() {
        let told: Vec<String> =
            words("Who said “very fruitful”, in Rutte's words?").into_iter().map(|word| word.lower).collect();
        assert_eq!(told, ["who", "said", "very fruitful", "in", "rutte", "words"]);
        assert_eq!(words("'tis \"one two\"").iter().filter(|word| word.is_quoted).count(), 1);
        assert_eq!(words(" ?! "), []);
        assert!(Lists::read().unwrap().is_empty("the"));
    }
}
