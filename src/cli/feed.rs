//! A page as a feed (Atom, RFC 4287): what came last into the record first.

use std::path::Path;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::Context;
use crate::answer::bind::Bound;
use crate::answer::run::{bound, values};
use crate::error::{Error, Result};
use crate::reader::Reader;
use crate::value::in_words::in_words;

/// Entries of a feed, where nobody asks for another number.
const MOST: u64 = 200;

/// The ending of a feed's file, and the name of its format.
const ENDING: &str = "atom";

/// Whether a feed is asked for: by its name, or by the ending of its file where no format is named.
pub(super) fn is_wanted(context: &Context) -> bool {
    let options = &context.options;
    if options.has_format() {
        return options.format.as_deref() == Some(ENDING);
    }
    let ending = options.output.as_deref().and_then(Path::extension);
    ending.is_some_and(|ending| ending.eq_ignore_ascii_case(ENDING))
}

/// That there is no feed of something.
pub(super) fn none_of(title: &str) -> Error {
    let what = format!("there is no feed of `{title}`: feeds are of entities, topics and sources");
    Error::Misasked { what, hint: "there is a page of it: -o FILE.html".to_owned() }
}

/// What is said of an ending, where only pages and feeds are written.
pub(super) fn of_pages(error: Error) -> Error {
    match error {
        Error::UnknownEnding { path, .. } => Error::UnknownEnding { path, known: vec!["html", ENDING] },
        Error::UnknownFormat { text, .. } => Error::UnknownFormat { text, known: vec!["html", ENDING] },
        other => other,
    }
}

/// An entry: a record, by its key.
struct Entry {
    key: String,
    kind: String,
    what: String,
    date: Option<String>,
    note: Option<String>,
    updated: String,
    sources: Option<String>,
}

/// The feed of what a page is about: its kind, its key, what it is called, and its number.
///
/// # Errors
///
/// The reader's; the kind has no feed.
pub(super) fn atom(
    context: &Context,
    reader: &dyn Reader,
    outline: &str,
    key: &str,
    title: &str,
    id: Bound,
) -> Result<String> {
    if !["entity", "topic", "source"].contains(&outline) {
        return Err(none_of(title));
    }
    let Some(script) = context.place("report").find("feed")? else {
        return Err(Error::UnknownQuery { name: "feed".to_owned(), near: None });
    };
    let entries = entries(
        reader,
        &script.sql,
        &[id, bound("outline", outline.to_owned())],
        context.options.limit.unwrap_or(MOST),
    )?;
    let updated = entries.iter().map(|entry| entry.updated.as_str()).max().unwrap_or(&context.environment.now);
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    written(&mut xml, key, title, updated, &entries).map_err(Error::Output)?;
    Ok(String::from_utf8_lossy(&xml.into_inner()).into_owned() + "\n")
}

fn entries(reader: &dyn Reader, sql: &str, given: &[Bound], most: u64) -> Result<Vec<Entry>> {
    let mut statement = reader.statement(sql)?;
    let bound = values(&*statement, given)?;
    let mut rows = statement.ask(&bound)?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        if entries.len() as u64 >= most {
            break;
        }
        let text = |n: usize| Ok::<_, Error>(row.text(n)?.unwrap_or(String::new()));
        entries.push(Entry {
            key: text(0)?,
            kind: text(1)?,
            what: text(2)?,
            date: row.text(3)?,
            note: row.text(4)?,
            updated: text(5)?,
            sources: row.text(6)?,
        });
    }
    Ok(entries)
}

type Xml = Writer<Vec<u8>>;

fn written(xml: &mut Xml, key: &str, title: &str, updated: &str, entries: &[Entry]) -> std::io::Result<()> {
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    xml.create_element("feed").with_attribute(("xmlns", "http://www.w3.org/2005/Atom")).write_inner_content(|xml| {
        text(xml, "id", &format!("urn:onrecord:feed:{key}"))?;
        text(xml, "title", &format!("On record: {title}"))?;
        text(xml, "updated", updated)?;
        xml.create_element("author").write_inner_content(|xml| text(xml, "name", "onrecord"))?;
        let generator = xml.create_element("generator").with_attribute(("version", env!("CARGO_PKG_VERSION")));
        generator.write_text_content(BytesText::new("onrecord"))?;
        entries.iter().try_for_each(|entry| entry.written(xml))
    })?;
    Ok(())
}

impl Entry {
    fn written(&self, xml: &mut Xml) -> std::io::Result<()> {
        let date = self.date.as_ref().map(|date| in_words(date).unwrap_or_else(|| date.clone()));
        let title = date.as_ref().map_or_else(|| self.what.clone(), |date| format!("{date}: {}", self.what));
        let content = [Some(self.what.clone()), date.map(|date| format!("When: {date}")), self.note.clone()];
        let sources = self.sources.as_ref().map(|sources| format!("Sources:\n{sources}"));
        let content = content.into_iter().chain([sources]).flatten().collect::<Vec<_>>().join("\n\n");
        xml.create_element("entry").write_inner_content(|xml| {
            text(xml, "id", &format!("urn:onrecord:{}", self.key))?;
            text(xml, "title", &title)?;
            text(xml, "updated", &self.updated)?;
            xml.create_element("category").with_attribute(("term", self.kind.as_str())).write_empty()?;
            xml.create_element("content")
                .with_attribute(("type", "text"))
                .write_text_content(BytesText::new(&clean(&content)))?;
            Ok(())
        })?;
        Ok(())
    }
}

fn text(xml: &mut Xml, name: &str, text: &str) -> std::io::Result<()> {
    xml.create_element(name).write_text_content(BytesText::new(&clean(text))).map(drop)
}

/// Text without the characters that XML cannot hold.
fn clean(text: &str) -> String {
    text.replace(
        |c: char| (c.is_control() && !"\n\t\r".contains(c)) || matches!(c, '\u{fffe}' | '\u{ffff}'),
        "\u{fffd}",
    )
}
