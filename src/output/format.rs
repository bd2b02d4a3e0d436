//! The formats: what each is called, what it can carry, and who writes it.
//!
//! What a format is stands in its own file; here is only the list of them.

use std::fmt;
use std::path::Path;

use super::{Options, RowWriter, Sink, chart, delimited, html, json, markdown, parquet, raw, table, vertical, xlsx};
use crate::error::{Error, Result};

/// Every format.
static ALL: [&Format; 12] = [
    &table::TABLE,
    &markdown::MARKDOWN,
    &delimited::CSV,
    &delimited::TSV,
    &json::JSON,
    &json::JSONL,
    &vertical::VERTICAL,
    &html::HTML,
    &chart::SVG,
    &raw::RAW,
    &xlsx::XLSX,
    &parquet::PARQUET,
];

/// How a format carries the sources of its rows.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Cites {
    /// Marks in the rows, and footnotes under them.
    Footnotes,
    /// An array of JSON objects.
    Objects,
    /// Columns of their own.
    Columns,
}

/// How a format carries a picture.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Draws {
    /// Not at all: it carries rows.
    Nothing,
    /// A picture of characters stands in the place of the rows.
    Characters,
    /// It is a picture.
    Always,
}

/// How a result is printed.
pub struct Format {
    /// Its name.
    pub name: &'static str,
    /// What a flag of that name says of it in the help; None where there is no such flag.
    pub flag: Option<&'static str>,
    /// The endings of files that ask for it.
    pub endings: &'static [&'static str],
    /// Whether it is for people rather than programs.
    pub is_for_people: bool,
    /// Whether a terminal can show it at all.
    pub is_for_screens: bool,
    /// Whether an output holds one result only, because two would not parse.
    pub is_one_document: bool,
    /// How it carries a picture.
    pub draws: Draws,
    /// How it carries the sources of its rows.
    pub cites: Cites,
    /// Makes its writer.
    pub(super) writer: fn(Options, Sink) -> Box<dyn RowWriter>,
}

impl Format {
    /// Every format.
    #[must_use]
    pub fn all() -> &'static [&'static Self] {
        &ALL
    }

    /// The names of all formats.
    #[must_use]
    pub fn names() -> Vec<&'static str> {
        ALL.iter().map(|format| format.name).collect()
    }

    /// The first ending of each format that has one.
    #[must_use]
    pub fn endings() -> Vec<&'static str> {
        ALL.iter().filter_map(|format| format.endings.first().copied()).collect()
    }

    /// The format of a name.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownFormat`].
    pub fn named(name: &str) -> Result<&'static Self> {
        let found = ALL.iter().find(|format| format.name == name);
        found.copied().ok_or_else(|| Error::UnknownFormat { text: name.to_owned(), known: Self::names() })
    }

    /// The format that a file's ending asks for, if it asks for one; one that is to be pressed has it before `.gz`.
    #[must_use]
    pub fn of_path(path: &Path) -> Option<&'static Self> {
        if path.extension()?.eq_ignore_ascii_case("gz") {
            return Self::of_path(Path::new(path.file_stem()?));
        }
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        ALL.iter().find(|format| format.endings.contains(&ending.as_str())).copied()
    }
}

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
