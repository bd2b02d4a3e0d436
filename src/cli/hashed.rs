//! The hash of what a record says, told beside what is said of the whole of it.

use crate::cli::Context;
use crate::error::Result;
use crate::output::RowWriter;
use crate::reader::Reader;
use crate::record::contents;

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

/// Notes the hash of what is read, where that is wished and can be had.
pub(super) fn note(context: &mut Context, reader: &dyn Reader, is_wished: bool) -> Result<()> {
    let wished = reader.connection().filter(|_| is_wished && !context.options.quiet);
    if let Some(conn) = wished {
        let hash = contents::hash(conn, &context.stop)?;
        context.notes.push(format!("what it says has the hash {hash}"));
    }
    Ok(())
}
