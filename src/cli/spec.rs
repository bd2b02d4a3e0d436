//! `ask --spec`: the named questions as data, for programs that ask them.

use serde_json::{Value, json};

use super::{Context, Failure};
use crate::answer::{Listing, Query, spec};
use crate::error::{Exit, Result};
use crate::reader::Reader;

/// Writes what every question takes and gives.
pub(super) fn all(context: &mut Context, reader: &dyn Reader) -> Result<Exit, Failure> {
    let catalog = context.catalog(reader)?;
    let Listing { queries, notes } = catalog.list()?;
    context.notes.extend(notes);
    let mut told = Vec::new();
    for (name, query) in queries {
        told.push(match query {
            Ok(query) => spec::of(&query, &catalog.origin(&name).to_string(), reader)?,
            Err(error) => json!({ "name": name, "error": error.to_string() }),
        });
    }
    written(context, &told)
}

/// Writes what one takes and gives.
pub(super) fn one(context: &mut Context, reader: &dyn Reader, query: &Query) -> Result<Exit, Failure> {
    let from = context.catalog(reader)?.origin(&query.name).to_string();
    let told = spec::of(query, &from, reader)?;
    written(context, &[told])
}

fn written(context: &mut Context, queries: &[Value]) -> Result<Exit, Failure> {
    let told = json!({ "version": spec::VERSION, "program": env!("CARGO_PKG_VERSION"), "queries": queries });
    let mut writer = context.text_writer()?;
    writer.sink().push(&format!("{told:#}\n"));
    writer.sink().flush()?;
    context.close(&mut *writer)?;
    Ok(Exit::Success)
}
