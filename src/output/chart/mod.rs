//! Charts: a result as a picture, of characters or as SVG.
//!
//! What is drawn is what the question declares (`@label`, `@value`, `@unit`, `@hedge`, `@day`); a picture
//! shows its doubts as a table does: bounds as lighter parts, possible days as spans, and the words an amount was
//! written in. Values of two units are never on one axis.

mod axis;
mod lines;
mod mark;
mod page;
mod panel;
mod scale;
mod span;
mod svg;
mod words;
mod writer;

pub(super) use svg::{STYLE, SVG, definitions, inline};
pub(super) use writer::Chart;

/// How many rows are drawn; a picture of more is none.
const MOST: usize = 2_000;

/// What kind of picture is asked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// A bar for each row, as long as its value.
    Bar,
    /// Points over days, a line for each label.
    Line,
    /// Spans of days, a row for each label.
    Timeline,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Bar, Self::Line, Self::Timeline];

    /// Its name, as people type it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Bar => "bar",
            Self::Line => "line",
            Self::Timeline => "timeline",
        }
    }

    /// The kind of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether it has an axis of days.
    fn has_days(self) -> bool {
        self != Self::Bar
    }

    /// Whether it has an axis of values.
    fn has_values(self) -> bool {
        self != Self::Timeline
    }
}

/// A picture that is asked for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Picture {
    /// Its kind.
    pub kind: Kind,
    /// What it shows, in a sentence.
    pub title: String,
    /// The first day to be drawn, ISO 8601, if one was asked for.
    pub from: Option<String>,
    /// The last day to be drawn.
    pub until: Option<String>,
}
