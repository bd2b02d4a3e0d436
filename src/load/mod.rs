//! Loading: facts, texts and tables coming in.
//!
//! Everything that one call brings is one transaction. References are resolved after every record
//! of every file has an identity, so the order of files and of tables in them does not matter;
//! faults are gathered, all of them, and any fault means that nothing is loaded.

pub mod anchor;
pub mod batches;
pub mod draft;
pub mod export;
pub mod facts;
pub mod import;
pub mod merge;
pub mod put;
pub mod read;
pub mod rows;
pub mod rule;
pub mod seed;
pub mod text;

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};

use crate::db::{entity, write};
use crate::error::{Error, Fault, Result, nearest};
use crate::value::key::Key;

use facts::{Cited, Dating, Fact};
use put::{Outcome, Putter};
use read::{Document, Item, Step};
use rule::Rule;

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

/// The hash of some bytes as 64 hexadecimal digits (SHA-256).
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = |byte: &u8| [byte >> 4, byte & 15].map(|half| char::from(DIGITS[usize::from(half)]));
    Sha256::digest(bytes).iter().flat_map(digits).collect()
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
pub fn facts(
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
        files.iter().map(|(name, text)| read::document(name, text.clone(), &mut faults)).collect();
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
        let kept = text::keep(conn, given.key.as_deref(), &given.name, &given.bytes, read_at)?;
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
        loader.sides(file)?;
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

    /// Gives every record of a file an id, so that references can be resolved in any order.
    fn identities(&mut self, file: &mut File<'_>) -> Result<()> {
        let document = file.document;
        for item in &document.items {
            let Some((kind, common)) = item.fact.record() else {
                file.ids.push(None);
                continue;
            };
            let given = match common.key {
                Some(key) => key.parse::<Key>().map_err(|error| error.to_string()),
                None => derived_key(file.source.as_ref(), kind, common.cite)
                    .ok_or_else(|| "it has no key, and no words to make one from".to_owned()),
            };
            let key = match given {
                Ok(key) => key.to_string(),
                Err(why) => {
                    self.fault(
                        file,
                        item,
                        &[Step::Field("key")],
                        why,
                        Some("give a key: lower-case words joined by hyphens".to_owned()),
                    );
                    file.ids.push(None);
                    continue;
                }
            };
            let taken = self.record(&key)?;
            if let Some(kept) = self.merged_into(&key)? {
                self.report.notes.push(format!("`{key}` was merged into `{kept}`, so its table is left out"));
                file.ids.push(None);
                continue;
            }
            match taken {
                Some((_, other)) if other != kind => {
                    self.fault(
                        file,
                        item,
                        &[Step::Field("key")],
                        format!("the key `{key}` belongs to a record of kind {other}"),
                        Some("choose another key".to_owned()),
                    );
                    file.ids.push(None);
                    continue;
                }
                Some(_) if self.entries.contains_key(&key) => {
                    self.fault(
                        file,
                        item,
                        &[Step::Field("key")],
                        format!("the key `{key}` is given twice"),
                        Some("choose another key, or cite the record with [[cite]]".to_owned()),
                    );
                    file.ids.push(None);
                    continue;
                }
                _ => {}
            }
            let row = put::Row::new("record", vec![("key", key.clone().into())])
                .with("kind", kind.to_owned())
                .text("rank", common.rank)
                .text("reason", common.reason)
                .text("note", common.note);
            let before = self.faults.len();
            let outcome = self.put(file, item, &row)?;
            if self.faults.len() > before {
                file.ids.push(None);
                continue;
            }
            self.keys.remove(&key);
            let id = self.record(&key)?.map(|(id, _)| id);
            let entry = self.report.entries.len();
            self.entries.insert(key.clone(), entry);
            self.report.entries.push(Entry { key, kind, outcome });
            file.ids.push(id.map(|id| (id, entry)));
        }
        Ok(())
    }

    /// The key of the record that a retired key leads to.
    fn merged_into(&self, key: &str) -> Result<Option<String>> {
        let sql = "SELECT record.key FROM retired_key JOIN record ON record.id = retired_key.record_id WHERE retired_key.key = ?1";
        Ok(self.conn.prepare_cached(sql)?.query_row([key], |row| row.get(0)).optional()?)
    }

    /// The id and the kind of the record that has a key.
    fn record(&mut self, key: &str) -> Result<Option<(i64, String)>> {
        if let Some(found) = self.keys.get(key) {
            return Ok(Some(found.clone()));
        }
        let found: Option<(i64, String)> = self
            .conn
            .prepare_cached(
                "SELECT id, kind FROM record WHERE key = ?1
                UNION ALL SELECT record.id, record.kind FROM retired_key JOIN record ON record.id = retired_key.record_id WHERE retired_key.key = ?1",
            )?
            .query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        if let Some(found) = &found {
            self.keys.insert(key.to_owned(), found.clone());
        }
        Ok(found)
    }

    /// The id of the record that a field names by key; a fault where there is none, or none of the kind.
    fn reference(
        &mut self,
        file: &File<'_>,
        item: &Item,
        path: &[Step<'_>],
        key: &str,
        kind: Option<&str>,
    ) -> Result<Option<i64>> {
        match self.record(key)? {
            Some((id, found)) if kind.is_none_or(|kind| kind == found) => Ok(Some(id)),
            Some((_, found)) => {
                let wanted = kind.unwrap_or_default();
                self.fault(file, item, path, format!("`{key}` is of kind {found}, and {wanted} is needed here"), None);
                Ok(None)
            }
            None => {
                let near = self.near_key(key)?;
                self.fault(
                    file,
                    item,
                    path,
                    format!("no record has the key `{key}`"),
                    near.map(|near| format!("did you mean `{near}`?")),
                );
                Ok(None)
            }
        }
    }

    fn near_key(&self, key: &str) -> Result<Option<String>> {
        let mut statement = self.conn.prepare_cached("SELECT key FROM record LIMIT 100000")?;
        let keys: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(nearest(key, keys.iter().map(String::as_str)))
    }

    /// The id of the entity that a field names; a fault where it cannot be told.
    fn entity(&mut self, file: &File<'_>, item: &Item, path: &[Step<'_>], text: &str) -> Result<Option<i64>> {
        match entity::resolve(self.conn, text) {
            Ok(id) => Ok(Some(id)),
            Err(error @ (Error::UnknownEntity { .. } | Error::AmbiguousEntity { .. })) => {
                let hint = match &error {
                    Error::UnknownEntity { near, .. } if near.is_empty() => Some("add it as an [[entity]]".to_owned()),
                    other => other.hint(),
                };
                self.fault(file, item, path, error.to_string(), hint);
                Ok(None)
            }
            Err(other) => Err(other),
        }
    }

    /// The text of a source, where the record keeps it.
    fn text(&mut self, source: i64) -> Result<Option<&anchor::Text>> {
        if !self.texts.contains_key(&source) {
            let content: Option<String> = self
                .conn
                .query_row("SELECT content FROM source_text WHERE source_id = ?1", [source], |row| row.get(0))
                .optional()?;
            self.texts.insert(source, content.map(anchor::Text::new));
        }
        Ok(self.texts.get(&source).and_then(Option::as_ref))
    }

    /// Places the passages an item cites and gathers them under its record.
    fn cite(&mut self, file: &mut File<'_>, item: &Item, record: i64, cited: &[Cited]) -> Result<()> {
        let Some(source) = file.source.clone() else {
            self.fault(
                file,
                item,
                &[],
                "the file has no [source], so nothing can be cited",
                Some("add [source] with a key and a kind".to_owned()),
            );
            return Ok(());
        };
        if cited.is_empty() && !source.is_cited_whole {
            self.fault(file, item, &[], "it cites nothing", Some("add cite = [\"a few words as printed\"]".to_owned()));
            return Ok(());
        }
        file.cited.insert(record);
        let mut anchors = Vec::new();
        let mut troubles = Vec::new();
        let text = self.text(source.id)?;
        for (n, cited) in cited.iter().enumerate() {
            match anchor::Anchor::new(cited, text) {
                Ok(anchor) => anchors.push(anchor),
                Err(trouble) => troubles.push((n, trouble)),
            }
        }
        for (n, trouble) in troubles {
            let place = file.document.place(item, &[Step::Field("cite"), Step::Element(n)]);
            self.faults.push(anchor::fault(place, trouble));
        }
        match file.cites.iter_mut().find(|(id, _)| *id == record) {
            Some((_, gathered)) => gathered.extend(anchors),
            None => file.cites.push((record, anchors)),
        }
        Ok(())
    }

    /// Says which records an earlier load of the same file had and this one no longer has.
    fn missing(&mut self, file: &File<'_>) -> Result<()> {
        let Some(source) = &file.source else { return Ok(()) };
        let mut statement = self.conn.prepare_cached(
            "SELECT record.id, record.key FROM citation JOIN record ON record.id = citation.record_id JOIN batch ON batch.id = citation.batch_id
            WHERE citation.source_id = ?1 AND batch.kind IN ('facts', 'seed') AND citation.batch_id <> ?2 ORDER BY record.id",
        )?;
        let records =
            statement.query_map((source.id, file.putter.batch), |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
        for record in records {
            let (id, key) = record?;
            if !file.cited.contains(&id) {
                let name = &file.document.name;
                self.report.notes.push(format!(
                    "`{key}` was told from this source and is not in {name}; it stays (`onrecord remove {key}` takes it out)"
                ));
            }
        }
        Ok(())
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

/// A key made from the source, the kind and the first words that are cited.
fn derived_key(source: Option<&FromSource>, kind: &str, cited: &[Cited]) -> Option<Key> {
    let words = match cited.first()? {
        Cited::Words(words) => Some(words),
        Cited::Place(place) => place.quote.as_ref().or(place.words.as_ref()),
    }?;
    Key::from_text(&format!("{} {kind} {words}", source?.key), 72)
}

/// The day a file's source was published, as far as it is one day.
fn published_day(published: Option<&str>) -> Option<&str> {
    published.filter(|day| day.len() == 10)
}

/// The dates of a fact: the field, its value and the words behind it.
type Dates<'a> = Vec<(&'static str, Option<&'a facts::Dated>)>;

/// The dates a fact may carry, by the name of the column.
fn dates(fact: &Fact) -> Dates<'_> {
    match fact {
        Fact::Entity(fact) => vec![("began", fact.began.as_ref()), ("ended", fact.ended.as_ref())],
        Fact::Relation(fact) => {
            vec![("since", fact.since.as_ref()), ("until", fact.until.as_ref()), ("attested", fact.attested.as_ref())]
        }
        Fact::Event(fact) => vec![("date", fact.date.as_ref())],
        Fact::Figure(fact) => vec![("as_of", fact.as_of.as_ref())],
        Fact::Statement(fact) => vec![("date", fact.date.as_ref())],
        Fact::Stage(fact) => vec![("date", fact.date.as_ref())],
        _ => Vec::new(),
    }
}

/// The words of a date as a row of `dating` wants them.
fn dating(field: &str, words: &facts::Words) -> Dating {
    Dating { field: field.to_owned(), date: words.date.clone(), words: words.words.clone(), from: words.from.clone() }
}
