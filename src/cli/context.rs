//! The context of a command: the options, the world around it, and what it opens.

use std::fs::File;
use std::io::{self, IsTerminal, Write};
#[cfg(unix)]
use std::os::fd::AsFd;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;

use super::options::Options;
use crate::db::guard::{self, StopSign};
use crate::db::kind::Kind;
use crate::db::{create, read, write};
use crate::error::{Error, Result};
use crate::escape::Filter;
use crate::load::seed;
use crate::output::{self, Format, RowWriter, Sink};
use crate::query::{Catalog, catalog};

/// The record file where none is named.
const DEFAULT: &str = "onrecord.db";

/// What the program finds around it; read once, at the start.
#[derive(Clone, Debug, Default)]
#[allow(clippy::struct_excessive_bools)] // each is a fact of its own
pub struct Environment {
    /// `$ONRECORD_DB`.
    pub db: Option<PathBuf>,
    /// `$ONRECORD_FORMAT`.
    pub format: Option<String>,
    /// Whether there is no stdout: another file may stand in its place by now.
    pub is_stdout_closed: bool,
    /// The columns of the terminal that stdout is, if it is one.
    pub terminal: Option<usize>,
    /// Whether stderr is a terminal.
    pub is_watched: bool,
    /// Whether stdin is a terminal.
    pub is_typed: bool,
    /// Whether colour is wanted on that terminal.
    pub color: bool,
    /// The time, as an instant in UTC: `2023-01-17T12:00:00Z`.
    pub now: String,
}

impl Environment {
    /// Opens stdout, so that every failure to write to it is seen; Rust's own drops some.
    ///
    /// # Errors
    ///
    /// [`Error::Output`]: it is closed.
    pub fn stdout(&self) -> Result<Box<dyn Write>> {
        if self.is_stdout_closed {
            return Err(Error::Output(io::Error::other("stdout is closed")));
        }
        #[cfg(unix)]
        return Ok(Box::new(File::from(io::stdout().as_fd().try_clone_to_owned().map_err(Error::Output)?)));
        #[cfg(not(unix))]
        return Ok(Box::new(io::stdout()));
    }
}

/// What a command works with.
pub struct Context {
    /// The options of every command.
    pub options: Options,
    /// The world around it.
    pub environment: Environment,
    /// What stops it.
    pub stop: StopSign,
    /// What the person should know afterwards.
    pub notes: Vec<String>,
    /// A file that takes its name when the answer is whole.
    draft: Option<(PathBuf, PathBuf)>,
}

impl Context {
    pub(super) fn new(options: Options, environment: Environment, stop: StopSign) -> Self {
        Self { options, environment, stop, notes: Vec::new(), draft: None }
    }

    /// Where the record file is, and whether somebody named it.
    pub(super) fn path(&self) -> (PathBuf, bool) {
        let named =
            self.options.db.clone().or_else(|| self.environment.db.clone().filter(|path| !path.as_os_str().is_empty()));
        let is_named = named.is_some();
        (named.unwrap_or_else(|| PathBuf::from(DEFAULT)), is_named)
    }

    /// Opens the record file for reading; the default one is made if it does not exist.
    pub(super) fn open(&mut self) -> Result<Connection> {
        let (path, is_named) = self.path();
        let conn = if is_named || path.exists() { read::open_record(&path)? } else { self.make(&path)? };
        self.guarded(conn)
    }

    /// Opens any SQLite file for reading.
    pub(super) fn open_any(&mut self) -> Result<Connection> {
        let (path, is_named) = self.path();
        if !is_named && !path.exists() {
            return self.open();
        }
        let (conn, kind) = read::open(&path)?;
        if kind == Kind::Other {
            self.notes.push(format!("`{}` is not a record file; it is asked as plain SQLite", path.display()));
        }
        self.guarded(conn)
    }

    /// Opens the record file for writing, in a transaction; the default one is made if need be.
    pub(super) fn open_to_write(&mut self) -> Result<Connection> {
        let (path, is_named) = self.path();
        if !is_named && !path.exists() {
            drop(self.make(&path)?);
        }
        let conn = self.guarded(write::open(&path)?)?;
        write::keep_changes(&conn)?;
        Ok(conn)
    }

    /// Ends the transaction of [`Self::open_to_write`]: keeps it, or leaves the file as it was.
    pub(super) fn end_writing(&self, conn: &Connection, keep: bool) -> Result<()> {
        let path = self.path().0;
        let ended = conn.execute_batch(if keep { "COMMIT" } else { "ROLLBACK" });
        ended.map_err(|cause| Error::of_file(&path, &cause))
    }

