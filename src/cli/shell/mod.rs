//! `onrecord shell`: questions, look-ups and SQL, one line after the other.
//!
//! A line is a command line without the program's name, and is run as one: the same words, formats, notes, pager and
//! errors. `ask` may be left out, SQL goes as it is up to its semicolon, and the settings that people know from
//! `sqlite3` begin with a dot.

mod complete;
mod editor;
mod line;
mod settings;

use std::io::{BufRead, BufReader};

use super::{Context, Environment, Failure, Outcome};
use crate::error::{Error, Exit, Result};
use crate::record::stop::StopSign;
use editor::{Editor, Read};
use line::{Meaning, is_open, meaning};
use settings::Settings;

/// Ask, look up and query, one line after the other
///
/// A line is a command without `onrecord`; the names of questions and plain questions need no `ask`, and SQL ends with
/// a semicolon. `.help` tells the settings. Ctrl-C stops a question and Ctrl-D ends the session. What is piped in is run line by line.
#[derive(clap::Args, Debug)]
pub(super) struct Args {}

impl Args {
    /// Reads lines and runs them until there are no more.
    #[allow(clippy::unused_self)] // every command has this shape
    pub(super) fn run(&self, context: &mut Context) -> Result<Exit, Failure> {
        let (path, is_certain) = context.path();
        let mut session = Session {
            settings: Settings::new(&context.options, is_certain.then(|| path.clone())),
            environment: Environment { is_session: true, ..context.environment.clone() },
            stop: context.stop.clone(),
            worst: Exit::Success,
        };
        // Ctrl-C stops what runs, and not the session.
        context.stop.hold();
        if !context.environment.is_typed {
            return session.piped().map_err(Failure::from);
        }
        let of = if is_certain { path.display().to_string() } else { "the built-in record".to_owned() };
        session
            .say(&format!("onrecord {} on {of}; .help tells what can be typed, .quit ends", env!("CARGO_PKG_VERSION")));
        session.typed().map_err(Failure::from)
    }
}

/// A session: its settings, and the world around it.
struct Session {
    settings: Settings,
    environment: Environment,
    stop: StopSign,
    /// What the worst line ended with, where nobody looks on.
    worst: Exit,
}

impl Session {
    /// Lines from a pipe or a file: each is run, and the exit code tells of the first that failed.
    fn piped(&mut self) -> Result<Exit> {
        let mut open = String::new();
        for line in BufReader::new(std::io::stdin()).lines() {
            let line = line.map_err(|cause| Error::Read { path: "-".into(), why: cause.to_string() })?;
            open.push_str(&line);
            if is_open(&open) {
                open.push('\n');
                continue;
            }
            if !self.line(&std::mem::take(&mut open)) {
                return Ok(self.worst);
            }
        }
        self.line(&open);
        Ok(self.worst)
    }

    /// Lines that a person types.
    fn typed(&mut self) -> Result<Exit> {
        let mut editor = Editor::new(self.environment.color)?;
        loop {
            match editor.read(&self.settings, &self.environment)? {
                Read::Line(line) => {
                    if !self.line(&line) {
                        break;
                    }
                }
                Read::Nothing => {}
                Read::End => break,
            }
        }
        editor.keep();
        Ok(Exit::Success)
    }

    /// Runs a line; false where it ends the session.
    fn line(&mut self, line: &str) -> bool {
        match meaning(line, &mut self.settings) {
            Meaning::Nothing => {}
            Meaning::End => return false,
            Meaning::Told(told) => self.say(&told),
            Meaning::Run(words) => self.run(words),
        }
        true
    }

    fn run(&mut self, words: Vec<String>) {
        let arguments = self.settings.arguments(words);
        // Each line has its own time limit and its own Ctrl-C.
        let stop = StopSign::default();
        stop.hold();
        self.stop.pass_to(&stop);
        let outcome = super::run(arguments.into_iter().map(Into::into), self.environment.clone(), &stop);
        self.tell(&outcome);
    }

    fn tell(&mut self, outcome: &Outcome) {
        let told = outcome.told(&self.environment);
        for line in &told.lines {
            self.say(line);
        }
        if self.worst == Exit::Success {
            self.worst = told.exit;
        }
    }

    fn say(&self, text: &str) {
        if let Some(say) = self.environment.say {
            say(text);
        }
    }
}
