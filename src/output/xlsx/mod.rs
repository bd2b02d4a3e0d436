//! A workbook: a sheet for each result, and one for its sources.
//!
//! Values keep their types: numbers stay numbers, a day that is known is a day, amounts are grouped.
//! Text is text whatever it begins with, so nothing in a record is run as a formula. Rows go to a file without a name
//! (TMPDIR) as they come, because a workbook is an archive that can only be packed whole.

mod look;

use std::io::{self, Read, Seek};

use rusqlite::types::ValueRef;
use rust_xlsxwriter::{ColNum, DocProperties, ExcelDateTime, RowNum, Workbook, Worksheet, XlsxError};

use crate::error::{Error, Result};
use crate::output::block::{blob, real};
use crate::output::cell::{Cell, Column, Role};
use crate::output::xlsx::look::{Looks, day};
use crate::output::{Cites, Draws, Format, Options, RowWriter, Sink};
use crate::text::width::width;

/// A workbook of Excel's (Office Open XML).
pub(super) static XLSX: Format = Format {
    name: "xlsx",
    flag: None,
    endings: &["xlsx"],
    is_for_people: false,
    is_for_screens: false,
    is_one_document: false,
    draws: Draws::Nothing,
    cites: Cites::Footnotes,
    writer: |options, sink| Box::new(Xlsx::new(options, sink)),
};

/// Most characters that a cell holds (UTF-16 units).
const MOST_IN_CELL: usize = 32_767;

/// Most rows of a sheet.
const MOST_ROWS: RowNum = 1_048_576;

/// The widest that a column is made, in characters; prose wraps in it.
const WIDEST: usize = 60;

/// Integers beyond it would be rounded: a sheet's numbers are doubles.
const MOST_EXACT: u64 = 1 << 53;

/// The writer of workbooks.
pub struct Xlsx {
    options: Options,
    sink: Sink,
    book: Workbook,
    looks: Looks,
    columns: Vec<Column>,
    /// How wide the widest cell of each column is.
    widths: Vec<usize>,
    row: RowNum,
    results: usize,
    has_large: bool,
    has_damaged: bool,
}

impl Xlsx {
    /// Writes to the sink.
    pub fn new(options: Options, sink: Sink) -> Self {
        let mut book = Workbook::new();
        // The same answer gives the same bytes, whenever it is asked for.
        if let Ok(day) = ExcelDateTime::from_ymd(2000, 1, 1) {
            book.set_properties(&DocProperties::new().set_creation_datetime(&day));
        }
        let looks = Looks::new();
        let (columns, widths) = (Vec::new(), Vec::new());
        Self { options, sink, book, looks, columns, widths, row: 0, results: 0, has_large: false, has_damaged: false }
    }

    /// A sheet of a name; of a second result, with its number.
    fn sheet(&mut self, name: &str) -> Result<&mut Worksheet> {
        let name = if self.results > 1 { format!("{name} {}", self.results) } else { name.to_owned() };
        let sheet = self.book.add_worksheet_with_constant_memory().map_err(|cause| unkept(&cause))?;
        sheet.set_name(name).map_err(|cause| unkept(&cause))
    }

    /// Ends the sheet that is being written: only now it is known how wide its columns are.
    fn end_sheet(&mut self) -> Result<()> {
        let (last, columns, has_head) = (self.row, self.widths.len(), !self.options.no_header);
        let Some(sheet) = self.book.worksheets_mut().last_mut() else { return Ok(()) };
        for (n, width) in self.widths.iter().enumerate() {
            let width = u16::try_from((*width).min(WIDEST) + 2).unwrap_or(u16::MAX);
            sheet.set_column_width(number(n), f64::from(width)).map_err(|cause| unkept(&cause))?;
        }
        if has_head && columns > 0 {
            sheet.set_freeze_panes(1, 0).map_err(|cause| unkept(&cause))?;
            sheet.autofilter(0, 0, last.saturating_sub(1), number(columns - 1)).map_err(|cause| unkept(&cause))?;
        }
        Ok(())
    }

    fn write(&mut self, n: usize, cell: &Cell<'_>) -> Result<()> {
        let (role, is_lead) = (self.columns[n].role, self.columns[n].is_lead);
        match *cell {
            Cell::Value(ValueRef::Null) => match self.options.null.clone() {
                Some(null) => self.text(n, &null, false),
                None => Ok(()),
            },
            Cell::Value(ValueRef::Integer(number @ (0 | 1))) if role == Role::Flag => {
                let (row, column) = self.at(n, 5);
                self.put(n, |sheet, _| sheet.write_boolean(row, column, number == 1))
            }
            Cell::Value(ValueRef::Integer(number)) if number.unsigned_abs() > MOST_EXACT => {
                self.has_large = true;
                self.text(n, &number.to_string(), false)
            }
            // It was just seen to be exact.
            #[allow(clippy::cast_precision_loss)]
            Cell::Value(ValueRef::Integer(number)) => self.number(n, number as f64, role),
            Cell::Value(ValueRef::Real(number)) if number.is_finite() => self.number(n, number, role),
            Cell::Value(ValueRef::Real(number)) => self.text(n, &real(number), false),
            Cell::Value(ValueRef::Blob(bytes)) => self.text(n, &blob(bytes), false),
            Cell::Value(ValueRef::Text(bytes)) => {
                let text = String::from_utf8_lossy(bytes);
                self.has_damaged |= std::str::from_utf8(bytes).is_err();
                match day(&text).filter(|_| role == Role::Day) {
                    Some(day) => {
                        let (row, column) = self.at(n, text.len());
                        self.put(n, |sheet, looks| sheet.write_datetime_with_format(row, column, &day, &looks.day))
                    }
                    None => self.text(n, &text, is_lead),
                }
            }
            Cell::Json(text) => self.text(n, text, false),
        }
    }

