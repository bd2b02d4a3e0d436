//! Vertical: one line a column, for long texts.
//!
//! A text's own line feeds are kept, each line under the first, because here there is room.

use crate::error::Result;
use crate::output::block::{NULL, shown};
use crate::output::cell::{Cell, Column};
use crate::output::{Cites, Draws, Format, Mark, Options, RowWriter, Sink};
use crate::text::width::{hanging, width, wrap};
use crate::text::{isolate, isolated, visible};

/// One line a column, for long texts.
pub(super) static VERTICAL: Format = Format {
    name: "vertical",
    flag: Some("Same as --format vertical"),
    endings: &[],
    is_for_people: true,
    is_for_screens: true,
    is_one_document: false,
    draws: Draws::Nothing,
    cites: Cites::Footnotes,
    writer: |options, sink| Box::new(Vertical::new(options, sink)),
};

/// The writer of vertical rows.
pub struct Vertical {
    options: Options,
    sink: Sink,
    columns: Vec<Column>,
    names: Vec<String>,
    margin: usize,
    rows: u64,
    /// Of the next row.
    mark: Option<Mark>,
}

impl Vertical {
    /// Writes to the sink.
    pub fn new(options: Options, sink: Sink) -> Self {
        Self { options, sink, columns: Vec::new(), names: Vec::new(), margin: 0, rows: 0, mark: None }
    }
}

impl RowWriter for Vertical {
    fn begin(&mut self, columns: &[Column]) -> Result<()> {
        columns.clone_into(&mut self.columns);
        self.names = columns.iter().map(|column| visible(column.name.as_bytes()).into_owned()).collect();
        self.margin = self.names.iter().map(|name| width(name)).max().unwrap_or(0);
        Ok(())
    }

    fn mark(&mut self, mark: Mark) {
        self.mark = Some(mark);
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        if self.rows > 0 {
            self.sink.push("\n");
        }
        self.rows += 1;
        if let Some(mark) = self.mark.take() {
            self.sink.push(&format!("{}\n", mark.sign()));
        }
        let null = self.options.null.as_deref().unwrap_or(NULL);
        for ((cell, column), name) in cells.iter().zip(&self.columns).zip(&self.names) {
            put_field(&mut self.sink, &self.options, self.margin, name, &shown(cell, column, null));
        }
        self.sink.after_row()
    }

    fn finish(&mut self) -> Result<()> {
        self.sink.flush()
    }

    fn line(&self) -> Option<usize> {
        self.options.width
    }

    fn summary(&mut self, told: &str) -> Result<()> {
        self.sink.push(&format!("\n{}\n", hanging(told, 0, self.options.width)));
        self.sink.flush()
    }

    fn sink(&mut self) -> &mut Sink {
        &mut self.sink
    }
}

/// Writes one field: its name, and its text at the margin.
pub(super) fn put_field(sink: &mut Sink, options: &Options, margin: usize, name: &str, text: &str) {
    let room = options.width.map_or(usize::MAX, |width| width.saturating_sub(margin + 2).max(20));
    let whole = isolated(text).unwrap_or(text);
    let lines = whole.split('␊').flat_map(|line| wrap(line, room));
    for (n, line) in lines.enumerate() {
        let line = if whole.len() < text.len() && !line.is_empty() { isolate(&line).into() } else { line };
        let label = if n == 0 && !options.no_header { name } else { "" };
        let pad = margin - width(label);
        sink.buffer.resize(sink.buffer.len() + pad, b' ');
        sink.push(label);
        if !line.is_empty() {
            sink.push("  ");
            sink.push(&line);
        }
        sink.push("\n");
    }
}
