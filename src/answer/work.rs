//! How much work an answer was: for who wonders why it took so long.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::reader::Steps;

/// Where the work of answers is counted.
pub type Counted = Rc<RefCell<Vec<Work>>>;

/// The work of one answer.
#[derive(Clone, Debug)]
pub struct Work {
    begun: Instant,
    /// How many rows there were.
    pub rows: u64,
    /// The time until the first row.
    pub first: Option<Duration>,
    /// The time until all were written.
    pub whole: Duration,
    /// What whoever answers has counted; None where it does not.
    pub steps: Option<Steps>,
}

impl Work {
    /// Begins now.
    #[must_use]
    pub(super) fn begin() -> Self {
        Self { begun: Instant::now(), rows: 0, first: None, whole: Duration::ZERO, steps: None }
    }

    /// A row has come.
    pub(super) fn row(&mut self) {
        self.rows += 1;
        self.first.get_or_insert_with(|| self.begun.elapsed());
    }

    /// All have come.
    pub(super) fn end(&mut self, steps: Option<Steps>) {
        self.whole = self.begun.elapsed();
        self.steps = steps;
    }

    /// As an object of JSON; times in milliseconds.
    #[must_use]
    pub fn data(&self) -> Value {
        let steps = self.steps.map(|steps| {
            json!({ "steps": steps.all, "scanned": steps.scanned, "sorts": steps.sorts, "indexed": steps.indexed })
        });
        json!({
            "level": "stats",
            "rows": self.rows,
            "first_ms": self.first.map(milliseconds),
            "whole_ms": milliseconds(self.whole),
            "sqlite": steps,
        })
    }
}

impl fmt::Display for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = if self.rows == 1 { "1 row".to_owned() } else { format!("{} rows", self.rows) };
        write!(f, "{rows} in {} ms", milliseconds(self.whole))?;
        if let Some(first) = self.first {
            write!(f, ", the first after {} ms", milliseconds(first))?;
        }
        let Some(Steps { all, scanned, sorts, indexed }) = self.steps else { return Ok(()) };
        write!(f, "; SQLite made {all} steps, {scanned} of them to the next row of a whole table, {sorts} sorts, ")?;
        write!(f, "and {indexed} rows of indexes for this answer alone")
    }
}

/// Milliseconds with two decimals.
fn milliseconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 100_000.0).round() / 100.0
}
