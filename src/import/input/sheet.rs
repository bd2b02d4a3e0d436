//! Rows of a workbook's sheet (ECMA-376): the rectangle that its cells span, row by row.
//!
//! A workbook of a kilobyte may unpack to gigabytes, and one cell far away makes a rectangle that no
//! memory holds. So parts are measured before they are read, and cells are kept as they stand in the
//! sheet; the empty ones between them are made a row at a time.

use std::io::{self, Cursor, Read};
use std::path::Path;

use calamine::{Data, DataRef, Reader, Xlsx, XlsxError};
use csv::StringRecord;

use crate::error::{Error, Result};
use crate::files::bounds;
use crate::import::Missed;
use crate::import::input::places::called;
use crate::import::input::unpacked::measure;
use crate::import::input::{InputRow, Table};
use crate::import::recipe::Recipe;

/// The first bytes of what is no zip archive: a workbook with a password, or one from before 2007.
const OLD: [u8; 4] = [0xd0, 0xcf, 0x11, 0xe0];

/// The days that dates may be, counted as workbooks do: to the end of the year 9999.
const DAYS: std::ops::Range<f64> = 0.0..2_958_466.0;

/// Numbers from here on are told by their exponent.
const WHOLE: f64 = 1e18;

/// Whole numbers from here on have more than the 15 digits that a workbook keeps.
const KEPT: f64 = 1e15;

/// Opens the rows of a sheet.
///
/// # Errors
///
/// It is no workbook, has no such sheet, or is larger than what is read.
pub fn sheet(recipe: &Recipe, path: &Path, bytes: impl Read) -> Result<Table> {
    let failed = |why: String| Error::Read { path: path.to_owned(), why };
    // A workbook is a zip archive with its index at the end, so it is read whole.
    let content = bounds::whole(path, bytes, bounds::WORKBOOK)?;
    if content.starts_with(&OLD) {
        return Err(failed("it has a password or is older than .xlsx; save it as .xlsx without one".to_owned()));
    }
    measure(&content, bounds::WORKBOOK).map_err(failed)?;
    let book: Result<Xlsx<_>, XlsxError> = calamine::open_workbook_from_rs(Cursor::new(content));
    let mut book = book.map_err(|cause| failed(cause.to_string()))?;
    let names = book.sheet_names().clone();
    let name = if let Some(name) = &recipe.sheet {
        let none = || failed(format!("it has no sheet `{name}`, but {}", names.join(", ")));
        names.iter().find(|known| *known == name).ok_or_else(none)?
    } else {
        // What is hidden is not what anybody sees who opens it.
        let is_seen = |sheet: &&calamine::Sheet| sheet.visible == calamine::SheetVisible::Visible;
        let seen = book.sheets_metadata().iter().find(is_seen);
        let seen = seen.and_then(|sheet| names.iter().find(|name| **name == sheet.name));
        seen.or(names.first()).ok_or_else(|| failed("it has no sheet".to_owned()))?
    };
    let cells = Cells::read(&mut book, name).map_err(failed)?.after(recipe.skip);
    let mut doubts = cells.doubts();
    doubts.extend(merged(&mut book, name, cells.places.first().map_or(0, |(row, ..)| *row)).map_err(failed)?);
    drop(book);
    Ok(Table { doubts, ..cells.table(recipe.layouts.first().map_or(&[], Vec::as_slice)) })
}

/// Cells that are joined into one, below the first row that is read: the others have no value of their own.
fn merged<R: Read + io::Seek>(book: &mut Xlsx<R>, name: &str, top: u32) -> Result<Option<Missed>, String> {
    let regions = match book.merge_cells_by_sheet_name(name) {
        Ok(regions) => regions,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(None),
        Err(cause) => return Err(cause.to_string()),
    };
    let below = regions.iter().filter(|region| region.end.0 > top);
    let places = below.map(|region| format!("{}:{}", called(region.start), called(region.end)));
    Ok(Missed::of("merged cells, of which only the first has the value", places))
}

/// A cell that is not empty: its row and column, and where its text stands.
type Cell = (u32, u32, u32, u32);

/// The cells of a sheet that are not empty, in the order of rows and columns.
#[derive(Default)]
struct Cells {
    places: Vec<Cell>,
    text: String,
    /// Its first row and column, its last row and column.
    rectangle: Option<[u32; 4]>,
    /// Cells of a formula whose value nobody has worked out and kept.
    unworked: Vec<(u32, u32)>,
    /// Whole numbers of more digits than a workbook keeps.
    long: Vec<(u32, u32)>,
}

impl Cells {
    fn read<R: Read + io::Seek>(book: &mut Xlsx<R>, name: &str) -> Result<Self, String> {
        let mut found = Self::default();
        let mut reader = match book.worksheet_cells_reader(name) {
            Ok(reader) => reader,
            // A sheet that is a chart has no cells.
            Err(XlsxError::NotAWorksheet(_)) => return Ok(found),
            Err(cause) => return Err(cause.to_string()),
        };
        while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(|cause| cause.to_string())? {
            match cell.value {
                DataRef::Empty if cell.formula.is_some() => found.unworked.push(cell.pos),
                DataRef::Empty => {}
                DataRef::SharedString(text) => found.push(cell.pos, text)?,
                value => {
                    if matches!(value, DataRef::Float(number) if number.fract() == 0.0 && number.abs() >= KEPT) {
                        found.long.push(cell.pos);
                    }
                    found.push(cell.pos, &text_of(&value.into()))?;
                }
            }
        }
        // Cells may stand in any order; of two in one place the later counts.
        if !found.places.is_sorted_by_key(|(row, column, ..)| (*row, *column)) {
            found.places.sort_by_key(|(row, column, ..)| (*row, *column));
        }
        Ok(found)
    }

