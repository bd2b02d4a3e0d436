//! Rows of JSON: an object a line (JSON Lines), the elements of one array, or objects that go over several lines.
//!
//! Which of these it is, the beginning tells. A line that is not JSON is one rejected row, and no more.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use csv::StringRecord;

use super::exact::exact;
use super::once::twice;
use super::whole::has_half_a_letter;
use super::{Endless, InputRow, Rows};
use crate::error::{Error, Result};
use crate::files::bounds;

/// What a file may begin with and mean nothing by (UTF-8).
const MARK: &[u8] = b"\xef\xbb\xbf";

/// The fields of a row, or the row as it stands there and why it cannot be read.
type Fields = Result<StringRecord, (String, String)>;

/// The bytes of an input, what was looked at before them put back.
type Bytes = BufReader<Box<dyn Read + Send>>;

/// The values of an input, each as a row.
pub(super) fn values(path: &Path, bytes: Box<dyn Read + Send>) -> Rows {
    let mut bytes: Bytes = BufReader::with_capacity(1 << 18, bytes);
    let path = path.to_owned();
    match shape(&mut bytes) {
        Ok((start, true)) => {
            let whole: Bytes = BufReader::with_capacity(1 << 18, Box::new(Cursor::new(start).chain(bytes)));
            Box::new(Values { path, bytes: whole, line: 1, is_in_array: false, is_broken: false, is_over: false })
        }
        Ok((start, false)) => {
            let whole: Bytes = BufReader::with_capacity(1 << 18, Box::new(Cursor::new(start).chain(bytes)));
            Box::new(Lines { path, bytes: whole, line: 0, more: VecDeque::new(), is_over: false })
        }
        Err(cause) => Box::new(std::iter::once(Err(Error::Read { path, why: cause.to_string() }))),
    }
}

/// The first lines of an input, and whether its values are not each on a line.
fn shape(bytes: &mut Bytes) -> std::io::Result<(Vec<u8>, bool)> {
    let mut start = Vec::new();
    let mut first = Vec::new();
    while first.is_empty() && start.len() as u64 <= bounds::ROW {
        let from = start.len();
        if bytes.by_ref().take(bounds::ROW + 1).read_until(b'\n', &mut start)? == 0 {
            break;
        }
        if from == 0 && start.starts_with(MARK) {
            start.drain(..MARK.len());
        }
        first = start[from.min(start.len())..].trim_ascii().to_vec();
    }
    if first.starts_with(b"[") {
        return Ok((start, true));
    }
    if !first.starts_with(b"{") || is_json(&first) || several(&first).is_some() {
        return Ok((start, false));
    }
    // An object that goes on on the next line; where that is one of its own, the first is broken.
    let from = start.len();
    bytes.by_ref().take(bounds::ROW + 1).read_until(b'\n', &mut start)?;
    let goes_on = !start[from..].is_empty() && !is_json(start[from..].trim_ascii());
    Ok((start, goes_on))
}

fn is_json(text: &[u8]) -> bool {
    serde_json::from_slice::<serde::de::IgnoredAny>(text).is_ok()
}

/// One value as a row, or why it is none.
fn json_of(value: &[u8]) -> Fields {
    let raw = || String::from_utf8_lossy(value).trim_end().to_owned();
    let text = std::str::from_utf8(value.trim_ascii()).map_err(|_| (raw(), "it is not UTF-8".to_owned()))?;
    match serde_json::from_str::<serde::de::IgnoredAny>(text) {
        Ok(_) if has_half_a_letter(text) => {
            Err((raw(), "it holds half of a letter: `\\ud800` and its like stand in pairs".to_owned()))
        }
        Ok(_) => match twice(text) {
            Some(name) => {
                Err((raw(), format!("the name `{name}` stands twice in one object, and either may be meant")))
            }
            None => Ok(StringRecord::from(vec![exact(text).as_ref()])),
        },
        Err(cause) => Err((raw(), format!("it is not JSON: {cause}"))),
    }
}

/// The values of a line, where several stand on it one after the other.
fn several(line: &[u8]) -> Option<VecDeque<Fields>> {
    let text = std::str::from_utf8(line).ok()?;
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<serde::de::IgnoredAny>();
    let mut found = VecDeque::new();
    let mut from = 0;
    while let Some(value) = values.next() {
        value.ok()?;
        found.push_back(json_of(&line[from..values.byte_offset()]));
        from = values.byte_offset();
    }
    Some(found).filter(|found| found.len() > 1)
}

/// A value on each line, or several.
struct Lines {
    path: PathBuf,
    bytes: Bytes,
    line: i64,
    /// What stands on the line beside the value that was given.
    more: VecDeque<Fields>,
    is_over: bool,
}

