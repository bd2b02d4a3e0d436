//! SVG: a picture for a page, a document or a printer.
//!
//! Every text is escaped and nothing is loaded from anywhere. The colours are those of a light or a dark page;
//! what is for certain is full, what may be is pale and hatched, so that it reads without colour too.

use super::Kind;
use super::page::{HIGH, LINE, LONG, MARGIN, Page, TEXT, TOLD, WIDE, label_width, longest, rows, side, size};
use super::panel::{Drawing, Panel, Placed};
use super::writer::Chart;
use crate::output::markup::escaped;
use crate::output::{Cites, Draws, Format, Options};
use crate::text::width::wrap;

/// A picture as SVG.
pub(in crate::output) static SVG: Format = Format {
    name: "svg",
    flag: None,
    endings: &["svg"],
    is_for_people: true,
    is_for_screens: true,
    is_one_document: true,
    draws: Draws::Always,
    cites: Cites::Footnotes,
    writer: |options, sink| Box::new(Chart::new(options, sink, |drawing, _| drawn(drawing))),
};

/// What a page needs once that holds pictures.
pub(in crate::output) const STYLE: &str = include_str!("svg.css");

/// The pattern of what may be, for a page that holds pictures.
pub(in crate::output) fn definitions() -> String {
    format!(
        "<svg class=\"onrecord\" width=\"0\" height=\"0\" aria-hidden=\"true\" style=\"position:absolute\">{PATTERN}</svg>\n"
    )
}

const PATTERN: &str = "<defs><pattern id=\"maybe\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
     patternTransform=\"rotate(45)\"><rect class=\"pale\" width=\"6\" height=\"6\"/><line class=\"hatch\" y2=\"6\"/></pattern></defs>";

/// The picture in a file of its own.
fn drawn(drawing: &Drawing) -> String {
    let (body, high) = body(drawing, true);
    let paper = format!("<rect class=\"paper\" width=\"{WIDE}\" height=\"{high}\"/>");
    framed(drawing, high, &format!("<style>\n{STYLE}</style>\n{PATTERN}\n{paper}\n{body}"))
}

/// The picture within a page, which has the title, the style and the sources.
pub(in crate::output) fn inline(drawing: &Drawing, _: &Options) -> String {
    let (body, high) = body(drawing, false);
    framed(drawing, high, &body)
}

fn framed(drawing: &Drawing, high: f64, inner: &str) -> String {
    let title = escaped(&drawing.picture.title);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDE} {high}\" role=\"img\" class=\"onrecord\" \
         aria-label=\"{title}\">\n<title>{title}</title>\n{inner}</svg>\n"
    )
}

/// What is drawn, and how high it is.
fn body(drawing: &Drawing, is_whole: bool) -> (String, f64) {
    let mut page = Page::default();
    if is_whole {
        page.text("title", MARGIN, &drawing.picture.title, TEXT * 4 / 5);
    }
    for panel in &drawing.panels {
        page.y += LINE / 2.0;
        match drawing.picture.kind {
            Kind::Bar => bars(&mut page, panel),
            Kind::Line => lines(&mut page, panel, drawing),
            Kind::Timeline => timeline(&mut page, panel, drawing),
        }
    }
    page.y += LINE / 2.0;
    let legend = if drawing.panels.is_empty() { "There is nothing to draw." } else { legend(drawing.picture.kind) };
    page.text("small", MARGIN, legend, TEXT);
    if is_whole {
        for text in drawing.left_out.iter().chain(&drawing.summary) {
            page.text("small", MARGIN, text, TEXT);
        }
        for (n, footnote) in drawing.footnotes.iter().enumerate() {
            page.text("small", MARGIN, &format!("[{}] {footnote}", n + 1), TEXT);
        }
    }
    let high = page.y + MARGIN;
    (page.body, high)
}

/// What the shades of a picture mean.
fn legend(kind: Kind) -> &'static str {
    match kind {
        Kind::Bar => {
            "Full: the value or its lower bound. Hatched: up to its upper bound. Hedges stand beside the bars."
        }
        Kind::Line => "Hatched: from the lower to the upper bound, and days that may be meant.",
        Kind::Timeline => {
            "Full: these days. Hatched: some of these days. Arrow: before or beyond what is drawn, or nobody knows how far."
        }
    }
}

fn bars(page: &mut Page, panel: &Panel) {
    let left = MARGIN + side(panel.marks.iter().map(label_width));
    let right = WIDE - MARGIN - side(panel.marks.iter().map(|mark| longest(&mark.told, TOLD)));
    let scale = panel.values(6);
    page.heading(&panel.counted_in(&scale));
    let at = |value: f64| left + scale.at(value) * (right - left);
    let top = page.y;
    for mark in &panel.marks {
        let told = wrap(&mark.told, TOLD);
        let high = rows(mark).max(size(told.len())) * LINE + 6.0;
        page.label(mark, page.y);
        let (zero, bar) = (at(0.0), LINE - 4.0);
        if let Some((sure, possible)) = mark.value.reach() {
            let (sure, possible) = (at(sure), at(possible));
            if possible > sure {
                page.block("maybe", [sure, page.y + 2.0, possible - sure, bar], &mark.told);
            }
            let (from, to) = if sure < zero { (sure, zero) } else { (zero, sure) };
            page.block("full", [from, page.y + 2.0, to - from, bar], &mark.told);
        }
        for (n, line) in told.iter().enumerate() {
            page.word("label", right + 8.0, page.y + LINE * (size(n) + 0.8), line);
        }
        page.y += high;
    }
    page.axis(&scale, left, right, top);
}

