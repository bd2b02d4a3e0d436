//! A mark: what is drawn of one row.

use std::borrow::Cow;

use rusqlite::types::ValueRef;

use super::span::Span;
use crate::output::block::{NULL, real, shown};
use crate::output::cell::{Cell, Column, Part, Role};
use crate::text::width::{width, wrap};

/// What is drawn of one row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mark {
    /// What it is called.
    pub label: String,
    /// In what its value is counted; empty where the row does not say.
    pub unit: String,
    /// The value between its bounds.
    pub value: Value,
    /// The value in words, hedges and all.
    pub told: String,
    /// The days it is about.
    pub span: Option<Span>,
    /// These days in words.
    pub day: String,
    /// The marks of its sources, `[1] [2]`.
    pub sources: String,
}

/// A value and its bounds, as far as they are known.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Value {
    /// It is at least this.
    pub low: Option<f64>,
    /// It most likely is this.
    pub best: Option<f64>,
    /// It is at most this.
    pub high: Option<f64>,
}

impl Value {
    /// Of the values of one row: one is the value, two are its bounds, three are low, best and high.
    fn of(values: &[Option<f64>]) -> Self {
        match *values {
            [low, best, high] => Self { low: low.or(best), best, high: high.or(best) },
            [low, high] => Self { low, best: low.filter(|_| low == high), high },
            [value] => Self { low: value, best: value, high: value },
            _ => Self::default(),
        }
    }

    /// Those that are known.
    pub fn known(self) -> impl Iterator<Item = f64> {
        [self.low, self.best, self.high].into_iter().flatten()
    }

    /// Up to where it is certain, and up to where it is possible.
    pub fn reach(self) -> Option<(f64, f64)> {
        let high = self.high.or(self.best).or(self.low)?;
        Some((self.low.unwrap_or(0.0), high))
    }

    /// From where to where it may be, where that is more than a point; what has no lower bound may be nought.
    pub fn bounds(self) -> Option<(f64, f64)> {
        let high = self.high?;
        let low = self.low.unwrap_or(0.0);
        (low < high).then_some((low, high))
    }

    /// Where a point is drawn.
    pub fn point(self) -> Option<f64> {
        self.best.or_else(|| Some(f64::midpoint(self.low?, self.high?))).or(self.low).or(self.high)
    }
}

impl Mark {
    /// What a row comes to.
    pub fn of(columns: &[Column], cells: &[Cell<'_>]) -> Self {
        let mut mark = Self::default();
        let (mut labels, mut values, mut told, mut hedge) = (Vec::new(), Vec::new(), Vec::new(), None);
        for (column, cell) in columns.iter().zip(cells) {
            let text = || shown(cell, column, NULL).into_owned();
            match column.part {
                Some(Part::Label) if !is_empty(cell) => labels.push(text()),
                Some(Part::Unit) if !is_empty(cell) => mark.unit = text(),
                Some(Part::Value) => {
                    values.push(number(cell));
                    told.push(number(cell).map(|_| text()));
                }
                Some(Part::Hedge) => hedge = words(cell).map(|_| text()).or_else(|| about(cell)),
                _ if column.role == Role::Sources => mark.sources = text(),
                _ => {}
            }
            if let (Role::Day, Some(edtf), None) = (column.role, words(cell), mark.span) {
                (mark.span, mark.day) = (Span::of(edtf), text());
            }
        }
        mark.label = labels.join(" · ");
        mark.value = Value::of(&values);
        mark.told = hedged(&bounds(&told), hedge);
        mark
    }
}

/// Most lines of a label: a picture shows where to look, and a table says all.
const HIGH: usize = 3;

impl Mark {
    /// The label in a few lines, with a mark where there is more of it, and its sources.
    pub fn lines(&self, most: usize) -> Vec<String> {
        let whole = wrap(&self.label, most);
        let is_cut = whole.len() > HIGH;
        let mut lines: Vec<String> = whole.into_iter().take(HIGH).map(Cow::into_owned).collect();
        if let Some(last) = lines.last_mut().filter(|_| is_cut) {
            if width(last) >= most {
                last.truncate(last.rfind(' ').unwrap_or(0));
            }
            last.push('…');
        }
        if self.sources.is_empty() {
            return lines;
        }
        match lines.last_mut().filter(|last| width(last) + 1 + width(&self.sources) <= most) {
            Some(last) => last.push_str(&format!(" {}", self.sources)),
            None => lines.extend(wrap(&self.sources, most).into_iter().map(Cow::into_owned)),
        }
        lines
    }
}

/// A value with its hedge: the words it was written in say it all, `about` goes before the number.
fn hedged(number: &str, hedge: Option<String>) -> String {
    match hedge {
        Some(about) if about == ABOUT => format!("{ABOUT} {number}"),
        Some(words) => words,
        None => number.to_owned(),
    }
}

const ABOUT: &str = "about";

/// A value that is only about right is marked by a 1.
fn about(cell: &Cell<'_>) -> Option<String> {
    matches!(cell, Cell::Value(ValueRef::Integer(1))).then(|| ABOUT.to_owned())
}

/// A value in words: bounds that differ are both told.
fn bounds(told: &[Option<String>]) -> String {
    let [low, .., high] = told else { return told.iter().flatten().cloned().collect() };
    let best = told.get(1).filter(|_| told.len() == 3).cloned().flatten();
    let range = match (low, high) {
        (Some(low), Some(high)) if low == high => return low.clone(),
        (Some(low), Some(high)) => format!("{low} to {high}"),
        (Some(low), None) => format!("at least {low}"),
        (None, Some(high)) => format!("at most {high}"),
        (None, None) => return best.unwrap_or_default(),
    };
    best.map_or(range.clone(), |best| format!("{best} ({range})"))
}

fn is_empty(cell: &Cell<'_>) -> bool {
    matches!(cell, Cell::Value(ValueRef::Null | ValueRef::Text(b"")))
}

fn words<'c>(cell: &Cell<'c>) -> Option<&'c str> {
    match cell {
        Cell::Value(ValueRef::Text(bytes)) => std::str::from_utf8(bytes).ok().filter(|text| !text.is_empty()),
        _ => None,
    }
}

