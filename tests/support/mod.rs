//! What the tests share: the invented record, and the built-in one, made afresh.

#![allow(dead_code)] // each test takes what it needs

pub mod desk;
pub mod dump;
#[cfg(unix)]
pub mod pty;
pub mod runs;
pub mod table;
pub mod whole;

use std::fs;
use std::path::{Path, PathBuf};

use onrecord::answer::stored;
use onrecord::facts::{self, GivenText, built_in};
use onrecord::record::open::Terms;
use onrecord::record::write::{self, Trust, Writing};
use onrecord::record::{create, read};
use onrecord::script::place::Place;
use rusqlite::Connection;

/// When everything in a test is read: no test asks the clock.
pub const NOW: &str = "2020-03-06T12:00:00Z";

/// The checkout.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn fixture(name: &str) -> (String, Vec<u8>) {
    let path = root().join("tests/fixture").join(name);
    (format!("tests/fixture/{name}"), fs::read(path).unwrap())
}

/// Fills a new record with the invented facts and their texts.
pub fn fill_fixture(conn: &Connection) -> onrecord::error::Result<()> {
    let reports = ["words", "dam-report", "dam-reply", "yearbook", "statutes", "charter", "codes"];
    fill(conn, &reports, &["dam-report", "dam-reply", "yearbook"])
}

/// Fills a new record with the two invented reports of the dam alone: what a story begins with.
pub fn fill_reports(conn: &Connection) -> onrecord::error::Result<()> {
    fill(conn, &["words", "dam-report", "dam-reply"], &["dam-report", "dam-reply"])
}

fn fill(conn: &Connection, facts: &[&str], texts: &[&str]) -> onrecord::error::Result<()> {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let facts = facts.iter().map(|name| fixture(&format!("{name}.toml")));
    let facts: Vec<(String, String)> = facts.map(|(name, bytes)| (name, text(bytes))).collect();
    let texts = texts.iter().map(|name| fixture(&format!("{name}.txt")));
    let texts: Vec<GivenText> = texts.map(|(name, bytes)| GivenText { key: None, name, bytes }).collect();
    facts::load(conn, &facts, &texts, "facts", NOW)?;
    stored::store(conn, 1)
}

/// Fills a new record with the built-in facts.
pub fn fill_seed(conn: &Connection) -> onrecord::error::Result<()> {
    built_in::load(conn, true, NOW)?;
    stored::store(conn, 1)
}

/// A new record file in a folder of the build's.
pub fn file(name: &str, fill: impl FnOnce(&Connection) -> onrecord::error::Result<()>) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("record.db");
    let _ = fs::remove_file(&path);
    create::file(&path, fill).unwrap();
    path
}

/// The invented record, in memory, to be asked and broken.
pub fn in_memory() -> Connection {
    create::in_memory(fill_fixture).unwrap()
}

/// The files of the faults that are planted for a check.
pub fn planted(check: &str) -> Vec<String> {
    let files = names("tests/planted", ".sql").into_iter();
    files.filter(|name| name.split('.').next() == Some(check)).map(|name| format!("tests/planted/{name}.sql")).collect()
}

/// Plants a fault in a record.
pub fn plant(conn: &Connection, path: &str) {
    let sql = fs::read_to_string(root().join(path)).unwrap();
    conn.execute_batch(&sql).unwrap_or_else(|error| panic!("{path}: {error}"));
}

/// The invented record with a planted fault.
pub fn with_fault(path: &str) -> Connection {
    let conn = in_memory();
    conn.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    plant(&conn, path);
    conn
}

/// The record that a query's examples ask: the invented one, or where a sound record has nothing to
/// show, one with planted faults.
pub fn asked_by(query: &str) -> Connection {
    if query == "unsourced" { with_fault("tests/planted/fact-without-citation.sql") } else { in_memory() }
}

/// A record file, guarded as every question finds it.
pub fn open(path: &Path) -> Connection {
    read::open_record(path, &Terms::default()).unwrap()
}

/// A record file, to be changed.
pub fn open_to_write(path: &Path) -> Writing {
    write::open(path, &Terms::default(), Trust::RecordOnly).unwrap()
}

/// The names of the files in a folder of the checkout that end so, without the ending.
pub fn names(folder: &str, ending: &str) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(root().join(folder))
        .unwrap()
        .filter_map(|entry| Some(entry.unwrap().file_name().to_str()?.strip_suffix(ending)?.to_owned()))
        .collect();
    names.sort();
    names
}

/// The checks of the program alone.
pub fn built_in_checks() -> Place {
    Place::new("checks", None)
}

fn rust_files(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.strip_prefix(root()).unwrap().display().to_string();
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The source files of the program, by name.
pub fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    rust_files(&root().join("src"), &mut found);
    found
}
