//! Sentences: where each one of a document begins and ends.
//!
//! Anchors count sentences from the start of the document, so the count must come out the same
//! for everybody. Unicode's rules (UAX 29) do the work; added is what news text needs: the end of a
//! line is the end of a sentence unless the text was wrapped there, titles such as "Mr.", initials
//! and letters such as "U.S." are not, and a full stop that a careless editor glued to the next
//! capital ("statement.Discussions") is. The words that this needs stand in seed/reading.

use std::ops::Range;
use std::sync::OnceLock;

use serde::Deserialize;
use unicode_segmentation::UnicodeSegmentation;

/// Where a full stop ends no sentence.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stops {
    /// Before a name or a number: never.
    before: Vec<String>,
    /// Within a sentence or at its end: what follows tells.
    within: Vec<String>,
    /// Behind what, and before what, a number with a full stop is an ordinal.
    ordinal_behind: Vec<String>,
    ordinal_before: Vec<String>,
    ordinal_shared: Vec<String>,
    ordinal_led: Vec<String>,
    /// What begins a sentence after those.
    opening: Vec<String>,
}

fn stops() -> &'static Stops {
    static STOPS: OnceLock<Stops> = OnceLock::new();
    STOPS.get_or_init(|| {
        let Ok(stops) = toml::from_str(include_str!("../../seed/reading/sentences.toml")) else {
            unreachable!("the words of seed/reading are sound, as every test shows")
        };
        stops
    })
}

/// The widths, in code points, between which text is taken to have been wrapped at a line's end.
const WRAPPED: std::ops::RangeInclusive<usize> = 30..=120;

/// The byte range of every sentence of a text, without the white space around it.
#[must_use]
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    sentences_around(text, text, &[])
}

/// Whether a byte stands within one of some ranges, which stand in order and not within each other.
fn is_within(ranges: &[Range<usize>], at: usize) -> bool {
    let n = ranges.partition_point(|range| range.start < at);
    n.checked_sub(1).is_some_and(|n| at < ranges[n].end)
}

/// The sentences of a text in which some ranges are whole; `masked` is the text with something of the same
/// length in their places.
#[must_use]
pub fn sentences_around(text: &str, masked: &str, whole: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for run in joined(runs(text), whole) {
        let start = run.start;
        // A line's end within a run is a blank; it is as long as one.
        let line = masked[run].replace(['\n', '\r'], " ");
        let mut open: Option<Range<usize>> = None;
        let mut at = 0;
        for piece in line.split_sentence_bounds() {
            let here = at..at + piece.len();
            at = here.end;
            let whole = open.take().map_or(here.clone(), |before| before.start..here.end);
            if goes_on(&line[whole.clone()], &line[whole.end..]) {
                open = Some(whole);
            } else {
                glued(masked, start + whole.start..start + whole.end, &mut found);
            }
        }
        if let Some(rest) = open {
            glued(masked, start + rest.start..start + rest.end, &mut found);
        }
    }
    found
}

/// Runs, those together that a whole range spans.
fn joined(runs: Vec<Range<usize>>, whole: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for run in runs {
        match found.last_mut() {
            Some(last) if is_within(whole, last.end) => {
                last.end = run.end;
            }
            _ => found.push(run),
        }
    }
    found
}