    /// Where the next cell of a column stands, which is so wide.
    fn at(&mut self, n: usize, width: usize) -> (RowNum, ColNum) {
        self.widths[n] = self.widths[n].max(width);
        (self.row, number(n))
    }

    fn number(&mut self, n: usize, number: f64, role: Role) -> Result<()> {
        let (row, column) = self.at(n, real(number).len() + 4);
        self.put(n, |sheet, looks| match looks.amount(number, role) {
            Some(look) => sheet.write_number_with_format(row, column, number, look),
            None => sheet.write_number(row, column, number),
        })
    }

    fn text(&mut self, n: usize, text: &str, is_prose: bool) -> Result<()> {
        // These two are no characters of XML, whatever stands for them.
        let text = text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}");
        let (row, column) = self.at(n, text.lines().map(width).max().unwrap_or(0));
        self.put(n, |sheet, looks| {
            if is_prose {
                sheet.write_string_with_format(row, column, text, &looks.prose)
            } else {
                sheet.write_string(row, column, text)
            }
        })
    }

    /// Writes a cell of a column to the sheet that is being written.
    fn put(
        &mut self,
        n: usize,
        put: impl for<'s> FnOnce(&'s mut Worksheet, &Looks) -> Result<&'s mut Worksheet, XlsxError>,
    ) -> Result<()> {
        let Self { book, looks, columns, row, .. } = self;
        let Some(sheet) = book.worksheets_mut().last_mut() else { return Ok(()) };
        match put(sheet, looks) {
            Ok(_) => Ok(()),
            Err(XlsxError::MaxStringLengthExceeded) => {
                let name = columns.get(n).map_or("sources", |column| &column.name);
                let what =
                    format!("a cell of a sheet holds {MOST_IN_CELL} characters, and `{name}` of row {row} has more");
                Err(Error::Refused { what, hint: OTHERWISE.to_owned() })
            }
            Err(cause) => Err(unkept(&cause)),
        }
    }
}

/// What to do where a sheet is too small.
const OTHERWISE: &str = "-o FILE.csv or FILE.jsonl holds all of it; --limit asks for fewer rows";

impl RowWriter for Xlsx {
    fn begin(&mut self, columns: &[Column]) -> Result<()> {
        self.results += 1;
        columns.clone_into(&mut self.columns);
        self.widths = vec![0; columns.len()];
        self.row = 0;
        self.sheet("Answer")?;
        if self.options.no_header {
            return Ok(());
        }
        for (n, column) in columns.iter().enumerate() {
            let (row, at) = self.at(n, width(&column.name) + 2);
            let name = column.name.clone();
            self.put(n, |sheet, looks| sheet.write_string_with_format(row, at, name, &looks.head))?;
        }
        self.row = 1;
        Ok(())
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        if self.row >= MOST_ROWS {
            let what = format!("a sheet holds {MOST_ROWS} rows, and there are more");
            return Err(Error::Refused { what, hint: OTHERWISE.to_owned() });
        }
        for (n, cell) in cells.iter().enumerate() {
            self.write(n, cell)?;
        }
        self.row += 1;
        Ok(())
    }

    fn finish(&mut self) -> Result<()> {
        self.end_sheet()
    }

    fn footnotes(&mut self, footnotes: &[String]) -> Result<()> {
        if footnotes.is_empty() {
            return Ok(());
        }
        self.columns = vec![Column::named("mark"), Column { is_lead: true, ..Column::named("source") }];
        self.widths = vec![0; 2];
        self.row = 0;
        self.sheet("Sources")?;
        let marks = (1..=footnotes.len()).map(|n| format!("[{n}]"));
        let rows = marks.zip(footnotes.iter().cloned());
        let head = (!self.options.no_header).then(|| ("mark".to_owned(), "source".to_owned()));
        for (mark, source) in head.into_iter().chain(rows) {
            self.text(0, &mark, false)?;
            self.text(1, &source, true)?;
            self.row += 1;
        }
        self.end_sheet()
    }

    fn close(&mut self) -> Result<()> {
        let mut packed = tempfile::tempfile().map_err(Error::Output)?;
        self.book.save_to_writer(&packed).map_err(|cause| unkept(&cause))?;
        packed.rewind().map_err(Error::Output)?;
        let mut part = vec![0; 64 << 10];
        loop {
            let read = packed.read(&mut part).map_err(Error::Output)?;
            if read == 0 {
                return self.sink.flush();
            }
            self.sink.buffer.extend_from_slice(&part[..read]);
            self.sink.after_row()?;
        }
    }

    fn notes(&self) -> Vec<String> {
        let large =
            self.has_large.then(|| "integers beyond 2^53 are written as text: a sheet would round them".to_owned());
        let damaged = self.has_damaged.then(|| "bytes that are no UTF-8 are written as \u{fffd}".to_owned());
        large.into_iter().chain(damaged).collect()
    }

    fn sink(&mut self) -> &mut Sink {
        &mut self.sink
    }
}

/// A column by its number; SQLite has no more than 2,000 (`SQLITE_MAX_COLUMN`).
fn number(n: usize) -> ColNum {
    ColNum::try_from(n).unwrap_or(ColNum::MAX)
}

fn unkept(cause: &XlsxError) -> Error {
    Error::Output(io::Error::other(format!("a workbook is kept in TMPDIR until it is whole: {cause}")))
}
