//! A draft as a person goes through it: its facts one by one, each still open or decided, and all else as it stands.
//!
//! What is decided is kept in the draft itself, as comments that a facts file may hold: a fact that was accepted has
//! a line before it, one that was dropped is a comment. So one can stop and go on later, and change what one
//! likes in an editor between.

mod fact;

use toml::Table;

pub use fact::Fact;

/// Before a fact that was accepted.
const ACCEPTED: &str = "# accepted";

/// Before each line of a fact that was dropped.
const DROPPED: &str = "#~ ";

/// Before what a draft notes beneath a sentence.
const NOTE: &str = "#  ";

/// Noted beneath a sentence in which somebody found no more.
const READ: &str = "read";

/// The table of the source.
const SOURCE: &str = "source";

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

    /// Adds a fact: after another, or else after what is drafted of a sentence. Its number.
    pub fn add(&mut self, fact: Fact, after: Option<usize>, sentence: i64) -> usize {
        let is_fact = |part: &Part| matches!(part, Part::Fact(_));
        let own = after.and_then(|n| {
            let mut facts = self.parts.iter().enumerate().filter(|(_, part)| is_fact(part));
            facts.nth(n).map(|(at, _)| at + 1)
        });
        let at = own.unwrap_or_else(|| self.before(sentence + 1));
        let spaced = |at: usize| Part::Other(if at == 0 { String::new() } else { "\n".to_owned() });
        let number = self.parts[..at].iter().filter(|part| is_fact(part)).count();
        self.parts.splice(at..at, [spaced(at), Part::Fact(fact), spaced(at)]);
        number
    }

    /// The part before which a sentence begins, once what stands before it is a part of its own; the end where the
    /// draft does not name the sentence.
    fn before(&mut self, sentence: i64) -> usize {
        let Some((n, at)) = self.named(sentence) else { return self.parts.len() };
        let Part::Other(other) = &mut self.parts[n] else { return n };
        let rest = other.split_off(at);
        self.parts.insert(n + 1, Part::Other(rest));
        n + 1
    }

    /// Where a draft names a sentence: the part, and the byte of it.
    fn named(&self, sentence: i64) -> Option<(usize, usize)> {
        let head = format!("# {sentence}. ");
        self.parts.iter().enumerate().find_map(|(n, part)| match part {
            Part::Other(other) if other.starts_with(&head) => Some((n, 0)),
            Part::Other(other) => other.find(&format!("\n{head}")).map(|at| (n, at + 1)),
            Part::Fact(_) => None,
        })
    }

    /// What a draft notes beneath a sentence: names, amounts, days.
    #[must_use]
    pub fn notes(&self, sentence: i64) -> Vec<&str> {
        let Some((n, at)) = self.named(sentence) else { return Vec::new() };
        let Part::Other(other) = &self.parts[n] else { return Vec::new() };
        let lines = other[at..].lines().skip(1).map_while(|line| line.strip_prefix(NOTE));
        lines.map(str::trim).collect()
    }

    /// Whether somebody read a sentence and found no more in it.
    #[must_use]
    pub fn is_read(&self, sentence: i64) -> bool {
        self.notes(sentence).contains(&READ)
    }

    /// Keeps that somebody read a sentence and found no more in it.
    pub fn read_over(&mut self, sentence: i64) {
        let Some((n, at)) = self.named(sentence).filter(|_| !self.is_read(sentence)) else { return };
        if let Part::Other(other) = &mut self.parts[n] {
            let end = other[at..].find('\n').map_or(other.len(), |end| at + end + 1);
            other.insert_str(end, &format!("{NOTE}   {READ}\n"));
        }
    }

    /// What the draft says of its source; None where it is no sound TOML or has none.
    #[must_use]
    pub fn source(&self) -> Option<Table> {
        let mut whole = self.text().parse::<Table>().ok()?;
        whole.remove(SOURCE)?.try_into().ok()
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

    /// Says a field of a fact otherwise; what names the fact by a key that changes names it by the new one.
    pub fn say(&mut self, n: usize, field: &str, value: &str) {
        if let ("key", Some(old)) = (field, self.fact(n).and_then(|fact| fact.key())) {
            self.rename(&old, Some(value));
        }
        if let Some(fact) = self.fact(n) {
            fact.set(field, value);
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