fn timeline(page: &mut Page, panel: &Panel, drawing: &Drawing) {
    let (left, right) = (MARGIN + side(panel.marks.iter().map(label_width)), WIDE - MARGIN);
    let scale = panel.days(&drawing.picture, 7);
    if panel.marks.len() > LONG {
        page.axis(&scale, left, right, page.y);
    }
    let x = |at: f64| left + at * (right - left);
    let top = page.y;
    for mark in &panel.marks {
        page.label(mark, page.y);
        let (y, high) = (page.y + 3.0, LINE - 6.0);
        if let Some(placed) = mark.span.as_ref().and_then(|span| Placed::of(span, &scale)) {
            let (first, last) = (x(placed.possible.0), x(placed.possible.1));
            let told = format!("{}: {}", mark.label, mark.day);
            let is_day = mark.span.is_some_and(|span| span.sure.is_some_and(|(first, last)| first == last));
            if mark.span.is_some_and(|span| span.possible.0.is_none() || span.possible.0 != span.possible.1) {
                page.block("maybe", [first, y, last - first, high], &told);
            }
            if let Some((from, to)) = placed.sure.map(|(from, to)| (x(from), x(to))) {
                let [from, wide] = if is_day { [from - 4.0, 8.0] } else { [from, to - from] };
                page.block("full", [from, y, wide, high], &told);
            }
            for (is_there, at, way) in [(placed.goes_on.0, first, -1.0), (placed.goes_on.1, last, 1.0)] {
                if is_there {
                    let (tip, end, middle) = (at + 7.0 * way, y + high, y + high / 2.0);
                    let points = format!("{at:.1},{y:.1} {tip:.1},{middle:.1} {at:.1},{end:.1}");
                    page.body.push_str(&format!("<polygon class=\"full\" points=\"{points}\"/>\n"));
                }
            }
        }
        page.y += rows(mark) * LINE + 4.0;
    }
    page.axis(&scale, left, right, top);
}

fn lines(page: &mut Page, panel: &Panel, drawing: &Drawing) {
    let values = panel.values(6);
    let (left, right) = (MARGIN + 48.0, WIDE - MARGIN);
    let days = panel.days(&drawing.picture, 7);
    page.heading(&panel.counted_in(&values));
    let top = page.y + 6.0;
    let bottom = top + HIGH;
    let x = |at: f64| left + at * (right - left);
    let y = |value: f64| bottom - values.at(value) * HIGH;
    for (value, name) in &values.ticks {
        page.rule("grid", [left, y(*value), right, y(*value)]);
        page.word("axis end", left - 6.0, y(*value) + 4.0, name);
    }
    for (n, label) in panel.series().into_iter().enumerate() {
        let mut points = Vec::new();
        for mark in panel.marks.iter().filter(|mark| mark.label == label) {
            let (Some(span), Some(point)) = (&mark.span, mark.value.point()) else { continue };
            let Some(placed) = Placed::of(span, &days) else { continue };
            let (first, last) = (x(placed.possible.0), x(placed.possible.1));
            let middle = x(placed.point());
            let told = format!("{label}: {}, {} {}", mark.day, mark.told, mark.sources);
            if last > first {
                page.block("maybe", [first, y(point) - 3.0, last - first, 6.0], &told);
            }
            if let Some((low, high)) = mark.value.bounds() {
                page.block("maybe", [middle - 3.0, y(high), 6.0, y(low) - y(high)], &told);
            }
            if !mark.told.chars().all(|c| c.is_ascii_digit()) {
                page.word("small", middle + 8.0, y(point) - 6.0, &mark.told);
            }
            points.push((middle, y(point), told));
        }
        let hue = n % 6;
        let path: Vec<String> = points.iter().map(|(x, y, _)| format!("{x:.1},{y:.1}")).collect();
        page.body.push_str(&format!("<polyline class=\"line hue{hue}\" points=\"{}\"/>\n", path.join(" ")));
        for (x, y, told) in points {
            let told = escaped(told.trim_end());
            page.body.push_str(&format!(
                "<circle class=\"dot hue{hue}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4.5\"><title>{told}</title></circle>\n"
            ));
        }
    }
    page.y = bottom;
    page.axis(&days, left, right, top);
    for (n, label) in panel.series().into_iter().enumerate() {
        let (hue, at) = (n % 6, page.y + LINE - 4.5);
        page.body.push_str(&format!(
            "<circle class=\"dot hue{hue}\" cx=\"{:.1}\" cy=\"{at:.1}\" r=\"4.5\"/>\n",
            MARGIN + 6.0
        ));
        page.text("label", MARGIN + 18.0, label, TEXT);
    }
}
