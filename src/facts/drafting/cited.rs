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

/// The day that a part of a text tells, as a facts file has it, where it is the only one; what stands elsewhere
/// does not count.
pub(super) fn day(of: Of<'_>, range: Range<usize>, is_elsewhere: impl Fn(usize) -> bool) -> Option<String> {
    let sentence = &of.text.content()[range.clone()];
    let found = told_day::find(sentence, of.on, of.language);
    let mut days = found.into_iter().filter(|day| !is_elsewhere(range.start + day.at.start));
    let day = days.next()?;
    if days.next().is_some() {
        return None;
    }
    let words = quoted(&sentence[day.at]);
    Some(if day.is_counted {
        format!("{{ date = \"{}\", words = \"{words}\", from = \"{}\" }}", day.edtf, of.on?)
    } else {
        format!("\"{}\"", day.edtf)
    })
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
    let which = if places.len() > 1 {
        nth.map_or_else(String::new, |n| format!(", occurrence = {}", n + 1))
    } else {
        String::new()
    };
    match (field, which.is_empty()) {
        ("words", true) => format!("\"{}\"", quoted(words)),
        _ => format!("{{ {field} = \"{}\"{which} }}", quoted(words)),
    }
}
