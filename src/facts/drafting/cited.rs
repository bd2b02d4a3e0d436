//! The text that a draft is made of: its words as a facts file cites them, and the days that it tells.

use std::ops::Range;

use super::places::Places;
use super::quoted;
use crate::facts::anchor::Text;
use crate::value::day::Date;
use crate::value::told_day;

/// The text that is drafted from.
#[derive(Clone, Copy)]
pub(super) struct Of<'o> {
    /// The key of its source.
    pub(super) source: &'o str,
    pub(super) text: &'o Text,
    /// The day it was published.
    pub(super) on: Option<&'o str>,
    /// Its language, if it was told.
    pub(super) language: Option<&'o str>,
    /// The language by whose words it is read.
    pub(super) spoken: &'o str,
}

/// A day that a part of a text tells.
pub(super) struct Day {
    /// Where it stands.
    pub(super) at: Range<usize>,
    /// It as a facts file has it.
    pub(super) told: String,
    /// The first day that it can be.
    pub(super) first: Option<String>,
}

/// The days that a part of a text tells.
pub(super) fn days(of: Of<'_>, range: Range<usize>) -> Vec<Day> {
    let part = &of.text.content()[range.clone()];
    let each = |day: told_day::Found| {
        let words = quoted(&part[day.at.clone()]);
        let at = range.start + day.at.start..range.start + day.at.end;
        let told = match of.on.filter(|_| day.is_counted) {
            Some(on) => format!("{{ date = \"{}\", words = \"{words}\", from = \"{on}\" }}", day.edtf),
            None => format!("\"{}\"", day.edtf),
        };
        Day { at, told, first: day.edtf.parse::<Date>().ok().map(|date| date.first) }
    };
    told_day::find(part, of.on, of.language).into_iter().filter(|day| !day.is_bound).map(each).collect()
}

/// The day that a part of a text tells, where it is the only one, one that something is not on included.
pub(super) fn only_day(of: Of<'_>, range: Range<usize>) -> Option<Day> {
    let part = &of.text.content()[range.clone()];
    let is_one = told_day::find(part, of.on, of.language).len() == 1;
    day(of, range).filter(|_| is_one)
}

/// The day that a part of a text tells, where it is the only one.
pub(super) fn day(of: Of<'_>, range: Range<usize>) -> Option<Day> {
    let [day] = <[_; 1]>::try_from(days(of, range)).ok()?;
    Some(day)
}

/// So many words are cited whole.
const WHOLE: usize = 25;

/// What is told, if it is no longer than a sentence commonly is; else what stands before the last comma of its first
/// words.
pub(super) fn few(text: &Text, range: &Range<usize>) -> Range<usize> {
    let content = &text.content()[range.clone()];
    let ends = content.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
    let ends: Vec<usize> = ends.collect();
    let Some(end) = ends.get(WHOLE) else { return range.clone() };
    let first = &content[..*end];
    let comma =
        first.rfind([',', ';', ':', '\u{2014}']).filter(|at| first[..*at].split_whitespace().count() >= WHOLE / 3);
    range.start..range.start + comma.unwrap_or(*end)
}

/// A citation of words at a place; with the sentence where they stand elsewhere too.
pub(super) fn cite(text: &Text, places: &Places<'_>, range: Range<usize>, field: &str) -> String {
    let words = &text.content()[range.clone()];
    let places = places.of(words);
    let nth = places.iter().position(|place| *place == range.start);
    // What stands too often to be counted is told by its place.
    let at = || format!(", at = [{}, {}]", range.start, text.content()[..range.start].chars().count());
    let which = match nth {
        _ if places.len() < 2 => String::new(),
        Some(n) => format!(", occurrence = {}", n + 1),
        None => at(),
    };
    match (field, which.is_empty()) {
        ("words", true) => format!("\"{}\"", quoted(words)),
        _ => format!("{{ {field} = \"{}\"{which} }}", quoted(words)),
    }
}
