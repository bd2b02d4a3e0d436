//! Hints: the next step that an error offers, where one is sure to help.

use std::path::Path;

use super::{Error, log_beside};
use crate::text::sentence;

/// Of many names, so many are listed.
const LISTED: usize = 20;

/// The next step after an error.
pub(super) fn of(error: &Error) -> Option<String> {
    let hint = asked(error).or_else(|| file(error)).or_else(|| sql(error));
    hint.map(|hint| sentence(&hint).into_owned())
}

fn did_you_mean(near: Option<&String>, list: &str) -> String {
    near.map_or_else(|| format!("`{list}` lists them"), |name| format!("did you mean `{name}`?"))
}

/// Where something that was asked is not understood.
fn asked(error: &Error) -> Option<String> {
    match error {
        Error::BadKey(_) => Some("a key is lower-case letters and digits, in words joined by hyphens".to_owned()),
        Error::BadDate { .. } => {
            Some("write a day, a month, a year or EDTF: 2023-01-17, 2023-01, 2023, 2023-01-09/2023-01-15".to_owned())
        }
        Error::BadMoney { .. } => {
            Some("write it as `EUR 2.5 billion`, `about $300 million` or `$1.5 billion more`".to_owned())
        }
        Error::UnknownQuery { near, .. } => Some(did_you_mean(near.as_ref(), "onrecord ask")),
        Error::UnknownCheck { near, .. } => Some(did_you_mean(near.as_ref(), "onrecord check --list")),
        Error::UnknownRecipe { near, .. } => Some(did_you_mean(near.as_ref(), "onrecord import --list")),
        Error::MissingParameter { query, name, .. } => Some(format!("onrecord ask {query} --{name} VALUE")),
        Error::BadParameter { hint, .. } => hint.clone(),
        Error::BadBinding { .. } => {
            Some("write -p name=text or -p name:TYPE=value with TYPE one of text, integer, real, null, blob".to_owned())
        }
        Error::UnboundParameter { name } => {
            let bare = name.trim_start_matches([':', '@', '$', '?']);
            Some(format!("give it with -p {bare}=VALUE, or say that it is empty with -p {bare}:null="))
        }
        Error::UnknownEntity { near, .. } if near.is_empty() => {
            Some("`onrecord ask entities` lists those the record has".to_owned())
        }
        Error::UnknownEntity { near, .. } => Some(format!("did you mean {}?", list(near))),
        Error::AmbiguousEntity { candidates, .. } => Some(format!("give the key of one: {}", list(candidates))),
        Error::UnknownEnding { known, .. } => {
            let endings: Vec<String> = known.iter().map(|ending| format!(".{ending}")).collect();
            Some(format!("name the format with -F, or end it in one of {}", endings.join(", ")))
        }
        Error::UnknownFormat { known, .. } => Some(format!("one of {}", known.join(", "))),
        _ => None,
    }
}

/// Where a file cannot be used.
fn file(error: &Error) -> Option<String> {
    match error {
        Error::NoRecordFile(path) if is_of_a_server(path) => {
            Some("the address of a server begins with http:// or https://".to_owned())
        }
        Error::NoRecordFile(path) => {
            Some(format!("`onrecord init {}` makes one from the built-in record", path.display()))
        }
        Error::FileExists(_) => Some("choose another name, or remove the file first".to_owned()),
        Error::NotSqlite(_) => {
            Some("name a record file with --db FILE, or leave --db out for onrecord.db here or above".to_owned())
        }
        Error::NotOurs { .. } => Some(
            "it is another SQLite database: `onrecord sql` can still ask it; `onrecord init FILE` makes a record"
                .to_owned(),
        ),
        Error::TooNew { .. } => {
            Some("a newer onrecord made it: use that one, or have it `export --facts` and add those here".to_owned())
        }
        // With its log beside it, a copy put in its place would be written over by that log.
        Error::Corrupt { path, .. } => Some(match log_beside(path) {
            Some(log) => format!(
                "`{}` belongs to it: copy both elsewhere before anything else; a copy in their place needs both gone",
                log.display()
            ),
            None => format!(
                "restore the file from a copy; `onrecord repair {} -o NEW` brings back what can be had",
                path.display()
            ),
        }),
        Error::HalfWritten { .. } => Some(
            "ask it once as somebody who may write there, or copy both files to a folder of your own and ask the copy"
                .to_owned(),
        ),
        Error::Unshared { .. } => {
            Some("copy it, with the files that begin with its name, to a folder that can be written".to_owned())
        }
        Error::Busy { .. } => {
            Some("try again when that is done, or wait longer with --busy-timeout SECONDS".to_owned())
        }
        Error::Foreign { .. } => {
            Some("`onrecord check` names them all; if you know them, --trust-schema writes all the same".to_owned())
        }
        Error::OtherFiles { .. } => {
            Some("name a folder that is new, empty, or holds nothing but an earlier export".to_owned())
        }
        Error::OverItself { .. } => Some("name another file to write to".to_owned()),
        Error::Memory => Some("ask for less at once, or give it more with --max-memory MIB".to_owned()),
        _ => None,
    }
}

/// Whether a name is meant for a server: it has a scheme, or ends in a port.
fn is_of_a_server(path: &Path) -> bool {
    let name = path.to_string_lossy();
    let is_port = |end: &str| !end.is_empty() && end.len() <= 5 && end.bytes().all(|byte| byte.is_ascii_digit());
    name.contains("://") || name.trim_end_matches('/').rsplit_once(':').is_some_and(|(_, end)| is_port(end))
}

/// Where SQL or an input cannot be used, or the work came to an end.
fn sql(error: &Error) -> Option<String> {
    match error {
        Error::UnusedParameter { near: Some(near), .. }
        | Error::UnknownRecord { near: Some(near), .. }
        | Error::Sql { near: Some(near), .. } => Some(format!("did you mean `{near}`?")),
        Error::NoStatement => Some("onrecord sql \"select * from pledges\"".to_owned()),
        Error::Forbidden { .. } => {
            Some("onrecord only reads here; to change a record use add, import, merge or remove".to_owned())
        }
        Error::Refused { hint, .. } | Error::Misasked { hint, .. } => Some(hint.clone()),
        Error::Timeout { .. } => Some("give it longer with --timeout SECONDS, or narrow the question".to_owned()),
        Error::Unemptied { .. } => Some("`onrecord purge` without a name empties them".to_owned()),
        Error::ManyResults { .. } => Some("ask for one statement, or use --format table or jsonl".to_owned()),
        _ => None,
    }
}

/// Names in backticks, parted by commas; of many, the first.
fn list(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().take(LISTED).map(|name| format!("`{name}`")).collect();
    quoted.join(", ") + if names.len() > LISTED { ", ..." } else { "" }
}
