//! What a load keeps in mind while its files come in: faults, the report, keys, texts.

use std::collections::{HashMap, HashSet};

use rusqlite::types::Value as Cell;
use rusqlite::{Connection, OptionalExtension};

use super::document::{Document, Item, MOST_FAULTS};
use super::spans::Step;
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
    /// The names and keys in tables that are at fault: what refers to them is no fault of its own.
    pub unread: HashSet<String>,
    /// Where the items stand of which something is wrong.
    faulty: HashSet<String>,
    /// How often something was referred to that is in such a table.
    pub unresolved: usize,
    /// Topics that the record did not have before this load.
    pub fresh_topics: HashSet<String>,
}

/// Words behind the dates of a record, as one item of a file tells them.
pub struct Told {
    /// The record.
    pub record: i64,
    /// The item, counted from 0.
    pub item: usize,
    /// What they are in the record.
    pub rows: Vec<Row>,
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
    /// The words behind dates, gathered over the whole file.
    pub dated: Vec<Told>,
    /// The records that it cites.
    pub cited: HashSet<i64>,
    /// The sources that told records of this file before, by the keys of the records.
    pub tellers: HashMap<String, String>,
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
        Self {
            document,
            putter,
            source: None,
            ids: Vec::new(),
            cites: Vec::new(),
            dated: Vec::new(),
            cited: HashSet::new(),
            tellers: HashMap::new(),
        }
    }
}

/// What to do about a record that another source tells.
fn cite_it(key: &str) -> String {
    format!(
        "if it is the same, say [[cite]] record = \"{key}\" with this source's words, and where the two differ, a [[dispute]]; if not, choose another key"
    )
}

impl File<'_> {
    /// The language of the source, BCP 47, where the file says it.
    pub fn language(&self) -> Option<&str> {
        self.document.source.as_ref()?.language.as_deref()
    }

    /// The key of an item's record and the source that told it, where that is another than this file's.
    fn teller(&self, item: &Item) -> Option<(&str, &str)> {
        let (key, teller) = self.tellers.get_key_value(item.common.key.as_ref()?)?;
        Some((key, teller))
    }

    /// How the rows of an item are put: what another source told stays as it is.
    fn putter_of(&self, item: &Item) -> Putter<'_> {
        Putter { only_adds: self.teller(item).is_some(), ..self.putter }
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
            unread: HashSet::new(),
            faulty: HashSet::new(),
            unresolved: 0,
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
        self.unread.extend(item.names());
        self.faulty.insert(file.document.place(item, &[]));
        self.faults.push(Fault { place, what: what.into(), hint });
    }

    /// The text of a source, where the record keeps it.
    pub fn text(&mut self, source: i64) -> Result<Option<&anchor::Text>> {
        if !self.texts.contains_key(&source) {
            let sql = "SELECT content FROM source_text WHERE source_id = ?1";
            let content: Option<String> = self.conn.query_row(sql, [source], |row| row.get(0)).optional()?;
            self.texts.insert(source, content.map(anchor::Text::new));
        }
        Ok(self.texts.get(&source).and_then(Option::as_ref))
    }

    /// Whether a name or a key is of a table that is at fault; counted, because what refers to it is
    /// not whole.
    pub fn is_unread(&mut self, name: &str) -> bool {
        let is_unread = self.unread.contains(name);
        self.unresolved += usize::from(is_unread);
        is_unread
    }

    /// How many troubles there are, told or not.
    pub fn troubles(&self) -> usize {
        self.faults.len() + self.unresolved
    }

    /// That a file changes nothing of what another source told: it may only add to it.
    fn unchanged(&mut self, file: &File<'_>, item: &Item, outcome: Outcome) -> Outcome {
        let (Some((key, teller)), Outcome::Changed(differences)) = (file.teller(item), &outcome) else {
            return outcome;
        };
        let differences = differences.join("; ");
        let what = format!("`{key}` is told by `{teller}`, and here it differs: {differences}");
        self.fault(file, item, &[Step::Field("key")], what, Some(cite_it(key)));
        Outcome::Same
    }

    /// That a file adds nothing to a list whose order another source told.
    pub fn only_cites(&mut self, file: &File<'_>, item: &Item, field: &str) {
        if let Some((key, teller)) = file.teller(item) {
            let what = format!("`{key}` is told by `{teller}`, which has other {field}");
            self.fault(file, item, &[Step::Field(field)], what, Some(cite_it(key)));
        }
    }

    /// Puts a row; a rule of the schema that it breaks is a fault at the field the rule is about.
    pub fn put(&mut self, file: &File<'_>, item: &Item, row: &Row) -> Result<Outcome> {
        match file.putter_of(item).put(row) {
            Ok(outcome) => Ok(self.unchanged(file, item, outcome)),
            Err(Error::Sqlite(cause)) => {
                let Some(rule) = Rule::of(&cause) else { return Err(cause.into()) };
                let value = row.value(&rule.field);
                // What lacks a value because the one that was given is wrong was told of that one.
                if value.is_some() || !self.faulty.contains(&file.document.place(item, &[])) {
                    let (what, hint) = rule.told(value.as_deref());
                    self.fault(file, item, &[Step::Field(&rule.field)], what, hint);
                }
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
        match file.putter_of(item).put_all(table, owner, rows) {
            Ok(outcome) => Ok(self.unchanged(file, item, outcome)),
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
