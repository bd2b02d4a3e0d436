//! The source of a file: put before anything that is told from it.

use rusqlite::OptionalExtension;
use rusqlite::types::Value as Cell;

use super::Entry;
use super::document::Document;
use super::loader::{FromSource, Loader};
use super::source::Source;
use crate::error::{Error, Fault, Result};
use crate::record::put::{Putter, Row};
use crate::shape::rule::Rule;
use crate::value::day::{Date, OPEN_END, OPEN_START};

/// Kinds of source that are cited as a whole: nobody points at words of a code list.
const CITED_WHOLE: &[&str] = &["data-set", "standard"];

/// Puts the source of a file.
pub(super) fn put(
    loader: &mut Loader<'_>,
    document: &Document,
    putter: Putter<'_>,
    source: &Source,
) -> Result<FromSource> {
    let mut trouble = |field: &str, what: String| {
        loader.faults.push(Fault { place: document.source_place(field), what, hint: None });
    };
    let published = source.published.as_deref().map(str::parse::<Date>).transpose().unwrap_or_else(|error| {
        trouble("published", error.to_string());
        None
    });
    let find = "SELECT id FROM source WHERE key = ?1";
    let origin: Option<i64> = match &source.derived_from {
        Some(key) => {
            let id = putter.conn.query_row(find, [key], |row| row.get(0)).optional()?;
            if id.is_none() {
                trouble("derived_from", format!("no source has the key `{key}`"));
            }
            id
        }
        None => None,
    };
    for (field, what) in other_size(putter, source)? {
        trouble(field, what);
    }
    if let Some(other) = of_same_text(putter, source)? {
        trouble("sha256", format!("this text is that of the source `{other}` already: a text is one source"));
    }
    let mut row = row(putter, source, published.as_ref(), origin)?;
    loop {
        match putter.put(&row) {
            Ok(outcome) => {
                loader.report.entries.push(Entry { key: source.key.clone(), kind: "source", outcome });
                break;
            }
            Err(Error::Sqlite(cause)) => {
                let Some(rule) = Rule::of(&cause) else { return Err(cause.into()) };
                let (what, hint) = rule.told(row.value(&rule.field).as_deref());
                // That a text is another's was told by the name of that one.
                if !loader.faults.iter().any(|fault| fault.place == document.source_place("sha256")) {
                    loader.faults.push(Fault { place: document.source_place(&rule.field), what, hint });
                }
                // What is told from it is judged all the same, so that all that is wrong is told at once.
                if !stand_in(&mut row, &rule.field, putter.batch) {
                    break;
                }
            }
            Err(other) => return Err(other),
        }
    }
    let key = row.value("key").unwrap_or_else(|| source.key.clone());
    let id = putter.conn.query_row(find, [&key], |row| row.get(0)).optional()?.unwrap_or(0);
    let is_cited_whole = source.is_cited_whole || CITED_WHOLE.contains(&source.kind.as_str());
    Ok(FromSource { id, key, published: source.published.clone(), is_cited_whole })
}

/// Puts something sound in the place of a value that breaks a rule; false where there is nothing to put there.
fn stand_in(row: &mut Row, field: &str, batch: i64) -> bool {
    // A text that another source has is told by the table and its column.
    let field = if field == "source" { "sha256" } else { field };
    let sound = match field {
        "key" => Cell::from(format!("unread-{batch}")),
        "kind" => Cell::from("document".to_owned()),
        _ => Cell::Null,
    };
    row.replace(field, sound)
}

/// A source in the columns of its table.
fn row(putter: Putter<'_>, source: &Source, published: Option<&Date>, origin: Option<i64>) -> Result<Row> {
    // What the text itself told on an earlier day is not taken back by a file that leaves it out.
    let known = |column: &str| -> Result<Cell> {
        let sql = format!("SELECT {column} FROM source WHERE key = ?1");
        Ok(putter.conn.query_row(&sql, [&source.key], |row| row.get(0)).optional()?.unwrap_or(Cell::Null))
    };
    let or_known = |given: Cell, column: &str| if given == Cell::Null { known(column) } else { Ok(given) };
    let independence =
        source.independence.clone().unwrap_or_else(|| if origin.is_some() { "derived" } else { "unknown" }.to_owned());
    let basis = source.published_basis.clone().or_else(|| published.map(|_| "stated".to_owned()));
    Ok(Row::new("source", vec![("key", source.key.clone().into())])
        .with("kind", source.kind.clone())
        .text("title", source.title.as_deref())
        .text("description", source.description.as_deref())
        .text("publisher", source.publisher.as_deref())
        .text("author", source.author.as_deref())
        .text("url", source.url.as_deref())
        .text("language", source.language.as_deref())
        .text("licence", source.licence.as_deref())
        .text("published", published.map(|date| date.edtf.as_str()))
        .text("published_first", Some(published.map_or(OPEN_START, |date| &date.first)))
        .text("published_last", Some(published.map_or(OPEN_END, |date| &date.last)))
        .text("published_basis", basis.as_deref())
        .text("published_why", source.published_why.as_deref())
        .text("retrieved_on", source.retrieved_on.as_deref())
        .with("sha256", or_known(source.sha256.clone().into(), "sha256")?)
        .with("bytes", or_known(source.bytes.into(), "bytes")?)
        .with("sentences", or_known(source.sentences.into(), "sentences")?)
        .with("is_complete", i64::from(source.is_complete))
        .with("independence", independence)
        .with("derived_from_id", origin)
        .text("derivation", source.derivation.as_deref()))
}

/// The key of another source that has the same text.
fn of_same_text(putter: Putter<'_>, source: &Source) -> Result<Option<String>> {
    let Some(hash) = &source.sha256 else { return Ok(None) };
    let sql = "SELECT key FROM source WHERE sha256 = ?1 AND key <> ?2";
    Ok(putter.conn.query_row(sql, [hash, &source.key], |row| row.get(0)).optional()?)
}

/// Where a file gives another size than the text has that is at hand.
fn other_size(putter: Putter<'_>, source: &Source) -> Result<Vec<(&'static str, String)>> {
    let sql = "SELECT source.bytes, source.sentences FROM source JOIN source_text ON source_text.source_id = source.id
      WHERE source.key = ?1";
    let kept = putter.conn.query_row(sql, [&source.key], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let Some((bytes, sentences)): Option<(Option<i64>, Option<i64>)> = kept else { return Ok(Vec::new()) };
    let told = [("bytes", source.bytes, bytes), ("sentences", source.sentences, sentences)];
    let others = told.into_iter().filter(|(_, given, found)| given.is_some() && given != found);
    Ok(others.filter_map(|(field, _, found)| Some((field, format!("the text has {} {field}", found?)))).collect())
}
