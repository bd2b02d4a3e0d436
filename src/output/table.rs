//! Table: a box for people, in flat memory however many rows there are.
//!
//! comfy-table lays out a first block of rows, fitted to a width if one is told; the rows after it
//! are written here, at the widths the block has. A later cell that is wider wraps inside its
//! column, so nothing is cut and the lines stay aligned.

use std::borrow::Cow;

use comfy_table::{CellAlignment, ContentArrangement};
use rusqlite::types::ValueRef;

use crate::error::Result;
use crate::output::block::{NULL, shown};
use crate::output::cell::{Align, Cell, Column};
use crate::output::chosen::{self, Chosen};
use crate::output::fit::{self, Wish};
use crate::output::lines;
use crate::output::vertical::put_field;
use crate::output::{Cites, Format, Options, RowWriter, Sink};
use crate::text::visible;
use crate::text::width::{width, wrap};

/// A box for people.
pub(super) static TABLE: Format = Format {
    name: "table",
    flag: None,
    endings: &["txt"],
    is_for_people: true,
    is_one_document: false,
    cites: Cites::Footnotes,
    writer: |options, sink| Box::new(Table::new(options, sink)),
};

/// Rows that are laid out together; the widths come from them.
const BLOCK: usize = 500;

/// Bytes of a first block, so that a few huge cells do not fill the memory.
const BLOCK_BYTES: usize = 4 << 20;

/// The writer of tables.
pub struct Table {
    options: Options,
    sink: Sink,
    columns: Vec<Column>,
    names: Vec<String>,
    aligns: Vec<Option<Align>>,
    block: Vec<Vec<String>>,
    /// Of each cell of the block, whether it is NULL.
    nulls: Vec<Vec<bool>>,
    /// Of each column, whether a row so far has a value there.
    has_value: Vec<bool>,
    chosen: Chosen,
    notes: Vec<String>,
    block_bytes: usize,
    /// The columns' widths once the first block is laid out, padding left out.
    widths: Vec<usize>,
    is_parted: bool,
    is_laid_out: bool,
    has_cut_words: bool,
    results: usize,
}

impl Table {
    /// Writes to the sink.
    pub fn new(options: Options, sink: Sink) -> Self {
        Self {
            options,
            sink,
            columns: Vec::new(),
            names: Vec::new(),
            aligns: Vec::new(),
            block: Vec::new(),
            nulls: Vec::new(),
            has_value: Vec::new(),
            chosen: Chosen::default(),
            notes: Vec::new(),
            block_bytes: 0,
            widths: Vec::new(),
            is_parted: false,
            is_laid_out: false,
            has_cut_words: false,
            results: 0,
        }
    }

    /// What each column would like.
    fn wishes(&self) -> Vec<Wish> {
        let wish = |n: usize| {
            let mut wish = Wish::of(self.aligns[n] == Some(Align::Right));
            self.block.iter().for_each(|row| wish.hold(&row[n]));
            if !self.options.no_header {
                wish.name(&self.names[n]);
            }
            wish
        };
        (0..self.columns.len()).map(wish).collect()
    }

    /// The widths of the chosen columns in the room there is, or None where no cell needs to wrap.
    fn fitted(&self, wishes: &[Wish]) -> Option<Vec<usize>> {
        let wishes: Vec<Wish> = self.chosen.columns.iter().map(|n| wishes[*n]).collect();
        let room = chosen::room(self.options.width?, wishes.len());
        let is_wide = wishes.iter().map(|wish| wish.natural).sum::<usize>() > room;
        is_wide.then(|| fit::widths(&wishes, room))
    }

    /// Chooses the columns that are shown; `is_whole` says that every row is known.
    fn choose(&mut self, is_whole: bool) -> Vec<Wish> {
        let wishes = self.wishes();
        // Of no rows there is nothing to leave out, and nothing to say of how they are shown.
        let has_value = if self.block.is_empty() { vec![true; self.columns.len()] } else { self.has_value.clone() };
        let known = Some(has_value.as_slice()).filter(|_| is_whole);
        self.chosen = chosen::choose(&self.columns, &wishes, self.options.width, known, self.options.all);
        self.notes.extend(self.chosen.notes.drain(..).filter(|_| !self.block.is_empty()));
        wishes
    }

