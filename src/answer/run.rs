//! Running SQL: rows from a reader to a writer.

use std::cell::RefCell;

use rusqlite::types::{Value, ValueRef};
use smallvec::SmallVec;

use super::bind::Bound;
use super::cite::{Citer, Shared};
use super::drawn::Drawn;
use super::marker::Marker;
use super::work::Work;
use crate::error::{Error, Result, nearest};
use crate::output::{Cell, Column, Format, RowWriter};
use crate::reader::{Reader, Statement};
use crate::script::whole;

/// What is to be run, and how.
pub struct Run<'r> {
    /// Who answers.
    pub reader: &'r dyn Reader,
    /// The most rows to write.
    pub limit: Option<u64>,
    /// The columns that may hold a record's id or a JSON array of ids; the first that is there does.
    pub cite_by: &'r [&'r str],
    /// Whether the rows are to be cited.
    pub is_cited: bool,
    /// The footnotes of a page, where several results share them; else each has its own.
    pub numbering: Option<&'r Shared>,
    /// What columns hold, by name, where it matters to a reader.
    pub columns: &'r [Column],
    /// Whether a line under the rows says how many there are, and what they were drawn on.
    pub is_summed: bool,
    /// Whether rows that are disputed or known to be wrong are marked.
    pub is_marked: bool,
    /// Most bytes that one row may take.
    pub most_bytes: u64,
    /// The format that is written.
    pub format: &'r Format,
    /// Where it is told how much work each answer was, where that is wished.
    pub work: Option<&'r RefCell<Vec<Work>>>,
}

impl<'r> Run<'r> {
    /// All that the SQL gives, as it is: nothing cited, no amounts, no bounds.
    #[must_use]
    pub fn plain(reader: &'r dyn Reader, format: &'r Format) -> Self {
        Self {
            reader,
            limit: None,
            cite_by: &[],
            is_cited: false,
            numbering: None,
            columns: &[],
            is_summed: false,
            is_marked: false,
            most_bytes: u64::MAX,
            format,
            work: None,
        }
    }

