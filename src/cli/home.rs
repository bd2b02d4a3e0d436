//! `onrecord` alone: what is in the record, and what to ask of it first.

use crate::answer::run::Run;
use crate::cli::{Context, Failure};
use crate::error::Exit;

/// Writes what the record holds and, where people read, what to try.
pub(super) fn run(context: &mut Context) -> Result<Exit, Failure> {
    let reader = context.open()?;
    let overview = context.catalog(&*reader)?.find("overview")?;
    let suggestions = context.place("home").find("suggestions")?;
    let format = context.format()?;
    let mut writer = context.writer()?;
    let run = Run { columns: &overview.columns(), ..Run::plain(&*reader, format) };
    let (_, notes) = run.one(&overview.sql, &[], &mut *writer)?;
    context.notes.extend(notes);
    if let Some(script) = suggestions.filter(|_| format.is_for_people && !format.is_one_document) {
        run.one(&script.sql, &[], &mut *writer)?;
    }
    context.close(&mut *writer)?;
    Ok(Exit::Success)
}
