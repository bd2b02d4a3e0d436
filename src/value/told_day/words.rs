//! The words by which reports tell days, as seed/reading has them, and a text taken apart for them.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::sync::OnceLock;

use serde::Deserialize;

/// The words of one language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Whether months are written with a capital letter, so that a small one is another word.
    #[serde(default)]
    pub has_capitals: bool,
    months: Vec<String>,
    weekdays: Vec<String>,
    pub today: Vec<String>,
    pub yesterday: Vec<String>,
    pub tomorrow: Vec<String>,
    pub week: Vec<String>,
    /// Words for weeks that are not this one, or several.
    #[serde(default)]
    pub weeks: Vec<String>,
    pub month: Vec<String>,
    pub year: Vec<String>,
    pub last: Vec<String>,
    pub this: Vec<String>,
    pub next: Vec<String>,
    pub early: Vec<String>,
    pub mid: Vec<String>,
    pub late: Vec<String>,
    /// What may stand before a day.
    pub before: Vec<String>,
    /// What may stand between the parts of one.
    pub of: Vec<String>,
    /// What tells that something is to come; `*era` is every word that ends so.
    pub ahead: Vec<String>,
    /// What tells that something has been, in a language whose present tense tells of either.
    #[serde(default)]
    pub behind: Vec<String>,
    /// What begins another clause, as a comma does.
    #[serde(default)]
    pub clauses: Vec<String>,
    /// Before a word, what makes another day of it: every, before.
    #[serde(default)]
    pub never: Vec<String>,
    /// Before yesterday or tomorrow: another day.
    #[serde(default)]
    pub beside: Vec<String>,
    /// Before a day, what says that something was not on it: before, since, about.
    #[serde(default)]
    pub bounds: Vec<String>,
    /// The same behind a day.
    #[serde(default)]
    pub bounds_after: Vec<String>,
    /// Whether the day may stand behind the month: March 5.
    #[serde(default)]
    pub has_month_first: bool,
    /// Behind a number, what makes an amount of it.
    #[serde(default)]
    pub scales: Vec<String>,
    /// Between two days.
    #[serde(default)]
    pub joins: Vec<String>,
    /// The words that a day may begin with.
    #[serde(skip)]
    first: HashSet<String>,
}

/// The words of every language, by its BCP 47 code.
pub fn languages() -> &'static BTreeMap<String, Words> {
    static LANGUAGES: OnceLock<BTreeMap<String, Words>> = OnceLock::new();
    LANGUAGES.get_or_init(|| {
        let Ok(mut languages) =
            toml::from_str::<BTreeMap<String, Words>>(include_str!("../../../seed/reading/days.toml"))
        else {
            unreachable!("the words of seed/reading are sound, as every test shows")
        };
        for words in languages.values_mut() {
            words.first = words.beginnings();
        }
        languages
    })
}

impl Words {
    /// The number of the month, from 1.
    pub fn month_named(&self, word: &str) -> Option<u32> {
        position(&self.months, word)
    }

    /// The number of the day of the week, from 1 for Monday.
    pub fn weekday_named(&self, word: &str) -> Option<u32> {
        position(&self.weekdays, word)
    }

    /// Whether a day may begin with a piece: a number, or one of the words.
    pub fn may_begin(&self, text: &str) -> bool {
        text.starts_with(|c: char| c.is_ascii_digit()) || self.first.contains(text)
    }

    fn beginnings(&self) -> HashSet<String> {
        let parts = [&self.early, &self.mid, &self.late].into_iter().flatten().map(String::as_str);
        self.all().into_iter().chain(parts).map(str::to_owned).collect()
    }

    /// All words, the longest first: what a text without blanks is taken apart by.
    pub fn all(&self) -> Vec<&str> {
        let names = self.months.iter().chain(&self.weekdays).flat_map(|names| names.split(' '));
        let lists = [
            &self.today,
            &self.yesterday,
            &self.tomorrow,
            &self.week,
            &self.month,
            &self.year,
            &self.last,
            &self.this,
            &self.next,
            &self.ahead,
        ];
        let mut all: Vec<&str> = names.chain(lists.into_iter().flatten().map(String::as_str)).collect();
        all.sort_by_key(|word| std::cmp::Reverse(word.len()));
        all
    }
}

/// Whether a word is of a list, in which `*` stands for the beginnings of words.
pub fn is_of(list: &[String], word: &str) -> bool {
    list.iter().any(|known| match known.strip_prefix('*') {
        Some(end) => word.strip_suffix(end).is_some_and(|stem| stem.chars().count() > 1),
        None => known == word,
    })
}

fn position(names: &[String], word: &str) -> Option<u32> {
    let at = names.iter().position(|names| names.split(' ').any(|name| name == word))?;
    u32::try_from(at + 1).ok()
}

/// A word or a number of a text, in small letters.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The word.
    pub text: String,
    /// Where it stands, in bytes.
    pub at: Range<usize>,
    /// Whether anything but blanks, a comma or a hyphen stands before it.
    pub is_apart: bool,
    /// Whether a comma or more stands before it.
    pub is_parted: bool,
    /// Whether it begins with a capital letter.
    pub is_capital: bool,
}

/// A text in its words and numbers.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    let (mut at, mut is_apart, mut is_parted) = (0, false, false);
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let length = if c.is_ascii_digit() {
            digits(rest)
        } else if is_joined(c) {
            joined(rest)
        } else if c.is_alphabetic() {
            letters(rest)
        } else {
            is_apart |= !(c.is_whitespace() || matches!(c, ',' | '-' | '/' | '.'));
            is_parted |= is_apart || c == ',';
            at += c.len_utf8();
            continue;
        };
        let is_capital = c.is_uppercase();
        let text = rest[..length].to_lowercase();
        found.push(Piece { text, at: at..at + length, is_apart, is_parted, is_capital });
        (at, is_apart, is_parted) = (at + length, false, false);
    }
    found
}

fn is_joined(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}')
}

/// Digits; with the sign of a year, a month or a day after them where one stands.
fn digits(rest: &str) -> usize {
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let sign = rest[end..].chars().next().filter(|c| matches!(c, '年' | '月' | '日'));
    end + sign.map_or(0, char::len_utf8)
}

fn joined(rest: &str) -> usize {
    let words = languages().get("ja").map(Words::all).unwrap_or_default();
    let known = words.iter().find(|word| rest.starts_with(**word)).map(|word| word.len());
    known.or_else(|| rest.chars().next().map(char::len_utf8)).unwrap_or(rest.len())
}

/// Letters, with apostrophes between them where the word is one that days are told by, such as aujourd'hui.
fn letters(rest: &str) -> usize {
    let chars: Vec<(usize, char)> = rest.char_indices().take(40).collect();
    let end = chars
        .iter()
        .find(|(_, c)| !c.is_alphabetic())
        .map_or_else(|| chars.last().map_or(0, |(at, c)| at + c.len_utf8()), |(at, _)| *at);
    let next = rest[end..].chars().next().filter(|c| matches!(c, '\'' | '’'));
    if let Some(mark) = next {
        let more = &rest[end + mark.len_utf8()..];
        let length = more.find(|c: char| !c.is_alphabetic()).unwrap_or(more.len());
        let whole = rest[..end + mark.len_utf8() + length].to_lowercase();
        let is_word = |words: &Words| words.today.contains(&whole) || words.weekday_named(&whole).is_some();
        if length > 0 && languages().values().any(is_word) {
            return whole.len();
        }
    }
    end
}
