//! Rows of an input: whatever its format, texts by column, one row after the other.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use calamine::{Data, Reader};
use serde_json::{Map, Value, json};

use super::open::Input;
use super::recipe::{Reads, Recipe};
use crate::error::{Error, Result};

/// One row: its line (or its number), and its fields or why it cannot be read.
pub struct Row {
    /// The line of a text file, the row of a sheet, the number of an element; from 1.
    pub line: i64,
    /// The fields in the order of the columns; or the raw row and what is wrong with it.
    pub fields: Result<Vec<String>, (String, String)>,
}

/// The columns of an input and its rows.
pub struct Table {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows, read as they are asked for.
    pub rows: Box<dyn Iterator<Item = Row>>,
}

/// Opens the rows of an input as the recipe says.
///
/// # Errors
///
/// The input cannot be read at all, or lacks the sheet that the recipe names.
pub fn open(recipe: &Recipe, path: &Path, input: Input) -> Result<Table> {
    match recipe.reads_as(path) {
        Reads::Csv => delimited(recipe, path, input.bytes, true),
        Reads::Tsv => delimited(recipe, path, input.bytes, false),
        Reads::Jsonl => Ok(Table { columns: vec!["json".to_owned()], rows: Box::new(lines(input.bytes)) }),
        Reads::Xlsx => sheet(recipe, path, input.bytes),
        Reads::Xml => {
            Ok(Table { columns: vec!["json".to_owned()], rows: Box::new(Elements::new(input.bytes, &recipe.element)) })
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
    let width = columns.len();
    let mut record = csv::ByteRecord::new();
    let rows = std::iter::from_fn(move || match reader.read_byte_record(&mut record) {
        Ok(false) => None,
        Ok(true) => {
            let line = record.position().map_or(0, |position| i64::try_from(position.line()).unwrap_or(0));
            let raw = || String::from_utf8_lossy(record.as_slice()).into_owned();
            let fields = if record.len() == width {
                record
                    .iter()
                    .map(|field| std::str::from_utf8(field).map(str::to_owned))
                    .collect::<Result<Vec<_>, _>>()
                    .map_err(|_| (raw(), "it is not UTF-8; name its encoding with `-- @encoding`".to_owned()))
            } else {
                Err((raw(), format!("it has {} fields instead of {width}", record.len())))
            };
            Some(Row { line, fields })
        }
        Err(cause) => Some(Row { line: 0, fields: Err((String::new(), cause.to_string())) }),
    });
    Ok(Table { columns, rows: Box::new(rows.fuse()) })
}

fn lines(bytes: Box<dyn Read + Send>) -> impl Iterator<Item = Row> {
    let mut reader = BufReader::with_capacity(1 << 18, bytes);
    let (mut line, mut buffer) = (0, Vec::new());
    std::iter::from_fn(move || {
        loop {
            buffer.clear();
            line += 1;
            match reader.read_until(b'\n', &mut buffer) {
                Ok(0) => return None,
                Ok(_) if buffer.trim_ascii().is_empty() => {}
                Ok(_) => {
                    let raw = || String::from_utf8_lossy(&buffer).trim_end().to_owned();
                    let text =
                        std::str::from_utf8(buffer.trim_ascii()).map_err(|_| (raw(), "it is not UTF-8".to_owned()));
                    let fields = text.and_then(|text| match serde_json::from_str::<serde::de::IgnoredAny>(text) {
                        Ok(_) => Ok(vec![text.to_owned()]),
                        Err(cause) => Err((raw(), format!("it is not JSON: {cause}"))),
                    });
                    return Some(Row { line, fields });
                }
                Err(cause) => return Some(Row { line, fields: Err((String::new(), cause.to_string())) }),
            }
        }
    })
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
            Row { line: offset + i64::try_from(n).unwrap_or(0), fields: Ok(row) }
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
    reader: quick_xml::Reader<BufReader<Box<dyn Read + Send>>>,
    element: String,
    count: i64,
    is_over: bool,
}

impl Elements {
    fn new(bytes: Box<dyn Read + Send>, element: &str) -> Self {
        let mut reader = quick_xml::Reader::from_reader(BufReader::new(bytes));
        reader.config_mut().expand_empty_elements = true;
        Self { reader, element: element.to_owned(), count: 0, is_over: false }
    }

    fn next_element(&mut self) -> Result<Option<Value>, String> {
        use quick_xml::events::Event;
        let mut buffer = Vec::new();
        let mut open: Vec<(String, Map<String, Value>)> = Vec::new();
        loop {
            buffer.clear();
            match self.reader.read_event_into(&mut buffer).map_err(|cause| cause.to_string())? {
                Event::Eof => return Ok(None),
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
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        if self.is_over {
            return None;
        }
        self.count += 1;
        let fields = match self.next_element() {
            Ok(Some(value)) => Ok(vec![value.to_string()]),
            Ok(None) => return None,
            Err(cause) => {
                self.is_over = true;
                Err((String::new(), format!("it is not well-formed XML: {cause}")))
            }
        };
        Some(Row { line: self.count, fields })
    }
}
