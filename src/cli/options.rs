//! The options that every command takes, before or after its name.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Args, Command};

use super::shorthand::Shorthand;
use crate::error::{Error, Result};
use crate::output::Format;

/// Options of every command.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Global options")]
#[allow(clippy::struct_excessive_bools)] // each is a flag
pub struct Options {
    /// The record file, or a server's http://HOST:PORT [default: $ONRECORD_DB, else onrecord.db here or above, else the built-in record]
    #[arg(long, global = true, value_name = "FILE")]
    pub db: Option<PathBuf>,

    /// How to print.
    #[arg(long, short = 'F', global = true, value_name = "FORMAT", help = how_to_print())]
    pub format: Option<String>,

    /// A format by a flag of its own.
    #[command(flatten)]
    pub shorthand: Shorthand,

    /// Write the answer to a file; its extension chooses the format
    #[arg(long, short, global = true, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Add the sources of each row
    #[arg(long, global = true)]
    pub cite: bool,

    /// What stands for NULL
    #[arg(long, global = true, value_name = "TEXT", hide_short_help = true)]
    pub null: Option<String>,

    /// Show every column, also those without a value and those that only programs want
    #[arg(long, global = true)]
    pub all: bool,

    /// Print no notes, and no line under a table that says how many rows it has
    #[arg(long, short, global = true)]
    pub quiet: bool,

    /// Say on stderr how long each answer took, and how many steps
    #[arg(long, global = true, hide_short_help = true)]
    pub stats: bool,

    /// How notes and errors are told on stderr: `json` is an object a line [default: text]
    #[arg(long, global = true, value_name = "AS", value_parser = ["text", "json"], hide_short_help = true)]
    pub error_format: Option<String>,

    /// Emphasise the names of columns [default: auto, which also asks NO_COLOR, CLICOLOR_FORCE and TERM]
    #[arg(long, global = true, value_name = "WHEN", value_parser = ["auto", "always", "never"], hide_short_help = true)]
    pub color: Option<String>,

    /// Draw charts with ASCII characters only [default: where the terminal's locale is not of UTF-8]
    #[arg(long, global = true, hide_short_help = true)]
    pub ascii: bool,

    /// HTML: write the table alone, to be put into a page
    #[arg(long, global = true, hide_short_help = true)]
    pub fragment: bool,

    /// Print an answer that is taller than the terminal without a pager [pager: $ONRECORD_PAGER, else $PAGER, else less]
    #[arg(long, global = true, hide_short_help = true)]
    pub no_pager: bool,

    /// Leave the column names out
    #[arg(long, global = true, hide_short_help = true)]
    pub no_header: bool,

    /// The most rows to print
    #[arg(long, global = true, value_name = "ROWS", value_parser = count, allow_negative_numbers = true)]
    pub limit: Option<u64>,

    /// Stop after so many seconds
    #[arg(long, global = true, value_name = "SECONDS", value_parser = seconds, allow_negative_numbers = true, hide_short_help = true)]
    pub timeout: Option<f64>,

    /// Wait so many seconds for another program's lock on the record [default: 5]
    #[arg(long, global = true, value_name = "SECONDS", value_parser = seconds, allow_negative_numbers = true, hide_short_help = true)]
    pub busy_timeout: Option<f64>,

    /// Most memory that an answer may take, in MiB [default: 1024]
    #[arg(long, global = true, value_name = "MIB", value_parser = clap::value_parser!(u64).range(16..=1 << 24), hide_short_help = true)]
    pub max_memory: Option<u64>,

    /// Write to a record whose file has triggers or tables that are not a record's own
    #[arg(long, global = true, hide_short_help = true)]
    pub trust_schema: bool,

    /// Fit tables to so many columns [default: the terminal's width; no limit elsewhere]
    #[arg(long, global = true, value_name = "COLUMNS", value_parser = columns, allow_negative_numbers = true, hide_short_help = true)]
    pub width: Option<usize>,

    /// JSON: `string` writes integers beyond 2^53 as text, for readers that round them
    #[arg(long, global = true, value_name = "AS", value_parser = ["number", "string"], hide_short_help = true)]
    pub bigint: Option<String>,

    /// CSV and TSV: keep spreadsheets from running cells that begin with = + - @
    #[arg(long, global = true, hide_short_help = true)]
    pub guard_formulas: bool,

    /// CSV and TSV: begin with a byte order mark, without which Excel takes the letters for those of its country
    #[arg(long, global = true, hide_short_help = true)]
    pub bom: bool,

    /// A folder of .sql files whose queries come first [default: queries/ beside the record file]
    #[arg(long, global = true, value_name = "DIR", hide_short_help = true)]
    pub queries: Option<PathBuf>,
}

/// A number of rows.
fn count(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| "it is not a number of rows".to_owned())
}

/// A number of columns of a terminal.
fn columns(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| "it is not a number of columns".to_owned())
}

/// A time that can be waited: not negative, and with an end.
fn seconds(text: &str) -> Result<f64, String> {
    let number: f64 = text.parse().map_err(|_| "it is not a number of seconds".to_owned())?;
    Duration::try_from_secs_f64(number).map(|_| number).map_err(|_| "it is not a time that can be waited".to_owned())
}

