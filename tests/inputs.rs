//! The ways in which a table can come in: packed, piped, in other encodings, broken.

use std::path::Path;
use std::process::Command;

use crate::support;
use crate::support::table::{gzip, import, recipe, record, titles, titles_count, workbook, zip};

const CSV: &[u8] = "id,guest\n1,Ada Arc\n2,\"Rita, of\nRuritania\"\n".as_bytes();
const HEAD: &str = "-- @reads csv\n-- @key 'visit-' || id";
const GUESTS: [&str; 2] = ["Ada Arc", "Rita, of\nRuritania"];

#[test]
fn a_file_may_be_packed_or_come_from_a_pipe() {
    for (name, bytes, stdin) in [
        ("visits.csv", CSV.to_vec(), Vec::new()),
        ("visits.csv.gz", gzip(CSV), Vec::new()),
        // Two members, one after the other, are one file (RFC 1952).
        ("parts.csv.gz", [gzip(&CSV[..20]), gzip(&CSV[20..])].concat(), Vec::new()),
        ("-", Vec::new(), CSV.to_vec()),
        ("-", Vec::new(), gzip(CSV)),
    ] {
        let record = record("packed");
        let folder = record.parent().unwrap();
        if name != "-" {
            std::fs::write(folder.join(name), bytes).unwrap();
        }
        let output = import(&record, &recipe(folder, HEAD, "guest"), name, &stdin);
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(titles(&record), GUESTS, "{name}");
    }
    let record = record("zipped");
    let folder = record.parent().unwrap();
    zip(&folder.join("visits.csv.zip"), &[("folder/visits.csv", CSV)]);
    assert!(import(&record, &recipe(folder, HEAD, "guest"), "visits.csv.zip", b"").status.success());
    assert_eq!(titles(&record), GUESTS);
}

#[test]
fn other_encodings_delimiters_and_headers_are_named_by_the_recipe() {
    for (head, guest, name, bytes) in [
        (
            "-- @reads csv\n-- @delimiter ;\n-- @encoding windows-1252\n-- @key 'v-' || id",
            "guest",
            "a.csv",
            b"id;guest\n1;Andr\xe9 \x80\n".to_vec(),
        ),
        (
            "-- @reads tsv\n-- @columns id, guest\n-- @key 'v-' || id",
            "guest",
            "b.tsv",
            "1\tAndré €\n".as_bytes().to_vec(),
        ),
        (
            "-- @reads csv\n-- @encoding utf-16le\n-- @key 'v-' || id",
            "guest",
            "c.csv",
            "\u{feff}id,guest\n1,André €\n".encode_utf16().flat_map(u16::to_le_bytes).collect(),
        ),
        (
            "-- @reads csv\n-- @key 'v-' || id",
            "\"the guest\"",
            "d.csv",
            "\u{feff}ID,The Guest\n1,André €\n".as_bytes().to_vec(),
        ),
        (
            "-- @reads jsonl\n-- @key 'v-' || (json ->> 'id')",
            "json ->> '$.guest'",
            "e.jsonl",
            "\n{\"id\": 1, \"guest\": \"André €\"}\n".as_bytes().to_vec(),
        ),
        (
            "-- @reads xml\n-- @element visit\n-- @key 'v-' || (json ->> '$.@id')",
            "json ->> '$.guest[0].#text'",
            "f.xml",
            "<all><visit id='1'><guest>Andr&#233; €</guest></visit></all>".as_bytes().to_vec(),
        ),
    ] {
        let record = record("encoded");
        let folder = record.parent().unwrap();
        std::fs::write(folder.join(name), bytes).unwrap();
        let output = import(&record, &recipe(folder, head, guest), name, b"");
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(titles(&record), ["André €"], "{name}");
    }
}

