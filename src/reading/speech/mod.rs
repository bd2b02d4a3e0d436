//! Speech: what a text says that somebody said.
//!
//! A quotation or reported words, who is told to have said it, and by which verb, each with its place.
//! The text is taken sentence by sentence, a quotation being one piece of it (`frame`); verbs of
//! saying are looked for with what stands before and after them (`cue`); then every quotation finds
//! the cue it belongs to, and what follows "said that" is told without marks.

mod cue;
mod unsaid;

use std::ops::Range;

use cue::Cue;

use super::frame::{Frame, Kind, Piece, frames};
use super::named::Sentence;
use super::words::{self, Words};

/// How something is told.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Form {
    /// In quotation marks, as a sentence or more.
    Direct,
    /// In quotation marks, as a part of what is told in other words.
    Fragment,
    /// In the words of the text.
    Indirect,
}

/// What somebody is told to have said.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Speech {
    /// How it is told.
    pub form: Form,
    /// Where it stands, in bytes, without quotation marks.
    pub at: Range<usize>,
    /// Who said it, as printed.
    pub speaker: Option<Range<usize>>,
    /// The verb, or the words in its place.
    pub cue: Option<Range<usize>>,
    /// Whether the speaker stands in another sentence.
    pub is_carried: bool,
}

/// Everything that a text tells somebody to have said, in the order of the text.
#[must_use]
pub fn speeches(text: &str, language: Option<&str>) -> Vec<Speech> {
    let words = words::of_text(text, language);
    let frames = frames(text, words);
    let mut found = Vec::new();
    // Who spoke last, in this paragraph and in the one before.
    let mut last: Option<Range<usize>> = None;
    for frame in frames.iter().skip(usize::from(has_headline(text, &frames))) {
        let cues = cue::cues(frame, words);
        let from = found.len();
        of_frame(&Of { text, frame, words }, &cues, last.as_ref(), &mut found);
        let own = found[from..].iter().rev().find_map(|speech| speech.speaker.clone());
        let has_quotation = frame.pieces.iter().any(|piece| piece.kind == Kind::Quotation);
        if own.is_some() {
            last = own;
        } else if !has_quotation && (frame.opens_paragraph || names_another(text, frame, words, last.as_ref())) {
            last = None;
        }
    }
    found.sort_by_key(|speech: &Speech| (speech.at.start, speech.form));
    found
}

/// Whether a sentence names somebody who is not the one that spoke last.
fn names_another(text: &str, frame: &Frame, words: &Words, last: Option<&Range<usize>>) -> bool {
    let sentence = Sentence { pieces: &frame.pieces, words };
    let Some(named) = sentence.first_named(frame.pieces.len()) else { return false };
    let surname = |name: &str| name.split_whitespace().next_back().map(str::to_lowercase);
    let named = &text[frame.pieces[named.start].at.start..frame.pieces[named.end - 1].at.end];
    let is_pronoun = words.pronouns.contains(&named.to_lowercase());
    !is_pronoun && last.is_some_and(|last| surname(&text[last.clone()]) != surname(named))
}

/// Whether the first line is a headline: it says what the text says, shorter.
pub(super) fn has_headline(text: &str, frames: &[Frame]) -> bool {
    let [first, second, ..] = frames else { return false };
    let end = first.pieces.last().map_or(0, |piece| piece.at.end);
    let start = second.pieces.first().map_or(end, |piece| piece.at.start);
    second.opens_paragraph && first.pieces.len() < 30 && text[end..start].matches('\n').count() > 1
}

/// A sentence, the text it is of, and the words of its language.
struct Of<'o> {
    text: &'o str,
    frame: &'o Frame,
    words: &'o Words,
}

