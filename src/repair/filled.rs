//! What came of a damaged file, and where rows are missing.

use std::collections::{BTreeMap, HashSet};

/// Rows that lie between two that are there, and cannot be read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Gap {
    /// The table.
    pub(super) table: String,
    /// The first value of the last row before, if that is a number.
    pub(super) after: Option<i64>,
    /// The first value of the first row behind.
    pub(super) before: Option<i64>,
}

/// What came of a file.
#[derive(Debug, Default)]
pub(super) struct Filled {
    /// How many rows of each table came.
    pub(super) came: BTreeMap<String, usize>,
    /// Rows that could be read, and that no record can have.
    pub(super) refused: BTreeMap<String, usize>,
    /// Where rows are missing.
    pub(super) gaps: Vec<Gap>,
    /// Pages of rows that nothing leads to, and that could be of several tables or of none.
    pub(super) strays: usize,
    /// The highest number that a record ever had, as the file keeps it.
    pub(super) highest: i64,
    /// The tables and indexes whose trees are not whole.
    pub(super) broken: HashSet<String>,
}
