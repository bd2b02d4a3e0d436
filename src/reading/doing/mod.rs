//! Doings: what a text tells somebody to have done, promised or given, and what befell people.
//!
//! A verb or a noun of the lists (`words`) with who stands right before and after it, in a sentence that
//! says it as a fact: nothing that is denied, wished, asked or only possible, and nothing in quotation marks.

mod beside;
mod figure;
pub mod words;

use std::ops::Range;

use super::frame::{Frame, Kind, frames};
use super::named::Sentence;
use super::speech::{Form, Speech, has_headline};
use super::words::{Words as Names, language_of, of_text};
use crate::value::money::count::Count;
use beside::Beside;
use words::{Figure, Sense, Side, of};

/// What is told, with its places in bytes.
#[derive(Clone, Debug)]
pub struct Doing {
    /// What it is.
    pub what: What,
    /// The words that carry it.
    pub at: Range<usize>,
    /// Those before the verb; of a happening, its noun.
    pub first: Vec<Range<usize>>,
    /// Those after it.
    pub second: Vec<Range<usize>>,
    /// Where it is told to be.
    pub place: Option<Range<usize>>,
    /// The sentence it stands in, quotations and all.
    pub sentence: Range<usize>,
    /// The place of the speech that tells it, if somebody vouches for it and not the text.
    pub told_by: Option<Range<usize>>,
}

/// What kind of thing is told.
#[derive(Clone, Debug)]
pub enum What {
    /// By a verb or a noun.
    Sense(Sense),
    /// A number of people.
    Figure(&'static Figure, Count, Side),
}

/// Everything that a text tells as done, in its order. `said` is what it tells somebody to have said.
#[must_use]
pub fn doings(text: &str, language: Option<&str>, said: &[Speech]) -> Vec<Doing> {
    let code = language_of(text, language);
    let names = of_text(text, language);
    let Some(words) = of(code) else { return Vec::new() };
    let mut found = Vec::new();
    let frames = frames(text, names);
    for frame in frames.iter().skip(usize::from(has_headline(text, &frames))) {
        let from = found.len();
        let sentence = Sentence { pieces: &frame.pieces, words: names };
        let looked = Look { text, said, beside: Beside { sentence, words } };
        looked.senses(frame, &mut found);
        figure::figures(&looked, code, &mut found);
        // A noun alone befalls nobody: it is told with whom it hurt, or which place it struck.
        let has_figure = found[from..].iter().any(|doing| matches!(doing.what, What::Figure(..)));
        let mut n = 0;
        found.retain(|doing: &Doing| {
            n += 1;
            let is_noun = matches!(doing.what, What::Sense(Sense::Happening(_)));
            n <= from || has_figure || !is_noun
        });
        found[from..].sort_by_key(|doing| (matches!(doing.what, What::Figure(..)), doing.at.start));
    }
    found
}

/// Between the two parts of a verb: "hat … zugesagt".
const GAP: &str = "…";

/// A sentence in which doings are looked for.
struct Look<'l> {
    text: &'l str,
    said: &'l [Speech],
    beside: Beside<'l>,
}

