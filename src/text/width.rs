//! Display width: how many terminal columns a text takes, and cutting it to fit.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::text::{isolate, isolated};

/// The columns a text takes; it must be escaped first.
#[must_use]
pub fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}

/// A text in lines of at most so many columns, broken between words where possible.
///
/// What a reader perceives as one character is never cut; one that is wider than a line has the
/// line to itself. Lines of an isolated text are isolated each, because an isolate ends with its line.
#[must_use]
pub fn wrap(text: &str, most: usize) -> Vec<Cow<'_, str>> {
    match isolated(text) {
        Some(inner) => broken(inner, most).into_iter().map(|line| Cow::Owned(isolate(line))).collect(),
        None => broken(text, most).into_iter().map(Cow::Borrowed).collect(),
    }
}

fn broken(text: &str, most: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while width(rest) > most {
        let (line, after) = first_line(rest, most.max(1));
        lines.push(line);
        rest = after;
        if after.is_empty() {
            return lines;
        }
    }
    lines.push(rest);
    lines
}

/// The parts of a word that a line may break between: after a mark that joins.
pub fn pieces(word: &str) -> impl Iterator<Item = &str> {
    word.split_inclusive(['-', '_', '/', ',', ';', '.', ':'])
}

fn first_line(text: &str, most: usize) -> (&str, &str) {
    let (mut taken, mut space, mut mark) = (0, None, None);
    for (at, cluster) in text.grapheme_indices(true) {
        let wide = width(cluster);
        if taken + wide > most && at > 0 {
            let cut = if cluster == " " { at } else { space.or(mark).unwrap_or(at) };
            return (text[..cut].trim_end_matches(' '), text[cut..].trim_start_matches(' '));
        }
        taken += wide;
        match cluster {
            " " if at > 0 => space = Some(at),
            "-" | "_" | "/" | "," | ";" | "." | ":" if at > 0 => mark = Some(at + cluster.len()),
            _ => {}
        }
    }
    (text, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_those_of_a_terminal() {
        assert_eq!(
            [width("abc"), width("中文"), width("e\u{301}"), width("👩\u{200d}🚀"), width("\u{2068}שלום\u{2069}")],
            [3, 4, 1, 2, 4]
        );
    }

    #[test]
    fn lines_break_between_words_and_never_within_a_character() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("onetwothree", 4), ["onet", "woth", "ree"]);
        assert_eq!(wrap("中文中", 3), ["中", "文", "中"]);
        assert_eq!(wrap("中中", 1), ["中", "中"]);
        assert_eq!(wrap("2023-01-17", 6), ["2023-", "01-17"]);
        assert_eq!(wrap("", 5), [""]);
        assert_eq!(wrap("\u{2068}שלום עולם\u{2069}", 5), ["\u{2068}שלום\u{2069}", "\u{2068}עולם\u{2069}"]);
    }
}
