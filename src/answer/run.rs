//! Running SQL: rows from a reader to a writer.

use rusqlite::types::{Value, ValueRef};
use smallvec::SmallVec;

use super::bind::Bound;
use super::cite::{Citer, MOST};
use crate::error::{Error, Result, nearest};
use crate::output::{Cell, Column, Format, RowWriter};
use crate::reader::{Reader, Row, Statement};
use crate::script::whole;

/// What is to be run, and how.
pub struct Run<'r> {
    /// Who answers.
    pub reader: &'r dyn Reader,
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

impl<'r> Run<'r> {
    /// All that the SQL gives, as it is: nothing cited, no amounts, no bounds.
    #[must_use]
    pub fn plain(reader: &'r dyn Reader, format: Format) -> Self {
        Self { reader, limit: None, cite_column: None, is_cited: false, money: &[], most_bytes: u64::MAX, format }
    }

    /// Runs one statement; returns notes for stderr.
    ///
    /// # Errors
    ///
    /// The SQL is wrong, is not one statement, or does more than read; a parameter has no value; the
    /// run is stopped; the output cannot be written.
    pub fn one(&self, sql: &str, values: &[Bound], writer: &mut dyn RowWriter) -> Result<Vec<String>> {
        whole(sql)?;
        let mut statements = self.reader.statements(sql);
        let Some(mut statement) = statements.next()? else { return Err(Error::NoStatement) };
        if statements.next()?.is_some() {
            return Err(Error::ManyStatements);
        }
        self.result(&mut *statement, values, writer)
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
        let mut statements = self.reader.statements(sql);
        while let Some(mut statement) = statements.next()? {
            notes.extend(self.result(&mut *statement, values, writer)?);
            count += 1;
        }
        if count == 0 {
            return Err(Error::NoStatement);
        }
        Ok(notes)
    }

    /// How many statements there are, and the names of their parameters.
    fn look_ahead(&self, sql: &str, named: &mut Vec<String>) -> Result<usize> {
        let mut statements = self.reader.statements(sql);
        let mut count = 0;
        while let Some(statement) = statements.next()? {
            named.extend(statement.parameters().iter().map(|name| bare(name).to_owned()));
            count += 1;
        }
        Ok(count)
    }

    fn result(
        &self,
        statement: &mut dyn Statement,
        given: &[Bound],
        writer: &mut dyn RowWriter,
    ) -> Result<Vec<String>> {
        let values = values(statement, given)?;
        if !statement.only_reads() {
            return Err(Error::Forbidden { what: "this statement".to_owned() });
        }
        let is_money = |name: &String| self.money.contains(name);
        let named = statement.columns().into_iter().map(|name| Column { is_money: is_money(&name), name });
        let mut columns: Vec<Column> = named.collect();
        let width = columns.len();
        let cite_column = self.cite_column.and_then(|by| columns.iter().position(|column| column.name == by));
        let cite_by = cite_column.filter(|_| self.is_cited);
        let mut citer = cite_by.map(|_| Citer::new(self.reader, self.format.cites())).transpose()?;
        if let Some(citer) = &citer {
            columns.extend(citer.columns());
        }
        // An array of ids is for programs; where people read, the sources stand in its place.
        let hidden = cite_column.filter(|n| self.format.is_for_people() && columns[*n].name.ends_with("_ids"));
        if let Some(n) = hidden {
            columns.remove(n);
        }
        writer.begin(&columns)?;
        let mut count = 0_u64;
        let mut notes = Vec::new();
        let mut rows = statement.ask(&values)?;
        while let Some(row) = rows.next()? {
            if self.limit.is_some_and(|limit| count >= limit) {
                notes.push(format!("only the first {count} rows are shown; there are more (--limit)"));
                break;
            }
            count += 1;
            let shown = (0..width).filter(|n| hidden != Some(*n));
            let mut cells: SmallVec<[Cell<'_>; 24]> = SmallVec::with_capacity(columns.len());
            for n in shown {
                cells.push(Cell::Value(row.value(n)?));
            }
            self.bear(&cells)?;
            if let (Some(citer), Some(by)) = (&mut citer, cite_by) {
                cells.extend(citer.cells(Row::value(row, by)?)?);
                writer.row(&cells)?;
            } else {
                writer.row(&cells)?;
            }
        }
        writer.finish()?;
        if let Some(citer) = &citer {
            writer.footnotes(citer.footnotes())?;
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
}

/// A value for each parameter of a statement.
fn values(statement: &dyn Statement, given: &[Bound]) -> Result<Vec<Value>> {
    let value = |name: String| {
        let value = given.iter().find(|(known, _)| known == bare(&name)).map(|(_, value)| value.clone());
        value.ok_or(Error::UnboundParameter { name })
    };
    statement.parameters().into_iter().map(value).collect()
}

/// The name of a parameter without its mark.
fn bare(name: &str) -> &str {
    name.trim_start_matches([':', '@', '$', '?'])
}

/// A value bound under a name.
#[must_use]
pub fn bound(name: &str, value: impl Into<Value>) -> Bound {
    (name.to_owned(), value.into())
}
