//! Events, pledges and figures of a draft: what a text tells as done, with those whom it names for certain.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use minijinja::context;

use super::about::{self, Befell};
use super::cited::{Day, Of, cite, few, only_day};
use super::clause::{clause_end, goes_on, is_another};
use super::people::{People, Speaker};
use super::quoted;
use super::template::filled;
use crate::error::Result;
use crate::reading::doing::words::{self, Event, Figure, Happening, Pledge, Sense, Side};
use crate::reading::doing::{Doing, What};
use crate::value::key::Key;
use crate::value::money::count::Count;
use crate::value::told_day;

const EVENT: &str = include_str!("../../../seed/draft/event.toml");
const PLEDGE: &str = include_str!("../../../seed/draft/pledge.toml");
const FIGURE: &str = include_str!("../../../seed/draft/figure.toml");

/// So many words may stand before a day that opens a sentence.
const LEADING: usize = 4;

/// What was made of a text so far.
#[derive(Default)]
pub(super) struct Made {
    keys: HashSet<String>,
    /// What was told already, by what it is and whom it is of: a text tells the same thing twice.
    told: HashSet<String>,
    /// What befell a place: that by which people are hurt, with its sentence.
    befell: Vec<Befell>,
}

/// What is told as done, while its tables are written.
pub(super) struct Done<'d, 'k> {
    pub(super) people: &'d mut People<'k>,
    pub(super) of: Of<'d>,
    pub(super) made: &'d mut Made,
    /// What is written so far.
    table: String,
}

impl<'d, 'k> Done<'d, 'k> {
    /// The key and the tables of what is told; no key where it is not clear who did it, though people whom it
    /// names may have been written.
    pub(super) fn table(
        people: &'d mut People<'k>,
        of: Of<'d>,
        doing: &Doing,
        made: &'d mut Made,
    ) -> Result<(Option<String>, String)> {
        let mut done = Done { people, of, made, table: String::new() };
        let key = match &doing.what {
            What::Sense(Sense::Event(event, is_planned)) => done.event(doing, event, *is_planned)?,
            What::Sense(Sense::Happening(happening)) => done.happening(doing, happening)?,
            What::Sense(Sense::Pledge(pledge)) => done.pledge(doing, pledge)?,
            What::Figure(figure, count, side) => done.figure(doing, figure, count, *side)?,
        };
        Ok((key, done.table))
    }

