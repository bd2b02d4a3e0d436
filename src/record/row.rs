//! Rows: a table, the columns that a row is known by, and its other columns.

use rusqlite::types::Value;

/// A row to be put.
#[derive(Clone, Debug)]
pub struct Row {
    pub(super) table: &'static str,
    pub(super) key: Vec<(&'static str, Value)>,
    pub(super) rest: Vec<(&'static str, Value)>,
}

impl Row {
    /// A row of a table, known by these columns.
    #[must_use]
    pub fn new(table: &'static str, key: Vec<(&'static str, Value)>) -> Self {
        Self { table, key, rest: Vec::new() }
    }

    /// A row of a table that shares the id of its record.
    #[must_use]
    pub fn of_record(table: &'static str, id: i64) -> Self {
        Self::new(table, vec![("id", id.into())])
    }

    /// The same row with a further column.
    #[must_use]
    pub fn with(mut self, column: &'static str, value: impl Into<Value>) -> Self {
        self.rest.push((column, value.into()));
        self
    }

    /// The same row with a further column of its key.
    #[must_use]
    pub fn keyed(mut self, column: &'static str, value: impl Into<Value>) -> Self {
        self.key.push((column, value.into()));
        self
    }

    /// Takes a column that is not of the key out.
    pub fn take(&mut self, column: &str) -> Option<Value> {
        let at = self.rest.iter().position(|(name, _)| *name == column)?;
        Some(self.rest.remove(at).1)
    }

    /// Puts another value in a column; false where there is no such column, or it has this value.
    pub fn replace(&mut self, column: &str, value: Value) -> bool {
        let cell = self.key.iter_mut().chain(&mut self.rest).find(|(name, old)| *name == column && *old != value);
        cell.map(|(_, old)| *old = value).is_some()
    }

    /// Whether a column has a value.
    #[must_use]
    pub fn has(&self, column: &str) -> bool {
        self.key.iter().chain(&self.rest).any(|(name, value)| *name == column && *value != Value::Null)
    }

    /// What a column has; None where it is not among those of the row.
    #[must_use]
    pub fn cell(&self, column: &str) -> Option<&Value> {
        self.key.iter().chain(&self.rest).find(|(name, _)| *name == column).map(|(_, value)| value)
    }

    /// The number in a column; None where it is none.
    #[must_use]
    pub fn number(&self, column: &str) -> Option<i64> {
        if let Value::Integer(number) = self.cell(column)? { Some(*number) } else { None }
    }

    /// The text of a column; None where it is none.
    #[must_use]
    pub fn value(&self, column: &str) -> Option<String> {
        match self.cell(column)? {
            Value::Text(text) => Some(text.clone()),
            Value::Integer(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// The same row with a further column, NULL where there is no text.
    #[must_use]
    pub fn text(self, column: &'static str, value: Option<&str>) -> Self {
        self.with(column, value.map(str::to_owned))
    }
}
