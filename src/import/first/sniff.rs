//! What a table's ending and first bytes tell: its format, its encoding, what parts its columns.

use std::io::Read;
use std::path::Path;

use super::foreign;
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
    foreign::refuse(path, &start)?;
    if matches!(ending, "tsv" | "tab") && (has_even_tabs(&start) || has_open_quote(&start)) {
        return Ok(vec!["@reads tsv".to_owned()]);
    }
    let mut declarations = vec!["@reads csv".to_owned()];
    let encoding = encoding(&start);
    declarations.extend(encoding.map(|name| format!("@encoding {name}")));
    // Two bytes a letter: the marks are looked for among the letters.
    if encoding.is_some_and(|name| name.starts_with("utf-16")) {
        start.retain(|byte| *byte != 0);
    }
    let header = start.split(|byte| *byte == b'\n').next().unwrap_or(&start);
    let count = |mark: u8| memchr::memchr_iter(mark, header).count();
    let best = DELIMITERS.iter().rev().max_by_key(|(mark, _)| count(*mark));
    if let Some((_, word)) = best.filter(|(mark, _)| *mark != b',' && count(*mark) > 0) {
        declarations.push(format!("@delimiter {word}"));
    }
    Ok(declarations)
}

/// The encoding of bytes that are no UTF-8: what their mark says (UTF-16), else that of old tables. Where most of the
/// lines with other letters are UTF-8, so is the file, and those that are not are rejected by their numbers.
fn encoding(start: &[u8]) -> Option<&'static str> {
    match start {
        [0xff, 0xfe, ..] => return Some("utf-16le"),
        [0xfe, 0xff, ..] => return Some("utf-16be"),
        _ => {}
    }
    // The last character may be cut.
    let is_utf_8 = |bytes: &[u8]| std::str::from_utf8(bytes).map_or_else(|cause| cause.error_len().is_none(), |_| true);
    let other = start.split(|byte| *byte == b'\n').filter(|line| !line.is_ascii());
    let (sound, broken): (Vec<&[u8]>, Vec<&[u8]>) = other.partition(|line| is_utf_8(line));
    (!broken.is_empty() && sound.len() <= broken.len()).then_some("windows-1252")
}

/// Whether a field begins with a quote that nothing closes: it is a letter like others.
fn has_open_quote(start: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(start) else { return false };
    let fields = text.split(['\t', '\n']).map(|field| field.trim_end_matches('\r'));
    let mut is_open = false;
    for field in fields {
        let quotes = field.matches('"').count();
        is_open = if is_open { quotes % 2 == 0 } else { field.starts_with('"') && quotes % 2 == 1 };
    }
    is_open
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
