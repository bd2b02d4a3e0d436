//! Progress: how many rows an answer has so far, on a terminal that waits for longer than a second.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::error::Result;
use crate::output::{Cell, Column, Mark, RowWriter, Sink};

/// How long nothing is said.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often the count is told anew, in rows.
const STEP: u64 = 4_096;

/// A writer whose progress is told, if somebody waits for it.
pub(super) fn told(writer: Box<dyn RowWriter>, is_waited_for: bool) -> Box<dyn RowWriter> {
    if is_waited_for { Box::new(Progress::new(writer)) } else { writer }
}

/// A writer that counts rows on their way to another.
struct Progress {
    inner: Box<dyn RowWriter>,
    started: Instant,
    rows: u64,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// In front of a writer.
    fn new(inner: Box<dyn RowWriter>) -> Self {
        Self { inner, started: Instant::now(), rows: 0, bar: None }
    }

    /// Tells how many rows there are, once it has lasted.
    fn tell(&mut self) {
        if self.bar.is_none() && self.started.elapsed() < PATIENCE {
            return;
        }
        let rows = self.rows;
        let bar = self.bar.get_or_insert_with(|| {
            let style = ProgressStyle::with_template("{spinner} {human_pos} rows, {elapsed}");
            ProgressBar::new_spinner().with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()))
        });
        bar.set_position(rows);
        bar.tick();
    }

    /// Takes what was told off the screen.
    fn clear(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}

impl RowWriter for Progress {
    fn begin(&mut self, columns: &[Column]) -> Result<()> {
        self.inner.begin(columns)
    }

    fn mark(&mut self, mark: Mark) {
        self.inner.mark(mark);
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        self.rows += 1;
        if self.rows.is_multiple_of(STEP) {
            self.tell();
        }
        self.inner.row(cells)
    }

    fn finish(&mut self) -> Result<()> {
        self.clear();
        self.inner.finish()
    }

    fn summary(&mut self, told: &str) -> Result<()> {
        self.inner.summary(told)
    }

    fn footnotes(&mut self, footnotes: &[String]) -> Result<()> {
        self.inner.footnotes(footnotes)
    }

    fn close(&mut self) -> Result<()> {
        self.inner.close()
    }

    fn line(&self) -> Option<usize> {
        self.inner.line()
    }

    fn notes(&self) -> Vec<String> {
        self.inner.notes()
    }

    fn sink(&mut self) -> &mut Sink {
        self.inner.sink()
    }
}
