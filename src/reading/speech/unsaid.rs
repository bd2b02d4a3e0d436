//! What is not said: verbs of saying that are denied or only supposed, and those by which one is told something.

use crate::reading::frame::Frame;
use crate::reading::named::Sentence;
use crate::reading::words::Words;

/// The verbs of saying of which it is told that nothing was said, or not for certain.
pub(super) fn unsaid(frame: &Frame, words: &Words) -> Vec<usize> {
    let sentence = Sentence { pieces: &frame.pieces, words };
    (0..frame.pieces.len()).filter(|at| is_denied(&sentence, *at)).collect()
}

/// What stands before a verb and the small words that belong to it.
pub(super) fn left_of_verb(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let is_within = |n: usize| sentence.words.within.contains(sentence.text(n)) || is_adverb(sentence, n);
    (0..at).rev().find(|n| !(sentence.is_word(*n) && is_within(*n)))
}

/// Whether a word says how something is done; Italy does not.
fn is_adverb(sentence: &Sentence<'_>, n: usize) -> bool {
    sentence.text(n).ends_with("ly") && !sentence.pieces[n].is_capital
}

/// Whether a verb of saying stands at a piece, and nothing is said by it for certain.
pub(super) fn is_unsaid(sentence: &Sentence<'_>, at: usize) -> bool {
    let is_verb =
        sentence.is_word(at) && !sentence.pieces[at].is_capital && sentence.words.says.contains(sentence.text(at));
    if !is_verb && !sentence.words.while_doing.contains(sentence.text(at)) {
        return false;
    }
    let from = left_of_verb(sentence, at).unwrap_or(0);
    let is_never = |n: usize| sentence.words.never.contains(sentence.text(n)) || sentence.text(n).ends_with("n't");
    (from..at).any(|n| sentence.is_word(n) && is_never(n)) || is_denied(sentence, at)
}

/// Whether it is told of a verb of saying that nothing was said, or that it may have been: what stands in quotation
/// marks is nobody's then. Who goes on "to say" something does say it.
fn is_denied(sentence: &Sentence<'_>, at: usize) -> bool {
    let (words, text) = (sentence.words, |n: usize| sentence.text(n));
    if !sentence.is_word(at) || sentence.pieces[at].is_capital || !words.says.contains(text(at)) {
        return false;
    }
    let left = left_of_verb(sentence, at);
    // Theresa May is a name, and what stands before the speaker is of another clause.
    let is_plain = |n: usize| sentence.is_word(n) && (!sentence.pieces[n].is_capital || n == 0);
    let is_never = |n: usize| words.denied.contains(text(n)) || text(n).ends_with("n't");
    let own = left.map_or(0, |left| left + 1)..at;
    let is_denied = own.clone().any(|n| is_plain(n) && (is_never(n) || words.supposed.contains(text(n))))
        || left.is_some_and(|left| is_plain(left) && is_never(left));
    // "refused to say": what rules the verb stands before the word that leads to it.
    let leads = left.filter(|left| words.leads.contains(text(*left)));
    let is_ruled =
        leads.and_then(|lead| lead.checked_sub(1)).is_some_and(|n| is_plain(n) && words.unwilling.contains(text(n)));
    let clause = (0..at).rev().find(|n| !sentence.is_word(*n)).map_or(0, |n| n + 1);
    let is_supposing = clause + 1 < at && words.supposing.contains(text(clause));
    is_denied || is_ruled || is_supposing
}

/// Whether the one before a verb of telling is told something.
pub(super) fn is_heard(sentence: &Sentence<'_>, at: usize, left: usize) -> bool {
    sentence.words.tells.contains(sentence.text(at))
        && (left + 1..at).any(|n| sentence.words.heard.contains(sentence.text(n)))
}
