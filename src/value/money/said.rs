//! What the words around an amount say of it.

use super::words::Bounds;

/// Whether an amount has bounds, is exact, and comes on top of another.
#[allow(clippy::struct_excessive_bools)] // each is a fact of its own
pub struct Said {
    /// Whether it has a lower bound.
    pub low: bool,
    /// Whether it has an upper bound.
    pub high: bool,
    /// Whether it is not exact.
    pub approximate: bool,
    /// Whether it comes on top of another.
    pub additional: bool,
}

impl Default for Said {
    fn default() -> Self {
        Self { low: true, high: true, approximate: false, additional: false }
    }
}

impl Said {
    /// Takes in what some words say.
    pub fn take(&mut self, bounds: Bounds) {
        match bounds {
            Bounds::From => self.high = false,
            Bounds::JustOver => (self.high, self.approximate) = (false, true),
            Bounds::To => self.low = false,
            Bounds::Nearly => (self.low, self.approximate) = (false, true),
            Bounds::About => self.approximate = true,
            Bounds::More => self.additional = true,
        }
    }
}
