//! Table: a box for people, laid out over all its rows in bounded memory.
//!
//! Rows are measured as they come and kept until all are there; then the widths are chosen and the
//! rows are written. comfy-table draws the head, whose style the rows follow.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rusqlite::types::ValueRef;
use smallvec::SmallVec;

use crate::error::Result;
use crate::output::block::{NULL, put};
use crate::output::cell::{Cell, Column, Role};
use crate::output::fit;
use crate::output::kept::{Kept, Shown};
use crate::output::layout::{Layout, Told};
use crate::output::lines;
use crate::output::once::Once;
use crate::output::vertical::put_field;
use crate::output::{Cites, Draws, Format, Mark, Options, RowWriter, Sink};
use crate::text::width::{hanging, width, wrap};

/// A box for people.
pub(super) static TABLE: Format = Format {
    name: "table",
    flag: None,
    endings: &["txt"],
    is_for_people: true,
    is_for_screens: true,
    is_one_document: false,
    draws: Draws::Characters,
    cites: Cites::Footnotes,
    writer: |options, sink| Box::new(Table::new(options, sink)),
};

/// What stands for a value that the row above has.
const AS_ABOVE: Shown<'static> = Shown { bytes: "\u{2033}".as_bytes(), width: 1, is_null: false };

/// The writer of tables.
pub struct Table {
    options: Options,
    sink: Sink,
    told: Told,
    kept: Kept,
    notes: Vec<String>,
    has_cut_words: bool,
    is_list: bool,
    results: usize,
    /// The marks of rows, by their numbers.
    marks: BTreeMap<u64, Mark>,
}

impl Table {
    /// Writes to the sink.
    pub fn new(options: Options, sink: Sink) -> Self {
        Self {
            options,
            sink,
            told: Told::default(),
            kept: Kept::default(),
            notes: Vec::new(),
            has_cut_words: false,
            is_list: false,
            results: 0,
            marks: BTreeMap::new(),
        }
    }

    /// Writes the rows one field a line, and only the fields that have a value.
    fn list(&mut self, columns: &[usize]) -> Result<()> {
        let told = self.options.width.unwrap_or(0);
        self.notes.push(format!("one field a line, because the table would not fit {told} columns"));
        let margin = columns.iter().map(|n| width(&self.told.names[*n])).max().unwrap_or(0);
        let (sink, options, names) = (&mut self.sink, &self.options, &self.told.names);
        let marks = std::mem::take(&mut self.marks);
        let mut row = 0;
        self.kept.each(|cells| {
            if row > 0 {
                sink.push("\n");
            }
            if let Some(mark) = marks.get(&row) {
                sink.push(&format!("{}\n", mark.sign()));
            }
            row += 1;
            for n in columns.iter().copied().filter(|n| options.all || !cells[*n].is_null) {
                put_field(sink, options, margin, &names[n], &cells[n].text());
            }
            sink.after_row()
        })
    }

