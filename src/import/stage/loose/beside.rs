//! What stands beside a date: words that bound or hedge it, and words that say nothing.

use chrono::{NaiveDate, TimeDelta};

use crate::value::day::Date;

/// What may stand beside a date: upper bounds and lower ones, hedges, and what says nothing.
pub(super) const UNTIL: [&str; 1] = ["until"];
pub(super) const BY: [&str; 2] = ["by", "before"];
pub(super) const SINCE: [&str; 2] = ["since", "from"];
pub(super) const ABOUT: [&str; 12] = [
    "unclear",
    "about",
    "approx",
    "approximately",
    "circa",
    "ca",
    "c",
    "around",
    "roughly",
    "est",
    "estimated",
    "estimate",
];
pub(super) const DOUBTED: [&str; 7] = ["probably", "possibly", "perhaps", "maybe", "presumably", "uncertain", "?"];
pub(super) const SAYING_NOTHING: [&str; 14] =
    ["on", "in", "the", "of", "at", "date", "dated", "day", "year", "am", "pm", "utc", "gmt", "z"];
pub(super) const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Whether a word beside a date is one whose meaning is known: a bound, a hedge, a weekday, a time, or nothing.
pub(super) fn is_known(word: &str) -> bool {
    let is_weekday = |word: &str| WEEKDAYS.iter().any(|day| *day == word || (word.len() >= 3 && day.starts_with(word)));
    // A time, and how far it is from that of Greenwich.
    let is_zone =
        || word.len() == 5 && word.starts_with(['+', '-']) && word[1..].bytes().all(|byte| byte.is_ascii_digit());
    let is_time = || {
        is_zone() || word.contains(':') && word.bytes().all(|byte| byte.is_ascii_digit() || b":.+-z".contains(&byte))
    };
    [&UNTIL[..], &BY, &SINCE, &["after"], &ABOUT, &DOUBTED, &SAYING_NOTHING].iter().any(|list| list.contains(&word))
        || is_weekday(word)
        || is_time()
        || word.is_empty()
}

/// The day so many days from an edge of a date.
pub(super) fn beside_of(edtf: &str, days: i64, edge: fn(&Date) -> &str) -> Option<String> {
    let day: NaiveDate = edge(&edtf.parse().ok()?).parse().ok()?;
    Some(day.checked_add_signed(TimeDelta::days(days))?.to_string())
}
