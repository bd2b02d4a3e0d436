//! Marks: which rows are sides of disputes, and which are known to be wrong.

use rusqlite::types::ValueRef;

use crate::error::Result;
use crate::output::{Cell, Mark, RowWriter};
use crate::reader::{Reader, Statement};

/// So many rows are looked up; whoever reads more does not read them one by one.
const MOST: usize = 10_000;

/// The column that tells programs what people see as a mark.
pub(super) const STANDING: &str = "standing";

/// Looks up the marks of rows.
pub(super) struct Marker<'m> {
    marks: Box<dyn Statement + 'm>,
    most: usize,
    rows: usize,
}

impl<'m> Marker<'m> {
    /// Of a record.
    ///
    /// # Errors
    ///
    /// What is read is no record.
    pub(super) fn new(reader: &'m dyn Reader) -> Result<Self> {
        Ok(Self { marks: reader.statement(include_str!("marks.sql"))?, most: MOST, rows: 0 })
    }

    /// As [`Self::new`], for programs, which read every row.
    ///
    /// # Errors
    ///
    /// What is read is no record.
    pub(super) fn of_all(reader: &'m dyn Reader) -> Result<Self> {
        Ok(Self { most: usize::MAX, ..Self::new(reader)? })
    }

    /// What a row of this record is marked as, in a word: a cell of a column [`STANDING`].
    ///
    /// # Errors
    ///
    /// The reader's.
    pub(super) fn word(&mut self, record: ValueRef<'_>) -> Result<Cell<'static>> {
        Ok(Cell::Value(match self.of(record)? {
            Some(Mark::Disputed) => ValueRef::Text(b"disputed"),
            Some(Mark::Wrong) => ValueRef::Text(b"wrong"),
            None => ValueRef::Null,
        }))
    }

    /// Tells a writer the mark of the next row, if there is anybody to look it up.
    ///
    /// # Errors
    ///
    /// The reader's.
    pub(super) fn tell<'v>(
        marker: Option<&mut Self>,
        record: impl FnOnce() -> Result<Option<ValueRef<'v>>>,
        writer: &mut dyn RowWriter,
    ) -> Result<()> {
        let Some((marker, record)) = marker.zip(record()?) else { return Ok(()) };
        if let Some(mark) = marker.of(record)? {
            writer.mark(mark);
        }
        Ok(())
    }

    /// The mark of a row of this record, if it has one; rows of several records have none.
    ///
    /// # Errors
    ///
    /// The reader's.
    fn of(&mut self, record: ValueRef<'_>) -> Result<Option<Mark>> {
        self.rows += 1;
        let ValueRef::Integer(id) = record else { return Ok(None) };
        if self.rows > self.most {
            return Ok(None);
        }
        let mut rows = self.marks.ask(&[id.into()])?;
        let mark = rows.next()?.map(|row| row.number(0)).transpose()?.flatten();
        Ok(match mark {
            Some(1) => Some(Mark::Disputed),
            Some(2) => Some(Mark::Wrong),
            _ => None,
        })
    }
}
