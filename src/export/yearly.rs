//! A table in a file for each year, in folders that are named as Hive, DuckDB and Spark want them.

use std::io;

use rusqlite::types::ValueRef;

use crate::error::Result;
use crate::files::folder::Folder;
use crate::output::{self, Cell, Column, Format, RowWriter, Sink};

/// What a folder is called that holds what is of no year.
const UNKNOWN: &str = "__HIVE_DEFAULT_PARTITION__";

/// The years of the days that stand for no known beginning and end.
const OPEN: [&str; 2] = ["0000", "9999"];

/// Writes rows that come in the order of a day.
pub(super) struct Yearly<'f> {
    format: &'static Format,
    folder: &'f mut Folder,
    table: &'f str,
    /// The column with the day, and where it stands.
    day: &'f str,
    at: usize,
    columns: Vec<Column>,
    year: String,
    writer: Option<Box<dyn RowWriter>>,
    /// The files that were written.
    pub(super) names: Vec<String>,
    nowhere: Sink,
}

impl<'f> Yearly<'f> {
    /// Of a table, by the column that holds a day.
    pub(super) fn new(format: &'static Format, folder: &'f mut Folder, table: &'f str, day: &'f str) -> Self {
        let (year, nowhere) = (String::new(), Sink::new(Box::new(io::sink())));
        Self { format, folder, table, day, at: 0, columns: Vec::new(), year, writer: None, names: Vec::new(), nowhere }
    }

    /// Ends the year that is being written and begins another.
    fn turn(&mut self, year: &str) -> Result<()> {
        self.end()?;
        year.clone_into(&mut self.year);
        let name = format!("{}/year={year}/part-0.{}", self.table, self.format.name);
        let mut writer = opened(self.format, self.folder, &name)?;
        writer.begin(&self.columns)?;
        self.names.push(name);
        self.writer = Some(writer);
        Ok(())
    }

    fn end(&mut self) -> Result<()> {
        self.writer.take().map_or(Ok(()), |mut writer| writer.finish())
    }
}

impl RowWriter for Yearly<'_> {
    fn begin(&mut self, columns: &[Column]) -> Result<()> {
        self.at = columns.iter().position(|column| column.name == self.day).unwrap_or(0);
        columns.clone_into(&mut self.columns);
        Ok(())
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        let year = match cells.get(self.at) {
            Some(Cell::Value(ValueRef::Text(day))) => std::str::from_utf8(day).ok().and_then(|day| day.get(..4)),
            _ => None,
        };
        let year = year.filter(|year| !OPEN.contains(year)).unwrap_or(UNKNOWN);
        if self.writer.is_none() || self.year != year {
            let year = year.to_owned();
            self.turn(&year)?;
        }
        self.writer.as_mut().map_or(Ok(()), |writer| writer.row(cells))
    }

    /// A table without rows still has its columns.
    fn finish(&mut self) -> Result<()> {
        if self.names.is_empty() {
            self.turn(UNKNOWN)?;
        }
        self.end()
    }

    fn sink(&mut self) -> &mut Sink {
        match &mut self.writer {
            Some(writer) => writer.sink(),
            None => &mut self.nowhere,
        }
    }
}

/// A writer to a file of the export.
pub(super) fn opened(format: &Format, folder: &mut Folder, name: &str) -> Result<Box<dyn RowWriter>> {
    Ok(output::open(format, output::Options::default(), Sink::new(Box::new(folder.create(name)?))))
}
