//! Citations and the sides of disputes: which words carry which record.

use rusqlite::OptionalExtension;
use rusqlite::types::Value;

use super::document::Item;
use super::identity::teller;
use super::loader::{File, Loader};
use super::source::{Cited, Place};
use super::spans::Step;
use super::{anchor, dated};
use crate::error::Result;
use crate::record::put::{Outcome, Row};

/// Places the passages an item cites and gathers them under its record.
pub(super) fn cite(
    loader: &mut Loader<'_>,
    file: &mut File<'_>,
    item: &Item,
    record: i64,
    cited: &[Cited],
) -> Result<()> {
    let Some(source) = file.source.clone() else {
        loader.fault(
            file,
            item,
            &[],
            "the file has no [source], so nothing can be cited",
            Some("add [source] with a key and a kind".to_owned()),
        );
        return Ok(());
    };
    if cited.is_empty() && !source.is_cited_whole {
        loader.fault(file, item, &[], "it cites nothing", Some("add cite = [\"a few words as printed\"]".to_owned()));
        return Ok(());
    }
    file.cited.insert(record);
    let quoted = quoted_as(item);
    if let Some(word) =
        quoted.filter(|_| !cited.iter().any(|cited| matches!(cited, Cited::Place(Place { quote: Some(_), .. }))))
    {
        let what = format!("it is told as `{word}`, and no words are cited as a quotation");
        let hint = "cite what stands in quotation marks: cite = [{ quote = \"as printed\" }]".to_owned();
        loader.fault(file, item, &[Step::Field("cite")], what, Some(hint));
        return Ok(());
    }
    let mut anchors = Vec::new();
    let (mut troubles, mut unmarked) = (Vec::new(), Vec::new());
    let text = loader.text(source.id)?;
    for (n, cited) in cited.iter().enumerate() {
        match anchor::Anchor::new(cited, text) {
            Ok(anchor) => {
                let is_quoted = anchor.role != QUOTATION
                    || text.zip(anchor.bytes).is_none_or(|(text, bytes)| text.is_in_marks(bytes));
                if !is_quoted && let Some(exact) = &anchor.exact {
                    unmarked.push((n, exact.clone()));
                }
                anchors.push(anchor);
            }
            Err(trouble) => troubles.push((n, trouble)),
        }
    }
    for (n, trouble) in troubles {
        let place = file.document.place(item, &[Step::Field("cite"), Step::Element(n)]);
        loader.faults.push(anchor::fault(place, trouble));
    }
    for (n, words) in unmarked {
        told_unmarked(loader, file, item, n, &words);
    }
    match file.cites.iter_mut().find(|(id, _)| *id == record) {
        Some((_, gathered)) => gathered.extend(anchors),
        None => file.cites.push((record, anchors)),
    }
    Ok(())
}

/// That words which are cited as a quotation stand in no quotation marks: a fault where the item
/// says that they do.
fn told_unmarked(loader: &mut Loader<'_>, file: &File<'_>, item: &Item, n: usize, words: &str) {
    let place = file.document.place(item, &[Step::Field("cite"), Step::Element(n)]);
    let what = format!("`{words}` stands in no quotation marks in the text");
    if let Some(word) = quoted_as(item) {
        let hint = "cite it as words, or choose the form that the document has".to_owned();
        loader.faults.push(anchor::fault(place, (format!("{what}, and it is told as `{word}`"), Some(hint))));
    } else if item.kind.is_none() {
        // Another file says how it is told.
        loader.report.notes.push(format!("{place}: {what}"));
    }
}

/// What anchors of words are that are printed as speech.
const QUOTATION: &str = "quotation";

/// The word by which an item says that its words stand in quotation marks, if it does.
fn quoted_as(item: &Item) -> Option<&str> {
    let column = item.record()?.table.columns.iter().find(|column| column.mark("quoted").is_some())?;
    let told = item.fields.get(&column.name)?.as_str()?;
    column.mark("quoted")?.split(", ").any(|word| word == told).then_some(told)
}

