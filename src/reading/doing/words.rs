//! The words by which reports tell what somebody did, gave or suffered.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use serde::Deserialize;

/// A verb of doing: what it makes of those before and after it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// What kind of doing it is, as the record calls it.
    pub r#type: String,
    /// Verbs that tell it as done.
    done: Vec<String>,
    /// Verbs that tell it as to come.
    planned: Vec<String>,
    /// The part of those before the verb.
    pub first: String,
    /// The part of those after it; None where they are the place.
    pub second: Option<String>,
    /// The part of those after it who are persons, where that is another.
    pub person: Option<String>,
    /// How it is called of one.
    pub one: String,
    /// How it is called of several.
    pub several: String,
}

/// What befalls a place.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Happening {
    /// What kind of event it is, as the record calls it.
    pub r#type: String,
    nouns: Vec<String>,
}

/// A verb of promising or giving.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pledge {
    /// How far it had come, as the record calls it.
    pub stage: String,
    verbs: Vec<String>,
    /// How it is called of one.
    pub one: String,
    /// How it is called of several.
    pub several: String,
}

/// What becomes of people.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// What is counted.
    pub measure: String,
    after: Vec<String>,
    before: Vec<String>,
    total: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    unsure: Vec<String>,
    #[serde(default)]
    wrong: Vec<String>,
    #[serde(default)]
    apart: Vec<String>,
    definite: Vec<String>,
    #[serde(default)]
    inverts: Vec<String>,
    passive: Vec<String>,
    within: Vec<String>,
    place: Vec<String>,
    befell: Vec<String>,
    to: Vec<String>,
    joins: Vec<String>,
    people: Vec<String>,
    became: Vec<String>,
    share: Vec<String>,
    elsewise: Vec<String>,
    #[serde(default)]
    nationals: Vec<String>,
    #[serde(default)]
    untrue: Vec<String>,
    #[serde(default)]
    conditions: Vec<String>,
    #[serde(default)]
    of_aid: Vec<String>,
    further: Vec<String>,
    many: Vec<String>,
    or: Vec<String>,
    vouching: Vec<String>,
    totals: Vec<String>,
    #[serde(default)]
    event: Vec<Event>,
    #[serde(default)]
    happening: Vec<Happening>,
    #[serde(default)]
    pledge: Vec<Pledge>,
    #[serde(default)]
    figure: Vec<Figure>,
}