    fn push(&mut self, (row, column): (u32, u32), text: &str) -> Result<(), String> {
        let [top, left, bottom, right] = self.rectangle.unwrap_or([row, column, row, column]);
        let [top, left, bottom, right] = [top.min(row), left.min(column), bottom.max(row), right.max(column)];
        self.rectangle = Some([top, left, bottom, right]);
        let (rows, columns) = (u64::from(bottom - top) + 1, u64::from(right - left) + 1);
        if columns > bounds::COLUMNS as u64 || rows.saturating_mul(columns) > bounds::RECTANGLE {
            return Err(format!(
                "its cells span {rows} rows and {columns} columns, more than {} columns or {} cells; save the sheet as csv",
                bounds::COLUMNS,
                bounds::RECTANGLE
            ));
        }
        let start = self.text.len();
        if start + text.len() > usize::try_from(bounds::WORKBOOK).unwrap_or(usize::MAX) {
            return Err(format!("its cells hold more than {} of text", bounds::size(bounds::WORKBOOK)));
        }
        self.text.push_str(text);
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.places.push((row, column, place(start), place(self.text.len())));
        Ok(())
    }

    /// What is not told by the texts of the cells alone.
    fn doubts(&self) -> Vec<Missed> {
        let of = |what, cells: &[(u32, u32)]| Missed::of(what, cells.iter().copied().map(called));
        let unworked =
            of("formulas without a value, which whoever opens and saves the workbook works out", &self.unworked);
        let long = of(
            "numbers of more than 15 digits, of which a workbook keeps no more; ids stand there as text",
            &self.long,
        );
        unworked.into_iter().chain(long).collect()
    }

    /// Without so many rows of the sheet, from its first on.
    fn after(mut self, rows: u64) -> Self {
        let is_left = |(row, ..): &Cell| u64::from(*row) >= rows;
        let at = self.places.iter().position(is_left).unwrap_or(self.places.len());
        self.places.drain(..at);
        for cells in [&mut self.unworked, &mut self.long] {
            cells.retain(|(row, _)| u64::from(*row) >= rows);
        }
        if let (Some(rectangle), Some((row, ..))) = (&mut self.rectangle, self.places.first()) {
            rectangle[0] = *row;
        }
        self
    }

    /// The first row names the columns, unless the recipe does.
    fn table(self, named: &[String]) -> Table {
        let Some([top, left, _, right]) = self.rectangle.filter(|_| !self.places.is_empty()) else {
            return Table::new(named.to_vec(), Box::new(std::iter::empty()));
        };
        let span = (right - left) as usize + 1;
        let first = self.places.iter().take_while(|(row, ..)| *row == top).count();
        let (mut at, columns) = if named.is_empty() {
            (first, self.fields(0..first, left, span).iter().map(|name| name.trim().to_owned()).collect())
        } else {
            (0, named.to_vec())
        };
        let width = columns.len();
        let rows = std::iter::from_fn(move || {
            while let Some((row, ..)) = self.places.get(at) {
                let end = at + self.places[at..].iter().take_while(|(other, ..)| other == row).count();
                let cells = std::mem::replace(&mut at, end)..end;
                if self.places[cells.clone()].iter().any(|(_, _, start, end)| start < end) {
                    return Some(Ok(InputRow {
                        line: i64::from(*row) + 1,
                        fields: Ok(self.fields(cells, left, width)),
                    }));
                }
            }
            None
        });
        Table::new(columns, Box::new(rows))
    }

    /// So many fields of a row from the first column on.
    fn fields(&self, cells: std::ops::Range<usize>, left: u32, width: usize) -> StringRecord {
        let mut texts = vec![""; width];
        for (_, column, start, end) in &self.places[cells] {
            if let Some(text) = texts.get_mut((column - left) as usize) {
                *text = self.text.get(*start as usize..*end as usize).unwrap_or_default();
            }
        }
        StringRecord::from(texts)
    }
}

/// A cell as text: days, times of day and both together as ISO 8601, spans of time as hours, minutes and seconds,
/// whole numbers with all their digits, what is shown as percent as the fraction that it is.
fn text_of(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::DateTime(when) if when.is_duration() => clock(when.as_f64()),
        Data::DateTime(when) if when.is_datetime() && (0.0..1.0).contains(&when.as_f64()) => clock(when.as_f64()),
        Data::DateTime(when) if when.is_datetime() && DAYS.contains(&when.as_f64()) => {
            let (year, month, day, hour, minute, second, _) = when.to_ymd_hms_milli();
            let date = format!("{year:04}-{month:02}-{day:02}");
            if (hour, minute, second) == (0, 0, 0) { date } else { format!("{date}T{hour:02}:{minute:02}:{second:02}") }
        }
        // Digits that the number does not hold are zeros, and none that only its binary form has.
        Data::Float(number) if number.fract() == 0.0 && number.abs() < WHOLE => format!("{number}"),
        Data::Float(number) => zmij::Buffer::new().format(*number).trim_end_matches(".0").to_owned(),
        other => other.to_string(),
    }
}

/// A part of a day, or several, as hours, minutes and seconds.
fn clock(days: f64) -> String {
    #[allow(clippy::cast_possible_truncation)] // rounded, and far from the ends of what an i64 holds
    let seconds = (days * 86_400.0).round() as i64;
    let (sign, seconds) = (if seconds < 0 { "-" } else { "" }, seconds.abs());
    format!("{sign}{:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
}
