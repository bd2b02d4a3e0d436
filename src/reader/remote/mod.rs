//! Reading a record on a server: a libSQL server that is asked over HTTP (Hrana 3).
//!
//! Every statement is judged here before it is sent, by a mirror: an empty database in memory with the tables
//! and views of the server, and with the guards of any reader. What it refuses never leaves this machine; what it
//! prepares tells the columns, the parameters, and where a mistake stands. Rows come as a stream.

mod client;
mod terms;
mod wire;

use rusqlite::types::Value;
use rusqlite::{Batch, Connection};

use rusqlite::fallible_iterator::FallibleIterator;

use client::Asked;
pub use client::Client;
pub use terms::Terms;

use super::sqlite::{columns, explain, parameters};
use super::{Reader, Rows, Statement, Statements, Values};
use crate::error::{Error, Result};

/// A record on a server.
pub struct Remote {
    client: Client,
    mirror: Connection,
}

impl Remote {
    /// What a server has, judged by a mirror of its tables.
    #[must_use]
    pub fn new(client: Client, mirror: Connection) -> Self {
        Self { client, mirror }
    }

    /// The same server, judged by another mirror.
    #[must_use]
    pub fn with(self, mirror: Connection) -> Self {
        Self { mirror, ..self }
    }

    /// Who asks it.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }
}

impl Reader for Remote {
    fn statements<'r>(&'r self, sql: &'r str) -> Box<dyn Statements<'r> + 'r> {
        Box::new(Text { remote: self, sql, at: 0 })
    }

    fn statement<'r>(&'r self, sql: &str) -> Result<Box<dyn Statement + 'r>> {
        let own = self.mirror.prepare_cached(sql)?;
        let (columns, parameters, only_reads) = (columns(&own), parameters(&own), own.readonly());
        Ok(Box::new(Judged { remote: self, sql: sql.to_owned(), columns, parameters, only_reads, text: None }))
    }
}

/// A text of SQL, as somebody wrote it.
struct Text<'r> {
    remote: &'r Remote,
    sql: &'r str,
    /// Where what is not read yet begins.
    at: usize,
}

impl<'r> Statements<'r> for Text<'r> {
    fn next(&mut self) -> Result<Option<Box<dyn Statement + 'r>>> {
        let (mirror, rest) = (&self.remote.mirror, &self.sql[self.at..]);
        let first = Batch::new(mirror, rest).next().map_err(|cause| explain(mirror, cause, self.sql))?;
        let Some(first) = first else { return Ok(None) };
        let length = length(mirror, rest);
        self.at += length;
        Ok(Some(Box::new(Judged {
            remote: self.remote,
            sql: rest[..length].to_owned(),
            columns: columns(&first),
            parameters: parameters(&first),
            only_reads: first.readonly(),
            text: Some(self.sql),
        })))
    }
}

/// How long the first statement of a text is: up to the first semicolon that ends one.
fn length(mirror: &Connection, text: &str) -> usize {
    let mut ends = text.match_indices(';').map(|(at, _)| at + 1);
    // A text of nothing but blanks and comments is prepared as well, and has no SQL of its own.
    let is_whole = |end: &usize| {
        mirror.prepare(&text[..*end]).is_ok_and(|statement| statement.expanded_sql().is_some_and(|sql| !sql.is_empty()))
    };
    ends.find(is_whole).unwrap_or(text.len())
}

/// A statement that was judged.
struct Judged<'r> {
    remote: &'r Remote,
    sql: String,
    columns: Vec<String>,
    parameters: Vec<String>,
    only_reads: bool,
    /// The text that somebody wrote, which tells a failure apart from one of the program's.
    text: Option<&'r str>,
}

impl Statement for Judged<'_> {
    fn columns(&self) -> Vec<String> {
        self.columns.clone()
    }

    fn parameters(&self) -> Vec<String> {
        self.parameters.clone()
    }

    fn only_reads(&self) -> bool {
        self.only_reads
    }

    fn ask(&mut self, values: &[Value]) -> Result<Box<dyn Rows + '_>> {
        if !self.only_reads {
            return Err(Error::Forbidden { what: "this statement".to_owned() });
        }
        let asked = self.remote.client.ask(&self.sql, &self.parameters, values)?;
        Ok(Box::new(Streamed { asked, width: self.columns.len(), row: Vec::new(), text: self.text }))
    }
}

/// Rows as they come.
struct Streamed<'s> {
    asked: Asked<'s>,
    width: usize,
    row: Vec<Value>,
    text: Option<&'s str>,
}

impl Rows for Streamed<'_> {
    fn next(&mut self) -> Result<Option<Values<'_>>> {
        match self.asked.row(&mut self.row) {
            Ok(false) => Ok(None),
            Ok(true) if self.row.len() == self.width => Ok(Some(Values::Ready(&self.row))),
            Ok(true) => Err(self.asked.half(&format!(
                "a row has {} values, and there are {} columns",
                self.row.len(),
                self.width
            ))),
            Err(Error::Sql { message, .. }) => {
                let sql = self.text.map_or_else(String::new, str::to_owned);
                Err(Error::Sql { message, sql, at: None, near: None })
            }
            Err(other) => Err(other),
        }
    }
}
