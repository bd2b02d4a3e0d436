//! Cells and columns: what a writer is given.

use rusqlite::types::ValueRef;

/// One value of a row.
#[derive(Clone, Copy, Debug)]
pub enum Cell<'a> {
    /// A value as SQLite holds it.
    Value(ValueRef<'a>),
    /// A JSON document: embedded by JSON formats, text elsewhere.
    Json(&'a str),
}

impl<'a> Cell<'a> {
    /// A text, or NULL.
    #[must_use]
    pub fn text(text: Option<&'a str>) -> Self {
        Self::Value(text.map_or(ValueRef::Null, |text| ValueRef::Text(text.as_bytes())))
    }
}

/// A column of a result.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Column {
    /// Its name, as the SQL gives it.
    pub name: String,
    /// What it holds, as far as that is for showing.
    pub role: Role,
    /// What its values are, where that is told beforehand.
    pub holds: Holds,
    /// Whether it is prose, which gets the room.
    pub is_lead: bool,
    /// Whether a value that stands in the row above is not told again.
    pub is_once: bool,
    /// Whether it is one of two texts whose differing words are marked where people read.
    pub is_compared: bool,
    /// What part it has in a picture, if any.
    pub part: Option<Part>,
    /// Where room is short: the columns of 1 go before those of 2; none of 0 goes.
    pub spare: usize,
}

impl Column {
    /// A column with nothing special about it.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }
}

/// What a column holds, as far as it matters where people read.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Role {
    /// Nothing special.
    #[default]
    Plain,
    /// Amounts of money, grouped by thousands.
    Money,
    /// Other numbers, grouped by thousands.
    Number,
    /// Dates in EDTF, shown in words.
    Day,
    /// What the next command needs and no reader: the first to go where room is short.
    Key,
    /// The marks of a row's sources, `[1] [2]`.
    Sources,
    /// 1 or 0, shown as yes or no.
    Flag,
}

/// What the values of a column are, for formats that must know it.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Holds {
    /// Not told: whatever comes.
    #[default]
    Any,
    /// Whole numbers.
    Whole,
    /// Numbers.
    Real,
    /// Texts.
    Text,
    /// Bytes.
    Bytes,
    /// Days, ISO 8601.
    Day,
    /// Amounts of money in major units.
    Amount,
    /// 1 or 0.
    Truth,
}

impl Holds {
    /// What a column holds by what is told of it.
    #[must_use]
    pub fn of(column: &Column) -> Self {
        match (column.holds, column.role) {
            (Self::Any, Role::Money) => Self::Amount,
            (Self::Any, Role::Flag) => Self::Truth,
            (Self::Any, Role::Day) => Self::Text,
            (told, _) => told,
        }
    }
}

/// What part a column has in a picture.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Part {
    /// What a mark is called, together with the others of this part.
    Label,
    /// Its value: one column is the value, two are its bounds, three are low, best and high.
    Value,
    /// In what the value is counted; values of two units share no axis.
    Unit,
    /// What hedges the value: the words it was written in, or 1 where it is only about right.
    Hedge,
}

/// On which side a column's cells line up.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Align {
    /// Text.
    #[default]
    Left,
    /// Numbers.
    Right,
}

impl Align {
    /// Where a cell belongs; None for NULL, which goes with either.
    #[must_use]
    pub fn of(cell: &Cell<'_>) -> Option<Self> {
        match cell {
            Cell::Value(ValueRef::Null) => None,
            Cell::Value(ValueRef::Integer(_) | ValueRef::Real(_)) => Some(Self::Right),
            _ => Some(Self::Left),
        }
    }
}
