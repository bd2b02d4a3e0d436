//! Once: values that are not told again where the row above has them.

use smallvec::SmallVec;

use crate::output::cell::Column;
use crate::output::kept::Shown;

/// What the row above has, in the columns that are told once.
#[derive(Debug)]
pub(super) struct Once {
    columns: Vec<usize>,
    above: Vec<Vec<u8>>,
}

impl Once {
    /// Of the columns of a table.
    pub(super) fn new(columns: &[Column]) -> Self {
        let columns = (0..columns.len()).filter(|n| columns[*n].is_once).collect();
        Self { columns, above: Vec::new() }
    }

    /// Of each cell, whether the row above has it; empty where nothing is told once. A value stands
    /// under the same one only where all those to its left do so too.
    pub(super) fn told(&mut self, cells: &[Shown<'_>]) -> SmallVec<[bool; 24]> {
        if self.columns.is_empty() {
            return SmallVec::new();
        }
        let mut told: SmallVec<[bool; 24]> = SmallVec::from_elem(false, cells.len());
        let mut is_same = !self.above.is_empty();
        for (column, above) in self.columns.iter().zip(&self.above) {
            is_same &= cells[*column].bytes == above;
            // A sign in place of another as short saves nothing.
            told[*column] = is_same && !cells[*column].is_null && cells[*column].width > 1;
        }
        self.above = self.columns.iter().map(|n| cells[*n].bytes.to_vec()).collect();
        told
    }
}
