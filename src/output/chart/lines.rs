//! Lines of characters: points over days, one kind of point for each label.

use super::Picture;
use super::axis::{Ink, axis, heading, place};
use super::panel::{Panel, Placed};
use crate::text::width::{hanging, width};

/// Rows of a picture.
const HIGH: usize = 16;

/// So many points of a line are told in words too.
const FEW: usize = 4;

/// A panel of lines.
pub fn drawn(panel: &Panel, picture: &Picture, most: usize, ink: &Ink) -> String {
    let values = panel.values(4);
    let margin = values.ticks.iter().map(|(_, name)| width(name)).max().unwrap_or(0) + 2;
    let room = most.saturating_sub(margin).max(10);
    let days = panel.days(picture, room / 14);
    let row = |value: f64| HIGH - 1 - place(values.at(value), HIGH);
    let mut cells = vec![vec![' '; room]; HIGH];
    let series = panel.series();
    let points = |label: &str| {
        let n = series.iter().position(|known| *known == label).unwrap_or(0);
        ink.points[n % ink.points.len()]
    };
    // Doubts first, so that a point is never hidden by them.
    for is_point in [false, true] {
        for mark in &panel.marks {
            let (Some(span), Some(point)) = (&mark.span, mark.value.point()) else { continue };
            let Some(placed) = Placed::of(span, &days) else { continue };
            let (first, last) = (place(placed.possible.0, room), place(placed.possible.1, room));
            let middle = place(placed.point(), room);
            if is_point {
                cells[row(point)][middle] = points(&mark.label);
                continue;
            }
            cells[row(point)][first..=last].fill(ink.light);
            // Without a lower bound it may be anything from nought.
            if let Some((low, high)) = mark.value.bounds() {
                cells[row(high)..=row(low)].iter_mut().for_each(|line| line[middle] = ink.light);
            }
        }
    }
    let mut text = heading(&panel.counted_in(&values));
    for (n, line) in cells.into_iter().enumerate() {
        let name = values.ticks.iter().find(|(value, _)| row(*value) == n).map_or("", |(_, name)| name);
        let line: String = line.into_iter().collect();
        let line = format!("{}{name} {}{line}", " ".repeat(margin - 2 - width(name)), ink.grid);
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text.push_str(&axis(&days, margin, room, ink));
    for label in &series {
        let told: Vec<String> = panel
            .marks
            .iter()
            .filter(|mark| mark.label == *label)
            .map(|mark| format!("{}, {}", mark.told, mark.day))
            .collect();
        let told = if told.len() > FEW { String::new() } else { format!(": {}", told.join("; ")) };
        text.push_str(&hanging(&format!("{} {label}{told}", points(label)), 2, Some(most)));
        text.push('\n');
    }
    text
}
