//! What of a draft is shown: a fact or a sentence, with what carries it.

use crate::facts::drafting::paper::{Fact, Paper};
use crate::facts::text::Text;
use crate::text::width::wrap;

/// What can be typed, in full.
pub(super) const HELP: &str = include_str!("../../../seed/draft/review.txt");

/// What can be typed of a fact, on a line.
pub(super) const KEYS: &str = "a accept, A all, j join, n two, d drop, s later, b back, u more, q stop, ? help";

/// What can be typed of a sentence, on a line.
pub(super) const OF_SENTENCES: &str = "KIND TITLE; FIELD = VALUE tells a fact, Enter goes on, b back, q leaves, ? help";

/// So wide are its paragraphs.
const WIDTH: usize = 76;

/// A fact with what carries it, and what it looks like.
pub(super) fn fact(paper: &Paper, text: &Text, n: usize, like: Option<&str>) -> String {
    let facts: Vec<&Fact> = paper.facts().collect();
    let open = facts.iter().filter(|fact| !fact.is_accepted && !fact.is_dropped).count();
    let Some(fact) = facts.get(n) else { return String::new() };
    let mut told = format!("\n{} ({} of {}, {open} open)\n", fact.name(), n + 1, facts.len());
    for cited in fact.cited() {
        told.extend(text.marked(&cited).map(|sentence| indented(&sentence)));
    }
    told.push('\n');
    told.push_str(&table(fact));
    if let Some(like) = like {
        told.push_str(&indented(&format!("{like} (j cites that instead)")));
    }
    told + KEYS
}

/// What a fact says, line by line.
pub(super) fn table(fact: &Fact) -> String {
    fact.text.lines().skip(1).flat_map(|line| ["  ", line, "\n"]).collect()
}

/// A sentence with what the draft notes of it.
pub(super) fn sentence(paper: &Paper, text: &Text, n: i64, left: usize) -> String {
    let sentence = text.sentence(n).unwrap_or("").replace(['\n', '\r'], " ");
    let mut told = format!("\nsentence {n} of {}, {left} in no fact\n{}\n", text.sentence_count(), indented(&sentence));
    told.extend(paper.notes(n).iter().map(|note| format!("  {note}\n")));
    told + OF_SENTENCES
}

/// Lines for people, each broken between words.
pub(super) fn lines(text: &str) -> String {
    let lines = text.lines().flat_map(|line| wrap(line, WIDTH));
    lines.map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// A paragraph for people, set in and broken between words.
fn indented(text: &str) -> String {
    let lines = wrap(text, WIDTH).into_iter().map(|line| format!("  {}\n", line.trim_end()));
    format!("\n{}", lines.collect::<Vec<_>>().concat())
}
