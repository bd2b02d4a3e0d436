//! A page of SVG: texts, blocks and lines at their places, and the sizes of all.

use super::mark::Mark;
use super::scale::Scale;
use crate::output::markup::escaped;
use crate::text::width::{width, wrap};

/// Sizes in pixels.
pub const WIDE: f64 = 860.0;
pub const LINE: f64 = 17.0;
pub const MARGIN: f64 = 16.0;
/// How wide a character is, about, in the size of labels.
pub const LETTER: f64 = 7.2;
/// Most characters on a line of a label.
pub const LABEL: usize = 44;
/// Most characters on a line of a value.
pub const TOLD: usize = 24;
/// Characters on a line of text across the picture.
pub const TEXT: usize = 112;
/// A timeline of more rows has its days named above too.
pub const LONG: usize = 12;
/// How high a picture of lines is.
pub const HIGH: f64 = 260.0;

/// What is drawn so far, and how far down it reaches.
pub struct Page {
    /// What is drawn.
    pub body: String,
    /// How far down it reaches.
    pub y: f64,
}

impl Default for Page {
    fn default() -> Self {
        Self { body: String::new(), y: MARGIN }
    }
}

impl Page {
    /// Text in lines.
    pub fn text(&mut self, class: &str, x: f64, text: &str, most: usize) {
        for line in wrap(text, most) {
            self.y += LINE;
            self.word(class, x, self.y, &line);
        }
    }

    pub fn word(&mut self, class: &str, x: f64, y: f64, text: &str) {
        self.body.push_str(&format!("<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\">{}</text>\n", escaped(text)));
    }

    pub fn block(&mut self, class: &str, [x, y, wide, high]: [f64; 4], told: &str) {
        self.body.push_str(&format!(
            "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{high:.1}\"><title>{}</title></rect>\n",
            wide.max(1.5),
            escaped(told)
        ));
    }

    pub fn rule(&mut self, class: &str, [x, y, to_x, to_y]: [f64; 4]) {
        self.body.push_str(&format!(
            "<line class=\"{class}\" x1=\"{x:.1}\" y1=\"{y:.1}\" x2=\"{to_x:.1}\" y2=\"{to_y:.1}\"/>\n"
        ));
    }

    /// A label in its lines.
    pub fn label(&mut self, mark: &Mark, y: f64) {
        for (n, line) in mark.lines(LABEL).into_iter().enumerate() {
            self.word("label", MARGIN, y + LINE * (size(n) + 0.8), &line);
        }
    }

    /// What is counted, above a panel.
    pub fn heading(&mut self, unit: &str) {
        if !unit.is_empty() {
            self.text("axis", MARGIN, unit, TEXT);
        }
        self.y += 6.0;
    }

    /// The axis beneath a panel, with a line up to its top at each name.
    pub fn axis(&mut self, scale: &Scale, left: f64, right: f64, top: f64) {
        self.rule("rule", [left, self.y, right, self.y]);
        self.y += LINE;
        for (number, name) in &scale.ticks {
            let x = left + scale.at(*number) * (right - left);
            self.rule("grid", [x, top, x, self.y - LINE + 4.0]);
            let half = size(width(name)) * LETTER / 2.0;
            let (side, x) = if x + half > WIDE - 4.0 { ("axis end", WIDE - 4.0) } else { ("axis middle", x) };
            self.word(side, x, self.y, name);
        }
        self.y += 4.0;
    }
}

/// Few enough to be counted exactly.
#[allow(clippy::cast_precision_loss)]
pub fn size(count: usize) -> f64 {
    count as f64
}

/// How many lines a label takes.
pub fn rows(mark: &Mark) -> f64 {
    size(mark.lines(LABEL).len())
}

/// The characters of the longest line of a text.
pub fn longest(text: &str, most: usize) -> usize {
    wrap(text, most).iter().map(|line| width(line)).max().unwrap_or(0)
}

pub fn label_width(mark: &Mark) -> usize {
    mark.lines(LABEL).iter().map(|line| width(line)).max().unwrap_or(0)
}

/// The room that the longest of some texts takes beside the picture.
pub fn side(longest: impl Iterator<Item = usize>) -> f64 {
    size(longest.max().unwrap_or(0)) * LETTER + 12.0
}
