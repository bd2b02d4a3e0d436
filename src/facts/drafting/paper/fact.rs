//! A fact of a draft: its table as it stands, and how a person says a field of it otherwise.

use toml::{Table, Value};

use super::super::quoted;
use crate::facts::source::{Cited, OF_CITATIONS, OF_RECORDS};
use crate::shape::field::{By, Form};
use crate::shape::kind::{self, Kind};

/// The field of what is cited.
const CITE: &str = "cite";

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

    /// What it cites, as its table has it.
    #[must_use]
    pub fn cite(&self) -> Option<String> {
        Some(self.table()?.1.get(CITE)?.to_string())
    }

    /// The fields that are still to be filled in.
    #[must_use]
    pub fn wanting(&self) -> Vec<String> {
        let table = self.table().map(|(_, table)| table);
        let fields = table.iter().flatten().filter(|(_, value)| value.as_str() == Some(""));
        fields.map(|(name, _)| name.clone()).collect()
    }

    /// The text of a field.
    #[must_use]
    pub fn text_of(&self, field: &str) -> Option<String> {
        Some(self.table()?.1.get(field)?.as_str()?.to_owned())
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

    /// What a field is called whole: a word of a part stands for it, `donor` for `parties.donor`. None where such a
    /// fact has no such field.
    #[must_use]
    pub fn called(&self, field: &str) -> Option<String> {
        if self.knows(field) {
            return Some(field.to_owned());
        }
        let of_words = self.kind()?.fields.iter().filter_map(|own| match &own.form {
            Form::Part(part) => match part.by {
                By::Word(column) => Some((own.name, part.table.column(column)?)),
                _ => None,
            },
            _ => None,
        });
        let mut found = of_words.filter(|(_, column)| column.words.iter().any(|word| word.word == field));
        found.next().map(|(part, _)| format!("{part}.{field}"))
    }

    /// That such a fact has no such field, and where its fields stand.
    #[must_use]
    pub fn unknown(&self, field: &str) -> String {
        let name = self.name();
        format!("no field of a fact of the kind {name} is called `{field}`: `onrecord schema {name}` says what it has")
    }

    /// A value as TOML has it: what is TOML already as it is, what a list may hold as a list where commas stand
    /// between, a number without its commas, anything else as a text.
    fn value(&self, field: &str, value: &str) -> String {
        let is_sound = format!("x = {value}").parse::<Table>().is_ok();
        if is_sound && value.starts_with(['"', '\'', '[', '{']) {
            return value.to_owned();
        }
        let root = field.split('.').next().unwrap_or(field);
        let form = self.kind().and_then(|kind| kind.field(root)).map(|field| &field.form);
        if matches!(form, Some(Form::Plain(column)) if column.kind != "TEXT") {
            let number = value.replace(',', "");
            let is_grouped = value.split(',').skip(1).all(|group| group.len() == 3);
            return if is_grouped && format!("x = {number}").parse::<Table>().is_ok() {
                number
            } else {
                format!("\"{}\"", quoted(value))
            };
        }
        let is_list = match form {
            Some(Form::Part(part)) => part.by != By::One,
            _ => root == "topics",
        };
        if root == CITE {
            return format!("[\"{}\"]", quoted(value));
        }
        if is_list && value.contains(", ") {
            let each = value.split(", ").map(|one| format!("\"{}\"", quoted(one.trim())));
            return format!("[{}]", each.collect::<Vec<_>>().join(", "));
        }
        format!("\"{}\"", quoted(value))
    }

    /// Says a field otherwise, or first; nothing at all takes the field out.
    pub fn set(&mut self, field: &str, value: &str) {
        let value = if value.is_empty() { "\"\"".to_owned() } else { self.value(field, value) };
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
