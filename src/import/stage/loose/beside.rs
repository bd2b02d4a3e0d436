//! What stands beside a date: words that bound or hedge it, and words that say nothing.

use chrono::{NaiveDate, TimeDelta};

use crate::value::day::Date;

/// What may stand beside a date: upper bounds and lower ones, hedges, and what says nothing.
const UNTIL: [&str; 1] = ["until"];
const BY: [&str; 2] = ["by", "before"];
const SINCE: [&str; 2] = ["since", "from"];
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
const DOUBTED: [&str; 7] = ["probably", "possibly", "perhaps", "maybe", "presumably", "uncertain", "?"];
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
fn beside_of(edtf: &str, days: i64, edge: fn(&Date) -> &str) -> Option<String> {
    let day: NaiveDate = edge(&edtf.parse().ok()?).parse().ok()?;
    Some(day.checked_add_signed(TimeDelta::days(days))?.to_string())
}

/// A date as the words beside it bound or hedge it; None where they do not make sense together.
pub(super) fn bounded(day: String, beside: &[&str]) -> Option<String> {
    let has_time = beside.iter().any(|word| word.contains(':'));
    // Behind a time of day EST is a zone, and no estimate.
    let has = |wanted: &[&str]| beside.iter().any(|word| wanted.contains(word) && !(has_time && *word == "est"));
    let bounds = [&UNTIL[..], &BY, &SINCE, &["after"]].iter().filter(|bound| has(bound)).count();
    let is_hedged = has(&ABOUT[1..]) || has(&DOUBTED) || day.ends_with(['~', '?', '%']);
    // Two bounds, or one of a time of day or of a date that is itself in doubt, are no bound of a day.
    if bounds > 1 || (bounds == 1 && (has_time || is_hedged)) {
        return None;
    }
    let other = |days: i64, edge: fn(&Date) -> &str| beside_of(&day, days, edge);
    let text = if has(&UNTIL) {
        format!("../{day}")
    } else if has(&BY) {
        let is_before = has(&["before"]);
        let last = if is_before { other(-1, |date| &date.first)? } else { other(0, |date| &date.last)? };
        format!("[..{last}]")
    } else if has(&SINCE) {
        format!("{day}/..")
    } else if has(&["after"]) {
        format!("[{}..]", other(1, |date| &date.last)?)
    } else if has(&ABOUT) {
        format!("{day}~")
    } else if has(&DOUBTED) {
        format!("{day}?")
    } else {
        day
    };
    text.parse::<Date>().is_ok().then_some(text)
}
