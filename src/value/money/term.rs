//! The numbers of an amount.

use super::Trouble;
use super::number::Number;

/// A number of an amount with what stands by it.
pub struct Term {
    /// The number.
    pub number: Number,
    /// The power of ten of the word after it.
    pub power: Option<u32>,
    /// The currency before it.
    pub currency: Option<String>,
}

/// The currency that one of two terms names; they name no two.
pub fn one_currency(first: &Term, second: Option<&Term>) -> Result<Option<String>, Trouble> {
    match (&first.currency, second.and_then(|term| term.currency.as_ref())) {
        (Some(one), Some(other)) if one != other => {
            Err(Trouble::Why(format!("it names two currencies, {one} and {other}")))
        }
        (one, other) => Ok(one.as_ref().or(other).cloned()),
    }
}
