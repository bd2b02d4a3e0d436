//! A fact in the editor.

use crate::cli::Context;
use crate::cli::edit::open as open_editor;
use crate::cli::typed::say;
use crate::error::{Error, Result as Answer};
use crate::facts::drafting::paper::{Fact, Paper};
use crate::files::bounds;

/// Opens a fact in the editor.
pub(super) fn edit(context: &mut Context, fact: &mut Fact) -> Answer<()> {
    let folder = tempfile::Builder::new().prefix("onrecord-").tempdir().map_err(Error::Output)?;
    let path = folder.path().join("fact.toml");
    std::fs::write(&path, &fact.text).map_err(|cause| Error::of_writing(&path, &cause))?;
    if let Err(error) = open_editor(context.environment.editor.as_deref(), &path) {
        say(context, &error.to_string());
        error.hint().iter().for_each(|hint| say(context, hint));
        return Ok(());
    }
    let text = bounds::text(&path, bounds::FACTS)?;
    match Paper::read(&text) {
        Ok(read) if read.facts().count() == 1 => fact.text = text.trim_end().to_owned() + "\n",
        _ => say(context, "that is not one sound table: the fact is as it was"),
    }
    Ok(())
}
