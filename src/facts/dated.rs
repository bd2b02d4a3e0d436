//! Words behind dates: "last week", said on a day, and the days it means.

use rusqlite::OptionalExtension;
use rusqlite::types::Value;

use super::document::Item;
use super::loader::{File, Loader, Told};
use super::source::{self, Dating};
use super::spans::Step;
use crate::error::Result;
use crate::record::put::{Outcome, Row};
use crate::value::day::Date;

use crate::value::told_day::readings;

use Step::Field;

/// Gathers the words behind the dates of an item: several items of a file may tell of one record.
pub(super) fn datings(
    loader: &mut Loader<'_>,
    file: &mut File<'_>,
    n: usize,
    id: i64,
    words: &[super::Dating],
) -> Result<()> {
    let item = &file.document.items[n];
    let mut rows = Vec::new();
    for dated in words {
        let published = file.source.as_ref().and_then(|source| source.published.as_deref());
        // That the source's date is none was told; nothing is counted from it.
        if dated.from.is_none() && published.is_some_and(|published| published.parse::<Date>().is_err()) {
            continue;
        }
        let published = published_day(published);
        let Some(from) = dated.from.as_deref().or(published) else {
            let hint = "add from = \"YYYY-MM-DD\", or say when the source was published".to_owned();
            loader.fault(
                file,
                item,
                &[Field(&dated.field)],
                format!("`{}` counts from a day that is not known", dated.words),
                Some(hint),
            );
            continue;
        };
        if let Err(error) = dated.date.parse::<Date>() {
            loader.fault(file, item, &[Field(&dated.field)], error.to_string(), error.hint());
            continue;
        }
        check_words(loader, file, item, dated, from)?;
        let key = vec![
            ("record_id", id.into()),
            ("field", dated.field.clone().into()),
            ("words", dated.words.clone().into()),
            ("anchored_on", from.to_owned().into()),
        ];
        let source = file.source.as_ref().map(|source| source.id);
        if !is_of_another(loader, &key, source)? {
            rows.push(Row::new("dating", key).with("result", dated.date.clone()).with("source_id", source));
        }
    }
    file.dated.push(Told { record: id, item: n, rows });
    Ok(())
}

/// Puts what a file's items tell together of the dates of a record.
pub(super) fn put(loader: &mut Loader<'_>, file: &File<'_>, record: i64) -> Result<Outcome> {
    let of_record = || file.dated.iter().filter(|told| told.record == record);
    let Some(first) = of_record().next() else { return Ok(Outcome::Same) };
    let rows: Vec<Row> = of_record().flat_map(|told| told.rows.iter().cloned()).collect();
    let source = file.source.as_ref().map(|source| source.id);
    let owner = [("record_id", record.into()), ("source_id", source.into())];
    loader.put_all(file, &file.document.items[first.item], "dates", "dating", &owner, &rows)
}

/// Whether another source told the same words of the same date first: they stay its own.
fn is_of_another(loader: &Loader<'_>, key: &[(&'static str, Value)], source: Option<i64>) -> Result<bool> {
    let terms: Vec<String> = key.iter().map(|(name, _)| format!("{name} IS ?")).collect();
    let sql = format!("SELECT source_id FROM dating WHERE {}", terms.join(" AND "));
    let mut statement = loader.conn.prepare_cached(&sql)?;
    let values = rusqlite::params_from_iter(key.iter().map(|(_, value)| value));
    let told: Option<Option<i64>> = statement.query_row(values, |row| row.get(0)).optional()?;
    Ok(told.flatten().is_some_and(|told| Some(told) != source))
}

/// Words behind a date must stand in the text, where it is at hand; a date that they do not seem
/// to mean is told.
fn check_words(loader: &mut Loader<'_>, file: &File<'_>, item: &Item, dated: &super::Dating, from: &str) -> Result<()> {
    if let Some(source) = file.source.as_ref().map(|source| source.id) {
        let stands = loader.text(source)?.is_none_or(|text| text.has(&dated.words));
        if !stands {
            let what = format!("`{}` is not in the source's text", dated.words);
            loader.fault(file, item, &[Field(&dated.field)], what, None);
        }
    }
    let meant = readings(&dated.words, from);
    let Ok(given) = dated.date.parse::<Date>() else { return Ok(()) };
    let is_of =
        |edtf: &String| edtf.parse::<Date>().is_ok_and(|meant| given.last >= meant.first && given.first <= meant.last);
    if !meant.is_empty() && !meant.iter().any(is_of) {
        let place = file.document.place(item, &[Field(&dated.field)]);
        let (words, meant, given) = (&dated.words, meant.join(" or "), given.edtf);
        loader.report.notes.push(format!("{place}: `{words}` counted from {from} seems to mean {meant}, not {given}"));
    }
    Ok(())
}

/// The day a file's source was published, as far as it is one day.
pub(super) fn published_day(published: Option<&str>) -> Option<&str> {
    published.filter(|day| day.len() == 10)
}

/// The words of a date as a row of `dating` wants them.
pub(super) fn dating(field: &str, words: &source::Words) -> Dating {
    Dating { field: field.to_owned(), date: words.date.clone(), words: words.words.clone(), from: words.from.clone() }
}
