//! The context of a command: the options, the world around it, and what it opens.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;

use super::destination::Destination;
use super::environment::{self, Environment};
use super::init;
use super::options::Options;
use super::pager::Pager;
use super::{clock, progress, reached, shown};
use crate::answer::work::Counted;
use crate::answer::{Catalog, stored};
use crate::error::{Error, Result};
use crate::output::chart::Picture;
use crate::output::{self, Format, RowWriter, Sink};
use crate::reader::Reader;
use crate::record::file::Content;
use crate::record::open::Terms;
use crate::record::stop::{Commit, StopSign};
use crate::record::write::{self, Trust, Writing};
use crate::record::{VERSION, create, guard, read};
use crate::script::place::Place;
use crate::text::Filter;

/// The record file where none is named.
pub(super) const DEFAULT: &str = "onrecord.db";

/// Most memory that SQLite may take for an answer, in MiB.
const MEMORY: u64 = 1024;

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
    /// What is said even to who wants no notes.
    pub said: Vec<String>,
    /// How much work the answers were.
    pub work: Counted,
    /// The file that the answer goes to.
    pub(super) destination: Destination,
    is_timed: bool,
    /// The pager that the answer goes through.
    pager: Option<Pager>,
    /// The picture that the answer is to be.
    pub picture: Option<Picture>,
    /// What the answer is called, on a page.
    pub title: String,
}

impl Context {
    pub(super) fn new(options: Options, environment: Environment, stop: StopSign) -> Self {
        Self {
            options,
            environment,
            stop,
            notes: Vec::new(),
            said: Vec::new(),
            work: Counted::default(),
            destination: Destination::default(),
            is_timed: false,
            pager: None,
            picture: None,
            title: "Answer".to_owned(),
        }
    }

    /// Starts the time limit, if there is one: it holds whatever the program waits for.
    ///
    /// # Errors
    ///
    /// It is up already.
    pub(super) fn start_clock(&mut self) -> Result<()> {
        if let Some(seconds) = self.options.timeout.filter(|_| !self.is_timed) {
            self.is_timed = true;
            if seconds == 0.0 {
                self.stop.time_out(seconds);
            } else {
                clock::start(self.stop.clone(), seconds, self.environment.end);
            }
        }
        if self.stop.is_raised() { Err(self.stop.error()) } else { Ok(()) }
    }

    /// The day it is, ISO 8601.
    pub(super) fn today(&self) -> &str {
        self.environment.now.split('T').next().unwrap_or("")
    }

    /// Says what the command reads.
    pub(super) fn reads(&mut self, path: &Path) {
        self.destination.inputs.push(path.to_owned());
    }

    pub(super) fn terms(&self) -> Terms {
        let wait = self.options.busy_timeout.map_or(Terms::default().wait, Duration::from_secs_f64);
        Terms { stop: self.stop.clone(), wait, memory: Some(self.memory()) }
    }

    /// Where the record file is, and whether it is certain that one is meant to be there: somebody named
    /// it, or it was found here or in a folder above.
    pub(super) fn path(&self) -> (PathBuf, bool) {
        let named =
            self.options.db.clone().or_else(|| self.environment.db.clone().filter(|path| !path.as_os_str().is_empty()));
        let found = named.or_else(|| environment::above(DEFAULT));
        let is_certain = found.is_some();
        (found.unwrap_or_else(|| PathBuf::from(DEFAULT)), is_certain)
    }

    /// Opens the record for reading, wherever it is; without one, the built-in record is asked.
    pub(super) fn open(&mut self) -> Result<Box<dyn Reader>> {
        match reached::address(&self.path().0) {
            Some(url) => Ok(Box::new(reached::record(self, url)?)),
            None => Ok(Box::new(self.open_file()?)),
        }
    }

    /// The same, for what only a connection can give.
    pub(super) fn open_file(&mut self) -> Result<Connection> {
        let (path, is_certain) = self.path();
        reached::refuse(&path)?;
        let conn = if is_certain { read::open_record(&path, &self.terms())? } else { self.built_in()? };
        self.guarded(conn)
    }

    /// Opens any SQLite file for reading.
    pub(super) fn open_any(&mut self) -> Result<Box<dyn Reader>> {
        let (path, is_certain) = self.path();
        if !is_certain {
            return self.open();
        }
        let (reader, kind): (Box<dyn Reader>, Content) = if let Some(url) = reached::address(&path) {
            let (remote, kind) = reached::open(self, url)?;
            (Box::new(remote), kind)
        } else {
            let (conn, kind) = read::open(&path, &self.terms())?;
            (Box::new(self.guarded(conn)?), kind)
        };
        if kind == Content::Other {
            self.notes.push(format!("`{}` is not a record file; it is asked as plain SQLite", path.display()));
        }
        Ok(reader)
    }

    /// Opens the record file for writing, in a transaction; the default one is made if need be.
    pub(super) fn open_to_write(&mut self) -> Result<Writing> {
        let (path, is_certain) = self.path();
        reached::refuse(&path)?;
        if !is_certain {
            init::make(self, &path)?;
        }
        let trust = if self.options.trust_schema { Trust::Schema } else { Trust::RecordOnly };
        let mut writing = write::open(&path, &self.terms(), trust)?;
        let scope = writing.scope.clone();
        guard::stoppable_load(writing.connection(), &self.stop, &scope)?;
        if let Some(version) = writing.upgraded_from {
            self.notes
                .push(format!("the record was of version {version} and is brought to version {VERSION} with this"));
        }
        stored::refresh(&writing)?;
        write::keep_changes(&writing)?;
        Ok(writing)
    }

