//! Output: how rows leave.
//!
//! A format is one file with a [`RowWriter`] and one line in the list of `format.rs`. What a writer prints depends
//! on the rows and on the [`Options`] it is told, never on a terminal or a clock, so the same
//! question gives the same bytes everywhere.

mod block;
mod cell;
pub mod chart;
mod chosen;
mod compared;
mod delimited;
mod fit;
mod format;
mod html;
mod json;
mod kept;
mod layout;
mod lines;
mod markdown;
mod markup;
mod once;
pub mod page;
mod parquet;
mod raw;
mod scan;
mod sink;
mod table;
mod vertical;
mod xlsx;

pub use cell::{Align, Cell, Column, Holds, Part, Role};
pub use format::{Cites, Draws, Format};
pub use sink::Sink;

use std::cell::RefCell;
use std::rc::Rc;

use crate::error::Result;
use crate::text::visible;
use crate::text::width::hanging;

/// How a format is to be printed.
#[derive(Clone, Debug, Default)]
#[allow(clippy::struct_excessive_bools)] // each is a switch of its own
pub struct Options {
    /// Leave the column names out, where the format can.
    pub no_header: bool,
    /// What stands for NULL; each format has its own where this is None.
    pub null: Option<String>,
    /// Columns a line may take; None prints every cell on one line.
    pub width: Option<usize>,
    /// Print integers beyond 2^53 as JSON strings, for readers that round them.
    pub bigint_as_text: bool,
    /// Put an apostrophe before cells that a spreadsheet would run as a formula.
    pub guard_formulas: bool,
    /// Begin CSV and TSV with a byte order mark.
    pub bom: bool,
    /// Show every column, also those without a value and those that are for programs.
    pub all: bool,
    /// Emphasise the header with ANSI escapes.
    pub color: bool,
    /// Draw this instead of writing rows, where the format can.
    pub picture: Option<chart::Picture>,
    /// Draw with ASCII only.
    pub ascii: bool,
    /// What the answer is called, on a page.
    pub title: String,
    /// A part of a page in place of a page.
    pub fragment: bool,
    /// Where the line goes that says what an answer was drawn on, of a format that has no place for it.
    pub coverage: Option<Coverage>,
}

/// The line that says how much an answer is and what it was drawn on.
pub type Coverage = Rc<RefCell<String>>;

/// What is to be known of a row at a glance.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Mark {
    /// It is a side of a dispute.
    Disputed,
    /// It is known to be wrong.
    Wrong,
}

impl Mark {
    /// What stands before the row; the line under the rows says what it means.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Disputed => "≠",
            Self::Wrong => "†",
        }
    }
}

/// Writes one result: the columns, then each row, then the end.
pub trait RowWriter {
    /// Starts a result.
    ///
    /// # Errors
    ///
    /// The output cannot be written; so for every call.
    fn begin(&mut self, columns: &[Column]) -> Result<()>;

    /// Says what is to be known of the next row at a glance, where the format can show it.
    fn mark(&mut self, _mark: Mark) {}

    /// Writes a row; it has as many cells as there are columns.
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()>;

    /// Ends the result; nothing is held back after this.
    fn finish(&mut self) -> Result<()>;

    /// Writes a line under a result that says how much it is, where the format is for people.
    ///
    /// # Errors
    ///
    /// The output cannot be written.
    fn summary(&mut self, _told: &str) -> Result<()> {
        Ok(())
    }

    /// Writes the footnotes of a result under it: what its marks `[1]`, `[2]` ... stand for.
    ///
    /// # Errors
    ///
    /// The output cannot be written.
    fn footnotes(&mut self, footnotes: &[String]) -> Result<()> {
        let most = self.line();
        let sink = self.sink();
        for (n, footnote) in footnotes.iter().enumerate() {
            let before = if n == 0 { "\n" } else { "" };
            let mark = format!("[{}] ", n + 1);
            sink.push(&format!("{before}{mark}{}\n", hanging(&visible(footnote.as_bytes()), mark.len(), most)));
        }
        sink.flush()
    }

    /// Ends the output: to be called once, when there is no other result.
    ///
    /// # Errors
    ///
    /// The output cannot be written.
    fn close(&mut self) -> Result<()> {
        Ok(())
    }

    /// How many columns a line may take, where the format fits them.
    fn line(&self) -> Option<usize> {
        None
    }

    /// What the person should know of how values were written, for stderr.
    fn notes(&self) -> Vec<String> {
        Vec::new()
    }

    /// Gives the output back, for what is printed after a result.
    fn sink(&mut self) -> &mut Sink;
}

/// The writer of a format.
#[must_use]
pub fn open(format: &Format, mut options: Options, sink: Sink) -> Box<dyn RowWriter> {
    if format.is_for_people {
        options.null = options.null.map(|null| visible(null.as_bytes()).into_owned());
    }
    if options.picture.is_some() && format.draws == Draws::Characters {
        return Box::new(chart::Chart::of_characters(options, sink));
    }
    let writer = (format.writer)(options, sink);
    if format.is_for_people { Box::new(compared::Compared::new(writer)) } else { writer }
}
