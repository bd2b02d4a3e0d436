//! Amounts of money: what a file says of one, in the columns that a table has for it.

use rusqlite::OptionalExtension;
use rusqlite::types::Value as Cell;
use serde::Deserialize;
use toml::Value;

use super::document::Item;
use super::loader::{File, Loader};
use super::source::{Amount, Cited};
use super::spans::Step;
use super::values;
use crate::error::Result;
use crate::shape::field::{Form, Money as Columns};
use crate::shape::kind;
use crate::value::money::Money;

use Step::Field;

/// The cells of an amount by their columns, and the words it was written in.
pub(super) type Columned = (Vec<(&'static str, Cell)>, Option<String>);

/// The columns of an amount of money, and the words it was written in.
pub(super) fn money(
    loader: &mut Loader<'_>,
    file: &File<'_>,
    item: &Item,
    columns: &'static Columns,
    value: Option<&Value>,
) -> Result<Columned> {
    let path = [Field("money")];
    let (amount, written) = match value {
        Some(value) => amount(loader, file, item, &path, value)?.unzip(),
        None => (None, None),
    };
    // What is converted is cited with an amount of another currency.
    if let Some(amount) = amount.as_ref().filter(|_| columns.as_written.is_some()) {
        check_money(loader, file, item, amount, &item.common.cite);
    }
    let mut cells = vec![(columns.low, amount.as_ref().and_then(|amount| amount.low).into())];
    if columns.low == columns.high {
        if amount.as_ref().is_some_and(|amount| amount.low.is_none() || amount.low != amount.high) {
            loader.fault(file, item, &path, "a converted amount is one exact amount", None);
        }
    } else {
        cells.push((columns.high, amount.as_ref().and_then(|amount| amount.high).into()));
    }
    cells.push((columns.currency, amount.as_ref().map(|amount| amount.currency.clone()).into()));
    if let Some(column) = columns.approximate {
        cells.push((column, i64::from(amount.as_ref().is_some_and(|amount| amount.approximate)).into()));
    }
    Ok((cells, written.flatten()))
}

/// An amount of money and the words it was written in.
fn amount(
    loader: &mut Loader<'_>,
    file: &File<'_>,
    item: &Item,
    path: &[Step<'_>],
    value: &Value,
) -> Result<Option<(Money, Option<String>)>> {
    read_minor_units(loader)?;
    match Amount::deserialize(value.clone()) {
        Ok(Amount::Exact(exact)) => {
            values::known(loader, file, item, path, "currency", &exact.currency)?;
            let money = Money {
                low: exact.low,
                high: exact.high,
                currency: exact.currency,
                approximate: exact.approximate,
                additional: false,
            };
            Ok(Some((money, exact.as_written)))
        }
        Ok(Amount::Written(text)) => {
            match Money::read(&text, file.language(), |code| loader.minor_units.get(code).copied().flatten()) {
                Ok(money) => Ok(Some((money, Some(text)))),
                Err(error) => {
                    loader.fault(file, item, path, error.to_string(), error.hint());
                    Ok(None)
                }
            }
        }
        Err(error) => {
            loader.fault(file, item, path, error.message().trim_end().to_owned(), None);
            Ok(None)
        }
    }
}

/// Notes where the words that another source cites for a record give another amount than the record.
pub(super) fn see_cited(
    loader: &mut Loader<'_>,
    file: &File<'_>,
    item: &Item,
    record: i64,
    cited: &[Cited],
) -> Result<()> {
    read_minor_units(loader)?;
    let kind: String = loader.conn.query_row("SELECT kind FROM record WHERE id = ?1", [record], |row| row.get(0))?;
    let columns = kind::named(&kind).into_iter().flat_map(|kind| &kind.fields).find_map(|field| match &field.form {
        Form::Money(columns) if columns.as_written.is_some() => Some(columns),
        _ => None,
    });
    let Some(Columns { low, high, currency, .. }) = columns else { return Ok(()) };
    let sql = format!("SELECT {low}, {high}, {currency} FROM {kind} WHERE id = ?1 AND {currency} IS NOT NULL");
    let given = loader.conn.query_row(&sql, [record], |row| {
        Ok(Money { low: row.get(0)?, high: row.get(1)?, currency: row.get(2)?, approximate: false, additional: false })
    });
    if let Some(given) = given.optional()? {
        check_money(loader, file, item, &given, cited);
    }
    Ok(())
}

/// The digits after the point of every currency, read once.
pub(super) fn read_minor_units(loader: &mut Loader<'_>) -> Result<()> {
    if loader.minor_units.is_empty() {
        let mut statement = loader.conn.prepare("SELECT code, minor_unit FROM currency")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        loader.minor_units = rows.collect::<rusqlite::Result<_>>()?;
    }
    Ok(())
}

/// Notes where none of the cited words gives the amount and one gives another.
fn check_money(loader: &mut Loader<'_>, file: &File<'_>, item: &Item, given: &Money, cited: &[Cited]) {
    let words = cited.iter().filter_map(|cited| match cited {
        Cited::Words(words) => Some(words),
        Cited::Place(place) => place.words.as_ref().or(place.quote.as_ref()),
    });
    let read: Vec<(&String, Money)> = words
        .filter_map(|words| {
            Some((
                words,
                Money::read(words, file.language(), |code| loader.minor_units.get(code).copied().flatten()).ok()?,
            ))
        })
        .collect();
    let is_given = |money: &Money| (money.low, money.high, &money.currency) == (given.low, given.high, &given.currency);
    if let Some((words, _)) = read.first().filter(|_| !read.iter().any(|(_, money)| is_given(money))) {
        let field = if item.kind.is_none() { "cite" } else { "money" };
        let place = file.document.place(item, &[Field(field)]);
        loader.report.notes.push(format!("{place}: the cited words `{words}` are another amount than this"));
    }
}
