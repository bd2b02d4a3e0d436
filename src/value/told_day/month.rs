//! Parts of months.

use chrono::{Datelike, NaiveDate};

use super::words::{Piece, Words};
use super::{Meaning, one, parts, year_of};

/// The early, the middle or the late part of a month.
pub(super) fn part(pieces: &[Piece], words: &Words, on: Option<NaiveDate>) -> Option<(Meaning, usize)> {
    let parts = parts(pieces, words);
    let text = |n: usize| parts.get(n).map_or("", |(_, text)| *text);
    let is = |list: &[String]| list.iter().any(|word| word == text(0));
    let which = [is(&words.early), is(&words.mid), is(&words.late)].iter().position(|is| *is)?;
    let month = words.month_named(text(1))?;
    let written = |year: i32| {
        let last = u32::from(NaiveDate::from_ymd_opt(year, month, 1)?.num_days_in_month());
        let (from, to) = [(1, 10), (11, 20), (21, last)][which];
        Some(format!("[{year:04}-{month:02}-{from:02}..{year:04}-{month:02}-{to:02}]"))
    };
    if let Some(year) = year_of(text(2)) {
        return written(year).map(|edtf| one(edtf, parts[2].0 + 1));
    }
    let on = on?;
    let back = if month <= on.month() { on.year() } else { on.year() - 1 };
    let ahead = if month >= on.month() { on.year() } else { on.year() + 1 };
    let (past, next) = (written(back)?, written(ahead)?);
    let ahead = if past == next { Vec::new() } else { vec![next] };
    Some((Meaning { past: vec![past], ahead, is_counted: true }, parts[1].0 + 1))
}
