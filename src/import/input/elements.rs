//! Rows of XML: the elements of one name, each as JSON.
//!
//! Children are lists by name, attributes have an `@`, text is `#text`. How deep, how large and of
//! how many parts an element is has a bound, because JSON is made and dropped level by level.

use std::collections::HashMap;
use std::io::{BufReader, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use csv::StringRecord;
use quick_xml::events::{BytesStart, Event};
use serde_json::{Map, Value, json};

use crate::error::{Error, Result};
use crate::files::bounds;
use crate::import::input::{InputRow, Rationed, is_endless};

/// So many bytes are looked at for what a document says of its encoding.
const DECLARED: u64 = 1_024;

/// So long may be what an entity stands for, so that many of them make no more than a row.
const LONGEST: usize = 1_024;

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
    /// The first element within the document's own that is no row: what it has instead.
    instead: Option<String>,
    /// How many elements are open, also those that no row is in.
    depth: usize,
    /// What the document declares: `<!ENTITY co "Company">`.
    entities: HashMap<String, String>,
    is_over: bool,
}

impl Elements {
    /// Reads elements of this name.
    #[must_use]
    pub fn new(path: &Path, bytes: Box<dyn Read + Send>, element: &str) -> Self {
        let (rationed, ended) = Rationed::new(in_utf_8(bytes), None);
        let mut reader = quick_xml::Reader::from_reader(BufReader::new(rationed));
        reader.config_mut().expand_empty_elements = true;
        Self {
            path: path.to_owned(),
            reader,
            ended,
            element: element.to_owned(),
            count: 0,
            instead: None,
            depth: 0,
            entities: HashMap::new(),
            is_over: false,
        }
    }

    /// Takes in the entities that a document declares; what stands for more than plain text is refused.
    fn declare(&mut self, declared: &str) {
        for part in declared.split("<!ENTITY").skip(1) {
            let part = part.trim_start();
            let (name, rest) = part.split_once(char::is_whitespace).unwrap_or((part, ""));
            let rest = rest.trim_start();
            let mark = rest.chars().next().filter(|mark| matches!(mark, '"' | '\''));
            let value = mark
                .and_then(|mark| rest[1..].split(mark).next())
                .filter(|value| !value.contains(['&', '%', '<']) && value.len() <= LONGEST);
            if let Some(value) = value.filter(|_| name != "%") {
                self.entities.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// Text with what it refers to in its place.
    fn plain(&self, text: &str) -> Result<String, String> {
        let declared = |name: &str| {
            self.entities.get(name).map(String::as_str).or_else(|| quick_xml::escape::resolve_predefined_entity(name))
        };
        let plain = quick_xml::escape::unescape_with(text, declared);
        plain
            .map(std::borrow::Cow::into_owned)
            .map_err(|_| self.malformed(&format!("`{text}` stands for nothing that is known")))
    }

    /// The attributes of an element, by their names with an `@`.
    fn attributes(&self, start: &BytesStart<'_>) -> Result<Map<String, Value>, String> {
        let mut object = Map::new();
        for attribute in start.attributes().flatten() {
            let key = format!("@{}", attribute.key.as_ref());
            object.insert(key, self.plain(attribute.value.as_ref())?.into());
            if object.len() > bounds::ATTRIBUTES {
                return Err(format!("an element has more than {} attributes", bounds::ATTRIBUTES));
            }
        }
        Ok(object)
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
                        if self.depth == 2 {
                            self.instead.get_or_insert(name);
                        }
                        continue;
                    }
                    let attributes = self.attributes(&start)?;
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
                    append(&mut open, &self.plain(&escaped)?);
                }
                Event::DocType(declared) => self.declare(declared.as_ref()),
                Event::CData(data) => append(&mut open, data.as_ref()),
                _ => {}
            }
        }
    }
}

/// What cannot be read, and why.
struct Unread(String);

impl Read for Unread {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        Err(std::io::Error::other(self.0.clone()))
    }
}

/// The bytes of a document in UTF-8: as its first bytes or its declaration say (XML 1.0, appendix F).
fn in_utf_8(mut bytes: Box<dyn Read + Send>) -> Box<dyn Read + Send> {
    let mut start = Vec::new();
    // What cannot be read here cannot be read later, and is told then.
    let _ = bytes.by_ref().take(DECLARED).read_to_end(&mut start);
    let wide = match start.as_slice() {
        [b'<', 0, ..] => Some(encoding_rs::UTF_16LE),
        [0, b'<', ..] => Some(encoding_rs::UTF_16BE),
        _ => None,
    };
    let head = String::from_utf8_lossy(&start).into_owned();
    let declared = head.trim_start_matches('\u{feff}').strip_prefix("<?xml").and_then(|rest| rest.split("?>").next());
    let named = declared.and_then(|declared| declared.split_once("encoding")).and_then(|(_, rest)| {
        let quoted = rest.trim_start().strip_prefix('=')?.trim_start();
        let mark = quoted.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
        quoted[1..].split(mark).next().map(str::to_owned)
    });
    let known = named.as_ref().and_then(|name| encoding_rs::Encoding::for_label(name.as_bytes()));
    if let (Some(name), None, None) = (named, known, wide) {
        return Box::new(Unread(format!("it declares the encoding `{name}`, which is not known")));
    }
    let whole = Cursor::new(start).chain(bytes);
    // A mark of the order of bytes tells before anything else does.
    let decoder =
        encoding_rs_io::DecodeReaderBytesBuilder::new().encoding(wide.or(known)).bom_override(true).build(whole);
    Box::new(decoder)
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
            Ok(None) => {
                self.is_over = true;
                let instead = self.instead.take().filter(|_| self.count == 1)?;
                let what = format!("`{}` has no element `{}`", self.path.display(), self.element);
                Some(Err(Error::Refused { what, hint: format!("it has `{instead}`, which the recipe does not read") }))
            }
            Err(why) => {
                self.is_over = true;
                Some(Err(Error::Read { path: self.path.clone(), why }))
            }
        }
    }
}