fn of_frame(of: &Of<'_>, cues: &[Cue], last: Option<&Range<usize>>, found: &mut Vec<Speech>) {
    let Of { text, frame, words } = *of;
    let pieces = &frame.pieces;
    let place = |range: &Range<usize>| pieces[range.start].at.start..pieces[range.end - 1].at.end;
    reported(pieces, words, cues, found);
    let is_all_quoted = pieces.iter().all(|piece| piece.kind != Kind::Word);
    let mut before: Option<&Cue> = None;
    for (n, piece) in pieces.iter().enumerate().filter(|(_, piece)| piece.kind == Kind::Quotation) {
        let count = text[piece.at.clone()].split_whitespace().count();
        let ends = text[piece.at.clone()].ends_with([',', '.', '?', '!', '…']);
        let near = cues.iter().find(|cue| cue.quotes(n));
        let within = || cues.iter().find(|cue| cue.content.as_ref().is_some_and(|content| content.contains(&n)));
        let is_title = (frame.opens_paragraph || !is_all_quoted) && is_title(&text[piece.at.clone()]);
        let is_named = is_title && near.is_none_or(|cue| cue.at.end < n) && !is_likened(frame, n, words);
        if is_named || leads_on(of, near, n) || (!is_all_quoted && is_distant(frame, n, words)) {
            continue;
        }
        if is_nobodys(of, cues, n, near.is_none() && within().is_none()) {
            continue;
        }
        let (form, cue, is_carried) = if is_all_quoted {
            (Form::Direct, None, true)
        } else if let Some(cue) = near {
            // Where the comma stands outside, it begins as a sentence does.
            let is_led = n == 0 || [",", ":"].iter().any(|mark| pieces[n - 1].is(mark));
            let is_whole = ends || count > 4 || (piece.is_capital && is_led);
            (if is_whole { Form::Direct } else { Form::Fragment }, Some(cue), false)
        } else if let Some(cue) = within() {
            (Form::Fragment, Some(cue), false)
        } else if let Some(cue) = before.filter(|_| ends || count > 3) {
            // "…," he said. "…": the second part of one saying.
            (Form::Direct, Some(cue), false)
        } else if count > 3
            || (ends && count > 2)
            || (count > 1 || !piece.is_capital || is_likened(frame, n, words)) && cue::has_verb(frame, n, words)
        {
            (Form::Fragment, nearest(cues, n), false)
        } else {
            continue;
        };
        before = cue.or(before);
        let own = cue.and_then(|cue| cue.speaker.as_ref()).map(place).or_else(|| signed(frame, n).as_ref().map(place));
        let is_heard = cue.is_some_and(|cue| cue.is_heard);
        let subject = || cue::subject(frame, n, words).as_ref().map(place).filter(|_| !is_heard);
        let speaker = match own {
            Some(own) => Some(own),
            None if is_carried => last.cloned(),
            None => subject(),
        };
        found.push(Speech {
            form,
            at: piece.at.clone(),
            speaker,
            cue: cue.map(|cue| place(&cue.at)),
            is_carried: is_carried && last.is_some(),
        });
    }
}

/// “We build.” Arc said: “And you?”: what stands before is somebody else's, or nobody knows whose.
fn leads_on(of: &Of<'_>, cue: Option<&Cue>, n: usize) -> bool {
    let pieces = &of.frame.pieces;
    let is_led = |cue: &Cue| n < cue.at.start && pieces.get(cue.at.end).is_some_and(|piece| piece.is(":"));
    cue.is_some_and(is_led) && of.text[pieces[n].at.clone()].ends_with('.')
}

/// Whether nobody is told to have said a quotation: it is denied, supposed or asked.
fn is_nobodys(of: &Of<'_>, cues: &[Cue], n: usize, has_none: bool) -> bool {
    let (pieces, words) = (&of.frame.pieces, of.words);
    let unsaid = unsaid::unsaid(of.frame, words);
    let word_before = n.checked_sub(1).map_or("", |before| pieces[before].text.as_str());
    let is_denied = words.denied.contains(word_before) || (n > 0 && unsaid.contains(&(n - 1)));
    // "Who said it?": whoever asks does not know.
    let first = pieces.iter().position(|piece| piece.kind == Kind::Word);
    let is_open = first.is_some_and(|first| words.asking.contains(&pieces[first].text.to_lowercase()));
    let is_asked =
        is_open && first.is_some_and(|first| cues.iter().any(|cue| cue.at.start == first + 1 && cue.quotes(n)));
    let is_question = is_open && pieces.last().is_some_and(|piece| piece.kind == Kind::Mark && piece.is("?"));
    // The verb that stands nearest before it, or right behind it.
    let before = unsaid.iter().rev().find(|at| **at < n);
    let is_nearest = |at: usize| !cues.iter().any(|cue| cue.at.start > at && cue.at.start < n);
    let behind = unsaid.iter().find(|at| **at > n);
    let is_next = |at: usize| at < n + 8 && pieces[n + 1..at].iter().all(|piece| piece.kind != Kind::Quotation);
    let is_unsaid = before.is_some_and(|at| is_nearest(*at)) || behind.is_some_and(|at| is_next(*at));
    is_denied || is_asked || (has_none && (is_question || is_unsaid))
}