    /// Writes the table.
    fn draw(&mut self, layout: &Layout) -> Result<()> {
        self.head(layout);
        let sink = &mut self.sink;
        let (mut is_first, mut has_cut, mut has_once) = (true, false, false);
        let mut once = Once::new(&self.told.columns);
        let marks = std::mem::take(&mut self.marks);
        let (color, columns) = (self.options.color, &self.told.columns);
        let mut row = 0;
        self.kept.each(|cells| {
            let start = sink.buffer.len();
            let mark = marks.get(&row);
            row += 1;
            let told = once.told(cells);
            let own: SmallVec<[Shown<'_>; 16]> =
                layout.columns.iter().map(|n| if told.get(*n) == Some(&true) { AS_ABOVE } else { cells[*n] }).collect();
            has_once |= told.contains(&true);
            if layout.is_parted && !is_first {
                lines::put_line(sink, &layout.widths, ["├", "╌", "┼", "┤"]);
            }
            let start = if layout.is_parted && !is_first { sink.buffer.len() } else { start };
            is_first = false;
            let dim: SmallVec<[bool; 16]> =
                layout.columns.iter().map(|n| color && (cells[*n].is_null || columns[*n].role == Role::Key)).collect();
            if own.iter().zip(&layout.widths).any(|(cell, room)| cell.width > *room) {
                has_cut |= put_high(&mut sink.buffer, layout, &own, &dim);
            } else {
                for (n, cell) in own.iter().enumerate() {
                    lines::put_cell(
                        &mut sink.buffer,
                        (cell.bytes, cell.width),
                        layout.widths[n],
                        layout.aligns[n],
                        dim[n],
                    );
                }
                sink.buffer.extend_from_slice("│\n".as_bytes());
            }
            if let Some(mark) = mark {
                // As wide as the line that it takes the place of, on the screen and in bytes.
                sink.buffer[start..start + mark.sign().len()].copy_from_slice(mark.sign().as_bytes());
            }
            sink.after_row()
        })?;
        if has_once {
            self.notes.push(format!("{} is what the row above has", AS_ABOVE.text()));
        }
        self.has_cut_words |= has_cut;
        lines::put_line(&mut self.sink, &layout.widths, ["└", "─", "┴", "┘"]);
        Ok(())
    }

    /// Draws the names and the line under them.
    fn head(&mut self, layout: &Layout) {
        if self.options.no_header {
            return lines::put_line(&mut self.sink, &layout.widths, ["┌", "─", "┬", "┐"]);
        }
        let names = layout.columns.iter().zip(&layout.widths);
        let names: Vec<String> = names.map(|(n, room)| wrap(&self.told.names[*n], *room).join("\n")).collect();
        for line in lines::head(&names, &layout.widths, &layout.aligns) {
            if self.options.color && line.starts_with('│') {
                self.sink.push(&line.replace("│ ", "│ \u{1b}[1m").replace(" │", "\u{1b}[0m │"));
            } else {
                self.sink.push(&line);
            }
            self.sink.push("\n");
        }
    }
}

/// Appends a row of several lines; says whether a word was cut.
fn put_high(buffer: &mut Vec<u8>, layout: &Layout, cells: &[Shown<'_>], dim: &[bool]) -> bool {
    let texts: Vec<Cow<'_, str>> = cells.iter().map(Shown::text).collect();
    let firm: Vec<Cow<'_, str>> = texts.iter().zip(&layout.breaks).map(|(text, breaks)| breaks.firm(text)).collect();
    let is_cut = |(text, room): (&Cow<'_, str>, &usize)| fit::words(text).into_iter().any(|word| word > *room);
    let wrapped: Vec<Vec<Cow<'_, str>>> =
        firm.iter().zip(&layout.widths).map(|(text, room)| wrap(text, (*room).max(1))).collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(1);
    for line in 0..height {
        for (n, lines) in wrapped.iter().enumerate() {
            let text = lines.get(line).map_or(Cow::Borrowed(""), |line| fit::loosened(line));
            lines::put_cell(buffer, (text.as_bytes(), width(&text)), layout.widths[n], layout.aligns[n], dim[n]);
        }
        buffer.extend_from_slice("│\n".as_bytes());
    }
    firm.iter().zip(&layout.widths).any(is_cut)
}

impl RowWriter for Table {
    fn begin(&mut self, columns: &[Column]) -> Result<()> {
        if self.results > 0 {
            self.sink.push("\n");
        }
        self.results += 1;
        self.told = Told::new(columns);
        self.kept = Kept::default();
        self.marks.clear();
        Ok(())
    }

    fn mark(&mut self, mark: Mark) {
        self.marks.insert(self.kept.rows, mark);
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        let null = self.options.null.as_deref().unwrap_or(NULL);
        self.kept.begin_row();
        for (n, cell) in cells.iter().enumerate() {
            let is_null = matches!(cell, Cell::Value(ValueRef::Null));
            let width = self.kept.cell(is_null, |buffer| put(cell, &self.told.columns[n], null, buffer));
            self.told.hold(n, cell, width);
        }
        self.kept.end_row()
    }

    fn finish(&mut self) -> Result<()> {
        // Of no rows a head that does not fit says nothing.
        let has_room = self.kept.rows > 0 || self.told.fits(&self.options);
        if !self.told.columns.is_empty() && has_room {
            let (chosen, layout) = self.told.layout(&mut self.kept, &self.options)?;
            self.notes.extend(chosen.notes);
            self.is_list = layout.is_none();
            match layout {
                None => self.list(&chosen.columns)?,
                Some(layout) => self.draw(&layout)?,
            }
            self.kept = Kept::default();
        }
        self.sink.flush()
    }

    fn notes(&self) -> Vec<String> {
        let note = "words are cut to fit; --vertical gives every column a line of its own";
        let cut = self.has_cut_words.then(|| note.to_owned());
        self.notes.iter().cloned().chain(cut).collect()
    }

    fn line(&self) -> Option<usize> {
        self.options.width
    }

    fn summary(&mut self, told: &str) -> Result<()> {
        let before = if self.is_list { "\n" } else { "" };
        self.sink.push(&format!("{before}{}\n", hanging(told, 0, self.options.width)));
        self.sink.flush()
    }

    fn sink(&mut self) -> &mut Sink {
        &mut self.sink
    }
}
