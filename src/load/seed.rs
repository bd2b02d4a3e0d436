//! The built-in record: the facts that come with the program.
//!
//! They go through the same loader as anybody's facts, so that what it refuses in a user's file it
//! refuses here.

use include_dir::{Dir, include_dir};
use rusqlite::Connection;

use super::Report;
use crate::error::Result;

/// Everything under `seed/`, inside the program.
pub static SEED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/seed");

/// The facts files of a folder of the seed, by name.
#[must_use]
pub fn facts_files(folder: &str) -> Vec<(String, String)> {
    let mut files: Vec<_> = SEED
        .get_dir(folder)
        .into_iter()
        .flat_map(Dir::files)
        .filter(|file| file.path().extension().is_some_and(|extension| extension == "toml"))
        .filter_map(|file| Some((format!("seed/{}", file.path().display()), file.contents_utf8()?.to_owned())))
        .collect();
    files.sort();
    files
}

/// Loads the reference data and, if wanted, the built-in facts.
///
/// # Errors
///
/// As [`super::facts()`].
pub fn load(conn: &Connection, with_record: bool, read_at: &str) -> Result<Report> {
    let mut files = facts_files("reference");
    if with_record {
        files.extend(facts_files("record"));
    }
    super::facts(conn, &files, &[], "seed", read_at)
}
