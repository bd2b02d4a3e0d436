//! Reading a facts file: TOML into facts, every fault with its line and column.
//!
//! A file is read table by table, so that one bad table does not hide the faults of the others.

use serde::Deserialize;
use toml::de::{DeArray, DeTable, DeValue, ValueDeserializer};
use toml::{Spanned, Table, Value};

use super::spans::{Spans, Step, lines, place};
use crate::error::{Fault, nearest};
use crate::facts::source::{Common, OF_CITATIONS, OF_RECORDS, Source};
use crate::shape::field::{Form, Part};
use crate::shape::kind::{self, Kind};

/// So many faults are told at a time.
pub const MOST_FAULTS: usize = 1_000;

/// One table of a file, with where its parts stand.
#[derive(Debug)]
pub struct Item {
    /// What it is; None for a citation of a record that another file tells first.
    pub kind: Option<&'static Kind>,
    /// What it says in fields of its own.
    pub fields: Table,
    /// What it says as every record may.
    pub common: Common,
    spans: Spans,
}

impl Item {
    /// Its key and the names that it brings: what others may refer to it by.
    pub fn names(&self) -> Vec<String> {
        let named = |part: &Part| part.table.columns.iter().any(|column| column.mark("normal").is_some());
        let of_parts = self.kind.into_iter().flat_map(|kind| &kind.fields).filter_map(|field| match &field.form {
            Form::Part(part) if named(part) => Some([Some(field.name), part.also.map(|(_, own)| own)]),
            _ => None,
        });
        let values = of_parts.flatten().flatten().filter_map(|name| self.fields.get(name));
        values.flat_map(texts).chain(self.common.key.clone()).collect()
    }

    /// The kind of record that it is, if it is one.
    #[must_use]
    pub fn record(&self) -> Option<&'static Kind> {
        self.kind.filter(|kind| kind.is_record)
    }
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
    /// Every text of the tables that could not be read: what refers to them is no fault of its own.
    pub unread: Vec<String>,
}

impl Document {
    /// Takes the tables of a kind; what is wrong with one is told, and the others are taken.
    fn list(&mut self, expected: &Expected, items: DeArray<'_>, fault: &mut impl FnMut(&toml::de::Error, usize)) {
        for value in items {
            let spans = Spans::of(&value);
            let texts = texts_of(value.get_ref());
            match expected.read(value, &spans) {
                Ok((fields, common)) => self.items.push(Item { kind: expected.kind, fields, common, spans }),
                Err(errors) => {
                    self.unread.extend(texts);
                    for (at, error) in &errors {
                        fault(error, *at);
                    }
                }
            }
        }
    }

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
        unread: Vec::new(),
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
    let mut has_source = true;
    for (kind, value) in table.into_inner() {
        let at = value.span().start;
        if kind.get_ref() == "source" {
            document.source_spans = Spans::of(&value);
            (document.source, has_source) = source(value, at, &mut fault);
            continue;
        }
        let kind_at = kind.span().start;
        let DeValue::Array(items) = value.into_inner() else {
            let message = format!("`{}` is not a list of tables: write it with two brackets, [[{0}]]", kind.get_ref());
            fault(&serde::de::Error::custom(message), kind_at);
            continue;
        };
        let Some(expected) = Expected::of(kind.get_ref()) else {
            fault(&serde::de::Error::custom(format!("no kind of fact is named `{}`", kind.get_ref())), kind_at);
            continue;
        };
        document.list(&expected, items, &mut fault);
    }
    document.items.sort_by_key(|item| item.spans.here.start);
    if !has_source && document.source.is_none() {
        // Where its source cannot be read, nothing can be said of what is told from it.
        document.unread.extend(document.items.drain(..).flat_map(|item| item.names()));
    }
    document
}

/// The source of a file and whether all of it is sound; each field that is wrong is told and left out, so that what is
/// told from it can be judged.
fn source(
    mut value: Spanned<DeValue<'_>>,
    at: usize,
    fault: &mut dyn FnMut(&toml::de::Error, usize),
) -> (Option<Source>, bool) {
    let mut is_sound = true;
    loop {
        let error = match Source::deserialize(ValueDeserializer::from(value.clone())) {
            Ok(source) => return (Some(source), is_sound),
            Err(error) => error,
        };
        fault(&error, at);
        is_sound = false;
        let (DeValue::Table(table), Some(span)) = (value.get_mut(), error.span()) else { return (None, false) };
        let holds = |key: &Spanned<_>, value: &Spanned<DeValue<'_>>| {
            key.span().start <= span.start && span.start < value.span().end.max(key.span().end)
        };
        let wrong = table.iter().find(|(key, value)| holds(key, value)).map(|(key, _)| key.get_ref().to_string());
        if wrong.is_none_or(|wrong| table.remove(wrong.as_str()).is_none()) {
            return (None, false);
        }
    }
}

