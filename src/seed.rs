//! The seed: what is inside the program. The shape of a record, its views, its questions, checks,
//! recipes and upgrades as SQL; the built-in facts as TOML.
//!
//! All of the domain stands there, as text; this module only hands it out.

use include_dir::{Dir, include_dir};

/// Everything under `seed/`.
pub static SEED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/seed");

/// What a record stores, as SQL.
pub static SCHEMA: &str = include_str!("../schema.sql");

/// The texts of a folder of the seed that end so, by name without the ending, sorted.
#[must_use]
pub fn texts(folder: &str, ending: &str) -> Vec<(String, &'static str)> {
    let mut found: Vec<_> = SEED
        .get_dir(folder)
        .into_iter()
        .flat_map(Dir::files)
        .filter_map(|file| {
            let name = file.path().file_name()?.to_str()?.strip_suffix(ending)?;
            Some((name.to_owned(), file.contents_utf8()?))
        })
        .collect();
    found.sort();
    found
}

/// The text of an `.sql` file of a folder.
#[must_use]
pub fn sql(folder: &str, name: &str) -> Option<&'static str> {
    SEED.get_file(format!("{folder}/{name}.sql"))?.contents_utf8()
}

/// The names of the `.sql` files of a folder, sorted.
#[must_use]
pub fn names(folder: &str) -> Vec<String> {
    texts(folder, ".sql").into_iter().map(|(name, _)| name).collect()
}
