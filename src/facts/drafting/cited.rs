//! The text that a draft is made of: its words as a facts file cites them, and the days that it tells.

use std::ops::Range;

use super::places::Places;
use super::quoted;
use crate::facts::anchor::Text;
use crate::value::told_day;

/// The text that is drafted from.
#[derive(Clone, Copy)]
pub(super) struct Of<'o> {
    /// The key of its source.
    pub(super) source: &'o str,
    pub(super) text: &'o Text,
    /// The day it was published.
    pub(super) on: Option<&'o str>,
    pub(super) language: Option<&'o str>,
}

/// The days that a part of a text tells, each with where it stands, as a facts file has it.
pub(super) fn days(of: Of<'_>, range: Range<usize>) -> Vec<(Range<usize>, String)> {
    let part = &of.text.content()[range.clone()];
    let each = |day: told_day::Found| {
        let words = quoted(&part[day.at.clone()]);
        let at = range.start + day.at.start..range.start + day.at.end;
        let told = match of.on.filter(|_| day.is_counted) {
            Some(on) => format!("{{ date = \"{}\", words = \"{words}\", from = \"{on}\" }}", day.edtf),
            None => format!("\"{}\"", day.edtf),
        };
        (at, told)
    };
    told_day::find(part, of.on, of.language).into_iter().map(each).collect()
}

/// The day that a part of a text tells, where it is the only one.
pub(super) fn day(of: Of<'_>, range: Range<usize>) -> Option<String> {
    let [(_, day)] = <[_; 1]>::try_from(days(of, range)).ok()?;
    Some(day)
}

/// The first words of what is told, as many as are needed to find them.
pub(super) fn few(text: &Text, places: &Places<'_>, range: &Range<usize>) -> Range<usize> {
    let content = &text.content()[range.clone()];
    let ends = content.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at).chain([content.len()]);
    let ends: Vec<usize> = ends.collect();
    let wanted = [8, 14, usize::MAX].map(|count| range.start + ends.get(count - 1).copied().unwrap_or(content.len()));
    let is_one = |end: &&usize| places.of(&text.content()[range.start..**end]).len() == 1;
    range.start..wanted.iter().find(is_one).copied().unwrap_or(wanted[0])
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