    /// Writes the rows one field a line, and only the fields that have a value.
    fn list(&mut self) {
        let margin = self.chosen.columns.iter().map(|n| width(&self.names[*n])).max().unwrap_or(0);
        for (n, (row, nulls)) in self.block.drain(..).zip(self.nulls.drain(..)).enumerate() {
            if n > 0 {
                self.sink.push("\n");
            }
            for column in self.chosen.columns.iter().copied().filter(|n| self.options.all || !nulls[*n]) {
                put_field(&mut self.sink, &self.options, margin, &self.names[column], &row[column]);
            }
        }
    }

    /// Lays out the first block, whose widest cells give the widths.
    fn lay_out(&mut self, is_whole: bool) {
        self.is_laid_out = true;
        let nulls = std::mem::take(&mut self.nulls);
        if self.columns.is_empty() {
            return;
        }
        let wishes = self.choose(is_whole);
        if self.chosen.is_list {
            self.nulls = nulls;
            return self.list();
        }
        let fitted = self.fitted(&wishes);
        let chosen = &self.chosen.columns;
        if chosen.len() < self.columns.len() {
            let pick = |row: &Vec<String>| chosen.iter().map(|n| row[*n].clone()).collect::<Vec<_>>();
            self.block.iter_mut().chain([&mut self.names]).for_each(|row| *row = pick(row));
            self.aligns = chosen.iter().map(|n| self.aligns[*n]).collect();
        }
        if let Some(widths) = fitted {
            self.is_parted = true;
            let is_whole = |(cell, room): (&String, &usize)| cell.split(' ').all(|word| width(word) <= *room);
            self.has_cut_words |= !self.block.iter().all(|row| row.iter().zip(&widths).all(is_whole));
            for row in self.block.iter_mut().chain([&mut self.names]) {
                for (cell, room) in row.iter_mut().zip(&widths) {
                    *cell = wrap(cell, *room).join("\n");
                }
            }
        }
        let names = Some(&self.names).filter(|_| !self.options.no_header);
        let widest = |n: usize| {
            let cells = self.block.iter().chain(names).filter_map(|row| row.get(n));
            cells.flat_map(|cell| cell.lines()).map(width).max().unwrap_or(0).max(1)
        };
        self.widths = (0..self.chosen.columns.len()).map(widest).collect();
        if names.is_none() && self.block.is_empty() {
            // A table without header and rows has no columns that could be laid out.
            lines::put_line(&mut self.sink, &self.widths, ["┌", "─", "┬", "┐"]);
            return;
        }
        self.draw();
    }

