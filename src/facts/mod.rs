//! Facts files, both ways: what they bring into a record, and how a record is written as such files.
//!
//! Everything that one call brings is one transaction. References are resolved after every record
//! of every file has an identity, so the order of files and of tables in them does not matter;
//! faults are gathered, all of them, and any fault means that nothing is loaded.

mod amounts;
pub mod anchor;
pub mod built_in;
mod cited;
mod dated;
pub mod document;
pub mod drafting;
mod identity;
pub mod json_schema;
pub mod kept;
mod loader;
mod origin;
mod parts;
mod records;
pub mod source;
pub mod to_toml;
mod told;
mod values;
mod vocabulary;

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;

use crate::error::{Error, Result};
use crate::record::put::{Outcome, Putter};
use crate::record::write;
use crate::value::hash::sha256;

use document::Document;
use loader::{File, Loader};
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
    let mut loader = Loader::new(conn, faults);
    loader.few_faults()?;
    let mut files = Vec::new();
    for document in &documents {
        let hash = sha256(document.text.as_bytes());
        let batch = write::Batch { kind, name: &document.name, sha256: Some(&hash), read_at, note: None };
        files.push(File::new(document, Putter { conn, batch: write::begin(conn, batch)? }));
    }
    told_with(&mut loader, &mut files)?;
    for given in texts {
        let kept = kept::keep(conn, given.key.as_deref(), &given.name, &given.bytes, read_at)?;
        loader.report.entries.extend(kept.entries);
        loader.report.notes.extend(kept.notes);
    }
    told(&mut loader, &mut files)?;
    let mut said = HashSet::new();
    loader.faults.retain(|fault| said.insert((fault.place.clone(), fault.what.clone())));
    if loader.faults.is_empty() { Ok(loader.report) } else { Err(Error::Faults(loader.faults)) }
}

/// First what others refer to, over all files: sources, and the words that records are told with.
fn told_with(loader: &mut Loader<'_>, files: &mut [File<'_>]) -> Result<()> {
    for file in &*files {
        vocabulary::new_topics(loader, file)?;
    }
    let before = loader.faults.len();
    for file in files {
        write::attribute(loader.conn, file.putter.batch)?;
        file.source = vocabulary::words(loader, file)?;
    }
    // Without its source nothing of a file can be judged.
    if loader.faults.len() > before { Err(Error::Faults(std::mem::take(&mut loader.faults))) } else { Ok(()) }
}

/// Then the records: identities, entities with their names, all others, the words that carry them,
/// and what points at such words.
fn told(loader: &mut Loader<'_>, files: &mut [File<'_>]) -> Result<()> {
    let conn = loader.conn;
    let begin = |file: &File<'_>| write::attribute(conn, file.putter.batch);
    for file in &mut *files {
        begin(file)?;
        identity::identities(loader, file)?;
    }
    for only_entities in [true, false] {
        for file in &mut *files {
            begin(file)?;
            records::records(loader, file, only_entities)?;
        }
    }
    for file in &mut *files {
        begin(file)?;
        cited::citations(loader, file)?;
    }
    for file in &*files {
        begin(file)?;
        parts::anchored(loader, file)?;
    }
    for file in &*files {
        cited::missing(loader, file)?;
    }
    Ok(())
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