#[allow(clippy::cast_precision_loss)] // a picture is no finer
fn number(cell: &Cell<'_>) -> Option<f64> {
    match *cell {
        Cell::Value(ValueRef::Integer(number)) => Some(number as f64),
        Cell::Value(ValueRef::Real(number)) => Some(number).filter(|number| number.is_finite()),
        _ => None,
    }
}

/// A number on an axis.
pub fn tick(number: f64) -> String {
    let text = real(number);
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(name: &str, part: Option<Part>, role: Role) -> Column {
        Column { role, part, ..Column::named(name) }
    }

    #[test]
    fn what_is_hedged_stays_hedged() {
        let columns = [
            column("who", Some(Part::Label), Role::Plain),
            column("what", Some(Part::Label), Role::Plain),
            column("low", Some(Part::Value), Role::Money),
            column("high", Some(Part::Value), Role::Money),
            column("hedge", Some(Part::Hedge), Role::Plain),
            column("day", None, Role::Day),
        ];
        let mark = |low, high, hedge: ValueRef<'static>| {
            let cells = [ValueRef::Text(b"A"), ValueRef::Null, low, high, hedge, ValueRef::Text(b"2023")];
            Mark::of(&columns, &cells.map(Cell::Value))
        };
        let (one, two, null) = (ValueRef::Integer(1000), ValueRef::Real(2000.0), ValueRef::Null);
        assert_eq!(mark(one, two, null).told, "1,000 to 2,000");
        assert_eq!(mark(one, one, null).told, "1,000");
        assert_eq!(mark(one, null, null).told, "at least 1,000");
        assert_eq!(mark(null, two, null).told, "at most 2,000");
        assert_eq!(mark(two, two, ValueRef::Integer(1)).told, "about 2,000");
        assert_eq!(mark(two, two, ValueRef::Integer(0)).told, "2,000");
        assert_eq!(mark(two, two, ValueRef::Text(b"some two thousand")).told, "some two thousand");
        assert_eq!((mark(one, two, null).label, mark(one, two, null).day), ("A".to_owned(), "2023".to_owned()));
        assert_eq!(
            (mark(null, two, null).value.reach(), mark(null, null, null).value.reach()),
            (Some((0.0, 2000.0)), None)
        );
        assert_eq!(mark(one, null, null).value.reach(), Some((1000.0, 1000.0)));
    }

    #[test]
    fn a_figure_has_a_best_value_between_its_bounds() {
        let told = |values: [Option<&str>; 3]| bounds(&values.map(|value| value.map(str::to_owned)));
        assert_eq!(told([Some("40"), Some("45"), Some("50")]), "45 (40 to 50)");
        assert_eq!(told([None, Some("45"), None]), "45");
        assert_eq!(Value::of(&[None, Some(45.0), None]).reach(), Some((45.0, 45.0)));
        assert_eq!(Value::of(&[None, None, Some(11.0)]).point(), Some(11.0));
        assert_eq!((tick(2.0), tick(0.5)), ("2".to_owned(), "0.5".to_owned()));
    }
}
