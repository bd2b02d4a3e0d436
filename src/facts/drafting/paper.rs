//! A draft as a person goes through it: its facts one by one, each still open or decided, and all else as it stands.
//!
//! What is decided is kept in the draft itself, as comments that a facts file may hold: a fact that was accepted has
//! a line before it, one that was dropped is a comment. So one can stop and go on later, and change what one
//! likes in an editor between.

use toml::{Table, Value};

use super::quoted;
use crate::facts::source::{Cited, OF_CITATIONS, OF_RECORDS};
use crate::shape::field::Form;
use crate::shape::kind::{self, Kind};

/// Before a fact that was accepted.
const ACCEPTED: &str = "# accepted";

/// Before each line of a fact that was dropped.
const DROPPED: &str = "#~ ";

/// A draft.
#[derive(Clone, Debug)]
pub struct Paper {
    parts: Vec<Part>,
}

#[derive(Clone, Debug)]
enum Part {
    /// What is no fact: comments, blank lines, the source.
    Other(String),
    Fact(Fact),
}

/// A fact of a draft.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its table, as it stands.
    pub text: String,
    /// Whether it was accepted.
    pub is_accepted: bool,
    /// Whether it was dropped.
    pub is_dropped: bool,
}

impl Fact {
    /// What it says, if it is sound TOML.
    fn table(&self) -> Option<(String, Table)> {
        let mut table: Table = self.text.parse().ok()?;
        let (name, value) = table.iter_mut().next()?;
        let first = value.as_array_mut()?.pop()?;
        Some((name.clone(), first.as_table()?.clone()))
    }

    /// The kind of fact; None for a citation.
    #[must_use]
    pub fn kind(&self) -> Option<&'static Kind> {
        kind::named(self.name())
    }

    /// What its table is called.
    #[must_use]
    pub fn name(&self) -> &str {
        self.text.trim_start_matches('[').split(']').next().map_or("", str::trim)
    }

    /// Its key.
    #[must_use]
    pub fn key(&self) -> Option<String> {
        Some(self.table()?.1.get("key")?.as_str()?.to_owned())
    }

    /// What it cites.
    #[must_use]
    pub fn cited(&self) -> Vec<Cited> {
        let cite = self.table().and_then(|(_, table)| table.get("cite").cloned());
        let list = cite.as_ref().and_then(Value::as_array).into_iter().flatten();
        list.filter_map(|value| value.clone().try_into().ok()).collect()
    }

    /// The fields that are still to be filled in.
    #[must_use]
    pub fn wanting(&self) -> Vec<String> {
        let table = self.table().map(|(_, table)| table);
        let fields = table.iter().flatten().filter(|(_, value)| value.as_str() == Some(""));
        fields.map(|(name, _)| name.clone()).collect()
    }

    /// Whether such a fact may have a field; of `parties.speaker`, what stands before the point counts.
    #[must_use]
    pub fn knows(&self, field: &str) -> bool {
        let root = field.split('.').next().unwrap_or(field);
        let is_common = root == "key" || OF_RECORDS.contains(&root);
        match self.kind() {
            Some(kind) => is_common || kind.field(root).is_some(),
            None => OF_CITATIONS.contains(&root),
        }
    }

    /// Says a field otherwise, or first: a value of TOML as it is, anything else as a text; nothing at all takes the
    /// field out.
    pub fn set(&mut self, field: &str, value: &str) {
        let is_sound = format!("x = {value}").parse::<Table>().is_ok();
        let is_number = self.kind().and_then(|kind| kind.field(field)).is_some_and(|field| match &field.form {
            Form::Plain(column) => column.kind != "TEXT",
            _ => false,
        });
        let is_toml = is_sound && (is_number || value.starts_with(['"', '\'', '[', '{']));
        let value = if is_toml { value.to_owned() } else { format!("\"{}\"", quoted(value)) };
        let begins = |line: &str| line.strip_prefix(field).is_some_and(|rest| rest.trim_start().starts_with('='));
        let line = (value != "\"\"").then(|| format!("{field} = {value}"));
        let mut lines: Vec<String> = Vec::new();
        let (mut is_said, mut rest) = (false, self.text.lines());
        while let Some(old) = rest.next() {
            if !begins(old) {
                lines.push(old.to_owned());
                continue;
            }
            // A value may go over several lines.
            let mut whole = old.to_owned();
            while whole.parse::<Table>().is_err() {
                let Some(next) = rest.next() else { break };
                whole.push('\n');
                whole.push_str(next);
            }
            lines.extend(line.clone().filter(|_| !is_said));
            is_said = true;
        }
        if !is_said {
            let at = lines.iter().position(|line| line.starts_with("cite")).unwrap_or(lines.len());
            lines.splice(at..at, line);
        }
        self.text = lines.join("\n") + "\n";
    }
}

