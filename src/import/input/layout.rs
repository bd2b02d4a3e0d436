//! Layouts: which field of a row is which column, where rows of several widths stand in one file.

use std::collections::HashMap;

use csv::{ByteRecord, StringRecord};

/// The columns of an input, and which fields of a row they are.
pub(super) struct Layout {
    /// The columns of all layouts, those of the first before the others.
    pub(super) columns: Vec<String>,
    /// By the number of fields of a row: for each column the field that it is, if the row has it. None where every row
    /// has every column in order.
    by_width: Option<HashMap<usize, Vec<Option<usize>>>>,
}

impl Layout {
    /// The layout of rows that have all these columns.
    pub(super) fn one(columns: Vec<String>) -> Self {
        Self { columns, by_width: None }
    }

    /// Layouts by the number of their columns.
    pub(super) fn several(layouts: &[Vec<String>]) -> Self {
        let mut columns: Vec<String> = Vec::new();
        for name in layouts.iter().flatten() {
            if !columns.contains(name) {
                columns.push(name.clone());
            }
        }
        let of = |layout: &Vec<String>| columns.iter().map(|name| layout.iter().position(|own| own == name)).collect();
        let by_width = layouts.iter().map(|layout| (layout.len(), of(layout))).collect();
        Self { columns, by_width: Some(by_width) }
    }

    /// Whether a row can have so many fields.
    pub(super) fn has(&self, width: usize) -> bool {
        match &self.by_width {
            None => width == self.columns.len(),
            Some(layouts) => layouts.contains_key(&width),
        }
    }

    /// How many fields a row has, in words.
    pub(super) fn widths(&self) -> String {
        let Some(layouts) = &self.by_width else { return self.columns.len().to_string() };
        let mut widths: Vec<usize> = layouts.keys().copied().collect();
        widths.sort_unstable();
        widths.iter().map(usize::to_string).collect::<Vec<_>>().join(" or ")
    }

    /// The fields of a row in the order of the columns; None where they are not UTF-8.
    pub(super) fn fields(&self, record: &ByteRecord) -> Option<StringRecord> {
        let Some(places) = self.by_width.as_ref().and_then(|layouts| layouts.get(&record.len())) else {
            return StringRecord::from_byte_record(record.clone()).ok();
        };
        let field = |place: &Option<usize>| place.and_then(|n| record.get(n)).unwrap_or(b"");
        StringRecord::from_byte_record(places.iter().map(field).collect()).ok()
    }
}
