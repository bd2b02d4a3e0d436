//! The talk about a draft: what is shown, what is typed, what that changes.

use std::collections::HashSet;
use std::io::Write;
use std::path::Path;

use super::{accepted, edited, joined, shown};
use crate::check::alike::{self, Alike};
use crate::cli::Context;
use crate::cli::typed::{ask, say};
use crate::error::{Error, Result as Answer};
use crate::facts::GivenText;
use crate::facts::drafting::paper::{Fact, Paper};
use crate::facts::drafting::several::{is_told, told};
use crate::facts::drafting::typed::{Where, parts};
use crate::facts::text::Text;
use crate::files::draft::Draft;
use crate::script::place::Place;

/// A draft that is gone through.
pub(super) struct Talk<'r> {
    pub(super) path: &'r Path,
    pub(super) paper: Paper,
    pub(super) shown: Text,
    pub(super) text: GivenText,
    pub(super) alike: Vec<Alike>,
    /// Why it could not be loaded as it stands, as it was said last.
    pub(super) fault: Option<String>,
    /// The draft before each decision, with what was shown.
    pub(super) earlier: Vec<(Paper, At)>,
}

/// What is shown next: the first open fact from a number on, or a sentence.
#[derive(Clone, Copy)]
pub(super) enum At {
    Fact(usize),
    Sentence(i64),
}

