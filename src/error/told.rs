//! What is said: one sentence for each error.

use unicode_width::UnicodeWidthStr;

use super::{Error, Fault};
use crate::text::{lines, sentence};

/// What an error says, made visible whatever it quotes.
pub(super) fn of(error: &Error) -> String {
    let told = asked(error).or_else(|| file(error)).unwrap_or_else(|| other(error));
    // These two have lines, each of them made visible where it is written.
    let has_lines = matches!(error, Error::Faults(_) | Error::Sql { .. });
    if has_lines { lines(&told) } else { sentence(&told) }.into_owned()
}

/// What was asked and is not understood.
fn asked(error: &Error) -> Option<String> {
    Some(match error {
        Error::BadKey(text) => format!("`{text}` is not a key"),
        Error::BadDate { text, why } => format!("`{text}` is not a date: {why}"),
        Error::BadMoney { text, why } => format!("`{text}` is not an amount of money: {why}"),
        Error::UnknownQuery { name, .. } => format!("no query is named `{name}`"),
        Error::UnknownCheck { name, .. } => format!("no check is named `{name}`"),
        Error::UnknownRecipe { name, .. } => format!("no recipe is named `{name}`"),
        Error::MissingParameter { query, name, about } => format!("query `{query}` needs `--{name}`: {about}"),
        // What stands by its place alone is named as help names it.
        Error::BadParameter { name, text, why, .. } if name.chars().all(|c| c.is_ascii_uppercase()) => {
            format!("`{text}` does not fit {name}: {why}")
        }
        Error::BadParameter { name, text, why, .. } => format!("`{text}` does not fit `--{name}`: {why}"),
        Error::BadBinding { text, why } => format!("`-p {text}` cannot be bound: {why}"),
        Error::UnboundParameter { name } => format!("the parameter `{name}` has no value"),
        Error::UnusedParameter { name, .. } => format!("the SQL has no parameter `{name}`"),
        Error::UnknownEntity { text, .. } => format!("no entity is known as `{text}`"),
        Error::AmbiguousEntity { text, .. } => format!("`{text}` names more than one entity"),
        Error::UnknownRecord { text, .. } => format!("no record has the key `{text}`"),
        Error::UnknownEnding { path, .. } => format!("the ending of `{}` names no format", path.display()),
        Error::Misasked { what, .. } => what.clone(),
        Error::UnknownFormat { text, .. } => format!("no format is named `{text}`"),
        _ => return None,
    })
}

/// What is wrong with a file.
fn file(error: &Error) -> Option<String> {
    Some(match error {
        Error::NoRecordFile(path) => format!("there is no record file `{}`", path.display()),
        Error::FileExists(path) => format!("`{}` exists already", path.display()),
        Error::NotSqlite(path) => format!("`{}` is not an SQLite file", path.display()),
        Error::NotOurs { path } => format!("`{}` is not a record file", path.display()),
        Error::TooNew { path, version, known } => {
            format!("`{}` has version {version} of the schema; this onrecord knows up to {known}", path.display())
        }
        Error::Corrupt { path, why } => format!("`{}` is damaged: {why}", path.display()),
        Error::HalfWritten { path, log } => format!(
            "`{}` was being written when that was cut off, and `{}`, which takes it back, cannot be used here",
            path.display(),
            log.display()
        ),
        Error::Unshared { path } => {
            format!(
                "`{}` keeps a log of its own (WAL), which cannot be read in a folder that is read-only",
                path.display()
            )
        }
        Error::Busy { path, seconds } => {
            format!("`{}` is locked by another program; waited {seconds} s for it", path.display())
        }
        Error::Foreign { path, parts } => {
            let first: Vec<&str> = parts.iter().take(3).map(String::as_str).collect();
            let more = if parts.len() > first.len() { ", ..." } else { "" };
            format!("`{}` has parts that are not a record's own: {}{more}", path.display(), first.join(", "))
        }
        Error::OtherFiles { folder, first, count } => {
            let more = if *count > 1 { format!(" and {} more", count - 1) } else { String::new() };
            format!("`{}` holds files that are no export: `{first}`{more}", folder.display())
        }
        Error::OverItself { path, what } => {
            format!("`{}` is {what}, and the answer would take its place", path.display())
        }
        Error::Read { path, why } => format!("`{}` cannot be read: {why}", path.display()),
        Error::WriteFile { path, why } => format!("`{}` cannot be written: {why}", path.display()),
        _ => return None,
    })
}

/// What is wrong with SQL or an input, and how the work came to its end.
fn other(error: &Error) -> String {
    match error {
        Error::BadHeader { query, line, why } => format!("{query}.sql:{line}: {why}"),
        Error::Memory => "the answer needs more memory than it may take".to_owned(),
        Error::Sql { message, sql, at, .. } => {
            sentence(message).into_owned() + &at.map_or_else(String::new, |at| caret(sql, at))
        }
        Error::Sqlite(cause) => cause.to_string(),
        Error::NoStatement => "there is no SQL to run".to_owned(),
        Error::ManyStatements => "a query is one statement, and another follows it".to_owned(),
        Error::Forbidden { what } => format!("{what} is not allowed: the record is open for reading only"),
        Error::ManyResults { format } => format!("{format} holds one result, and the SQL gives several"),
        Error::Faults(faults) => all(faults),
        Error::Refused { what, .. } => what.clone(),
        Error::Timeout { seconds } => format!("the time limit of {seconds} seconds was reached"),
        Error::Output(cause) => format!("the answer could not be written: {cause}"),
        Error::Unreported { what, cause } => format!("{what}, but what it did could not be written: {cause}"),
        Error::Unemptied { why } => {
            format!("what was purged is out of the record, but not out of the free pages of its file: {why}")
        }
        Error::Interrupted => "interrupted".to_owned(),
        // None of the others comes here; each has its sentence above, as the tests of all errors show.
        unsaid => format!("{unsaid:?}"),
    }
}

/// Shows the line of the SQL that holds a byte offset, with a caret under it.
fn caret(sql: &str, at: usize) -> String {
    let at = (0..=at.min(sql.len())).rev().find(|at| sql.is_char_boundary(*at)).unwrap_or(0);
    let start = sql[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line = sql[start..].lines().next().unwrap_or_default();
    let number = sql[..start].matches('\n').count() + 1;
    let margin = format!("  {number} | ");
    // A tab is a space here, so that the caret is right wherever it stops.
    let shown = |text: &str| sentence(&text.replace('\t', " ")).into_owned();
    let column = shown(&sql[start..at]).width();
    format!("\n{margin}{}\n{:width$}^", shown(line), "", width = margin.len() + column)
}

/// Faults of input files, each with its place, and how many they are.
fn all(faults: &[Fault]) -> String {
    let mut told: Vec<String> = Vec::new();
    for fault in faults {
        told.push(format!("{}: {}", sentence(&fault.place), sentence(&fault.what)));
        told.extend(fault.hint.as_ref().map(|hint| format!("  hint: {}", sentence(hint))));
    }
    if faults.len() > 1 {
        told.push(format!("{} faults; nothing was loaded", faults.len()));
    }
    told.join("\n")
}
