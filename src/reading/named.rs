//! A sentence as cues are looked for in it: its pieces, and which of them name somebody.

use std::ops::Range;

use super::frame::{Kind, Piece};
use super::words::Words;

/// How far a speaker is looked for.
pub const REACH: usize = 16;

/// The pieces of a sentence, with the words of its language.
#[derive(Clone, Copy)]
pub struct Sentence<'s> {
    /// The pieces.
    pub pieces: &'s [Piece],
    /// The words.
    pub words: &'s Words,
}

impl Sentence<'_> {
    /// What a piece is.
    pub fn kind(&self, n: usize) -> Option<Kind> {
        self.pieces.get(n).map(|piece| piece.kind)
    }

    /// A piece in small letters; nothing where there is none.
    pub fn text(&self, n: usize) -> &str {
        self.pieces.get(n).map_or("", |piece| piece.text.as_str())
    }

    /// Whether a piece is this word or mark.
    pub fn is(&self, n: usize, text: &str) -> bool {
        self.pieces.get(n).is_some_and(|piece| piece.is(text))
    }

    /// A comma or a dash, as they stand between a quotation and who said it.
    pub fn is_apart(&self, n: usize) -> bool {
        [",", "—", "–"].iter().any(|mark| self.is(n, mark))
    }

    /// Whether a piece is a word.
    pub fn is_word(&self, n: usize) -> bool {
        self.kind(n) == Some(Kind::Word)
    }

    /// Where the last word or quotation ends: what closes the sentence belongs to nobody.
    pub fn end(&self) -> usize {
        self.pieces.iter().rposition(|piece| piece.kind != Kind::Mark).map_or(0, |n| n + 1)
    }

    /// The words up to a piece that name one; what stands in brackets is passed over.
    pub fn left(&self, end: usize) -> Option<Range<usize>> {
        let mut start = end + 1;
        while start > 0 && end + 1 - start < REACH {
            let n = start - 1;
            let text = self.text(n);
            if self.is(n, ")") {
                let Some(open) = (0..n).rev().take(8).find(|n| self.is(*n, "(")) else { break };
                start = open;
                continue;
            }
            let is_verb =
                !self.pieces[n].is_capital && self.words.says.contains(text) && !self.words.speakers.contains(text);
            if !self.is_word(n) || self.words.stops.contains(text) || is_verb {
                break;
            }
            start = n;
        }
        let start = (start..=end).find(|n| self.begins_name(*n)).unwrap_or(start);
        (start <= end).then_some(start..end + 1)
    }

    /// The words from a piece on that name one.
    pub fn right(&self, start: usize) -> Option<Range<usize>> {
        let end = (start..self.pieces.len().min(start + REACH)).find(|n| {
            let text = self.text(*n);
            !self.is_word(*n)
                || self.words.stops.contains(text)
                || self.words.whose.contains(text)
                || (text != "of" && text != "for" && self.words.aside.contains(text) && *n > start)
                || (self.words.pronouns.contains(text) && *n > start)
        });
        let end = end.unwrap_or(self.pieces.len().min(start + REACH));
        // "Arc le 28 décembre": a day is no part of the name.
        let is_number = |n: &usize| self.text(*n).starts_with(|c: char| c.is_ascii_digit());
        let named = |end: usize| (start..end).rfind(|n| self.pieces[*n].is_capital).map_or(end, |n| n + 1);
        let range = start..(start..end).find(is_number).map_or(end, named);
        // One pronoun is the whole name.
        let range = if self.words.pronouns.contains(self.text(start)) { start..start + 1 } else { range };
        (!range.is_empty() && self.is_somebody(&range)).then_some(range)
    }

    /// Whether a name may begin here.
    pub fn begins_name(&self, n: usize) -> bool {
        let piece = &self.pieces[n];
        // "In", "After": what begins a sentence has a capital letter too.
        if self.words.aside.contains(&piece.text)
            || self.words.stops.contains(&piece.text)
            || self.words.opens.contains(&piece.text)
            || self.according(n)
        {
            return false;
        }
        piece.is_capital
            || self.words.begins.contains(&piece.text)
            || self.words.pronouns.contains(&piece.text)
            || self.words.speakers.contains(&piece.text)
    }

    /// Whether "according to" begins here.
    pub fn according(&self, n: usize) -> bool {
        let is_here = |phrase: &Vec<String>| phrase.iter().enumerate().all(|(k, word)| self.is(n + k, word));
        self.words.according.iter().any(is_here)
    }

    /// Whether a piece may stand in a name.
    pub fn is_of_name(&self, piece: &Piece) -> bool {
        piece.is_capital || self.words.of_name.contains(&piece.text) || self.words.speakers.contains(&piece.text)
    }

    /// Whether the pieces name somebody.
    pub fn is_somebody(&self, range: &Range<usize>) -> bool {
        self.pieces[range.clone()].iter().any(|piece| {
            let text = piece.text.trim_end_matches("'s");
            piece.is_capital || self.words.pronouns.contains(text) || self.words.speakers.contains(text)
        })
    }

    /// Whether those who are named are spoken to, or likened to: "zu Selenskyj sagte Biden".
    pub fn is_addressed(&self, range: &Range<usize>) -> bool {
        let before = range.start.checked_sub(1);
        [Some(range.start), before].into_iter().flatten().any(|n| self.words.addressed.contains(self.text(n)))
    }

    /// The first name or pronoun of the sentence, before a piece.
    pub fn first_named(&self, before: usize) -> Option<Range<usize>> {
        let start = (0..before).find(|n| self.is_word(*n) && self.begins_name(*n))?;
        let end =
            (start + 1..before).find(|n| !self.is_word(*n) || !self.is_of_name(&self.pieces[*n])).unwrap_or(before);
        Some(start..end).filter(|range| self.is_somebody(range))
    }
}
