//! The hash of what a record says, told beside what is said of the whole of it.

use crate::cli::Context;
use crate::error::{Error, Result};
use crate::output::RowWriter;
use crate::reader::Reader;
use crate::record::contents;
use crate::record::write::Writing;

/// Ends an answer, and notes the hash where that is wished.
pub(super) fn close(
    context: &mut Context,
    writer: &mut dyn RowWriter,
    reader: &dyn Reader,
    is_wished: bool,
) -> Result<()> {
    context.close(writer)?;
    note(context, reader, is_wished)
}

/// Sees that what is written says what has a hash; it is not kept otherwise.
pub(super) fn see(context: &Context, writing: &Writing, hash: &str) -> Result<()> {
    let found = contents::hash(writing, &context.stop)?;
    if found.eq_ignore_ascii_case(hash.trim()) {
        return Ok(());
    }
    context.end_writing(writing, false)?;
    let what = format!("the record would say what has the hash {found}, and not {}; nothing was loaded", hash.trim());
    let hint = "the hash is that of a whole record: load all files of its export, with their texts, into one made by \
        `onrecord init --empty`";
    Err(Error::Refused { what, hint: hint.to_owned() })
}

/// Notes the hash of what is read, where that is wished and can be had.
pub(super) fn note(context: &mut Context, reader: &dyn Reader, is_wished: bool) -> Result<()> {
    let wished = reader.connection().filter(|_| is_wished && !context.options.quiet);
    if let Some(conn) = wished {
        let hash = contents::hash(conn, &context.stop)?;
        context.notes.push(format!("what it says has the hash {hash}"));
    }
    Ok(())
}
