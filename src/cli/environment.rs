//! The environment: what the program finds around it.

use std::fmt;
use std::fs::File;
use std::io::{self, Write};
#[cfg(unix)]
use std::os::fd::AsFd;
use std::path::{Path, PathBuf};

use super::captured::Captured;
use crate::error::{Error, Result};
use crate::record::stop::StopSign;
use crate::text;

/// What the program finds around it; read once, at the start.
#[derive(Clone, Debug, Default)]
#[allow(clippy::struct_excessive_bools)] // each is a fact of its own
pub struct Environment {
    /// `$ONRECORD_DB`.
    pub db: Option<PathBuf>,
    /// `$ONRECORD_TOKEN`.
    pub token: Token,
    /// `$ONRECORD_FORMAT`.
    pub format: Option<String>,
    /// Whether there is no stdout: another file may stand in its place by now.
    pub is_stdout_closed: bool,
    /// The columns of the terminal that stdout is, if it is one.
    pub terminal: Option<usize>,
    /// Its lines, as far as they are known.
    pub lines: Option<usize>,
    /// The command of the pager, if one is wanted.
    pub pager: Option<String>,
    /// The command of the editor, `$VISUAL` or `$EDITOR`.
    pub editor: Option<String>,
    /// Whether stderr is a terminal.
    pub is_watched: bool,
    /// Whether stdin is a terminal.
    pub is_typed: bool,
    /// Whether colour is wanted on that terminal.
    pub color: bool,
    /// Whether the terminal shows ASCII only, as its locale says.
    pub is_ascii: bool,
    /// Whether colours are wanted whatever the answer is written to.
    pub forces_color: bool,
    /// The time, as an instant in UTC: `2023-01-17T12:00:00Z`.
    pub now: String,
    /// Whether this is a line of a session, which has said already what holds for all of them.
    pub is_session: bool,
    /// Says something on stderr at once.
    pub say: Option<fn(&str)>,
    /// Where an answer is kept in place of being written to stdout.
    pub captured: Option<Captured>,
    /// Ends the program, when its time is up and it does not end by itself.
    pub end: Option<fn(&StopSign)>,
}

/// What shows a server who asks. It is told to nobody else, not even in a fault of the program's own.
#[derive(Clone, Default)]
pub struct Token(pub Option<String>);

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token")
    }
}

impl Environment {
    /// Whether an answer has colours: as somebody wishes, else where it goes to a terminal that takes them.
    pub(super) fn colors(&self, wish: Option<&str>, is_to_terminal: bool) -> bool {
        match wish {
            Some("always") => true,
            Some("never") => false,
            _ => self.forces_color || (is_to_terminal && self.color),
        }
    }

    /// Prints help or the version, which are answers like any other.
    pub(super) fn print(&self, help: &clap::Error) -> Result<()> {
        let help = help.render();
        let text = if self.color {
            text::styled(&help.ansi().to_string())
        } else {
            text::lines(&help.to_string()).into_owned()
        };
        self.stdout()?.write_all(text.as_bytes()).map_err(Error::Output)
    }

    /// Opens stdout, so that every failure to write to it is seen; Rust's own drops some.
    ///
    /// # Errors
    ///
    /// [`Error::Output`]: it is closed.
    pub fn stdout(&self) -> Result<Box<dyn Write>> {
        if let Some(captured) = &self.captured {
            return Ok(Box::new(captured.clone()));
        }
        if self.is_stdout_closed {
            return Err(Error::Output(io::Error::other("stdout is closed")));
        }
        #[cfg(unix)]
        return Ok(Box::new(File::from(io::stdout().as_fd().try_clone_to_owned().map_err(Error::Output)?)));
        #[cfg(not(unix))]
        return Ok(Box::new(io::stdout()));
    }
}

/// A file of that name in the folder where the program runs, else in the nearest one above.
pub(super) fn above(name: &str) -> Option<PathBuf> {
    if Path::new(name).exists() {
        return Some(PathBuf::from(name));
    }
    let here = std::env::current_dir().ok()?;
    here.ancestors().skip(1).map(|folder| folder.join(name)).find(|path| path.is_file())
}
