//! Cues: the verbs of saying in a sentence, with who says it and what.

use std::ops::{Deref, Range};

use super::unsaid;
use crate::reading::frame::{Frame, Kind};
use crate::reading::named::{REACH, Sentence};
use crate::reading::words::Words;

/// A verb of saying, or "according to"; places are numbers of pieces.
#[derive(Clone, Debug)]
pub struct Cue {
    /// The verb.
    pub at: Range<usize>,
    /// Who says it.
    pub speaker: Option<Range<usize>>,
    /// What is said.
    pub content: Option<Range<usize>>,
    /// Whether the one before the verb is told something, and says nothing.
    pub is_heard: bool,
    /// Quotations that stand right by it.
    near: Vec<usize>,
}

impl Cue {
    /// Whether a quotation stands right by it.
    pub fn quotes(&self, n: usize) -> bool {
        self.near.contains(&n)
    }
}

/// The cues of a frame, in order.
pub fn cues(frame: &Frame, words: &Words) -> Vec<Cue> {
    let sentence = Search(Sentence { pieces: &frame.pieces, words });
    let mut found: Vec<Cue> = Vec::new();
    for at in 0..frame.pieces.len() {
        if let Some(cue) = sentence.according(at).or_else(|| sentence.verb(at, found.last())) {
            found.push(cue);
        }
    }
    found
}

/// Whether a verb of saying stands before a piece, in whatever form.
pub fn has_verb(frame: &Frame, before: usize, words: &Words) -> bool {
    frame.pieces[..before].iter().any(|piece| {
        piece.kind == Kind::Word
            && !piece.is_capital
            && (words.says.contains(&piece.text) || words.while_doing.contains(&piece.text))
    })
}

/// The subject of a sentence, as far as it stands at its start and before a piece.
pub fn subject(frame: &Frame, before: usize, words: &Words) -> Option<Range<usize>> {
    let sentence = Search(Sentence { pieces: &frame.pieces, words });
    let start = (0..before).find(|n| sentence.is_word(*n) && sentence.begins_name(*n))?;
    let end = (start + 1..before).find(|n| !sentence.is_word(*n) || !sentence.is_of_name(&frame.pieces[*n]));
    Some(start..end.unwrap_or(before)).filter(|range| sentence.is_somebody(range))
}

/// A sentence in which cues are looked for.
struct Search<'s>(Sentence<'s>);

impl<'s> Deref for Search<'s> {
    type Target = Sentence<'s>;

    fn deref(&self) -> &Sentence<'s> {
        &self.0
    }
}

