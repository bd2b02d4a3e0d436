//! Drafting: the facts file of a text, as far as its form tells.
//!
//! The source's hash and size, its sentences numbered as comments, and under each what is known or
//! can be read in it: names, amounts, days; what somebody is told to have said, with who it is, as a
//! statement that wants only its gist. A person then judges and says it in their own words, and does no
//! clerical work.

mod about;
mod cited;
mod clause;
mod done;
mod introduced;
mod known;
pub mod paper;
mod people;
mod places;
mod printed;
mod proposed;
pub mod several;
mod template;
mod told;
pub mod typed;

use std::collections::HashSet;

use minijinja::context;

use crate::error::Result;
use crate::facts::anchor::Text;
use crate::reader::Reader;
use crate::reading::doing::doings;
use crate::reading::speech::speeches;
use crate::reading::words::language_of;
use crate::value::hash::sha256;
use crate::value::key::Key;
use cited::Of;
use known::Known;
use people::People;
pub use proposed::proposed;
use template::filled;

/// What is known of a text before it is read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Given<'g> {
    /// Its file's name.
    pub name: &'g str,
    /// When it was published, EDTF.
    pub published: Option<&'g str>,
    /// Its language, BCP 47.
    pub language: Option<&'g str>,
    /// Its title.
    pub title: Option<&'g str>,
    /// Where it can be found.
    pub url: Option<&'g str>,
    /// Who published it.
    pub publisher: Option<&'g str>,
    /// Who wrote it.
    pub author: Option<&'g str>,
}

/// The draft of a text's facts.
///
/// # Errors
///
/// SQLite's.
pub fn skeleton(reader: &dyn Reader, given: Given<'_>, content: &str) -> Result<String> {
    let path = std::path::Path::new(given.name);
    let stem = path.file_stem().map_or_else(|| given.name.into(), std::ffi::OsStr::to_string_lossy);
    let key = Key::from_text(&stem, 60).map_or_else(|| "my-source".to_owned(), |key| key.to_string());
    let text = Text::new(content.to_owned());
    let fields: Vec<(&str, Option<String>, &str)> = [
        ("title", given.title, ""),
        ("publisher", given.publisher, ""),
        ("author", given.author, ""),
        ("url", given.url, ""),
        ("language", given.language, "en"),
        ("published", given.published, "2023-01-17"),
    ]
    .into_iter()
    .map(|(field, value, example)| (field, value.map(quoted), example))
    .collect();
    let (sha256, bytes, count) = (sha256(content.as_bytes()), content.len(), text.sentence_count());
    let name = comment(given.name);
    let mut draft = filled(SOURCE, context! { name, key => key.as_str(), fields, sha256, bytes, sentences => count });
    // Days count from a day, and not from a month or a year.
    let on = given.published.filter(|day| day.parse::<chrono::NaiveDate>().is_ok());
    let spoken = language_of(content, given.language);
    let known = Known::read(reader, spoken)?;
    let all = speeches(content, given.language);
    let doings = doings(content, given.language, &all);
    let mut people = People::of_text(&known, content, given.language)?;
    let of = Of { source: &key, text: &text, on, language: given.language, spoken };
    let mut told = told::facts(&mut people, of, &all, &doings)?.into_iter().peekable();
    let mut quoted_alone = told::quotations_of_nobody(&text, &all).into_iter().peekable();
    let mut seen: HashSet<String> = HashSet::new();
    for (n, range) in text.sentences().iter().cloned().enumerate() {
        let sentence = &content[range.clone()];
        draft.push_str(&format!("\n# {}. {}\n", n + 1, comment(sentence)));
        for hint in known.hints(sentence, on, given.language)? {
            // What was said of an earlier sentence need not be said again.
            if !seen.contains(&hint) {
                draft.push_str(&format!("#    {}\n", comment(&hint)));
                seen.insert(hint);
            }
        }
        while let Some(words) = quoted_alone.next_if(|words| words.start < range.end) {
            draft.push_str(&format!("#    quote: {{ quote = \"{}\" }}\n", comment(&quoted(&content[words]))));
        }
        while let Some(told) = told.next_if(|told| usize::try_from(told.sentence).is_ok_and(|at| at <= n + 1)) {
            draft.push_str(&format!("\n{}\n", told.table.trim()));
        }
    }
    draft.push_str(HOW);
    Ok(draft)
}

/// Text as a comment of TOML holds it: on one line, controls as their pictures.
fn comment(text: &str) -> String {
    let picture = |c: char| if c == '\u{7F}' { Some('\u{2421}') } else { char::from_u32(0x2400 + u32::from(c)) };
    let shown = |c: char| match c {
        '\n' | '\r' => ' ',
        c if c.is_ascii_control() && c != '\t' => picture(c).unwrap_or(c),
        c => c,
    };
    text.replace("\r\n", "\n").chars().map(shown).collect()
}

/// Words as a string of TOML holds them, between its quotation marks.
fn quoted(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for c in words.replace("\r\n", "\n").chars() {
        match c {
            '"' | '\\' => text.extend(['\\', c]),
            '\n' | '\r' | '\t' => text.push(' '),
            c if c.is_ascii_control() => text.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => text.push(c),
        }
    }
    text
}

/// How the source is written.
const SOURCE: &str = include_str!("../../../seed/draft/source.toml");

/// What the person does with a draft.
const HOW: &str = include_str!("../../../seed/draft/how.txt");
