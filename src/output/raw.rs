//! Raw: the bytes of the values and nothing else.
//!
//! No header, a tab between columns, a line feed after each row, nothing escaped and NULL as
//! nothing: for one column, or for a blob that is to become a file.

use rusqlite::types::ValueRef;

use crate::error::Result;
use crate::output::cell::{Cell, Column};
use crate::output::{Cites, Draws, Format, Options, RowWriter, Sink};

/// The bytes of the values and nothing else.
pub(super) static RAW: Format = Format {
    name: "raw",
    flag: Some("Same as --format raw: the bytes of the values and nothing else"),
    endings: &["bin"],
    is_for_people: false,
    is_for_screens: true,
    is_one_document: false,
    draws: Draws::Nothing,
    cites: Cites::Columns,
    writer: |options, sink| Box::new(Raw::new(options, sink)),
};

/// The writer of raw values.
pub struct Raw {
    options: Options,
    sink: Sink,
}

impl Raw {
    /// Writes to the sink.
    pub fn new(options: Options, sink: Sink) -> Self {
        Self { options, sink }
    }
}

impl RowWriter for Raw {
    fn begin(&mut self, _columns: &[Column]) -> Result<()> {
        Ok(())
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        for (n, cell) in cells.iter().enumerate() {
            if n > 0 {
                self.sink.push("\t");
            }
            match *cell {
                Cell::Value(ValueRef::Text(bytes) | ValueRef::Blob(bytes)) => self.sink.buffer.extend_from_slice(bytes),
                Cell::Value(ValueRef::Integer(number)) => self.sink.push(itoa::Buffer::new().format(number)),
                Cell::Value(ValueRef::Real(number)) => self.sink.push(&super::block::real(number)),
                Cell::Value(ValueRef::Null) => self.sink.push(self.options.null.as_deref().unwrap_or_default()),
                Cell::Json(text) => self.sink.push(text),
            }
        }
        self.sink.push("\n");
        self.sink.after_row()
    }

    fn finish(&mut self) -> Result<()> {
        self.sink.flush()
    }

    fn sink(&mut self) -> &mut Sink {
        &mut self.sink
    }
}
