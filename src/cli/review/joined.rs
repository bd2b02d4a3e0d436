//! Whether a fact can be the citation of a record.

use crate::cli::Context;
use crate::cli::typed::say;
use crate::error::Result as Answer;

/// What a record is: its kind and its title; None where no record has the key.
pub(super) fn known(context: &mut Context, key: &str) -> Answer<Option<(String, String)>> {
    let reader = context.open()?;
    let mut known = None;
    reader.each(include_str!("../../../seed/draft/joined.sql"), &[key.to_owned().into()], |row| {
        known = row.text(0)?.zip(row.text(1)?);
        Ok(())
    })?;
    Ok(known)
}

/// Whether a fact of a kind can be the citation of a record, as it is said: one of its own kind, which is named.
pub(super) fn may_join(context: &mut Context, name: &str, key: &str) -> Answer<bool> {
    let other = known(context, key)?;
    let told = match &other {
        None => format!("no record has the key `{key}`"),
        Some((kind, title)) if kind != name => format!("`{key}` is no {name}: it is the {kind} {title}"),
        Some((_, title)) => format!("joined to `{key}`: {title}; what only this table said is left out"),
    };
    say(context, &told);
    Ok(other.is_some_and(|(kind, _)| kind == name))
}
