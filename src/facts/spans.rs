//! Spans: where what a facts file says stands in it.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

/// A step into a table: a field or an element of a list.
#[derive(Clone, Copy, Debug)]
pub enum Step<'a> {
    /// The field of this name.
    Field(&'a str),
    /// The element of this number, from 0.
    Element(usize),
}

/// Where a value and its parts stand in the file, in bytes.
#[derive(Clone, Debug, Default)]
pub(super) struct Spans {
    pub(super) here: Range<usize>,
    pub(super) parts: Vec<(String, Spans)>,
}

impl Spans {
    pub(super) fn of(value: &Spanned<DeValue<'_>>) -> Self {
        let parts = match value.get_ref() {
            DeValue::Table(table) => {
                table.iter().map(|(key, value)| (key.get_ref().to_string(), Self::of(value))).collect()
            }
            DeValue::Array(array) => {
                array.iter().enumerate().map(|(n, value)| (n.to_string(), Self::of(value))).collect()
            }
            _ => Vec::new(),
        };
        Self { here: value.span(), parts }
    }

    /// The start of the deepest part that the path leads to.
    pub(super) fn at(&self, path: &[Step<'_>]) -> usize {
        let Some((step, rest)) = path.split_first() else { return self.here.start };
        let name = match step {
            Step::Field(name) => (*name).to_owned(),
            Step::Element(n) => n.to_string(),
        };
        let part = self.parts.iter().find(|(key, _)| *key == name);
        match (part, step) {
            (Some((_, part)), _) => part.at(rest),
            // A list of one that was written without its brackets.
            (None, Step::Element(0)) => self.at(rest),
            (None, _) => self.here.start,
        }
    }
}

/// `file:line:column` of a byte of a text, both counted from 1, columns in code points.
pub(super) fn place(name: &str, text: &str, lines: &[usize], at: usize) -> String {
    let at = at.min(text.len());
    let line = lines.partition_point(|start| *start <= at);
    let start = line.checked_sub(1).and_then(|line| lines.get(line)).copied().unwrap_or_default();
    let column = text.get(start..at).unwrap_or_default().chars().count() + 1;
    format!("{name}:{line}:{column}")
}

/// Where the lines of a text start.
pub(super) fn lines(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1)).collect()
}
