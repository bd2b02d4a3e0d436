//! The settings of a session: they become options of every line.

use std::path::{Path, PathBuf};

use crate::cli::options::Options;
use crate::output::Format;

/// What `.help` says.
pub static HELP: &str = include_str!("../../../seed/home/shell.txt");

/// The settings of a session.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The record, where one is named.
    pub db: Option<PathBuf>,
    /// How to print.
    pub format: Option<String>,
    width: Option<String>,
    null: Option<String>,
    limit: Option<String>,
    output: Option<String>,
    once: Option<String>,
    cite: bool,
    quiet: bool,
    no_header: bool,
}

impl Settings {
    /// As the shell was started.
    pub fn new(options: &Options, db: Option<PathBuf>) -> Self {
        let format = options.shorthand.0.map(|format| format.name.to_owned()).or_else(|| options.format.clone());
        Self {
            db,
            format,
            width: options.width.map(|width| width.to_string()),
            null: options.null.clone(),
            limit: options.limit.map(|limit| limit.to_string()),
            output: None,
            once: None,
            cite: options.cite,
            quiet: options.quiet,
            no_header: options.no_header,
        }
    }

    /// Takes a setting; says what is wrong with it, or what it says.
    pub fn set(&mut self, name: &str, value: Option<&str>) -> Option<String> {
        let is_on = |value: Option<&str>| matches!(value, None | Some("on" | "yes" | "1"));
        let own = value.map(str::to_owned);
        if let Some(wrong) = wrong(name, value) {
            return Some(wrong);
        }
        match name {
            "mode" | "format" => match value.map(Format::named) {
                Some(Ok(format)) => self.format = Some(format.name.to_owned()),
                _ => return Some(format!("there are the formats {}", Format::names().join(", "))),
            },
            "headers" | "header" => self.no_header = !is_on(value),
            "width" => self.width = own.filter(|width| width != "0"),
            "nullvalue" => self.null = own,
            "limit" => self.limit = own,
            "cite" => self.cite = is_on(value),
            "notes" => self.quiet = !is_on(value),
            "output" => self.output = own.filter(|file| file != "stdout"),
            "once" => self.once = own,
            "open" => self.db = value.map(Into::into),
            "show" => return Some(self.shown()),
            _ => return Some(format!("there is no setting `.{name}`; .help tells those that there are")),
        }
        None
    }

    /// The command line of a line's words.
    pub fn arguments(&mut self, words: Vec<String>) -> Vec<String> {
        let mut all = vec!["onrecord".to_owned()];
        let path = self.db.as_ref().map(|path| path.display().to_string());
        let output = self.once.take().or_else(|| self.output.clone());
        let named = [
            ("--db", &path),
            ("--format", &self.format),
            ("--width", &self.width),
            ("--null", &self.null),
            ("--limit", &self.limit),
            ("--output", &output),
        ];
        all.extend(named.into_iter().filter_map(|(flag, value)| Some(format!("{flag}={}", value.as_ref()?))));
        let flags = [("--cite", self.cite), ("--quiet", self.quiet), ("--no-header", self.no_header)];
        all.extend(flags.into_iter().filter(|(_, is_on)| *is_on).map(|(flag, _)| flag.to_owned()));
        all.extend(words);
        all
    }

    fn shown(&self) -> String {
        let on = |is_on: bool| if is_on { "on" } else { "off" };
        let or = |value: &Option<String>, usual: &str| value.clone().unwrap_or_else(|| usual.to_owned());
        let db = self.db.as_ref().map_or("the built-in record".to_owned(), |path| path.display().to_string());
        [
            format!("record {db}"),
            format!("mode {}", or(&self.format, "table")),
            format!("headers {}", on(!self.no_header)),
            format!("width {}", or(&self.width, "the terminal's")),
            format!("nullvalue {}", or(&self.null, "the format's")),
            format!("limit {}", or(&self.limit, "none")),
            format!("cite {}", on(self.cite)),
            format!("notes {}", on(!self.quiet)),
            format!("output {}", or(&self.output, "here")),
        ]
        .join("\n")
    }
}

/// What is wrong with the value of a setting; the setting stays as it was then.
fn wrong(name: &str, value: Option<&str>) -> Option<String> {
    let text = value?;
    let is_number = || text.parse::<u64>().is_ok();
    let is_switch = || ["on", "off", "yes", "no", "1", "0"].contains(&text);
    let folder = || Path::new(text).parent().is_none_or(|folder| folder.as_os_str().is_empty() || folder.is_dir());
    let (is_right, wanted) = match name {
        "width" | "limit" => (is_number(), "a number"),
        "headers" | "header" | "cite" | "notes" => (is_switch(), "on or off"),
        "output" | "once" => (text == "stdout" || folder(), "a file in a folder that is there"),
        "open" => (Path::new(text).is_file(), "a file that is there"),
        _ => (true, ""),
    };
    (!is_right).then(|| format!("`{text}` does not fit .{name}: it takes {wanted}"))
}
