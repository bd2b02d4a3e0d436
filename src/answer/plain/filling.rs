//! Filling: how the parameters of a question are filled from what a sentence names, and which of its words are left.

use chrono::{NaiveDate, TimeDelta};

use super::mention::{Mention, Reading};
use super::words::{Lists, Word};
use crate::answer::query::Query;
use crate::script::header::Slot;
use crate::script::parameter::Type;
use crate::value::day::Date;

/// The parameters of a question as they are filled.
pub struct Filling<'q> {
    query: &'q Query,
    /// The flags and values so far.
    pub arguments: Vec<(String, String)>,
    /// Which words have served, and how many from there.
    pub used: Vec<(usize, usize)>,
    /// The slots that a word of the sentence makes fit, with the side: `subject receiv*`.
    sides: Vec<(usize, String)>,
}

impl<'q> Filling<'q> {
    /// An empty one; these words ask for the question.
    pub fn new(query: &'q Query, used: Vec<(usize, usize)>) -> Self {
        Self { query, arguments: Vec::new(), used, sides: Vec::new() }
    }

    /// Finds the slots that a word makes fit for one side: whoever receives is no giver.
    pub fn see_sides(&mut self, found: &dyn Fn(&String) -> Option<usize>) {
        for (n, slot) in self.query.header.slots.iter().enumerate() {
            for (side, word) in slot.cues.iter().filter_map(|cue| cue.split_once(' ')) {
                if let Some(at) = found(&word.to_owned()).filter(|_| side == "subject" || side == "object") {
                    self.sides.push((n, side.to_owned()));
                    self.used.push((at, 1));
                }
            }
        }
    }

    /// Fills a parameter, if it is still empty.
    pub fn put(&mut self, slot: &Slot, value: String) -> bool {
        let flag = slot.parameter.replace('_', "-");
        let is_free = !self.arguments.iter().any(|(known, _)| *known == flag);
        if is_free {
            self.arguments.push((flag, value));
        }
        is_free
    }

    /// Finds the parameters that a mention fills; says how well it fits there.
    pub fn place(&mut self, mention: &Mention, verb: usize) -> Option<f64> {
        let side = mention.side.unwrap_or(if mention.at.start < verb { "subject" } else { "object" });
        let slots = &self.query.header.slots;
        let fit = |n: usize, slot: &Slot| {
            if mention.before.is_empty() && self.sides.iter().any(|(known, on)| *known == n && on == side) {
                return Some(2.0);
            }
            let takes = |cue: &str| slot.cues.iter().any(|known| known == cue);
            if !mention.before.is_empty() && takes(&mention.before) {
                Some(1.5)
            } else if (takes("any") && !["against", "for"].contains(&mention.before.as_str()))
                || (takes(side) && (mention.before.is_empty() || side == "subject"))
            {
                Some(1.0)
            } else {
                None
            }
        };
        let mut gain = None;
        let kinds: Vec<(usize, String, f64)> = slots
            .iter()
            .enumerate()
            .filter(|(_, slot)| slot.value.is_none())
            .filter_map(|(n, slot)| Some((n, self.value(slot, mention, side)?, fit(n, slot)?)))
            .collect();
        let best = kinds.iter().map(|(_, _, fit)| *fit).fold(0.0, f64::max);
        for (n, value, fit) in kinds.into_iter().filter(|(_, _, fit)| fit.total_cmp(&best).is_eq()) {
            let is_day = mention.readings.iter().any(|reading| matches!(reading, Reading::Day(_)));
            // A name has one part; a day may be the first and the last.
            if (gain.is_none() || is_day) && self.put(&self.query.header.slots[n].clone(), value) {
                gain = Some(fit);
            }
        }
        gain
    }

