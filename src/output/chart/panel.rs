//! Panels: the marks that share an axis, and those that have no place on one.

use super::Picture;
use super::mark::Mark;
use super::scale::Scale;
use super::span::{Ends, Span, number};

/// Marks that share an axis.
#[derive(Debug)]
pub struct Panel {
    /// What their values are counted in.
    pub unit: String,
    /// The marks, in the order of the rows.
    pub marks: Vec<Mark>,
}

/// All that is drawn.
#[derive(Debug)]
pub struct Drawing {
    /// What was asked for.
    pub picture: Picture,
    /// One for each unit.
    pub panels: Vec<Panel>,
    /// How many rows are not drawn, and why.
    pub left_out: Vec<String>,
    /// The line that says how much it is.
    pub summary: Option<String>,
    /// What the marks of the sources stand for.
    pub footnotes: Vec<String>,
}

impl Drawing {
    /// Gives each mark its place.
    pub fn new(picture: Picture, marks: Vec<Mark>) -> Self {
        let kind = picture.kind;
        let mut panels: Vec<Panel> = Vec::new();
        let (mut valueless, mut dayless) = (0_usize, 0_usize);
        for mark in marks {
            let has_value = mark.value.point().is_some();
            let has_day = mark.span.is_some_and(|span| span.known().next().is_some());
            if kind.has_values() && !has_value {
                valueless += 1;
                continue;
            }
            if kind.has_days() && !has_day {
                dayless += 1;
                continue;
            }
            let unit = if kind.has_values() { mark.unit.clone() } else { String::new() };
            match panels.iter_mut().find(|panel| panel.unit == unit) {
                Some(panel) => panel.marks.push(mark),
                None => panels.push(Panel { unit, marks: vec![mark] }),
            }
        }
        let told = [(valueless, "states no value"), (dayless, "has no known day")];
        let told = told.into_iter().filter(|(count, _)| *count > 0);
        let left_out = told
            .map(|(count, why)| {
                let (rows, why) = if count == 1 { ("row", why.to_owned()) } else { ("rows", several(why)) };
                format!("{count} {rows} of the answer {why} and cannot be drawn")
            })
            .collect();
        Self { picture, panels, left_out, summary: None, footnotes: Vec::new() }
    }
}

/// The same of several.
fn several(why: &str) -> String {
    why.replace("states", "state").replace("has", "have")
}

impl Panel {
    /// The axis of its values, with their unit.
    pub fn values(&self, most_ticks: usize) -> Scale {
        Scale::of_values(self.marks.iter().flat_map(|mark| mark.value.known()), most_ticks)
    }

    /// The axis of its days.
    pub fn days(&self, picture: &Picture, most_ticks: usize) -> Scale {
        let known = || self.marks.iter().filter_map(|mark| mark.span).flat_map(|span| span.known().collect::<Vec<_>>());
        let asked = |day: &Option<String>| day.as_deref().and_then(number);
        let (from, until) = (asked(&picture.from), asked(&picture.until));
        let first = from.or_else(|| known().min()).unwrap_or(0);
        let last = until.or_else(|| known().max()).unwrap_or(first);
        Scale::of_days(first, last.max(first), most_ticks)
    }

    /// What its values are counted in, with the digits that the axis leaves off: `billion USD`.
    pub fn counted_in(&self, scale: &Scale) -> String {
        [scale.group, &self.unit].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// The labels in the order of the rows, each once.
    pub fn series(&self) -> Vec<&str> {
        let mut series: Vec<&str> = Vec::new();
        for mark in &self.marks {
            if !series.contains(&mark.label.as_str()) {
                series.push(&mark.label);
            }
        }
        series
    }
}

/// Where a span stands on an axis of days.
#[derive(Clone, Copy, Debug)]
pub struct Placed {
    /// From where to where its days may be.
    pub possible: (f64, f64),
    /// From where to where they are for certain.
    pub sure: Option<(f64, f64)>,
    /// Whether it goes on before the axis begins, and after it ends.
    pub goes_on: (bool, bool),
}

impl Placed {
    /// The place of a span; None where it lies beside the axis.
    pub fn of(span: &Span, scale: &Scale) -> Option<Self> {
        let day = |day: Option<i32>, open: f64| day.map_or(open, f64::from);
        let place = |(first, last): Ends| (day(first, f64::NEG_INFINITY), day(last, f64::INFINITY));
        let (first, last) = place(span.possible);
        if last < scale.ends.0 || first > scale.ends.1 {
            return None;
        }
        let on_axis = |(first, last): (f64, f64)| (scale.at(first), scale.at(last));
        Some(Self {
            possible: on_axis((first, last)),
            sure: span.sure.map(place).filter(|(a, b)| *b >= scale.ends.0 && *a <= scale.ends.1).map(on_axis),
            goes_on: (first < scale.ends.0, last > scale.ends.1),
        })
    }

    /// Where its point is drawn: at the end that is known, else in the middle.
    pub fn point(&self) -> f64 {
        match self.goes_on {
            (true, false) => self.possible.1,
            (false, true) => self.possible.0,
            _ => f64::midpoint(self.possible.0, self.possible.1),
        }
    }
}
