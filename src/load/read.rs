//! Reading a facts file: TOML into facts, every fault with its line and column.
//!
//! A file is read table by table, so that one bad table does not hide the faults of the others.

use std::ops::Range;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::facts::{Fact, Source};
use crate::error::Fault;

/// So many faults are told at a time.
pub const MOST_FAULTS: usize = 1_000;

/// A step into a table: a field or an element of a list.
#[derive(Clone, Copy, Debug)]
pub enum Step<'a> {
    /// The field of this name.
    Field(&'a str),
    /// The element of this number, from 0.
    Element(usize),
}

/// One table of a file, with where its parts stand.
#[derive(Debug)]
pub struct Item {
    /// What it says.
    pub fact: Fact,
    spans: Spans,
}

/// A facts file as read.
#[derive(Debug)]
pub struct Document {
    /// The file's name, as the person gave it.
    pub name: String,
    /// Its text.
    pub text: String,
    /// The document that its facts come from.
    pub source: Option<Source>,
    source_spans: Spans,
    /// Where its lines start, in bytes.
    lines: Vec<usize>,
    /// Its tables, in the order of the file.
    pub items: Vec<Item>,
}

/// Where a value and its parts stand in the file, in bytes.
#[derive(Clone, Debug, Default)]
struct Spans {
    here: Range<usize>,
    parts: Vec<(String, Spans)>,
}

impl Spans {
    fn of(value: &Spanned<DeValue<'_>>) -> Self {
        let parts = match value.get_ref() {
            DeValue::Table(table) => {
                table.iter().map(|(key, value)| (key.get_ref().to_string(), Self::of(value))).collect()
            }
            DeValue::Array(array) => {
                array.iter().enumerate().map(|(n, value)| (n.to_string(), Self::of(value))).collect()
            }
            _ => Vec::new(),
        };
        Self { here: value.span(), parts }
    }

    /// The start of the deepest part that the path leads to.
    fn at(&self, path: &[Step<'_>]) -> usize {
        let Some((step, rest)) = path.split_first() else { return self.here.start };
        let name = match step {
            Step::Field(name) => (*name).to_owned(),
            Step::Element(n) => n.to_string(),
        };
        let part = self.parts.iter().find(|(key, _)| *key == name);
        match (part, step) {
            (Some((_, part)), _) => part.at(rest),
            // A list of one that was written without its brackets.
            (None, Step::Element(0)) => self.at(rest),
            (None, _) => self.here.start,
        }
    }
}

impl Document {
    /// Where a part of an item stands: `file:line:column`.
    #[must_use]
    pub fn place(&self, item: &Item, path: &[Step<'_>]) -> String {
        self.place_at(item.spans.at(path))
    }

    /// Where a field of the source stands.
    #[must_use]
    pub fn source_place(&self, field: &str) -> String {
        self.place_at(self.source_spans.at(&[Step::Field(field)]))
    }

    fn place_at(&self, at: usize) -> String {
        place(&self.name, &self.text, &self.lines, at)
    }
}

/// `file:line:column` of a byte of a text, both counted from 1, columns in code points.
fn place(name: &str, text: &str, lines: &[usize], at: usize) -> String {
    let at = at.min(text.len());
    let line = lines.partition_point(|start| *start <= at);
    let start = line.checked_sub(1).and_then(|line| lines.get(line)).copied().unwrap_or_default();
    let column = text.get(start..at).unwrap_or_default().chars().count() + 1;
    format!("{name}:{line}:{column}")
}

/// Where the lines of a text start.
fn lines(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1)).collect()
}

/// Reads a facts file; faults are added to the list, and what is sound is returned.
#[must_use]
pub fn document(name: &str, text: String, faults: &mut Vec<Fault>) -> Document {
    let mut document = Document {
        name: name.to_owned(),
        lines: lines(&text),
        text,
        source: None,
        source_spans: Spans::default(),
        items: Vec::new(),
    };
    let (text, lines) = (document.text.clone(), document.lines.clone());
    let (table, errors) = DeTable::parse_recoverable(&text);
    let mut fault = |error: &toml::de::Error, start: usize| {
        let at = error.span().map_or(start, |span| span.start);
        let message = error.message().trim_end().replace('\n', "; ");
        if faults.len() < MOST_FAULTS {
            faults.push(Fault { place: place(name, &text, &lines, at), what: message, hint: None });
        }
    };
    for error in &errors {
        fault(error, 0);
    }
    if !errors.is_empty() {
        return document;
    }
    for (kind, value) in table.into_inner() {
        let at = value.span().start;
        if kind.get_ref() == "source" {
            document.source_spans = Spans::of(&value);
            match Source::deserialize(ValueDeserializer::from(value)) {
                Ok(source) => document.source = Some(source),
                Err(error) => fault(&error, at),
            }
            continue;
        }
        let kind_at = kind.span().start;
        let DeValue::Array(items) = value.into_inner() else {
            let message = format!("`{}` is not a list of tables: write it with two brackets, [[{0}]]", kind.get_ref());
            fault(&serde::de::Error::custom(message), kind_at);
            continue;
        };
        for value in items {
            let spans = Spans::of(&value);
            match fact(kind.get_ref(), value) {
                Ok(fact) => document.items.push(Item { fact, spans }),
                Err(error) => fault(&error, spans.here.start),
            }
        }
    }
    document.items.sort_by_key(|item| item.spans.here.start);
    document
}

fn fact(kind: &str, value: Spanned<DeValue<'_>>) -> Result<Fact, toml::de::Error> {
    fn read<T: DeserializeOwned>(value: Spanned<DeValue<'_>>, wrap: fn(T) -> Fact) -> Result<Fact, toml::de::Error> {
        T::deserialize(ValueDeserializer::from(value)).map(wrap)
    }
    match kind {
        "currency" => read(value, Fact::Currency),
        "predicate" => read(value, Fact::Predicate),
        "topic" => read(value, Fact::Topic),
        "entity" => read(value, Fact::Entity),
        "relation" => read(value, Fact::Relation),
        "event" => read(value, Fact::Event),
        "figure" => read(value, Fact::Figure),
        "statement" => read(value, Fact::Statement),
        "pledge" => read(value, Fact::Pledge),
        "stage" => read(value, Fact::Stage),
        "conversion" => read(value, Fact::Conversion),
        "dispute" => read(value, Fact::Dispute),
        "cite" => read(value, Fact::Cite),
        other => Err(serde::de::Error::custom(format!("no kind of fact is named `{other}`"))),
    }
}
