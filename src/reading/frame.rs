//! Frames: the sentences of a text with each quotation in them as one piece.
//!
//! What stands in quotation marks has sentences of its own, so a text is taken apart as if every
//! quotation were one word that ends as the quotation ends.

use std::ops::Range;

use super::words::Words;
use crate::value::quotation::quotations;
use crate::value::sentence::sentences_around;

/// What a piece of a frame is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// A word or a number.
    Word,
    /// A quotation, with its marks.
    Quotation,
    /// Any other mark.
    Mark,
}

/// A piece of a frame.
#[derive(Clone, Debug)]
pub struct Piece {
    /// What it is.
    pub kind: Kind,
    /// Where it stands, in bytes; of a quotation, the words without their marks.
    pub at: Range<usize>,
    /// It in small letters; of a quotation, nothing.
    pub text: String,
    /// Whether it begins with a capital letter.
    pub is_capital: bool,
}

impl Piece {
    /// Whether it is this word or mark.
    #[must_use]
    pub fn is(&self, text: &str) -> bool {
        self.kind != Kind::Quotation && self.text == text
    }
}

/// A sentence with its quotations whole.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Its pieces, in order.
    pub pieces: Vec<Piece>,
    /// Whether a paragraph begins with it.
    pub opens_paragraph: bool,
}

/// The most pieces of a sentence that is looked into.
const LONGEST: usize = 1_000;

/// Marks that close a quotation.
const CLOSING: [char; 11] = ['\'', '”', '“', '‘', '’', '»', '«', '›', '」', '』', '"'];

/// The frames of a text.
#[must_use]
pub fn frames(text: &str, words: &Words) -> Vec<Frame> {
    let quoted = quotations(text);
    let masked = mask(text, &quoted, words);
    let mut found = Vec::new();
    let mut last_end = 0;
    for range in sentences_around(text, &masked, &quoted) {
        let opens_paragraph = found.is_empty() || masked[last_end..range.start].contains('\n');
        last_end = range.end;
        let start = if opens_paragraph { range.start + dateline(&masked[range.clone()]) } else { range.start };
        let pieces = pieces(text, &masked, start..range.end, &quoted, words);
        // So long a sentence is none that anybody wrote.
        if !pieces.is_empty() && pieces.len() <= LONGEST {
            found.push(Frame { pieces, opens_paragraph });
        }
    }
    found
}

/// The longest dateline.
const DATELINE: usize = 60;

/// How long the dateline is that a paragraph begins with, "OSLO, March 6 (Wire) - ": where and when it was written says
/// nothing of what was done and who said it.
fn dateline(sentence: &str) -> usize {
    let ends = [" - ", " – ", " — ", " -- "].iter().filter_map(|dash| Some((sentence.find(dash)?, dash.len())));
    let Some((at, long)) = ends.min().filter(|(at, _)| *at <= DATELINE) else { return 0 };
    let head = &sentence[..at];
    let place = head.split([',', '(', '/']).next().unwrap_or("").trim();
    let is_place = place.chars().filter(|c| c.is_alphabetic()).count() > 1
        && place.chars().all(|c| c.is_uppercase() || matches!(c, ' ' | '.' | '-' | '\''));
    let is_plain =
        head.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | ',' | '.' | '(' | ')' | '/' | '-' | '\''));
    // What begins small goes on with what stands before.
    let begins = sentence[at + long..].chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    if is_place && is_plain && begins { at + long } else { 0 }
}

/// The text with every quotation as one word of the same length, which ends a sentence as it does.
fn mask(text: &str, quoted: &[Range<usize>], words: &Words) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut at = 0;
    for range in quoted {
        masked.push_str(&text[at..range.start]);
        let inner = &text[range.clone()];
        let last = inner.chars().next_back().filter(|c| matches!(c, '.' | '!' | '?' | '…'));
        let rest = &text[range.end..];
        let after = rest.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '\n').chars().next();
        let is_followed = after.is_some_and(char::is_lowercase) || names_speaker(rest, words);
        let ends =
            last.is_some() && inner.len() > 3 && !is_followed && rest.chars().nth(1).is_none_or(char::is_whitespace);
        let fill = range.len() - usize::from(ends);
        // As a sentence begins where it does.
        let begins = inner.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase);
        masked.push(if begins { 'Q' } else { 'q' });
        masked.extend(std::iter::repeat_n('q', fill.saturating_sub(1)));
        if ends {
            masked.push('.');
        }
        at = range.end;
    }
    masked.push_str(&text[at..]);
    masked
}