    fn event(&mut self, doing: &Doing, event: &Event, is_planned: bool) -> Result<Option<String>> {
        let Some(first) = self.all(&doing.first)? else { return Ok(None) };
        let Some(second) = self.all(&doing.second)? else { return Ok(None) };
        let is_joint = event.second.as_ref() == Some(&event.first);
        if second.is_empty() && !(is_joint && first.len() > 1) {
            return Ok(None);
        }
        let mut parties: BTreeMap<String, Vec<String>> = BTreeMap::new();
        parties.insert(event.first.clone(), first.clone());
        let mut place = match &doing.place {
            Some(range) => self.place(range)?,
            None => None,
        };
        for (key, range) in second.iter().zip(&doing.second) {
            let named = self.people.known.named_by(key, &self.of.text.content()[range.clone()])?;
            let is_place = named.as_ref().is_some_and(|named| named.is_place);
            let is_metonym = named.is_some_and(|named| named.is_metonym);
            let role = if is_place { event.second.as_ref() } else { event.person.as_ref().or(event.second.as_ref()) };
            match role {
                Some(role) => parties.entry(role.clone()).or_default().push(key.clone()),
                // Who goes somewhere goes to one place.
                // What stands for a country is a place in it that the record does not know.
                None if is_place => place = Some(key.clone()).filter(|_| !is_metonym),
                None => return Ok(None),
            }
        }
        let verb = if first.len() > 1 { &event.several } else { &event.one };
        let names = |keys: &[String]| -> Result<String> {
            let names = keys.iter().map(|key| self.people.name(key)).collect::<Result<Vec<_>>>()?;
            Ok(names.join(" and "))
        };
        let printed: Vec<&str> = doing.second.iter().map(|range| &self.of.text.content()[range.clone()]).collect();
        let whither = if event.second.is_none() && place.is_none() { printed.join(" and ") } else { names(&second)? };
        let title = format!("{} {verb} {whither}", names(&first)?).trim().to_owned();
        if !self.made.told.insert(format!("{} {title}", event.r#type)) {
            return Ok(None);
        }
        let key = self.fresh_key(&title)?;
        let parties: Vec<_> = parties.into_iter().collect();
        let (title, r#type, date) = (quoted(&title), &event.r#type, self.day(doing, is_planned));
        let cite = self.cited(doing);
        let values = context! { key => key.as_str(), type => r#type, title, is_planned, date, place, parties, cite };
        self.table.push_str(&filled(EVENT, values));
        Ok(Some(key))
    }

    fn happening(&mut self, doing: &Doing, happening: &Happening) -> Result<Option<String>> {
        let (Some(noun), Some(range)) = (doing.first.first(), &doing.place) else { return Ok(None) };
        let content = self.of.text.content();
        let noun = &content[noun.clone()];
        let mut letters = noun.chars();
        let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
        let title = format!("{capital} in {}", &content[range.clone()]);
        if !self.made.told.insert(title.clone()) {
            return Ok(None);
        }
        let key = self.fresh_key(&title)?;
        let place = self.place(range)?;
        let at_place = content[range.clone()].to_owned();
        let (title, r#type, date) = (quoted(&title), &happening.r#type, self.day(doing, false));
        let cite = self.cited(doing);
        let parties: Vec<(String, Vec<String>)> = Vec::new();
        let is_planned = false;
        let values = context! { key => key.as_str(), type => r#type, title, is_planned, date, place, parties, cite };
        self.table.push_str(&filled(EVENT, values));
        let day = only_day(self.of, doing.sentence.clone()).map(|day| day.told);
        self.made.befell.push(Befell { key: key.clone(), sentence: doing.sentence.clone(), place: at_place, day });
        Ok(Some(key))
    }

    fn pledge(&mut self, doing: &Doing, pledge: &Pledge) -> Result<Option<String>> {
        let content = self.of.text.content();
        // What stands before who gives, or behind the clause, is somebody else's.
        let rest = &content[doing.at.end..doing.sentence.end];
        let end = clause_end(rest).map_or(doing.sentence.end, |at| doing.at.end + at);
        let start = doing.at.start;
        let Some(money) = self.people.known.money(&content[start..end], self.of.language) else {
            return Ok(None);
        };
        let money = start + money.start..start + money.end;
        // What the donors are called says nothing of the amount.
        let behind = doing.first.iter().map(|donor| donor.end).filter(|end| *end <= money.start).max();
        let around = (&content[behind.unwrap_or(start)..money.start], &content[money.end..end]);
        if words::of(self.of.spoken).is_some_and(|words| is_another(words, around)) {
            return Ok(None);
        }
        let Some(donors) = self.all(&doing.first)? else { return Ok(None) };
        let mut recipient = None;
        for range in doing.second.iter().filter(|range| range.end <= money.start || range.start >= money.end) {
            // It is given to whom the record knows: else nobody knows what the name is of.
            if goes_on(&content[range.clone()], &content[range.end..]) {
                return Ok(None);
            }
            if let Some(key) = self.people.known.key(&content[range.clone()])?
                && !donors.iter().any(|donor| donor == key)
            {
                recipient = Some(key.to_owned());
                break;
            }
        }
        let Some(recipient) = recipient else { return Ok(None) };
        let verb = if donors.len() > 1 { &pledge.several } else { &pledge.one };
        let names = donors.iter().map(|key| self.people.name(key)).collect::<Result<Vec<_>>>()?.join(" and ");
        let amount = &content[money.clone()];
        let money_at = money;
        let title = format!("{names} {verb} {amount} to {}", self.people.name(&recipient)?);
        if !self.made.told.insert(title.clone()) {
            return Ok(None);
        }
        let key = self.fresh_key(&title)?;
        let (title, stage, date, money) = (quoted(&title), &pledge.stage, self.day(doing, false), quoted(amount));
        let whole = doing.at.start..doing.at.end.max(money_at.end);
        let money_cite = cite(self.of.text, &self.people.places, money_at, "words");
        let cite = cite(self.of.text, &self.people.places, few(self.of.text, &whole), "words");
        let values = context! { key => key.as_str(), title, donors, recipient, stage, date, money, cite, money_cite };
        self.table.push_str(&filled(PLEDGE, values));
        Ok(Some(key))
    }

    fn figure(&mut self, doing: &Doing, figure: &Figure, count: &Count, side: Side) -> Result<Option<String>> {
        let content = self.of.text.content();
        // "rose to 12 January 2024": the number is that of a day.
        let (start, sentence) = (doing.sentence.start, &content[doing.sentence.clone()]);
        let days = told_day::find(sentence, self.of.on, self.of.language);
        if days.iter().any(|day| start + day.at.start < count.at.end && count.at.start < start + day.at.end) {
            return Ok(None);
        }
        let about = about::happening(&self.made.befell, self.people, self.of, doing)?;
        let about = about.map_or("", |told| told.key.as_str()).to_owned();
        let measure = &figure.measure;
        let name = format!("{measure} {}", &content[count.at.clone()]);
        if !self.made.told.insert(format!("{name} {about}")) {
            return Ok(None);
        }
        let key = self.fresh_key(&name)?;
        let Count { low, high, approximate, .. } = count;
        let as_written = quoted(&content[count.at.clone()]);
        // A total is true of a day; what a sentence says was done on one is not.
        let date = if side == Side::Total { self.day(doing, false) } else { None };
        let cite = cite(self.of.text, &self.people.places, doing.at.clone(), "words");
        let on = self.of.on;
        let values =
            context! { key => key.as_str(), about, measure, low, high, as_written, approximate, date, on, cite };
        self.table.push_str(&filled(FIGURE, values));
        Ok(Some(key))
    }

    /// The entities that are named, new ones written; None where any of them is not known for certain.
    fn all(&mut self, ranges: &[Range<usize>]) -> Result<Option<Vec<String>>> {
        let mut keys = Vec::new();
        for range in ranges {
            match self.people.speaker(self.of, range, false, &mut self.table)? {
                Speaker::Entity(key, None) => keys.push(key),
                _ => return Ok(None),
            }
        }
        Ok(Some(keys))
    }

    /// The place of a name, if the record knows one.
    fn place(&self, range: &Range<usize>) -> Result<Option<String>> {
        let name = &self.of.text.content()[range.clone()];
        let Some(key) = self.people.known.key(name)? else { return Ok(None) };
        // What stands for a country is a place in it.
        let named = self.people.known.named_by(key, name)?;
        Ok(named.filter(|named| named.is_place && !named.is_metonym).map(|_| key.to_owned()))
    }

    /// The day that the sentence tells of this, and no other; what has happened was not after it was told.
    fn day(&self, doing: &Doing, is_planned: bool) -> Option<String> {
        // Where somebody tells it, the day may be that of the telling.
        let within = doing.told_by.clone().unwrap_or(doing.sentence.clone());
        let Day { at, told, first } = only_day(self.of, within.clone())?;
        let is_to_come = self.of.on.is_some_and(|on| first.as_deref().is_none_or(|first| first > on)) && !is_planned;
        let content = self.of.text.content();
        let own = words::of(self.of.spoken);
        let is_unsure = |word: &str| own.is_some_and(|words| words.unsure.contains(word));
        // Behind the clause it is the day of another; before it, it opens the sentence.
        let is_parted = if at.start >= doing.at.end {
            let between = &content[doing.at.end..at.start];
            // "visited Greece before meeting Biden on Wednesday"
            let begins = |word: &str| self.people.words.stops.contains(word) || is_unsure(word);
            between.contains([',', ';', '\u{2014}'])
                || between.split_whitespace().any(|word| begins(&word.to_lowercase()))
        } else if at.start >= doing.at.start {
            // A day that goes on behind it is a number of it and a word behind.
            let after = content.get(at.end..doing.at.end);
            after.is_none_or(|after| content[doing.at.start..at.start].contains(',') && after.contains(','))
        } else {
            content[within.start..at.start].split_whitespace().count() > LEADING
        };
        (!is_to_come && !is_parted).then_some(told)
    }

    fn cited(&self, doing: &Doing) -> String {
        cite(self.of.text, &self.people.places, few(self.of.text, &doing.at), "words")
    }

    /// A key that nothing has.
    fn fresh_key(&mut self, title: &str) -> Result<String> {
        let plain = Key::from_text(title, 60).map_or_else(|| self.of.source.to_owned(), |key| key.to_string());
        let mut key = plain.clone();
        let mut n = 1;
        while self.made.keys.contains(&key) || self.people.known.is_taken(&key)? {
            key =
                if n == 1 { format!("{}-{plain}", self.of.source) } else { format!("{}-{plain}-{n}", self.of.source) };
            n += 1;
        }
        self.made.keys.insert(key.clone());
        Ok(key)
    }
}
