//! Rows of a workbook's sheet (ECMA-376): the rectangle that its cells span, row by row.
//!
//! A workbook of a kilobyte may unpack to gigabytes, and one cell far away makes a rectangle that no
//! memory holds. So parts are measured before they are read, and cells are kept as they stand in the
//! sheet; the empty ones between them are made a row at a time.

use std::io::{self, Cursor, Read};
use std::path::Path;

use calamine::{Data, DataRef, Reader, Xlsx, XlsxError};
use csv::StringRecord;
use zip::ZipArchive;

use crate::error::{Error, Result};
use crate::files::bounds;
use crate::import::input::places::placed;
use crate::import::input::{InputRow, Table};
use crate::import::recipe::Recipe;

/// The first bytes of what is no zip archive: a workbook with a password, or one from before 2007.
const OLD: [u8; 4] = [0xd0, 0xcf, 0x11, 0xe0];

/// The days that dates may be, counted as workbooks do: to the end of the year 9999.
const DAYS: std::ops::Range<f64> = 0.0..2_958_466.0;

/// Numbers from here on are told by their exponent.
const WHOLE: f64 = 1e18;

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
    let cells = Cells::read(&mut book, name).map_err(failed)?;
    drop(book);
    Ok(cells.after(recipe.skip).table(recipe.layouts.first().map_or(&[], Vec::as_slice)))
}

/// Refuses a part that unpacks to more than what is read, or a list of texts that claims to.
fn measure(content: &[u8], most: u64) -> Result<(), String> {
    let mut archive = ZipArchive::new(Cursor::new(content)).map_err(|cause| cause.to_string())?;
    let mut total = 0;
    for n in 0..archive.len() {
        let called = archive.by_index(n).map_err(|cause| cause.to_string())?;
        let name = called.name().map_err(|cause| cause.to_string())?.to_lowercase();
        drop(called);
        if name.starts_with("xl/worksheets/") {
            placed(&mut archive, n, &name, most)?;
        }
        let part = archive.by_index(n).map_err(|cause| cause.to_string())?;
        // No compression of an archive makes more of a byte than deflate can (RFC 1951).
        let is_list = name.ends_with("sharedstrings.xml");
        if !is_list && part.compressed_size().saturating_mul(1_032) <= most {
            continue;
        }
        let claimed = part.size();
        let mut part = part.take(most + 1);
        let mut start = Vec::new();
        part.by_ref().take(1 << 16).read_to_end(&mut start).map_err(|cause| cause.to_string())?;
        let rest = io::copy(&mut part, &mut io::sink()).map_err(|cause| cause.to_string())?;
        let unpacked = claimed.max(start.len() as u64 + rest);
        if unpacked > most {
            return Err(format!("its part {name} is larger than {}; save the sheet as csv", bounds::size(most)));
        }
        // Parts may overlap, so that many of them cost nothing.
        total += unpacked;
        if total > 4 * most {
            return Err(format!("its parts are larger than {} together", bounds::size(4 * most)));
        }
        if is_list && texts_of(&start) > unpacked {
            return Err(format!("its part {name} claims more texts than it has"));
        }
    }
    Ok(())
}

/// How many texts the list at the beginning of a part says that it has; room is made for so many.
fn texts_of(start: &[u8]) -> u64 {
    let start = String::from_utf8_lossy(start);
    let list = start.split("uniqueCount").skip(1);
    let count = |text: &str| -> Option<u64> {
        let quoted = text.trim_start().strip_prefix('=')?.trim_start();
        let digits = quoted.trim_start_matches(['"', '\'']).trim_start_matches(['+', ' ']);
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        digits.get(..end).filter(|digits| !digits.is_empty()).map(|digits| digits.parse().unwrap_or(u64::MAX))
    };
    list.filter_map(count).max().unwrap_or_default()
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
        while let Some(cell) = reader.next_cell().map_err(|cause| cause.to_string())? {
            let position = cell.get_position();
            match cell.get_value() {
                DataRef::Empty => {}
                DataRef::SharedString(text) => found.push(position, text)?,
                value => found.push(position, &text_of(&value.clone().into()))?,
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

    /// Without so many rows of the sheet, from its first on.
    fn after(mut self, rows: u64) -> Self {
        let is_left = |(row, ..): &Cell| u64::from(*row) >= rows;
        let at = self.places.iter().position(is_left).unwrap_or(self.places.len());
        self.places.drain(..at);
        if let (Some(rectangle), Some((row, ..))) = (&mut self.rectangle, self.places.first()) {
            rectangle[0] = *row;
        }
        self
    }

    /// The first row names the columns, unless the recipe does.
    fn table(self, named: &[String]) -> Table {
        let Some([top, left, _, right]) = self.rectangle.filter(|_| !self.places.is_empty()) else {
            return Table { columns: named.to_vec(), rows: Box::new(std::iter::empty()) };
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
        Table { columns, rows: Box::new(rows) }
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
        Data::Float(number) if number.fract() == 0.0 && number.abs() < WHOLE => format!("{number:.0}"),
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

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            archive.start_file(*name, SimpleFileOptions::default()).unwrap();
            archive.write_all(bytes).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn what_unpacks_to_more_than_is_read_is_refused() {
        let large = vec![b'a'; 3 << 20];
        let why = |parts: &[(&str, &[u8])]| measure(&archive(parts), 2 << 20).err().unwrap_or_default();
        assert_eq!(why(&[("a.xml", &large)]), "its part a.xml is larger than 2 MiB; save the sheet as csv");
        let small = &large[..(2 << 20) - 1];
        assert_eq!(why(&[("a.xml", small), ("b.xml", small)]), "");
        let many = [("a", small), ("b", small), ("c", small), ("d", small), ("e", small)];
        assert_eq!(why(&many), "its parts are larger than 8 MiB together");
        for (count, is_sound) in [("2", true), ("+2", true), ("99999999999", false), ("99999999999999999999999", false)]
        {
            let list = format!("<sst count='2' uniqueCount = \"{count}\"><si><t>a</t></si></sst>");
            assert_eq!(why(&[("xl/SharedStrings.xml", list.as_bytes())]).is_empty(), is_sound, "{count}");
        }
    }
}
