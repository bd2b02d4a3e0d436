//! A span of days: which days are meant for certain, and which may be.

use chrono::{Datelike, NaiveDate};

use crate::value::day::{Date, OPEN_END, OPEN_START};

/// Days, counted; None where an end is open or unknown.
pub type Ends = (Option<i32>, Option<i32>);

/// The days that an EDTF date means.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Span {
    /// The first and the last day that may be meant.
    pub possible: Ends,
    /// The days that are meant for certain, if any are.
    pub sure: Option<Ends>,
}

impl Span {
    /// The span of an EDTF date; None where it is none.
    pub fn of(edtf: &str) -> Option<Self> {
        let possible = ends(edtf)?;
        let is_hedged = edtf.contains(['~', '?', '%']);
        let sure = match edtf.split_once('/') {
            // What lasts does so from the last day on which it may begin to the first on which it may end.
            Some((since, until)) => {
                let begins = if is_open(since) { None } else { ends(since)?.1 };
                let ends = if is_open(until) { None } else { ends(until)?.0 };
                // Of what began nobody knows when, the last day alone is known.
                let begins = begins.or(ends);
                let is_whole = begins.zip(ends).is_none_or(|(begins, ends)| begins <= ends);
                is_whole.then_some((begins, ends))
            }
            None => Some(possible).filter(|(first, last)| first.is_some() && first == last && !is_hedged),
        };
        Some(Self { possible, sure })
    }

    /// The days at which it ends, those that are known.
    pub fn known(&self) -> impl Iterator<Item = i32> {
        let (first, last) = self.possible;
        first.into_iter().chain(last)
    }
}

fn is_open(half: &str) -> bool {
    half.is_empty() || half == ".."
}

fn ends(edtf: &str) -> Option<Ends> {
    let date: Date = edtf.parse().ok()?;
    let day = |text: &str, open: &str| if text == open { None } else { number(text) };
    Some((day(&date.first, OPEN_START), day(&date.last, OPEN_END)))
}

/// The number of a day, from the first day of the year 1.
pub fn number(day: &str) -> Option<i32> {
    Some(day.parse::<NaiveDate>().ok()?.num_days_from_ce())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_possible_and_what_is_sure_stay_apart() {
        let day = |text: &str| number(text);
        let span = |text: &str| Span::of(text).map(|span| (span.possible, span.sure));
        let exact = (day("2023-01-13"), day("2023-01-13"));
        assert_eq!(span("2023-01-13"), Some((exact, Some(exact))));
        assert_eq!(span("2023-01-13~"), Some((exact, None)));
        assert_eq!(span("2023-01"), Some(((day("2023-01-01"), day("2023-01-31")), None)));
        assert_eq!(span("[..2023-01-17]"), Some(((None, day("2023-01-17")), None)));
        let last = (day("2023-01-17"), day("2023-01-17"));
        assert_eq!(span("../2023-01-17"), Some(((None, day("2023-01-17")), Some(last))));
        assert_eq!(span("2022-02~/.."), Some(((day("2022-02-01"), None), Some((day("2022-02-28"), None)))));
        let lasting = (day("2023-01-01"), day("2023-02-28"));
        assert_eq!(span("2023-01/2023-02"), Some((lasting, Some((day("2023-01-31"), day("2023-02-01"))))));
        assert_eq!(span("2023-01/2023-01"), Some(((day("2023-01-01"), day("2023-01-31")), None)));
        assert_eq!(span("soon"), None);
    }
}
