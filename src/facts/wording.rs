//! Numbers beside the words that they were read from: a slip of the hand is told where the two differ.
//!
//! What the words say for certain and alone is a fault where the number says another thing; where they say more, or are
//! read in part only, it is a note, and whoever writes the file decides.

use rusqlite::types::Value as Cell;

use super::amounts;
use super::document::Item;
use super::loader::{File, Loader};
use super::spans::Step;
use crate::error::Result;
use crate::record::put::Row;
use crate::shape::field::{Form, Money as Columns};
use crate::shape::kind::Kind;
use crate::value::money::{Money, count};

/// So many digits after the point are compared.
const DECIMALS: u32 = 3;

/// Compares the numbers of a row with the words that they come from, and these with the text of the source.
pub(super) fn compare(
    loader: &mut Loader<'_>,
    file: &File<'_>,
    item: &Item,
    kind: &'static Kind,
    row: &Row,
) -> Result<()> {
    for field in &kind.fields {
        match &field.form {
            Form::Money(columns) => {
                if let Some((column, words)) = columns.as_written.and_then(|column| Some((column, row.value(column)?)))
                {
                    amount(loader, file, item, columns, &words, row)?;
                    stands(loader, file, item, column, &words)?;
                }
            }
            Form::Plain(column) => {
                if let Some((list, words)) = column.mark("counts").zip(row.value(&column.name)) {
                    counted(loader, file, item, (&column.name, &words), list, row);
                    stands(loader, file, item, &column.name, &words)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Tells that an amount is another one than its words are.
fn amount(
    loader: &mut Loader<'_>,
    file: &File<'_>,
    item: &Item,
    columns: &Columns,
    words: &str,
    row: &Row,
) -> Result<()> {
    let (low, high) = (row.number(columns.low), row.number(columns.high));
    let Some(currency) = row.value(columns.currency).filter(|_| low.or(high).is_some()) else { return Ok(()) };
    amounts::read_minor_units(loader)?;
    let (language, units) = (file.language(), |code: &str| loader.minor_units.get(code).copied().flatten());
    let is_given = |read: &Money| read.currency == currency && meets((low, high), (read.low, read.high));
    let path = [Step::Field("money")];
    let note = match Money::read(words, language, units) {
        Ok(read) if is_given(&read) => return Ok(()),
        Ok(read) if read.currency == currency => {
            let (words_say, here) = (told(read.low, read.high), told(low, high));
            let what = format!("`{words}` is {words_say} in minor units, and here it is {here}");
            loader.fault(file, item, &path, what, Some(format!("money = \"{words}\" is read from the words")));
            return Ok(());
        }
        // A sign such as $ is that of several currencies.
        Ok(read) => format!("`{words}` is read as {}, and here it is {currency}", read.currency),
        Err(_) => {
            let found = Money::find(words, language, units);
            let found: Vec<Money> = found.into_iter().filter_map(|found| found.money.ok()).collect();
            if found.is_empty() || found.iter().any(is_given) {
                return Ok(());
            }
            format!("`{words}` has another amount than this")
        }
    };
    let place = file.document.place(item, &path);
    loader.report.notes.push(format!("{place}: {note}"));
    Ok(())
}

/// Tells that numbers are others than those of their words.
fn counted(
    loader: &mut Loader<'_>,
    file: &File<'_>,
    item: &Item,
    (column, words): (&'static str, &str),
    list: &str,
    row: &Row,
) {
    let given: Vec<i64> = list.split(", ").filter_map(|name| thousandths(row.cell(name)?)).collect();
    let read = count::numbers(words, file.language(), DECIMALS);
    let (Some(least), Some(most)) = (given.iter().min(), given.iter().max()) else { return };
    let is_given = |count: &count::Count| {
        [count.low, count.high].into_iter().flatten().any(|number| (*least..=*most).contains(&number))
    };
    if read.is_empty() || read.iter().any(is_given) {
        return;
    }
    let (path, numbers) = ([Step::Field(column)], |counts: &[i64]| {
        counts.iter().map(|number| plain(*number)).collect::<Vec<_>>().join(", ")
    });
    let what = format!("`{words}` has another number than {}", numbers(&given));
    match read.as_slice() {
        [one] if one.at == (0..words.len()) && !meets((Some(*least), Some(*most)), (one.low, one.high)) => {
            loader.fault(file, item, &path, what, None);
        }
        _ => {
            let place = file.document.place(item, &path);
            loader.report.notes.push(format!("{place}: {what}"));
        }
    }
}

/// Notes that words which are the source's do not stand in its text.
fn stands(loader: &mut Loader<'_>, file: &File<'_>, item: &Item, column: &'static str, words: &str) -> Result<()> {
    let Some(source) = &file.source else { return Ok(()) };
    let is_there = loader.text(source.id)?.is_none_or(|text| text.has(words));
    if !is_there {
        let place = file.document.place(item, &[Step::Field(column)]);
        loader.report.notes.push(format!("{place}: `{words}` is not in the source's text"));
    }
    Ok(())
}

/// Whether two spans, open where they have no bound, have a number in common.
fn meets(one: (Option<i64>, Option<i64>), other: (Option<i64>, Option<i64>)) -> bool {
    let is_below = |high: Option<i64>, low: Option<i64>| high.zip(low).is_some_and(|(high, low)| high < low);
    !is_below(one.1, other.0) && !is_below(other.1, one.0)
}

/// A number in the last of the digits that are compared; None where it has more, or is too large.
fn thousandths(cell: &Cell) -> Option<i64> {
    match cell {
        Cell::Integer(number) => number.checked_mul(10_i64.pow(DECIMALS)),
        Cell::Real(number) => {
            let scaled = number * f64::from(10_u32.pow(DECIMALS));
            #[allow(clippy::cast_possible_truncation)] // it is within what is exact
            (scaled.abs() < 9e15 && (scaled - scaled.round()).abs() < 1e-3).then(|| scaled.round() as i64)
        }
        _ => None,
    }
}

/// A number as people write it, of so many thousandths.
fn plain(thousandths: i64) -> String {
    #[allow(clippy::cast_precision_loss)] // it came from a number of this kind
    let number = thousandths as f64 / f64::from(10_u32.pow(DECIMALS));
    number.to_string()
}

/// Bounds as a person reads them.
fn told(low: Option<i64>, high: Option<i64>) -> String {
    match (low, high) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low} to {high}"),
        (Some(low), None) => format!("at least {low}"),
        (None, high) => format!("at most {}", high.map_or_else(String::new, |high| high.to_string())),
    }
}
