//! The line that a person types: edited, remembered, completed and coloured by a library.

use std::borrow::Cow;
use std::path::PathBuf;

use rustyline::completion::{Completer, Pair};
use rustyline::error::ReadlineError;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::Hinter;
use rustyline::history::DefaultHistory;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{CompletionType, Config};

use super::complete::completed;
use super::line::{KEYWORDS, is_open, is_sql};
use super::settings::Settings;
use crate::cli::Environment;
use crate::error::{Error, Result};
use crate::script::tokens::{Kind, tokens};

/// Most lines that are remembered.
const REMEMBERED: usize = 5_000;

/// What came of reading a line.
pub enum Read {
    /// A line.
    Line(String),
    /// A line that was given up by Ctrl-C.
    Nothing,
    /// The end.
    End,
}

/// Reads lines from a person.
pub struct Editor {
    inner: rustyline::Editor<Help, DefaultHistory>,
    history: Option<PathBuf>,
}

impl Editor {
    /// An editor that remembers what was typed in earlier sessions.
    ///
    /// # Errors
    ///
    /// The terminal cannot be used.
    pub fn new(is_colored: bool) -> Result<Self> {
        let config = Config::builder()
            .completion_type(CompletionType::List)
            .max_history_size(REMEMBERED)
            .and_then(|config| config.history_ignore_dups(true))
            .map_err(|cause| unread(&cause))?
            .history_ignore_space(true)
            .build();
        let mut inner = rustyline::Editor::with_config(config).map_err(|cause| unread(&cause))?;
        inner.set_helper(Some(Help { is_colored, settings: Settings::default(), environment: Environment::default() }));
        let history = history();
        if let Some(path) = &history {
            // There is none in a first session.
            let _ = inner.load_history(path);
        }
        Ok(Self { inner, history })
    }

    /// Reads a line.
    ///
    /// # Errors
    ///
    /// The terminal cannot be read.
    pub fn read(&mut self, settings: &Settings, environment: &Environment) -> Result<Read> {
        if let Some(help) = self.inner.helper_mut() {
            help.settings = settings.clone();
            help.environment = environment.clone();
        }
        match self.inner.readline("onrecord> ") {
            Ok(line) => {
                let _ = self.inner.add_history_entry(line.as_str());
                Ok(Read::Line(line))
            }
            Err(ReadlineError::Interrupted) => Ok(Read::Nothing),
            Err(ReadlineError::Eof) => Ok(Read::End),
            Err(other) => Err(unread(&other)),
        }
    }

    /// Keeps what was typed for the next session; where it cannot be kept, nothing is lost that matters.
    pub fn keep(&mut self) {
        if let Some(path) = &self.history {
            let made = path.parent().map(std::fs::create_dir_all);
            if made.is_some_and(|made| made.is_ok()) {
                let _ = self.inner.save_history(path);
            }
        }
    }
}

/// Where lines are kept: in the state folder of the XDG Base Directory Specification.
fn history() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let state = set("XDG_STATE_HOME").or_else(|| Some(set("HOME")?.join(".local/state")))?;
    Some(state.join("onrecord/history"))
}

fn unread(cause: &ReadlineError) -> Error {
    Error::Read { path: "-".into(), why: cause.to_string() }
}

/// What helps with a line.
struct Help {
    is_colored: bool,
    settings: Settings,
    environment: Environment,
}

impl rustyline::Helper for Help {}

impl Hinter for Help {
    type Hint = String;
}

impl Validator for Help {
    /// SQL goes on until its semicolon.
    fn validate(&self, context: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        Ok(if is_open(context.input()) { ValidationResult::Incomplete } else { ValidationResult::Valid(None) })
    }
}

impl Completer for Help {
    type Candidate = Pair;

    fn complete(&self, line: &str, at: usize, _: &rustyline::Context<'_>) -> rustyline::Result<(usize, Vec<Pair>)> {
        let (start, values) = completed(&line[..at], &self.settings, &self.environment);
        let pair = |value: String| Pair { display: value.clone(), replacement: value };
        Ok((start, values.into_iter().map(pair).collect()))
    }
}

impl Highlighter for Help {
    fn highlight<'l>(&self, line: &'l str, _: usize) -> Cow<'l, str> {
        if self.is_colored { Cow::Owned(colored(line)) } else { Cow::Borrowed(line) }
    }

    fn highlight_char(&self, _: &str, _: usize, _: CmdKind) -> bool {
        self.is_colored
    }
}

/// A line with the colours of what it is made of; no character is added but escapes.
fn colored(line: &str) -> String {
    let is_sql = is_sql(line);
    let mut is_first = true;
    let mut shown = String::with_capacity(line.len() + 32);
    for token in tokens(line) {
        let text = &line[token.at.clone()];
        let is_keyword = is_sql && KEYWORDS.contains(&text.to_uppercase().as_str());
        let color = match token.kind {
            Kind::Blank if text.trim_start().starts_with("--") && is_sql => Some("2"),
            Kind::Word if is_keyword => Some("1;34"),
            Kind::Word if is_first && !is_sql => Some("1"),
            Kind::Value if text.starts_with(['\'', '"']) => Some("32"),
            Kind::Parameter => Some("36"),
            _ => None,
        };
        is_first &= token.kind == Kind::Blank;
        match color {
            Some(color) => shown.push_str(&format!("\u{1b}[{color}m{text}\u{1b}[0m")),
            None => shown.push_str(text),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_add_nothing_that_is_seen() {
        for line in ["SELECT 'a' FROM t -- x", "pledges --donor nl", "what's that", ".mode csv", "é“ü”"] {
            let mut bare = colored(line);
            while let Some(start) = bare.find('\u{1b}') {
                let end = start + bare[start..].find('m').unwrap();
                bare.replace_range(start..=end, "");
            }
            assert_eq!(bare, line);
        }
        assert!(colored("select 1").contains("\u{1b}[1;34mselect"));
    }
}
