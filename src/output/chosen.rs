//! Chosen: which columns of a table are shown.
//!
//! Nothing leaves in silence: a column without a value in any row is left out and named; keys and ids
//! are the first to go where room is short, then what the query says can be spared.

use crate::output::cell::{Column, Role};
use crate::output::fit::name_width;

/// The room that the lines between columns leave.
pub(super) fn room(width: usize, columns: usize) -> usize {
    width.saturating_sub(3 * columns + 1)
}

/// So much of a name is not broken while there is something that can be spared.
const NAME: usize = 9;

/// A name that is broken into pieces of fewer letters than these cannot be read.
const PIECE: usize = 5;

/// The least room that prose needs to be read.
const PROSE: usize = 26;

/// What is known of a column once all rows are there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measured {
    /// Whether any row has a value.
    pub(super) has_value: bool,
    /// How wide its widest cell is.
    pub(super) widest: usize,
    /// How wide its widest word is, or what else cannot be broken.
    pub(super) least: usize,
}

impl Measured {
    /// How wide a column of this name must be at the least.
    pub(super) fn held(&self, name: &str) -> usize {
        self.least.max(name_width(name).min(PIECE))
    }
}

/// What is left out of a table.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    /// The columns that are shown.
    pub(super) columns: Vec<usize>,
    /// What the person should know of the others.
    pub(super) notes: Vec<String>,
}

impl Chosen {
    fn leave_out(&mut self, columns: &[Column], goes: impl Fn(usize) -> bool, why: &str) {
        let (gone, kept): (Vec<usize>, Vec<usize>) = self.columns.iter().partition(|n| goes(**n));
        if !gone.is_empty() && !kept.is_empty() {
            let names: Vec<String> = gone.iter().map(|n| format!("`{}`", columns[*n].name)).collect();
            self.notes.push(format!("{why}: {}", names.join(", ")));
            self.columns = kept;
        }
    }

    /// Leaves out the columns without a value.
    pub(super) fn with_values(columns: &[Column], measured: &[Measured]) -> Self {
        let mut chosen = Self { columns: (0..columns.len()).collect(), notes: Vec::new() };
        chosen.leave_out(columns, |n| !measured[n].has_value, "left out, because no row has a value there");
        chosen
    }

    /// Whether the columns fit, each at a width.
    pub(super) fn fits(&self, width: usize, of: impl Fn(usize) -> usize) -> bool {
        self.columns.iter().map(|n| of(*n)).sum::<usize>() <= room(width, self.columns.len())
    }

    /// Leaves out keys, and then what can be spared until prose has room to be read; None where even
    /// then no table fits.
    pub(super) fn narrowed(&self, columns: &[Column], measured: &[Measured], width: usize) -> Option<Self> {
        // Where there is more room, prose is read more easily in more of it.
        let leads = self.columns.iter().filter(|n| columns[**n].is_lead).count();
        let prose = PROSE.max(width / (leads + 2));
        let wanted = |n: usize| {
            let prose = if columns[n].is_lead { prose.min(measured[n].widest) } else { 0 };
            measured[n].least.max(prose).max(name_width(&columns[n].name).min(NAME))
        };
        let mut chosen = Self { columns: self.columns.clone(), notes: Vec::new() };
        let mut order: Vec<usize> = self.columns.iter().copied().filter(|n| columns[*n].spare > 0).collect();
        order.sort_by_key(|n| columns[*n].spare);
        let mut gone: Vec<usize> = self.columns.iter().copied().filter(|n| columns[*n].role == Role::Key).collect();
        let mut spared = order.into_iter();
        loop {
            chosen.columns = self.columns.iter().copied().filter(|n| !gone.contains(n)).collect();
            if chosen.columns.is_empty() || chosen.fits(width, wanted) {
                break;
            }
            let Some(next) = spared.next() else { break };
            gone.push(next);
        }
        let mut told = Self { columns: self.columns.clone(), notes: self.notes.clone() };
        told.leave_out(columns, |n| gone.contains(&n), "left out for want of room (--all shows them)");
        told.fits(width, |n| measured[n].held(&columns[n].name)).then_some(told)
    }
}
