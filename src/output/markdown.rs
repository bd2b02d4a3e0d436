//! Markdown: a table as GitHub renders it, whatever the cells hold.
//!
//! Cells are not padded, so rows stream; what would break a cell or be rendered as something else
//! is escaped, and a line break becomes `<br>`.

use crate::error::Result;
use crate::output::block::{NULL, shown};
use crate::output::cell::{Align, Cell, Column};
use crate::output::{Cites, Draws, Format, Mark, Options, RowWriter, Sink};
use crate::text::visible;

/// A table of GitHub-flavoured Markdown.
pub(super) static MARKDOWN: Format = Format {
    name: "markdown",
    flag: Some("Same as --format markdown"),
    endings: &["md", "markdown"],
    is_for_people: true,
    is_for_screens: true,
    is_one_document: false,
    draws: Draws::Nothing,
    cites: Cites::Footnotes,
    writer: |options, sink| Box::new(Markdown::new(options, sink)),
};

/// The writer of Markdown tables.
pub struct Markdown {
    options: Options,
    sink: Sink,
    columns: Vec<Column>,
    has_rule: bool,
    results: usize,
    /// Of the next row.
    mark: Option<Mark>,
}

impl Markdown {
    /// Writes to the sink.
    pub fn new(options: Options, sink: Sink) -> Self {
        Self { options, sink, columns: Vec::new(), has_rule: false, results: 0, mark: None }
    }

    /// The line under the header; numbers are right-aligned as the first row has them.
    fn rule(&mut self, first: &[Cell<'_>]) {
        self.has_rule = true;
        for n in 0..self.columns.len() {
            let is_number = first.get(n).and_then(Align::of) == Some(Align::Right);
            self.sink.push(if is_number { "|---:" } else { "|---" });
        }
        self.sink.push("|\n");
    }
}

impl RowWriter for Markdown {
    fn begin(&mut self, columns: &[Column]) -> Result<()> {
        columns.clone_into(&mut self.columns);
        self.has_rule = columns.is_empty();
        if self.results > 0 {
            self.sink.push("\n");
        }
        self.results += 1;
        for column in columns {
            self.sink.push("| ");
            if !self.options.no_header {
                escape(&visible(column.name.as_bytes()), &mut self.sink.buffer);
            }
            self.sink.push(" ");
        }
        self.sink.push(if columns.is_empty() { "" } else { "|\n" });
        Ok(())
    }

    fn mark(&mut self, mark: Mark) {
        self.mark = Some(mark);
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        if !self.has_rule {
            self.rule(cells);
        }
        for (cell, column) in cells.iter().zip(&self.columns) {
            self.sink.push("| ");
            if let Some(mark) = self.mark.take() {
                self.sink.push(&format!("{} ", mark.sign()));
            }
            let null = self.options.null.as_deref().unwrap_or(NULL);
            escape(&shown(cell, column, null), &mut self.sink.buffer);
            self.sink.push(" ");
        }
        self.sink.push("|\n");
        self.sink.after_row()
    }

    fn finish(&mut self) -> Result<()> {
        if !self.has_rule {
            self.rule(&[]);
        }
        self.sink.flush()
    }

    fn footnotes(&mut self, footnotes: &[String]) -> Result<()> {
        for (n, footnote) in footnotes.iter().enumerate() {
            let before = if n == 0 { "\n" } else { "" };
            self.sink.push(&format!("{before}{}. ", n + 1));
            escape(&visible(footnote.as_bytes()), &mut self.sink.buffer);
            self.sink.push("\n");
        }
        self.sink.flush()
    }

    fn sink(&mut self) -> &mut Sink {
        &mut self.sink
    }
}

/// Appends text so that Markdown shows it as it is.
fn escape(text: &str, buffer: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    let mut from = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        let escaped: &[u8] = match byte {
            b'|' => b"\\|",
            b'\\' => b"\\\\",
            b'`' => b"\\`",
            b'*' => b"\\*",
            b'~' => b"\\~",
            b'[' => b"\\[",
            b'<' => b"&lt;",
            b'&' => b"&amp;",
            b'_' if is_at_edge(bytes, at) => b"\\_",
            // The picture of a line feed, as cells have it: a table's line cannot break.
            0xE2 if bytes[at..].starts_with("␊".as_bytes()) => b"<br>",
            _ => continue,
        };
        buffer.extend_from_slice(&bytes[from..at]);
        buffer.extend_from_slice(escaped);
        from = at + if byte == 0xE2 { 3 } else { 1 };
    }
    buffer.extend_from_slice(&bytes[from..]);
}

/// Whether an underscore stands at the edge of a word, where it would begin emphasis.
fn is_at_edge(bytes: &[u8], at: usize) -> bool {
    let is_word = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    !(at > 0 && is_word(bytes.get(at - 1)) && is_word(bytes.get(at + 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_cell_breaks_the_table() {
        let mut buffer = Vec::new();
        escape("a|b\\c `d` *e* <i>&amp; ␊ x_y _z_", &mut buffer);
        assert_eq!(String::from_utf8(buffer).unwrap(), "a\\|b\\\\c \\`d\\` \\*e\\* &lt;i>&amp;amp; <br> x_y \\_z\\_");
    }
}