impl Paper {
    /// Takes a draft apart.
    ///
    /// # Errors
    ///
    /// The number of the line where a table begins that is no sound TOML.
    pub fn read(text: &str) -> Result<Self, usize> {
        let mut parts: Vec<Part> = Vec::new();
        let mut other = String::new();
        let lines: Vec<&str> = text.lines().collect();
        let mut at = 0;
        while at < lines.len() {
            let is_dropped = lines[at].starts_with(&format!("{DROPPED}[["));
            if !is_dropped && !lines[at].starts_with("[[") {
                other.push_str(lines[at]);
                other.push('\n');
                at += 1;
                continue;
            }
            let end = end_of(&lines, at, is_dropped).ok_or(at + 1)?;
            let own = lines[at..end].iter().map(|line| if is_dropped { &line[DROPPED.len()..] } else { *line });
            let text = own.flat_map(|line| [line, "\n"]).collect::<String>();
            let is_accepted = other.ends_with(&format!("{ACCEPTED}\n"));
            if is_accepted {
                other.truncate(other.len() - ACCEPTED.len() - 1);
            }
            parts.push(Part::Other(std::mem::take(&mut other)));
            parts.push(Part::Fact(Fact { text, is_accepted, is_dropped }));
            at = end;
        }
        parts.push(Part::Other(other));
        Ok(Self { parts })
    }

    /// The facts, in order.
    pub fn facts(&self) -> impl Iterator<Item = &Fact> {
        self.parts.iter().filter_map(|part| if let Part::Fact(fact) = part { Some(fact) } else { None })
    }

    /// A fact by its number, to be changed.
    pub fn fact(&mut self, n: usize) -> Option<&mut Fact> {
        let facts =
            self.parts.iter_mut().filter_map(|part| if let Part::Fact(fact) = part { Some(fact) } else { None });
        facts.into_iter().nth(n)
    }

    /// The first fact from a number on that is still open.
    #[must_use]
    pub fn open(&self, from: usize) -> Option<usize> {
        let open = |fact: &Fact| !fact.is_accepted && !fact.is_dropped;
        self.facts().enumerate().skip(from).find(|(_, fact)| open(fact)).map(|(n, _)| n)
    }

    /// Drops a fact; what names it names it no longer.
    pub fn drop_fact(&mut self, n: usize) {
        let Some(key) = self.fact(n).map(|fact| {
            fact.is_dropped = true;
            fact.key()
        }) else {
            return;
        };
        if let Some(key) = key {
            self.rename(&key, None);
        }
    }

    /// Makes a fact the citation of a record that is told already; what names the fact names that.
    pub fn join(&mut self, n: usize, other: &str) {
        let Some(fact) = self.fact(n) else { return };
        let key = fact.key();
        let cite = fact.text.lines().skip_while(|line| !line.starts_with("cite")).collect::<Vec<_>>().join("\n");
        fact.text = format!("[[cite]]\nrecord = \"{other}\"\n{cite}\n");
        fact.is_accepted = true;
        if let Some(key) = key {
            self.rename(&key, Some(other));
        }
    }

    /// Lets what names a fact name another, or nothing.
    fn rename(&mut self, key: &str, other: Option<&str>) {
        let old = format!("\"{key}\"");
        let new = other.map(|other| format!("\"{other}\""));
        for part in &mut self.parts {
            let Part::Fact(fact) = part else { continue };
            if fact.is_dropped || !fact.text.contains(&old) {
                continue;
            }
            let lines = fact.text.lines().filter_map(|line| match &new {
                _ if line == format!("key = {old}") => Some(line.to_owned()),
                Some(new) => Some(line.replace(&old, new)),
                None => without(line, &old),
            });
            fact.text = lines.map(|line| line + "\n").collect();
        }
    }

    /// The draft as it stands now, as a facts file.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for part in &self.parts {
            match part {
                Part::Other(other) => text.push_str(other),
                Part::Fact(fact) if fact.is_dropped => {
                    text.extend(fact.text.lines().map(|line| format!("{DROPPED}{line}\n")));
                }
                Part::Fact(fact) => {
                    if fact.is_accepted {
                        text.push_str(&format!("{ACCEPTED}\n"));
                    }
                    text.push_str(&fact.text);
                }
            }
        }
        text
    }
}

/// Where a table ends that begins at a line: before a blank line, a comment or another table, once it is sound.
fn end_of(lines: &[&str], start: usize, is_dropped: bool) -> Option<usize> {
    if is_dropped {
        let own = |line: &&str| line.starts_with(DROPPED) && !line.starts_with(&format!("{DROPPED}[["));
        return Some(start + 1 + lines[start + 1..].iter().take_while(|line| own(line)).count());
    }
    let is_end = |line: &&str| line.trim().is_empty() || line.starts_with(['#', '[']);
    let ends = (start + 1..=lines.len()).filter(|end| lines.get(*end).is_none_or(&is_end));
    ends.into_iter().find(|end| lines[start..*end].join("\n").parse::<Table>().is_ok())
}

/// A line of a fact without a key that it names; None where nothing is left of it.
fn without(line: &str, key: &str) -> Option<String> {
    if !line.contains(key) {
        return Some(line.to_owned());
    }
    let Some((field, value)) = line.split_once('=') else {
        // A line of a list.
        return (line.trim().trim_end_matches(',') != key).then(|| line.replace(&format!("{key}, "), ""));
    };
    if value.trim() == key {
        return Some(format!("{field}= \"\""));
    }
    let left = line.replace(&format!("{key}, "), "").replace(&format!(", {key}"), "").replace(key, "");
    let is_empty = left.split_once('=').is_some_and(|(_, value)| value.trim() == "[]");
    (!is_empty).then_some(left)
}

#[cfg(test)]
mod tests;
