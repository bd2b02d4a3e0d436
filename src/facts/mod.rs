//! Facts files, both ways: what they bring into a record, and how a record is written as such files.
//!
//! Everything that one call brings is one transaction. References are resolved after every record
//! of every file has an identity, so the order of files and of tables in them does not matter;
//! faults are gathered, all of them, and any fault means that nothing is loaded.

pub mod anchor;
pub mod built_in;
mod cited;
mod dated;
pub mod document;
pub mod drafting;
mod identity;
pub mod json_schema;
pub mod kept;
mod parts;
mod records;
pub mod source;
pub mod to_toml;
mod vocabulary;

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;

use crate::error::{Error, Fault, Result};
use crate::record::put::{self, Outcome, Putter};
use crate::record::write;
use crate::shape::rule::Rule;
use crate::value::hash::sha256;

use document::{Document, Item, MOST_FAULTS, Step};
use source::Dating;

/// What became of one record.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its key.
    pub key: String,
    /// Its kind, or the table of a word or a source.
    pub kind: &'static str,
    /// Whether it was added, changed or left.
    pub outcome: Outcome,
}

/// What a load did.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// One entry for each record, in the order of the files.
    pub entries: Vec<Entry>,
    /// What the person should know.
    pub notes: Vec<String>,
}

/// A source's text, as a person gives it.
#[derive(Clone, Debug)]
pub struct GivenText {
    /// The key of its source; None where the hash tells.
    pub key: Option<String>,
    /// The file's name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Loads facts files and source texts into a connection that is in a transaction.
///
/// `files` are names and texts; `kind` is the batch's (`seed` or `facts`), `read_at` an instant in
/// UTC.
///
/// # Errors
///
/// [`Error::Faults`] with every fault of every file, or SQLite's own failure. The caller rolls
/// back.
pub fn load(
    conn: &Connection,
    files: &[(String, String)],
    texts: &[GivenText],
    kind: &str,
    read_at: &str,
) -> Result<Report> {
    // Rows may refer to rows that come later; references are resolved by then or are faults.
    conn.execute_batch("PRAGMA defer_foreign_keys = ON")?;
    let mut faults = Vec::new();
    let mut documents: Vec<Document> =
        files.iter().map(|(name, text)| document::document(name, text.clone(), &mut faults)).collect();
    origins_first(&mut documents);
    let mut loader = Loader {
        conn,
        faults,
        report: Report::default(),
        keys: HashMap::new(),
        entries: HashMap::new(),
        texts: HashMap::new(),
        minor_units: HashMap::new(),
        fresh_topics: HashSet::new(),
    };
    loader.few_faults()?;
    let mut batches = Vec::new();
    for document in &documents {
        let hash = sha256(document.text.as_bytes());
        let batch = write::Batch { kind, name: &document.name, sha256: Some(&hash), read_at, note: None };
        batches.push(write::begin(conn, batch)?);
    }
    // First what others refer to, over all files: sources and words, identities, entities' names.
    for (document, batch) in documents.iter().zip(&batches) {
        loader.new_topics(document, Putter { conn, batch: *batch })?;
    }
    let before = loader.faults.len();
    let mut sources = Vec::new();
    for (document, batch) in documents.iter().zip(&batches) {
        write::attribute(conn, *batch)?;
        sources.push(loader.words(document, Putter { conn, batch: *batch })?);
    }
    if loader.faults.len() > before {
        // Without its source nothing of a file can be judged.
        return Err(Error::Faults(loader.faults));
    }
    for given in texts {
        let kept = kept::keep(conn, given.key.as_deref(), &given.name, &given.bytes, read_at)?;
        loader.report.entries.extend(kept.entries);
        loader.report.notes.extend(kept.notes);
    }
    let mut files = Vec::new();
    for ((document, batch), source) in documents.iter().zip(&batches).zip(sources) {
        let mut file = File {
            document,
            putter: Putter { conn, batch: *batch },
            source,
            ids: Vec::new(),
            cites: Vec::new(),
            cited: HashSet::new(),
        };
        write::attribute(conn, *batch)?;
        loader.identities(&mut file)?;
        files.push(file);
    }
    for only_entities in [true, false] {
        for file in &mut files {
            write::attribute(conn, file.putter.batch)?;
            loader.records(file, only_entities)?;
        }
    }
    for file in &mut files {
        write::attribute(conn, file.putter.batch)?;
        loader.citations(file)?;
    }
    for file in &files {
        write::attribute(conn, file.putter.batch)?;
        loader.anchored(file)?;
    }
    for file in &files {
        loader.missing(file)?;
    }
    let mut said = HashSet::new();
    loader.faults.retain(|fault| said.insert((fault.place.clone(), fault.what.clone())));
    if loader.faults.is_empty() { Ok(loader.report) } else { Err(Error::Faults(loader.faults)) }
}

/// Puts files whose source was made from another file's source after that one.
fn origins_first(documents: &mut [Document]) {
    let origins: HashMap<String, String> = documents
        .iter()
        .filter_map(|document| document.source.as_ref())
        .filter_map(|source| Some((source.key.clone(), source.derived_from.clone()?)))
        .collect();
    let depth = |document: &Document| {
        let mut key = document.source.as_ref().map(|source| source.key.as_str());
        // A circle of origins ends here too; SQL refuses it later.
        (0..=origins.len())
            .take_while(|_| {
                key = key.and_then(|known| origins.get(known)).map(String::as_str);
                key.is_some()
            })
            .count()
    };
    documents.sort_by_cached_key(depth);
}

/// Everything a load keeps in mind.
struct Loader<'c> {
    conn: &'c Connection,
    faults: Vec<Fault>,
    report: Report,
    keys: HashMap<String, (i64, String)>,
    /// Where the entry of a record stands in the report, by its key.
    entries: HashMap<String, usize>,
    texts: HashMap<i64, Option<anchor::Text>>,
    minor_units: HashMap<String, Option<u32>>,
    /// Topics that the record did not have before this load.
    fresh_topics: HashSet<String>,
}

