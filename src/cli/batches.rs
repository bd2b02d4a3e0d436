//! `onrecord batches`: what was loaded.

use crate::answer::run::Run;
use crate::cli::{Context, Failure};
use crate::error::Exit;

/// List what was loaded, the newest last
///
/// Batches of one command are one load. What was taken back says by which batch.
#[derive(clap::Args, Debug)]
pub(super) struct Args {}

const BATCHES: &str = "SELECT batch.id AS batch, coalesce(batch.with_id, batch.id) AS load, batch.kind, batch.name, batch.note, batch.read_at,
  (SELECT count(*) FROM record WHERE record.batch_id = batch.id) AS records,
  (SELECT count(*) FROM change WHERE change.batch_id = batch.id) AS replaced,
  batch.undone_id AS undone_by
FROM batch ORDER BY batch.id";

impl Args {
    /// Writes the list.
    #[allow(clippy::unused_self)] // every command has this form
    pub(super) fn run(&self, context: &mut Context) -> Result<Exit, Failure> {
        let reader = context.open()?;
        let format = context.format()?;
        let mut writer = context.writer()?;
        let run = Run { limit: context.options.limit, ..Run::plain(&*reader, format) };
        let (_, notes) = run.one(BATCHES, &[], &mut *writer)?;
        context.notes.extend(notes);
        context.close(&mut *writer)?;
        Ok(Exit::Success)
    }
}
