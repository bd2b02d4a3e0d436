//! What the tests share: the invented record, and the built-in one, made afresh.

#![allow(dead_code)] // each test takes what it needs

pub mod dump;
pub mod whole;

use std::fs;
use std::path::{Path, PathBuf};

use onrecord::db::open::Terms;
use onrecord::db::write::{Trust, Writing};
use onrecord::db::{create, read, write};
use onrecord::load::{self, GivenText, seed};
use onrecord::query::catalog;
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
    let facts: Vec<(String, String)> = ["words.toml", "dam-report.toml", "dam-reply.toml"]
        .map(fixture)
        .into_iter()
        .map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap()))
        .collect();
    let texts =
        ["dam-report.txt", "dam-reply.txt"].map(fixture).map(|(name, bytes)| GivenText { key: None, name, bytes });
    load::facts(conn, &facts, &texts, "facts", NOW)?;
    catalog::store(conn, 1)
}

/// Fills a new record with the built-in facts.
pub fn fill_seed(conn: &Connection) -> onrecord::error::Result<()> {
    seed::load(conn, true, NOW)?;
    catalog::store(conn, 1)
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
