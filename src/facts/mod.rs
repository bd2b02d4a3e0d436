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
mod spans;
pub mod text;
pub mod to_toml;
mod told;
mod values;
mod vocabulary;
mod wording;

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
    loader.unread.extend(documents.iter_mut().flat_map(|document| std::mem::take(&mut document.unread)));
    loaded(&mut loader, &documents, texts, kind, read_at).map_err(|error| in_order(error, &documents))?;
    Ok(loader.report)
}

/// Loads what was read; every fault is one of [`Error::Faults`].
fn loaded(
    loader: &mut Loader<'_>,
    documents: &[Document],
    texts: &[GivenText],
    kind: &str,
    read_at: &str,
) -> Result<()> {
    let conn = loader.conn;
    loader.few_faults()?;
    let mut files = Vec::new();
    for document in documents {
        let hash = sha256(document.text.as_bytes());
        let batch = write::Batch { kind, name: &document.name, sha256: Some(&hash), read_at, note: None };
        files.push(File::new(document, Putter { conn, batch: write::begin(conn, batch)?, only_adds: false }));
    }
    told_with(loader, &mut files)?;
    for given in texts {
        let key = given.key.as_deref().or_else(|| only_pair(&files, texts));
        match kept::keep(conn, key, &given.name, &given.bytes, read_at) {
            Ok(kept) => {
                loader.report.entries.extend(kept.entries);
                loader.report.notes.extend(kept.notes);
            }
            // Where a file cannot be read, nobody knows which text it is the file of.
            Err(Error::Refused { .. }) if !loader.faults.is_empty() => {}
            Err(error) => return Err(error),
        }
    }
    told(loader, &mut files)?;
    let mut said = HashSet::new();
    loader.faults.retain(|fault| said.insert((fault.place.clone(), fault.what.clone())));
    if loader.faults.is_empty() { Ok(()) } else { Err(Error::Faults(std::mem::take(&mut loader.faults))) }
}

/// The key of the source of the only facts file, where there is one text and the file does not say
/// by a hash which it is: the two belong together.
fn only_pair<'f>(files: &'f [File<'_>], texts: &[GivenText]) -> Option<&'f str> {
    let ([file], [_]) = (files, texts) else { return None };
    file.document.source.as_ref().filter(|source| source.sha256.is_none()).map(|source| source.key.as_str())
}

/// Faults in the order of the files and of their lines.
fn in_order(error: Error, documents: &[Document]) -> Error {
    let Error::Faults(mut faults) = error else { return error };
    let at = |fault: &crate::error::Fault| {
        let mut parts = fault.place.rsplitn(3, ':');
        let (column, line, name) = (parts.next(), parts.next(), parts.next());
        let number = |text: Option<&str>| text.and_then(|text| text.parse::<usize>().ok());
        let file = documents.iter().position(|document| Some(document.name.as_str()) == name);
        (file.unwrap_or(documents.len()), number(line).unwrap_or(0), number(column).unwrap_or(0))
    };
    faults.sort_by_key(at);
    Error::Faults(faults)
}

/// First what others refer to, over all files: sources, and the words that records are told with.
fn told_with(loader: &mut Loader<'_>, files: &mut [File<'_>]) -> Result<()> {
    for file in &*files {
        vocabulary::new_topics(loader, file)?;
    }
    let before = loader.faults.len();
    for file in &mut *files {
        write::attribute(loader.conn, file.putter.batch)?;
        file.source = vocabulary::words(loader, file)?;
    }
    // Without its source nothing of a file can be judged.
    let has_none = files.iter().any(|file| file.source.as_ref().is_some_and(|source| source.id == 0));
    if loader.faults.len() > before && has_none {
        return Err(Error::Faults(std::mem::take(&mut loader.faults)));
    }
    Ok(())
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