/// What a source told of before and its file no longer has: of records that others tell, its citation
/// goes where the file is the same one; all else stays, with the command that takes it out.
pub(super) fn missing(loader: &mut Loader<'_>, file: &File<'_>) -> Result<()> {
    let Some(source) = &file.source else { return Ok(()) };
    let sql = format!(
        "SELECT record.id, record.key, ({}) IS citation.source_id, {} FROM citation
        JOIN record ON record.id = citation.record_id JOIN batch ON batch.id = citation.batch_id
        WHERE citation.source_id = ?1 AND batch.kind IN ('facts', 'seed') AND citation.batch_id <> ?2 ORDER BY record.id",
        teller("record.id"),
        file.putter.is_of_input("citation.batch_id")
    );
    let mut statement = loader.conn.prepare_cached(&sql)?;
    let records = statement.query_map((source.id, file.putter.batch), |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, bool>(2)?, row.get::<_, bool>(3)?))
    })?;
    let name = &file.document.name;
    for record in records.collect::<rusqlite::Result<Vec<_>>>()? {
        let (id, key, is_teller, is_same_file) = record;
        if file.cited.contains(&id) {
            continue;
        }
        if !is_teller && is_same_file {
            for table in ["anchor", "dating", "citation"] {
                let sql = format!("DELETE FROM {table} WHERE record_id = ?1 AND source_id = ?2");
                loader.conn.prepare_cached(&sql)?.execute((id, source.id))?;
            }
            let outcome = Outcome::Changed(vec!["citation: taken back".to_owned()]);
            loader.report.entries.push(super::Entry { key, kind: "citation", outcome });
            continue;
        }
        let command = if is_teller {
            format!("onrecord remove {key}")
        } else {
            format!("onrecord remove {key} --source {}", source.key)
        };
        loader.report.notes.push(format!(
            "`{key}` was told from this source and is not in {name}; it stays (`{command}` takes it out)"
        ));
    }
    Ok(())
}

/// Puts the citations and anchors that a file gathered.
pub(super) fn citations(loader: &mut Loader<'_>, file: &mut File<'_>) -> Result<()> {
    let Some(source) = file.source.clone() else { return Ok(()) };
    for (record, anchors) in std::mem::take(&mut file.cites) {
        let owner = [("record_id", Value::from(record)), ("source_id", source.id.into())];
        let cited = file.putter.put(&Row::new("citation", owner.to_vec()))?;
        let mut rows = Vec::new();
        for (n, anchor) in anchors.into_iter().enumerate() {
            let part = i64::try_from(n + 1).unwrap_or(i64::MAX);
            let mut key = owner.to_vec();
            key.push(("part", part.into()));
            let (prefix, suffix) = anchor.context.unzip();
            let (start_byte, end_byte) = anchor.bytes.unzip();
            let (start_char, end_char) = anchor.chars.unzip();
            let row = Row::new("anchor", key)
                .with("role", anchor.role.to_owned())
                .with("exact", anchor.exact)
                .with("prefix", prefix)
                .with("suffix", suffix)
                .with("start_byte", start_byte)
                .with("end_byte", end_byte)
                .with("start_char", start_char)
                .with("end_char", end_char)
                .with("sentence", anchor.sentence)
                .with("last_sentence", anchor.last_sentence)
                .with("locator", anchor.locator);
            rows.push(row);
        }
        let anchored = file.putter.put_all("anchor", &owner, &rows)?;
        let outcome = cited.and(anchored).and(dated::put(loader, file, record)?);
        let key: String = loader.conn.query_row("SELECT key FROM record WHERE id = ?1", [record], |row| row.get(0))?;
        match loader.entries.get(&key).copied() {
            Some(entry) => loader.note(entry, outcome),
            None => loader.report.entries.push(super::Entry { key, kind: "citation", outcome }),
        }
    }
    Ok(())
}

/// The source and the number of the anchor of a record that has these words; the source is this
/// file's where none is named.
pub(super) fn anchor_of(
    loader: &Loader<'_>,
    file: &File<'_>,
    source: Option<&str>,
    record: i64,
    words: &str,
) -> Result<Option<(i64, i64)>> {
    let own = file.source.as_ref().map(|source| source.key.as_str());
    let Some(key) = source.or(own) else { return Ok(None) };
    let sql = "SELECT anchor.source_id, anchor.part FROM anchor JOIN source ON source.id = anchor.source_id
      WHERE anchor.record_id = ?1 AND source.key = ?2 AND anchor.exact = ?3 ORDER BY anchor.part LIMIT 1";
    Ok(loader
        .conn
        .prepare_cached(sql)?
        .query_row((record, key, words), |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}