/// The texts of a value, however deep.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(list) => list.iter().flat_map(texts).collect(),
        Value::Table(table) => table.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

/// The texts of a table as it is read, however deep.
fn texts_of(value: &DeValue<'_>) -> Vec<String> {
    match value {
        DeValue::String(text) => vec![text.to_string()],
        DeValue::Array(list) => list.iter().flat_map(|value| texts_of(value.get_ref())).collect(),
        DeValue::Table(table) => table.iter().flat_map(|(_, value)| texts_of(value.get_ref())).collect(),
        _ => Vec::new(),
    }
}

/// What a table of a file may say.
struct Expected {
    kind: Option<&'static Kind>,
    /// Its own fields, and whether each is required.
    own: Vec<(&'static str, bool)>,
    /// What it may say as every record may.
    common: Vec<&'static str>,
}

/// The fields of a table, what it says as every record may, and where what is wrong stands.
type Told = Result<(Table, Common), Vec<(usize, toml::de::Error)>>;

impl Expected {
    fn of(name: &str) -> Option<Self> {
        if name == "cite" {
            return Some(Self { kind: None, own: Vec::new(), common: OF_CITATIONS.to_vec() });
        }
        let kind = kind::named(name)?;
        let own = kind.fields.iter().map(|field| (field.name, field.is_required)).collect();
        let common = if kind.is_record { ["key"].into_iter().chain(OF_RECORDS).collect() } else { Vec::new() };
        Some(Self { kind: Some(kind), own, common })
    }

    /// Reads a table; every field that is wrong is told.
    fn read(&self, value: Spanned<DeValue<'_>>, spans: &Spans) -> Told {
        use serde::de::Error as _;
        let start = spans.here.start;
        let DeValue::Table(table) = value.into_inner() else {
            return Err(vec![(start, toml::de::Error::custom("it is not a table"))]);
        };
        let mut errors = Vec::new();
        let (mut fields, mut common) = (Table::new(), DeTable::new());
        for (key, value) in table {
            let (name, at) = (key.get_ref().to_string(), key.span().start);
            if self.common.contains(&name.as_str()) {
                common.insert(key, value);
            } else if self.own.iter().any(|(known, _)| *known == name) {
                let at = value.span().start;
                match Value::deserialize(ValueDeserializer::from(value)) {
                    Ok(value) => drop(fields.insert(name, value)),
                    Err(error) => errors.push((at, error)),
                }
            } else {
                errors.push((at, self.unknown(&name)));
            }
        }
        let required = self.own.iter().filter(|(_, is_required)| *is_required).map(|(name, _)| *name);
        let missing = required.filter(|name| !spans.parts.iter().any(|(known, _)| known == name));
        errors.extend(missing.map(|name| (start, toml::de::Error::custom(format!("missing field `{name}`")))));
        if self.kind.is_none() && !common.keys().any(|key| key.get_ref() == "record") {
            errors.push((start, toml::de::Error::custom("missing field `record`")));
        }
        let common = Spanned::new(spans.here.clone(), DeValue::Table(common));
        match Common::deserialize(ValueDeserializer::from(common)) {
            Ok(common) if errors.is_empty() => Ok((fields, common)),
            Ok(_) => Err(errors),
            Err(error) => {
                errors.push((start, error));
                Err(errors)
            }
        }
    }

    fn unknown(&self, name: &str) -> toml::de::Error {
        let known: Vec<&str> = self.common.iter().copied().chain(self.own.iter().map(|(name, _)| *name)).collect();
        let near = nearest(name, known.iter().copied()).map(|near| format!("; did you mean `{near}`?"));
        let list: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
        let what = format!("unknown field `{name}`, expected one of {}{}", list.join(", "), near.unwrap_or_default());
        serde::de::Error::custom(what)
    }
}
