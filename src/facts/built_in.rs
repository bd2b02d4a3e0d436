//! The built-in record: the facts that come with the program.
//!
//! They go through the same loader as anybody's facts, so that what it refuses in a user's file it
//! refuses here.

use rusqlite::Connection;

use crate::error::Result;
use crate::facts::Report;
use crate::seed;

/// The facts files of a folder of the seed, by name.
#[must_use]
pub fn facts_files(folder: &str) -> Vec<(String, String)> {
    let texts = seed::texts(folder, ".toml");
    texts.into_iter().map(|(name, text)| (format!("seed/{folder}/{name}.toml"), text.to_owned())).collect()
}

/// Loads the reference data and, if wanted, the built-in facts.
///
/// # Errors
///
/// As [`super::load()`].
pub fn load(conn: &Connection, with_record: bool, read_at: &str) -> Result<Report> {
    let mut files = facts_files("reference");
    if with_record {
        files.extend(facts_files("record"));
    }
    super::load(conn, &files, &[], "seed", read_at)
}
