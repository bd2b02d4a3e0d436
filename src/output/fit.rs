//! Fitting: how wide each column of a table is when not all of it fits.
//!
//! Nothing is dropped: text wraps. Words stay whole as far as the room allows, then parts of words
//! ("2023-", "record_"), and numbers stay whole the longest; what room is left goes to the columns
//! whose cells are longest for their width.

use crate::text::width::{pieces, width};

/// What a column would like.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wish {
    /// Its widest cell, or its name.
    pub natural: usize,
    /// What a number needs to stay whole: its widest cell, and the widest part of its name.
    whole: usize,
    /// Its widest word.
    word: usize,
    /// Its widest part of a word.
    piece: usize,
    /// Whether it holds numbers, which do not wrap well.
    is_number: bool,
}

impl Wish {
    /// The wish of a column that holds nothing yet.
    #[must_use]
    pub fn of(is_number: bool) -> Self {
        Self { is_number, ..Self::default() }
    }

    /// What it takes to break no word and no number.
    pub fn unbroken(&self) -> usize {
        if self.is_number { self.whole } else { self.word }
    }

    /// Takes a cell into account.
    pub fn hold(&mut self, text: &str) {
        self.natural = self.natural.max(width(text));
        self.whole = self.whole.max(width(text));
        for word in text.split(' ') {
            self.word = self.word.max(width(word));
            for piece in pieces(word) {
                self.piece = self.piece.max(width(piece));
            }
        }
    }

    /// Takes a column's name into account: it may break at its underscores before all else.
    pub fn name(&mut self, text: &str) {
        self.natural = self.natural.max(width(text));
        let widest = text.split(' ').flat_map(pieces).map(width).max().unwrap_or(0);
        self.word = self.word.max(widest);
        self.piece = self.piece.max(widest);
        self.whole = self.whole.max(widest);
    }
}

/// A width for each column; together they take at most the room, as long as each can have one.
#[must_use]
pub fn widths(wishes: &[Wish], room: usize) -> Vec<usize> {
    let total = |widths: &[usize]| widths.iter().sum::<usize>();
    let whole = |least: fn(&Wish) -> usize| -> Vec<usize> {
        wishes.iter().map(|wish| if wish.is_number { wish.whole } else { least(wish) }.max(1)).collect()
    };
    let words = whole(|wish| wish.word);
    if total(&words) <= room {
        return spread(wishes, words, room);
    }
    let pieces = whole(|wish| wish.piece);
    if total(&pieces) <= room {
        return spread(wishes, pieces, room);
    }
    let cut = |texts: usize, numbers: usize| -> Vec<usize> {
        let most = |wish: &Wish| if wish.is_number { wish.whole.min(numbers) } else { wish.piece.min(texts) };
        wishes.iter().map(|wish| most(wish).max(1)).collect()
    };
    let texts = (3..=room).rev().map(|most| cut(most, usize::MAX)).find(|widths| total(widths) <= room);
    let both = || (1..=room).rev().map(|most| cut(most, most)).find(|widths| total(widths) <= room);
    texts.or_else(both).map_or_else(|| vec![1; wishes.len()], |widths| spread(wishes, widths, room))
}

/// Gives what room is left: first to columns that it makes whole, the nearest to it first, then to
/// the one whose cells are longest for their width.
fn spread(wishes: &[Wish], mut widths: Vec<usize>, room: usize) -> Vec<usize> {
    let mut left = room.saturating_sub(widths.iter().sum());
    for least in [|wish: &Wish| wish.piece, |wish: &Wish| wish.word] {
        loop {
            let lack = |n: &usize| least(&wishes[*n]).saturating_sub(widths[*n]);
            let nearest = (0..widths.len()).filter(|n| (1..=left).contains(&lack(n))).min_by_key(lack);
            let Some(n) = nearest else { break };
            left -= lack(&n);
            widths[n] = least(&wishes[n]);
        }
    }
    for _ in 0..left {
        let lines = |n: usize| wishes[n].natural.div_ceil(widths[n]);
        let wanting = (0..widths.len()).filter(|n| widths[*n] < wishes[*n].natural);
        let Some(longest) = wanting.max_by_key(|n| (lines(*n), wishes[*n].natural)) else { break };
        widths[longest] += 1;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fitted(columns: &[&[&str]], room: usize) -> Vec<usize> {
        let wishes: Vec<Wish> = columns
            .iter()
            .map(|cells| {
                let mut wish =
                    Wish { is_number: cells.iter().all(|cell| cell.parse::<f64>().is_ok()), ..Wish::default() };
                cells.iter().for_each(|cell| wish.hold(cell));
                wish
            })
            .collect();
        widths(&wishes, room)
    }

    #[test]
    fn room_that_is_left_goes_to_the_longest_cells() {
        assert_eq!(fitted(&[&["short"], &["a long text of many words"]], 20), [5, 15]);
    }

    #[test]
    fn words_break_at_their_parts_before_anywhere_and_numbers_last() {
        assert_eq!(fitted(&[&["2023-01-17"], &["12345"]], 10), [5, 5]);
        assert_eq!(fitted(&[&["incomprehensible"], &["12345"]], 10), [5, 5]);
        assert_eq!(fitted(&[&["a"], &["b"]], 0), [1, 1]);
    }
}