    /// Ends the transaction of [`Self::open_to_write`]: keeps it, or leaves the file as it was.
    pub(super) fn end_writing(&self, conn: &Connection, keep: bool) -> Result<()> {
        let path = self.path().0;
        if !keep {
            return conn.execute_batch("ROLLBACK").map_err(|cause| Error::of_file(&path, &cause));
        }
        if self.stop.is_raised() {
            return Err(self.stop.error());
        }
        self.stop.reach(Commit::During);
        let ended = conn.execute_batch("COMMIT");
        self.stop.reach(if ended.is_ok() { Commit::After } else { Commit::Before });
        ended.map_err(|cause| self.terms().told(Error::of_file(&path, &cause)))
    }

    /// Most bytes that an answer may take.
    pub(super) fn memory(&self) -> u64 {
        self.options.max_memory.unwrap_or(MEMORY).saturating_mul(1 << 20)
    }

    pub(super) fn guarded(&self, mut conn: Connection) -> Result<Connection> {
        guard::stoppable(&mut conn, &self.stop)?;
        Ok(conn)
    }

    /// The built-in record, in memory: asking makes no file.
    fn built_in(&mut self) -> Result<Connection> {
        let asked = "so the built-in record is asked; `onrecord init` makes one";
        if !self.environment.is_session {
            self.notes.push(format!("there is no {DEFAULT} here or above, {asked}"));
        }
        let mut conn = create::built_in(&self.environment.now)?;
        guard::limit_memory(&conn, self.memory())?;
        guard::reading(&mut conn)?;
        Ok(conn)
    }

    /// The catalogue of named queries; an error where the folder that is named for them is not there.
    pub(super) fn catalog<'c>(&self, reader: &'c dyn Reader) -> Result<Catalog<'c>> {
        let named = self.options.queries.clone();
        if let Some(folder) = named.as_ref().filter(|folder| !folder.is_dir()) {
            return Err(Error::Read { path: folder.clone(), why: "it is not a folder".to_owned() });
        }
        Ok(Catalog::queries(reader, named.or_else(|| self.beside("queries")), Options::names()))
    }

    /// Where scripts of a kind are found: in a folder of that name beside the record, else in the program.
    pub(super) fn place(&self, kind: &'static str) -> Place {
        Place::new(kind, self.beside(kind))
    }

    fn beside(&self, name: &str) -> Option<PathBuf> {
        self.path().0.parent().map(|folder| folder.join(name)).filter(|folder| folder.is_dir())
    }

    /// The format that is asked for.
    pub(super) fn format(&self) -> Result<&'static Format> {
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

    /// A writer for text that is no table, whatever its file is called.
    pub(super) fn text_writer(&mut self) -> Result<Box<dyn RowWriter>> {
        self.writer_of(Format::named("raw")?)
    }

    fn writer_of(&mut self, format: &Format) -> Result<Box<dyn RowWriter>> {
        shown::see(self, format)?;
        let file = self.options.output.clone().filter(|path| path != Path::new("-"));
        let to_terminal = self.environment.terminal.filter(|_| file.is_none());
        let out: Box<dyn Write> = match file {
            Some(path) => {
                let (out, swept) = self.destination.open(&path, &self.path().0)?;
                self.tell_swept(&swept);
                out
            }
            // Formats for people are visible as they are; the others must not speak to a terminal.
            None if to_terminal.is_some() && !format.is_for_people => Box::new(Filter::new(self.environment.stdout()?)),
            None => self.paged()?,
        };
        // Rows that go to the terminal themselves are progress enough.
        let is_waited_for = self.environment.is_watched && (format.is_for_people || to_terminal.is_none());
        Ok(progress::told(output::open(format, shown::how(self, to_terminal), Sink::new(out)), is_waited_for))
    }

    /// Stdout, through a pager if one is wanted.
    fn paged(&mut self) -> Result<Box<dyn Write>> {
        let stdout = self.environment.stdout()?;
        let command = self.environment.pager.clone().filter(|_| !self.options.no_pager);
        let Some((command, size)) = command.zip(self.environment.lines.zip(self.environment.terminal)) else {
            return Ok(stdout);
        };
        let pager = Pager::new(command, size, self.stop.clone(), stdout);
        self.pager = Some(pager.clone());
        Ok(Box::new(pager))
    }

    /// Takes the writer's notes and puts a whole answer in its place.
    pub(super) fn close(&mut self, writer: &mut dyn RowWriter) -> Result<()> {
        writer.close()?;
        if let Some(pager) = self.pager.take() {
            pager.end().map_err(Error::Output)?;
        }
        self.notes.extend(writer.notes());
        self.destination.keep()
    }

    /// Tells of drafts that killed runs had left and that are gone now.
    pub(super) fn tell_swept(&mut self, swept: &[PathBuf]) {
        let told = swept.iter().map(|path| format!("took away {}, which a killed run had left", path.display()));
        self.notes.extend(told);
    }
}
