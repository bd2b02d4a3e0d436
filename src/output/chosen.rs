//! Chosen: which columns of a table are shown, and whether it can be one at all.
//!
//! Nothing leaves in silence: a column without a value in any row is left out and named, keys and ids
//! are the first to go where room is short, and where words would have to be cut the rows are shown
//! one field a line.

use crate::output::cell::{Column, Role};
use crate::output::fit::Wish;

/// What is shown of a table.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    /// The columns that are shown, in their order.
    pub(super) columns: Vec<usize>,
    /// Whether rows are shown one field a line.
    pub(super) is_list: bool,
    /// What the person should know of it.
    pub(super) notes: Vec<String>,
}

/// The room that the lines between columns leave.
pub(super) fn room(width: usize, columns: usize) -> usize {
    width.saturating_sub(3 * columns + 1)
}

/// Chooses. `has_value` says of each column whether any row has one; None where not every row is known.
pub(super) fn choose(
    columns: &[Column],
    wishes: &[Wish],
    width: Option<usize>,
    has_value: Option<&[bool]>,
    shows_all: bool,
) -> Chosen {
    let mut chosen = Chosen { columns: (0..columns.len()).collect(), ..Chosen::default() };
    let leave_out = |chosen: &mut Chosen, goes: &dyn Fn(usize) -> bool, why: &str| {
        if shows_all {
            return;
        }
        let names: Vec<String> =
            chosen.columns.iter().filter(|n| goes(**n)).map(|n| format!("`{}`", columns[*n].name)).collect();
        if !names.is_empty() && names.len() < chosen.columns.len() {
            chosen.columns.retain(|n| !goes(*n));
            chosen.notes.push(format!("{why}: {}", names.join(", ")));
        }
    };
    if let Some(has_value) = has_value {
        leave_out(&mut chosen, &|n| !has_value[n], "left out, because no row has a value there");
    }
    let Some(width) = width else { return chosen };
    let total = |chosen: &Chosen, least: fn(&Wish) -> usize| -> usize {
        chosen.columns.iter().map(|n| least(&wishes[*n])).sum()
    };
    let fits = |chosen: &Chosen, least| total(chosen, least) <= room(width, chosen.columns.len());
    if !fits(&chosen, |wish| wish.natural) {
        leave_out(&mut chosen, &|n| columns[n].role == Role::Key, "left out for want of room (--all shows them)");
    }
    if has_value.is_some() && !fits(&chosen, Wish::unbroken) {
        chosen.is_list = true;
        chosen.notes.push(format!("one field a line, because the table would not fit {width} columns"));
    }
    chosen
}
