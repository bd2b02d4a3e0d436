//! Running SQL: rows from SQLite to a writer.

use rusqlite::fallible_iterator::FallibleIterator;
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Batch, Connection, ErrorCode, Statement};
use smallvec::SmallVec;

use crate::answer::bind::Bound;
use crate::answer::cite::{Citer, MOST};
use crate::error::{Error, Result, nearest};
use crate::output::{Cell, Column, Format, RowWriter};
use crate::record::sql::whole;
use crate::record::stop::StopSign;
use crate::text::visible;

/// What is to be run, and how.
pub struct Run<'r> {
    /// The connection.
    pub conn: &'r Connection,
    /// What can stop it.
    pub stop: &'r StopSign,
    /// The most rows to write.
    pub limit: Option<u64>,
    /// The column that holds a record's id or a JSON array of ids.
    pub cite_column: Option<&'r str>,
    /// Whether the rows are to be cited.
    pub is_cited: bool,
    /// The columns that hold money.
    pub money: &'r [String],
    /// Most bytes that one row may take.
    pub most_bytes: u64,
    /// The format that is written.
    pub format: Format,
}

impl Run<'_> {
    /// Runs one statement; returns notes for stderr.
    ///
    /// # Errors
    ///
    /// The SQL is wrong, is not one statement, or does more than read; a parameter has no value; the
    /// run is stopped; the output cannot be written.
    pub fn one(&self, sql: &str, values: &[Bound], writer: &mut dyn RowWriter) -> Result<Vec<String>> {
        whole(sql)?;
        let mut batch = Batch::new(self.conn, sql);
        let Some(mut statement) = batch.next().map_err(|cause| self.explain(&cause, sql))? else {
            return Err(Error::NoStatement);
        };
        if batch.next().map_err(|cause| self.explain(&cause, sql))?.is_some() {
            return Err(Error::ManyStatements);
        }
        Self::bind(&mut statement, values)?;
        self.result(&mut statement, sql, writer)
    }

    /// Runs every statement of a text, one result after the other; returns notes for stderr.
    ///
    /// # Errors
    ///
    /// As [`Self::one`]; or there are several statements and the format holds one result.
    pub fn all(&self, sql: &str, values: &[Bound], writer: &mut dyn RowWriter) -> Result<Vec<String>> {
        whole(sql)?;
        // What can be told before the first row is told then.
        let mut named = Vec::new();
        if self.look_ahead(sql, &mut named)? > 1 && self.format.is_one_document() {
            return Err(Error::ManyResults { format: self.format.name() });
        }
        if let Some((name, _)) = values.iter().find(|(name, _)| !named.contains(name)) {
            let near = nearest(name, named.iter().map(String::as_str));
            return Err(Error::UnusedParameter { name: name.clone(), near });
        }
        let (mut notes, mut count) = (Vec::new(), 0);
        let mut batch = Batch::new(self.conn, sql);
        while let Some(mut statement) = batch.next().map_err(|cause| self.explain(&cause, sql))? {
            Self::bind(&mut statement, values)?;
            notes.extend(self.result(&mut statement, sql, writer)?);
            count += 1;
        }
        if count == 0 {
            return Err(Error::NoStatement);
        }
        Ok(notes)
    }

    /// How many statements there are, and the names of their parameters.
    fn look_ahead(&self, sql: &str, named: &mut Vec<String>) -> Result<usize> {
        let mut batch = Batch::new(self.conn, sql);
        let mut count = 0;
        while let Some(statement) = batch.next().map_err(|cause| self.explain(&cause, sql))? {
            let names = (1..=statement.parameter_count()).filter_map(|n| statement.parameter_name(n));
            named.extend(names.map(|name| name.trim_start_matches([':', '@', '$', '?']).to_owned()));
            count += 1;
        }
        Ok(count)
    }

    fn bind(statement: &mut Statement<'_>, values: &[Bound]) -> Result<()> {
        for n in 1..=statement.parameter_count() {
            let name = statement.parameter_name(n).unwrap_or("?").to_owned();
            let bare = name.trim_start_matches([':', '@', '$', '?']);
            let value = values.iter().find(|(known, _)| known == bare).map(|(_, value)| value);
            let Some(value) = value else { return Err(Error::UnboundParameter { name }) };
            statement.raw_bind_parameter(n, value)?;
        }
        Ok(())
    }

    fn result(&self, statement: &mut Statement<'_>, sql: &str, writer: &mut dyn RowWriter) -> Result<Vec<String>> {
        if !statement.readonly() {
            return Err(Error::Forbidden { what: "this statement".to_owned() });
        }
        let mut columns: Vec<Column> = statement
            .column_names()
            .map(|name| Column { name: name.to_owned(), is_money: self.money.iter().any(|money| money == name) })
            .collect();
        let width = columns.len();
        let cite_column = self.cite_column.and_then(|by| columns.iter().position(|column| column.name == by));
        let cite_by = cite_column.filter(|_| self.is_cited);
        let mut citer = cite_by.map(|_| Citer::new(self.conn, self.format));
        if let Some(citer) = &citer {
            columns.extend(citer.columns()?);
        }
        // An array of ids is for programs; where people read, the sources stand in its place.
        let hidden = cite_column.filter(|n| self.format.is_for_people() && columns[*n].name.ends_with("_ids"));
        if let Some(n) = hidden {
            columns.remove(n);
        }
        writer.begin(&columns)?;
        let mut count = 0_u64;
        let mut notes = Vec::new();
        let mut rows = statement.raw_query();
        loop {
            let row = match rows.next() {
                Ok(Some(row)) => row,
                Ok(None) => break,
                Err(cause) => return Err(self.explain(&cause, sql)),
            };
            if self.limit.is_some_and(|limit| count >= limit) {
                notes.push(format!("only the first {count} rows are shown; there are more (--limit)"));
                break;
            }
            count += 1;
            let mut cells: SmallVec<[Cell<'_>; 24]> = SmallVec::with_capacity(columns.len());
            for n in 0..width {
                if hidden != Some(n) {
                    cells.push(Cell::Value(row.get_ref(n)?));
                }
            }
            self.bear(&cells)?;
            if let (Some(citer), Some(by)) = (&mut citer, cite_by) {
                let is_json = citer.is_json();
                let added = citer.cells(row.get_ref(by)?)?;
                cells.extend(
                    added.iter().map(|text| {
                        if is_json { Cell::Json(text) } else { Cell::Value(ValueRef::Text(text.as_bytes())) }
                    }),
                );
            }
            writer.row(&cells)?;
        }
        writer.finish()?;
        if let Some(citer) = &citer {
            footnotes(citer, self.format, writer)?;
            if citer.is_cut() {
                notes.push(format!("of a row that names more than {MOST} records, the first {MOST} are cited"));
            }
        }
        Ok(notes)
    }

    /// Refuses a row whose values, as they are written, would take more memory than they may.
    fn bear(&self, cells: &[Cell<'_>]) -> Result<()> {
        let bytes_of = |cell: &Cell<'_>| match cell {
            Cell::Value(ValueRef::Text(value) | ValueRef::Blob(value)) => value.len() as u64,
            _ => 0,
        };
        if cells.iter().map(bytes_of).sum::<u64>() > self.most_bytes { Err(Error::Memory) } else { Ok(()) }
    }

    /// What SQLite says, as an error of ours: with the place in the SQL, or why it was stopped.
    fn explain(&self, cause: &rusqlite::Error, sql: &str) -> Error {
        match cause {
            rusqlite::Error::SqlInputError { error, msg, sql: of, offset } => {
                // Statements of a text are prepared one by one, so the place is counted from the
                // start of the rest of the text.
                let before = sql.len().saturating_sub(of.len());
                let at = usize::try_from(*offset).ok().map(|offset| before + offset);
                if error.code == ErrorCode::AuthorizationForStatementDenied {
                    return Error::Forbidden { what: forbidden(msg) };
                }
                Error::Sql { message: msg.clone(), sql: sql.to_owned(), at, near: self.near(msg) }
            }
            other => match other.sqlite_error_code() {
                Some(ErrorCode::OperationInterrupted) if self.stop.is_raised() => self.stop.error(),
                Some(ErrorCode::OutOfMemory) => Error::Memory,
                Some(ErrorCode::AuthorizationForStatementDenied) => {
                    Error::Forbidden { what: forbidden(&other.to_string()) }
                }
                _ => {
                    let message = match other {
                        rusqlite::Error::SqliteFailure(_, Some(message)) => message.clone(),
                        other => other.to_string(),
                    };
                    let near = self.near(&message);
                    Error::Sql { message, sql: sql.to_owned(), at: None, near }
                }
            },
        }
    }

    /// The table or column that a name SQLite does not know comes nearest to.
    fn near(&self, message: &str) -> Option<String> {
        let (what, name) = message.split_once(": ")?;
        let sql = match what {
            "no such table" => "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')",
            "no such column" => {
                "SELECT DISTINCT info.name FROM sqlite_schema, pragma_table_info(sqlite_schema.name) AS info"
            }
            _ => return None,
        };
        let mut statement = self.conn.prepare(sql).ok()?;
        let names: Vec<String> = statement.query_map([], |row| row.get(0)).ok()?.flatten().collect();
        let bare = name.rsplit('.').next().unwrap_or(name);
        nearest(bare, names.iter().map(String::as_str))
    }
}

