//! What a run came to, and how that is told: in lines for a person, or as data for a program.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue};
use serde_json::{Value, json};

use super::Environment;
use super::options::Options;
use crate::answer::work::Work;
use crate::error::{Error, Exit};
use crate::text::sentence;

/// Why a run failed.
#[derive(Debug)]
pub enum Failure {
    /// The command line does not parse, or asks for help; clap says it.
    Usage(clap::Error),
    /// Anything else.
    Error(Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

impl From<clap::Error> for Failure {
    /// What the error quotes of the command line is made visible, a line feed too.
    fn from(mut error: clap::Error) -> Self {
        let quoted: Vec<_> = error.context().map(|(kind, value)| (kind, value.clone())).collect();
        for (kind, value) in quoted.into_iter().filter(|(kind, _)| *kind != ContextKind::Usage) {
            let clean = |text: &String| sentence(text).into_owned();
            let value = match value {
                ContextValue::String(text) => ContextValue::String(clean(&text)),
                ContextValue::Strings(texts) => ContextValue::Strings(texts.iter().map(clean).collect()),
                ContextValue::StyledStr(text) => ContextValue::StyledStr(clean(&text.to_string()).into()),
                ContextValue::StyledStrs(texts) => {
                    ContextValue::StyledStrs(texts.iter().map(|text| clean(&text.to_string()).into()).collect())
                }
                other => other,
            };
            error.insert(kind, value);
        }
        Self::Usage(error)
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(cause: rusqlite::Error) -> Self {
        Self::Error(cause.into())
    }
}

/// What a run came to, with what is to be said on stderr.
#[derive(Debug)]
pub struct Outcome {
    /// The exit code, or why there is none.
    pub result: Result<Exit, Failure>,
    /// What the person should know, a line each.
    pub notes: Vec<String>,
    /// How much work each answer was, where that was asked for.
    pub work: Vec<Work>,
    /// Whether it is told as data, an object of JSON a line.
    pub is_data: bool,
}

/// What a run says beside its answer.
#[derive(Debug)]
pub struct Told {
    /// What goes to stderr, a line or a few each.
    pub lines: Vec<String>,
    /// The exit code.
    pub exit: Exit,
}

impl Outcome {
    /// What is to be said of it; help that was asked for is printed, because it is the answer.
    #[must_use]
    pub fn told(&self, environment: &Environment) -> Told {
        let mut lines: Vec<String> = self.notes.iter().map(|note| noted(note, self.is_data)).collect();
        let work = |work: &Work| if self.is_data { work.data().to_string() } else { format!("stats: {work}") };
        lines.extend(self.work.iter().map(work));
        let unprinted;
        let error = match &self.result {
            Ok(exit) => return Told { lines, exit: *exit },
            Err(Failure::Usage(help)) if !help.use_stderr() => match environment.print(help) {
                Ok(()) => return Told { lines, exit: Exit::Success },
                Err(error) => {
                    unprinted = error;
                    &unprinted
                }
            },
            Err(Failure::Usage(wrong)) => {
                let told = wrong.render().to_string();
                let told = told.trim_end_matches('\n');
                lines.push(if self.is_data { usage(told).to_string() } else { told.to_owned() });
                return Told { lines, exit: Exit::Usage };
            }
            Err(Failure::Error(error)) => error,
        };
        if !error.is_quiet() {
            if self.is_data {
                lines.push(error.data().to_string());
            } else {
                lines.push(format!("error: {error}"));
                lines.extend(error.hint().map(|hint| format!(" hint: {hint}")));
            }
        }
        Told { lines, exit: error.exit() }
    }
}

/// Whether a command line asks for notes and errors as data.
#[must_use]
pub fn tells_data(arguments: impl Iterator<Item = OsString>) -> bool {
    Options::early(&arguments.collect::<Vec<_>>()).tells_data()
}

/// What is said of a run that is ended before it ends by itself.
#[must_use]
pub fn ended(error: &Error, note: Option<&str>, is_data: bool) -> Vec<String> {
    let told = if is_data { error.data().to_string() } else { format!("error: {error}") };
    let note = note.map(|note| noted(note, is_data));
    [told].into_iter().chain(note).collect()
}

/// A note, as a line or as data.
fn noted(note: &str, is_data: bool) -> String {
    if is_data { json!({ "level": "note", "message": note }).to_string() } else { format!("note: {note}") }
}

/// A command line that is not understood, as data: what clap says first, and what it advises.
fn usage(told: &str) -> Value {
    let mut parts = told.split("\n\n");
    let message = parts.next().map(|first| first.strip_prefix("error: ").unwrap_or(first));
    let hint = parts.next().map(|part| part.trim().trim_start_matches("tip: ").trim_start_matches("hint: "));
    json!({ "level": "error", "kind": "usage", "message": message, "hint": hint, "exit": Exit::Usage as u8 })
}
