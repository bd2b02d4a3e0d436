//! Words behind dates: "last week", said on a day, and the days it means.

use super::cited;
use super::document::{Item, Step};
use super::loader::{File, Loader};
use super::source::{self, Dating};
use crate::error::Result;
use crate::record::put::{Outcome, Row};
use crate::value::day::{Date, resolve_words};
use crate::value::passage;

use Step::Field;

pub(super) fn datings(
    loader: &mut Loader<'_>,
    file: &File<'_>,
    item: &Item,
    id: i64,
    words: &[super::Dating],
) -> Result<Outcome> {
    let mut rows = Vec::new();
    for dated in words {
        let published = file.source.as_ref().and_then(|source| published_day(source.published.as_deref()));
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
        rows.push(Row::new("dating", key).with("result", dated.date.clone()));
    }
    loader.put_all(file, item, "dates", "dating", &[("record_id", id.into())], &rows)
}

/// Words behind a date must stand in the text, where it is at hand; a date that they do not seem
/// to mean is told.
fn check_words(loader: &mut Loader<'_>, file: &File<'_>, item: &Item, dated: &super::Dating, from: &str) -> Result<()> {
    if let Some(source) = file.source.as_ref().map(|source| source.id) {
        let stands =
            cited::text(loader, source)?.is_none_or(|text| !passage::find(text.content(), &dated.words).is_empty());
        if !stands {
            let what = format!("`{}` is not in the source's text", dated.words);
            loader.fault(file, item, &[Field(&dated.field)], what, None);
        }
    }
    let meant = resolve_words(&dated.words, from).and_then(|edtf| edtf.parse::<Date>().ok());
    if let (Some(meant), Ok(given)) = (meant, dated.date.parse::<Date>())
        && (given.last < meant.first || given.first > meant.last)
    {
        let place = file.document.place(item, &[Field(&dated.field)]);
        let (words, meant, given) = (&dated.words, meant.edtf, given.edtf);
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
