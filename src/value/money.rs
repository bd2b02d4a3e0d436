//! Money: amounts as people write them, as whole numbers of minor units.
//!
//! "about $3 billion" is exactly 300,000,000,000 cents, said to be approximate. No amount passes
//! through a floating-point number, and what the words leave open stays open: "nearly two billion"
//! has an upper bound and no lower one.

pub mod count;
mod number;
mod reader;
mod said;
mod scales;
mod term;
#[cfg(test)]
mod tests;
mod tokens;
mod words;

use std::ops::Range;

use crate::error::Error;
use reader::Reader;

/// An amount of money as written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Money {
    /// The least it can be, in minor units of the currency; None where the words set no bound.
    pub low: Option<i64>,
    /// The most it can be, in minor units of the currency; None where the words set no bound.
    pub high: Option<i64>,
    /// ISO 4217 code.
    pub currency: String,
    /// Whether the words say that it is not exact.
    pub approximate: bool,
    /// Whether the words say that it comes on top of another amount ("$1 billion more").
    pub additional: bool,
}

/// Why an amount cannot be read.
#[derive(Clone, Debug, Eq, PartialEq)]
enum Trouble {
    /// It names no currency.
    NoCurrency,
    /// It names one that several countries have.
    Unclear(String, Vec<String>),
    /// What is named is none, or has no minor unit.
    NoMoney(String),
    /// A number is missing where this stands.
    NoNumber(String),
    /// The number may be two.
    Doubt(String, String, String),
    /// A word is one power of ten in English and another in the language of the source.
    Scales(String, u32, u32),
    /// It cannot be held.
    Why(String),
}

impl Trouble {
    /// Whether it is one amount or another.
    fn is_doubt(&self) -> bool {
        matches!(self, Self::Doubt(..) | Self::Scales(..))
    }

    fn told(&self) -> String {
        match self {
            Self::NoCurrency => "it names no currency, such as EUR or $".to_owned(),
            Self::Unclear(word, codes) => {
                format!("`{word}` is money of several countries: write {}", codes.join(" or "))
            }
            Self::NoMoney(code) => format!("`{code}` is no currency with a minor unit"),
            Self::NoNumber(text) => format!("`{text}` is no number"),
            Self::Doubt(text, one, other) => {
                format!("`{text}` is {one} or {other}: write it so, or say the language of the source")
            }
            Self::Scales(word, english, own) => format!(
                "`{word}` is 10^{english} in English and 10^{own} in the language of the source: write the amount in millions"
            ),
            Self::Why(why) => why.clone(),
        }
    }
}

/// An amount found in a text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Found {
    /// Where it stands, in bytes.
    pub at: Range<usize>,
    /// What it is, or why that is not certain.
    pub money: Result<Money, String>,
}

impl Money {
    /// Reads an amount such as `EUR 2.5 billion`, `about $3 billion` or `$1 billion more`.
    ///
    /// `language` is that of the text, BCP 47: it tells what a point and a comma are. `minor_unit` gives
    /// the digits after the point of an ISO 4217 code, or None where the code is unknown or has no minor
    /// unit.
    ///
    /// # Errors
    ///
    /// [`Error::BadMoney`] says which part was not understood: the number, the currency, or a
    /// fraction finer than the currency's smallest coin; or which two readings there are.
    pub fn read(text: &str, language: Option<&str>, minor_unit: impl Fn(&str) -> Option<u32>) -> Result<Self, Error> {
        let bad = |why: String| Error::BadMoney { text: text.to_owned(), why };
        let trimmed = text.trim().trim_end_matches('.');
        let tokens = tokens::tokens(trimmed);
        let reader = Reader { tokens: &tokens, language, minor_unit: &minor_unit, is_finding: false };
        match reader.amount(0) {
            Ok((money, end)) if end == tokens.len() => Ok(money),
            Ok((_, end)) => Err(bad(format!("`{}` is not understood", reader.text_from(end)))),
            // Where nothing is money, nothing else is said.
            Err(Trouble::NoNumber(_)) if !reader.names_a_currency() => Err(bad(Trouble::NoCurrency.told())),
            // A currency that is there, behind a word that is not known.
            Err(Trouble::NoCurrency) if reader.names_a_currency() => {
                Err(bad("what stands between its number and its currency is not understood".to_owned()))
            }
            Err(trouble) => Err(bad(trouble.told())),
        }
    }

    /// The amounts in a text, in order, with those whose number may be two.
    #[must_use]
    pub fn find(text: &str, language: Option<&str>, minor_unit: impl Fn(&str) -> Option<u32>) -> Vec<Found> {
        let tokens = tokens::tokens(text);
        let reader = Reader { tokens: &tokens, language, minor_unit: &minor_unit, is_finding: true };
        let (mut found, mut start) = (Vec::new(), 0);
        while start < tokens.len() {
            if !reader.may_begin(start) {
                start += 1;
                continue;
            }
            let range = |end: usize| tokens[start].at.start..tokens[end - 1].at.end;
            match reader.amount(start) {
                Ok((money, end)) => {
                    found.push(Found { at: range(end), money: Ok(money) });
                    start = end;
                }
                Err(trouble) if trouble.is_doubt() && reader.names_money(start) => {
                    found.push(Found { at: range(start + 1), money: Err(trouble.told()) });
                    start += 1;
                }
                Err(_) => start += 1,
            }
        }
        found
    }
}
