//! Figures: how many people something befell.

use std::ops::Range;

use super::words::{Figure, Side};
use super::{Doing, Look, What};
use crate::reading::frame::Kind;
use crate::value::money::count::{Count, counts};

/// So many words may stand between a number and what it counts.
const REACH: usize = 3;

/// The figures of a sentence.
pub fn figures(look: &Look<'_>, language: &str, found: &mut Vec<Doing>) {
    let pieces = look.beside.sentence.pieces;
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return };
    let words = look.beside.words;
    if pieces.iter().any(|piece| words.wrong.contains(&piece.text)) {
        return;
    }
    let has_teller = has_teller(look);
    let start = first.at.start;
    // Quotations are somebody's own words.
    let is_quoted = |at: usize| pieces.iter().any(|piece| piece.kind == Kind::Quotation && piece.at.contains(&at));
    for count in counts(&look.text[start..last.at.end], Some(language)) {
        let at = start + count.at.start..start + count.at.end;
        let Some(from) = pieces.iter().position(|piece| piece.at.end > at.start) else { continue };
        let next = pieces.iter().position(|piece| piece.at.start >= at.end).unwrap_or(pieces.len());
        if is_quoted(at.start) || is_share(look, from) || is_unsure(look, from) || is_part(look, at.end, from, next) {
            continue;
        }
        let count = Count { at: at.clone(), ..count };
        let rose = total(look, from, next).map(|(figure, range)| (figure, range, Side::Total));
        let known = rose.or_else(|| counted(look, from, next).map(|(figure, range)| (figure, range, Side::After)));
        let opens = (0..from).any(|n| is_opened(look, n));
        if let Some((figure, range, side)) = known {
            let doing = look.doing(What::Figure(figure, count, side), range, &[], &[], None);
            found.extend(doing.filter(|doing| doing.told_by.is_some() || !(opens || has_teller)));
        }
    }
}

/// Whether what follows is somebody's who may not vouch for it: "Moscow denies that 35 people died". English says so with
/// the verb before, for "the flood that hit Dena" has the same word.
fn is_opened(look: &Look<'_>, n: usize) -> bool {
    let sentence = look.beside.sentence;
    let word = sentence.text(n);
    let before = n.checked_sub(1).map_or("", |n| sentence.text(n));
    let words = look.beside.words;
    let is_said = [&words.untrue, &words.unsure, &look.names().says].iter().any(|list| list.contains(before));
    look.names().opens.contains(word) && (word != "that" || is_said)
}

/// Whether somebody is told to have said what the sentence tells: "..., the mayor said.", "According to ...".
fn has_teller(look: &Look<'_>) -> bool {
    let sentence = look.beside.sentence;
    let is_end = |n: &usize| sentence.is_word(*n);
    let last = (0..sentence.pieces.len()).rev().find(is_end);
    last.is_some_and(|n| look.names().says.contains(sentence.text(n)))
        || (0..sentence.pieces.len()).any(|n| sentence.according(n))
}

/// "two of the 12 people": the number is the whole of which another is a share.
fn is_share(look: &Look<'_>, from: usize) -> bool {
    let before = (from.saturating_sub(2)..from).map(|n| look.beside.sentence.text(n));
    before.clone().any(|text| look.beside.words.share.contains(text))
        && before.clone().any(|text| look.names().things.contains(text))
}

/// Whether a number is a part of a count: of an age or an ordinal, of dozens, beside another count of the same, or one
/// more than were counted.
fn is_part(look: &Look<'_>, end: usize, from: usize, next: usize) -> bool {
    let (sentence, words) = (look.beside.sentence, look.beside.words);
    let text = |n: Option<usize>| n.map_or("", |n| sentence.text(n));
    let (before, two) = (from.checked_sub(1), from.checked_sub(2));
    let is_joined = look.text[end..].starts_with(|c: char| c == '-' || c.is_alphanumeric());
    let is_beside = words.joins.contains(text(before)) && words.people.contains(text(two));
    let is_counted_again = text(Some(next)).starts_with(|c: char| c.is_ascii_digit());
    is_joined
        || is_counted_again
        || words.many.contains(text(Some(next)))
        || words.further.contains(text(before))
        || words.further.contains(text(Some(next)))
        || is_beside
}

