//! A plain question in place of a question's name.

use std::ffi::OsString;

use crate::answer::plain::{self, Proposal, Understood};
use crate::answer::{Listing, Query};
use crate::cli::Context;
use crate::error::{Error, Result};
use crate::reader::Reader;
use crate::record::entity;
use crate::script::parameter::Type;

/// Most commands that a person may choose from.
const MOST: usize = 3;

/// The arguments of `ask` with the name of a question first: as they are, or as a plain question is understood.
///
/// # Errors
///
/// It is not certain what a plain question asks.
pub(super) fn named(context: &mut Context, reader: &dyn Reader, arguments: &[OsString]) -> Result<Vec<OsString>> {
    let words: Vec<String> = arguments
        .iter()
        .map(|argument| argument.to_string_lossy().into_owned())
        .take_while(|argument| !argument.starts_with('-'))
        .collect();
    let sentence = words.join(" ");
    let names = context.catalog(reader)?.names(&mut Vec::new())?;
    if !sentence.contains(' ') {
        let is_known = !names.contains(&sentence) && matches!(entity::find(reader, &sentence), Ok(Some(_)));
        return if is_known { Err(shown(&sentence)) } else { Ok(arguments.to_vec()) };
    }
    if let Some(first) = words.first().filter(|first| names.contains(first)) {
        // A name of one's own may have spaces.
        if words.len() == 1 {
            return Ok(arguments.to_vec());
        }
        let query = context.catalog(reader)?.find(first)?;
        return Err(unflagged(&query, &words[1..].join(" ")));
    }
    let Listing { queries, .. } = context.catalog(reader)?.list()?;
    let queries: Vec<Query> = queries.into_iter().filter_map(|(_, query)| query.ok()).collect();
    let understood = plain::understood(reader, &queries, &sentence, context.today())?;
    let Some(Proposal { query, arguments: values, .. }) = understood.certain() else {
        return Err(uncertain(&sentence, &understood));
    };
    if let Some(proposal) = understood.certain() {
        let flags = arguments[words.len()..].iter().map(|flag| format!(" {}", flag.to_string_lossy()));
        context.said.push(format!("asked as: {}{}", proposal.command(), flags.collect::<String>()));
    }
    let mut asked = vec![OsString::from(query)];
    asked.extend(values.iter().map(|(flag, value)| OsString::from(format!("--{flag}={value}"))));
    asked.extend(arguments[words.len()..].iter().cloned());
    Ok(asked)
}

/// That a name of the record is none of a question.
fn shown(name: &str) -> Error {
    Error::Misasked {
        what: format!("no query is named `{name}`, which is a name that the record knows"),
        hint: format!("`onrecord show {name}` tells all of it, and `onrecord ask` lists the questions"),
    }
}

/// What a word may be that stands behind a question's name without a flag.
fn unflagged(query: &Query, word: &str) -> Error {
    let named = query.header.parameters.iter().filter(|parameter| matches!(parameter.kind, Type::Entity(_))).take(MOST);
    let flags: Vec<String> =
        named.map(|parameter| format!("`onrecord ask {} --{} '{word}'`", query.name, parameter.flag())).collect();
    let hint = if flags.is_empty() {
        format!("`onrecord ask {} --help` says what it takes", query.name)
    } else {
        format!("it may be {}", flags.join(" or "))
    };
    Error::Misasked { what: format!("`{word}` stands behind `{}` without a flag", query.name), hint }
}

/// What a person may choose from, where nothing is certain.
fn uncertain(sentence: &str, understood: &Understood) -> Error {
    let near: Vec<String> =
        understood.proposals.iter().take(MOST).map(|near| format!("`{}`", near.command())).collect();
    let what = match understood.unknown.as_slice() {
        [] => match understood.proposals.first().map_or(&[][..], |first| first.left.as_slice()) {
            [] => format!("it is not certain what is asked by `{sentence}`"),
            left => format!("it is not certain what is asked: {} is not understood", told(left)),
        },
        unknown => {
            format!("nothing in the record is called just {}, so it is not certain what is asked", told(unknown))
        }
    };
    let hint = if !understood.near.is_empty() {
        let names: Vec<String> = understood.near.iter().map(|name| format!("`{name}`")).collect();
        format!("did you mean {}? `onrecord search WORDS` looks everywhere", names.join(", "))
    } else if near.is_empty() && !understood.instead.is_empty() {
        format!("{}; `onrecord ask` lists the questions", understood.instead.join(", "))
    } else if near.is_empty() {
        "`onrecord ask` lists the questions; `onrecord search WORDS` finds records by words".to_owned()
    } else {
        // Of the one that is named all can be shown.
        let shown = understood.instead.first().filter(|_| understood.named.len() == 1);
        let shown = shown.map_or_else(String::new, |shown| format!("; {shown}"));
        format!("it may be {}{shown}; `onrecord ask` lists all", near.join(" or "))
    };
    Error::Misasked { what, hint }
}

fn told(words: &[String]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" or ")
}