impl Look<'_> {
    /// The words by which somebody is named.
    fn names(&self) -> &Names {
        self.beside.sentence.words
    }

    /// What verbs and nouns tell.
    fn senses(&self, frame: &Frame, found: &mut Vec<Doing>) {
        let mut at = 0;
        while at < frame.pieces.len() {
            let words = self.beside.words;
            let first = words.by_first.get(self.beside.sentence.text(at)).into_iter().flatten();
            let known =
                first.map(|n| &words.senses[*n]).find_map(|(phrase, sense)| Some((self.taken(at, phrase)?, *sense)));
            let Some((length, sense)) = known else {
                at += 1;
                continue;
            };
            let end = at + length;
            found.extend(self.told(at..end, sense));
            at = end;
        }
    }

    /// Whether a phrase stands at a piece, in small letters.
    fn stands(&self, at: usize, phrase: &[String]) -> bool {
        phrase.iter().enumerate().all(|(n, word)| {
            let piece = self.beside.sentence.pieces.get(at + n);
            piece.is_some_and(|piece| piece.kind == Kind::Word && !piece.is_capital && piece.text == *word)
        })
    }

    /// How many pieces a verb takes that stands at one: of a verb in two parts, the first; the other ends the clause, and
    /// nothing that makes it uncertain stands between.
    fn taken(&self, at: usize, phrase: &[String]) -> Option<usize> {
        let Some(gap) = phrase.iter().position(|word| word == GAP) else {
            return self.stands(at, phrase).then_some(phrase.len());
        };
        let (first, last) = (&phrase[..gap], &phrase[gap + 1..]);
        if !self.stands(at, first) {
            return None;
        }
        let sentence = &self.beside.sentence;
        let is_end = |n: &usize| sentence.kind(*n) != Some(Kind::Word);
        let is_open = |n: usize| {
            let word = sentence.text(n);
            self.beside.words.unsure.contains(word) || sentence.words.never.contains(word)
        };
        let end = (at + gap..sentence.pieces.len()).find(is_end).unwrap_or(sentence.pieces.len());
        let start = end.checked_sub(last.len()).filter(|start| *start > at + gap)?;
        (self.stands(start, last) && !(at + gap..start).any(is_open)).then_some(gap)
    }

    /// What some words tell, where they tell it for certain.
    fn told(&self, verb: Range<usize>, sense: Sense) -> Option<Doing> {
        if let Sense::Happening(_) = sense {
            return self.happening(verb, sense);
        }
        // What is asked is told of nobody.
        if self.beside.sentence.pieces.last().is_some_and(|piece| piece.is("?")) {
            return None;
        }
        let first = self.beside.before(verb.start)?;
        let second = match sense {
            Sense::Pledge(_) => self.beside.given_to(verb.end),
            _ => self.beside.after(verb.end),
        };
        let is_sure = match sense {
            Sense::Pledge(_) => self.beside.leads_to_amount(verb.end, &second),
            Sense::Event(_, is_planned) => !is_planned || !self.beside.hangs(verb.end),
            Sense::Happening(_) => true,
        };
        if !is_sure {
            return None;
        }
        let rest = second.last().map_or(verb.end, |last| last.end);
        let place = self.beside.place(rest, &self.beside.words.place);
        let pieces = first.first()?.start..rest;
        self.doing(What::Sense(sense), pieces, &first, &second, place.as_ref())
    }

    /// A noun that befalls a place.
    fn happening(&self, noun: Range<usize>, sense: Sense) -> Option<Doing> {
        let before = noun.start.checked_sub(1).map_or("", |n| self.beside.sentence.text(n));
        if self.beside.words.unsure.contains(before) || self.beside.sentence.words.never.contains(before) {
            return None;
        }
        let place = self.beside.place(noun.end, &self.beside.words.befell)?;
        let at = noun.start..place.end;
        if place.start <= noun.end + 3 { self.doing(What::Sense(sense), at, &[noun], &[], Some(&place)) } else { None }
    }

    /// A doing with its places in the text; None where it is somebody's who vouches for nothing.
    fn doing(
        &self,
        what: What,
        pieces: Range<usize>,
        first: &[Range<usize>],
        second: &[Range<usize>],
        place: Option<&Range<usize>>,
    ) -> Option<Doing> {
        let spread = |range: &Range<usize>| {
            let pieces = self.beside.sentence.pieces;
            Some(pieces.get(range.start)?.at.start..pieces.get(range.end.checked_sub(1)?)?.at.end)
        };
        let at = spread(&pieces)?;
        let told_by = self.told_by(&at);
        if told_by.is_some_and(|speech| !self.vouches(speech)) {
            return None;
        }
        Some(Doing {
            what,
            at,
            first: first.iter().filter_map(spread).collect(),
            second: second.iter().filter_map(spread).collect(),
            place: place.and_then(spread),
            sentence: spread(&(0..self.beside.sentence.pieces.len()))?,
            told_by: told_by.map(|speech| speech.at.clone()),
        })
    }

    /// The speech that tells what stands at a place.
    fn told_by(&self, at: &Range<usize>) -> Option<&Speech> {
        self.said.iter().find(|speech| speech.at.start < at.end && at.start < speech.at.end)
    }

    /// Whether somebody vouches for what they are told to say: not what is quoted, nor what is said by a verb that
    /// leaves it open.
    fn vouches(&self, speech: &Speech) -> bool {
        let cue = speech.cue.as_ref().map(|cue| self.text[cue.clone()].to_lowercase());
        let vouches = cue.is_some_and(|cue| self.beside.words.vouching.contains(&cue));
        speech.form == Form::Indirect && vouches
    }
}

#[cfg(test)]
mod tests;
