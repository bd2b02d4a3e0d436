//! The picture of the schema, drawn from its shape: `docs/schema.svg`.
//!
//! `TRYCMD=overwrite cargo test --test all diagram` draws it anew.

use crate::support;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use onrecord::shape::field::Form;
use onrecord::shape::kind;
use onrecord::shape::{self, Table};

/// Width of a box, in pixels.
const WIDTH: usize = 250;

/// Height of a line.
const LINE: usize = 16;

/// Room between boxes of a column.
const GAP: usize = 22;

/// Room between the columns of boxes, for the lines.
const BETWEEN: usize = 90;

/// Columns that nearly every table has; the picture says so once.
const EVERYWHERE: &[&str] = &["batch_id"];

/// What a table is to the others: the columns of the picture, from left to right.
const GROUPS: [(&str, &str); 5] = [
    ("Words", "that facts are told with"),
    ("Who and what", "named in facts"),
    ("Facts", "each a record"),
    ("Parts of facts", "rows that belong to one"),
    ("Sources and upkeep", "what proves it, and what became of it"),
];

fn group(table: &Table) -> usize {
    let is_part_of = |kind: &kind::Kind| {
        kind.fields.iter().any(|field| matches!(&field.form, Form::Part(part) if part.table.name == table.name))
    };
    let named = kind::named(&table.name);
    if kind::is_of_words(&table.name) {
        0
    } else if table.name == "entity" || kind::all().iter().any(|kind| kind.name() == "entity" && is_part_of(kind)) {
        1
    } else if named.is_some_and(|kind| kind.is_record) || table.name == "record" {
        2
    } else if kind::owner(&table.name).is_some_and(|owner| owner != "id")
        && !["citation", "anchor", "retired_key"].contains(&table.name.as_str())
    {
        3
    } else {
        4
    }
}

/// A box on the picture.
struct Place {
    x: usize,
    y: usize,
    height: usize,
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn drawn() -> String {
    let tables: Vec<&Table> = shape::own().iter().filter(|table| !table.is_view).collect();
    let shown =
        |table: &Table| table.columns.iter().filter(|column| !EVERYWHERE.contains(&column.name.as_str())).count();
    let mut places: BTreeMap<&str, Place> = BTreeMap::new();
    let mut bottoms = [90; GROUPS.len()];
    for table in &tables {
        let n = group(table);
        let height = (shown(table) + 1) * LINE + 14;
        places.insert(&table.name, Place { x: 20 + n * (WIDTH + BETWEEN), y: bottoms[n], height });
        bottoms[n] += height + GAP;
    }
    let (across, down) = (20 + GROUPS.len() * (WIDTH + BETWEEN), bottoms.iter().max().unwrap() + 10);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {across} {down}\" width=\"{across}\" height=\"{down}\" \
         font-family=\"system-ui, sans-serif\" font-size=\"12\">\n\
         <title>The tables of a record</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"
    );
    let note = "Every row names the batch that brought it. The id of every fact is the number of its record. A line leads to the row that a column points to.";
    writeln!(svg, "<text x=\"20\" y=\"24\" fill=\"#444\">{note}</text>").unwrap();
    for (n, (name, about)) in GROUPS.iter().enumerate() {
        let x = 20 + n * (WIDTH + BETWEEN);
        writeln!(svg, "<text x=\"{x}\" y=\"56\" font-size=\"16\" font-weight=\"600\">{name}</text>").unwrap();
        writeln!(svg, "<text x=\"{x}\" y=\"74\" fill=\"#666\">{about}</text>").unwrap();
    }
    let mut boxes = String::new();
    for table in &tables {
        let place = &places[table.name.as_str()];
        let (x, y) = (place.x, place.y);
        writeln!(
            boxes,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{WIDTH}\" height=\"{}\" rx=\"4\" fill=\"#fafafa\" stroke=\"#999\"/>",
            place.height
        )
        .unwrap();
        writeln!(
            boxes,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{WIDTH}\" height=\"{}\" rx=\"4\" fill=\"#dde8f0\"/>",
            LINE + 6
        )
        .unwrap();
        writeln!(boxes, "<text x=\"{}\" y=\"{}\" font-weight=\"600\">{}</text>", x + 8, y + 16, table.name).unwrap();
        let columns = table.columns.iter().filter(|column| !EVERYWHERE.contains(&column.name.as_str()));
        for (n, column) in columns.enumerate() {
            let base = y + LINE * (n + 2) + 5;
            let weight = if column.is_key { " font-weight=\"600\"" } else { "" };
            writeln!(boxes, "<text x=\"{}\" y=\"{base}\"{weight}>{}</text>", x + 8, escaped(&column.name)).unwrap();
            let leads = column.refers_to.as_deref().filter(|to| *to != "record" || column.name != "id");
            let told = leads.map_or_else(|| column.kind.to_lowercase(), |to| format!("→ {to}"));
            writeln!(
                boxes,
                "<text x=\"{}\" y=\"{base}\" text-anchor=\"end\" fill=\"#777\">{told}</text>",
                x + WIDTH - 8
            )
            .unwrap();
            let Some(to) = leads.and_then(|to| places.get(to)).filter(|_| column.name != "record_id") else { continue };
            let from = base - 4;
            // Out at the side that looks to the target, in at its head.
            let is_right = to.x > x;
            let (start, end) = match (is_right, to.x == x) {
                (true, _) => (x + WIDTH, to.x),
                (false, false) => (x, to.x + WIDTH),
                (false, true) => (x, x),
            };
            let bow = if to.x == x { 40 } else { BETWEEN / 2 };
            let (first, second) = if is_right {
                (start + bow, end - bow)
            } else if to.x == x {
                (start.saturating_sub(bow), end.saturating_sub(bow))
            } else {
                (start - bow, end + bow)
            };
            let target = to.y + 11;
            writeln!(svg, "<path d=\"M{start} {from} C{first} {from} {second} {target} {end} {target}\" fill=\"none\" stroke=\"#7a9\" stroke-opacity=\"0.7\"/>").unwrap();
        }
    }
    svg + &boxes + "</svg>\n"
}

#[test]
fn the_picture_of_the_schema_is_of_its_shape() {
    let path = support::root().join("docs/schema.svg");
    let new = drawn();
    if std::env::var("TRYCMD").is_ok_and(|wish| wish == "overwrite") {
        fs::write(&path, new).unwrap();
    } else {
        let old = fs::read_to_string(&path).unwrap_or_default();
        assert!(old == new, "docs/schema.svg is of another schema: TRYCMD=overwrite cargo test --test all diagram");
    }
}
