//! `onrecord check`: is the record sound?

use std::path::PathBuf;

use rusqlite::types::ValueRef;

use crate::answer::catalog::Origin;
use crate::check::{self, Finding};
use crate::cli::{Context, Failure};
use crate::error::{Error, Exit, Result};
use crate::output::{Cell, Column, RowWriter};
use crate::reader::Reader;
use crate::script::severity::Severity;

/// Check that the record is sound; exit 1 if it is not
///
/// Each check names what must not exist; its findings are printed with a key and a reason. With
/// --queries DIR, the queries of that folder are judged instead of the record.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Only these checks
    names: Vec<String>,

    /// List the checks
    #[arg(long)]
    list: bool,

    /// A folder with source texts, found by their hash: verify every passage against them, and advise
    /// on words that what is told lacks or adds
    #[arg(long, value_name = "DIR")]
    texts: Option<PathBuf>,
}

impl Args {
    /// Writes what is wrong.
    pub(super) fn run(&self, context: &mut Context) -> Result<Exit, Failure> {
        let mut writer = context.writer()?;
        if self.list {
            writer.begin(&["check", "finds"].map(Column::named))?;
            for (name, summary) in check::list(&context.place("checks"), &mut context.notes)? {
                writer.row(&[&name, &summary].map(|text| Cell::Value(ValueRef::Text(text.as_bytes()))))?;
            }
            writer.finish()?;
            context.close(&mut *writer)?;
            return Ok(Exit::Success);
        }
        if context.options.queries.is_some() {
            return judge_queries(context, &mut *writer);
        }
        let reader = match context.open() {
            // What of a damaged file is broken is what this command is for.
            Err(Error::Corrupt { path, why }) => {
                let mut findings = check::of_pages(&path)?;
                let reason = why.clone();
                findings.insert(0, Finding::fault(check::BROKEN_PAGE, "file", reason));
                return damaged(context, &mut *writer, &findings, &Error::Corrupt { path, why });
            }
            other => other?,
        };
        let mut findings = check::run(&*reader, &context.place("checks"), &self.names)?;
        self.beside_texts(context, &*reader, &mut findings)?;
        if findings.iter().any(|finding| finding.check == check::BROKEN_PAGE) {
            let error = Error::Corrupt { path: context.path().0, why: String::new() };
            return damaged(context, &mut *writer, &findings, &error);
        }
        let unplaced = "SELECT count(*) FROM anchor WHERE exact IS NOT NULL AND start_byte IS NULL";
        let unplaced = reader.number(unplaced, &[])?.unwrap_or(0);
        if unplaced > 0 {
            context.notes.push(format!(
                "{unplaced} passages are not verified: their sources' texts were never given (add --text)"
            ));
        }
        let advised = note_advised(context, &findings);
        if findings.is_empty() {
            context.notes.push("nothing is wrong".to_owned());
            // An answer in a machine's format is complete even when it is empty.
            if context.format()?.is_for_people {
                return Ok(Exit::Success);
            }
        }
        show(context, &mut *writer, &findings)?;
        Ok(if findings.len() == advised { Exit::Success } else { Exit::Faults })
    }

    /// What the folder of texts shows: passages that differ, and words that what is told lacks or adds.
    fn beside_texts(&self, context: &mut Context, reader: &dyn Reader, findings: &mut Vec<Finding>) -> Result<()> {
        let Some(folder) = &self.texts else {
            let advisories = check::advice::advisories()?;
            let named = self.names.iter().filter(|name| advisories.iter().any(|advisory| advisory.name == **name));
            let untold = named.map(|name| format!("`{name}` compares with texts: --texts DIR says where they are"));
            context.notes.extend(untold);
            return Ok(());
        };
        let verified = check::texts::verify(reader, folder)?;
        let (passages, sources) = (verified.passages, verified.sources);
        context.notes.push(format!("{passages} passages of {sources} sources verified against their texts"));
        findings.extend(verified.findings);
        let is_named = |name: &String| self.names.is_empty() || self.names.contains(name);
        let advised = check::meaning::advise(reader, &verified.given)?;
        findings.extend(advised.into_iter().filter(|finding| is_named(&finding.check)));
        Ok(())
    }
}

/// How many findings are advice, with a note on what to do with them.
fn note_advised(context: &mut Context, findings: &[Finding]) -> usize {
    let advised = findings.iter().filter(|finding| finding.severity.is_some()).count();
    if advised > 0 {
        context.notes.push(format!(
            "{advised} of these ask for a look and are no faults: mend the record, or note in its facts file why it \
             stands, as judged.CHECK = [{{ words = \"...\", why = \"...\" }}]"
        ));
    }
    advised
}

fn show(context: &mut Context, writer: &mut dyn RowWriter, findings: &[Finding]) -> Result<()> {
    writer.begin(&["severity", "check", "key", "reason"].map(Column::named))?;
    for finding in findings {
        let severity = finding.severity.map_or("fault", Severity::word);
        let texts = [severity, &finding.check, &finding.key, &finding.reason];
        writer.row(&texts.map(|text| Cell::Value(ValueRef::Text(text.as_bytes()))))?;
    }
    writer.finish()?;
    context.close(writer)
}

/// Judges a person's own queries: what is wrong with each, and nothing of the record.
fn judge_queries(context: &mut Context, writer: &mut dyn RowWriter) -> Result<Exit, Failure> {
    let reader = context.open()?;
    let catalog = context.catalog(&*reader)?;
    let listing = catalog.list()?;
    context.notes.extend(listing.notes);
    let mut count = 0;
    let mut findings = Vec::new();
    for (name, query) in listing.queries {
        if matches!(catalog.origin(&name), Origin::Own | Origin::Shadowing) {
            count += 1;
            let fault = query.err().map(|error| error.to_string());
            findings.extend(fault.map(|reason| Finding::fault("faulty-query", &name, reason)));
        }
    }
    context.notes.push(format!("{count} queries judged, {} faulty", findings.len()));
    show(context, writer, &findings)?;
    Ok(if findings.is_empty() { Exit::Success } else { Exit::Faults })
}

/// The findings of a damaged file, with what can be done.
fn damaged(
    context: &mut Context,
    writer: &mut dyn RowWriter,
    findings: &[Finding],
    error: &Error,
) -> Result<Exit, Failure> {
    show(context, writer, findings)?;
    context.notes.extend(error.hint());
    Ok(Exit::Faults)
}
