//! Verifying anchors against texts that stand beside the record, found by their hash.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::check::Finding;
use crate::error::{Error, Result};
use crate::facts::anchor::Text;
use crate::files::bounds;
use crate::reader::Reader;
use crate::value::hash::sha256_of;

/// The name that findings of this check carry.
pub const NAME: &str = "anchor-differs-from-text";

/// What verifying came to.
#[derive(Debug, Default)]
pub struct Verified {
    /// Sources whose text was found.
    pub sources: usize,
    /// Passages that stand where the record says.
    pub passages: usize,
    /// What does not.
    pub findings: Vec<Finding>,
    /// The texts.
    pub given: Vec<Given>,
}

/// A source whose text is at hand.
#[derive(Debug)]
pub struct Given {
    /// The number of the source.
    pub id: i64,
    /// Its key.
    pub key: String,
    /// Its language (BCP 47), where it is known.
    pub language: Option<String>,
    /// Its text.
    pub text: Text,
}

/// Compares every anchor with the texts of a folder, as far as their sources are found there.
///
/// # Errors
///
/// The folder cannot be read, or SQLite's.
pub fn verify(reader: &dyn Reader, folder: &Path) -> Result<Verified> {
    let mut by_hash = HashMap::new();
    gather(folder, &mut HashSet::new(), &mut by_hash)?;
    let mut verified = Verified::default();
    for Told { id, key, sha256, sentences, bytes, language } in sources(reader)? {
        let Some(path) = by_hash.get(&sha256) else { continue };
        let content = bounds::text(path, bounds::TEXT)?;
        let length = i64::try_from(content.len()).unwrap_or(i64::MAX);
        let text = Text::new(content);
        verified.sources += 1;
        let mut wrong = |key: &str, reason: String| {
            verified.findings.push(Finding::fault(NAME, key, reason));
        };
        for (what, told, found) in [("sentences", sentences, text.sentence_count()), ("bytes", bytes, length)] {
            if let Some(told) = told.filter(|told| *told != found) {
                wrong(&key, format!("the record gives it {told} {what}, the text has {found}"));
            }
        }
        for anchor in anchors(reader, id)? {
            match anchor.trouble(&text) {
                Some(reason) => wrong(&anchor.record, reason),
                None => verified.passages += 1,
            }
        }
        verified.given.push(Given { id, key, language, text });
    }
    Ok(verified)
}

struct Stored {
    record: String,
    exact: String,
    bytes: Option<(i64, i64)>,
    chars: Option<(i64, i64)>,
    sentence: Option<i64>,
}

impl Stored {
    /// What differs from the text, if anything does.
    fn trouble(&self, text: &Text) -> Option<String> {
        let Some((start, end)) = self.bytes else {
            return Some(format!("`{}` has no place in the text yet", self.exact));
        };
        let range = usize::try_from(start).ok()?..usize::try_from(end).ok()?;
        let Some(words) = text.content().get(range.clone()) else {
            return Some(format!("bytes {start} to {end} are not a passage of the text"));
        };
        if words != self.exact {
            return Some(format!("bytes {start} to {end} read `{words}`, not `{}`", self.exact));
        }
        let found = text.place(range.clone()).chars;
        let pair = (i64::try_from(found.start).ok()?, i64::try_from(found.end).ok()?);
        if self.chars != Some(pair) {
            return Some(format!("`{words}` stands at code points {} to {}", pair.0, pair.1));
        }
        let sentence = text.sentence_at(range.start);
        (self.sentence != sentence).then(|| format!("`{words}` stands in sentence {}", sentence.unwrap_or_default()))
    }
}

fn anchors(reader: &dyn Reader, source: i64) -> Result<Vec<Stored>> {
    let sql = "SELECT record.key, anchor.exact, start_byte, end_byte, start_char, end_char, sentence
      FROM anchor JOIN record ON record.id = anchor.record_id WHERE source_id = ?1 AND exact IS NOT NULL ORDER BY record.key, part";
    let mut found = Vec::new();
    reader.each(sql, &[source.into()], |row| {
        let bytes = row.number(2)?.zip(row.number(3)?);
        let chars = row.number(4)?.zip(row.number(5)?);
        let (record, exact) = (row.text(0)?.unwrap_or_default(), row.text(1)?.unwrap_or_default());
        found.push(Stored { record, exact, bytes, chars, sentence: row.number(6)? });
        Ok(())
    })?;
    Ok(found)
}

/// A source whose text is known by its hash, and what is told of that text.
struct Told {
    id: i64,
    key: String,
    sha256: String,
    sentences: Option<i64>,
    bytes: Option<i64>,
    language: Option<String>,
}

fn sources(reader: &dyn Reader) -> Result<Vec<Told>> {
    let sql = "SELECT id, key, sha256, sentences, bytes, language FROM source WHERE sha256 IS NOT NULL ORDER BY key";
    let mut found = Vec::new();
    reader.each(sql, &[], |row| {
        let told = |column| Ok::<_, Error>(row.text(column)?.unwrap_or_default());
        let (id, key, sha256) = (row.number(0)?.unwrap_or(0), told(1)?, told(2)?);
        found.push(Told { id, key, sha256, sentences: row.number(3)?, bytes: row.number(4)?, language: row.text(5)? });
        Ok(())
    })?;
    Ok(found)
}

/// Every file of a folder and those below it, by the hash of its bytes. Links to folders are followed,
/// each folder once; what is no file (a pipe, a device) has no bytes that could be a text's.
fn gather(folder: &Path, seen: &mut HashSet<PathBuf>, by_hash: &mut HashMap<String, PathBuf>) -> Result<()> {
    let unreadable =
        |path: &Path, cause: &std::io::Error| Error::Read { path: path.to_owned(), why: cause.to_string() };
    let whole = folder.canonicalize().map_err(|cause| unreadable(folder, &cause))?;
    if !seen.insert(whole) {
        return Ok(());
    }
    for entry in fs::read_dir(folder).map_err(|cause| unreadable(folder, &cause))? {
        let path = entry.map_err(|cause| unreadable(folder, &cause))?.path();
        if path.is_dir() {
            gather(&path, seen, by_hash)?;
        } else if fs::metadata(&path).map_err(|cause| unreadable(&path, &cause))?.is_file() {
            let hash = fs::File::open(&path).and_then(sha256_of).map_err(|cause| unreadable(&path, &cause))?;
            by_hash.insert(hash, path);
        }
    }
    Ok(())
}