    /// Draws the first block at the widths it has, but for the border that closes it.
    fn draw(&mut self) {
        let mut table = comfy_table::Table::new();
        table.set_content_arrangement(ContentArrangement::Disabled);
        table.load_style(if self.is_parted { lines::PARTED } else { lines::PLAIN });
        if !self.options.no_header {
            table.set_header(&self.names);
        }
        for row in self.block.drain(..) {
            table.add_row(row);
        }
        for (n, align) in self.aligns.iter().enumerate() {
            if let (Some(Align::Right), Some(column)) = (align, table.column_mut(n)) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        let mut header_lines = i32::from(!self.options.no_header);
        for (n, line) in table.lines().enumerate() {
            let is_header = n > 0 && header_lines > 0;
            if line.starts_with('├') {
                header_lines = 0;
            }
            // The bottom border closes the table when all rows are known.
            if n > 0 && line.starts_with('└') {
                break;
            }
            if self.options.color && is_header && header_lines > 0 {
                self.sink.push(&line.replace("│ ", "│ \u{1b}[1m").replace(" │", "\u{1b}[0m │"));
            } else {
                self.sink.push(&line);
            }
            self.sink.push("\n");
        }
    }

    /// Writes one row at the widths of the first block.
    fn continue_with(&mut self, cells: &[Cell<'_>]) {
        if self.is_parted {
            lines::put_line(&mut self.sink, &self.widths, ["├", "╌", "┼", "┤"]);
        }
        let null = self.options.null.as_deref().unwrap_or(NULL).to_owned();
        let texts: smallvec::SmallVec<[Cow<'_, str>; 16]> =
            self.chosen.columns.iter().map(|n| shown(&cells[*n], &self.columns[*n], &null)).collect();
        let widths: smallvec::SmallVec<[usize; 16]> = texts.iter().map(|text| width(text)).collect();
        let buffer = &mut self.sink.buffer;
        if widths.iter().zip(&self.widths).all(|(own, room)| own <= room) {
            for n in 0..texts.len() {
                lines::put_cell(buffer, &texts[n], widths[n], self.widths[n], self.aligns[n]);
            }
            buffer.extend_from_slice("│\n".as_bytes());
            return;
        }
        let wrapped: Vec<Vec<Cow<'_, str>>> =
            texts.iter().zip(&self.widths).map(|(text, room)| wrap(text, (*room).max(1))).collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(1);
        for line in 0..height {
            for (n, lines) in wrapped.iter().enumerate() {
                let text = lines.get(line).map_or("", Cow::as_ref);
                lines::put_cell(buffer, text, width(text), self.widths[n], self.aligns[n]);
            }
            buffer.extend_from_slice("│\n".as_bytes());
        }
    }
}

impl RowWriter for Table {
    fn begin(&mut self, columns: &[Column]) -> Result<()> {
        if self.results > 0 {
            self.sink.push("\n");
        }
        self.results += 1;
        columns.clone_into(&mut self.columns);
        self.names = columns.iter().map(|column| visible(column.name.as_bytes()).into_owned()).collect();
        self.aligns = vec![None; columns.len()];
        self.has_value = vec![false; columns.len()];
        self.widths.clear();
        (self.block_bytes, self.is_parted, self.is_laid_out) = (0, false, false);
        Ok(())
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        if self.is_laid_out {
            self.continue_with(cells);
            return self.sink.after_row();
        }
        let nulls: Vec<bool> = cells.iter().map(|cell| matches!(cell, Cell::Value(ValueRef::Null))).collect();
        self.has_value.iter_mut().zip(&nulls).for_each(|(has, is_null)| *has |= !is_null);
        self.nulls.push(nulls);
        for (known, cell) in self.aligns.iter_mut().zip(cells) {
            // A column is one of numbers if all it holds is numbers.
            *known = match (*known, Align::of(cell)) {
                (Some(Align::Left), _) | (_, Some(Align::Left)) => Some(Align::Left),
                (known, found) => found.or(known),
            };
        }
        let null = self.options.null.as_deref().unwrap_or(NULL);
        let row: Vec<String> =
            cells.iter().zip(&self.columns).map(|(cell, column)| shown(cell, column, null).into_owned()).collect();
        self.block_bytes += row.iter().map(String::len).sum::<usize>();
        self.block.push(row);
        if self.block.len() >= BLOCK || self.block_bytes >= BLOCK_BYTES {
            self.lay_out(false);
            return self.sink.after_row();
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<()> {
        if !self.is_laid_out {
            self.lay_out(true);
        }
        if !self.widths.is_empty() {
            lines::put_line(&mut self.sink, &self.widths, ["└", "─", "┴", "┘"]);
        }
        self.sink.flush()
    }

    fn notes(&self) -> Vec<String> {
        let note = "words are cut to fit; --vertical gives every column a line of its own";
        let cut = self.has_cut_words.then(|| note.to_owned());
        self.notes.iter().cloned().chain(cut).collect()
    }

    fn sink(&mut self) -> &mut Sink {
        &mut self.sink
    }
}