impl Talk<'_> {
    /// Goes through what is open; whether nothing is left.
    pub(super) fn all(&mut self, context: &mut Context, from: At) -> Answer<bool> {
        self.look(context)?;
        let mut at = from;
        loop {
            at = match at {
                At::Fact(from) => {
                    let Some(n) = self.paper.open(from) else { break };
                    let like = self.like(n).map(|like| like.reason.clone());
                    say(context, &shown::fact(&self.paper, &self.shown, n, like.as_deref()));
                    match ask(context, "> ")?.as_deref().map(str::trim) {
                        None | Some("q") => return Ok(false),
                        Some("s") => At::Fact(n + 1),
                        Some("b") => self.back(context, At::Fact(n))?,
                        Some("u") => self.unread(1),
                        Some(line) => {
                            self.decide(context, n, line)?;
                            At::Fact(from)
                        }
                    }
                }
                At::Sentence(n) => {
                    say(context, &shown::sentence(&self.paper, &self.shown, n, self.left().count()));
                    let Some(line) = ask(context, "> ")? else { return Ok(false) };
                    self.of_sentence(context, n, line.trim())?
                }
            };
        }
        let left = self.paper.open(0).is_some();
        if left {
            say(context, "some facts are left for later");
        }
        Ok(!left)
    }

    /// Takes in what is typed of a sentence; what is shown then.
    fn of_sentence(&mut self, context: &mut Context, n: i64, line: &str) -> Answer<At> {
        let at = At::Sentence(n);
        match line {
            "q" => return Ok(At::Fact(0)),
            "b" => return self.back(context, at),
            "s" => return Ok(self.unread(n + 1)),
            "" => {
                if self.left().any(|left| left == n) {
                    self.change(context, at, |paper| paper.read_over(n))?;
                }
                return Ok(self.unread(n + 1));
            }
            "?" | "h" | "help" => say(context, shown::HELP.trim_end()),
            line => self.tell(context, line, n, None)?,
        }
        Ok(at)
    }

    /// Whether the draft is to be loaded; the sentences that no fact tells are gone through first where that is wished.
    pub(super) fn wants_loading(&mut self, context: &mut Context) -> Answer<bool> {
        loop {
            let question = match self.left().count() {
                0 => "nothing is left to decide: load it? [y/N] ".to_owned(),
                n => format!("nothing is left to decide; sentences in no fact: {n} (u shows them). load it? [y/N/u] "),
            };
            let line = ask(context, &question)?;
            match line.as_deref().map(str::trim) {
                Some("u") => {
                    let first = self.unread(1);
                    if !self.all(context, first)? {
                        return Ok(false);
                    }
                }
                line => return Ok(matches!(line, Some("y" | "Y" | "yes"))),
            }
        }
    }

    /// The sentences that no fact cites and nobody has read over.
    fn left(&self) -> impl Iterator<Item = i64> {
        let facts = self.paper.facts().filter(|fact| !fact.is_dropped);
        let told: HashSet<i64> =
            facts.flat_map(Fact::cited).flat_map(|cited| self.shown.sentences_of(&cited)).collect();
        (1..=self.shown.sentence_count()).filter(move |n| !told.contains(n) && !self.paper.is_read(*n))
    }

    /// The next sentence that no fact tells; the open facts where there is none.
    fn unread(&self, from: i64) -> At {
        self.left().find(|n| *n >= from).map_or(At::Fact(0), At::Sentence)
    }

    /// Takes the last decision back; what is shown then.
    fn back(&mut self, context: &mut Context, at: At) -> Answer<At> {
        let Some((paper, decided)) = self.earlier.pop() else {
            say(context, "nothing was decided before");
            return Ok(at);
        };
        accepted::keep_words(&std::mem::replace(&mut self.paper, paper), &mut self.paper);
        self.save()?;
        self.look(context)?;
        Ok(decided)
    }

    /// Changes the draft, keeps it, and looks again at what is there already.
    fn change(&mut self, context: &mut Context, at: At, change: impl FnOnce(&mut Paper)) -> Answer<()> {
        self.earlier.push((self.paper.clone(), at));
        change(&mut self.paper);
        self.save()?;
        self.look(context)
    }

    /// Takes in a fact that is typed on one line: of the fact that is shown, or of a sentence.
    fn tell(&mut self, context: &mut Context, line: &str, sentence: i64, shown: Option<usize>) -> Answer<()> {
        let own: Vec<String> = self.paper.facts().filter_map(Fact::key).collect();
        let mut fault = None;
        let at = Where { paper: &self.paper, text: &self.shown, sentence };
        let told = told(line, at, &mut |key| {
            let known = joined::known(context, key).unwrap_or_else(|error| {
                fault = Some(error);
                None
            });
            known.is_some() || own.iter().any(|own| own == key)
        });
        if let Some(fault) = fault {
            return Err(fault);
        }
        let told = match told {
            Ok(told) => told,
            Err(why) => {
                say(context, &why);
                return Ok(());
            }
        };
        let mut paper = self.paper.clone();
        let mut new = Vec::new();
        for mut fact in told {
            fact.is_accepted = fact.wanting().is_empty();
            say(context, &format!("\n{}\n{}", fact.name(), shown::table(&fact).trim_end()));
            new.push(paper.add(fact, new.last().copied().or(shown), sentence));
        }
        self.change(context, shown.map_or(At::Sentence(sentence), At::Fact), |own| *own = paper)?;
        // What may be told already is decided with the others.
        for n in new {
            let Some(reason) = self.like(n).map(|like| like.reason.clone()) else { continue };
            say(context, &format!("  {reason}: it is left open"));
            if let Some(fact) = self.paper.fact(n) {
                fact.is_accepted = false;
            }
            self.save()?;
        }
        Ok(())
    }

    /// Takes in what is typed of a fact.
    fn decide(&mut self, context: &mut Context, n: usize, line: &str) -> Answer<()> {
        let like = self.like(n).cloned();
        let name = self.paper.facts().nth(n).map_or_else(String::new, |fact| fact.name().to_owned());
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let at = At::Fact(n);
        match (word, rest.trim(), like) {
            ("?" | "h" | "help", "", _) => say(context, shown::HELP.trim_end()),
            ("a", gist, _) if !gist.starts_with('=') => {
                let mut paper = self.paper.clone();
                if accepted::accept(context, &mut paper, n, gist)? {
                    self.change(context, at, |own| *own = paper)?;
                }
            }
            ("d", "", _) => self.change(context, at, |paper| paper.drop_fact(n))?,
            ("A", "", _) => self.change(context, at, |paper| accepted::rest(paper, n))?,
            ("j", "", None) => say(context, "it looks like nothing that is known: j KEY names what it is"),
            ("j", key, like) => {
                let key = like.filter(|_| key.is_empty()).map_or_else(|| key.to_owned(), |like| like.other);
                if joined::may_join(context, &name, &key)? {
                    self.change(context, at, |paper| paper.join(n, &key))?;
                }
            }
            ("n", why, Some(like)) => {
                let why = if why.is_empty() { ask(context, "why are they two? ")? } else { Some(why.to_owned()) };
                let Some(why) = why.filter(|why| !why.trim().is_empty()) else { return Ok(()) };
                let judged = format!("{{ words = {:?}, why = {:?} }}", like.other, why.trim());
                self.change(context, at, |paper| {
                    if let Some(fact) = paper.fact(n) {
                        fact.set(&format!("judged.{}", like.check), &judged);
                        fact.is_accepted = fact.wanting().is_empty();
                    }
                })?;
            }
            ("e", "", _) => {
                let mut paper = self.paper.clone();
                if let Some(fact) = paper.fact(n) {
                    edited::edit(context, fact)?;
                }
                self.change(context, at, |own| *own = paper)?;
            }
            _ if is_told(line) => {
                let cited = self.paper.facts().nth(n).map(Fact::cited);
                let sentence = cited.iter().flatten().flat_map(|cited| self.shown.sentences_of(cited)).next();
                self.tell(context, line, sentence.unwrap_or(1), Some(n))?;
            }
            _ => self.correct(context, n, line)?,
        }
        Ok(())
    }

    /// Says fields of a fact otherwise: `FIELD = VALUE; FIELD = VALUE`.
    fn correct(&mut self, context: &mut Context, n: usize, line: &str) -> Answer<()> {
        let Some(fact) = self.paper.facts().nth(n) else { return Ok(()) };
        let mut said = Vec::new();
        for part in parts(line) {
            let Some((field, value)) = part.split_once('=') else {
                say(context, &format!("`{part}` is none of: {}", shown::KEYS));
                return Ok(());
            };
            let field = field.trim();
            let Some(field) = fact.called(field) else {
                say(context, &fact.unknown(field));
                return Ok(());
            };
            said.push((field, value.trim().to_owned()));
        }
        self.say_otherwise(context, n, &said)
    }

    fn say_otherwise(&mut self, context: &mut Context, n: usize, said: &[(String, String)]) -> Answer<()> {
        self.change(context, At::Fact(n), |paper| {
            for (field, value) in said {
                paper.say(n, field, value);
            }
        })
    }

    /// What a fact looks like in the record.
    fn like(&self, n: usize) -> Option<&Alike> {
        let key = self.paper.facts().nth(n)?.key()?;
        self.alike.iter().find(|alike| alike.key == key)
    }

    /// Looks again for what is there already, and tries whether the draft can be loaded.
    fn look(&mut self, context: &mut Context) -> Answer<()> {
        let reader = context.open()?;
        let (name, draft) = (self.path.display().to_string(), self.paper.text());
        let place = Place::new("checks", None);
        match alike::of_draft(&*reader, &place, (&name, &draft), &self.text, &context.environment.now) {
            Ok(found) => (self.alike, self.fault) = (found, None),
            Err(error) => {
                let why = format!("as it stands it could not be loaded: {error}");
                // The same faults may stand on other lines now.
                let plain: String = why.chars().filter(|c| !c.is_ascii_digit()).collect();
                if self.fault.as_ref() != Some(&plain) {
                    say(context, &shown::lines(&why));
                }
                self.fault = Some(plain);
            }
        }
        Ok(())
    }

    /// Keeps the draft as it is now.
    fn save(&self) -> Answer<()> {
        let draft = Draft::of(self.path)?;
        draft.file()?.write_all(self.paper.text().as_bytes()).map_err(Error::Output)?;
        draft.replace()
    }
}
