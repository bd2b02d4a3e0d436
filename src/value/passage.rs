//! Passages: finding exact words in a document's text.
//!
//! People type straight quotes and single spaces; documents print curly quotes and line breaks, and
//! letters with their accents apart or in one. Words are looked for as typed first, then with quotes,
//! dashes, white space and accents (NFD, UAX 15) folded, and what is kept is always what the document
//! prints. Bytes are what is stored; code points are what
//! people and other tools count (W3C Web Annotation, text position selector), so both are given.

use std::ops::Range;

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

/// A passage found in a text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Passage {
    /// Where it stands, in bytes, end excluded.
    pub bytes: Range<usize>,
    /// Where it stands, in code points, end excluded.
    pub chars: Range<usize>,
}

/// How many code points of the surrounding text a prefix or a suffix keeps.
const CONTEXT: usize = 32;

/// Every place where the words stand in the text, in order.
///
/// Places that match to the letter hide those that match only after folding.
#[must_use]
pub fn find(text: &str, words: &str) -> Vec<Passage> {
    let ranges = ranges(text, words);
    // Code points are counted once over the text, from place to place.
    let (mut at, mut chars) = (0, 0);
    let each = ranges.into_iter().map(|bytes| {
        chars += text[at..bytes.start].chars().count();
        at = bytes.start;
        let length = text[bytes.clone()].chars().count();
        Passage { bytes, chars: chars..chars + length }
    });
    each.collect()
}

/// Every place where the words stand in the text, in bytes, in order; the rules are those of [`find`].
#[must_use]
pub fn ranges(text: &str, words: &str) -> Vec<Range<usize>> {
    if words.trim().is_empty() {
        return Vec::new();
    }
    let literal = literal(text, words);
    if literal.is_empty() { Folded::of(text).ranges(words) } else { literal }
}

/// Every place where the words stand to the letter, in bytes, in order.
#[must_use]
pub fn literal(text: &str, words: &str) -> Vec<Range<usize>> {
    memchr::memmem::find_iter(text.as_bytes(), words).map(|at| at..at + words.len()).collect()
}

/// The text just before and just after a passage, at most 32 code points each.
#[must_use]
pub fn context<'a>(text: &'a str, bytes: &Range<usize>) -> (&'a str, &'a str) {
    let before = &text[..bytes.start];
    let from = before.char_indices().rev().take(CONTEXT).last().map_or(bytes.start, |(at, _)| at);
    let after = &text[bytes.end..];
    let to = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
    (&before[from..], &after[..to])
}

/// One character as folding sees it: quotation marks and dashes of any kind as plain ones, all white space as a space.
fn fold(c: char) -> char {
    match c {
        '\u{2018}'..='\u{201B}' | '\u{2032}' | '\u{2039}' | '\u{203A}' => '\'',
        '\u{201C}'..='\u{201F}' | '\u{2033}' | '\u{AB}' | '\u{BB}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// A text as folding sees it.
#[derive(Debug)]
pub struct Folded {
    plain: String,
    /// For each of its bytes the byte of the text it came from.
    places: Vec<usize>,
}

impl Folded {
    /// Folds a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let (plain, places) = folded(text);
        Self { plain, places }
    }

    /// Every place of the text where the words stand when both are folded, in bytes, in order.
    #[must_use]
    pub fn ranges(&self, words: &str) -> Vec<Range<usize>> {
        let Self { plain, places } = self;
        let (wanted, _) = folded(words.trim());
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(at) = plain[from..].find(&wanted) {
            let (start, end) = (from + at, from + at + wanted.len());
            // A letter whose accent follows is another letter.
            if plain[end..].chars().next().is_none_or(|next| canonical_combining_class(next) == 0) {
                found.push(places[start]..places[end]);
            }
            from = start + plain[start..].chars().next().map_or(1, char::len_utf8);
        }
        found
    }
}

/// The folded text, and for each of its bytes the byte of the text it came from.
fn folded(text: &str) -> (String, Vec<usize>) {
    let mut plain = String::with_capacity(text.len());
    let mut places = Vec::with_capacity(text.len() + 1);
    for (at, c) in text.char_indices() {
        // A soft hyphen is where a word may be broken, and no part of it.
        if c == '\u{AD}' {
            continue;
        }
        let c = fold(c);
        if c == ' ' && plain.ends_with(' ') {
            continue;
        }
        decompose_canonical(c, |part| {
            plain.push(part);
            places.resize(plain.len(), at);
        });
    }
    places.push(text.len());
    (plain, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, words: &str) -> Vec<String> {
        find(text, words).into_iter().map(|p| text[p.bytes].to_owned()).collect()
    }

    #[test]
    fn straight_quotes_and_single_spaces_find_what_is_printed() {
        let text = "The minister’s “very\n good” plan – so far";
        assert_eq!(found(text, "minister's \"very good\" plan - so"), ["minister’s “very\n good” plan – so"]);
        assert_eq!(found(text, "bad"), Vec::<String>::new());
        assert_eq!(found(text, " "), Vec::<String>::new());
    }

    #[test]
    fn every_place_is_found_and_literal_ones_hide_folded_ones() {
        assert_eq!(find("a b a", "a").len(), 2);
        assert_eq!(found("it’s it's", "it's"), ["it's"]);
        assert_eq!(found("it’s so, it’s so", "it's so"), ["it’s so", "it’s so"]);
    }

    #[test]
    fn accents_apart_and_in_one_are_the_same_words() {
        assert_eq!(found("le cafe\u{301} est la", "café est"), ["cafe\u{301} est"]);
        assert_eq!(found("le café est la", "cafe\u{301} est"), ["café est"]);
        assert_eq!(found("le cafe\u{301} est la", "le  cafe"), Vec::<String>::new(), "another letter");
        assert_eq!(found("co\u{AD}operation", "cooperation"), ["co\u{AD}operation"]);
        assert_eq!(found("‹Oui› ‟So”", "'Oui' \"So\""), ["‹Oui› ‟So”"]);
    }

    #[test]
    fn bytes_and_code_points_part_after_the_first_curly_quote() {
        let passage = &find("“No” said Arc", "Arc")[0];
        assert_eq!((passage.bytes.start, passage.chars.start), (14, 10));
        assert_eq!(context("one two three", &(4..7)), ("one ", " three"));
        let (before, after) = ("b".repeat(40), "a".repeat(40));
        let text = format!("{before}x{after}");
        assert_eq!(context(&text, &(40..41)), ("b".repeat(32).as_str(), "a".repeat(32).as_str()));
    }
}
