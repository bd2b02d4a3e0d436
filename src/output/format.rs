//! The formats and their names.

use std::path::Path;
use std::str::FromStr;

use crate::error::Error;

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

/// How a result is printed.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Format {
    /// A box for people.
    #[default]
    Table,
    /// A table of GitHub-flavoured Markdown.
    Markdown,
    /// Comma-separated values (RFC 4180, lines end in LF).
    Csv,
    /// Tab-separated values, quoted as CSV is.
    Tsv,
    /// One JSON array of objects.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// One line a column, for long texts.
    Vertical,
    /// A table of HTML.
    Html,
    /// The bytes of the values and nothing else.
    Raw,
}

impl Format {
    /// Every format, by name.
    pub const ALL: [(&'static str, Self); 9] = [
        ("table", Self::Table),
        ("markdown", Self::Markdown),
        ("csv", Self::Csv),
        ("tsv", Self::Tsv),
        ("json", Self::Json),
        ("jsonl", Self::Jsonl),
        ("vertical", Self::Vertical),
        ("html", Self::Html),
        ("raw", Self::Raw),
    ];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, format)| *format == self).map_or("table", |(name, _)| name)
    }

    /// The format that a file's extension asks for, if it asks for one.
    #[must_use]
    pub fn of_path(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "md" => Some(Self::Markdown),
            "ndjson" => Some(Self::Jsonl),
            "htm" => Some(Self::Html),
            "tab" => Some(Self::Tsv),
            "bin" => Some(Self::Raw),
            "txt" => Some(Self::Table),
            other => other.parse().ok().filter(|format| !matches!(format, Self::Vertical | Self::Raw | Self::Table)),
        }
    }

    /// Whether an output holds one result only, because two would not parse.
    #[must_use]
    pub fn is_one_document(self) -> bool {
        matches!(self, Self::Json | Self::Csv | Self::Tsv | Self::Html)
    }

    /// How it carries the sources of its rows.
    #[must_use]
    pub fn cites(self) -> Cites {
        match self {
            Self::Json | Self::Jsonl => Cites::Objects,
            Self::Csv | Self::Tsv | Self::Raw => Cites::Columns,
            Self::Table | Self::Markdown | Self::Vertical | Self::Html => Cites::Footnotes,
        }
    }

    /// Whether it is for people rather than programs.
    #[must_use]
    pub fn is_for_people(self) -> bool {
        matches!(self, Self::Table | Self::Markdown | Self::Vertical | Self::Html)
    }
}

impl FromStr for Format {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let found = Self::ALL.iter().find(|(name, _)| *name == text);
        found.map(|(_, format)| *format).ok_or_else(|| Error::UnknownFormat { text: text.to_owned() })
    }
}
