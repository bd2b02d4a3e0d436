//! Parquet: columns with types, for tools that read millions of rows.
//!
//! Rows are gathered into groups of a bounded size, so an answer of any length takes the same memory.
//! What a column holds is told where it is known (a view's declared types, amounts, days), and else
//! seen from the rows of the first group; a later value that does not fit is an error and no guess.

mod column;
mod typed;

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;

use crate::error::{Error, Result};
use crate::output::cell::{Cell, Column, Holds};
use crate::output::parquet::column::Gathered;
use crate::output::parquet::typed::Typed;
use crate::output::{Cites, Draws, Format, Options, RowWriter, Sink};

/// Apache Parquet, pressed with Snappy.
pub(super) static PARQUET: Format = Format {
    name: "parquet",
    flag: None,
    endings: &["parquet"],
    is_for_people: false,
    is_for_screens: false,
    is_one_document: true,
    draws: Draws::Nothing,
    cites: Cites::Objects,
    writer: |options, sink| Box::new(Parquet::new(options, sink)),
};

/// Most rows of a group.
const MOST_ROWS: usize = 122_880;

/// About so many bytes a group takes before it is written.
const MOST_BYTES: usize = 32 << 20;

/// The writer of Parquet.
pub struct Parquet {
    sink: Sink,
    columns: Vec<Gathered>,
    rows: usize,
    bytes: usize,
    before: u64,
    file: Option<SerializedFileWriter<Passed>>,
    passed: Passed,
    has_damaged: bool,
}

/// What the library has written and is not passed on yet.
#[derive(Clone, Default)]
struct Passed(Arc<Mutex<Vec<u8>>>);

impl Write for Passed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Parquet {
    /// Writes to the sink. A table has no options here: NULL is NULL, and every column is there.
    pub fn new(_options: Options, sink: Sink) -> Self {
        let (columns, passed) = (Vec::new(), Passed::default());
        Self { sink, columns, rows: 0, bytes: 0, before: 0, file: None, passed, has_damaged: false }
    }

    /// Writes the rows that are gathered as a group; the first one decides what is not told.
    fn group(&mut self) -> Result<()> {
        if self.file.is_none() {
            for column in &mut self.columns {
                column.decide()?;
            }
            let fields = self.columns.iter().map(|column| column.field().map(Arc::new)).collect::<Result<_, _>>();
            let schema = fields.and_then(|fields| Type::group_type_builder("schema").with_fields(fields).build());
            let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
            let file = schema.and_then(|schema| {
                SerializedFileWriter::new(self.passed.clone(), Arc::new(schema), Arc::new(properties))
            });
            self.file = Some(file.map_err(|cause| unwritten(&cause))?);
        }
        let Some(file) = self.file.as_mut().filter(|_| self.rows > 0) else { return Ok(()) };
        let mut group = file.next_row_group().map_err(|cause| unwritten(&cause))?;
        for column in &mut self.columns {
            let Typed { values, is_there } = column.typed(self.before)?;
            let mut writer = group.next_column().map_err(|cause| unwritten(&cause))?;
            if let Some(writer) = &mut writer {
                values.write(writer, &is_there).map_err(|cause| unwritten(&cause))?;
            }
            writer.map_or(Ok(()), SerializedColumnWriter::close).map_err(|cause| unwritten(&cause))?;
        }
        group.close().map_err(|cause| unwritten(&cause))?;
        self.before += self.rows as u64;
        (self.rows, self.bytes) = (0, 0);
        self.pass_on()
    }

    /// Hands on what the library has written.
    fn pass_on(&mut self) -> Result<()> {
        let bytes = std::mem::take(&mut *self.passed.0.lock().unwrap_or_else(PoisonError::into_inner));
        self.sink.buffer.extend_from_slice(&bytes);
        self.sink.after_row()
    }
}

impl RowWriter for Parquet {
    fn begin(&mut self, columns: &[Column]) -> Result<()> {
        let mut names: Vec<String> = Vec::new();
        for column in columns {
            // Two columns of one name could not be told apart by who reads the file.
            let same = |name: &String| names.contains(name);
            let numbered = (2..).map(|n| format!("{}_{n}", column.name));
            let name = std::iter::once(column.name.clone()).chain(numbered).find(|name| !same(name));
            names.extend(name);
        }
        self.columns = columns.iter().zip(names).map(|(column, name)| Gathered::new(name, Holds::of(column))).collect();
        Ok(())
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            self.bytes += column.take(cell, &mut self.has_damaged);
        }
        self.rows += 1;
        if self.rows >= MOST_ROWS || self.bytes >= MOST_BYTES { self.group() } else { Ok(()) }
    }

    fn finish(&mut self) -> Result<()> {
        self.group()?;
        if let Some(mut file) = self.file.take() {
            file.finish().map_err(|cause| unwritten(&cause))?;
        }
        self.pass_on()?;
        self.sink.flush()
    }

    fn notes(&self) -> Vec<String> {
        let damaged = self.has_damaged.then(|| "bytes that are no UTF-8 are written as \u{fffd}".to_owned());
        damaged.into_iter().collect()
    }

    fn sink(&mut self) -> &mut Sink {
        &mut self.sink
    }
}

fn unwritten(cause: &ParquetError) -> Error {
    Error::Output(io::Error::other(format!("Parquet: {cause}")))
}
