//! Citing: the sources of each row, in the way that the format carries them.
//!
//! Formats for people get marks in the row and footnotes under the table; JSON gets an array of
//! objects; CSV and TSV get columns. What a citation says is written in `cite.sql`.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use rusqlite::types::ValueRef;

use super::marker::{Marker, STANDING};
use crate::error::Result;
use crate::output::{Cell, Cites, Column, Role};
use crate::reader::{Reader, Statement, Values};
use crate::value::in_words::in_words;

static PASSAGES: &str = include_str!("cite.sql");

/// How many of the columns of `cite.sql` stand before those that CSV prints.
const PARTS_FROM: usize = 5;

/// Of the records that one row names, so many are cited.
const MOST: usize = 100_000;

/// The footnotes of one result, or of several on one page, and the records that were cited.
#[derive(Debug, Default)]
pub struct Numbering {
    footnotes: Vec<String>,
    numbers: HashMap<String, usize>,
    records: BTreeSet<i64>,
}

/// A numbering that several results share.
pub type Shared = Rc<RefCell<Numbering>>;

impl Numbering {
    /// The number of a footnote; a new one comes after those there are.
    fn number(&mut self, footnote: String) -> usize {
        let next = self.footnotes.len() + 1;
        let number = *self.numbers.entry(footnote.clone()).or_insert(next);
        if number == next {
            self.footnotes.push(footnote);
        }
        number
    }

    /// The footnotes so far, in order; the first is number 1.
    #[must_use]
    pub fn footnotes(&self) -> &[String] {
        &self.footnotes
    }

    /// The records that rows so far were about, as a JSON array of their ids.
    #[must_use]
    pub fn records(&self) -> String {
        self.records.iter().copied().collect::<serde_json::Value>().to_string()
    }
}

/// The citations of a result's rows.
pub struct Citer<'c> {
    passages: Box<dyn Statement + 'c>,
    /// The column that names the records.
    by: String,
    cites: Cites,
    /// The columns of their own.
    named: Vec<String>,
    /// Who tells programs what people see as marks of rows.
    standing: Option<Marker<'c>>,
    numbering: Shared,
    cells: Vec<String>,
    is_cut: bool,
    /// How many rows name no record that can be cited.
    astray: u64,
}

impl<'c> Citer<'c> {
    /// For a result in a format that carries its sources so; `by` is the column that names records.
    ///
    /// # Errors
    ///
    /// What is read is no record.
    pub fn new(reader: &'c dyn Reader, cites: Cites, by: &str, numbering: Shared) -> Result<Self> {
        let passages = reader.statement(PASSAGES)?;
        let named = passages.columns().split_off(PARTS_FROM);
        let (by, cells) = (by.to_owned(), Vec::new());
        Ok(Self { passages, by, cites, named, standing: None, numbering, cells, is_cut: false, astray: 0 })
    }

    /// As it is, and with a column that tells which rows are sides of disputes or known to be wrong, where no marks do.
    ///
    /// # Errors
    ///
    /// What is read is no record.
    pub fn with_standing(self, reader: &'c dyn Reader, is_marked: bool) -> Result<Self> {
        let standing = if is_marked { None } else { Some(Marker::of_all(reader)?) };
        Ok(Self { standing, ..self })
    }

    /// The columns that are added to the result's own.
    #[must_use]
    pub fn columns(&self) -> Vec<Column> {
        let sources = match self.cites {
            Cites::Columns => self.named.iter().map(|name| Column::named(name)).collect(),
            Cites::Footnotes => vec![Column { role: Role::Sources, ..Column::named("sources") }],
            Cites::Objects => vec![Column::named("sources")],
        };
        self.standing.iter().map(|_| Column::named(STANDING)).chain(sources).collect()
    }

    /// The cells that are added to a row whose records the cell names: an id, or a JSON array of ids.
    ///
    /// # Errors
    ///
    /// The reader's.
    pub fn cells(&mut self, records: ValueRef<'_>) -> Result<impl Iterator<Item = Cell<'_>>> {
        let standing = self.standing.as_mut().map(|standing| standing.word(records)).transpose()?;
        let ids = ids(records);
        self.astray += u64::from(ids.is_none());
        // What names no record is counted, and told.
        let mut ids = ids.unwrap_or_default();
        self.is_cut |= ids.len() > MOST;
        ids.truncate(MOST);
        let (mut marks, mut objects) = (Vec::new(), Vec::new());
        let mut parts: Vec<Vec<String>> = vec![Vec::new(); self.named.len()];
        self.numbering.borrow_mut().records.extend(&ids);
        for id in ids {
            let mut rows = self.passages.ask(&[id.into()])?;
            while let Some(row) = rows.next()? {
                match self.cites {
                    Cites::Footnotes => {
                        marks.push(self.numbering.borrow_mut().number(footnote(row)?));
                    }
                    Cites::Objects => objects.extend(row.text(2)?),
                    Cites::Columns => {
                        for (n, part) in parts.iter_mut().enumerate() {
                            part.push(plain(row, n + PARTS_FROM)?);
                        }
                    }
                }
            }
        }
        self.cells = match self.cites {
            Cites::Footnotes => {
                let mut seen = HashSet::new();
                marks.retain(|number| seen.insert(*number));
                let marks: Vec<String> = marks.iter().map(|number| format!("[{number}]")).collect();
                vec![marks.join(" ")]
            }
            Cites::Objects => vec![format!("[{}]", objects.join(","))],
            Cites::Columns => parts.iter().map(|part| part.join(" | ")).collect(),
        };
        let is_json = self.cites == Cites::Objects;
        let cell = move |text| if is_json { Cell::Json(text) } else { Cell::Value(ValueRef::Text(text.as_bytes())) };
        Ok(standing.into_iter().chain(self.cells.iter().map(String::as_str).map(cell)))
    }

    /// What the person should know of rows that are not cited, or not in whole.
    #[must_use]
    pub fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.is_cut {
            notes.push(format!("of a row that names more than {MOST} records, the first {MOST} are cited"));
        }
        if self.astray > 0 {
            let what = "neither a record's number nor a list of such numbers";
            let rows = if self.astray == 1 { "1 row is".to_owned() } else { format!("{} rows are", self.astray) };
            notes.push(format!("{rows} not cited: `{}` holds {what} there", self.by));
        }
        notes
    }
}

/// A passage as a footnote: the document, its date in words, the place and the words.
fn footnote(row: Values<'_>) -> Result<String> {
    let basis = row.text(4)?.filter(|basis| basis == "inferred").map_or("", |_| " (inferred)");
    let date = row.text(3)?.map(|date| format!(", {}{basis}", in_words(&date).unwrap_or(date)));
    let [document, place] = [row.text(0)?, row.text(1)?];
    Ok([document, date, place].into_iter().flatten().collect())
}

/// A value as a column of its own prints it: nothing for NULL.
fn plain(row: Values<'_>, column: usize) -> Result<String> {
    Ok(match row.value(column)? {
        ValueRef::Null | ValueRef::Blob(_) => String::new(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
    })
}

/// The ids of a cell, each once; None where it holds none that are meant as such.
pub(super) fn ids(records: ValueRef<'_>) -> Option<Vec<i64>> {
    let mut ids: Vec<i64> = match records {
        ValueRef::Integer(id) => return Some(vec![id]),
        ValueRef::Text(json) => serde_json::from_slice(json).ok()?,
        ValueRef::Null => Vec::new(),
        ValueRef::Real(_) | ValueRef::Blob(_) => return None,
    };
    let mut seen = HashSet::new();
    ids.retain(|id| seen.insert(*id));
    Some(ids)
}
