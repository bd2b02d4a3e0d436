//! Source texts: keeping a document, and verifying what was cited from it before.

use rusqlite::{Connection, OptionalExtension, params};

use crate::error::{Error, Fault, Result};
use crate::facts::anchor::{self, Anchor, Text};
use crate::facts::source::{Cited, Place};
use crate::facts::{Entry, Report};
use crate::record::put::Outcome;
use crate::record::write;
use crate::value::hash::sha256;

/// Keeps the text of a source and places every anchor that was taken without it.
///
/// With no key the source is the one whose hash the text has.
///
/// # Errors
///
/// No such source; the text is not UTF-8 or not the one that was cited; or words cited from it are
/// not in it ([`Error::Faults`]). The caller rolls back.
pub fn keep(conn: &Connection, key: Option<&str>, name: &str, bytes: &[u8], read_at: &str) -> Result<Report> {
    let hash = sha256(bytes);
    let content = std::str::from_utf8(bytes).map_err(|cause| {
        refused(format!("`{name}` is not UTF-8: {cause}"), "convert it first, for instance with iconv")
    })?;
    let sql = "SELECT id, key, sha256 FROM source WHERE key = coalesce(?1, key) AND (?1 IS NOT NULL OR sha256 = ?2)";
    let found: Option<(i64, String, Option<String>)> =
        conn.query_row(sql, params![key, hash], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
    let Some((id, key, known)) = found else {
        let what = key.map_or_else(
            || format!("no source has the hash of `{name}`"),
            |key| format!("no source has the key `{key}`"),
        );
        return Err(refused(
            what,
            "its facts file says by `sha256` which text it is of (`onrecord new FILE` writes one); or name its source with --text KEY FILE",
        ));
    };
    if known.as_ref().is_some_and(|known| *known != hash) {
        return Err(refused(
            format!("`{name}` is not the text that `{key}` was cited from: its hash differs"),
            "a new text is a new source: give it a key of its own",
        ));
    }
    let of_other = "SELECT key FROM source WHERE sha256 = ?1 AND id <> ?2";
    let other: Option<String> = conn.query_row(of_other, params![hash, id], |row| row.get(0)).optional()?;
    if let Some(other) = other {
        return Err(refused(
            format!("`{name}` is the text of the source `{other}` already: a text is one source"),
            "cite it in the facts file of that source, or give the text that this one is of",
        ));
    }
    let kept: Option<String> =
        conn.query_row("SELECT content FROM source_text WHERE source_id = ?1", [id], |row| row.get(0)).optional()?;
    let mut report = Report::default();
    if kept.is_some() {
        report.entries.push(Entry { key, kind: "text", outcome: Outcome::Same });
        return Ok(report);
    }
    let batch = write::Batch { kind: "text", name, sha256: Some(&hash), read_at, note: None };
    let placed = store(conn, (id, &key), content, batch)?;
    report.entries.push(Entry { key, kind: "text", outcome: Outcome::Added });
    if placed > 0 {
        report.notes.push(format!("{placed} passages that were cited before are verified"));
    }
    Ok(report)
}

/// Stores the text of a source, and tells how many passages were placed in it.
fn store(conn: &Connection, (id, key): (i64, &str), content: &str, batch: write::Batch<'_>) -> Result<usize> {
    let told: (Option<i64>, Option<i64>) =
        conn.query_row("SELECT bytes, sentences FROM source WHERE id = ?1", [id], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    let hash = batch.sha256;
    let batch = write::begin(conn, batch)?;
    write::attribute(conn, batch)?;
    let text = Text::new(content.to_owned());
    let length = i64::try_from(content.len()).unwrap_or(i64::MAX);
    conn.execute(
        "UPDATE source SET sha256 = ?1, bytes = ?2, sentences = ?3 WHERE id = ?4",
        params![hash, length, text.sentence_count(), id],
    )?;
    conn.execute(
        "INSERT INTO source_text (source_id, content, batch_id) VALUES (?1, ?2, ?3)",
        params![id, content, batch],
    )?;
    for (what, told, found) in [("bytes", told.0, length), ("sentences", told.1, text.sentence_count())] {
        if let Some(told) = told.filter(|told| *told != found) {
            let what = format!("`{key}` is said to have {told} {what}, and its text has {found}");
            return Err(refused(what, "correct the facts file, or leave the number out"));
        }
    }
    place_anchors(conn, id, &text)
}

fn refused(what: String, hint: &str) -> Error {
    Error::Refused { what, hint: hint.to_owned() }
}

/// Finds in the text the words of every anchor of a source, and stores where they stand.
fn place_anchors(conn: &Connection, source: i64, text: &Text) -> Result<usize> {
    let mut statement = conn.prepare(
        "SELECT record.key, anchor.record_id, anchor.part, anchor.role, anchor.exact, anchor.sentence, anchor.start_byte, anchor.start_char
        FROM anchor JOIN record ON record.id = anchor.record_id WHERE anchor.source_id = ?1 AND anchor.exact IS NOT NULL",
    )?;
    let cited = statement.query_map([source], |row| {
        let words: Option<String> = row.get(4)?;
        let (words, quote) = if row.get_ref(3)?.as_str() == Ok("quotation") { (None, words) } else { (words, None) };
        let at = row.get::<_, Option<i64>>(6)?.zip(row.get::<_, Option<i64>>(7)?);
        let place = Place { words, quote, sentence: row.get(5)?, at, ..Place::default() };
        Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?, Cited::Place(place)))
    })?;
    // All of them are read first: one that is placed moves in the index that finds them, and would be met again.
    let cited: Vec<_> = cited.collect::<rusqlite::Result<_>>()?;
    let (mut faults, mut placed) = (Vec::new(), 0);
    for (key, record, part, cited) in cited {
        match Anchor::new(&cited, Some(text)) {
            Ok(anchor) => {
                let (prefix, suffix) = anchor.context.unzip();
                let ((from, to), (first, last)) = (anchor.bytes.unzip(), anchor.chars.unzip());
                conn.prepare_cached(
                    "UPDATE anchor SET exact = ?1, prefix = ?2, suffix = ?3, start_byte = ?4, end_byte = ?5, start_char = ?6, end_char = ?7, sentence = ?8,
                    last_sentence = ?12
                    WHERE record_id = ?9 AND source_id = ?10 AND part = ?11",
                )?
                .execute(params![anchor.exact, prefix, suffix, from, to, first, last, anchor.sentence, record, source, part, anchor.last_sentence])?;
                placed += 1;
            }
            Err((what, hint)) => faults.push(Fault { place: key, what, hint }),
        }
    }
    // Where no words are cited, the sentence must be there.
    let mut beyond = conn.prepare(
        "SELECT record.key, anchor.sentence FROM anchor JOIN record ON record.id = anchor.record_id
        WHERE anchor.source_id = ?1 AND anchor.exact IS NULL AND anchor.sentence > ?2 ORDER BY record.key",
    )?;
    let mut rows = beyond.query((source, text.sentence_count()))?;
    while let Some(row) = rows.next()? {
        let what = anchor::no_sentence(row.get(1)?, Some(text));
        faults.push(Fault { place: row.get(0)?, what, hint: None });
    }
    if faults.is_empty() { Ok(placed) } else { Err(Error::Faults(faults)) }
}
