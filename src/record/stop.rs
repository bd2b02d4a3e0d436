//! Stopping: Ctrl-C, a time limit, and how far a change had come by then.
//!
//! One sign is shared by whoever stops a run and everything that runs: statements look at it every
//! thousand steps, waits for locks and inputs every few milliseconds.

use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use crate::error::Error;

/// Why whatever runs is to stop, shared between whoever stops it and whoever runs it.
#[derive(Clone, Debug, Default)]
pub struct StopSign(Arc<Sign>);

#[derive(Debug, Default)]
struct Sign {
    /// 0 go on, 1 interrupted, 2 out of time.
    state: AtomicU8,
    /// The time limit in seconds, as the bits of a number.
    seconds: AtomicU64,
    /// 0 before a commit, 1 in the midst of it, 2 after it.
    commit: AtomicU8,
    /// Whether somebody reads the answer in a pager.
    is_held: AtomicBool,
    /// Who is stopped in its place: the line of a session.
    passed_to: Mutex<Option<StopSign>>,
}

/// How far the change is that a run makes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Commit {
    /// Nothing is in the file.
    Before,
    /// SQLite is at it: the file will be as before or as after.
    During,
    /// It is in the file.
    After,
}

impl StopSign {
    /// Stops what runs: Ctrl-C.
    pub fn interrupt(&self) {
        let passed_to = self.0.passed_to.lock().ok().and_then(|passed_to| passed_to.clone());
        if let Some(other) = passed_to {
            return other.interrupt();
        }
        let _ = self.0.state.compare_exchange(0, 1, Ordering::AcqRel, Ordering::Acquire);
    }

    /// Stops what runs: its time of so many seconds is up.
    pub fn time_out(&self, seconds: f64) {
        self.0.seconds.store(seconds.to_bits(), Ordering::Release);
        let _ = self.0.state.compare_exchange(0, 2, Ordering::AcqRel, Ordering::Acquire);
    }

    /// Whether something is to stop.
    #[must_use]
    pub fn is_raised(&self) -> bool {
        self.0.state.load(Ordering::Relaxed) != 0
    }

    /// The error that a stop shows as.
    #[must_use]
    pub fn error(&self) -> Error {
        match self.0.state.load(Ordering::Acquire) {
            2 => Error::Timeout { seconds: f64::from_bits(self.0.seconds.load(Ordering::Acquire)) },
            _ => Error::Interrupted,
        }
    }

    /// Has another sign stopped by Ctrl-C in the place of this one.
    pub fn pass_to(&self, other: &Self) {
        if let Ok(mut passed_to) = self.0.passed_to.lock() {
            *passed_to = Some(other.clone());
        }
    }

    /// Says that somebody reads the answer in a pager: what runs may be stopped, and the program is not to be ended.
    pub fn hold(&self) {
        self.0.is_held.store(true, Ordering::Release);
    }

    /// Whether somebody does.
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.0.is_held.load(Ordering::Acquire)
    }

    /// Says how far the change is that is being made.
    pub fn reach(&self, commit: Commit) {
        self.0.commit.store(commit as u8, Ordering::Release);
    }

    /// How far it is.
    #[must_use]
    pub fn commit(&self) -> Commit {
        match self.0.commit.load(Ordering::Acquire) {
            0 => Commit::Before,
            1 => Commit::During,
            _ => Commit::After,
        }
    }
}
