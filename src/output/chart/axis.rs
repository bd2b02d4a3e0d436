//! The characters of a picture, and its axis.

use super::scale::Scale;

/// The characters that a picture is made of.
#[derive(Debug)]
pub struct Ink {
    /// What is for certain.
    pub full: char,
    /// What may be.
    pub light: char,
    /// The last part of a bar, in eighths; one of these or nothing.
    pub parts: &'static [char],
    /// One day.
    pub point: char,
    /// That it goes on to the left, and to the right.
    pub arrows: (char, char),
    /// Where a name stands on an axis, its line, and its first place.
    pub axis: (char, char, char),
    /// A place on the axis, seen in the rows.
    pub grid: char,
    /// One for each line of a picture.
    pub points: &'static [char],
}

/// Blocks and boxes.
pub const BLOCKS: Ink = Ink {
    full: '█',
    light: '░',
    parts: &['▏', '▎', '▍', '▌', '▋', '▊', '▉'],
    point: '●',
    arrows: ('◀', '▶'),
    axis: ('┴', '─', '└'),
    grid: '┊',
    points: &['●', '○', '■', '□', '▲', '△', '◆', '◇', '★', '☆'],
};

/// For terminals that have nothing else.
pub const ASCII: Ink = Ink {
    full: '#',
    light: ':',
    parts: &[],
    point: 'o',
    arrows: ('<', '>'),
    axis: ('+', '-', '+'),
    grid: '.',
    points: &['o', 'x', '*', '@', '%', '&', '=', '$', '~', '!'],
};

/// How many whole places lie before a point of the axis.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)] // from 0 to a width
pub fn places(at: f64, room: usize) -> usize {
    (at * room as f64 + 1e-9).floor() as usize
}

/// The place in which a point of the axis lies.
pub fn place(at: f64, room: usize) -> usize {
    places(at, room).min(room - 1)
}

/// What is counted, above a panel.
pub fn heading(unit: &str) -> String {
    if unit.is_empty() { String::new() } else { format!("{unit}\n") }
}

/// An axis beneath a panel, with the names of its ticks.
pub fn axis(scale: &Scale, margin: usize, room: usize, ink: &Ink) -> String {
    let (tick, line, first) = ink.axis;
    let mut rule = vec![line; room];
    rule[0] = first;
    let mut names = vec![' '; margin + room];
    let mut free = 0;
    for (number, name) in &scale.ticks {
        let at = place(scale.at(*number), room);
        rule[at] = if at == 0 { first } else { tick };
        let long = name.chars().count();
        let start = (margin + at).saturating_sub(long / 2).min((margin + room).saturating_sub(long));
        // A name that would touch the one before is left out.
        if start >= free {
            names[start..start + long].copy_from_slice(&name.chars().collect::<Vec<_>>());
            free = start + long + 1;
        }
    }
    let rule: String = rule.into_iter().collect();
    let names: String = names.into_iter().collect();
    format!("{}{rule}\n{}\n", " ".repeat(margin), names.trim_end())
}
