//! Reading by SQL, whoever answers: a file, memory, or a server.
//!
//! What asks a record asks a [`Reader`]; nothing above it knows where the record is kept. A text of
//! SQL gives statements, a statement with values gives rows, and rows come one by one, so that an
//! answer is never held whole.

pub mod remote;
mod sqlite;

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Row as SqliteRow};

use crate::error::{Error, Result};

/// Whoever answers SQL. Nothing that is asked through it changes what it reads.
pub trait Reader {
    /// The statements of a text, one after the other, as they stand there.
    fn statements<'r>(&'r self, sql: &'r str) -> Box<dyn Statements<'r> + 'r>;

    /// A statement of the program's own, kept ready for the next time.
    ///
    /// # Errors
    ///
    /// It does not fit what is read.
    fn statement<'r>(&'r self, sql: &str) -> Result<Box<dyn Statement + 'r>>;

    /// The connection, where a file or memory is read: for what only these have, such as pages.
    fn connection(&self) -> Option<&Connection> {
        None
    }
}

/// The statements of a text.
pub trait Statements<'r> {
    /// The next one; None at the end.
    ///
    /// # Errors
    ///
    /// [`Error::Sql`] with the place in the text; [`Error::Forbidden`] where it does more than read.
    fn next(&mut self) -> Result<Option<Box<dyn Statement + 'r>>>;
}

/// A statement that is ready to be asked.
pub trait Statement {
    /// The names of its columns.
    fn columns(&self) -> Vec<String>;

    /// The names of its parameters in their order, with the mark before each; `?` where one has none.
    fn parameters(&self) -> Vec<String>;

    /// Whether it only reads.
    fn only_reads(&self) -> bool;

    /// What it took to answer so far, where whoever answers counts that.
    fn steps(&self) -> Option<Steps> {
        None
    }

    /// Asks it, with a value for each parameter.
    ///
    /// # Errors
    ///
    /// A value cannot be bound.
    fn ask(&mut self, values: &[Value]) -> Result<Box<dyn Rows + '_>>;
}

/// What it took SQLite to answer (`sqlite3_stmt_status`).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Steps {
    /// Steps of its virtual machine.
    pub all: u64,
    /// Steps to the next row of a whole table.
    pub scanned: u64,
    /// Sorts.
    pub sorts: u64,
    /// Rows that were put into indexes which last as long as the answer.
    pub indexed: u64,
}

/// Rows that come one by one.
pub trait Rows {
    /// The next one; None at the end.
    ///
    /// # Errors
    ///
    /// [`Error::Sql`]: the statement fails; or the reading is stopped.
    fn next(&mut self) -> Result<Option<Values<'_>>>;
}

/// A row: where SQLite has it, or as values that came from elsewhere.
#[derive(Clone, Copy)]
pub enum Values<'r> {
    /// A row in SQLite's own memory.
    Sqlite(&'r SqliteRow<'r>),
    /// Values that are ready.
    Ready(&'r [Value]),
}

impl<'r> Values<'r> {
    /// The value in a column.
    ///
    /// # Errors
    ///
    /// There is no such column.
    pub fn value(self, column: usize) -> Result<ValueRef<'r>> {
        match self {
            Self::Sqlite(row) => Ok(row.get_ref(column)?),
            Self::Ready(values) => {
                let value = values.get(column).ok_or(rusqlite::Error::InvalidColumnIndex(column));
                Ok(value?.into())
            }
        }
    }

    /// Hands on the values of the first columns, each with its number; for rows by the million.
    ///
    /// # Errors
    ///
    /// There are not so many columns.
    pub fn each(self, width: usize, mut take: impl FnMut(usize, ValueRef<'r>)) -> Result<()> {
        match self {
            Self::Sqlite(row) => {
                for n in 0..width {
                    take(n, row.get_ref(n)?);
                }
            }
            Self::Ready(values) => {
                for (n, value) in values.iter().enumerate().take(width) {
                    take(n, value.into());
                }
            }
        }
        Ok(())
    }

    /// The text in a column, bytes that are no UTF-8 shown as such; None for NULL.
    ///
    /// # Errors
    ///
    /// There is no such column, or it holds a number.
    pub fn text(self, column: usize) -> Result<Option<String>> {
        let bytes = self.value(column)?.as_bytes_or_null().map_err(|cause| Error::Sqlite(cause.into()))?;
        Ok(bytes.map(|bytes| String::from_utf8_lossy(bytes).into_owned()))
    }

    /// The whole number in a column; None for NULL.
    ///
    /// # Errors
    ///
    /// There is no such column, or it holds something else.
    pub fn number(self, column: usize) -> Result<Option<i64>> {
        self.value(column)?.as_i64_or_null().map_err(|cause| Error::Sqlite(cause.into()))
    }
}

impl dyn Reader + '_ {
    /// What a statement of the program's own comes to, row by row.
    ///
    /// # Errors
    ///
    /// The statement's or the function's.
    pub fn each(&self, sql: &str, values: &[Value], mut row: impl FnMut(Values<'_>) -> Result<()>) -> Result<()> {
        let mut statement = self.statement(sql)?;
        let mut rows = statement.ask(values)?;
        while let Some(next) = rows.next()? {
            row(next)?;
        }
        Ok(())
    }

    /// The texts in the first column of a statement of the program's own.
    ///
    /// # Errors
    ///
    /// The statement's.
    pub fn texts(&self, sql: &str, values: &[Value]) -> Result<Vec<String>> {
        let mut found = Vec::new();
        self.each(sql, values, |row| {
            found.extend(row.text(0)?);
            Ok(())
        })?;
        Ok(found)
    }

    /// The number in the first row of a statement of the program's own, if there is one.
    ///
    /// # Errors
    ///
    /// The statement's.
    pub fn number(&self, sql: &str, values: &[Value]) -> Result<Option<i64>> {
        let mut statement = self.statement(sql)?;
        let mut rows = statement.ask(values)?;
        rows.next()?.map_or(Ok(None), |row| row.number(0))
    }
}

#[cfg(test)]
mod tests;
