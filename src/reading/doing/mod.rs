//! Doings: what a text tells somebody to have done, promised or given, and what befell people.
//!
//! A verb or a noun of the lists (`words`) with who stands right before and after it, in a sentence that
//! says it as a fact: nothing that is denied, wished, asked or only possible, and nothing in quotation marks.

mod figure;
pub mod words;

use std::ops::Range;

use super::frame::{Frame, Kind, frames};
use super::named::Sentence;
use super::speech::{Form, Speech, has_headline};
use super::words::{Words as Names, language_of, of_text};
use crate::value::money::count::Count;
use words::{Figure, Sense, Side, Words, of};

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
        let looked = Look { text, said, sentence: Sentence { pieces: &frame.pieces, words: names }, words };
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

/// A sentence in which doings are looked for.
struct Look<'l> {
    text: &'l str,
    said: &'l [Speech],
    sentence: Sentence<'l>,
    words: &'l Words,
}

impl Look<'_> {
    /// The words by which somebody is named.
    fn names(&self) -> &Names {
        self.sentence.words
    }

    /// What verbs and nouns tell.
    fn senses(&self, frame: &Frame, found: &mut Vec<Doing>) {
        let mut at = 0;
        while at < frame.pieces.len() {
            let known = self.words.senses.iter().find(|(phrase, _)| self.stands(at, phrase));
            let Some((phrase, sense)) = known else {
                at += 1;
                continue;
            };
            let end = at + phrase.len();
            found.extend(self.told(at..end, *sense));
            at = end;
        }
    }

    /// Whether a phrase stands at a piece, in small letters.
    fn stands(&self, at: usize, phrase: &[String]) -> bool {
        phrase.iter().enumerate().all(|(n, word)| {
            let piece = self.sentence.pieces.get(at + n);
            piece.is_some_and(|piece| piece.kind == Kind::Word && !piece.is_capital && piece.text == *word)
        })
    }

    /// What some words tell, where they tell it for certain.
    fn told(&self, verb: Range<usize>, sense: Sense) -> Option<Doing> {
        if let Sense::Happening(_) = sense {
            return self.happening(verb, sense);
        }
        let first = self.before(verb.start)?;
        let mut second = self.after(verb.end);
        if let Sense::Pledge(_) = sense {
            second.extend(self.given_to(verb.end));
        }
        let rest = second.last().map_or(verb.end, |last| last.end);
        let place = self.place(rest, &self.words.place);
        let pieces = first.first()?.start..rest;
        self.doing(What::Sense(sense), pieces, &first, &second, place.as_ref())
    }

    /// A noun that befalls a place.
    fn happening(&self, noun: Range<usize>, sense: Sense) -> Option<Doing> {
        let before = noun.start.checked_sub(1).map_or("", |n| self.sentence.text(n));
        if self.words.unsure.contains(before) || self.sentence.words.never.contains(before) {
            return None;
        }
        let place = self.place(noun.end, &self.words.befell)?;
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
            let pieces = self.sentence.pieces;
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
            sentence: spread(&(0..self.sentence.pieces.len()))?,
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
        let vouches = cue.is_some_and(|cue| self.words.vouching.contains(&cue));
        speech.form == Form::Indirect && vouches
    }

    /// Those right before a verb; None where it is not said for certain that they did it.
    fn before(&self, verb: usize) -> Option<Vec<Range<usize>>> {
        let sentence = self.sentence;
        let is_within = |n: &usize| {
            let text = sentence.text(*n);
            sentence.is_word(*n) && (self.words.within.contains(text) || (text.ends_with("ly") && text.len() > 4))
        };
        let left = (0..verb).rev().find(|n| !is_within(n))?;
        let is_open = |n: usize| {
            let text = sentence.text(n);
            self.words.unsure.contains(text) || text.ends_with("n't")
        };
        if (left..verb).any(is_open) || self.words.passive.contains(sentence.text(left)) {
            return None;
        }
        let left = if sentence.is(left, ",") {
            // "Arc, the president, met Kato": the name stands before what is set apart.
            let opened = (0..left).rev().take(12).find(|n| sentence.is(*n, ","))?;
            opened.checked_sub(1)?
        } else {
            left
        };
        let last = sentence.left(left).filter(|range| self.is_name(range))?;
        let mut all = vec![last];
        while let Some(next) = self.joined_before(all[0].start) {
            all.insert(0, next);
        }
        let before = all[0].start.checked_sub(1);
        if before.is_some_and(|n| self.words.unsure.contains(sentence.text(n))) {
            return None;
        }
        Some(all)
    }

    /// Another who is joined to one that begins at a piece, where both stand at the head of the clause.
    fn joined_before(&self, start: usize) -> Option<Range<usize>> {
        let sentence = self.sentence;
        let mut joint = start.checked_sub(1)?;
        if !self.words.joins.contains(sentence.text(joint)) && !sentence.is(joint, ",") {
            return None;
        }
        if sentence.is(joint.checked_sub(1)?, ",") {
            joint -= 1;
        }
        let range = sentence.left(joint.checked_sub(1)?).filter(|range| self.is_name(range))?;
        let is_head = range
            .start
            .checked_sub(1)
            .is_none_or(|n| !sentence.is_word(n) || sentence.words.stops.contains(sentence.text(n)));
        is_head.then_some(range)
    }

    /// Those right after a verb.
    fn after(&self, at: usize) -> Vec<Range<usize>> {
        let mut all = Vec::new();
        let mut next = self.object(at);
        while let Some(range) = next {
            let end = range.end;
            all.push(range);
            let is_joined = self.words.joins.contains(self.sentence.text(end));
            // "met Arc and Kato said": who goes on to do something else is none of them.
            let goes_on = |range: &Range<usize>| {
                let text = self.sentence.text(range.end);
                self.sentence.is_word(range.end) && !self.sentence.words.aside.contains(text)
            };
            next = if is_joined { self.object(end + 1).filter(|range| !goes_on(range)) } else { None };
        }
        all
    }

    /// The name that a verb leads to: with what one is called by before it, "his Ethiopian counterpart Kato", and
    /// none where the words go on to something else, "the Kenyan border".
    fn object(&self, at: usize) -> Option<Range<usize>> {
        let sentence = self.sentence;
        let mut range = self.name(at)?;
        let is_called = |n: usize| !sentence.pieces[n].is_capital && sentence.words.speakers.contains(sentence.text(n));
        while range.end < sentence.pieces.len() && is_called(range.end) {
            let rest = self.name(range.end + 1)?;
            range = range.start..rest.end;
        }
        let goes_on = sentence.is_word(range.end) && {
            let text = sentence.text(range.end);
            let lists = [&sentence.words.aside, &sentence.words.stops, &self.words.place, &self.words.to];
            !sentence.pieces[range.end].is_capital
                && !lists.iter().any(|list| list.contains(text))
                && !text.ends_with("ly")
        };
        (!goes_on).then_some(range)
    }

    /// To whom something is given, in what is left of a clause.
    fn given_to(&self, from: usize) -> Vec<Range<usize>> {
        let sentence = self.sentence;
        let is_end =
            |n: &usize| sentence.words.stops.contains(sentence.text(*n)) && !self.words.to.contains(sentence.text(*n));
        let left = (from..sentence.pieces.len()).take_while(|n| !is_end(n));
        left.filter(|n| self.words.to.contains(sentence.text(*n))).filter_map(|n| self.name(n + 1)).collect()
    }

    /// The name that begins at a piece.
    fn name(&self, at: usize) -> Option<Range<usize>> {
        let sentence = self.sentence;
        if !sentence.is_word(at) || !sentence.begins_name(at) {
            return None;
        }
        let is_of = |n: &usize| {
            let piece = &sentence.pieces[*n];
            // "Florida Friday" is a place and a day.
            let is_aside = sentence.words.aside.contains(&piece.text) && !sentence.words.of_name.contains(&piece.text);
            sentence.is_word(*n) && !is_aside && (sentence.is_of_name(piece) || *n == at)
        };
        let mut end = (at..sentence.pieces.len()).take_while(is_of).last()? + 1;
        // "the minister of" goes on with nothing.
        while end > at && !sentence.pieces[end - 1].is_capital {
            end -= 1;
        }
        Some(at..end).filter(|range| self.is_name(range))
    }

    /// Whether pieces name somebody by a name, or by a pronoun.
    fn is_name(&self, range: &Range<usize>) -> bool {
        let pieces = &self.sentence.pieces[range.clone()];
        pieces.iter().any(|piece| piece.is_capital)
            || (pieces.len() == 1 && self.sentence.words.pronouns.contains(&pieces[0].text))
    }

    /// The place that is told in what is left of a clause.
    fn place(&self, from: usize, before: &std::collections::HashSet<String>) -> Option<Range<usize>> {
        let sentence = self.sentence;
        let is_end = |n: &usize| {
            let is_mark = sentence.kind(*n) != Some(Kind::Word) && !sentence.is(*n, ",");
            is_mark || sentence.words.stops.contains(sentence.text(*n))
        };
        (from..sentence.pieces.len()).take_while(|n| !is_end(n)).find_map(|n| {
            // One word may stand between: "in northern Dena".
            let opens = before.contains(sentence.text(n));
            if opens { self.name(n + 1).or_else(|| self.name(n + 2)) } else { None }
        })
    }
}

#[cfg(test)]
mod tests;
