//! Plain questions: what of the named questions is meant by a sentence, and with which values.
//!
//! Nothing is guessed by likeness: a question says of itself by which words people ask for it (`@cue`) and where
//! its parameters stand in a sentence (`@slot`). A proposal is certain only where one question fits better than
//! every other and nothing that the sentence names is left over; else the nearest are told, and the person chooses.

mod filling;
mod mention;
mod words;

use filling::{Filling, is_of};
use mention::{Mention, Reading};
pub use words::Lists;
use words::Word;

use super::query::Query;
use crate::error::Result;
use crate::reader::Reader;
use crate::record::entity;

/// How much better than all others a proposal is that is certain.
const CLEAR: f64 = 1.0;

/// A named question that may be meant.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proposal {
    /// Its name.
    pub query: String,
    /// Its flags, without the hyphens, and their values.
    pub arguments: Vec<(String, String)>,
    /// How well it fits; proposals of one sentence can be compared.
    pub score: f64,
    /// Whether all that the sentence names has its place.
    pub is_whole: bool,
    /// The words that have none.
    pub left: Vec<String>,
}

/// What a sentence may ask, the best first, and words that nobody is known by.
#[derive(Debug, Default)]
pub struct Understood {
    /// What may be meant.
    pub proposals: Vec<Proposal>,
    /// Words that are written as names are, and name nothing in the record.
    pub unknown: Vec<String>,
    /// The keys of the entities that are named.
    pub named: Vec<String>,
    /// Names that are near the unknown words.
    pub near: Vec<String>,
    /// What may be asked of those who are named where no question fits.
    pub instead: Vec<String>,
}

impl Understood {
    /// The question that is meant for certain, if one is.
    #[must_use]
    pub fn certain(&self) -> Option<&Proposal> {
        let first = self.proposals.first().filter(|first| first.is_whole && self.unknown.is_empty())?;
        let second = self.proposals.get(1).map_or(0.0, |second| second.score);
        (first.score - second >= CLEAR).then_some(first)
    }
}

impl Proposal {
    /// The command line that asks it.
    #[must_use]
    pub fn command(&self) -> String {
        let quoted = |value: &String| {
            let is_plain = value.chars().all(|c| c.is_alphanumeric() || "-_./:".contains(c)) && !value.is_empty();
            if is_plain { value.clone() } else { format!("'{}'", value.replace('\'', "'\\''")) }
        };
        let arguments = self.arguments.iter().map(|(flag, value)| format!(" --{flag} {}", quoted(value)));
        format!("onrecord ask {}{}", self.query, arguments.collect::<String>())
    }
}

/// What a sentence may ask of these questions.
///
/// # Errors
///
/// A name in it is borne by several entities; or the reader's.
pub fn understood(reader: &dyn Reader, queries: &[Query], sentence: &str, today: &str) -> Result<Understood> {
    let lists = Lists::read()?;
    let words = words::words(sentence);
    let mentions = mention::mentions(reader, &words, &lists, today)?;
    let mut proposals: Vec<Proposal> =
        queries.iter().filter_map(|query| proposal(query, &words, &mentions, &lists)).collect();
    proposals.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.query.cmp(&b.query)));
    let is_named = |n: usize| mentions.iter().any(|mention| mention.at.contains(&n));
    let is_cue = |word: &Word| {
        queries.iter().any(|query| query.header.cues.iter().any(|cue| fits(cue, std::slice::from_ref(word))))
    };
    let is_unknown = |(n, word): &(usize, &Word)| {
        let is_capital = word.text.chars().next().is_some_and(char::is_uppercase);
        let is_asker = lists.asker.contains(&word.lower) && !word.text.chars().nth(1).is_some_and(char::is_uppercase);
        *n > 0 && is_capital && !is_asker && !is_named(*n) && !lists.is_empty(&word.lower) && !is_cue(word)
    };
    let unknown: Vec<String> = words.iter().enumerate().filter(is_unknown).map(|(_, word)| word.text.clone()).collect();
    let keys = mentions.iter().flat_map(|mention| &mention.readings).filter_map(|reading| match reading {
        Reading::Entity(key, _) => Some(key.clone()),
        _ => None,
    });
    let named: Vec<String> = keys.collect();
    let near = near(reader, &unknown)?;
    let instead = lists.instead.iter().filter_map(|instead| instead.told(&named)).collect();
    Ok(Understood { proposals, unknown, named, near, instead })
}

