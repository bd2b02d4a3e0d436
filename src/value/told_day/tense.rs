//! Whether a day is past or to come, as the verbs around it tell.

use std::ops::Range;

use super::words::{Piece, Words, is_of, languages};

/// So many words before a day may tell, and so many behind one that begins a sentence.
const REACH: (usize, usize) = (14, 5);

/// Whether a day is to come. English tells it where it is; where the present tense may mean either, the verbs of the
/// clause must tell, and None is what they do not. `is_sole` says that the words mean a day in one language only.
pub(super) fn is_ahead(pieces: &[Piece], day: &Range<usize>, words: &Words, is_sole: bool) -> Option<bool> {
    if words.behind.is_empty() || !is_sole {
        return Some(is_told(pieces, day, words, is_sole));
    }
    let mut clause = clause(pieces, day.clone(), words);
    // A day that stands by itself belongs to what follows it, or to what it ends.
    if clause.len() <= day.len() + 1 && clause.end < pieces.len() {
        clause.end = self::clause(pieces, clause.end..clause.end + 1, words).end;
    } else if clause.len() <= day.len() + 1 && clause.start > 0 {
        clause.start = self::clause(pieces, clause.start - 1..clause.start, words).start;
    }
    let tells = |list: &[String]| clause.clone().any(|n| !day.contains(&n) && is_of(list, &pieces[n].text));
    if tells(&words.ahead) { Some(true) } else { tells(&words.behind).then_some(false) }
}

/// Whether a word near a day says that it is to come.
fn is_told(pieces: &[Piece], day: &Range<usize>, words: &Words, is_sole: bool) -> bool {
    // Several languages may have the word for the day; whichever it is, its verbs tell.
    let is_cue = |piece: &Piece| {
        let is_of_any = || languages().values().any(|other| is_of(&other.ahead, &piece.text));
        !piece.is_capital && (is_of(&words.ahead, &piece.text) || (!is_sole && is_of_any()))
    };
    // At the start of a sentence the verb follows.
    let follows = pieces[day.end..].iter().take(if day.start < 3 { REACH.1 } else { 0 });
    pieces[..day.start].iter().rev().take(REACH.0).chain(follows).any(is_cue)
}

/// The clause in which a day stands: up to a comma or a word that begins another.
fn clause(pieces: &[Piece], day: Range<usize>, words: &Words) -> Range<usize> {
    let begins = |n: &usize| pieces[*n].is_parted || words.clauses.contains(&pieces[*n].text);
    let start = (1..=day.start).rev().find(begins).unwrap_or(0);
    let end = (day.end..pieces.len()).find(begins).unwrap_or(pieces.len());
    start..end
}
