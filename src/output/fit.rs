//! Fitting: how wide each column of a table is when not all of it fits.
//!
//! Nothing is dropped: text wraps between words. A number, an amount, a day or a key is never broken.
//! What room is left goes where it saves most lines, told by rows from all over the table.

use std::borrow::Cow;

use crate::output::cell::{Align, Column, Role};
use crate::text::width::{pieces, width};

/// Where a line of a cell may end.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Breaks {
    /// Nowhere: numbers, amounts, keys.
    Never,
    /// Not within a day: `since / 17 Jan 2023`, `9 to 15 Jan 2023, / day unknown`.
    BetweenDays,
    /// Between words.
    BetweenWords,
}

/// A space that no line ends at.
const FIRM: &str = "\u{a0}";

impl Breaks {
    /// Of a column and the side that its cells stand on.
    pub(super) fn of(column: &Column, align: Option<Align>) -> Self {
        match column.role {
            Role::Day => Self::BetweenDays,
            Role::Money | Role::Number | Role::Key => Self::Never,
            Role::Plain if align == Some(Align::Right) => Self::Never,
            Role::Plain | Role::Sources | Role::Flag => Self::BetweenWords,
        }
    }

    /// A text whose spaces are only those that a line may end at; [`loosened`] undoes it.
    pub(super) fn firm(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::BetweenWords => Cow::Borrowed(text),
            Self::Never => Cow::Owned(text.replace(' ', FIRM)),
            Self::BetweenDays => Cow::Owned(firm_days(text)),
        }
    }
}

/// Days in words, with firm spaces within each day and each span that a day is only half of.
fn firm_days(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let is_word = |word: &str| word.chars().all(|c| c.is_ascii_lowercase());
    let is_number = |word: &str| word.len() <= 2 && word.chars().all(|c| c.is_ascii_digit());
    let mut firm = String::with_capacity(text.len() + 8);
    for (n, word) in words.iter().enumerate() {
        if n > 0 {
            let before = words[n - 1];
            let is_span = (*word == "to" && is_number(before)) || (before == "to" && n > 1 && is_number(words[n - 2]));
            let is_open = (is_word(word) || is_word(before) || before.ends_with(',')) && !is_span;
            firm.push_str(if is_open { " " } else { FIRM });
        }
        firm.push_str(word);
    }
    firm
}

/// A line as it is written.
pub(super) fn loosened(line: &str) -> Cow<'_, str> {
    if line.contains(FIRM) { Cow::Owned(line.replace(FIRM, " ")) } else { Cow::Borrowed(line) }
}

/// How wide a name must be so that it breaks at its spaces and underscores alone.
pub(super) fn name_width(name: &str) -> usize {
    name.split(' ').flat_map(pieces).map(width).max().unwrap_or(0)
}

/// The widths of the words of a cell: what its lines are made of.
pub(super) fn words(text: &str) -> Vec<usize> {
    text.split(' ').map(width).collect()
}

/// How many lines words take at a width.
fn lines(words: &[usize], room: usize) -> usize {
    let (mut lines, mut at) = (1, 0);
    for word in words {
        if at > 0 && at + 1 + word <= room {
            at += 1 + word;
        } else {
            lines += usize::from(at > 0) + word.saturating_sub(1) / room.max(1);
            at = *word;
        }
    }
    lines
}

/// Rows from all over a table: of each, the words of each cell.
pub(super) type Sample = Vec<Vec<Vec<usize>>>;

/// The cells of some columns of a sample.
pub(super) fn of_columns(sample: &Sample, columns: &[usize]) -> Sample {
    sample.iter().map(|row| columns.iter().map(|n| row[*n].clone()).collect()).collect()
}

/// How many lines a row of a sample takes on the whole, rounded.
pub(super) fn height(sample: &Sample, widths: &[usize]) -> usize {
    let of_row = |row: &Vec<Vec<usize>>| row.iter().zip(widths).map(|(words, room)| lines(words, *room)).max();
    let all: usize = sample.iter().filter_map(of_row).sum();
    (all + sample.len() / 2) / sample.len().max(1)
}

/// How many lines each cell of a sample takes at each width.
struct Heights {
    /// By column: the least width that is told of.
    least: Vec<usize>,
    /// By column and row: the lines at that width and at each wider one.
    lines: Vec<Vec<Vec<u32>>>,
}

impl Heights {
    fn new(sample: &Sample, least: &[usize], most: &[usize]) -> Self {
        let of_cell = |words: &[usize], n: usize| -> Vec<u32> {
            let told = (least[n]..=most[n]).map(|room| u32::try_from(lines(words, room)).unwrap_or(u32::MAX));
            told.collect()
        };
        let of_column = |n: usize| sample.iter().map(|row| of_cell(&row[n], n)).collect();
        Self { least: least.to_vec(), lines: (0..least.len()).map(of_column).collect() }
    }