impl Search<'_> {
    /// "according to", with who it is and what stands before or after.
    fn according(&self, at: usize) -> Option<Cue> {
        let phrase = self
            .words
            .according
            .iter()
            .find(|phrase| phrase.iter().enumerate().all(|(n, word)| self.is(at + n, word)))?;
        let cue = at..at + phrase.len();
        let speaker = self.right(cue.end)?;
        let content = if at <= 1 {
            let comma = (speaker.end..self.end().min(speaker.end + 20)).find(|n| self.is(*n, ","))?;
            comma + 1..self.end()
        } else {
            let end = if self.is(at - 1, ",") { at - 1 } else { at };
            self.clause_before(end)..end
        };
        let near = self.quotations(&content);
        let content = (!content.is_empty()).then_some(content);
        Some(Cue { at: cue, speaker: Some(speaker), content, is_heard: false, near })
    }

    /// The quotations that a content begins or ends with.
    fn quotations(&self, content: &Range<usize>) -> Vec<usize> {
        let is_alone = content.clone().all(|n| !self.is_word(n));
        content.clone().filter(|n| is_alone && self.kind(*n) == Some(Kind::Quotation)).collect()
    }

    /// A verb of saying at a piece.
    fn verb(&self, at: usize, before: Option<&Cue>) -> Option<Cue> {
        let piece = self.pieces.get(at).filter(|piece| piece.kind == Kind::Word && !piece.is_capital)?;
        // "One tweet", "the report": a thing and no verb.
        let is_thing = at > 0 && self.words.things.contains(self.text(at - 1));
        if is_thing {
            return None;
        }
        let is_doing = self.words.while_doing.contains(&piece.text);
        if !is_doing && !self.words.says.contains(&piece.text) {
            return None;
        }
        if unsaid::is_unsaid(self, at) {
            return None;
        }
        let left = unsaid::left_of_verb(self, at);
        let (speaker, is_inverted) = match left {
            _ if is_doing => (before.and_then(|cue| cue.speaker.clone()).or_else(|| self.first_named(at)), false),
            None => (None, false),
            Some(left) if unsaid::is_heard(self, at, left) => {
                // "was told by Arc": who tells it stands behind.
                let teller = self.words.teller.contains(self.text(at + 1)).then(|| self.right(at + 2)).flatten();
                return self.heard(at, teller);
            }
            Some(left) => self.speaker(at, left, before),
        };
        let after = if is_inverted { speaker.as_ref().map_or(at + 1, |speaker| speaker.end) } else { at + 1 };
        // Where the cue begins: with its speaker, or with what belongs to the verb.
        let verb = left.map_or(at, |left| left + 1);
        let own = speaker.as_ref().filter(|_| !is_inverted && !is_doing).map_or(at, |speaker| speaker.start.min(at));
        let start = if is_inverted { verb } else { own };
        let near = self.near(start, after);
        let content = self.content(at, start, after, is_inverted, !near.is_empty());
        if content.is_none() && near.is_empty() {
            return None;
        }
        let is_clear = self.words.plain.contains(&piece.text) || is_doing;
        let has_that = content.as_ref().is_some_and(|content| {
            let first = self.text(content.start);
            self.words.opens.contains(first) || first == "to"
        });
        let is_told = is_clear || has_that || !near.is_empty();
        Some(Cue { at: at..at + 1, speaker, content: content.filter(|_| is_told), is_heard: false, near })
    }

    /// A cue whose speaker is the one who tells, if that is told.
    fn heard(&self, at: usize, speaker: Option<Range<usize>>) -> Option<Cue> {
        let after = speaker.as_ref().map_or(at + 1, |speaker| speaker.end);
        let start = unsaid::left_of_verb(self, at).map_or(at, |left| self.left(left).map_or(left, |range| range.start));
        let near = self.near(start, after);
        (!near.is_empty()).then(|| Cue { at: at..at + 1, speaker, content: None, is_heard: true, near })
    }

    /// Who says it, and whether that stands after the verb.
    fn speaker(&self, at: usize, left: usize, before: Option<&Cue>) -> (Option<Range<usize>>, bool) {
        let before_marks = (0..=left).rev().find(|n| !self.is_apart(*n));
        let is_after_quotation = before_marks.is_some_and(|n| self.kind(n) == Some(Kind::Quotation));
        if is_after_quotation {
            if let Some(speaker) = self.right(at + 1) {
                return (Some(speaker), true);
            }
            return (before.and_then(|cue| cue.speaker.clone()), false);
        }
        if self.is(left, ",") {
            // "It stands, said Arc." or "Arc, the president, said".
            let right = self.right(at + 1).filter(|right| right.end >= self.end() || self.is(right.end, ","));
            if let Some(speaker) =
                right.filter(|right| self.is_somebody(right) && !self.words.opens.contains(self.text(right.start)))
            {
                return (Some(speaker), true);
            }
            let opened = (0..left).rev().take(REACH).find(|n| self.is(*n, ","));
            let named = opened.and_then(|comma| comma.checked_sub(1)).and_then(|end| self.left(end));
            return (named.filter(|range| self.is_somebody(range)).or_else(|| self.first_named(at)), false);
        }
        if self.words.whose.contains(self.text(left)) {
            let end = left.checked_sub(1).map(|n| if self.is(n, ",") { n.saturating_sub(1) } else { n });
            return (end.and_then(|end| self.left(end)).filter(|range| self.is_somebody(range)), false);
        }
        let found = self.left(left).filter(|range| self.is_somebody(range));
        if found.as_ref().is_some_and(|range| self.is_addressed(range)) {
            return (self.right(at + 1).filter(|right| self.is_somebody(right) && !self.is_addressed(right)), true);
        }
        let carried = || before.and_then(|cue| cue.speaker.clone()).or_else(|| self.first_named(at));
        let is_joined = self.words.joins.contains(self.text(left));
        (found.or_else(|| if is_joined { carried() } else { None }), false)
    }

    /// The quotations that stand right before or after a cue with its speaker.
    fn near(&self, start: usize, after: usize) -> Vec<usize> {
        let mut near = Vec::new();
        let mut left = start;
        while left > 0 && (self.is_apart(left - 1) || self.kind(left - 1) == Some(Kind::Quotation)) {
            left -= 1;
            if self.kind(left) == Some(Kind::Quotation) {
                near.push(left);
            }
        }
        // After it: at once, or after a comma, a colon, a place or a day.
        let mut right = after;
        let mut is_open = false;
        while right < self.pieces.len() && right < after + 14 {
            match self.kind(right) {
                Some(Kind::Quotation) => {
                    near.push(right);
                    break;
                }
                Some(Kind::Mark) if self.is(right, ",") || self.is(right, ":") => is_open = true,
                Some(Kind::Word) if !self.words.stops.contains(self.text(right)) && (is_open || right < after + 10) => {
                }
                _ => break,
            }
            right += 1;
        }
        near.retain(|n| *n < after || self.is_led(after, *n));
        near
    }

    /// Whether a quotation after a cue is what it says: nothing between, or a comma or a colon before it.
    fn is_led(&self, after: usize, n: usize) -> bool {
        n == after || self.is(n - 1, ",") || self.is(n - 1, ":") || n - after <= 2
    }

    /// What is said, as far as it is told in words or mixed.
    fn content(
        &self,
        at: usize,
        start: usize,
        after: usize,
        is_inverted: bool,
        has_near: bool,
    ) -> Option<Range<usize>> {
        let end = self.clause_end(after);
        let to_left = || {
            let first = start;
            let is_closed = first > 1 && self.is(first - 1, ",");
            let before = self.clause_before(first.saturating_sub(1));
            (is_closed && first > before + 3).then(|| before..first - 1)
        };
        if is_inverted {
            return to_left();
        }
        let n = self.told_to(at, after);
        if self.words.opens.contains(self.text(n)) {
            return (end > n + 2).then_some(n..end);
        }
        let that =
            (n..end.min(n + 14)).take_while(|k| self.kind(*k) != Some(Kind::Quotation)).find(|k| self.is(*k, "that"));
        let is_aside = self.words.aside.contains(self.text(n)) || self.is(n, ",");
        if let Some(that) = that.filter(|that| is_aside && end > that + 2) {
            return Some(that..end);
        }
        if n >= end || self.kind(n) == Some(Kind::Mark) || (is_aside && to_left().is_some()) {
            return to_left();
        }
        if has_near {
            return None;
        }
        if is_aside {
            // "said on Monday he would go"
            let skip = if self.text(n).ends_with("day") { 1 } else { 2 };
            let n = n + skip;
            return (["on", "in", "last"].contains(&self.text(n - skip)) || skip == 1)
                .then_some(n)
                .filter(|n| end > n + 3 && self.is_word(*n) && self.begins_name(*n))
                .map(|n| n..end);
        }
        (end > n + 2).then_some(n..end)
    }

    /// Where what is said may begin: after the one it is told to.
    fn told_to(&self, at: usize, after: usize) -> usize {
        if !self.words.tells.contains(self.text(at)) {
            return after;
        }
        let is_of = |n: &usize| {
            let text = self.text(*n);
            let is_open = self.is_word(*n) && !self.words.opens.contains(text) && text != "to";
            is_open && (self.is_of_name(&self.pieces[*n]) || self.words.objects.contains(text))
        };
        (after..self.pieces.len().min(after + 9)).take_while(is_of).last().map_or(after, |n| n + 1)
    }

    /// Where what is said ends: before another says it too.
    fn clause_end(&self, after: usize) -> usize {
        let end = self.end();
        let begins = |n: usize| {
            let is_phrase = |phrase: &Vec<String>| phrase.iter().enumerate().all(|(k, word)| self.is(n + k, word));
            self.words.while_doing.contains(self.text(n)) || self.words.according.iter().any(is_phrase)
        };
        let doing = (after + 2..end).find(|n| self.is(n - 1, ",") && begins(*n));
        doing.map_or(end, |n| n - 1)
    }

    /// Where the clause begins that ends before a piece: after what joins it to another saying.
    fn clause_before(&self, end: usize) -> usize {
        let first = self.pieces.iter().position(|piece| piece.kind != Kind::Mark).unwrap_or(0);
        first.min(end)
    }
}
