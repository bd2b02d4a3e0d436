//! What a load keeps in mind while its files come in: faults, the report, keys, texts.

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;
use rusqlite::types::Value as Cell;

use super::document::{Document, Item, MOST_FAULTS, Step};
use super::{Report, anchor};
use crate::error::{Error, Fault, Result};
use crate::record::put::{Outcome, Putter, Row};
use crate::shape::rule::Rule;

/// Everything a load keeps in mind.
pub struct Loader<'c> {
    pub conn: &'c Connection,
    pub faults: Vec<Fault>,
    pub report: Report,
    pub keys: HashMap<String, (i64, String)>,
    /// Where the entry of a record stands in the report, by its key.
    pub entries: HashMap<String, usize>,
    pub texts: HashMap<i64, Option<anchor::Text>>,
    pub minor_units: HashMap<String, Option<u32>>,
    /// Topics that the record did not have before this load.
    pub fresh_topics: HashSet<String>,
}

/// One file on its way in.
pub struct File<'d> {
    pub document: &'d Document,
    pub putter: Putter<'d>,
    pub source: Option<FromSource>,
    /// For each item its record and where its entry stands in the report.
    pub ids: Vec<Option<(i64, usize)>>,
    /// For each record the passages that carry it, gathered over the whole file.
    pub cites: Vec<(i64, Vec<anchor::Anchor>)>,
    /// The records that it cites.
    pub cited: HashSet<i64>,
}

/// The source of a file.
#[derive(Clone, Debug)]
pub struct FromSource {
    pub id: i64,
    pub key: String,
    pub published: Option<String>,
    /// Data sets and standards are cited as a whole.
    pub is_cited_whole: bool,
}

impl<'d> File<'d> {
    /// A file of which nothing is put yet.
    pub fn new(document: &'d Document, putter: Putter<'d>) -> Self {
        Self { document, putter, source: None, ids: Vec::new(), cites: Vec::new(), cited: HashSet::new() }
    }
}

impl<'c> Loader<'c> {
    /// At the start of a load, with the faults that reading the files found.
    pub fn new(conn: &'c Connection, faults: Vec<Fault>) -> Self {
        Self {
            conn,
            faults,
            report: Report::default(),
            keys: HashMap::new(),
            entries: HashMap::new(),
            texts: HashMap::new(),
            minor_units: HashMap::new(),
            fresh_topics: HashSet::new(),
        }
    }

    /// Ends the load where there are more faults than a person reads at a time; each takes time to find.
    pub fn few_faults(&mut self) -> Result<()> {
        if self.faults.len() < MOST_FAULTS {
            return Ok(());
        }
        if let Some(last) = self.faults.last_mut() {
            last.hint = Some(format!("{MOST_FAULTS} faults are told at a time; there may be more"));
        }
        Err(Error::Faults(std::mem::take(&mut self.faults)))
    }

    pub fn fault(
        &mut self,
        file: &File<'_>,
        item: &Item,
        path: &[Step<'_>],
        what: impl Into<String>,
        hint: Option<String>,
    ) {
        let place = file.document.place(item, path);
        self.faults.push(Fault { place, what: what.into(), hint });
    }

    /// Puts a row; a rule of the schema that it breaks is a fault at the field the rule is about.
    pub fn put(&mut self, file: &File<'_>, item: &Item, row: &Row) -> Result<Outcome> {
        match file.putter.put(row) {
            Ok(outcome) => Ok(outcome),
            Err(Error::Sqlite(cause)) => {
                let Some(rule) = Rule::of(&cause) else { return Err(cause.into()) };
                let (what, hint) = rule.told(row.value(&rule.field).as_deref());
                self.fault(file, item, &[Step::Field(&rule.field)], what, hint);
                Ok(Outcome::Same)
            }
            Err(other) => Err(other),
        }
    }

    /// Puts the rows of a part; a rule that one breaks is a fault at the field.
    pub fn put_all(
        &mut self,
        file: &File<'_>,
        item: &Item,
        field: &str,
        table: &'static str,
        owner: &[(&'static str, Cell)],
        rows: &[Row],
    ) -> Result<Outcome> {
        match file.putter.put_all(table, owner, rows) {
            Ok(outcome) => Ok(outcome),
            Err(Error::Sqlite(cause)) => {
                let Some(rule) = Rule::of(&cause) else { return Err(cause.into()) };
                let value = rows.iter().find_map(|row| {
                    let value = row.value(&rule.field)?;
                    (!rule.words.contains(&value)).then_some(value)
                });
                let (what, hint) = rule.told(value.as_deref());
                self.fault(file, item, &[Step::Field(field)], what, hint);
                Ok(Outcome::Same)
            }
            Err(other) => Err(other),
        }
    }

    /// Adds what became of a part of a record to the record's entry.
    pub fn note(&mut self, entry: usize, outcome: Outcome) {
        let known = &mut self.report.entries[entry].outcome;
        match (&mut *known, outcome) {
            (Outcome::Added, _) | (_, Outcome::Same) => {}
            (Outcome::Changed(known), Outcome::Changed(more)) => known.extend(more),
            (Outcome::Same, Outcome::Added) => *known = Outcome::Changed(vec!["more of it".to_owned()]),
            (Outcome::Same, more) => *known = more,
            (Outcome::Changed(known), Outcome::Added) => known.push("more of it".to_owned()),
        }
    }
}