#[test]
fn a_workbook_of_kiel_gives_the_keys_of_its_csv() {
    let keys = |record: &Path, input: &str| -> Vec<String> {
        let output = import(record, Path::new("kiel"), input, b"");
        assert!(String::from_utf8_lossy(&output.stdout).contains("\n4,3,0,0,1"), "{input}: {output:?}");
        let conn = support::open(record);
        let mut statement = conn.prepare("SELECT key FROM record WHERE key LIKE 'kiel%' ORDER BY key").unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let csv = support::root().join("tests/fixture/import/kiel.csv");
    let (one, other) = (support::file("kiel-csv", support::fill_seed), support::file("kiel-xlsx", support::fill_seed));
    std::fs::copy(&csv, one.with_file_name("kiel.csv")).unwrap();
    let mut rows = String::new();
    for row in csv::ReaderBuilder::new().has_headers(false).from_path(&csv).unwrap().records() {
        let cell = |text: &str| {
            let text = text.replace('&', "&amp;").replace('<', "&lt;");
            format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>")
        };
        rows += &format!("<row>{}</row>", row.unwrap().iter().map(cell).collect::<Vec<_>>().concat());
    }
    workbook(&other.with_file_name("kiel.xlsx"), "Bilateral Assistance, MAIN DATA", &rows);
    assert_eq!(keys(&one, "kiel.csv"), keys(&other, "kiel.xlsx"));
}

#[test]
fn a_sheet_of_a_workbook_is_a_table() {
    let record = record("workbook");
    let folder = record.parent().unwrap();
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>id</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>guest</t></is></c></row>\
        <row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\" t=\"inlineStr\"><is><t>Ada Arc</t></is></c></row>";
    workbook(&folder.join("visits.xlsx"), "Visits", rows);
    let head = "-- @reads csv, xlsx\n-- @sheet Visits\n-- @key 'visit-' || id";
    let output = import(&record, &recipe(folder, head, "guest"), "visits.xlsx", b"");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(titles(&record), ["Ada Arc"]);
}

/// A workbook of which a cell is called as none can be.
fn misplaced() -> Vec<u8> {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-place.xlsx", std::process::id()));
    let cell = "<c r=\"BS99999999999999999999\"><v>2.5</v></c>";
    workbook(&path, "Visits", &format!("<row r=\"1\">{cell}</row>"));
    std::fs::read(path).unwrap()
}

#[test]
fn an_input_that_breaks_off_is_not_half_loaded() {
    let packed = gzip(CSV);
    let xml = "-- @reads xml\n-- @element visit\n-- @key 'v-' || (json ->> '$.@id')";
    for (name, bytes, head, guest) in [
        ("cut.csv.gz", packed[..packed.len() - 12].to_vec(), HEAD, "guest"),
        ("cut.xml", b"<all><visit id='1'/><visit id='2'><guest>".to_vec(), xml, "'a'"),
        ("wrong.xml", b"<all><visit id='1'/><visit id='2'></all>".to_vec(), xml, "'a'"),
        ("no.csv.zip", b"PK\x03\x04 and nothing".to_vec(), HEAD, "guest"),
        ("no.xlsx", b"no workbook".to_vec(), "-- @reads xlsx\n-- @key 'v-' || id", "guest"),
        ("place.xlsx", misplaced(), "-- @reads xlsx\n-- @sheet Visits\n-- @key 'v-' || id", "guest"),
    ] {
        let record = record("broken");
        let folder = record.parent().unwrap();
        std::fs::write(folder.join(name), bytes).unwrap();
        let output = import(&record, &recipe(folder, head, guest), name, b"");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(3), "{name}: {told}");
        assert!(told.contains(name), "{told}");
        assert_eq!(titles(&record), [""; 0], "{name}");
    }
}

#[test]
fn an_archive_with_several_files_is_refused_and_a_dry_run_writes_nothing() {
    let record = record("several");
    let folder = record.parent().unwrap();
    zip(&folder.join("two.csv.ZIP"), &[("a.csv", CSV), ("b.csv", CSV)]);
    let output = import(&record, &recipe(folder, HEAD, "guest"), "two.csv.ZIP", b"");
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stderr).contains("it holds 2 files (a.csv, b.csv)"));
    let kept = folder.join("made.csv.rejected.csv");
    std::fs::write(&kept, "of an earlier import").unwrap();
    let path = folder.join("made.csv");
    std::fs::write(&path, "id,guest\n1,Ada\n").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    let output = command
        .arg("--db")
        .arg(&record)
        .arg("import")
        .arg(folder.join("visits.sql"))
        .arg(&path)
        .arg("--dry-run")
        .output();
    assert!(output.unwrap().status.success());
    assert_eq!(std::fs::read_to_string(&kept).unwrap(), "of an earlier import");
    assert_eq!(titles_count(&record), 0);
}

#[test]
fn a_load_that_doubles_the_record_ends_with_every_index() {
    let record = record("indexes");
    let indexes = || -> Vec<String> {
        let conn = support::open(&record);
        let mut statement = conn
            .prepare("SELECT name || coalesce(sql, '') FROM sqlite_schema WHERE type = 'index' ORDER BY 1")
            .unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let before = indexes();
    let rows: Vec<String> = (0..60_000).map(|n| format!("{n},Visit {n}\n")).collect();
    let rows = rows.concat();
    let folder = record.parent().unwrap();
    std::fs::write(folder.join("many.csv"), format!("id,guest\n{rows}")).unwrap();
    let output = import(&record, &recipe(folder, HEAD, "guest"), "many.csv", b"");
    assert!(String::from_utf8_lossy(&output.stdout).contains("\n60000,60000,0,0,0,0,0"), "{output:?}");
    assert_eq!(indexes(), before);
    let conn = support::open(&record);
    let sound: String = conn.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(sound, "ok");
    // Cut off after chunks that were loaded, nothing of it stays.
    let packed = gzip(format!("id,guest\n{}", rows.replace("Visit", "Other")).as_bytes());
    std::fs::write(folder.join("cut.csv.gz"), &packed[..packed.len() - 12]).unwrap();
    let head = "-- @reads csv\n-- @key 'other-' || id";
    assert_eq!(import(&record, &recipe(folder, head, "guest"), "cut.csv.gz", b"").status.code(), Some(3));
    assert_eq!(titles_count(&record), 60_000);
    assert_eq!(indexes(), before);
}
