//! Sentences: where each one of a document begins and ends.
//!
//! Anchors count sentences from the start of the document, so the count must come out the same
//! for everybody. Unicode's rules (UAX 29) do the work; added is what news text needs: a line is
//! the end of a sentence, titles such as "Mr." are not, and a full stop that a careless editor
//! glued to the next capital ("statement.Discussions") is.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// The abbreviations after which a sentence goes on, one a line.
static ABBREVIATIONS: &str = include_str!("../../seed/reference/abbreviations.txt");

/// The byte range of every sentence of a text, without the white space around it.
#[must_use]
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let mut open: Option<Range<usize>> = None;
        for piece in line.split_sentence_bounds() {
            let here = at..at + piece.len();
            at = here.end;
            let whole = open.take().map_or(here.clone(), |before| before.start..here.end);
            if ends_in_abbreviation(&text[whole.clone()]) {
                open = Some(whole);
            } else {
                glued(text, whole, &mut found);
            }
        }
        if let Some(rest) = open {
            glued(text, rest, &mut found);
        }
    }
    found
}

/// Adds a sentence, split where a full stop stands between a small and a capital letter.
fn glued(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let piece = &text[range.clone()];
    let mut start = 0;
    let chars: Vec<(usize, char)> = piece.char_indices().collect();
    for three in chars.windows(3) {
        if let [(_, before), (_, '.'), (at, after)] = three
            && before.is_lowercase()
            && after.is_uppercase()
            && !looks_like_an_address(piece, *at)
        {
            push(text, range.start + start..range.start + at, found);
            start = *at;
        }
    }
    push(text, range.start + start..range.end, found);
}

/// Whether the word around a full stop is a web address or a file name rather than two sentences.
fn looks_like_an_address(piece: &str, at: usize) -> bool {
    let before = piece[..at].rsplit(char::is_whitespace).next().unwrap_or_default();
    before.contains("//") || before.contains('@') || before.starts_with("www")
}

fn push(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let piece = &text[range.clone()];
    let start = range.start + (piece.len() - piece.trim_start().len());
    let end = range.end - (piece.len() - piece.trim_end().len());
    if start < end {
        found.push(start..end);
    }
}

fn ends_in_abbreviation(piece: &str) -> bool {
    let Some(stem) = piece.trim_end().strip_suffix('.') else { return false };
    let word = stem.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    ABBREVIATIONS.lines().any(|known| known == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn a_line_ends_a_sentence_and_white_space_is_none() {
        assert_eq!(split("A heading\n\n One. Two! "), ["A heading", "One.", "Two!"]);
        assert_eq!(split(""), Vec::<&str>::new());
    }

    #[test]
    fn abbreviations_do_not_end_one() {
        assert_eq!(split("Mr. Arc met U.S. envoys. He left."), ["Mr. Arc met U.S. envoys.", "He left."]);
        assert_eq!(split("He met Mr.\nArc."), ["He met Mr.", "Arc."], "but the line does");
        assert_eq!(split("He met Mr."), ["He met Mr."]);
    }

    #[test]
    fn quotation_marks_stay_with_their_sentence() {
        assert_eq!(split("“Go,” he said. “Now.” They went."), ["“Go,” he said.", "“Now.”", "They went."]);
    }

    #[test]
    fn a_full_stop_glued_to_a_capital_ends_one() {
        assert_eq!(split("A statement.Talks go on."), ["A statement.", "Talks go on."]);
        for one in ["See www.Arcadia.Example now.", "See http://arcadia.Example now.", "Ask ada@arcadia.Example now."] {
            assert_eq!(split(one), [one]);
        }
    }
}
