//! The writer of charts: it keeps what is drawn of each row, and draws when the answer is whole.

use super::mark::Mark;
use super::panel::Drawing;
use super::{MOST, words};
use crate::error::Result;
use crate::output::cell::{Cell, Column};
use crate::output::{Options, RowWriter, Sink};
use crate::text::visible;

/// Draws a picture.
type Draw = fn(&Drawing, &Options) -> String;

/// The writer of charts.
pub struct Chart {
    options: Options,
    sink: Sink,
    columns: Vec<Column>,
    marks: Vec<Mark>,
    rows: usize,
    notes: Vec<String>,
    summary: Option<String>,
    footnotes: Vec<String>,
    draw: Draw,
}

impl Chart {
    /// Draws with characters.
    pub fn of_characters(options: Options, sink: Sink) -> Self {
        Self::new(options, sink, |drawing, options| words::drawn(drawing, options.width, options.ascii))
    }

    /// Draws so.
    pub fn new(options: Options, sink: Sink, draw: Draw) -> Self {
        let (columns, marks, notes, footnotes) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { options, sink, columns, marks, rows: 0, notes, summary: None, footnotes, draw }
    }

    /// Keeps what is drawn of a row.
    pub fn keep(&mut self, cells: &[Cell<'_>]) {
        self.rows += 1;
        if self.rows <= MOST {
            self.marks.push(Mark::of(&self.columns, cells));
        }
    }

    /// Whether there is anything that could be drawn.
    pub fn has_marks(&self) -> bool {
        self.options
            .picture
            .as_ref()
            .is_some_and(|picture| !Drawing::new(picture.clone(), self.marks.clone()).panels.is_empty())
    }

    /// The picture of all that was kept; then nothing is.
    pub fn picture(&mut self) -> String {
        let Some(picture) = self.options.picture.clone() else { return String::new() };
        let mut drawing = Drawing::new(picture, std::mem::take(&mut self.marks));
        if self.rows > MOST {
            drawing.left_out.push(format!("only the first {MOST} of {} rows are drawn", self.rows));
        }
        drawing.summary = self.summary.take();
        drawing.footnotes = std::mem::take(&mut self.footnotes);
        self.notes.append(&mut drawing.left_out.clone());
        (self.draw)(&drawing, &self.options)
    }
}

impl RowWriter for Chart {
    fn begin(&mut self, columns: &[Column]) -> Result<()> {
        columns.clone_into(&mut self.columns);
        Ok(())
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        self.keep(cells);
        Ok(())
    }

    fn finish(&mut self) -> Result<()> {
        Ok(())
    }

    fn summary(&mut self, told: &str) -> Result<()> {
        self.summary = Some(told.to_owned());
        Ok(())
    }

    fn footnotes(&mut self, footnotes: &[String]) -> Result<()> {
        self.footnotes = footnotes.iter().map(|text| visible(text.as_bytes()).into_owned()).collect();
        Ok(())
    }

    fn close(&mut self) -> Result<()> {
        let picture = self.picture();
        self.sink.push(&picture);
        self.sink.flush()
    }

    fn notes(&self) -> Vec<String> {
        self.notes.clone()
    }

    fn sink(&mut self) -> &mut Sink {
        &mut self.sink
    }
}