/// One file on its way in.
struct File<'d> {
    document: &'d Document,
    putter: Putter<'d>,
    source: Option<FromSource>,
    /// For each item its record and where its entry stands in the report.
    ids: Vec<Option<(i64, usize)>>,
    /// For each record the passages that carry it, gathered over the whole file.
    cites: Vec<(i64, Vec<anchor::Anchor>)>,
    /// The records that it cites.
    cited: HashSet<i64>,
}

/// The source of a file.
#[derive(Clone, Debug)]
struct FromSource {
    id: i64,
    key: String,
    published: Option<String>,
    /// Data sets and standards are cited as a whole.
    is_cited_whole: bool,
}

impl Loader<'_> {
    /// Puts the parts of facts that point at words which any file cites.
    fn anchored(&mut self, file: &File<'_>) -> Result<()> {
        let document = file.document;
        for (n, item) in document.items.iter().enumerate() {
            let (Some(kind), Some((id, entry))) = (item.record(), file.ids[n]) else { continue };
            if self.faults.is_empty() {
                let outcome = self.parts(file, item, kind, id, true)?;
                self.note(entry, outcome);
            }
        }
        Ok(())
    }

    /// Ends the load where there are more faults than a person reads at a time; each takes time to find.
    fn few_faults(&mut self) -> Result<()> {
        if self.faults.len() < MOST_FAULTS {
            return Ok(());
        }
        if let Some(last) = self.faults.last_mut() {
            last.hint = Some(format!("{MOST_FAULTS} faults are told at a time; there may be more"));
        }
        Err(Error::Faults(std::mem::take(&mut self.faults)))
    }

    fn fault(
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
    fn put(&mut self, file: &File<'_>, item: &Item, row: &put::Row) -> Result<Outcome> {
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

    /// Adds what became of a part of a record to the record's entry.
    fn note(&mut self, entry: usize, outcome: Outcome) {
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
