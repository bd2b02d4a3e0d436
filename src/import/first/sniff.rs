//! What a table's ending and first bytes tell: its format, its encoding, what parts its columns.

use std::io::Read;
use std::path::Path;

use crate::error::{Error, Result};
use crate::import::input::open;

/// So many bytes are looked at.
const START: u64 = 1 << 16;

/// What may part columns, the likeliest first.
const DELIMITERS: [(u8, &str); 4] = [(b',', ","), (b'\t', "tab"), (b';', ";"), (b'|', "|")];

/// The declarations by which a table is read.
pub(super) fn declarations(path: &Path) -> Result<Vec<String>> {
    let name = path.to_string_lossy().to_lowercase();
    let name = name.trim_end_matches(".gz").trim_end_matches(".zip");
    let ending = name.rsplit('.').next().unwrap_or(name);
    match ending {
        "xlsx" => return Ok(vec!["@reads xlsx".to_owned()]),
        "json" | "jsonl" | "ndjson" => return Ok(vec!["@reads jsonl".to_owned()]),
        "xml" => {
            let what =
                "a first recipe is not made of xml, whose rows are elements that a person has to name".to_owned();
            let hint = "begin with a built-in recipe that reads xml, such as iati (docs/recipes.md)".to_owned();
            return Err(Error::Refused { what, hint });
        }
        _ => {}
    }
    let mut start = Vec::new();
    let input = open::open(path, None)?;
    let failed = |cause: std::io::Error| Error::Read { path: path.to_owned(), why: cause.to_string() };
    input.bytes.take(START).read_to_end(&mut start).map_err(failed)?;
    if matches!(ending, "tsv" | "tab") && has_even_tabs(&start) {
        return Ok(vec!["@reads tsv".to_owned()]);
    }
    let mut declarations = vec!["@reads csv".to_owned()];
    // The last character may be cut.
    let is_utf_8 = std::str::from_utf8(&start).map_or_else(|cause| cause.error_len().is_none(), |_| true);
    if !is_utf_8 {
        declarations.push("@encoding windows-1252".to_owned());
    }
    let header = start.split(|byte| *byte == b'\n').next().unwrap_or(&start);
    let count = |mark: u8| memchr::memchr_iter(mark, header).count();
    let best = DELIMITERS.iter().rev().max_by_key(|(mark, _)| count(*mark));
    if let Some((_, word)) = best.filter(|(mark, _)| *mark != b',' && count(*mark) > 0) {
        declarations.push(format!("@delimiter {word}"));
    }
    Ok(declarations)
}

/// Whether each line has as many tabs as the first, so that quotes are letters among others. The last line may be cut.
fn has_even_tabs(start: &[u8]) -> bool {
    let count = |line: &[u8]| memchr::memchr_iter(b'\t', line).count();
    let mut lines = start.split_inclusive(|byte| *byte == b'\n').filter(|line| line.ends_with(b"\n"));
    let first = lines.next().map_or(0, count);
    first > 0 && std::str::from_utf8(start).is_ok() && lines.all(|line| count(line) == first)
}

/// Declarations as lines of a head.
pub(super) fn lines(declarations: &[String]) -> String {
    declarations.iter().map(|declaration| format!("-- {declaration}")).collect::<Vec<_>>().join("\n")
}