impl Options {
    /// The options that must be known before a query is found, wherever they stand among the
    /// arguments after its name.
    #[must_use]
    pub fn early(arguments: &[OsString]) -> Self {
        let last = |name: &str| {
            let mut found = None;
            let mut rest = arguments.iter().take_while(|argument| *argument != "--");
            while let Some(argument) = rest.next() {
                let Some(after) = argument.as_encoded_bytes().strip_prefix(name.as_bytes()) else { continue };
                match after {
                    [] => found = rest.next().cloned().or(found),
                    // What follows an `=` of ASCII is a string of the system as the whole was.
                    [b'=', ..] => found = Some(behind_equals(argument)),
                    _ => {}
                }
            }
            found
        };
        let time = |name| last(name).and_then(|text| seconds(text.to_str()?).ok());
        Self {
            db: last("--db").map(PathBuf::from),
            queries: last("--queries").map(PathBuf::from),
            error_format: last("--error-format").and_then(|text| text.to_str().map(str::to_owned)),
            timeout: time("--timeout"),
            busy_timeout: time("--busy-timeout"),
            max_memory: last("--max-memory").and_then(|text| text.to_str()?.parse().ok()),
            ..Self::default()
        }
    }

    /// The names that a query's parameters cannot have, because these options and `--help` do.
    #[must_use]
    pub fn names() -> Vec<String> {
        let command = Self::augment_args(Command::new("onrecord"));
        let flags = command.get_arguments().filter_map(|arg| Some(arg.get_long()?.to_owned()));
        let groups = command.get_groups().map(|group| group.get_id().to_string());
        flags.chain(groups).chain(["help", "sql", "chart", "spec"].map(str::to_owned)).collect()
    }

    /// These options with those given later taking their place.
    #[must_use]
    pub fn overridden_by(self, later: Self) -> Self {
        let has_format = later.has_format();
        let (earlier, flag) = (self, |a: bool, b: bool| a || b);
        Self {
            db: later.db.or(earlier.db),
            format: if has_format { later.format } else { earlier.format },
            shorthand: if has_format { later.shorthand } else { earlier.shorthand },
            output: later.output.or(earlier.output),
            cite: flag(earlier.cite, later.cite),
            null: later.null.or(earlier.null),
            ascii: flag(earlier.ascii, later.ascii),
            fragment: flag(earlier.fragment, later.fragment),
            no_pager: flag(earlier.no_pager, later.no_pager),
            no_header: flag(earlier.no_header, later.no_header),
            all: flag(earlier.all, later.all),
            quiet: flag(earlier.quiet, later.quiet),
            stats: flag(earlier.stats, later.stats),
            error_format: later.error_format.or(earlier.error_format),
            color: later.color.or(earlier.color),
            limit: later.limit.or(earlier.limit),
            timeout: later.timeout.or(earlier.timeout),
            busy_timeout: later.busy_timeout.or(earlier.busy_timeout),
            max_memory: later.max_memory.or(earlier.max_memory),
            trust_schema: flag(earlier.trust_schema, later.trust_schema),
            width: later.width.or(earlier.width),
            bigint: later.bigint.or(earlier.bigint),
            guard_formulas: flag(earlier.guard_formulas, later.guard_formulas),
            bom: flag(earlier.bom, later.bom),
            queries: later.queries.or(earlier.queries),
        }
    }

    /// Whether a format is asked for by name.
    #[must_use]
    pub fn has_format(&self) -> bool {
        self.shorthand.0.is_some() || self.format.is_some()
    }

    /// The format that is asked for; `default` is the environment's.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownFormat`].
    pub fn format(&self, default: Option<&str>) -> Result<&'static Format, Error> {
        if let Some(format) = self.shorthand.0 {
            return Ok(format);
        }
        if let Some(name) = &self.format {
            return Format::named(name);
        }
        if let Some(path) = self.output.as_deref().filter(|path| *path != Path::new("-")) {
            match Format::of_path(path) {
                Some(format) => return Ok(format),
                None if path.extension().is_some() => {
                    return Err(Error::UnknownEnding { path: path.to_owned(), known: Format::endings() });
                }
                None => {}
            }
        }
        default.filter(|name| !name.is_empty()).map_or(Format::named("table"), Format::named)
    }
}

impl Options {
    /// Whether notes and errors are told as data, an object of JSON a line.
    #[must_use]
    pub fn tells_data(&self) -> bool {
        self.error_format.as_deref() == Some("json")
    }

    /// Whether rows for programs are asked for, of what else is a text.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownFormat`].
    pub fn rows(&self) -> Result<bool, Error> {
        let named =
            self.shorthand.0.map_or_else(|| self.format.as_deref().map(Format::named).transpose(), |f| Ok(Some(f)))?;
        let by_ending = || self.output.as_deref().and_then(Format::of_path);
        Ok(named.or_else(by_ending).is_some_and(|format| !format.is_for_people))
    }
}

/// The help of `--format`.
fn how_to_print() -> String {
    format!("How to print: {} [default: $ONRECORD_FORMAT, else table]", Format::names().join(", "))
}

/// The value of `--option=value`.
#[cfg(unix)]
fn behind_equals(argument: &OsStr) -> OsString {
    use std::os::unix::ffi::OsStrExt;
    let bytes = argument.as_bytes();
    let at = bytes.iter().position(|byte| *byte == b'=').map_or(bytes.len(), |at| at + 1);
    OsStr::from_bytes(&bytes[at..]).to_owned()
}

#[cfg(not(unix))]
fn behind_equals(argument: &OsStr) -> OsString {
    let text = argument.to_string_lossy();
    text.split_once('=').map_or_else(OsString::new, |(_, value)| value.into())
}

#[cfg(test)]
mod tests;