    /// What a mention is as a value of a slot's parameter.
    fn value(&self, slot: &Slot, mention: &Mention, side: &str) -> Option<String> {
        let parameter = self.query.header.parameters.iter().find(|parameter| parameter.name == slot.parameter)?;
        let is_of = |kind: &String| slot.kinds.is_empty() || slot.kinds.contains(kind);
        // A city that stands for a state speaks for it, and is no place of it.
        let is_voice = match mention.before.as_str() {
            "" => side == "subject",
            before => ["by", "from", "between", "with", "and"].contains(&before),
        };
        mention.readings.iter().find_map(|reading| match (&parameter.kind, reading) {
            (Type::Entity(_), Reading::Entity(key, kind)) if is_of(kind) => Some(key.clone()),
            (Type::Entity(_), Reading::Metonym(key, kind)) if is_of(kind) && is_voice => Some(key.clone()),
            (Type::Topic, Reading::Topic(key)) | (Type::Source, Reading::Source(key)) => Some(key.clone()),
            (Type::Record(kinds), Reading::Entity(key, _)) if kinds.is_empty() => Some(key.clone()),
            (Type::DateFirst, Reading::Day(edtf)) if mention.before == "after" => beside(edtf, 1),
            (Type::DateLast, Reading::Day(edtf)) if mention.before == "before" => beside(edtf, -1),
            (Type::Day, Reading::Day(edtf)) => Some(edtf.clone()).filter(|edtf| one_day(edtf)),
            (Type::DateFirst | Type::DateLast, Reading::Day(edtf)) => Some(edtf.clone()),
            (Type::Text | Type::Phrase, Reading::Text(text)) => Some(text.clone()),
            _ => None,
        })
    }

    /// Whether a word changes what is asked that no question asks by, or one of time stands before no day.
    pub fn is_turned(&self, words: &[Word], mentions: &[Mention], lists: &Lists) -> bool {
        let is_used = |n: usize| {
            mentions.iter().any(|mention| mention.at.contains(&n))
                || self.used.iter().any(|(at, long)| (*at..at + long).contains(&n))
        };
        let is_day = |n: usize| {
            let mention = mentions.iter().find(|mention| mention.at.start > n && mention.at.start <= n + 2);
            mention.is_some_and(|mention| matches!(mention.readings[..], [Reading::Day(_)]))
        };
        // `Who did Rutte speak to`: what would follow the last word stands elsewhere.
        let is_stranded = |n: usize, word: &Word| n + 1 == words.len() && lists.before.contains(&word.lower);
        let is_asked_of = words.len() > 1
            && lists.before.contains(&words[0].lower)
            && ["whom", "who", "what", "which"].contains(&words[1].lower.as_str());
        is_asked_of
            || words.iter().enumerate().any(|(n, word)| {
                !is_used(n)
                    && (is_stranded(n, word)
                        || lists.is_turning(word)
                        || (lists.timed.contains(&word.lower) && !is_day(n)))
            })
    }

    /// Whether the words of a mention have served already, or are the question's own.
    pub fn is_served(&self, mention: &Mention, words: &[Word]) -> bool {
        mention.at.clone().all(|n| {
            self.used.iter().any(|(at, long)| (*at..at + long).contains(&n)) || is_of(self.query, &words[n].lower)
        })
    }

    /// The words that have not served and carry a meaning.
    pub fn left(&self, words: &[Word], mentions: &[Mention], lists: &Lists) -> Vec<String> {
        let is_used = |n: usize| {
            mentions.iter().any(|mention| mention.at.contains(&n))
                || self.used.iter().any(|(at, long)| (*at..at + long).contains(&n))
        };
        let is_left = |(n, word): &(usize, &Word)| {
            !is_used(*n) && !lists.is_passed_over(word) && !lists.is_asker_of_nothing(words, *n)
        };
        words.iter().enumerate().filter(is_left).map(|(_, word)| word.text.clone()).collect()
    }
}

/// The day before a date begins (-1), or after it has ended (1).
fn beside(edtf: &str, days: i64) -> Option<String> {
    let date: Date = edtf.parse().ok()?;
    let day: NaiveDate = if days < 0 { &date.first } else { &date.last }.parse().ok()?;
    Some(day.checked_add_signed(TimeDelta::days(days))?.to_string())
}

/// Whether a date is one day.
fn one_day(edtf: &str) -> bool {
    edtf.parse::<Date>().is_ok_and(|date| date.first == date.last)
}

/// Whether a word is one by which a question says what it answers.
pub fn is_of(query: &Query, word: &str) -> bool {
    let stem =
        |word: &str| word.to_lowercase().trim_end_matches('s').trim_end_matches("ie").trim_end_matches('y').to_owned();
    let own = format!("{} {} {}", query.name, query.header.summary, query.header.also.join(" "));
    own.split(|c: char| !c.is_alphanumeric()).any(|known| !known.is_empty() && stem(known) == stem(word))
}
