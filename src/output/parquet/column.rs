//! A column of a group: its values until they are written, and what it holds.

use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::errors::ParquetError;
use parquet::schema::types::Type;
use rusqlite::types::{Value, ValueRef};

use crate::error::{Error, Result};
use crate::output::cell::{Cell, Holds};
use crate::output::parquet::typed::{self, SCALE, Typed};

/// Digits of an amount: what 16 bytes hold.
const PRECISION: i32 = 38;

/// About so many bytes a value takes beside its text.
const OF_VALUE: usize = 40;

/// A column that is being gathered.
pub(super) struct Gathered {
    name: String,
    holds: Holds,
    values: Vec<Value>,
}

impl Gathered {
    /// An empty one.
    pub(super) fn new(name: String, holds: Holds) -> Self {
        Self { name, holds, values: Vec::new() }
    }

    /// Takes a cell; returns about how many bytes that needs.
    pub(super) fn take(&mut self, cell: &Cell<'_>, has_damaged: &mut bool) -> usize {
        let value = match *cell {
            Cell::Value(ValueRef::Null) => Value::Null,
            Cell::Value(ValueRef::Integer(number)) => Value::Integer(number),
            Cell::Value(ValueRef::Real(number)) => Value::Real(number),
            Cell::Value(ValueRef::Blob(bytes)) => Value::Blob(bytes.to_vec()),
            Cell::Value(ValueRef::Text(bytes)) => {
                *has_damaged |= std::str::from_utf8(bytes).is_err();
                Value::Text(String::from_utf8_lossy(bytes).into_owned())
            }
            Cell::Json(text) => Value::Text(text.to_owned()),
        };
        let of_text = match &value {
            Value::Text(text) => text.len(),
            Value::Blob(bytes) => bytes.len(),
            _ => 0,
        };
        self.values.push(value);
        of_text + OF_VALUE
    }

    /// Decides by the values so far what it holds, where that is not told: the narrowest that holds all.
    pub(super) fn decide(&mut self) -> Result<()> {
        if self.holds != Holds::Any {
            return Ok(());
        }
        let has = |is: fn(&Value) -> bool| self.values.iter().any(is);
        let has_texts = has(|value| matches!(value, Value::Text(_)));
        let has_bytes = has(|value| matches!(value, Value::Blob(_)));
        let has_reals = has(|value| matches!(value, Value::Real(_)));
        let has_numbers = has_reals || has(|value| matches!(value, Value::Integer(_)));
        self.holds = match (has_texts, has_bytes, has_numbers) {
            (_, false, false) => Holds::Text,
            (false, true, false) => Holds::Bytes,
            (false, false, true) if has_reals => Holds::Real,
            (false, false, true) => Holds::Whole,
            _ => return Err(self.mixed("the first rows have several")),
        };
        Ok(())
    }

    /// How the file describes it.
    pub(super) fn field(&self) -> Result<Type, ParquetError> {
        let (physical, logical) = match self.holds {
            Holds::Whole => (Physical::INT64, None),
            Holds::Real => (Physical::DOUBLE, None),
            Holds::Bytes => (Physical::BYTE_ARRAY, None),
            Holds::Day => (Physical::INT32, Some(LogicalType::Date)),
            Holds::Truth => (Physical::BOOLEAN, None),
            Holds::Amount => {
                let scale = i32::try_from(SCALE).unwrap_or(i32::MAX);
                let decimal = LogicalType::decimal(scale, PRECISION);
                return Type::primitive_type_builder(&self.name, Physical::FIXED_LEN_BYTE_ARRAY)
                    .with_repetition(Repetition::OPTIONAL)
                    .with_length(16)
                    .with_precision(PRECISION)
                    .with_scale(scale)
                    .with_logical_type(Some(decimal))
                    .build();
            }
            Holds::Text | Holds::Any => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        };
        Type::primitive_type_builder(&self.name, physical)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(logical)
            .build()
    }

    /// Its values as the file has them, and which of them are there; it is empty then. `before` is how
    /// many rows stand in earlier groups.
    pub(super) fn typed(&mut self, before: u64) -> Result<Typed> {
        let values = std::mem::take(&mut self.values);
        let typed = typed::of(values, self.holds);
        typed.map_err(|(n, why)| self.mixed(&format!("row {} {why}", before + n as u64 + 1)))
    }

    fn mixed(&self, why: &str) -> Error {
        let what = format!("a column of Parquet holds values of one type, and `{}` does not: {why}", self.name);
        Error::Refused { what, hint: "CAST it in SQL, or write -o FILE.csv or FILE.jsonl".to_owned() }
    }
}
