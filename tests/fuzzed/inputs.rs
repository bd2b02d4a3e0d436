//! What files bring, and what goes out again: tables, workbooks, pages, every format.

use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use onrecord::import::input::{self, open::Input};
use onrecord::import::recipe::Recipe;
use onrecord::output::{Cell, Column, Format, Options, Sink};
use rusqlite::types::ValueRef;

use super::{examples, fixture, fuzz, words};

#[test]
fn tables_of_every_kind() {
    for (reads, names) in [
        ("csv", &["import/kiel.csv", "import/icews.csv", "import/quotations.csv"][..]),
        ("tsv", &["import/gdelt.tsv"]),
        ("jsonl", &["import/ftm.jsonl", "import/plover.jsonl", "import/csl.json", "import/claimreview.json"]),
        ("xml", &["import/iati.xml"]),
    ] {
        let element = if reads == "xml" { "-- @element iati-activity\n" } else { "" };
        let sql = format!(
            "-- Rows.\n--\n-- @reads {reads}\n{element}-- @key 'k-' || line\n-- @source.key ours\nSELECT 1 FROM staged;\n"
        );
        let recipe = Recipe::read("rows", &sql).unwrap();
        fuzz(&format!("{reads} tables"), &fixture(names), |bytes| read(&recipe, bytes.to_vec()));
    }
    // A workbook is an archive: what is damaged is a sheet, or the archive itself.
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>id</t></is></c><c r=\"B1\"><v>2.5</v></c></row>\
        <row r=\"2\"><c r=\"A2\" t=\"b\"><v>1</v></c><c r=\"B2\" t=\"e\"><v>#N/A</v></c><c r=\"D2\" s=\"1\"><f>A1</f><v>44927</v></c></row>";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.xlsx");
    crate::support::table::workbook(&path, "Data", rows);
    let sound = [std::fs::read(&path).unwrap(), rows.as_bytes().to_vec()];
    let recipe = "-- Rows.\n--\n-- @reads xlsx\n-- @sheet Data\n-- @key 'k-' || line\n-- @source.key ours\nSELECT 1 FROM staged;\n";
    let recipe = Recipe::read("rows", recipe).unwrap();
    fuzz("workbooks", &sound, |bytes| {
        if bytes.starts_with(b"PK") {
            return read(&recipe, bytes.to_vec());
        }
        crate::support::table::workbook(&path, "Data", &words(bytes));
        read(&recipe, std::fs::read(&path).unwrap());
    });
}

/// Reads a table to its end, or to its first fault.
fn read(recipe: &Recipe, bytes: Vec<u8>) {
    let input =
        Input { bytes: Box::new(Cursor::new(bytes)), read: Arc::default(), length: None, has_picture: Arc::default() };
    let Ok(table) = input::open(recipe, Path::new("input"), input) else { return };
    let width = table.columns.len();
    for row in table.rows.take(5_000) {
        let Ok(row) = row else { return };
        if let Ok(fields) = row.fields {
            assert!(fields.len() <= width.max(1), "a row of {} fields under {width} columns", fields.len());
        }
    }
}

#[test]
fn pages_of_the_web() {
    let page = "<!doctype html><html lang=\"en\"><head><title>Dam</title><meta charset=\"utf-8\"></head><body><article>\
        <h1>The dam</h1><p>Arcadia promised money for the dam on Tuesday, and &quot;more&quot; later.</p><table><tr><td>1</td></tr></table>\
        <script>let x = '</p>';</script></article></body></html>";
    let mut sound = examples(&[page, "plain words\nof a text"]);
    sound.push(page.encode_utf16().flat_map(u16::to_le_bytes).collect());
    fuzz("pages", &sound, |bytes| {
        let read =
            |encoding: Option<&str>| onrecord::files::document::read(Path::new("page.html"), bytes.to_vec(), encoding);
        let _ = (read(None), read(Some("utf-16le")), read(Some("windows-1252")));
    });
}

/// What a writer makes of one row.
fn written(format: &Format, cells: &[Cell<'_>]) -> Vec<u8> {
    let file = tempfile::NamedTempFile::new().unwrap();
    let sink = Sink::new(Box::new(file.reopen().unwrap()));
    let mut writer = onrecord::output::open(format, Options { width: Some(60), ..Options::default() }, sink);
    let columns: Vec<Column> = (0..cells.len()).map(|n| Column::named(&format!("c{n}"))).collect();
    writer.begin(&columns).unwrap();
    writer.row(cells).unwrap();
    writer.finish().unwrap();
    writer.close().unwrap();
    drop(writer);
    std::fs::read(file.path()).unwrap()
}

#[test]
fn every_format_ends_and_those_of_programs_give_back_what_went_in() {
    let sound =
        examples(&["plain", "a,b\"c\"", "=1+1", "line\nline", "\u{1b}[31mred", "<b>&amp;</b>", "`code` | pipe"]);
    fuzz("formats", &sound, |bytes| {
        let told = words(bytes);
        let cells =
            [Cell::text(Some(&told)), Cell::text(None), Cell::Value(ValueRef::Integer(7)), Cell::text(Some("end"))];
        for format in Format::all() {
            let out = written(format, &cells);
            // These two are no text; what they hold is read back by others.
            if !format.is_for_screens {
                assert!(
                    out.starts_with(b"PK") || (out.starts_with(b"PAR1") && out.ends_with(b"PAR1")),
                    "{}",
                    format.name
                );
                continue;
            }
            let shown = String::from_utf8(out).unwrap_or_else(|_| panic!("{} is no UTF-8", format.name));
            match format.name {
                "csv" => {
                    let mut reader = csv::ReaderBuilder::new().from_reader(shown.as_bytes());
                    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
                    assert!(rows.len() == 1 && rows[0][0] == told && &rows[0][3] == "end", "{shown:?}");
                }
                "jsonl" => {
                    let row: serde_json::Value = serde_json::from_str(shown.trim_end()).unwrap();
                    assert!(row["c0"] == told && row["c1"].is_null() && row["c2"] == 7, "{shown}");
                }
                "table" | "vertical" | "markdown" => {
                    assert!(!shown.contains(['\u{0}', '\u{1b}', '\u{202e}', '\r']), "{}: {shown:?}", format.name);
                }
                _ => {}
            }
        }
    });
}