    /// Runs one statement; returns how many rows were written, and notes for stderr.
    ///
    /// # Errors
    ///
    /// The SQL is wrong, is not one statement, or does more than read; a parameter has no value; the
    /// run is stopped; the output cannot be written.
    pub fn one(&self, sql: &str, values: &[Bound], writer: &mut dyn RowWriter) -> Result<(u64, Vec<String>)> {
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
        if self.look_ahead(sql, &mut named)? > 1 && self.format.is_one_document {
            return Err(Error::ManyResults { format: self.format.name });
        }
        if let Some((name, _)) = values.iter().find(|(name, _)| !named.contains(name)) {
            let near = nearest(name, named.iter().map(String::as_str));
            return Err(Error::UnusedParameter { name: name.clone(), near });
        }
        let (mut notes, mut count) = (Vec::new(), 0);
        let mut statements = self.reader.statements(sql);
        while let Some(mut statement) = statements.next()? {
            notes.extend(self.result(&mut *statement, values, writer)?.1);
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
    ) -> Result<(u64, Vec<String>)> {
        let (mut work, values) = (Work::begin(), values(statement, given)?);
        if !statement.only_reads() {
            return Err(Error::Forbidden { what: "this statement".to_owned() });
        }
        let named = statement.columns();
        let width = named.len();
        let cite_column = self.cite_by.iter().find_map(|by| named.iter().position(|name| name == by));
        let cite_by = cite_column.filter(|_| self.is_cited);
        let numbering = self.numbering.map_or_else(Shared::default, Shared::clone);
        let mut citer = cite_by.map(|n| self.citer(&named[n], &numbering)).transpose()?;
        // An array of ids is for programs; where people read, the sources stand in its place.
        let hidden = cite_column.filter(|n| self.format.is_for_people && named[*n].ends_with("_ids"));
        let columns = self.columns(named, hidden, citer.as_ref());
        writer.begin(&columns)?;
        let mut drawn = self.is_summed.then(Drawn::default);
        let mut marker = self.marker(cite_column.is_some())?;
        let mut notes = self.uncited(citer.is_some());
        let mut rows = statement.ask(&values)?;
        while let Some(row) = rows.next()? {
            if self.limit.is_some_and(|limit| work.rows >= limit) {
                notes.push(cut(work.rows));
                break;
            }
            work.row();
            let mut cells: SmallVec<[Cell<'_>; 24]> = SmallVec::with_capacity(columns.len());
            // What a row takes, as it is written, has a bound.
            let mut bytes = 0;
            row.each(width, |n, value| {
                if hidden != Some(n) {
                    if let ValueRef::Text(value) | ValueRef::Blob(value) = value {
                        bytes += value.len() as u64;
                    }
                    cells.push(Cell::Value(value));
                }
            })?;
            if bytes > self.most_bytes {
                return Err(Error::Memory);
            }
            if let (Some(citer), Some(by)) = (&mut citer, cite_by) {
                cells.extend(citer.cells(row.value(by)?)?);
            }
            Drawn::take(drawn.as_mut(), || cite_column.map(|by| row.value(by)).transpose())?;
            Marker::tell(marker.as_mut(), || cite_column.map(|by| row.value(by)).transpose(), writer)?;
            writer.row(&cells)?;
        }
        drop(rows);
        writer.finish()?;
        let count = self.worked(work, statement);
        drawn.map_or(Ok(()), |drawn| writer.summary(&drawn.told(self.reader)?))?;
        self.footnoted(citer.as_ref(), &numbering, writer)?;
        notes.extend(citer.iter().flat_map(Citer::notes));
        Ok((count, notes))
    }

    /// Writes the footnotes of a result that has its own.
    fn footnoted(&self, citer: Option<&Citer<'_>>, numbering: &Shared, writer: &mut dyn RowWriter) -> Result<()> {
        if citer.is_some() && self.numbering.is_none() {
            writer.footnotes(numbering.borrow().footnotes())?;
        }
        Ok(())
    }

    /// Tells how much work an answer was, where that is wished; returns how many rows there were.
    fn worked(&self, mut work: Work, statement: &dyn Statement) -> u64 {
        work.end(statement.steps());
        let rows = work.rows;
        if let Some(all) = self.work {
            all.borrow_mut().push(work);
        }
        rows
    }

    /// Who marks rows, where people read them and they are of records.
    fn marker(&self, is_of_records: bool) -> Result<Option<Marker<'r>>> {
        if self.is_marked && is_of_records { Marker::new(self.reader).map(Some) } else { Ok(None) }
    }

    /// Who cites rows by a column.
    fn citer(&self, by: &str, numbering: &Shared) -> Result<Citer<'r>> {
        let citer = Citer::new(self.reader, self.format.cites, by, numbering.clone())?;
        citer.with_standing(self.reader, self.is_marked)
    }

    /// That rows which are to be cited have nothing to cite by.
    fn uncited(&self, is_citable: bool) -> Vec<String> {
        if is_citable || !self.is_cited {
            return Vec::new();
        }
        vec![format!("the rows have no column {}, so there is nothing to cite", listed(self.cite_by))]
    }

    /// The columns as they are written: one may be hidden, and those of the sources stand at the end.
    fn columns(&self, named: Vec<String>, hidden: Option<usize>, citer: Option<&Citer<'_>>) -> Vec<Column> {
        let told = |name: String| {
            let known = self.columns.iter().find(|known| known.name == name).cloned();
            known.unwrap_or_else(|| Column::named(&name))
        };
        let own = named.into_iter().map(told);
        let shown = own.enumerate().filter(|(n, _)| hidden != Some(*n)).map(|(_, column)| column);
        shown.chain(citer.map(Citer::columns).unwrap_or_default()).collect()
    }
}

/// That there are more rows than are shown.
fn cut(count: u64) -> String {
    let shown = if count == 1 { "row is".to_owned() } else { format!("{count} rows are") };
    format!("only the first {shown} shown; there are more (--limit)")
}

/// Names in a sentence.
fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or ")
}

/// A value for each parameter of a statement.
///
/// # Errors
///
/// [`Error::UnboundParameter`].
pub fn values(statement: &dyn Statement, given: &[Bound]) -> Result<Vec<Value>> {
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