/// What some words tell.
#[derive(Clone, Copy, Debug)]
pub enum Sense {
    /// Somebody does something; whether it is to come.
    Event(&'static Event, bool),
    /// Something befalls a place.
    Happening(&'static Happening),
    /// Somebody promises or gives something.
    Pledge(&'static Pledge),
}

/// Where the words of a figure stand by its number.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Side {
    /// "killed 12 people"
    Before,
    /// "12 people were killed"
    After,
    /// "the death toll rose to 12"
    Total,
}

/// The words of a language, to be asked for; phrases are lists of words in small letters.
#[derive(Debug)]
pub struct Words {
    /// After these it is not certain that it was done.
    pub unsure: HashSet<String>,
    /// In a sentence: what it tells was not so, or is no longer.
    pub wrong: HashSet<String>,
    /// In a sentence behind that which tells what happened: it tells of something else.
    pub apart: HashSet<String>,
    /// Before what happened: it was told before.
    pub definite: HashSet<String>,
    /// Before a verb: who does it stands behind it.
    pub inverts: HashSet<String>,
    /// Before a form that is done to one.
    pub passive: HashSet<String>,
    /// Between who does it and the verb.
    pub within: HashSet<String>,
    /// Before a place.
    pub place: HashSet<String>,
    /// Between what befalls a place and the place.
    pub befell: HashSet<String>,
    /// Before the one something is given to.
    pub to: HashSet<String>,
    /// What joins two who do something together.
    pub joins: HashSet<String>,
    /// What counts people.
    pub people: HashSet<String>,
    /// Between what is counted and what became of it.
    pub became: HashSet<String>,
    /// Before the whole that a count is a share of.
    pub share: HashSet<String>,
    /// Before "that": what follows is not so.
    pub untrue: HashSet<String>,
    /// Behind a promise, what it hangs on.
    pub conditions: HashSet<String>,
    /// Between a promise and its amount: anything else there makes it no gift, "promised to cut".
    pub of_aid: HashSet<String>,
    /// Behind an amount, whose money it is: "$40 million Canadian".
    pub nationals: HashSet<String>,
    /// Before a count, what makes it one beside others: another 12.
    pub further: HashSet<String>,
    /// Behind a number, what makes it many times as much: dozen.
    pub many: HashSet<String>,
    /// Between two things of which one befell them.
    pub or: HashSet<String>,
    /// Beside an amount, what makes it another: a share, a comparison, one for each year.
    pub elsewise: HashSet<String>,
    /// Verbs of saying by which somebody vouches for what is told.
    pub vouching: HashSet<String>,
    /// Between the words for a total and its number.
    pub totals: Vec<Vec<String>>,
    /// Verbs and nouns, the longest first.
    pub senses: Vec<(Vec<String>, Sense)>,
    /// Which of them begin with a word.
    pub by_first: HashMap<String, Vec<usize>>,
    /// Words of figures, the longest first.
    pub figures: Vec<(Vec<String>, Side, &'static Figure)>,
}

/// The words of a language, if it has any here.
#[must_use]
pub fn of(code: &str) -> Option<&'static Words> {
    all().iter().find(|(known, _)| *known == code).map(|(_, words)| words)
}

/// The words of each language.
fn all() -> &'static [(&'static str, Words)] {
    static ALL: OnceLock<Vec<(&'static str, Words)>> = OnceLock::new();
    ALL.get_or_init(|| {
        let files = [
            ("en", include_str!("../../../seed/reading/doing/en.toml")),
            ("nl", include_str!("../../../seed/reading/doing/nl.toml")),
            ("de", include_str!("../../../seed/reading/doing/de.toml")),
            ("fr", include_str!("../../../seed/reading/doing/fr.toml")),
            ("es", include_str!("../../../seed/reading/doing/es.toml")),
            ("uk", include_str!("../../../seed/reading/doing/uk.toml")),
        ];
        files.into_iter().map(|(code, text)| (code, Words::new(text))).collect()
    })
}

impl Words {
    fn new(text: &str) -> Self {
        let file: File = match toml::from_str(text) {
            Ok(file) => file,
            Err(_) => unreachable!("the words of seed/reading are sound, as every test shows"),
        };
        let set = |list: Vec<String>| list.into_iter().collect::<HashSet<_>>();
        let split = |phrase: &String| phrase.split(' ').map(str::to_owned).collect::<Vec<_>>();
        // They are read once and stay for as long as the program runs.
        let events: &'static [Event] = file.event.leak();
        let happenings: &'static [Happening] = file.happening.leak();
        let pledges: &'static [Pledge] = file.pledge.leak();
        let known: &'static [Figure] = file.figure.leak();
        let mut senses = Vec::new();
        for event in events {
            senses.extend(event.done.iter().map(|verb| (split(verb), Sense::Event(event, false))));
            senses.extend(event.planned.iter().map(|verb| (split(verb), Sense::Event(event, true))));
        }
        for happening in happenings {
            senses.extend(happening.nouns.iter().map(|noun| (split(noun), Sense::Happening(happening))));
        }
        for pledge in pledges {
            senses.extend(pledge.verbs.iter().map(|verb| (split(verb), Sense::Pledge(pledge))));
        }
        senses.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
        let mut by_first: HashMap<String, Vec<usize>> = HashMap::new();
        for (n, (phrase, _)) in senses.iter().enumerate() {
            by_first.entry(phrase[0].clone()).or_default().push(n);
        }
        Self {
            unsure: set(file.unsure),
            wrong: set(file.wrong),
            apart: set(file.apart),
            definite: set(file.definite),
            inverts: set(file.inverts),
            passive: set(file.passive),
            within: set(file.within),
            place: set(file.place),
            befell: set(file.befell),
            to: set(file.to),
            joins: set(file.joins),
            people: set(file.people),
            became: set(file.became),
            share: set(file.share),
            elsewise: set(file.elsewise),
            nationals: set(file.nationals),
            untrue: set(file.untrue),
            conditions: set(file.conditions),
            of_aid: set(file.of_aid),
            further: set(file.further),
            many: set(file.many),
            or: set(file.or),
            vouching: set(file.vouching),
            totals: file.totals.iter().map(split).collect(),
            senses,
            by_first,
            figures: figures(known),
        }
    }
}

/// The words of figures, the longest first, each with the side of the number that it stands on.
fn figures(known: &'static [Figure]) -> Vec<(Vec<String>, Side, &'static Figure)> {
    let mut figures = Vec::new();
    for figure in known {
        let sides = [(&figure.before, Side::Before), (&figure.after, Side::After), (&figure.total, Side::Total)];
        for (list, side) in sides {
            figures.extend(list.iter().map(|phrase| (phrase.split(' ').map(str::to_owned).collect(), side, figure)));
        }
    }
    figures.sort_by_key(|(phrase, ..): &(Vec<String>, _, _)| std::cmp::Reverse(phrase.len()));
    figures
}
