//! Charts of characters: bars and timelines, a row of the picture for each row of the answer.

use std::borrow::Cow;

use super::axis::{ASCII, BLOCKS, Ink, axis, heading, place, places};
use super::mark::Mark;
use super::panel::{Drawing, Panel, Placed};
use super::scale::Scale;
use super::{Kind, lines};
use crate::text::width::{hanging, width, wrap};

/// Columns of a picture where the width is not known.
const USUAL: usize = 80;

/// The picture in characters.
pub fn drawn(drawing: &Drawing, most: Option<usize>, is_ascii: bool) -> String {
    let most = most.unwrap_or(USUAL).max(30);
    let ink = if is_ascii { &ASCII } else { &BLOCKS };
    let mut text = format!("{}\n", hanging(&drawing.picture.title, 0, Some(most)));
    for panel in &drawing.panels {
        text.push('\n');
        text.push_str(&match drawing.picture.kind {
            Kind::Bar => bars(panel, most, ink),
            Kind::Line => lines::drawn(panel, &drawing.picture, most, ink),
            Kind::Timeline => timeline(panel, drawing, most, ink),
        });
    }
    if drawing.panels.is_empty() {
        text.push_str("\nthere is nothing to draw\n");
    } else {
        let legend = legend(drawing.picture.kind, ink);
        text.push_str(&format!("\n{}\n", hanging(&legend, 0, Some(most))));
    }
    if let Some(summary) = &drawing.summary {
        text.push_str(&format!("{}\n", hanging(summary, 0, Some(most))));
    }
    for (n, footnote) in drawing.footnotes.iter().enumerate() {
        let before = if n == 0 { "\n" } else { "" };
        let mark = format!("[{}] ", n + 1);
        text.push_str(&format!("{before}{mark}{}\n", hanging(footnote, mark.len(), Some(most))));
    }
    text
}

/// What the characters of a picture mean.
fn legend(kind: Kind, ink: &Ink) -> String {
    let Ink { full, light, point, arrows: (before, after), .. } = ink;
    match kind {
        Kind::Bar => {
            format!("{full} the value or its lower bound  {light} up to its upper bound  hedges stand beside the bars")
        }
        Kind::Line => format!("{light} between its bounds, and days that may be meant"),
        Kind::Timeline => format!(
            "{point} that day  {full} all these days  {light} some of these days  {before} {after} before or beyond what is drawn, or nobody knows how far"
        ),
    }
}

/// Text in a column of its own.
struct Side {
    lines: Vec<Vec<String>>,
    wide: usize,
}

impl Side {
    fn new(lines: Vec<Vec<String>>) -> Self {
        let wide = lines.iter().flatten().map(|line| width(line)).max().unwrap_or(0);
        Self { lines, wide }
    }

    /// A line of a text, filled up to the width of the column.
    fn line(&self, row: usize, n: usize) -> String {
        let text = self.lines[row].get(n).map_or("", String::as_str);
        format!("{text}{}", " ".repeat(self.wide - width(text)))
    }
}

fn told(mark: &Mark, most: usize) -> Vec<String> {
    wrap(&mark.told, most).into_iter().map(Cow::into_owned).collect()
}

fn bars(panel: &Panel, most: usize, ink: &Ink) -> String {
    let labels = Side::new(panel.marks.iter().map(|mark| mark.lines(most * 2 / 5)).collect());
    let values = Side::new(panel.marks.iter().map(|mark| told(mark, most / 4)).collect());
    let room = most.saturating_sub(labels.wide + values.wide + 2).max(8);
    let scale = panel.values(room / 8);
    let mut text = heading(&panel.counted_in(&scale));
    for (row, mark) in panel.marks.iter().enumerate() {
        let high = labels.lines[row].len().max(values.lines[row].len());
        for n in 0..high {
            let bar = if n == 0 { bar(mark, &scale, room, ink) } else { " ".repeat(room) };
            let line = format!("{} {bar} {}", labels.line(row, n), values.line(row, n));
            text.push_str(line.trim_end());
            text.push('\n');
        }
    }
    text.push_str(&axis(&scale, labels.wide + 1, room, ink));
    text
}

