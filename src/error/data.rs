//! An error as data, for programs: which one it is, what it says, where, and the next step.

use serde_json::{Value, json};

use super::{Error, Fault};
use crate::text::sentence;

/// An error as an object of JSON. `kind` is the name of the error in kebab case, and does not change with its sentence.
pub(super) fn of(error: &Error) -> Value {
    let message = match error {
        // The place is told apart.
        Error::Sql { message, .. } => sentence(message).into_owned(),
        Error::Faults(faults) if faults.len() == 1 => "1 fault; nothing was loaded".to_owned(),
        Error::Faults(faults) => format!("{} faults; nothing was loaded", faults.len()),
        other => other.to_string(),
    };
    let mut told = json!({
        "level": "error",
        "kind": kind(error),
        "message": message,
        "hint": error.hint(),
        "exit": error.exit() as u8,
    });
    if let Error::Faults(faults) = error {
        told["faults"] = faults.iter().map(fault).collect();
    }
    if let Error::Sql { sql, at: Some(at), .. } = error {
        let before = sql.get(..*at).unwrap_or(sql);
        let line = before.rsplit('\n').next().unwrap_or(before);
        told["at"] = json!({
            "byte": at,
            "line": before.matches('\n').count() + 1,
            "column": line.chars().count() + 1,
        });
    }
    told
}

fn fault(fault: &Fault) -> Value {
    json!({ "place": sentence(&fault.place), "message": sentence(&fault.what), "hint": fault.hint.as_deref().map(sentence) })
}

/// The name of an error: `UnknownQuery` is `unknown-query`.
fn kind(error: &Error) -> String {
    let name = format!("{error:?}");
    let mut kind = String::new();
    for c in name.chars().take_while(char::is_ascii_alphanumeric) {
        if c.is_ascii_uppercase() && !kind.is_empty() {
            kind.push('-');
        }
        kind.push(c.to_ascii_lowercase());
    }
    kind
}
