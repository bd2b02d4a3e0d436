//! Layout: what is known of a table once its rows are measured, and how that becomes widths.

use rusqlite::types::ValueRef;

use crate::error::Result;
use crate::output::Options;
use crate::output::cell::{Align, Cell, Column};
use crate::output::chosen::{self, Chosen, Measured};
use crate::output::fit::{self, Breaks, Sample};
use crate::output::kept::Kept;
use crate::output::once::Once;
use crate::text::visible;
use crate::text::width::width;

/// From so many rows all over a table it is told how wide its columns are best.
const SAMPLED: u64 = 400;

/// Rows of so many lines on the whole are parted by lines.
const HIGH: usize = 8;

/// The columns that are shown, and how.
pub(super) struct Layout {
    pub(super) columns: Vec<usize>,
    pub(super) widths: Vec<usize>,
    pub(super) breaks: Vec<Breaks>,
    pub(super) aligns: Vec<Option<Align>>,
    /// Whether lines stand between the rows.
    pub(super) is_parted: bool,
}

/// What the rows so far have shown of their columns.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) columns: Vec<Column>,
    /// The columns' names as they are shown.
    pub(super) names: Vec<String>,
    aligns: Vec<Option<Align>>,
    /// Of each column, whether a row has a value there.
    has_value: Vec<bool>,
    /// Of each column, its widest cell.
    widest: Vec<usize>,
}

impl Told {
    /// Of columns whose rows are to come.
    pub(super) fn new(columns: &[Column]) -> Self {
        Self {
            columns: columns.to_vec(),
            names: columns.iter().map(|column| visible(column.name.as_bytes()).into_owned()).collect(),
            aligns: vec![None; columns.len()],
            has_value: vec![false; columns.len()],
            widest: vec![0; columns.len()],
        }
    }

    /// Whether the names fit on a line.
    pub(super) fn fits(&self, options: &Options) -> bool {
        let names: usize = self.names.iter().map(|name| width(name)).sum();
        options.width.is_none_or(|width| names <= chosen::room(width, self.names.len()))
    }

    /// Takes a cell of a column, and how wide it is.
    pub(super) fn hold(&mut self, n: usize, cell: &Cell<'_>, width: usize) {
        self.has_value[n] |= !matches!(cell, Cell::Value(ValueRef::Null));
        // A column is one of numbers if all it holds is numbers.
        self.aligns[n] = match (self.aligns[n], Align::of(cell)) {
            (Some(Align::Left), _) | (_, Some(Align::Left)) => Some(Align::Left),
            (known, found) => found.or(known),
        };
        self.widest[n] = self.widest[n].max(width);
    }

    /// What is shown, and the notes on what is not; None where the rows cannot be a table.
    pub(super) fn layout(&self, kept: &mut Kept, options: &Options) -> Result<(Chosen, Option<Layout>)> {
        let mut measured: Vec<Measured> = (0..self.columns.len())
            .map(|n| Measured { has_value: self.has_value[n], widest: self.widest[n], least: self.widest[n] })
            .collect();
        let shows_all = options.all || kept.rows == 0;
        let whole = if shows_all {
            Chosen { columns: (0..self.columns.len()).collect(), notes: Vec::new() }
        } else {
            Chosen::with_values(&self.columns, &measured)
        };
        let name = |n: usize| if options.no_header { 0 } else { width(&self.names[n]) };
        let natural = |n: usize| self.widest[n].max(name(n)).max(1);
        let Some(room) = options.width.filter(|width| !whole.fits(*width, natural)) else {
            let widths = whole.columns.iter().map(|n| natural(*n)).collect();
            let layout = self.laid_out(&whole, widths, false);
            return Ok((whole, Some(layout)));
        };
        let sample = self.measure(kept, &mut measured)?;
        let narrowed = if shows_all {
            Some(Chosen { columns: whole.columns.clone(), notes: Vec::new() })
        } else {
            whole.narrowed(&self.columns, &measured, room)
        };
        let Some(chosen) = narrowed.filter(|chosen| chosen.fits(room, |n| measured[n].held(&self.names[n]))) else {
            return Ok((whole, None));
        };
        let widths = self.fitted(&chosen, &measured, &sample, options, room);
        let is_parted = fit::height(&fit::of_columns(&sample, &chosen.columns), &widths) >= HIGH;
        let layout = self.laid_out(&chosen, widths, is_parted);
        Ok((chosen, Some(layout)))
    }

    fn laid_out(&self, chosen: &Chosen, widths: Vec<usize>, is_parted: bool) -> Layout {
        let columns = chosen.columns.clone();
        let breaks = columns.iter().map(|n| self.breaks(*n)).collect();
        let aligns = columns.iter().map(|n| self.aligns[*n]).collect();
        Layout { columns, widths, breaks, aligns, is_parted }
    }

    fn breaks(&self, n: usize) -> Breaks {
        Breaks::of(&self.columns[n], self.aligns[n])
    }

    /// Measures the words of every cell; gives those of rows from all over the table.
    fn measure(&self, kept: &mut Kept, measured: &mut [Measured]) -> Result<Sample> {
        let breaks: Vec<Breaks> = (0..self.columns.len()).map(|n| self.breaks(n)).collect();
        let mut sample = Sample::new();
        let step = kept.rows / SAMPLED + 1;
        let mut row = 0;
        let mut once = Once::new(&self.columns);
        for column in measured.iter_mut() {
            column.least = 1;
        }
        kept.each(|cells| {
            let told = once.told(cells);
            let mut words: Vec<Vec<usize>> =
                cells.iter().zip(&breaks).map(|(cell, breaks)| fit::words(&breaks.firm(&cell.text()))).collect();
            for (column, words) in measured.iter_mut().zip(&words) {
                column.least = words.iter().copied().fold(column.least, usize::max);
            }
            if row % step == 0 {
                words.iter_mut().zip(told).filter(|(_, told)| *told).for_each(|(words, _)| *words = vec![1]);
                sample.push(words);
            }
            row += 1;
            Ok(())
        })?;
        Ok(sample)
    }

    /// The widths of columns in the room there is.
    fn fitted(
        &self,
        chosen: &Chosen,
        measured: &[Measured],
        sample: &Sample,
        options: &Options,
        width: usize,
    ) -> Vec<usize> {
        let room = chosen::room(width, chosen.columns.len());
        // Names break at their underscores; where that is too wide, anywhere, before a cell does.
        let held = |most: usize| -> Vec<usize> {
            let name = |n: usize| if options.no_header { 0 } else { fit::name_width(&self.names[n]).min(most) };
            chosen.columns.iter().map(|n| measured[*n].least.max(name(*n)).max(1)).collect()
        };
        let fits = |least: &Vec<usize>| least.iter().sum::<usize>() <= room;
        let least = (0..=room).rev().map(held).find(fits).unwrap_or_else(|| held(0));
        let most: Vec<usize> =
            chosen.columns.iter().zip(&least).map(|(n, least)| measured[*n].widest.max(*least)).collect();
        fit::widths(&least, &most, &fit::of_columns(sample, &chosen.columns), room)
    }
}
