//! Accepting what is drafted.

use crate::cli::Context;
use crate::cli::typed::{ask, say};
use crate::error::Result as Answer;
use crate::facts::drafting::paper::Paper;

/// Accepts a fact, once what it wants is said; false where it is not.
pub(super) fn accept(context: &mut Context, paper: &mut Paper, n: usize, given: &str) -> Answer<bool> {
    let wanting: Vec<String> = paper.fact(n).map(|fact| fact.wanting()).into_iter().flatten().collect();
    if wanting.is_empty() && !given.is_empty() {
        say(context, "it wants nothing more: FIELD = VALUE says a field otherwise");
        return Ok(false);
    }
    for (nth, field) in wanting.into_iter().enumerate() {
        let said =
            if nth == 0 && !given.is_empty() { Some(given.to_owned()) } else { ask(context, &format!("{field}: "))? };
        let Some(said) = said.filter(|said| !said.trim().is_empty()) else {
            say(context, &format!("without `{field}` it is not accepted"));
            return Ok(false);
        };
        if let Some(fact) = paper.fact(n) {
            fact.set(&field, said.trim());
        }
    }
    if let Some(fact) = paper.fact(n) {
        fact.is_accepted = true;
    }
    Ok(true)
}

/// Accepts all that is open from a fact on and wants nothing.
pub(super) fn rest(paper: &mut Paper, from: usize) {
    let mut at = from;
    while let Some(n) = paper.open(at) {
        if let Some(fact) = paper.fact(n).filter(|fact| fact.wanting().is_empty()) {
            fact.is_accepted = true;
        }
        at = n + 1;
    }
}

/// Keeps the words that were typed for facts, where what was decided with them is taken back.
pub(super) fn keep_words(decided: &Paper, earlier: &mut Paper) {
    let facts: Vec<_> = decided.facts().cloned().collect();
    for (n, fact) in facts.iter().enumerate() {
        let Some(before) = earlier.fact(n).filter(|before| before.key() == fact.key()) else { continue };
        for field in before.wanting() {
            if let Some(words) = fact.text_of(&field).filter(|words| !words.is_empty()) {
                before.set(&field, &words);
            }
        }
    }
}
