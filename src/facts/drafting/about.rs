//! By what the people of a figure were hurt: what the text told to have befallen a place, if it is that for certain.

use std::ops::Range;

use super::cited::{Of, days};
use super::people::People;
use crate::error::Result;
use crate::reading::doing::Doing;
use crate::reading::doing::words::{self, Sense, Words};
use crate::value::normal::normal;

/// What befell a place.
pub(super) struct Befell {
    /// The key of its event.
    pub(super) key: String,
    /// The sentence that tells it.
    pub(super) sentence: Range<usize>,
    /// Where it was, as printed.
    pub(super) place: String,
    /// The day on which it was, as a facts file has it.
    pub(super) day: Option<String>,
}

/// The key of that by which the people of a figure were hurt: what its own sentence tells, or the only thing that was told
/// before, where the sentence tells of no other year, place, day or happening.
pub(super) fn happening<'b>(
    befell: &'b [Befell],
    people: &People<'_>,
    of: Of<'_>,
    figure: &Doing,
) -> Result<Option<&'b Befell>> {
    if let Some(own) = befell.iter().find(|told| told.sentence == figure.sentence) {
        return Ok(Some(own));
    }
    let [told] = befell else { return Ok(None) };
    let content = of.text.content();
    let sentence = &content[figure.sentence.clone()];
    let Some(words) = words::of(of.spoken) else { return Ok(None) };
    let each: Vec<String> =
        sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let is_year =
        |word: &str| word.len() == 4 && word.starts_with(['1', '2']) && word.bytes().all(|byte| byte.is_ascii_digit());
    if each.iter().any(|word| is_year(word) || words.apart.contains(word)) {
        return Ok(None);
    }
    // "A bus crash": what happened is told anew where no article or "this" takes it up.
    let happens = |at: usize| {
        let known = words.by_first.get(&each[at]).into_iter().flatten().map(|n| &words.senses[*n]);
        known
            .into_iter()
            .any(|(phrase, sense)| matches!(sense, Sense::Happening(_)) && each[at..].starts_with(phrase.as_slice()))
    };
    let is_taken_up = |at: usize| at.checked_sub(1).is_some_and(|before| words.definite.contains(&each[before]));
    if (0..each.len()).any(|at| happens(at) && !is_taken_up(at)) {
        return Ok(None);
    }
    let is_on_another = days(of, figure.sentence.clone()).iter().any(|day| Some(&day.told) != told.day.as_ref());
    Ok((!is_on_another && !names_another_place(people, words, sentence, &told.place)?).then_some(told))
}

/// Whether a sentence names a place that is not this one: one that the record knows, or what stands with a capital
/// letter behind a word such as "in".
fn names_another_place(people: &People<'_>, words: &Words, sentence: &str, place: &str) -> Result<bool> {
    let is_other = |name: &str| normal(name) != normal(place);
    for (name, key) in people.known.entities(sentence)? {
        let is_place = people.known.named(key)?.is_some_and(|named| named.is_place);
        if is_place && is_other(name) {
            return Ok(true);
        }
    }
    let each: Vec<&str> = sentence.split_whitespace().collect();
    Ok(each.windows(2).any(|two| {
        let name = two[1].trim_matches(|c: char| !c.is_alphanumeric());
        let before = two[0].to_lowercase();
        let is_led = words.place.contains(&before) || words.befell.contains(&before);
        let is_part = normal(place).split(' ').any(|part| part == normal(name));
        is_led && name.starts_with(char::is_uppercase) && !is_part
    }))
}
