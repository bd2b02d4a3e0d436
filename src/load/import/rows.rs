//! Rows of an input: whatever its format, texts by column, one row after the other.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use calamine::{Data, Reader};
use csv::StringRecord;
use serde_json::{Map, Value, json};

use super::open::Input;
use super::recipe::{Reads, Recipe};
use crate::error::{Error, Result};

/// One row: its line (or its number), and its fields or why it cannot be read.
pub struct Row {
    /// The line of a text file, the row of a sheet, the number of an element; from 1.
    pub line: i64,
    /// The fields in the order of the columns; or the raw row and what is wrong with it.
    pub fields: Result<StringRecord, (String, String)>,
}

/// The columns of an input and its rows.
pub struct Table {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows, read as they are asked for; an error ends them, and nothing of the input is sound.
    pub rows: Rows,
}

/// Rows as they are read, on a thread of their own.
pub type Rows = Box<dyn Iterator<Item = Result<Row>> + Send>;

/// Opens the rows of an input as the recipe says.
///
/// # Errors
///
/// The input cannot be read at all, or lacks the sheet that the recipe names.
pub fn open(recipe: &Recipe, path: &Path, input: Input) -> Result<Table> {
    match recipe.reads_as(path) {
        Reads::Csv => delimited(recipe, path, input.bytes, true),
        Reads::Tsv => delimited(recipe, path, input.bytes, false),
        Reads::Jsonl => Ok(Table { columns: vec!["json".to_owned()], rows: Box::new(lines(path, input.bytes)) }),
        Reads::Xlsx => sheet(recipe, path, input.bytes),
        Reads::Xml => {
            let elements = Elements::new(path, input.bytes, &recipe.element);
            Ok(Table { columns: vec!["json".to_owned()], rows: Box::new(elements) })
        }
    }
}

fn delimited(recipe: &Recipe, path: &Path, bytes: Box<dyn Read + Send>, is_quoted: bool) -> Result<Table> {
    let failed = |cause: csv::Error| Error::Read { path: path.to_owned(), why: cause.to_string() };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(recipe.delimiter)
        .quoting(is_quoted)
        .has_headers(recipe.columns.is_empty())
        .flexible(true)
        .buffer_capacity(1 << 18)
        .from_reader(bytes);
    let columns: Vec<String> = if recipe.columns.is_empty() {
        let header = reader.byte_headers().map_err(failed)?;
        header
            .iter()
            .map(|name| String::from_utf8_lossy(name).trim_start_matches('\u{feff}').trim().to_owned())
            .collect()
    } else {
        recipe.columns.clone()
    };
    let (width, delimiter) = (columns.len(), char::from(recipe.delimiter));
    let path = path.to_owned();
    let mut record = csv::ByteRecord::new();
    let mut is_over = false;
    let rows = std::iter::from_fn(move || {
        if is_over {
            return None;
        }
        match reader.read_byte_record(&mut record) {
            Ok(false) => None,
            Ok(true) => Some(Ok(row_of(&record, width, delimiter))),
            Err(cause) => {
                is_over = true;
                Some(Err(Error::Read { path: path.clone(), why: cause.to_string() }))
            }
        }
    });
    Ok(Table { columns, rows: Box::new(rows) })
}

fn row_of(record: &csv::ByteRecord, width: usize, delimiter: char) -> Row {
    let line = record.position().map_or(0, |position| i64::try_from(position.line()).unwrap_or(0));
    let raw = || {
        let fields: Vec<_> = record.iter().map(String::from_utf8_lossy).collect();
        fields.join(&delimiter.to_string())
    };
    let fields = if record.len() == width {
        StringRecord::from_byte_record(record.clone())
            .map_err(|_| (raw(), "it is not UTF-8; name its encoding with `-- @encoding`".to_owned()))
    } else {
        Err((raw(), format!("it has {} fields instead of {width}", record.len())))
    };
    Row { line, fields }
}

fn lines(path: &Path, bytes: Box<dyn Read + Send>) -> impl Iterator<Item = Result<Row>> + Send + use<> {
    let mut reader = BufReader::with_capacity(1 << 18, bytes);
    let (mut line, mut buffer) = (0, Vec::new());
    let path = path.to_owned();
    let mut is_over = false;
    std::iter::from_fn(move || {
        while !is_over {
            buffer.clear();
            line += 1;
            match reader.read_until(b'\n', &mut buffer) {
                Ok(0) => is_over = true,
                Ok(_) if buffer.trim_ascii().is_empty() => {}
                Ok(_) => return Some(Ok(Row { line, fields: json_of(&buffer) })),
                Err(cause) => {
                    is_over = true;
                    return Some(Err(Error::Read { path: path.clone(), why: cause.to_string() }));
                }
            }
        }
        None
    })
}

fn json_of(line: &[u8]) -> Result<StringRecord, (String, String)> {
    let raw = || String::from_utf8_lossy(line).trim_end().to_owned();
    let text = std::str::from_utf8(line.trim_ascii()).map_err(|_| (raw(), "it is not UTF-8".to_owned()))?;
    match serde_json::from_str::<serde::de::IgnoredAny>(text) {
        Ok(_) => Ok(StringRecord::from(vec![text])),
        Err(cause) => Err((raw(), format!("it is not JSON: {cause}"))),
    }
}

