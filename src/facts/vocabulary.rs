//! Sources and words: what records are told with, put before any of them.

use std::collections::HashSet;

use rusqlite::OptionalExtension;
use rusqlite::types::Value as Cell;
use toml::Value;

use crate::error::{Error, Fault, Result};
use crate::facts::document::{Document, Item, Step};
use crate::facts::source::Source;
use crate::facts::{File, FromSource, Loader};
use crate::record::put::{Outcome, Putter, Row};
use crate::shape::kind::{Form, Kind};
use crate::shape::rule::Rule;
use crate::value::day::{Date, OPEN_END, OPEN_START};

use Step::Field;

/// Kinds of source that are cited as a whole: nobody points at words of a code list.
const CITED_WHOLE: &[&str] = &["data-set", "standard"];

impl Loader<'_> {
    /// Puts a file's source and the words it brings, and returns the source.
    pub(super) fn words(&mut self, document: &Document, putter: Putter<'_>) -> Result<Option<FromSource>> {
        let file = File { document, putter, source: None, ids: Vec::new(), cites: Vec::new(), cited: HashSet::new() };
        for item in &document.items {
            self.few_faults()?;
            let Some(kind) = item.kind.filter(|kind| !kind.is_record) else { continue };
            let Some(key) = item.fields.get(kind.key).and_then(Value::as_str) else { continue };
            let row = Row::new(kind.name(), vec![(kind.key, key.to_owned().into())]);
            let Some(row) = self.row(&file, item, kind, row)? else { continue };
            self.put_word(&file, item, kind.name(), key, &row)?;
            if kind.table.column("id").is_some() {
                let sql = format!("SELECT id FROM main.\"{}\" WHERE \"{}\" = ?1", kind.name(), kind.key);
                let id = self.conn.prepare_cached(&sql)?.query_row([key], |row| row.get(0)).optional()?;
                if let Some(id) = id {
                    self.parts(&file, item, kind, id, false)?;
                }
            }
        }
        match &document.source {
            Some(source) => self.source(document, putter, source).map(Some),
            None => Ok(None),
        }
    }

    /// Puts the topics of a file that the record does not have, so that any may be another's parent.
    pub(super) fn new_topics(&mut self, document: &Document, putter: Putter<'_>) -> Result<()> {
        let file = File { document, putter, source: None, ids: Vec::new(), cites: Vec::new(), cited: HashSet::new() };
        for item in &document.items {
            self.few_faults()?;
            let Some(kind) = item.kind.filter(|kind| !kind.is_record && refers_to_its_own(kind)) else { continue };
            let Some(key) = item.fields.get(kind.key).and_then(Value::as_str) else { continue };
            let sql = format!("SELECT 1 FROM main.\"{}\" WHERE \"{}\" = ?1", kind.name(), kind.key);
            if putter.conn.prepare_cached(&sql)?.exists([key])? {
                continue;
            }
            let mut row = Row::new(kind.name(), vec![(kind.key, key.to_owned().into())]);
            for field in kind.fields.iter().filter(|field| field.is_required && field.name != kind.key) {
                row = self.with(&file, item, &[Field(field.name)], field, item.fields.get(field.name), row)?;
            }
            self.put(&file, item, &row)?;
            self.fresh_topics.insert(key.to_owned());
        }
        Ok(())
    }

    fn put_word(&mut self, file: &File<'_>, item: &Item, kind: &'static str, key: &str, row: &Row) -> Result<()> {
        let mut outcome = self.put(file, item, row)?;
        if kind == "topic" && self.fresh_topics.contains(key) {
            outcome = Outcome::Added;
        }
        self.report.entries.push(super::Entry { key: key.to_owned(), kind, outcome });
        Ok(())
    }

    pub(super) fn source(&mut self, document: &Document, putter: Putter<'_>, source: &Source) -> Result<FromSource> {
        let mut trouble = |field: &str, what: String| {
            self.faults.push(Fault { place: document.source_place(field), what, hint: None });
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
        // What the text itself told on an earlier day is not taken back by a file that leaves it out.
        let known = |column: &str| -> Result<Cell> {
            let sql = format!("SELECT {column} FROM source WHERE key = ?1");
            Ok(putter.conn.query_row(&sql, [&source.key], |row| row.get(0)).optional()?.unwrap_or(Cell::Null))
        };
        // The text at hand tells its own size.
        let kept: Option<(Option<i64>, Option<i64>)> = putter
            .conn
            .query_row(
                "SELECT source.bytes, source.sentences FROM source JOIN source_text ON source_text.source_id = source.id WHERE source.key = ?1",
                [&source.key],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        if let Some((bytes, sentences)) = kept {
            for (field, given, found) in [("bytes", source.bytes, bytes), ("sentences", source.sentences, sentences)] {
                if given.is_some() && given != found {
                    trouble(field, format!("the text has {} {field}", found.unwrap_or_default()));
                }
            }
        }
        let or_known = |given: Cell, column: &str| if given == Cell::Null { known(column) } else { Ok(given) };
        let independence = source
            .independence
            .clone()
            .unwrap_or_else(|| if origin.is_some() { "derived" } else { "unknown" }.to_owned());
        let basis = source.published_basis.clone().or_else(|| published.as_ref().map(|_| "stated".to_owned()));
        let row = Row::new("source", vec![("key", source.key.clone().into())])
            .with("kind", source.kind.clone())
            .text("title", source.title.as_deref())
            .text("description", source.description.as_deref())
            .text("publisher", source.publisher.as_deref())
            .text("author", source.author.as_deref())
            .text("url", source.url.as_deref())
            .text("language", source.language.as_deref())
            .text("licence", source.licence.as_deref())
            .text("published", published.as_ref().map(|date| date.edtf.as_str()))
            .text("published_first", Some(published.as_ref().map_or(OPEN_START, |date| &date.first)))
            .text("published_last", Some(published.as_ref().map_or(OPEN_END, |date| &date.last)))
            .text("published_basis", basis.as_deref())
            .text("published_why", source.published_why.as_deref())
            .text("retrieved_on", source.retrieved_on.as_deref())
            .with("sha256", or_known(source.sha256.clone().into(), "sha256")?)
            .with("bytes", or_known(source.bytes.into(), "bytes")?)
            .with("sentences", or_known(source.sentences.into(), "sentences")?)
            .with("is_complete", i64::from(source.is_complete))
            .with("independence", independence)
            .with("derived_from_id", origin)
            .text("derivation", source.derivation.as_deref());
        match putter.put(&row) {
            Ok(outcome) => self.report.entries.push(super::Entry { key: source.key.clone(), kind: "source", outcome }),
            Err(Error::Sqlite(cause)) => {
                let Some(rule) = Rule::of(&cause) else { return Err(cause.into()) };
                let (what, hint) = rule.told(row.value(&rule.field).as_deref());
                self.faults.push(Fault { place: document.source_place(&rule.field), what, hint });
            }
            Err(other) => return Err(other),
        }
        let id = putter.conn.query_row(find, [&source.key], |row| row.get(0)).optional()?.unwrap_or(0);
        let is_cited_whole = source.is_cited_whole || CITED_WHOLE.contains(&source.kind.as_str());
        Ok(FromSource { id, key: source.key.clone(), published: source.published.clone(), is_cited_whole })
    }

    pub(super) fn topic(&mut self, file: &File<'_>, item: &Item, path: &[Step<'_>], key: &str) -> Result<Option<i64>> {
        let id = self
            .conn
            .prepare_cached("SELECT id FROM topic WHERE key = ?1")?
            .query_row([key], |row| row.get(0))
            .optional()?;
        if id.is_none() {
            let mut statement = self.conn.prepare_cached("SELECT key FROM topic")?;
            let keys: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            let near = crate::error::nearest(key, keys.iter().map(String::as_str));
            let hint = near.map_or_else(
                || "`onrecord ask topics` lists them".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            self.fault(file, item, path, format!("no topic has the key `{key}`"), Some(hint));
        }
        Ok(id)
    }
}

/// Whether words of a kind may point to others of it, so that all of them must be there first.
fn refers_to_its_own(kind: &Kind) -> bool {
    kind.fields.iter().any(|field| matches!(field.form, Form::Reference(_, target) if target == kind.name()))
}