/// What the authorizer refused, in words.
fn forbidden(message: &str) -> String {
    match message {
        "not authorized" | "" => "this statement".to_owned(),
        other => other.trim_start_matches("not authorized to use ").to_owned(),
    }
}

/// Prints the footnotes under a result, as the format prints text.
fn footnotes(citer: &Citer<'_>, format: Format, writer: &mut dyn RowWriter) -> Result<()> {
    if citer.footnotes().is_empty() {
        return Ok(());
    }
    let sink = writer.sink();
    let (open, close) = if format == Format::Html { ("<ol>\n", "</ol>\n") } else { ("\n", "") };
    sink.push(open);
    for (n, footnote) in citer.footnotes().iter().enumerate() {
        let text = visible(footnote.as_bytes());
        match format {
            Format::Html => {
                let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
                sink.push(&format!("<li>{escaped}</li>\n"));
            }
            Format::Markdown => sink.push(&format!("{}. {}\n", n + 1, text.replace('*', "\\*").replace('<', "&lt;"))),
            _ => sink.push(&format!("[{}] {text}\n", n + 1)),
        }
    }
    sink.push(close);
    sink.flush()
}

/// A value bound under a name.
#[must_use]
pub fn bound(name: &str, value: impl Into<Value>) -> Bound {
    (name.to_owned(), value.into())
}