fn sheet(recipe: &Recipe, path: &Path, mut bytes: Box<dyn Read + Send>) -> Result<Table> {
    let failed = |why: String| Error::Read { path: path.to_owned(), why };
    // A workbook is a zip archive with its index at the end, so it is read whole.
    let mut content = Vec::new();
    bytes.read_to_end(&mut content).map_err(|cause| failed(cause.to_string()))?;
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(content))
        .map_err(|cause: calamine::XlsxError| failed(cause.to_string()))?;
    let names = book.sheet_names().clone();
    let name = match &recipe.sheet {
        Some(name) => names
            .iter()
            .find(|known| *known == name)
            .ok_or_else(|| failed(format!("it has no sheet `{name}`, but {}", names.join(", "))))?,
        None => names.first().ok_or_else(|| failed("it has no sheet".to_owned()))?,
    };
    let range = book.worksheet_range(name).map_err(|cause| failed(cause.to_string()))?;
    let first = range.start().map_or(0, |(row, _)| i64::from(row)) + 1;
    let mut rows: Vec<Vec<String>> = range.rows().map(|row| row.iter().map(text_of).collect()).collect();
    let columns: Vec<String> = if recipe.columns.is_empty() && !rows.is_empty() {
        rows.remove(0).into_iter().map(|name| name.trim().to_owned()).collect()
    } else {
        recipe.columns.clone()
    };
    let offset = first + i64::from(recipe.columns.is_empty());
    let width = columns.len();
    let rows = rows.into_iter().enumerate().filter(|(_, row)| row.iter().any(|cell| !cell.is_empty())).map(
        move |(n, mut row)| {
            row.resize(width, String::new());
            Ok(Row { line: offset + i64::try_from(n).unwrap_or(0), fields: Ok(row.into()) })
        },
    );
    Ok(Table { columns, rows: Box::new(rows) })
}

/// A cell as text: dates as ISO 8601, whole numbers without a fraction.
fn text_of(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::DateTime(when) if when.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = when.to_ymd_hms_milli();
            let date = format!("{year:04}-{month:02}-{day:02}");
            if (hour, minute, second) == (0, 0, 0) { date } else { format!("{date}T{hour:02}:{minute:02}:{second:02}") }
        }
        Data::Float(number) => zmij::Buffer::new().format(*number).trim_end_matches(".0").to_owned(),
        other => other.to_string().trim().to_owned(),
    }
}

/// The elements of one name, each as JSON: children are lists by name, attributes have an `@`, text
/// is `#text`.
struct Elements {
    path: PathBuf,
    reader: quick_xml::Reader<BufReader<Box<dyn Read + Send>>>,
    element: String,
    count: i64,
    is_over: bool,
}

impl Elements {
    fn new(path: &Path, bytes: Box<dyn Read + Send>, element: &str) -> Self {
        let mut reader = quick_xml::Reader::from_reader(BufReader::new(bytes));
        reader.config_mut().expand_empty_elements = true;
        Self { path: path.to_owned(), reader, element: element.to_owned(), count: 0, is_over: false }
    }

    fn next_element(&mut self) -> Result<Option<Value>, String> {
        use quick_xml::events::Event;
        let mut buffer = Vec::new();
        let mut open: Vec<(String, Map<String, Value>)> = Vec::new();
        loop {
            buffer.clear();
            match self.reader.read_event_into(&mut buffer).map_err(|cause| cause.to_string())? {
                Event::Eof if open.is_empty() => return Ok(None),
                Event::Eof => return Err("it ends within an element".to_owned()),
                Event::Start(start) => {
                    let name = start.name().as_ref().to_owned();
                    if open.is_empty() && name != self.element {
                        continue;
                    }
                    let mut object = Map::new();
                    for attribute in start.attributes().flatten() {
                        let key = format!("@{}", attribute.key.as_ref());
                        let raw = attribute.value.as_ref();
                        let value = quick_xml::escape::unescape(raw)
                            .map_or_else(|_| raw.to_owned(), std::borrow::Cow::into_owned);
                        object.insert(key, value.into());
                    }
                    open.push((name, object));
                }
                Event::End(_) => {
                    let Some((name, mut object)) = open.pop() else { continue };
                    if let Some(Value::String(text)) = object.get_mut("#text") {
                        *text = text.trim().to_owned();
                        if text.is_empty() {
                            object.remove("#text");
                        }
                    }
                    match open.last_mut() {
                        None => return Ok(Some(Value::Object(object))),
                        Some((_, parent)) => match parent.entry(name).or_insert_with(|| json!([])) {
                            Value::Array(list) => list.push(Value::Object(object)),
                            other => *other = json!([object]),
                        },
                    }
                }
                Event::Text(text) => {
                    append(&mut open, text.as_ref());
                }
                Event::GeneralRef(name) => {
                    let escaped = format!("&{};", name.as_ref() as &str);
                    let plain = quick_xml::escape::unescape(&escaped)
                        .map_or_else(|_| escaped.clone(), std::borrow::Cow::into_owned);
                    append(&mut open, &plain);
                }
                Event::CData(data) => append(&mut open, data.as_ref()),
                _ => {}
            }
        }
    }
}

fn append(open: &mut [(String, Map<String, Value>)], text: &str) {
    if let Some((_, object)) = open.last_mut()
        && let Value::String(known) = object.entry("#text").or_insert_with(|| json!(""))
    {
        known.push_str(text);
    }
}

impl Iterator for Elements {
    type Item = Result<Row>;

    fn next(&mut self) -> Option<Result<Row>> {
        if self.is_over {
            return None;
        }
        self.count += 1;
        match self.next_element() {
            Ok(Some(value)) => {
                let fields = Ok(StringRecord::from(vec![value.to_string()]));
                Some(Ok(Row { line: self.count, fields }))
            }
            Ok(None) => None,
            Err(cause) => {
                self.is_over = true;
                let at = self.reader.buffer_position();
                let why = format!("it is not well-formed XML near byte {at}: {cause}");
                Some(Err(Error::Read { path: self.path.clone(), why }))
            }
        }
    }
}
