//! What is near: the name that was meant, the log beside a file.

use std::path::{Path, PathBuf};

/// Bytes of a word that is compared with others; nobody mistypes a longer one, and comparing takes
/// time by the product of the lengths.
pub const COMPARED: usize = 200;

/// The journal or the log that stands beside a record file and is not empty.
#[must_use]
pub fn log_beside(path: &Path) -> Option<PathBuf> {
    ["-journal", "-wal"].into_iter().find_map(|ending| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        let log = PathBuf::from(name);
        log.metadata().is_ok_and(|file| file.len() > 0).then_some(log)
    })
}

/// The name nearest to a word, if any is near enough to be what was meant.
pub fn nearest<'a>(word: &str, names: impl Iterator<Item = &'a str>) -> Option<String> {
    names
        .filter(|name| word.len() <= COMPARED && name.len() <= COMPARED)
        .map(|name| (strsim::jaro_winkler(&word.to_lowercase(), &name.to_lowercase()), name))
        .filter(|(score, _)| *score > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name.to_owned())
}
