//! Lists for other tools: passages as annotations (W3C Web Annotation), sources as a bibliography (CSL-JSON, BibTeX).

use std::io::Write;
use std::path::Path;

use crate::error::{Error, Result};
use crate::files::draft::Draft;
use crate::reader::Reader;

/// A list: the SQL whose rows are its items, and what stands before and after them.
#[derive(Clone, Copy, Debug)]
pub struct List {
    sql: &'static str,
    open: &'static str,
    between: &'static str,
    close: &'static str,
}

/// Every passage that carries a record, in the W3C's Web Annotation data model (JSON-LD).
pub const ANNOTATIONS: List = List {
    sql: include_str!("../../seed/export/annotations.sql"),
    open: "{\"@context\": \"http://www.w3.org/ns/anno.jsonld\", \"type\": \"AnnotationPage\", \"items\": [",
    between: ",",
    close: "]}\n",
};

/// Every source, in CSL-JSON.
pub const CSL: List = List { sql: include_str!("../../seed/export/csl.sql"), open: "[", between: ",", close: "]\n" };

/// Every source, in BibTeX as biblatex reads it.
pub const BIBTEX: List = List { sql: include_str!("../../seed/export/bibtex.sql"), open: "", between: "", close: "" };

/// Writes a list, one item a line, to a file that takes its place when it is put there; with how many items it has.
///
/// # Errors
///
/// The reader's, or the file cannot be written.
pub fn write(reader: &dyn Reader, list: List, target: &Path) -> Result<(Draft, u64)> {
    let draft = Draft::of(target)?;
    let mut file = std::io::BufWriter::new(draft.file()?);
    let count = items(reader, list, &mut file, |cause| Error::of_writing(target, cause))?;
    Ok((draft, count))
}

/// Writes a list, one item a line; returns how many items it has. What cannot be written is said by `failed`.
///
/// # Errors
///
/// The reader's, or it cannot be written.
pub fn items(
    reader: &dyn Reader,
    list: List,
    out: &mut dyn Write,
    failed: impl Fn(&std::io::Error) -> Error,
) -> Result<u64> {
    let mut count = 0;
    let mut put = |text: &str| out.write_all(text.as_bytes()).map_err(|cause| failed(&cause));
    put(list.open)?;
    reader.each(list.sql, &[], |row| {
        put(if count == 0 { "" } else { list.between })?;
        put("\n")?;
        count += 1;
        put(&row.text(0)?.unwrap_or_else(|| "null".to_owned()))
    })?;
    put("\n")?;
    put(list.close)?;
    out.flush().map_err(|cause| failed(&cause))?;
    Ok(count)
}