/// Names that are near unknown words: with one of them, or with all of them mistyped.
fn near(reader: &dyn Reader, unknown: &[String]) -> Result<Vec<String>> {
    if unknown.is_empty() {
        return Ok(Vec::new());
    }
    let mut names = entity::near(reader, &unknown.join(" "))?;
    if unknown.len() > 1 {
        for word in unknown {
            names.extend(entity::near(reader, word)?);
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    names.retain(|name| seen.insert(name.clone()));
    names.truncate(3);
    Ok(names)
}

/// How a sentence fits a question; None where no word of it asks for that.
fn proposal(query: &Query, words: &[Word], mentions: &[Mention], lists: &Lists) -> Option<Proposal> {
    let header = &query.header;
    // A word that is a topic may ask for something all the same: `statements` is both.
    let is_name = |mention: &&Mention| mention.at.len() > 1 || !mention.is_topic();
    let is_in = |mention: &Mention, at: usize, long: usize| mention.at.start < at + long && at < mention.at.end;
    let is_free = |at: usize, long: usize| !mentions.iter().filter(is_name).any(|mention| is_in(mention, at, long));
    let found = |cue: &String| place(cue, words).filter(|at| is_free(*at, cue.split(' ').count()));
    let places: Vec<(usize, usize)> =
        header.cues.iter().filter_map(|cue| Some((found(cue)?, cue.split(' ').count()))).collect();
    let verb = places.iter().map(|(at, _)| *at).min()?;
    #[allow(clippy::cast_precision_loss)] // a few words
    let mut score: f64 = places.iter().map(|(_, long)| 1.0 + *long as f64).sum();
    let mut filling = Filling::new(query, places);
    filling.see_sides(&found);
    // Words that stand for a value of a parameter.
    for slot in &header.slots {
        let Some(value) = &slot.value else { continue };
        let Some((at, cue)) = slot.cues.iter().find_map(|cue| Some((found(cue)?, cue))) else { continue };
        if filling.put(slot, value.clone()) {
            filling.used.push((at, cue.split(' ').count()));
            score += 1.5;
        }
    }
    let mut is_whole = !lists.is_dangling(words) && !is_doubtful(query, words, lists);
    for mention in mentions {
        if mention.is_topic() && filling.is_served(mention, words) {
            continue;
        }
        let gain = filling.place(mention, verb);
        is_whole &= gain.is_some();
        score += gain.unwrap_or(-2.0);
    }
    is_whole &= !filling.is_turned(words, mentions, lists);
    let (own, mut left): (Vec<String>, Vec<String>) =
        filling.left(words, mentions, lists).into_iter().partition(|word| is_of(query, word));
    #[allow(clippy::cast_precision_loss)] // a few words
    let told = own.len() as f64 * 0.5;
    score += told;
    if let Some(slot) =
        header.slots.iter().find(|slot| slot.value.is_none() && slot.cues.iter().any(|cue| cue == "rest"))
        && (1..=3).contains(&left.len())
        && is_row(words, &left)
        && filling.put(slot, left.join(" "))
    {
        score += 1.0;
        left.clear();
    } else {
        is_whole &= left.is_empty();
        #[allow(clippy::cast_precision_loss)] // a few words
        let lost = left.len() as f64 * 0.5;
        score -= lost;
    }
    let is_given = |name: &String| filling.arguments.iter().any(|(flag, _)| *flag == name.replace('_', "-"));
    let lacks = header.parameters.iter().any(|parameter| parameter.is_required && !is_given(&parameter.name));
    let arguments = filling.arguments;
    (!lacks && score > 0.0).then(|| Proposal { query: query.name.clone(), arguments, score, is_whole, left })
}

/// Whether these words stand one after the other.
fn is_row(words: &[Word], row: &[String]) -> bool {
    words.windows(row.len()).any(|part| part.iter().zip(row).all(|(word, other)| word.text == *other))
}

/// Whether a sentence has a word that is never certain, one of another question, or counts what the rows are not.
fn is_doubtful(query: &Query, words: &[Word], lists: &Lists) -> bool {
    let header = &query.header;
    let is_any = |cues: &[String]| cues.iter().any(|cue| place(cue, words).is_some());
    let counts = "how many".to_owned();
    is_any(&lists.doubtful)
        || is_any(&header.never)
        || (place(&counts, words).is_some() && !header.also.contains(&counts))
}

/// Where a cue stands in a sentence.
fn place(cue: &str, words: &[Word]) -> Option<usize> {
    let long = cue.split(' ').count();
    (0..(words.len() + 1).saturating_sub(long)).find(|at| fits(cue, &words[*at..at + long]))
}

/// Whether words are those of a cue; `promis*` is every word that begins so.
fn fits(cue: &str, words: &[Word]) -> bool {
    let parts: Vec<&str> = cue.split(' ').collect();
    parts.len() == words.len()
        && parts.iter().zip(words).all(|(part, word)| match part.strip_suffix('*') {
            Some(stem) => word.lower.starts_with(stem),
            None => word.lower == *part,
        })
}