/// Whether the words right before leave open whether it is so.
fn is_unsure(look: &Look<'_>, from: usize) -> bool {
    let before = (from.saturating_sub(4)..from).map(|n| look.beside.sentence.text(n));
    before.clone().any(|text| look.beside.words.unsure.contains(text) && !look.beside.words.to.contains(text))
}

/// "the death toll rose to 12"
fn total(look: &Look<'_>, from: usize, next: usize) -> Option<(&'static Figure, Range<usize>)> {
    let rose = look
        .beside
        .words
        .totals
        .iter()
        .find(|phrase| phrase.len() <= from && look.stands(from - phrase.len(), phrase))?;
    let end = from - rose.len();
    let (phrase, _, figure) = look.beside.words.figures.iter().find(|(phrase, side, _)| {
        let is_near = |k: usize| end.checked_sub(phrase.len() + k).is_some_and(|at| look.stands(at, phrase));
        *side == Side::Total && (0..=2 * REACH).any(is_near)
    })?;
    let start =
        (0..=2 * REACH).find_map(|k| end.checked_sub(phrase.len() + k).filter(|at| look.stands(*at, phrase)))?;
    Some((*figure, start..next))
}

/// Whether another thing may have befallen them: killed or wounded.
fn is_one_of_two(look: &Look<'_>, at: usize) -> bool {
    look.beside.words.or.contains(look.beside.sentence.text(at))
}

/// "12 people were killed", "killed 12 people", "12 dead"
fn counted(look: &Look<'_>, from: usize, next: usize) -> Option<(&'static Figure, Range<usize>)> {
    let sentence = look.beside.sentence;
    let noun = (next..(next + REACH).min(sentence.pieces.len()))
        .take_while(|n| sentence.is_word(*n))
        .find(|n| look.beside.words.people.contains(sentence.text(*n)));
    // "In 2019 12 people were killed": a year counts nobody.
    let number = sentence.text(from);
    let is_year =
        number.len() == 4 && number.starts_with(['1', '2']) && number.bytes().all(|byte| byte.is_ascii_digit());
    if is_year && noun.is_none_or(|noun| noun > next) {
        return None;
    }
    let after = noun.map_or(next, |n| n + 1);
    let is_between = |n: &usize| {
        let text = sentence.text(*n);
        sentence.is_word(*n) && (look.beside.words.became.contains(text) || text.ends_with("ly"))
    };
    let became = after + (after..sentence.pieces.len()).take_while(is_between).count();
    let is_open = (after..became).any(|n| look.beside.words.unsure.contains(sentence.text(n)));
    let known =
        look.beside.words.figures.iter().find(|(phrase, side, _)| *side == Side::After && look.stands(became, phrase));
    let known = known.filter(|(phrase, ..)| !is_one_of_two(look, became + phrase.len()));
    if let Some((phrase, _, figure)) = known.filter(|_| !is_open) {
        return Some((*figure, from..became + phrase.len()));
    }
    // A verb before wants to be told whom it befell.
    let noun = noun?;
    let known = look.beside.words.figures.iter().find(|(phrase, side, _)| {
        *side == Side::Before && from.checked_sub(phrase.len()).is_some_and(|at| look.stands(at, phrase))
    });
    let (phrase, _, figure) = known?;
    let start = from - phrase.len();
    let before = start.checked_sub(1).map_or("", |n| sentence.text(n));
    let is_told = !look.beside.words.unsure.contains(before) && !goes_on(look, noun);
    is_told.then(|| (*figure, start..noun + 1))
}

/// Whether others are counted behind those who were: "killed five soldiers and seven civilians".
fn goes_on(look: &Look<'_>, noun: usize) -> bool {
    let (sentence, words) = (look.beside.sentence, look.beside.words);
    let rest = noun + 2..(noun + 2 + 2 * REACH).min(sentence.pieces.len());
    let Some((first, last)) = sentence.pieces.get(rest.start).zip(sentence.pieces.get(rest.end.wrapping_sub(1))) else {
        return false;
    };
    let is_number =
        counts(&look.text[first.at.start..last.at.end], None).first().is_some_and(|count| count.at.start == 0);
    is_number
        && (words.joins.contains(sentence.text(noun + 1)) || sentence.is(noun + 1, ","))
        && rest.take_while(|n| sentence.is_word(*n)).any(|n| words.people.contains(sentence.text(n)))
}
