//! Compared: two texts of a row with the words marked in which they differ, where people read.

use rusqlite::types::ValueRef;
use similar::{ChangeTag, TextDiff};

use crate::error::Result;
use crate::output::cell::{Cell, Column};
use crate::output::{Mark, RowWriter, Sink};

/// What stands around words that the other text does not have.
const MARKS: (&str, &str) = ("‹", "›");

/// Texts that have less in common than this are not compared word by word.
const ALIKE: f32 = 0.4;

/// A writer that marks the differing words of two columns on their way to another.
pub(super) struct Compared {
    inner: Box<dyn RowWriter>,
    pair: Option<(usize, usize)>,
}

impl Compared {
    /// In front of a writer.
    pub(super) fn new(inner: Box<dyn RowWriter>) -> Self {
        Self { inner, pair: None }
    }
}

impl RowWriter for Compared {
    fn begin(&mut self, columns: &[Column]) -> Result<()> {
        let compared: Vec<usize> = (0..columns.len()).filter(|n| columns[*n].is_compared).collect();
        self.pair = if let [first, second] = compared[..] { Some((first, second)) } else { None };
        self.inner.begin(columns)
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        let Some((first, second)) = self.pair else { return self.inner.row(cells) };
        let text = |n: usize| match cells[n] {
            Cell::Value(ValueRef::Text(bytes)) => std::str::from_utf8(bytes).ok(),
            _ => None,
        };
        let (Some(one), Some(other)) = (text(first), text(second)) else { return self.inner.row(cells) };
        let marked = marked(one, other);
        let mut cells = cells.to_vec();
        cells[first] = Cell::Value(ValueRef::Text(marked.0.as_bytes()));
        cells[second] = Cell::Value(ValueRef::Text(marked.1.as_bytes()));
        self.inner.row(&cells)
    }

    fn mark(&mut self, mark: Mark) {
        self.inner.mark(mark);
    }

    fn finish(&mut self) -> Result<()> {
        self.inner.finish()
    }

    fn summary(&mut self, told: &str) -> Result<()> {
        self.inner.summary(told)
    }

    fn footnotes(&mut self, footnotes: &[String]) -> Result<()> {
        self.inner.footnotes(footnotes)
    }

    fn close(&mut self) -> Result<()> {
        self.inner.close()
    }

    fn line(&self) -> Option<usize> {
        self.inner.line()
    }

    fn notes(&self) -> Vec<String> {
        self.inner.notes()
    }

    fn sink(&mut self) -> &mut Sink {
        self.inner.sink()
    }
}

/// Two texts, each with marks around the words that the other does not have there. Texts that are hardly alike are left as
/// they are: marks around most of both say nothing.
fn marked(one: &str, other: &str) -> (String, String) {
    let diff = TextDiff::from_unicode_words(one, other);
    if diff.ratio() < ALIKE {
        return (one.to_owned(), other.to_owned());
    }
    let side = |own: ChangeTag| {
        let mut text = String::new();
        // What differs in a row stands in one pair of marks.
        let mut open = String::new();
        for change in diff.iter_all_changes().filter(|change| change.tag() == own || change.tag() == ChangeTag::Equal) {
            let is_same = change.tag() == ChangeTag::Equal;
            if is_same && (open.is_empty() || is_word(change.value())) {
                close(&mut text, &mut open);
                text.push_str(change.value());
            } else {
                open.push_str(change.value());
            }
        }
        close(&mut text, &mut open);
        text
    };
    (side(ChangeTag::Delete), side(ChangeTag::Insert))
}

/// Puts marks around words, and leaves the space beside them outside.
fn close(text: &mut String, open: &mut String) {
    let words = open.trim();
    if words.is_empty() {
        text.push_str(open);
    } else {
        let start = open.len() - open.trim_start().len();
        let end = open.trim_end().len();
        text.push_str(&format!("{}{}{words}{}{}", &open[..start], MARKS.0, MARKS.1, &open[end..]));
    }
    open.clear();
}

fn is_word(text: &str) -> bool {
    text.contains(|c: char| !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(one: &str, other: &str) -> (String, String) {
        marked(one, other)
    }

    #[test]
    fn the_words_that_differ_are_marked() {
        let told = |one: &str, other: &str| (one.to_owned(), other.to_owned());
        assert_eq!(
            of("we will not accept it", "we may never accept it"),
            told("we ‹will not› accept it", "we ‹may never› accept it")
        );
        assert_eq!(of("about $3 billion", "$3 billion more"), told("‹about› $3 billion", "$3 billion ‹more›"));
        assert_eq!(of("the same", "the same"), told("the same", "the same"));
        assert_eq!(of("nothing alike", "quite other"), told("nothing alike", "quite other"));
        assert_eq!(of("", "new"), told("", "new"));
    }
}
