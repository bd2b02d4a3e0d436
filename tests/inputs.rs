//! The ways in which a table can come in: packed, piped, in other encodings, broken.

use crate::support;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A recipe of two columns for whatever a test reads; `head` says how.
pub(crate) fn recipe(folder: &Path, head: &str, guest: &str) -> PathBuf {
    let path = folder.join("visits.sql");
    let sql = format!(
        "-- Visits.\n--\n{head}\n-- @source.key our-visits\n\
        INSERT INTO record (id, key, kind) SELECT record_id, row_key, 'event' FROM staged;\n\
        INSERT INTO event (id, type, title, status) SELECT record_id, 'visit', {guest}, 'occurred' FROM staged;\n\
        INSERT INTO citation (record_id, source_id) SELECT record_id, source_id FROM staged JOIN data_set;\n"
    );
    std::fs::write(&path, sql).unwrap();
    path
}

pub(crate) fn import(record: &Path, recipe: &Path, input: &str, stdin: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .current_dir(record.parent().unwrap())
        .arg("--db")
        .arg(record)
        .arg("import")
        .arg(recipe)
        .args([input, "--csv"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that has failed already no longer reads.
    let _ = child.stdin.take().unwrap().write_all(stdin);
    child.wait_with_output().unwrap()
}

/// The titles of the events that came in.
pub(crate) fn titles(record: &Path) -> Vec<String> {
    let conn = support::open(record);
    let mut statement = conn.prepare("SELECT title FROM event ORDER BY id").unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

pub(crate) fn record(name: &str) -> PathBuf {
    support::file(name, |conn| onrecord::facts::built_in::load(conn, false, support::NOW).map(|_| ()))
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(crate) fn zip(path: &Path, files: &[(&str, &[u8])]) {
    let mut archive = ZipWriter::new(File::create(path).unwrap());
    for (name, bytes) in files {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap();
}

/// A workbook (ECMA-376) with an empty sheet and one of this name with these rows.
pub(crate) fn workbook(path: &Path, name: &str, rows: &str) {
    let sheet = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>"
    );
    let empty =
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData/></worksheet>";
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let book = format!(
        "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"{kind}\"><sheets>\
        <sheet name=\"Notes\" sheetId=\"1\" r:id=\"r1\"/><sheet name=\"{name}\" sheetId=\"2\" r:id=\"r2\"/></sheets></workbook>"
    );
    let of_book = format!(
        "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{kind}/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
        <Relationship Id=\"r2\" Type=\"{kind}/worksheet\" Target=\"worksheets/sheet2.xml\"/></Relationships>"
    );
    let of_all = format!(
        "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{kind}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let types = format!(
        "<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
        <Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
    );
    zip(
        path,
        &[
            ("[Content_Types].xml", types.as_bytes()),
            ("_rels/.rels", of_all.as_bytes()),
            ("xl/workbook.xml", book.as_bytes()),
            ("xl/_rels/workbook.xml.rels", of_book.as_bytes()),
            ("xl/worksheets/sheet1.xml", empty.as_bytes()),
            ("xl/worksheets/sheet2.xml", sheet.as_bytes()),
        ],
    );
}

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
fn a_rejected_row_says_which_rule_and_which_value() {
    let record = record("refused");
    let folder = record.parent().unwrap();
    let path = folder.join("visits.sql");
    std::fs::write(
        &path,
        "-- Visits.\n--\n-- @reads csv\n-- @key 'visit-' || id\n-- @source.key our-visits\n\
        INSERT INTO record (id, key, kind) SELECT record_id, row_key, 'event' FROM staged;\n\
        INSERT INTO event (id, type, status, place_id, first_day) SELECT record_id, type, 'occurred', place, coalesce(day, '0000-01-01') FROM staged;\n\
        INSERT INTO party (record_id, role, n, entity_id, first_day) SELECT record_id, 'guest', 1, entity(guest, 'person'), '0000-01-01' FROM staged;\n\
        INSERT INTO citation (record_id, source_id) SELECT record_id, source_id FROM staged JOIN data_set;\n",
    )
    .unwrap();
    std::fs::write(
        folder.join("visits.csv"),
        "ID,type,place,day,guest\n1,visit,,,Ada\n2,vist,,,Bob\n3,visit,77777,,Cid\n4,visit,,2020-02-30,Dan\n5,,,,Eve\n1,visit,,,Ada\n,visit,,,Fay\n6,visit\n",
    )
    .unwrap();
    let output = import(&record, &path, "visits.csv", b"");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stdout).contains("\n8,1,0,0,7,0,1"), "{output:?}");
    let kept = std::fs::read_to_string(folder.join("visits.csv.rejected.csv")).unwrap();
    for wanted in [
        "`vist` is no type: it is one of meeting",
        "did you mean `visit`?",
        "event.place_id is `77777`, and no entity has that id",
        "first_day is `2020-02-30`",
        "NOT NULL constraint failed: event.type",
        "7,its key `visit-1` stands on an earlier line,1,visit",
        "8,it has no key",
        "9,it has 2 fields instead of 5,\"6,visit\"",
    ] {
        assert!(kept.contains(wanted), "{wanted} is not in\n{kept}");
    }
    // Nobody is left behind by a row that is not loaded.
    let conn = support::open(&record);
    let left: i64 = conn
        .query_row("SELECT count(*) FROM name WHERE text IN ('Bob', 'Cid', 'Dan', 'Eve', 'Fay')", [], |row| row.get(0))
        .unwrap();
    assert_eq!(left, 0);
}

#[test]
fn a_row_may_be_about_a_record_that_an_earlier_row_made_beside_its_own() {
    // Far enough apart to stand in different chunks.
    let mut csv = "id,spouse,age\nAda Arc,Bob Arc,40\n".to_owned();
    for n in 0..6_000 {
        csv.push_str(&format!("Somebody {n},,1\n"));
    }
    csv.push_str("Bob Arc,Ada Arc,41\nAda Arc,,42\n");
    let record = record("beside");
    let folder = record.parent().unwrap();
    let path = folder.join("people.sql");
    std::fs::write(
        &path,
        "-- People.\n--\n-- @reads csv\n-- @key slug(id)\n-- @source.key our-people\n\
        INSERT INTO record (id, key, kind) SELECT record_id, row_key, 'entity' FROM staged;\n\
        INSERT INTO entity (id, kind, name, description) SELECT record_id, 'person', id, age FROM staged;\n\
        INSERT INTO name (entity_id, text, kind, normal) SELECT record_id, id, 'preferred', normal(id) FROM staged;\n\
        INSERT INTO record (key, kind) SELECT row_key || '-marriage', 'relation' FROM staged WHERE spouse IS NOT NULL;\n\
        INSERT INTO relation (id, subject_id, predicate, object_id) SELECT record.id, record_id, 'relative-of', entity(spouse, 'person')\n\
        FROM staged JOIN record ON record.key = row_key || '-marriage' WHERE spouse IS NOT NULL;\n\
        INSERT INTO citation (record_id, source_id) SELECT record.id, source_id FROM record JOIN data_set;\n",
    )
    .unwrap();
    std::fs::write(folder.join("people.csv"), csv).unwrap();
    let output = import(&record, &path, "people.csv", b"");
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    // Bob's own row comes late and is no repetition; Ada's second row is one.
    assert!(told.contains("\n6003,6001,1,0,1,0,1"), "{told}{}", String::from_utf8_lossy(&output.stderr));
    let again = import(&record, &path, "people.csv", b"");
    assert!(String::from_utf8_lossy(&again.stdout).contains("\n6003,0,0,6002,1,0,0"), "{again:?}");
}

/// What an import of this table by these statements counts, and what it says.
fn counts(record: &Path, statements: &str, csv: &str) -> (String, String) {
    let folder = record.parent().unwrap();
    let path = folder.join("made.sql");
    let head = "-- Rows.\n--\n-- @reads csv\n-- @key 'visit-' || id\n-- @source.key our-visits\n";
    std::fs::write(&path, format!("{head}{statements}")).unwrap();
    std::fs::write(folder.join("made.csv"), csv).unwrap();
    let output = import(record, &path, "made.csv", b"");
    let counts = String::from_utf8_lossy(&output.stdout).lines().nth(1).unwrap_or_default().to_owned();
    (counts, String::from_utf8_lossy(&output.stderr).into_owned())
}

const VISIT: &str = "INSERT INTO record (id, key, kind) SELECT record_id, row_key, 'event' FROM staged WHERE guest <> 'nobody' OR guest IS NULL;\n\
    INSERT INTO event (id, type, status) SELECT record_id, 'visit', 'occurred' FROM staged WHERE guest <> 'nobody' OR guest IS NULL;\n\
    INSERT INTO party (record_id, role, n, entity_id, first_day)\n\
    SELECT record_id, coalesce(role, 'guest'), 1, entity(guest, 'person'), '0000-01-01' FROM staged WHERE guest <> 'nobody'\n\
    UNION ALL SELECT record_id, 'host', 1, entity('Ada Arc', 'person'), '0000-01-01' FROM staged WHERE guest <> 'nobody';\n\
    INSERT INTO citation (record_id, source_id) SELECT id, source_id FROM record JOIN data_set;\n";

#[test]
fn a_row_with_the_key_of_a_rejected_one_is_loaded() {
    let reject = "INSERT INTO\n  temp.\"rejected\" SELECT row_number, 'no day' FROM staged WHERE day IS NULL;\n";
    let (first, _) = counts(
        &record("retried"),
        &format!("{reject}{VISIT}"),
        "id,day,guest,role\n1,,Bob,\n1,2020-01-01,Bob,\n1,2020-01-02,Bob,\n2,2020-01-01,Cid,gest\n2,2020-01-01,Cid,\n",
    );
    assert_eq!(first, "5,2,0,0,3,0,3");
}

#[test]
fn a_row_of_which_the_recipe_makes_no_record_is_rejected() {
    let (counted, told) = counts(&record("unmade"), VISIT, "id,guest,role\n1,Bob,\n2,nobody,\n");
    assert_eq!(counted, "2,1,0,0,1,0,2");
    assert!(told.contains("line 3: the recipe makes no record with its key `visit-2`"), "{told}");
}

#[test]
fn what_a_newer_release_no_longer_says_is_a_change() {
    let record = record("fewer");
    assert_eq!(counts(&record, VISIT, "id,guest,role\n1,Bob,\n2,Cid,\n").0, "2,2,0,0,0,0,3");
    assert_eq!(counts(&record, VISIT, "id,guest,role\n1,,\n2,Cid,gest\n").0, "2,0,1,0,1,0,0");
    // The refused row of a known record has not vanished; one that is missing has.
    assert_eq!(counts(&record, VISIT, "id,guest,role\n1,,\n").0, "1,0,0,1,0,1,0");
}

#[test]
fn the_reason_names_the_value_that_is_to_blame() {
    let (_, told) = counts(&record("blame"), VISIT, "id,guest,role\n1,Bob,hst\n");
    assert!(told.contains("`hst` is no role: it is one of") && told.contains("did you mean `host`?"), "{told}");
}

#[test]
fn a_recipe_cannot_end_the_transaction_and_a_column_may_have_any_name() {
    let record = record("ended");
    let (counted, told) = counts(&record, &format!("{VISIT}COMMIT;\n"), "id,guest,role\n1,Bob,\n");
    assert!(counted.is_empty() && told.contains("statement 5 does what is not a recipe's to do"), "{told}");
    for statement in [
        "DROP VIEW main.pledges;",
        "PRAGMA user_version = 7;",
        "DELETE FROM main.query;",
        "UPDATE [main].statement SET gist = 'x';",
        "UPDATE `main`.record SET note = 'x';",
        "WITH x AS (SELECT 1) DELETE FROM main . record;",
        "DELETE FROM change;",
        "DELETE FROM source_text;",
        "UPDATE currency SET name = 'x';",
        "INSERT OR IGNORE INTO main.topic (key, label, batch_id) VALUES ('a', 'A', 1);",
        "DELETE FROM staged;",
        "UPDATE staged SET record_id = 1;",
        "DELETE FROM rejected;",
        "INSERT INTO seen VALUES (1, 1);",
        "CREATE TEMP TABLE mine (x);",
        "ATTACH ':memory:' AS other;",
        "SAVEPOINT mine;",
    ] {
        let (counted, told) = counts(&record, &format!("{VISIT}{statement}\n"), "id,guest,role\n1,Bob,\n");
        assert!(counted.is_empty() && told.contains("does what is not a recipe's to do"), "{statement}: {told}");
    }
    // SQLite itself refuses these within a transaction.
    for statement in ["VACUUM;", "VACUUM INTO 'out.db';"] {
        let (counted, told) = counts(&record, &format!("{VISIT}{statement}\n"), "id,guest,role\n1,Bob,\n");
        assert!(counted.is_empty() && told.starts_with("error: "), "{statement}: {told}");
    }
    assert_eq!(titles_count(&record), 0);
    let (counted, told) = counts(&record, VISIT, "id,guest,role,record_id,Row_Key\n1,Bob,,9,9\n");
    assert_eq!(counted, "1,1,0,0,0,0,2", "{told}");
}

fn titles_count(record: &Path) -> i64 {
    support::open(record).query_row("SELECT count(*) FROM event", [], |row| row.get(0)).unwrap()
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

#[test]
fn days_follow_from_a_date_and_what_is_odd_is_told() {
    let record = record("told");
    let folder = record.parent().unwrap();
    let path = folder.join("told.sql");
    std::fs::write(
        &path,
        "-- Visits.\n--\n-- @reads csv\n-- @dates dmy\n-- @key 'visit-' || id\n-- @source.key our-visits\n\
        INSERT INTO record (id, key, kind) SELECT record_id, row_key, 'event' FROM staged;\n\
        INSERT INTO event (id, type, status, date) SELECT record_id, 'visit', 'occurred', edtf(day) FROM staged;\n\
        INSERT INTO party (record_id, role, n, entity_id, printed, first_day)\n\
        SELECT record_id, 'guest', 1, CASE WHEN code IS NULL THEN entity(guest, 'person') ELSE entity(guest, 'person', 'our', code) END, guest, first_day(day) FROM staged;\n",
    )
    .unwrap();
    let csv = "id,day,guest,code\n1,05/03/2023,Ada Arc,a1\n2,March 2023,Ada Arc,a2\n3,6 March 2023,Ada Arc,\n";
    std::fs::write(folder.join("told.csv"), csv).unwrap();
    let output = import(&record, &path, "told.csv", b"");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    for wanted in [
        "new records that no source is cited for: 3",
        "names that mean several entities got none: Ada Arc",
        "new entities share their names with others: Ada Arc",
    ] {
        assert!(told.contains(wanted), "{wanted} is not in\n{told}");
    }
    let conn = support::open(&record);
    let mut statement =
        conn.prepare("SELECT date || ' ' || first_day || ' ' || last_day FROM event ORDER BY id").unwrap();
    let days: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert_eq!(
        days,
        ["2023-03-05 2023-03-05 2023-03-05", "2023-03 2023-03-01 2023-03-31", "2023-03-06 2023-03-06 2023-03-06"]
    );
}