/// Whether right after a quotation a name and a verb of saying follow.
fn names_speaker(rest: &str, words: &Words) -> bool {
    let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric() && !c.is_whitespace());
    let line = rest.split('\n').next().unwrap_or(rest);
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    for (n, word) in line.split_whitespace().take(8).enumerate() {
        if n > 0 && word.starts_with(char::is_lowercase) && words.says.contains(&bare(word)) {
            return true;
        }
        // A name, with what may stand in one.
        let is_of_name = word.starts_with(|c: char| c.is_uppercase() || c == '(') || words.of_name.contains(word);
        if !is_of_name || (n > 0 && word.ends_with('.') && word.len() > 5) {
            return false;
        }
    }
    false
}

fn pieces(text: &str, masked: &str, range: Range<usize>, quoted: &[Range<usize>], words: &Words) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    let mut at = range.start;
    while at < range.end {
        if let Ok(n) = quoted.binary_search_by_key(&at, |quotation| quotation.start) {
            let quotation = &quoted[n];
            // The marks around it go, and the blanks within them.
            let is_opened = |piece: &Piece| piece.kind == Kind::Mark && text[piece.at.end..at].trim().is_empty();
            if found.last().is_some_and(is_opened) {
                found.pop();
            }
            found.push(Piece {
                kind: Kind::Quotation,
                at: quotation.clone(),
                text: String::new(),
                is_capital: text[quotation.clone()].starts_with(char::is_uppercase),
            });
            at = quotation.end;
            let blank = text[at..].len() - text[at..].trim_start().len();
            let closing = text[at + blank..].chars().next().filter(|c| CLOSING.contains(c));
            at += closing.map_or(0, |mark| blank + mark.len_utf8());
            continue;
        }
        let rest = &masked[at..range.end];
        let Some(c) = rest.chars().next() else { break };
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        // A point within a sentence is an abbreviation's.
        let is_short = c == '.'
            && found.last().is_some_and(|piece| piece.kind == Kind::Word && piece.at.end == at)
            && rest[1..].contains(char::is_alphanumeric);
        if is_short {
            if let Some(piece) = found.last_mut() {
                piece.at.end += 1;
            }
            at += 1;
            continue;
        }
        let length = if c.is_alphanumeric() { word(rest) } else { c.len_utf8() };
        let elided = words.elision(&rest[..length]);
        let length = elided.unwrap_or(length);
        let here = at..at + length;
        let piece = &text[here.clone()];
        let piece = if elided.is_some() { piece.trim_end_matches(['\'', '’']) } else { piece };
        let kind = if c.is_alphanumeric() { Kind::Word } else { Kind::Mark };
        // "Smith's" is the word and what ends it; "didn't" is "did" and "n't".
        found.push(Piece {
            kind,
            at: here,
            text: piece.to_lowercase().replace('’', "'"),
            is_capital: c.is_uppercase(),
        });
        at += length;
    }
    found
}

/// Letters and digits, with what stands between two of them: don't, U.S., so-called.
fn word(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    let mut end = 0;
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        match c {
            c if c.is_alphanumeric() => {}
            '\'' | '’' | '.' | '-' | ','
                if next.is_some_and(char::is_alphanumeric)
                    && (c != ',' || next.is_some_and(|n| n.is_ascii_digit())) => {}
            _ => return end,
        }
        end = at + c.len_utf8();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        frames(text, crate::reading::words::english())
            .into_iter()
            .map(|frame| {
                let piece = |piece: &Piece| {
                    if piece.kind == Kind::Quotation {
                        format!("[{}]", &text[piece.at.clone()])
                    } else {
                        piece.text.clone()
                    }
                };
                frame.pieces.iter().map(piece).collect::<Vec<_>>().join(" ")
            })
            .collect()
    }

    #[test]
    fn a_quotation_is_one_piece_whatever_it_holds() {
        assert_eq!(
            shown("“We go. Now!” he said. “Good.” They left."),
            ["[We go. Now!] he said .", "[Good.]", "they left ."]
        );
        assert_eq!(shown("He is a ‘good’ man, isn’t he?"), ["he is a [good] man , isn't he ?"]);
        assert_eq!(
            shown("The U.S. plan is \"on.\"\n\nIt is so-called."),
            ["the u.s plan is [on.]", "it is so-called ."]
        );
    }
}
