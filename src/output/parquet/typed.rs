//! Values as Parquet has them.

#![allow(clippy::needless_pass_by_value)] // some keep their value, and all are of one type

use chrono::NaiveDate;
use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DoubleType, FixedLenByteArray, FixedLenByteArrayType, Int32Type, Int64Type,
};
use parquet::errors::ParquetError;
use parquet::file::writer::SerializedColumnWriter;
use rusqlite::types::Value;

use crate::output::cell::Holds;

/// Digits of an amount after the point: no currency has more (ISO 4217).
pub(super) const SCALE: u32 = 4;

/// The values of a column in a group.
pub(super) struct Typed {
    /// Those that are not NULL.
    pub(super) values: Values,
    /// For each row, 1 where there is a value and 0 where there is none.
    pub(super) is_there: Vec<i16>,
}

/// Values of one type.
pub(super) enum Values {
    Whole(Vec<i64>),
    Real(Vec<f64>),
    Bytes(Vec<ByteArray>),
    Day(Vec<i32>),
    Truth(Vec<bool>),
    Amount(Vec<FixedLenByteArray>),
}

impl Values {
    /// Writes them to a column.
    pub(super) fn write(&self, to: &mut SerializedColumnWriter<'_>, is_there: &[i16]) -> Result<(), ParquetError> {
        let is_there = Some(is_there);
        match self {
            Self::Whole(values) => to.typed::<Int64Type>().write_batch(values, is_there, None),
            Self::Real(values) => to.typed::<DoubleType>().write_batch(values, is_there, None),
            Self::Bytes(values) => to.typed::<ByteArrayType>().write_batch(values, is_there, None),
            Self::Day(values) => to.typed::<Int32Type>().write_batch(values, is_there, None),
            Self::Truth(values) => to.typed::<BoolType>().write_batch(values, is_there, None),
            Self::Amount(values) => to.typed::<FixedLenByteArrayType>().write_batch(values, is_there, None),
        }
        .map(drop)
    }
}

/// Which value does not fit, counted from 0, and why.
type Unfit = (usize, &'static str);

/// Values of a column that holds such.
pub(super) fn of(values: Vec<Value>, holds: Holds) -> Result<Typed, Unfit> {
    let is_there = values.iter().map(|value| i16::from(*value != Value::Null)).collect();
    let values = match holds {
        Holds::Whole => Values::Whole(each(values, whole)?),
        Holds::Real => Values::Real(each(values, double)?),
        Holds::Text | Holds::Any => Values::Bytes(each(values, text)?),
        Holds::Bytes => Values::Bytes(each(values, bytes)?),
        Holds::Day => Values::Day(each(values, day)?),
        Holds::Truth => Values::Truth(each(values, truth)?),
        Holds::Amount => Values::Amount(each(values, amount)?),
    };
    Ok(Typed { values, is_there })
}

/// Each value that is not NULL, turned into what the column holds.
fn each<T>(values: Vec<Value>, turn: fn(Value) -> Result<T, &'static str>) -> Result<Vec<T>, Unfit> {
    let there = values.into_iter().enumerate().filter(|(_, value)| *value != Value::Null);
    there.map(|(n, value)| turn(value).map_err(|why| (n, why))).collect()
}

fn whole(value: Value) -> Result<i64, &'static str> {
    if let Value::Integer(number) = value { Ok(number) } else { Err("is no whole number") }
}

#[allow(clippy::cast_precision_loss)] // what would be rounded is refused
fn double(value: Value) -> Result<f64, &'static str> {
    match value {
        Value::Real(number) => Ok(number),
        Value::Integer(number) if number.unsigned_abs() <= 1 << 53 => Ok(number as f64),
        Value::Integer(_) => Err("is a whole number that a double would round"),
        _ => Err("is no number"),
    }
}

fn text(value: Value) -> Result<ByteArray, &'static str> {
    if let Value::Text(text) = value { Ok(text.into_bytes().into()) } else { Err("is no text") }
}

fn bytes(value: Value) -> Result<ByteArray, &'static str> {
    if let Value::Blob(bytes) = value { Ok(bytes.into()) } else { Err("is no blob") }
}

fn truth(value: Value) -> Result<bool, &'static str> {
    match value {
        Value::Integer(0) => Ok(false),
        Value::Integer(1) => Ok(true),
        _ => Err("is neither 0 nor 1"),
    }
}

/// A day as the days since 1970. The year 0, with which a record begins where nothing is known, is the
/// year 1: many readers know no earlier one.
fn day(value: Value) -> Result<i32, &'static str> {
    let Value::Text(text) = value else { return Err("is no day") };
    let text = if text == OPEN { FIRST } else { &text };
    let day: NaiveDate = text.parse().map_err(|_| "is no day")?;
    Ok(day.to_epoch_days())
}

/// The day that stands for no known beginning, and what stands for it in a file.
const OPEN: &str = "0000-01-01";
const FIRST: &str = "0001-01-01";

/// An amount in ten-thousandths, from the decimal number that it reads as.
fn amount(value: Value) -> Result<FixedLenByteArray, &'static str> {
    let parts = match value {
        Value::Integer(number) => i128::from(number) * 10_i128.pow(SCALE),
        Value::Real(number) => scaled(number)?,
        _ => return Err("is no number"),
    };
    Ok(parts.to_be_bytes().to_vec().into())
}

fn scaled(number: f64) -> Result<i128, &'static str> {
    const FINER: &str = "is finer than an amount is";
    if !number.is_finite() {
        return Err("is no number");
    }
    // The fewest digits that read back as the number are those that were meant.
    let digits = number.to_string();
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let places = SCALE as usize;
    if fraction.len() > places {
        return Err(FINER);
    }
    format!("{whole}{fraction:0<places$}").parse().map_err(|_| "is larger than an amount is")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_the_decimal_number_that_it_reads_as() {
        for (number, parts) in
            [(0.1, 1_000), (-0.07, -700), (3e9, 30_000_000_000_000), (12.3456, 123_456), (0.0, 0), (-0.5, -5_000)]
        {
            assert_eq!(scaled(number), Ok(parts), "{number}");
        }
        assert!(scaled(0.123_45).is_err() && scaled(f64::NAN).is_err() && scaled(1e300).is_err());
    }

    #[test]
    fn a_day_is_counted_from_1970() {
        let of = |text: &str| day(Value::Text(text.to_owned()));
        assert_eq!((of("1970-01-01"), of("2023-01-17"), of("1969-12-31")), (Ok(0), Ok(19_374), Ok(-1)));
        assert_eq!(of(OPEN), of("0001-01-01"));
        assert!(of("2023-01").is_err() && of("").is_err());
    }
}
