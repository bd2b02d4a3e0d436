//! Statements of a draft: what a text tells somebody to have said, ready to be checked.

use std::collections::HashSet;
use std::ops::Range;

use minijinja::context;

use super::cited::{Of, cite, days, few};
use super::done::{Done, Made};
use super::people::{FOLLOWS, People, Speaker};
use super::places::Places;
use super::quoted;
use super::template::filled;
use crate::error::Result;
use crate::facts::anchor::Text;
use crate::reading::doing::Doing;
use crate::reading::speech::{Form, Speech};
use crate::reading::words::Words;
use crate::value::quotation::quotations;

/// How a statement is written.
const STATEMENT: &str = include_str!("../../../seed/draft/statement.toml");

/// A fact with the sentence it stands in, counted from 1, as it is written in a draft.
pub(super) struct Told {
    pub(super) sentence: i64,
    pub(super) table: String,
}

/// Everything that a text tells, in its order, each with the tables that it needs.
pub(super) fn facts(people: &mut People<'_>, of: Of<'_>, all: &[Speech], doings: &[Doing]) -> Result<Vec<Told>> {
    let mut made = Made::default();
    let mut found: Vec<Told> = Vec::new();
    let mut narrated = doings.iter().filter(|doing| doing.told_by.is_none()).peekable();
    let mut count = 0;
    for parts in all.chunk_by(|one, other| one.cue.is_some() && one.cue == other.cue) {
        let Some(first) = parts.first() else { continue };
        while let Some(doing) = narrated.next_if(|doing| doing.at.start < first.at.start) {
            found.extend(at(of, doing, Done::table(people, of, doing, &mut made)?.1));
        }
        let Some(sentence) = of.text.sentence_at(first.at.start) else { continue };
        count += 1;
        let mut table = String::new();
        let key = format!("{}-{count}", of.source);
        let speaker = match &first.speaker {
            Some(range) => Some(people.speaker(of, range, first.is_carried, &mut table)?),
            None => None,
        };
        let (mut asserts, mut told) = (Vec::new(), Vec::new());
        for doing in doings.iter().filter(|doing| parts.iter().any(|part| doing.told_by.as_ref() == Some(&part.at))) {
            let (key, table) = Done::table(people, of, doing, &mut made)?;
            asserts.extend(key);
            told.extend(at(of, doing, table));
        }
        let date = said_on(of, parts);
        write(
            &mut table,
            (&key, of.text, people.words, &people.places),
            parts,
            speaker.as_ref(),
            (date, of.on),
            &asserts,
        );
        found.push(Told { sentence, table });
        found.extend(told);
    }
    for doing in narrated {
        found.extend(at(of, doing, Done::table(people, of, doing, &mut made)?.1));
    }
    Ok(found)
}

/// A table with the sentence that tells what it holds.
fn at(of: Of<'_>, doing: &Doing, table: String) -> Option<Told> {
    let sentence = of.text.sentence_at(doing.at.start).filter(|_| !table.is_empty())?;
    Some(Told { sentence, table })
}

/// The day on which it was said, where the sentence tells one and only one outside of what is said.
fn said_on(of: Of<'_>, parts: &[Speech]) -> Option<String> {
    let cue = parts.iter().find_map(|part| part.cue.clone())?;
    let (start, sentence) = of.text.sentence_around(cue.start)?;
    let (content, end) = (of.text.content(), start + sentence.len());
    // What is said has days of its own, and words that lead into the future.
    let within = parts.iter().map(|part| part.at.clone()).filter(|at| at.start < end && at.end > start);
    let mut apart: Vec<Range<usize>> = std::iter::once(start..start).chain(within).collect();
    apart.sort_by_key(|at| at.start);
    apart.push(end..end);
    let around = apart.windows(2).map(|two| two[0].end..two[1].start).filter(|range| range.start < range.end);
    let is_near = |at: &Range<usize>| {
        let (from, to) = if at.start >= cue.end { (cue.end, at.start) } else { (at.end, cue.start) };
        let between = content.get(from..to).unwrap_or(",");
        let leads = at.end <= cue.start && content[start..at.start].split_whitespace().count() < 2;
        (leads || !between.contains(',')) && between.split_whitespace().count() <= 6
    };
    let mut days = around.flat_map(|range| days(of, range)).filter(|day| is_near(&day.at));
    let day = days.next()?;
    // What has been said was not said after it was told.
    let is_to_come = of.on.is_some_and(|on| day.first.as_deref().is_none_or(|first| first > on));
    if days.next().is_some() || is_to_come { None } else { Some(day.told) }
}

/// The quotations that no statement is made of: nobody is told to have said them.
pub(super) fn quotations_of_nobody(text: &Text, all: &[Speech]) -> Vec<Range<usize>> {
    let told: HashSet<&Range<usize>> = all.iter().map(|speech| &speech.at).collect();
    quotations(text.content()).into_iter().filter(|range| !told.contains(range)).collect()
}

/// Writes the table of a statement.
fn write(
    table: &mut String,
    (key, text, words, places): (&str, &Text, &Words, &Places<'_>),
    parts: &[Speech],
    speaker: Option<&Speaker>,
    (date, on): (Option<String>, Option<&str>),
    asserts: &[String],
) {
    let content = text.content();
    let form = parts.iter().map(|part| part.form).min();
    let form = match form {
        Some(Form::Direct) => "direct",
        Some(Form::Fragment) => "fragment",
        _ => "indirect",
    };
    let cue = parts.iter().find_map(|part| part.cue.clone()).map(|cue| &content[cue]);
    let verb = cue.and_then(|cue| words.present(cue)).unwrap_or("says");
    let is_unclear = matches!(speaker, Some(Speaker::Unclear(_)));
    let (speaker, why) = match speaker {
        Some(Speaker::Entity(key, why)) => (Some(format!("\"{key}\"")), why.as_deref().map(quoted)),
        Some(Speaker::Printed(name) | Speaker::Unclear(name)) => {
            let why = parts.iter().any(|part| part.is_carried).then_some(FOLLOWS).map(quoted);
            (Some(format!("{{ printed = \"{}\" }}", quoted(name))), why)
        }
        None => (None, None),
    };
    let quotations: Vec<&Speech> = parts.iter().filter(|part| part.form != Form::Indirect).collect();
    let cited: Vec<String> = if quotations.is_empty() {
        parts.iter().take(1).map(|part| cite(text, places, few(text, &part.at), "words")).collect()
    } else {
        quotations.iter().map(|part| cite(text, places, part.at.clone(), "quote")).collect()
    };
    let verb = quoted(verb);
    let cite = cited.join(", ");
    let asserts = asserts.to_vec();
    table.push_str(&filled(STATEMENT, context! { key, verb, form, speaker, is_unclear, why, date, on, asserts, cite }));
}
