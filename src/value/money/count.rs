//! Counts: whole numbers of people or things in a text, with what the words around them say.

use std::ops::Range;

use super::reader::Reader;
use super::said::Said;
use super::tokens;
use super::words::words;

/// A number found in a text that is none of money.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Count {
    /// Where it stands with the words that say how exact it is, in bytes.
    pub at: Range<usize>,
    /// The least it can be; None where no bound is known.
    pub low: Option<i64>,
    /// The most it can be.
    pub high: Option<i64>,
    /// Whether the text says that it is not exact.
    pub approximate: bool,
}

/// The whole numbers in a text, in order; those that may be two, or are money, are left out.
#[must_use]
pub fn counts(text: &str, language: Option<&str>) -> Vec<Count> {
    numbers(text, language, 0)
}

/// The numbers in a text that have at most so many `decimals`, in units of the last of them: of three, `2.5` is 2500.
/// Those that may be two, or are money, are left out.
#[must_use]
pub fn numbers(text: &str, language: Option<&str>, decimals: u32) -> Vec<Count> {
    let tokens = tokens::tokens(text);
    let none = |_: &str| None;
    let reader = Reader { tokens: &tokens, language, minor_unit: &none, is_finding: true };
    let (mut found, mut start) = (Vec::new(), 0);
    while start < tokens.len() {
        if reader.may_begin(start)
            && let Some((low, high, said, end)) = count(&reader, start, decimals)
        {
            let at = tokens[start].at.start..tokens[end - 1].at.end;
            let (low, high) = (said.low.then_some(low), said.high.then_some(high));
            found.push(Count { at, low, high, approximate: said.approximate });
            start = end;
        } else {
            start += 1;
        }
    }
    found
}

/// The bounds of the count that begins at a piece, what is said of it, and the piece after it.
fn count<F: Fn(&str) -> Option<u32>>(
    reader: &Reader<'_, F>,
    start: usize,
    decimals: u32,
) -> Option<(i64, i64, Said, usize)> {
    let (mut at, mut said) = (start, Said::default());
    while let Some((bounds, next)) = reader.phrase(at, &words().before) {
        at = next;
        said.take(bounds);
    }
    let opened = reader.opened(at);
    at += usize::from(opened.is_some());
    let is_after_mark = at.checked_sub(1).is_some_and(|before| reader.mark(before).is_some());
    if at >= reader.tokens.len() || is_after_mark || reader.names_money(at) {
        return None;
    }
    let whole = |at: usize| {
        let (term, next) = reader.term(at).ok()?;
        let is_plain = term.currency.is_none();
        term.number
            .minor_units(term.power.unwrap_or(0), decimals)
            .ok()
            .filter(|_| is_plain)
            .map(|number| (number, next))
    };
    let (low, mut end) = whole(at)?;
    let mut high = low;
    if let Some((most, next)) = reader.joined(end, opened).and_then(whole) {
        (high, end) = (most, next);
    } else if opened.is_some() {
        return None;
    }
    while let Some((bounds, next)) = reader.phrase(end, &words().after) {
        end = next;
        said.take(bounds);
    }
    (low <= high && !said.additional).then_some((low, high, said, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_keep_what_is_said_of_them() {
        let told = |text: &str| {
            let each = |count: Count| (text[count.at].to_owned(), count.low, count.high, count.approximate);
            counts(text, None).into_iter().map(each).collect::<Vec<_>>()
        };
        let one = |words: &str, low: Option<i64>, high: Option<i64>, approximate| {
            vec![(words.to_owned(), low, high, approximate)]
        };
        assert_eq!(told("It killed 12 people."), one("12", Some(12), Some(12), false));
        assert_eq!(told("killed at least 1,200 people"), one("at least 1,200", Some(1_200), None, false));
        assert_eq!(told("nearly forty were hurt"), one("nearly forty", None, Some(40), true));
        assert_eq!(told("between 30 and 40 people"), one("between 30 and 40", Some(30), Some(40), false));
        assert_eq!(told("about 3 million people"), one("about 3 million", Some(3_000_000), Some(3_000_000), true));
        assert_eq!(told("It cost $5 million and 2.5 years"), Vec::new());
        let thousandths = numbers("2.5 years of 12", None, 3);
        assert_eq!(thousandths.iter().map(|count| count.low).collect::<Vec<_>>(), [Some(2_500), Some(12_000)]);
    }
}