    fn guarded(&self, mut conn: Connection) -> Result<Connection> {
        guard::stoppable(&mut conn, &self.stop)?;
        if let Some(seconds) = self.options.timeout.filter(|seconds| seconds.is_finite() && *seconds >= 0.0) {
            let stop = self.stop.clone();
            std::thread::spawn(move || {
                std::thread::sleep(Duration::from_secs_f64(seconds));
                stop.time_out();
            });
        }
        Ok(conn)
    }

    fn make(&mut self, path: &Path) -> Result<Connection> {
        let now = self.environment.now.clone();
        let fill = |conn: &Connection| fill(conn, true, &now);
        match create::file(path, fill) {
            Ok(()) => self.notes.push(format!("made {} from the built-in record", path.display())),
            Err(Error::FileExists(_)) => {}
            Err(Error::WriteFile { why, .. }) => {
                self.notes.push(format!(
                    "{} cannot be made here ({why}); the built-in record is asked in memory",
                    path.display()
                ));
                let mut conn = create::in_memory(fill)?;
                guard::reading(&mut conn)?;
                return Ok(conn);
            }
            Err(other) => return Err(other),
        }
        read::open_record(path)
    }

    /// The catalogue of named queries.
    pub(super) fn catalog<'c>(&self, conn: &'c Connection) -> Catalog<'c> {
        let beside = self.path().0.parent().map(|folder| folder.join("queries")).filter(|folder| folder.is_dir());
        Catalog::queries(conn, self.options.queries.clone().or(beside), Options::names())
    }

    /// The format that is asked for.
    pub(super) fn format(&self) -> Result<Format> {
        self.options.format(self.environment.format.as_deref())
    }

    /// Sees that the answer has somewhere to go, before anything is done for it.
    pub(super) fn check_output(&self) -> Result<()> {
        if self.options.output.is_some() { Ok(()) } else { self.environment.stdout().map(drop) }
    }

    /// The writer that is asked for; [`Self::close`] must be called when the answer is whole.
    pub(super) fn writer(&mut self) -> Result<Box<dyn RowWriter>> {
        let format = self.format()?;
        self.writer_of(format)
    }

    /// A writer of text as it is, whatever format is asked for.
    pub(super) fn text_writer(&mut self) -> Result<Box<dyn RowWriter>> {
        self.format()?;
        self.writer_of(Format::Raw)
    }

    fn writer_of(&mut self, format: Format) -> Result<Box<dyn RowWriter>> {
        let to_terminal = self.environment.terminal.filter(|_| self.options.output.is_none());
        let out: Box<dyn Write> = match self.options.output.clone() {
            Some(path) => self.file(&path)?,
            // Formats for people are visible as they are; the others must not speak to a terminal.
            None if to_terminal.is_some() && !format.is_for_people() => {
                Box::new(Filter::new(self.environment.stdout()?))
            }
            None => self.environment.stdout()?,
        };
        let options = output::Options {
            no_header: self.options.no_header,
            null: self.options.null.clone(),
            width: self.options.width.or(to_terminal),
            bigint_as_text: self.options.bigint.as_deref() == Some("string"),
            guard_formulas: self.options.guard_formulas,
            color: to_terminal.is_some() && self.environment.color,
        };
        Ok(output::open(format, options, Sink::new(out)))
    }

    /// Opens the file an answer goes to: under another name until it is whole, so that what stood
    /// there before is lost only to a whole answer.
    fn file(&mut self, path: &Path) -> Result<Box<dyn Write>> {
        let failed = Error::Output;
        let is_special = path.metadata().is_ok_and(|file| !file.is_file());
        if is_special {
            let file = File::options().write(true).open(path).map_err(failed)?;
            return Ok(if file.is_terminal() { Box::new(Filter::new(file)) } else { Box::new(file) });
        }
        let name = path.file_name().ok_or_else(|| failed(io::ErrorKind::IsADirectory.into()))?.to_string_lossy();
        let draft = path.with_file_name(format!(".{name}.{}.new", std::process::id()));
        let file = File::create(&draft).map_err(failed)?;
        self.draft = Some((draft, path.to_owned()));
        Ok(Box::new(file))
    }

    /// Takes the writer's notes and puts a whole answer in its place.
    pub(super) fn close(&mut self, writer: &dyn RowWriter) -> Result<()> {
        self.notes.extend(writer.notes());
        if let Some((draft, path)) = self.draft.take() {
            std::fs::rename(&draft, &path).map_err(Error::Output)?;
        }
        Ok(())
    }
}

impl Drop for Context {
    fn drop(&mut self) {
        if let Some((draft, _)) = &self.draft {
            let _ = std::fs::remove_file(draft);
        }
    }
}

/// Fills a new record with the reference data, the built-in facts if wanted, and the queries.
pub(super) fn fill(conn: &Connection, with_record: bool, now: &str) -> Result<()> {
    seed::load(conn, with_record, now)?;
    let batch = conn.query_row("SELECT min(id) FROM batch", [], |row| row.get(0))?;
    catalog::store(conn, batch)
}
