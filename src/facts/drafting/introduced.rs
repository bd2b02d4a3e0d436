//! Whom a text names in full, with what they are called by: later on a surname is enough.

use std::collections::HashMap;
use std::ops::Range;

use super::known::Known;
use super::printed::{is_near, person};
use crate::error::Result;
use crate::reading::frame::frames;
use crate::reading::words::Words;
use crate::value::normal::normal;

/// Somebody whom a text names in full.
#[derive(Clone)]
pub(super) struct Introduced {
    pub(super) name: String,
    /// Where they are named, with what they are called by.
    pub(super) at: Range<usize>,
    /// Their key, if the record knows them.
    pub(super) key: Option<String>,
}

/// All of them, by surname; None where there are two.
pub(super) struct Introductions(HashMap<String, Option<Introduced>>);

impl Introductions {
    /// Those of a text.
    pub(super) fn of_text(known: &Known<'_>, words: &Words, content: &str) -> Result<Self> {
        let mut all = Self(HashMap::new());
        for frame in frames(content, words) {
            let runs =
                frame.pieces.chunk_by(|one, next| one.is_capital && next.is_capital && is_near(content, one, next));
            for run in runs.filter(|run| run.len() > 1) {
                let range = run[0].at.start..run[run.len() - 1].at.end;
                all.add(known, words, content, range)?;
            }
        }
        Ok(all)
    }

    /// Keeps whom a text names in full, with a title or as the record knows them.
    fn add(&mut self, known: &Known<'_>, words: &Words, content: &str, range: Range<usize>) -> Result<()> {
        let Some((name, titles)) = person(&content[range.clone()], words) else { return Ok(()) };
        let is_full = name.contains(char::is_whitespace);
        let Some(surname) = name.split_whitespace().next_back().map(normal).filter(|_| is_full) else { return Ok(()) };
        let key = match known.key(name)? {
            Some(key) => known.named(key)?.filter(|named| named.is_person).map(|_| key.to_owned()),
            None if titles.is_empty() => return Ok(()),
            None => None,
        };
        let one = self.0.entry(surname).or_insert_with(|| Some(Introduced { name: name.to_owned(), at: range, key }));
        // Two of one surname are told apart by nothing.
        if one.as_ref().is_some_and(|other| other.name != name) {
            *one = None;
        }
        Ok(())
    }

    /// The one who has a surname.
    pub(super) fn of_surname(&self, surname: &str) -> Option<&Introduced> {
        self.0.get(&normal(surname))?.as_ref()
    }

    /// Whether anybody has a surname, in its normal form.
    pub(super) fn has(&self, form: &str) -> bool {
        self.0.contains_key(form)
    }

    /// Where somebody without a title is named with what they are called by: that tells more.
    pub(super) fn titled(&self, name: &str, titles: &str) -> Option<Range<usize>> {
        let one = self.of_surname(name.split_whitespace().next_back()?)?;
        (one.name == name && titles.is_empty()).then(|| one.at.clone())
    }
}