impl Iterator for Lines {
    type Item = Result<InputRow>;

    fn next(&mut self) -> Option<Result<InputRow>> {
        if let Some(fields) = self.more.pop_front() {
            return Some(Ok(InputRow { line: self.line, fields }));
        }
        let mut buffer = Vec::new();
        while !self.is_over {
            buffer.clear();
            self.line += 1;
            let failed = |why: String| Some(Err(Error::Read { path: self.path.clone(), why }));
            match self.bytes.by_ref().take(bounds::ROW + 1).read_until(b'\n', &mut buffer) {
                Ok(0) => self.is_over = true,
                Ok(count) if count as u64 > bounds::ROW => {
                    self.is_over = true;
                    return failed(format!("line {} {}", self.line, Endless::Bytes));
                }
                Ok(_) if buffer.trim_ascii().is_empty() => {}
                Ok(_) => {
                    let mut fields = json_of(&buffer);
                    if fields.is_err()
                        && let Some(several) = several(&buffer)
                    {
                        self.more = several;
                        fields = self.more.pop_front().unwrap_or(fields);
                    }
                    return Some(Ok(InputRow { line: self.line, fields }));
                }
                Err(cause) => {
                    self.is_over = true;
                    return failed(cause.to_string());
                }
            }
        }
        None
    }
}

/// Values one after the other, or those of an array, each with the line on which it begins.
struct Values {
    path: PathBuf,
    bytes: Bytes,
    line: i64,
    is_in_array: bool,
    /// Whether the last value was none that can be read.
    is_broken: bool,
    is_over: bool,
}

impl Values {
    /// The next byte that is no blank and parts no values, not yet taken.
    fn peek(&mut self) -> std::io::Result<Option<u8>> {
        loop {
            let Some(byte) = self.bytes.fill_buf()?.first().copied() else { return Ok(None) };
            match byte {
                b'\n' => self.line += 1,
                b',' if self.is_in_array => {}
                byte if byte.is_ascii_whitespace() => {}
                _ => return Ok(Some(byte)),
            }
            self.bytes.consume(1);
        }
    }

    /// The bytes of the value that begins here: to where its brackets are closed, or to what parts it from the next.
    fn value(&mut self) -> std::io::Result<Vec<u8>> {
        let mut value = Vec::new();
        let (mut depth, mut is_text, mut is_escaped) = (0_usize, false, false);
        loop {
            let Some(byte) = self.bytes.fill_buf()?.first().copied() else { return Ok(value) };
            let is_end = depth == 0 && !is_text && (byte.is_ascii_whitespace() || matches!(byte, b',' | b']'));
            if is_end {
                return Ok(value);
            }
            self.bytes.consume(1);
            value.push(byte);
            if value.len() as u64 > bounds::ROW {
                return Err(std::io::Error::other(Endless::Bytes));
            }
            self.line += i64::from(byte == b'\n');
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' if is_text => is_escaped = true,
                b'"' => is_text = !is_text,
                _ if is_text => {}
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 && !is_text && matches!(byte, b'}' | b']' | b'"') {
                return Ok(value);
            }
        }
    }

    fn read(&mut self) -> std::io::Result<Option<InputRow>> {
        loop {
            match self.peek()? {
                // Of a value that is cut the row tells it.
                None if self.is_in_array && !self.is_broken => {
                    return Err(std::io::Error::other("is in a list that is never closed"));
                }
                None => return Ok(None),
                Some(b'[') if !self.is_in_array => {
                    self.is_in_array = true;
                    self.bytes.consume(1);
                }
                Some(b']') if self.is_in_array => {
                    self.is_in_array = false;
                    self.bytes.consume(1);
                }
                Some(_) => {
                    let line = self.line;
                    let value = self.value()?;
                    if value.is_empty() {
                        // A mark that belongs nowhere.
                        self.bytes.consume(1);
                        let fields = Err((String::new(), "it is not JSON: a mark stands where none may".to_owned()));
                        return Ok(Some(InputRow { line, fields }));
                    }
                    let fields = json_of(&value);
                    self.is_broken = fields.is_err();
                    return Ok(Some(InputRow { line, fields }));
                }
            }
        }
    }
}

impl Iterator for Values {
    type Item = Result<InputRow>;

    fn next(&mut self) -> Option<Result<InputRow>> {
        if self.is_over {
            return None;
        }
        match self.read() {
            Ok(Some(row)) => Some(Ok(row)),
            Ok(None) => {
                self.is_over = true;
                None
            }
            Err(cause) => {
                self.is_over = true;
                let why = format!("the value that begins on line {} {cause}", self.line);
                Some(Err(Error::Read { path: self.path.clone(), why }))
            }
        }
    }
}
