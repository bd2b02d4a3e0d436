//! A cell as people read it, for the formats that show rather than carry.

use std::borrow::Cow;

use rusqlite::types::ValueRef;

use crate::output::cell::{Cell, Column, Role};
use crate::text::visible;
use crate::text::width::{plain, width};
use crate::value::in_words::in_words;

/// What stands for NULL where people read: told apart from empty text.
pub const NULL: &str = "∅";

/// A cell's text, escaped; `null` is what stands for NULL.
#[must_use]
pub fn shown<'a>(cell: &Cell<'a>, column: &Column, null: &'a str) -> Cow<'a, str> {
    match *cell {
        Cell::Value(ValueRef::Text(bytes)) if column.role == Role::Day => {
            std::str::from_utf8(bytes).ok().and_then(in_words).map_or_else(|| visible(bytes), Cow::Owned)
        }
        Cell::Value(ValueRef::Text(bytes)) => visible(bytes),
        Cell::Value(ValueRef::Null) => Cow::Borrowed(null),
        Cell::Value(ValueRef::Integer(number @ (0 | 1))) if column.role == Role::Flag => {
            Cow::Borrowed(if number == 1 { "yes" } else { "no" })
        }
        Cell::Value(ValueRef::Integer(number)) if matches!(column.role, Role::Money | Role::Number) => {
            Cow::Owned(grouped(itoa::Buffer::new().format(number)))
        }
        Cell::Value(ValueRef::Integer(number)) => Cow::Owned(itoa::Buffer::new().format(number).to_owned()),
        Cell::Value(ValueRef::Real(number)) => Cow::Owned(match column.role {
            Role::Money => money(number),
            Role::Number => amount(number, 0),
            _ => real(number),
        }),
        Cell::Value(ValueRef::Blob(bytes)) => Cow::Owned(blob(bytes)),
        Cell::Json(text) => visible(text.as_bytes()),
    }
}

/// Appends a cell's text, escaped; says how many columns it takes.
pub(super) fn put(cell: &Cell<'_>, column: &Column, null: &str, buffer: &mut Vec<u8>) -> usize {
    if let (Cell::Value(ValueRef::Integer(number)), Role::Plain | Role::Key) = (cell, column.role) {
        let mut digits = itoa::Buffer::new();
        let text = digits.format(*number);
        buffer.extend_from_slice(text.as_bytes());
        return text.len();
    }
    if let Cell::Value(ValueRef::Text(bytes)) = cell
        && column.role != Role::Day
        && let Some(width) = plain(bytes)
    {
        buffer.extend_from_slice(bytes);
        return width;
    }
    let text = shown(cell, column, null);
    buffer.extend_from_slice(text.as_bytes());
    width(&text)
}

/// A real in the fewest digits that read back as the same number.
#[must_use]
pub fn real(number: f64) -> String {
    if number.is_finite() {
        zmij::Buffer::new().format_finite(number).to_owned()
    } else if number > 0.0 {
        "Infinity".to_owned()
    } else {
        "-Infinity".to_owned()
    }
}

/// An amount in major units: whole ones without a fraction, others with two digits or more.
fn money(number: f64) -> String {
    amount(number, 2)
}

/// A number grouped by thousands; whole ones without a fraction, others with so many digits or more.
fn amount(number: f64, least: usize) -> String {
    let text = real(number);
    if text.contains(['e', 'I']) {
        return text;
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, "0"));
    if fraction == "0" { grouped(whole) } else { format!("{}.{fraction:0<least$}", grouped(whole)) }
}

/// Digits in groups of three.
fn grouped(digits: &str) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |rest| ("-", rest));
    let mut text = String::from(sign);
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A blob as SQL writes it.
pub(super) fn blob(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2 + 3);
    text.push_str("x'");
    for byte in bytes {
        text.push_str(&format!("{byte:02x}"));
    }
    text.push('\'');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_grouped_and_keeps_its_cents() {
        assert_eq!(money(3_000_000_000.0), "3,000,000,000");
        assert_eq!(money(-1234.5), "-1,234.50");
        assert_eq!(money(0.125), "0.125");
        assert_eq!((amount(40.0, 0), amount(1234.5, 0)), ("40".to_owned(), "1,234.5".to_owned()));
        assert_eq!(grouped("999"), "999");
    }

    #[test]
    fn reals_are_shortest() {
        assert_eq!(real(0.1), "0.1");
        assert_eq!(real(1e100), "1e+100");
        assert_eq!(real(f64::NEG_INFINITY), "-Infinity");
    }
}
