//! The words that amounts of money are written with, as seed/reading has them.

use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;

use serde::Deserialize;

use super::scales::{self, Scales, base};

/// What stands around an amount says of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Bounds {
    /// It is this or more.
    From,
    /// It is a little more than this.
    JustOver,
    /// It is this or less.
    To,
    /// It is a little less than this.
    Nearly,
    /// It is about this.
    About,
    /// It comes on top of another.
    More,
}

/// What a word for money means.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Currency {
    /// An ISO 4217 code.
    Known(String),
    /// Any of several.
    Unclear(Vec<String>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    comma_languages: Vec<String>,
    point_regions: Vec<String>,
    before: Before,
    after: After,
    scales: scales::File,
    fractions: BTreeMap<String, String>,
    numbers: BTreeMap<String, u32>,
    marks: BTreeMap<String, String>,
    words: BTreeMap<String, Vec<String>>,
    unclear: BTreeMap<String, Vec<String>>,
    only_after: OnlyAfter,
    range: Join,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Before {
    from: Vec<String>,
    just_over: Vec<String>,
    to: Vec<String>,
    nearly: Vec<String>,
    about: Vec<String>,
    more: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct After {
    more: Vec<String>,
    from: Vec<String>,
    about: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OnlyAfter {
    codes: Vec<String>,
}

/// Words that make one amount of two, and that join an amount to its currency.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Join {
    /// Opened by the first, joined by the second.
    pub pairs: Vec<(String, String)>,
    /// Joined without more.
    pub alone: Vec<String>,
    /// Between an amount and its currency.
    pub of: Vec<String>,
    /// Parts of an amount that follows.
    pub parts: Vec<String>,
}

/// The words of all languages; each list has the longest first.
pub struct Words {
    comma_languages: Vec<String>,
    point_regions: Vec<String>,
    /// Words before an amount.
    pub before: Vec<(String, Bounds)>,
    /// Words after it.
    pub after: Vec<(String, Bounds)>,
    /// Powers of ten.
    pub scales: Scales,
    /// Numbers with a fraction that are one word, as digits with a point.
    pub fractions: BTreeMap<String, String>,
    /// Numbers that are written out.
    pub numbers: BTreeMap<String, u32>,
    /// Marks of currencies.
    pub marks: Vec<(String, String)>,
    /// Words for money.
    pub currencies: Vec<(String, Currency)>,
    /// Codes that are words as well.
    pub only_after: Vec<String>,
    /// Words of ranges.
    pub range: Join,
    /// The words that an amount may begin with.
    pub first: HashSet<String>,
}

/// The words, read once.
pub fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let Ok(file) = toml::from_str(include_str!("../../../seed/reading/amounts.toml")) else {
            unreachable!("the words of seed/reading are sound, as every test shows")
        };
        Words::new(file)
    })
}

impl Words {
    fn new(file: File) -> Self {
        let before = [
            (file.before.from, Bounds::From),
            (file.before.just_over, Bounds::JustOver),
            (file.before.to, Bounds::To),
            (file.before.nearly, Bounds::Nearly),
            (file.before.about, Bounds::About),
            (file.before.more, Bounds::More),
        ];
        let after =
            [(file.after.more, Bounds::More), (file.after.from, Bounds::From), (file.after.about, Bounds::About)];
        let known = file
            .words
            .into_iter()
            .flat_map(|(code, words)| words.into_iter().map(move |word| (word, Currency::Known(code.clone()))));
        let unclear = file.unclear.into_iter().map(|(word, codes)| (word, Currency::Unclear(codes)));
        let before = longest_first(spread(before), |(word, _)| word.len());
        let opening = before
            .iter()
            .map(|(phrase, _)| phrase.as_str())
            .chain(file.range.pairs.iter().map(|(open, _)| open.as_str()));
        let numbers =
            file.numbers.keys().chain(file.fractions.keys()).map(String::as_str).chain(["a", "an", "half", "hundred"]);
        let marks = file.marks.keys().map(|mark| mark.trim_end_matches('$'));
        let first = opening.chain(numbers).chain(marks).filter_map(|phrase| phrase.split(' ').next());
        let first = first.map(str::to_owned).collect();
        Self {
            first,
            comma_languages: file.comma_languages,
            before,
            after: longest_first(spread(after), |(word, _)| word.len()),
            point_regions: file.point_regions,
            scales: file.scales.into(),
            fractions: file.fractions,
            numbers: file.numbers,
            marks: longest_first(file.marks.into_iter().collect(), |(mark, _)| mark.len()),
            currencies: longest_first(known.chain(unclear).collect(), |(word, _)| word.len()),
            only_after: file.only_after.codes,
            range: file.range,
        }
    }

    /// Whether a language writes fractions after a comma; None where the language is not known.
    pub fn has_comma(&self, language: Option<&str>) -> Option<bool> {
        let language = language?;
        let is_region = self.point_regions.contains(&language.to_lowercase().replace('_', "-"));
        Some(!is_region && self.comma_languages.contains(&base(language)))
    }
}

fn spread<const N: usize>(lists: [(Vec<String>, Bounds); N]) -> Vec<(String, Bounds)> {
    lists.into_iter().flat_map(|(words, bounds)| words.into_iter().map(move |word| (word, bounds))).collect()
}

fn longest_first<T>(mut list: Vec<T>, length: impl Fn(&T) -> usize) -> Vec<T> {
    list.sort_by_key(|item| std::cmp::Reverse(length(item)));
    list
}
