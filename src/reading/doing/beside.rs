//! Who stands beside a verb of doing: those before it who do it, those after it, and where.

use std::collections::HashSet;
use std::ops::Range;

use super::words::Words;
use crate::reading::frame::Kind;
use crate::reading::named::Sentence;

/// A sentence with the words by which doings are told; places are numbers of pieces.
#[derive(Clone, Copy)]
pub struct Beside<'b> {
    /// Its pieces.
    pub sentence: Sentence<'b>,
    /// The words of its language.
    pub words: &'b Words,
}

impl Beside<'_> {
    /// Those right before a verb; None where it is not said for certain that they did it.
    pub fn before(&self, verb: usize) -> Option<Vec<Range<usize>>> {
        let sentence = self.sentence;
        let is_within = |n: &usize| {
            let text = sentence.text(*n);
            sentence.is_word(*n)
                && (self.words.within.contains(text) || (text.ends_with("ly") && !sentence.pieces[*n].is_capital))
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
            // "France, according to Arc, has promised": it is Arc who says so.
            if sentence.according(opened + 1) {
                return None;
            }
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
        if self.is_inverted(&all) {
            return None;
        }
        if before.is_some_and(|n| self.words.unsure.contains(sentence.text(n))) {
            return None;
        }
        // "It is untrue that Arc met Kato", "If it rains, Arc will meet Kato".
        let is_untrue = |n: usize| {
            let opened = n.checked_sub(1).map(|n| if sentence.is(n, ",") { n.saturating_sub(1) } else { n });
            sentence.words.opens.contains(sentence.text(n))
                && opened.is_some_and(|n| self.words.untrue.contains(sentence.text(n)))
        };
        let first = (0..all[0].start).find(|n| sentence.is_word(*n));
        let is_supposing = first.is_some_and(|n| sentence.words.supposing.contains(sentence.text(n)));
        // "Moskau behauptete, Arc gab Kato": who says so without vouching for it, in a language that needs no "that".
        let is_claimed = before.is_some_and(|n| {
            let claims = |n: usize| {
                let word = sentence.text(n);
                sentence.words.says.contains(word) && !self.words.vouching.contains(word)
            };
            sentence.is(n, ",") && n.checked_sub(1).is_some_and(claims)
        });
        if before.is_some_and(is_untrue) || is_claimed || is_supposing {
            return None;
        }
        Some(all)
    }

    /// "Am Montag traf Arc Kato": who does it stands behind the verb, beside whom it is done to.
    fn is_inverted(&self, all: &[Range<usize>]) -> bool {
        let inverts = |n: usize| self.words.inverts.contains(self.sentence.text(n));
        all.first().and_then(|range| range.start.checked_sub(1)).is_some_and(inverts)
            || all.iter().any(|range| inverts(range.start))
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
    pub fn after(&self, at: usize) -> Vec<Range<usize>> {
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
            // "her counterpart, Moses Kato,": set apart.
            let next = range.end + 1 + usize::from(sentence.is(range.end + 1, ","));
            let rest = self.name(next)?;
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

    /// Whether a promise leads to its amount: nothing but who gets it and words of aid stand between, and what follows
    /// makes it hang on nothing.
    pub fn leads_to_amount(&self, from: usize, to: &[Range<usize>]) -> bool {
        let sentence = self.sentence;
        let all = sentence.pieces.len();
        let is_amount = |n: &usize| {
            let text = sentence.text(*n);
            text.starts_with(|c: char| c.is_ascii_digit()) || !sentence.is_word(*n)
        };
        let amount = (from..all).find(is_amount).unwrap_or(all);
        let is_plain = |n: usize| {
            let text = sentence.text(n);
            let lists = [&self.words.of_aid, &self.words.to, &sentence.words.aside, &sentence.words.begins];
            to.iter().any(|range| range.contains(&n)) || lists.iter().any(|list| list.contains(text))
        };
        (from..amount).all(is_plain) && !self.hangs(from)
    }

    /// Whether what follows makes something hang on something else: if, provided that.
    pub fn hangs(&self, from: usize) -> bool {
        (from..self.sentence.pieces.len()).any(|n| self.words.conditions.contains(self.sentence.text(n)))
    }

    /// To whom something is given, in what is left of a clause.
    pub fn given_to(&self, from: usize) -> Vec<Range<usize>> {
        let sentence = self.sentence;
        let is_end =
            |n: &usize| sentence.words.stops.contains(sentence.text(*n)) && !self.words.to.contains(sentence.text(*n));
        let left = (from..sentence.pieces.len()).take_while(|n| !is_end(n));
        let to = left.filter(|n| self.words.to.contains(sentence.text(*n))).filter_map(|n| self.name(n + 1));
        // "gave Dena five million": right after the verb.
        self.name(from).into_iter().chain(to).collect()
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
            // "Dena US$5": letters before a sign are the money's.
            let is_sign = sentence.pieces.get(*n + 1).is_some_and(|next| next.is("$") && next.at.start == piece.at.end);
            sentence.is_word(*n) && !is_aside && !is_sign && (sentence.is_of_name(piece) || *n == at)
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
    pub fn place(&self, from: usize, before: &HashSet<String>) -> Option<Range<usize>> {
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
