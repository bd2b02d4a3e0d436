//! Rows of XML: the elements of one name, each as JSON.
//!
//! Children are lists by name, attributes have an `@`, text is `#text`. How deep, how large and of
//! how many parts an element is has a bound, because JSON is made and dropped level by level.

use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use csv::StringRecord;
use quick_xml::events::{BytesStart, Event};
use serde_json::{Map, Value, json};

use crate::error::{Error, Result};
use crate::files::bounds;
use crate::import::input::{InputRow, Rationed, is_endless};

/// An element that is open: its name, and what it has so far.
type Open = (String, Map<String, Value>);

/// The elements of one name, each as JSON.
pub struct Elements {
    path: PathBuf,
    reader: quick_xml::Reader<BufReader<Rationed<Box<dyn Read + Send>>>>,
    /// Where the last row or what is between rows ended.
    ended: Arc<AtomicU64>,
    element: String,
    count: i64,
    /// How many elements are open, also those that no row is in.
    depth: usize,
    is_over: bool,
}

impl Elements {
    /// Reads elements of this name.
    #[must_use]
    pub fn new(path: &Path, bytes: Box<dyn Read + Send>, element: &str) -> Self {
        let (rationed, ended) = Rationed::new(bytes, None);
        let mut reader = quick_xml::Reader::from_reader(BufReader::new(rationed));
        reader.config_mut().expand_empty_elements = true;
        Self { path: path.to_owned(), reader, ended, element: element.to_owned(), count: 0, depth: 0, is_over: false }
    }

    /// Why the input ends here.
    fn failed(&self, cause: &quick_xml::Error) -> String {
        match cause {
            quick_xml::Error::Io(cause) if is_endless(cause) => {
                format!("element {} of `{}` {cause}", self.count, self.element)
            }
            _ => self.malformed(&cause.to_string()),
        }
    }

    fn malformed(&self, why: &str) -> String {
        format!("it is not well-formed XML near byte {}: {why}", self.reader.buffer_position())
    }

    fn next_element(&mut self) -> Result<Option<Value>, String> {
        let mut buffer = Vec::new();
        let mut open: Vec<Open> = Vec::new();
        let mut nodes = 0;
        loop {
            buffer.clear();
            if open.is_empty() {
                self.ended.store(self.reader.buffer_position(), Ordering::Relaxed);
            }
            let event = self.reader.read_event_into(&mut buffer);
            match event.map_err(|cause| self.failed(&cause))? {
                Event::Eof if open.is_empty() => return Ok(None),
                Event::Eof => return Err(self.malformed("it ends within an element")),
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > bounds::DEPTH {
                        let at = self.reader.buffer_position();
                        return Err(format!("its elements are nested more than {} deep near byte {at}", bounds::DEPTH));
                    }
                    let name = start.name().as_ref().to_owned();
                    if open.is_empty() && name != self.element {
                        continue;
                    }
                    let attributes = attributes(&start)?;
                    nodes += 1 + attributes.len();
                    if nodes > bounds::NODES {
                        return Err(format!(
                            "element {} of `{}` has more than {} elements and attributes",
                            self.count,
                            self.element,
                            bounds::NODES
                        ));
                    }
                    open.push((name, attributes));
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    if let Some(row) = close(&mut open) {
                        return Ok(Some(row));
                    }
                }
                Event::Text(text) => append(&mut open, text.as_ref()),
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

/// The attributes of an element, by their names with an `@`.
fn attributes(start: &BytesStart<'_>) -> Result<Map<String, Value>, String> {
    let mut object = Map::new();
    for attribute in start.attributes().flatten() {
        let key = format!("@{}", attribute.key.as_ref());
        let raw = attribute.value.as_ref();
        let value = quick_xml::escape::unescape(raw).map_or_else(|_| raw.to_owned(), std::borrow::Cow::into_owned);
        object.insert(key, value.into());
        if object.len() > bounds::ATTRIBUTES {
            return Err(format!("an element has more than {} attributes", bounds::ATTRIBUTES));
        }
    }
    Ok(object)
}

/// Closes the innermost element; gives the outermost once it is closed.
fn close(open: &mut Vec<Open>) -> Option<Value> {
    let (name, mut object) = open.pop()?;
    if let Some(Value::String(text)) = object.get_mut("#text") {
        *text = text.trim().to_owned();
        if text.is_empty() {
            object.remove("#text");
        }
    }
    let Some((_, parent)) = open.last_mut() else { return Some(Value::Object(object)) };
    match parent.entry(name).or_insert_with(|| json!([])) {
        Value::Array(list) => list.push(Value::Object(object)),
        other => *other = json!([object]),
    }
    None
}

fn append(open: &mut [Open], text: &str) {
    if let Some((_, object)) = open.last_mut()
        && let Value::String(known) = object.entry("#text").or_insert_with(|| json!(""))
    {
        known.push_str(text);
    }
}

impl Iterator for Elements {
    type Item = Result<InputRow>;

    fn next(&mut self) -> Option<Result<InputRow>> {
        if self.is_over {
            return None;
        }
        self.count += 1;
        match self.next_element() {
            Ok(Some(value)) => {
                let fields = Ok(StringRecord::from(vec![value.to_string()]));
                Some(Ok(InputRow { line: self.count, fields }))
            }
            Ok(None) => None,
            Err(why) => {
                self.is_over = true;
                Some(Err(Error::Read { path: self.path.clone(), why }))
            }
        }
    }
}
