//! Tables for imports: small recipes, packed files, workbooks, and what came in of them.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support;

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
    workbook_with(path, name, rows, "");
}

/// The same, with what stands behind its cells.
pub(crate) fn workbook_with(path: &Path, name: &str, rows: &str, behind: &str) {
    let sheet = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData>{behind}</worksheet>"
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

/// How many events there are.
pub(crate) fn titles_count(record: &Path) -> i64 {
    support::open(record).query_row("SELECT count(*) FROM event", [], |row| row.get(0)).unwrap()
}