/// What is told in the words of the text.
fn reported(pieces: &[Piece], words: &Words, cues: &[Cue], found: &mut Vec<Speech>) {
    let place = |range: &Range<usize>| pieces[range.start].at.start..pieces[range.end - 1].at.end;
    for cue in cues {
        let Some(content) = &cue.content else { continue };
        // Quotations alone are told as what they are.
        let is_quoted = content.clone().all(|n| pieces[n].kind != Kind::Word);
        // "If it stands, she said": what is supposed is said; "If he said it, she would go" supposes that it was.
        let is_supposing = content.end <= cue.at.start
            && words.supposing.contains(&pieces[content.start].text.to_lowercase())
            && content.clone().any(|n| pieces[n].kind == Kind::Quotation);
        let is_nobody = cue.speaker.as_ref().is_some_and(|speaker| words.denied.contains(&pieces[speaker.start].text));
        if !is_quoted && !is_supposing && !is_nobody && cue.speaker.is_some() && content.len() > 2 {
            found.push(Speech {
                form: Form::Indirect,
                at: place(content),
                speaker: cue.speaker.as_ref().map(place),
                cue: Some(place(&cue.at)),
                is_carried: false,
            });
        }
    }
}

/// The cue that stands nearest before a piece, else the first after it.
fn nearest(cues: &[Cue], n: usize) -> Option<&Cue> {
    let before = cues.iter().rev().find(|cue| cue.at.end <= n);
    before.or_else(|| cues.first())
}

/// Who signs a quotation: “We build.” ― Ada Arc
fn signed(frame: &Frame, n: usize) -> Option<Range<usize>> {
    let pieces = &frame.pieces;
    let is_dash = pieces.get(n + 1).is_some_and(|piece| ["―", "—", "–", "-"].iter().any(|dash| piece.is(dash)));
    let start = n + 2;
    let end = (start..pieces.len()).find(|k| !pieces[*k].is_capital).unwrap_or(pieces.len());
    (is_dash && end > start && end <= start + 6).then_some(start..end)
}

/// Whether somebody is called what a quotation says: as a “dam builder”, or a “friend”.
fn is_likened(frame: &Frame, n: usize, words: &Words) -> bool {
    let before = frame.pieces[..n].iter().rev().find(|piece| piece.kind == Kind::Word);
    let is_opened = before.is_some_and(|piece| words.likens.contains(&piece.text));
    is_opened && cue::has_verb(frame, n, words)
}

/// Whether words are written as titles are: every long word of several with a capital letter.
fn is_title(words: &str) -> bool {
    if words.contains(". ") || words.contains("! ") {
        return false;
    }
    let letters = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let words: Vec<String> = words.split_whitespace().map(letters).filter(|word| !word.is_empty()).collect();
    let is_capital = |word: &String| word.chars().next().is_some_and(|c| !c.is_lowercase());
    (2..12).contains(&words.len())
        && words.iter().filter(|word| word.chars().count() > 3).all(is_capital)
        && words.first().is_some_and(is_capital)
        && words.last().is_some_and(is_capital)
}

/// Whether the words before a quotation say that nobody says it: a title, a name, a so-called thing.
fn is_distant(frame: &Frame, n: usize, words: &Words) -> bool {
    let before = frame.pieces[..n].iter().rev().take(2);
    before.filter(|piece| piece.kind == Kind::Word).any(|piece| words.distant.contains(&piece.text))
}

#[cfg(test)]
mod tests;
