//! Whether anything of a text stands in a file.

use std::collections::BTreeSet;
use std::path::Path;

/// Whether any run of twenty bytes of a text stands in a file.
pub fn holds(path: &Path, text: &str) -> Option<String> {
    holds_but(path, text, "")
}

/// The same of the runs that another text has not.
pub fn holds_but(path: &Path, text: &str, other: &str) -> Option<String> {
    let bytes = std::fs::read(path).unwrap();
    let mut runs: BTreeSet<&[u8]> = text.as_bytes().windows(20).collect();
    runs.retain(|run| !other.as_bytes().windows(20).any(|known| known == *run));
    bytes.windows(20).find(|run| runs.contains(run)).map(|run| String::from_utf8_lossy(run).into_owned())
}