/// The runs of lines that belong together: each line by itself, but for those that were wrapped.
fn runs(text: &str) -> Vec<Range<usize>> {
    let mut lines: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        lines.push(at..at + line.len());
        at += line.len();
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    for block in lines.chunk_by(|one, other| !is_blank(&text[one.clone()]) && !is_blank(&text[other.clone()])) {
        let length = |line: &Range<usize>| text[line.clone()].trim().chars().count();
        let widest = block.iter().map(length).max().unwrap_or(0);
        let mut before: Option<&Range<usize>> = None;
        for line in block {
            let is_wrapped = before.is_some_and(|above| {
                let next = text[line.clone()].trim_start();
                let word = next.split(char::is_whitespace).next().unwrap_or_default();
                // The next word had no room, and a line is no heading over one other.
                WRAPPED.contains(&widest)
                    && length(above) + 1 + word.chars().count() > widest
                    && (block.len() > 2 || next.starts_with(char::is_lowercase))
            });
            match found.last_mut() {
                Some(run) if is_wrapped => run.end = line.end,
                _ => found.push(line.clone()),
            }
            before = Some(line);
        }
    }
    found
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

/// Whether a sentence goes on after a piece that Unicode's rules end here.
fn goes_on(piece: &str, rest: &str) -> bool {
    let Some(stem) = piece.trim_end().strip_suffix('.') else { return false };
    let word = stem.rsplit(char::is_whitespace).next().unwrap_or_default();
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let last = word.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let next = rest.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_one_of = |list: &[String], word: &str| list.iter().any(|known| known == word);
    if word == last && !word.is_empty() && word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit()) {
        let behind = stem.trim_end_matches(word).trim_end().rsplit(char::is_whitespace).next().unwrap_or("");
        let is_led = is_one_of(&stops().ordinal_led, behind) && is_one_of(&stops().ordinal_shared, next);
        return is_led || is_one_of(&stops().ordinal_before, next) || is_one_of(&stops().ordinal_behind, behind);
    }
    if next.is_empty() {
        // What follows begins with a mark, or there is nothing.
        return is_one_of(&stops().before, last) && word == last;
    }
    let is_letters = last.chars().count() == 1 && last.chars().all(char::is_alphabetic);
    let is_initials = word.contains('.') && is_letters;
    let is_initial = word == last && is_letters && last.chars().all(char::is_uppercase) && last != "I";
    if word == last && is_one_of(&stops().before, last) {
        return true;
    }
    let is_doubtful = is_initials || is_initial || (word == last && is_one_of(&stops().within, last));
    is_doubtful && !is_one_of(&stops().opening, next)
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
    fn an_ordinal_ends_none_and_a_number_does() {
        let german = "Macron besuchte Berlin am 5. März. Der 1. FC Köln gewann. Es gilt vom 3. bis 5. Januar 2024.";
        assert_eq!(
            split(german),
            ["Macron besuchte Berlin am 5. März.", "Der 1. FC Köln gewann.", "Es gilt vom 3. bis 5. Januar 2024."]
        );
        assert_eq!(split("It rose by 5. The rest fell."), ["It rose by 5.", "The rest fell."]);
        assert_eq!(split("It rose by 5. April was cold."), ["It rose by 5.", "April was cold."]);
        assert_eq!(split("Er kam am 5. April an."), ["Er kam am 5. April an."]);
        assert_eq!(split("It was in 2022. April was cold."), ["It was in 2022.", "April was cold."]);
    }

    #[test]
    fn abbreviations_do_not_end_one() {
        assert_eq!(split("Mr. Arc met U.S. envoys. He left."), ["Mr. Arc met U.S. envoys.", "He left."]);
        assert_eq!(split("He met Mr.\nArc."), ["He met Mr.", "Arc."], "but the line does");
        assert_eq!(split("George W. Bush came. He won."), ["George W. Bush came.", "He won."]);
        assert_eq!(split("It is vitamin C. The dose is low."), ["It is vitamin C.", "The dose is low."]);
        let text = "The U.S. President Joe Biden came. The rules of the U.S. Commerce Department hold. Mr. Arc met Gen. \
          Bob of the U.N. Security Council in St. Petersburg at 5 p.m. Monday. It was No. 5 of Inc. Magazine.";
        assert_eq!(split(text).len(), 4, "{:?}", split(text));
        assert_eq!(split("He went to the U.S. He left."), ["He went to the U.S.", "He left."]);
        assert_eq!(split("He works for Arc Inc. They build."), ["He works for Arc Inc.", "They build."]);
        assert_eq!(split("Es waren 3 Mrd. Euro. Das ist viel."), ["Es waren 3 Mrd. Euro.", "Das ist viel."]);
        assert_eq!(split("He met Mr."), ["He met Mr."]);
    }

    #[test]
    fn a_line_that_was_wrapped_goes_on_and_a_heading_does_not() {
        let wrapped = "Arcadia promised Ruritania about two\nmillion euros for the dam on\nTuesday. \"We will build it\n\
          together,\" President Ada Arc said.\n";
        assert_eq!(
            split(wrapped),
            [
                "Arcadia promised Ruritania about two\nmillion euros for the dam on\nTuesday.",
                "\"We will build it\ntogether,\" President Ada Arc said."
            ]
        );
        let heading =
            "Dam stands after all, says the ministry\nThe dam of Arcadia stands, the ministry said on Monday.\n";
        assert_eq!(split(heading).len(), 2, "{:?}", split(heading));
        assert_eq!(split("Ada Arc\nBob Burr\nCarl Cole\n").len(), 3, "a list");
        assert_eq!(split("One line of a text\r\n\r\nanother one.\r\n"), ["One line of a text", "another one."]);
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
