//! The options that every command takes, before or after its name.

use std::path::PathBuf;

use clap::{Args, Command};

use crate::error::{Error, Result};
use crate::output::Format;

/// Options of every command.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Global options")]
#[allow(clippy::struct_excessive_bools)] // each is a flag
pub struct Options {
    /// The record file [default: $ONRECORD_DB, else onrecord.db here]
    #[arg(long, global = true, value_name = "FILE")]
    pub db: Option<PathBuf>,

    /// How to print: table, markdown, csv, tsv, json, jsonl, vertical, html, raw [default: $ONRECORD_FORMAT, else table]
    #[arg(long, short = 'F', global = true, value_name = "FORMAT")]
    pub format: Option<String>,

    /// Same as --format csv
    #[arg(long, global = true, conflicts_with = "format")]
    pub csv: bool,

    /// Same as --format tsv
    #[arg(long, global = true, conflicts_with_all = ["format", "csv"])]
    pub tsv: bool,

    /// Same as --format json
    #[arg(long, global = true, conflicts_with_all = ["format", "csv", "tsv"])]
    pub json: bool,

    /// Same as --format jsonl
    #[arg(long, global = true, conflicts_with_all = ["format", "csv", "tsv", "json"])]
    pub jsonl: bool,

    /// Same as --format markdown
    #[arg(long, global = true, conflicts_with_all = ["format", "csv", "tsv", "json", "jsonl"])]
    pub markdown: bool,

    /// Same as --format vertical
    #[arg(long, global = true, conflicts_with_all = ["format", "csv", "tsv", "json", "jsonl", "markdown"])]
    pub vertical: bool,

    /// Same as --format html
    #[arg(long, global = true, conflicts_with_all = ["format", "csv", "tsv", "json", "jsonl", "markdown", "vertical"])]
    pub html: bool,

    /// Same as --format raw: the bytes of the values and nothing else
    #[arg(long, global = true, conflicts_with_all = ["format", "csv", "tsv", "json", "jsonl", "markdown", "vertical", "html"])]
    pub raw: bool,

    /// Write the answer to a file; its extension chooses the format
    #[arg(long, short, global = true, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Add the sources of each row
    #[arg(long, global = true)]
    pub cite: bool,

    /// What stands for NULL
    #[arg(long, global = true, value_name = "TEXT")]
    pub null: Option<String>,

    /// Leave the column names out
    #[arg(long, global = true)]
    pub no_header: bool,

    /// The most rows to print
    #[arg(long, global = true, value_name = "ROWS")]
    pub limit: Option<u64>,

    /// Stop after so many seconds
    #[arg(long, global = true, value_name = "SECONDS")]
    pub timeout: Option<f64>,

    /// Fit tables to so many columns [default: the terminal's width; no limit elsewhere]
    #[arg(long, global = true, value_name = "COLUMNS")]
    pub width: Option<usize>,

    /// JSON: `string` writes integers beyond 2^53 as text, for readers that round them
    #[arg(long, global = true, value_name = "AS", value_parser = ["number", "string"])]
    pub bigint: Option<String>,

    /// CSV and TSV: keep spreadsheets from running cells that begin with = + - @
    #[arg(long, global = true)]
    pub guard_formulas: bool,

    /// A folder of .sql files whose queries come first [default: queries/ beside the record file]
    #[arg(long, global = true, value_name = "DIR")]
    pub queries: Option<PathBuf>,
}

impl Options {
    /// The names that a query's parameters cannot have, because these options and `--help` do.
    #[must_use]
    pub fn names() -> Vec<String> {
        let command = Self::augment_args(Command::new("onrecord"));
        let flags = command.get_arguments().filter_map(|arg| Some(arg.get_long()?.to_owned()));
        let groups = command.get_groups().map(|group| group.get_id().to_string());
        flags.chain(groups).chain(["help".to_owned()]).collect()
    }

    /// These options with those given later taking their place.
    #[must_use]
    pub fn overridden_by(self, later: Self) -> Self {
        let has_format = later.shorthand().is_some() || later.format.is_some();
        let (earlier, flag) = (self, |a: bool, b: bool| a || b);
        Self {
            db: later.db.or(earlier.db),
            format: if has_format { later.format } else { earlier.format },
            csv: if has_format { later.csv } else { earlier.csv },
            tsv: if has_format { later.tsv } else { earlier.tsv },
            json: if has_format { later.json } else { earlier.json },
            jsonl: if has_format { later.jsonl } else { earlier.jsonl },
            markdown: if has_format { later.markdown } else { earlier.markdown },
            vertical: if has_format { later.vertical } else { earlier.vertical },
            html: if has_format { later.html } else { earlier.html },
            raw: if has_format { later.raw } else { earlier.raw },
            output: later.output.or(earlier.output),
            cite: flag(earlier.cite, later.cite),
            null: later.null.or(earlier.null),
            no_header: flag(earlier.no_header, later.no_header),
            limit: later.limit.or(earlier.limit),
            timeout: later.timeout.or(earlier.timeout),
            width: later.width.or(earlier.width),
            bigint: later.bigint.or(earlier.bigint),
            guard_formulas: flag(earlier.guard_formulas, later.guard_formulas),
            queries: later.queries.or(earlier.queries),
        }
    }

    /// The format that is asked for; `default` is the environment's.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownFormat`].
    pub fn format(&self, default: Option<&str>) -> Result<Format, Error> {
        if let Some(format) = self.shorthand() {
            return Ok(format);
        }
        if let Some(name) = &self.format {
            return name.parse();
        }
        if let Some(format) = self.output.as_deref().and_then(Format::of_path) {
            return Ok(format);
        }
        default.filter(|name| !name.is_empty()).map_or(Ok(Format::Table), str::parse)
    }

    fn shorthand(&self) -> Option<Format> {
        let flags = [
            (self.csv, Format::Csv),
            (self.tsv, Format::Tsv),
            (self.json, Format::Json),
            (self.jsonl, Format::Jsonl),
            (self.markdown, Format::Markdown),
            (self.vertical, Format::Vertical),
            (self.html, Format::Html),
            (self.raw, Format::Raw),
        ];
        flags.into_iter().find_map(|(is_given, format)| is_given.then_some(format))
    }
}