/// A bar: full as far as the value is certain, light up to where it is possible.
fn bar(mark: &Mark, scale: &Scale, room: usize, ink: &Ink) -> String {
    let Some((sure, possible)) = mark.value.reach() else { return " ".repeat(room) };
    let zero = places(scale.at(0.0), room);
    let (sure_at, possible_at) = (scale.at(sure), scale.at(possible));
    let mut cells: Vec<char> = vec![' '; room];
    if possible < 0.0 {
        fill(&mut cells, places(sure_at, room), zero, ink.full);
        return cells.into_iter().collect();
    }
    let (sure, possible) = (places(sure_at, room), places(possible_at, room));
    fill(&mut cells, zero, possible, ink.light);
    fill(&mut cells, sure.min(zero), sure.max(zero), ink.full);
    // What is left of the last place, where nothing light follows.
    if sure == possible && sure < room {
        #[allow(clippy::cast_precision_loss)] // a width
        let rest = sure_at * room as f64 - sure as f64;
        let parts = ink.parts.len() + 1;
        if let Some(part) = eighths(rest, parts).checked_sub(1).and_then(|n| ink.parts.get(n)) {
            cells[sure] = *part;
        } else if sure == zero && mark.value.point().is_some_and(|value| value > 0.0) {
            // What is more than nothing is seen.
            cells[sure] = *ink.parts.first().unwrap_or(&ink.full);
        }
    }
    cells.into_iter().collect()
}

fn fill(cells: &mut [char], from: usize, to: usize, with: char) {
    let end = to.min(cells.len());
    if from < end {
        cells[from..end].fill(with);
    }
}

#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)] // from 0 to 8
fn eighths(rest: f64, parts: usize) -> usize {
    (rest.max(0.0) * parts as f64).floor() as usize
}

fn timeline(panel: &Panel, drawing: &Drawing, most: usize, ink: &Ink) -> String {
    let labels = Side::new(panel.marks.iter().map(|mark| mark.lines(most * 9 / 20)).collect());
    let room = most.saturating_sub(labels.wide + 1).max(10);
    let scale = panel.days(&drawing.picture, room / 14);
    let mut text = String::new();
    for (row, mark) in panel.marks.iter().enumerate() {
        for n in 0..labels.lines[row].len() {
            let days = if n == 0 { days(mark, &scale, room, ink) } else { grid(&scale, room, ink).iter().collect() };
            text.push_str(format!("{} {days}", labels.line(row, n)).trim_end());
            text.push('\n');
        }
    }
    text.push_str(&axis(&scale, labels.wide + 1, room, ink));
    text
}

/// A row of places with those marked that have a name on the axis.
fn grid(scale: &Scale, room: usize, ink: &Ink) -> Vec<char> {
    let mut cells = vec![' '; room];
    for (tick, _) in &scale.ticks {
        cells[place(scale.at(*tick), room)] = ink.grid;
    }
    cells
}

/// The days of a mark.
fn days(mark: &Mark, scale: &Scale, room: usize, ink: &Ink) -> String {
    let mut cells = grid(scale, room, ink);
    let Some(placed) = mark.span.as_ref().and_then(|span| Placed::of(span, scale)) else {
        return cells.into_iter().collect();
    };
    let (first, last) = (place(placed.possible.0, room), place(placed.possible.1, room));
    cells[first..=last].fill(ink.light);
    let is_day = mark.span.is_some_and(|span| span.sure.is_some_and(|(first, last)| first == last));
    if let Some((from, to)) = placed.sure.map(|(from, to)| (place(from, room), place(to, room))) {
        cells[from..=to].fill(if is_day { ink.point } else { ink.full });
    }
    if placed.goes_on.0 {
        cells[first] = ink.arrows.0;
    }
    if placed.goes_on.1 {
        cells[last] = ink.arrows.1;
    }
    cells.into_iter().collect()
}