    /// What widths cost: the lines of the rows, and far behind them those of the cells.
    fn cost(&self, widths: &[usize]) -> u64 {
        let rows = self.lines.first().map_or(0, Vec::len);
        let of_row = |row: usize| {
            let cells = widths.iter().enumerate().map(|(n, width)| {
                let told = &self.lines[n][row];
                u64::from(told.get(width - self.least[n]).or(told.last()).copied().unwrap_or(1))
            });
            let (highest, all) = cells.fold((0, 0), |(highest, all), lines| (lines.max(highest), all + lines));
            highest * 64 + all
        };
        (0..rows).map(of_row).sum()
    }
}

/// A width for each column between the least it needs and the most it can use; together they take at
/// most the room.
pub(super) fn widths(least: &[usize], most: &[usize], sample: &Sample, room: usize) -> Vec<usize> {
    let heights = Heights::new(sample, least, most);
    let mut widths = least.to_vec();
    let mut cost = heights.cost(&widths);
    let mut left = room.saturating_sub(widths.iter().sum());
    // The step that saves most for its width, as long as one saves anything.
    loop {
        let mut best: Option<(u64, usize, usize)> = None;
        for n in 0..widths.len() {
            for step in 1..=left.min(most[n] - widths[n]) {
                let saved = cost - heights.cost(&with(&widths, n, widths[n] + step)).min(cost);
                let is_better = best.is_none_or(|(most, _, wide)| saved * wide as u64 > most * step as u64);
                if saved > 0 && is_better {
                    best = Some((saved, n, step));
                }
            }
        }
        let Some((saved, n, step)) = best else { break };
        widths[n] += step;
        left -= step;
        cost -= saved;
    }
    improve(&heights, least, most, &mut widths, cost);
    widths
}

/// Moves width from one column to another while that saves lines.
fn improve(heights: &Heights, least: &[usize], most: &[usize], widths: &mut Vec<usize>, mut cost: u64) {
    for _ in 0..widths.len() * 4 {
        let mut best = None;
        for (from, to) in (0..widths.len()).flat_map(|a| (0..widths.len()).map(move |b| (a, b))) {
            let spare = (widths[from] - least[from]).min(most[to] - widths[to]);
            for step in (1..=spare.min(12)).filter(|_| from != to) {
                let mut moved = with(widths, from, widths[from] - step);
                moved[to] += step;
                let then = heights.cost(&moved);
                if then < cost {
                    cost = then;
                    best = Some(moved);
                }
            }
        }
        let Some(better) = best else { break };
        *widths = better;
    }
}

fn with(widths: &[usize], n: usize, width: usize) -> Vec<usize> {
    let mut changed = widths.to_vec();
    changed[n] = width;
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fitted(columns: &[&[&str]], room: usize) -> Vec<usize> {
        let cells = |n: usize| columns.iter().map(|cells| words(cells[n])).collect::<Vec<_>>();
        let sample: Sample = (0..columns[0].len()).map(cells).collect();
        let widest = |cells: &&[&str], of: fn(&str) -> usize| cells.iter().map(|text| of(text)).max().unwrap();
        let least: Vec<usize> =
            columns.iter().map(|c| widest(c, |text| words(text).into_iter().max().unwrap())).collect();
        let most: Vec<usize> = columns.iter().map(|c| widest(c, width)).collect();
        widths(&least, &most, &sample, room)
    }

    #[test]
    fn room_goes_where_it_saves_lines() {
        assert_eq!(fitted(&[&["short"], &["a long text of many words"]], 20), [5, 13]);
        assert_eq!(fitted(&[&["a b", "a b"], &["one two three four", "one two"]], 13)[0], 3);
    }

    #[test]
    fn lines_are_those_of_whole_words() {
        assert_eq!(lines(&words("one two three"), 7), 2);
        assert_eq!(lines(&words("one two three"), 13), 1);
        assert_eq!(lines(&words("incomprehensible"), 8), 2);
        assert_eq!(lines(&words(""), 1), 1);
    }

    #[test]
    fn numbers_and_days_do_not_break() {
        let days = |text: &str| {
            Breaks::BetweenDays.firm(text).split(' ').map(|day| day.replace(FIRM, " ")).collect::<Vec<_>>()
        };
        assert_eq!(days("9 to 15 Jan 2023, day unknown"), ["9 to 15 Jan 2023,", "day", "unknown"]);
        assert_eq!(days("since 17 Jan 2023"), ["since", "17 Jan 2023"]);
        assert_eq!(days("30 Jan to 2 Feb 2023"), ["30 Jan", "to", "2 Feb 2023"]);
        assert_eq!(Breaks::Never.firm("1 2").split(' ').count(), 1);
        assert_eq!(loosened(&Breaks::Never.firm("1 2")), "1 2");
    }
}
