//! Citing: the sources of each row, in the way that each format can carry them.
//!
//! Formats for people get marks in the row and footnotes under the table; JSON gets an array of
//! objects; CSV and TSV get columns. What a citation says is written in `cite.sql`.

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;
use rusqlite::types::{Value, ValueRef};

use crate::error::Result;
use crate::output::{Column, Format};

static PASSAGES: &str = include_str!("cite.sql");

/// How many of the columns of `cite.sql` stand before those that CSV prints.
const PARTS_FROM: usize = 2;

/// Of the records that one row names, so many are cited.
pub const MOST: usize = 100_000;

/// The citations of a result's rows.
pub struct Citer<'c> {
    conn: &'c Connection,
    style: Style,
    footnotes: Vec<String>,
    numbers: HashMap<String, usize>,
    cells: Vec<String>,
    is_cut: bool,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Style {
    Footnotes,
    Objects,
    Columns,
}

impl<'c> Citer<'c> {
    /// For a result in a format.
    #[must_use]
    pub fn new(conn: &'c Connection, format: Format) -> Self {
        let style = match format {
            Format::Json | Format::Jsonl => Style::Objects,
            Format::Csv | Format::Tsv | Format::Raw => Style::Columns,
            _ => Style::Footnotes,
        };
        Self { conn, style, footnotes: Vec::new(), numbers: HashMap::new(), cells: Vec::new(), is_cut: false }
    }

    /// The columns that are added to the result's own.
    ///
    /// # Errors
    ///
    /// SQLite's.
    pub fn columns(&self) -> Result<Vec<Column>> {
        if self.style != Style::Columns {
            return Ok(vec![Column::named("sources")]);
        }
        let statement = self.conn.prepare_cached(PASSAGES)?;
        Ok(statement.column_names().skip(PARTS_FROM).map(Column::named).collect())
    }

    /// The cells that are added to a row whose records the cell names: an id, or a JSON array of ids.
    ///
    /// # Errors
    ///
    /// SQLite's.
    pub fn cells(&mut self, records: ValueRef<'_>) -> Result<&[String]> {
        let mut ids = ids(records);
        self.is_cut |= ids.len() > MOST;
        ids.truncate(MOST);
        self.cells.clear();
        let (mut marks, mut marked, mut objects) = (Vec::new(), HashSet::new(), Vec::new());
        let mut statement = self.conn.prepare_cached(PASSAGES)?;
        let width = statement.column_count() - PARTS_FROM;
        let mut parts: Vec<Vec<String>> = vec![Vec::new(); width];
        for id in ids {
            let mut rows = statement.query([id])?;
            while let Some(row) = rows.next()? {
                match self.style {
                    Style::Footnotes => {
                        let footnote: String = row.get(0)?;
                        let next = self.footnotes.len() + 1;
                        let number = *self.numbers.entry(footnote.clone()).or_insert(next);
                        if number == next {
                            self.footnotes.push(footnote);
                        }
                        if marked.insert(number) {
                            marks.push(number);
                        }
                    }
                    Style::Objects => objects.push(row.get::<_, String>(1)?),
                    Style::Columns => {
                        for (n, part) in parts.iter_mut().enumerate() {
                            part.push(match row.get::<_, Value>(n + PARTS_FROM)? {
                                Value::Null | Value::Blob(_) => String::new(),
                                Value::Integer(number) => number.to_string(),
                                Value::Real(number) => number.to_string(),
                                Value::Text(text) => text,
                            });
                        }
                    }
                }
            }
        }
        match self.style {
            Style::Footnotes => {
                let marks: Vec<String> = marks.iter().map(|number| format!("[{number}]")).collect();
                self.cells.push(marks.join(" "));
            }
            Style::Objects => self.cells.push(format!("[{}]", objects.join(","))),
            Style::Columns => self.cells.extend(parts.iter().map(|part| part.join(" | "))),
        }
        Ok(&self.cells)
    }

    /// Whether a row named more records than are cited.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// Whether the added cells are JSON documents.
    #[must_use]
    pub fn is_json(&self) -> bool {
        self.style == Style::Objects
    }

    /// The footnotes of the rows so far, in order; the first is number 1.
    #[must_use]
    pub fn footnotes(&self) -> &[String] {
        &self.footnotes
    }
}

/// The ids of a cell, each once.
fn ids(records: ValueRef<'_>) -> Vec<i64> {
    let mut ids: Vec<i64> = match records {
        ValueRef::Integer(id) => return vec![id],
        ValueRef::Text(json) => serde_json::from_slice(json).unwrap_or_default(),
        _ => Vec::new(),
    };
    let mut seen = HashSet::new();
    ids.retain(|id| seen.insert(*id));
    ids
}
