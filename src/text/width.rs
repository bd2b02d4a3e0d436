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

/// The columns of a text that is seen as it stands, one for each character: letters and marks of Latin,
/// Greek and Cyrillic. None where it holds anything else, which may have to be escaped or be wider.
#[must_use]
pub fn plain(bytes: &[u8]) -> Option<usize> {
    // Without a branch, so that many bytes are looked at in one step.
    if bytes.iter().fold(true, |is_plain, byte| is_plain & (byte.wrapping_sub(0x20) < 0x5f)) {
        return Some(bytes.len());
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let mut columns = 0;
    let is_plain = |c: char| {
        columns += 1;
        matches!(c, ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2c1}' | '\u{391}'..='\u{3c9}' | '\u{400}'..='\u{482}'
            | '\u{48a}'..='\u{52f}' | '\u{2013}' | '\u{2014}' | '\u{2018}'..='\u{201f}' | '\u{2026}' | '\u{20ac}')
    };
    text.chars().all(is_plain).then_some(columns)
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

/// A text in lines of at most so many columns, those after the first one moved in, so that it can
/// stand after a mark.
#[must_use]
pub fn hanging(text: &str, indent: usize, most: Option<usize>) -> String {
    let Some(most) = most else { return text.to_owned() };
    let lines = wrap(text, most.saturating_sub(indent).max(20));
    lines.join(&format!("\n{}", " ".repeat(indent)))
}

fn broken(text: &str, most: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    loop {
        let (line, after) = first_line(rest, most.max(1));
        lines.push(line);
        if after.is_empty() {
            return lines;
        }
        rest = after;
    }
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
    fn what_is_plain_is_seen_as_it_stands_and_as_wide_as_it_has_characters() {
        for c in ('\0'..='\u{2fff}').filter(|c| plain(c.to_string().as_bytes()).is_some()) {
            let text = c.to_string();
            assert_eq!(crate::text::visible(text.as_bytes()), text, "{:04X}", u32::from(c));
            assert_eq!((plain(text.as_bytes()), text.width()), (Some(1), 1), "{:04X}", u32::from(c));
        }
        assert_eq!(plain("naïve “Київ”".as_bytes()), Some(12));
        assert_eq!((plain(b"a\nb"), plain("שלום".as_bytes()), plain(b"\xff")), (None, None, None));
    }

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
