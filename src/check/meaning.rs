//! Advisories run over a record: every cited sentence beside all that is told of it.
//!
//! What a sentence says may be told by several records together, so it lacks a word only where none
//! of them has it. What a record adds it adds to all the sentences that it cites.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::check::Finding;
use crate::check::advice::{Advisory, Compares, Mark, Vocabulary, advisories, missing};
use crate::check::texts::Given;
use crate::error::{Error, Result};
use crate::reader::Reader;

/// What is told by one record.
#[derive(Default)]
struct Told {
    key: String,
    gist: Option<String>,
    written: BTreeSet<String>,
    days: BTreeSet<String>,
    entities: HashSet<String>,
    /// The sentences that it cites, by the place of their source among those given.
    sentences: BTreeSet<(usize, i64)>,
}

/// What the advisories find in a record beside some texts of its sources; nothing of what was judged.
///
/// # Errors
///
/// SQLite's, or [`advisories`]'.
pub fn advise(reader: &dyn Reader, given: &[Given]) -> Result<Vec<Finding>> {
    let records = records(reader, given)?;
    let judged = judged(reader)?;
    let names = names(reader)?;
    let mut findings = Vec::new();
    for advisory in advisories()? {
        let called = names.iter().map(|(name, entity)| (name.as_str(), entity.as_str()));
        let vocabulary = Vocabulary::new(&advisory, called);
        let comparing = Comparing { advisory: &advisory, vocabulary, given, records: &records, judged: &judged };
        comparing.run(&mut findings);
    }
    findings.sort_by(|a, b| (&a.check, &a.key, &a.reason).cmp(&(&b.check, &b.key, &b.reason)));
    Ok(findings)
}

struct Comparing<'a> {
    advisory: &'a Advisory,
    vocabulary: Vocabulary,
    given: &'a [Given],
    records: &'a BTreeMap<i64, Told>,
    judged: &'a HashSet<(i64, String, String)>,
}

impl Comparing<'_> {
    fn run(&self, findings: &mut Vec<Finding>) {
        let mut by_sentence: BTreeMap<(usize, i64), Vec<i64>> = BTreeMap::new();
        for (id, told) in self.records {
            for sentence in told.sentences.iter().filter(|(given, _)| self.speaks(*given)) {
                by_sentence.entry(*sentence).or_default().push(*id);
            }
        }
        for (sentence, ids) in &by_sentence {
            self.lacking(*sentence, ids, findings);
        }
        for (id, told) in self.records {
            if told.sentences.iter().all(|(given, _)| self.speaks(*given)) {
                self.added(*id, told, findings);
            }
        }
    }

    /// Whether a text is in the language of the words.
    fn speaks(&self, given: usize) -> bool {
        let wanted = self.advisory.language.as_deref();
        let language = self.given[given].language.as_deref();
        wanted.zip(language).is_none_or(|(wanted, language)| language.split('-').next() == Some(wanted))
    }

    /// The words of a sentence that nothing told of it has.
    fn lacking(&self, place: (usize, i64), ids: &[i64], findings: &mut Vec<Finding>) {
        let Some(sentence) = self.sentence(place) else { return };
        let printed = self.vocabulary.marks(sentence);
        let known: HashSet<String> =
            ids.iter().filter_map(|id| self.records.get(id)).flat_map(|told| self.known(told)).collect();
        let teller =
            ids.iter().filter_map(|id| Some((id, self.records.get(id)?))).filter(|(_, told)| told.gist.is_some());
        let shared = |told: &Told| told.gist.as_deref().map_or(0, |gist| shared(gist, sentence));
        let Some((_, told)) = teller.max_by_key(|(id, told)| (shared(told), std::cmp::Reverse(**id))) else { return };
        for mark in missing(&printed, &known) {
            if !ids.iter().any(|id| self.is_judged(*id, &mark)) {
                let source = &self.given[place.0].key;
                let reason = format!(
                    "`{}` stands in sentence {} of {source} and in nothing told of it: {sentence}",
                    mark.written, place.1
                );
                findings.push(self.finding(&told.key, reason));
            }
        }
    }

    /// The words of a gist that none of its sentences has.
    fn added(&self, id: i64, told: &Told, findings: &mut Vec<Finding>) {
        let Some(gist) = &told.gist else { return };
        let mut known = HashSet::new();
        let mut shown = Vec::new();
        for place in &told.sentences {
            let Some(sentence) = self.sentence(*place) else { return };
            shown.push(sentence);
            known.extend(self.vocabulary.senses(sentence));
        }
        if shown.is_empty() {
            return;
        }
        match self.advisory.compares {
            Compares::Names => {
                known.extend(told.entities.iter().cloned());
                // 'he' and 'there' are told by the sentence before.
                for (given, n) in &told.sentences {
                    let before = self.sentence((*given, n - 1)).map(|sentence| self.vocabulary.senses(sentence));
                    known.extend(before.into_iter().flatten());
                }
            }
            Compares::Numbers => known.extend(self.of_texts(told.days.iter().chain(&told.written))),
            Compares::Words => {}
        }
        for mark in missing(&self.vocabulary.marks(gist), &known) {
            if !self.is_judged(id, &mark) {
                let reason =
                    format!("`{}` is told and stands in no sentence cited: {}", mark.written, shown.join(" | "));
                findings.push(self.finding(&told.key, reason));
            }
        }
    }

    /// Every sense of what a record tells.
    fn known(&self, told: &Told) -> HashSet<String> {
        let mut known = self.of_texts(told.gist.iter().chain(&told.written));
        match self.advisory.compares {
            Compares::Names => known.extend(told.entities.iter().cloned()),
            Compares::Numbers => known.extend(self.of_texts(told.days.iter())),
            Compares::Words => {}
        }
        known
    }

    fn of_texts<'t>(&self, texts: impl Iterator<Item = &'t String>) -> HashSet<String> {
        texts.flat_map(|text| self.vocabulary.senses(text)).collect()
    }

    fn sentence(&self, (given, n): (usize, i64)) -> Option<&str> {
        self.given[given].text.sentence(n)
    }

    fn is_judged(&self, id: i64, mark: &Mark) -> bool {
        self.judged.contains(&(id, self.advisory.name.clone(), mark.written.to_lowercase()))
    }

    fn finding(&self, key: &str, reason: String) -> Finding {
        let severity = self.advisory.severity;
        Finding { check: self.advisory.name.clone(), key: key.to_owned(), reason, severity: Some(severity) }
    }
}

/// How many words of a gist a sentence has.
fn shared(gist: &str, sentence: &str) -> usize {
    let words = |text: &str| -> HashSet<String> {
        crate::value::normal::normal(text).split(' ').filter(|word| word.len() > 3).map(str::to_owned).collect()
    };
    words(gist).intersection(&words(sentence)).count()
}

fn records(reader: &dyn Reader, given: &[Given]) -> Result<BTreeMap<i64, Told>> {
    let mut records: BTreeMap<i64, Told> = BTreeMap::new();
    for (n, source) in given.iter().enumerate() {
        reader.each(include_str!("told.sql"), &[source.id.into()], |row| {
            let Some(id) = row.number(0)? else { return Ok(()) };
            let told = records.entry(id).or_default();
            told.key = row.text(1)?.unwrap_or_default();
            let text = row.text(3)?.unwrap_or_default();
            match row.text(2)?.as_deref() {
                Some("gist") => told.gist = Some(text),
                Some("written") => drop(told.written.insert(text)),
                Some("day") => drop(told.days.insert(text)),
                _ => drop(told.entities.insert(text)),
            }
            Ok(())
        })?;
        let sql = "SELECT record_id, sentence FROM anchor WHERE source_id = ?1 AND sentence IS NOT NULL";
        reader.each(sql, &[source.id.into()], |row| {
            if let Some((id, sentence)) = row.number(0)?.zip(row.number(1)?)
                && let Some(told) = records.get_mut(&id)
            {
                told.sentences.insert((n, sentence));
            }
            Ok(())
        })?;
    }
    Ok(records)
}

/// What was judged: of which record, which advisory, which words without case.
fn judged(reader: &dyn Reader) -> Result<HashSet<(i64, String, String)>> {
    let mut judged = HashSet::new();
    reader.each(include_str!("judged.sql"), &[], |row| {
        let told = |column| Ok::<_, Error>(row.text(column)?.unwrap_or_default());
        judged.extend(row.number(0)?.map(|id| Ok::<_, Error>((id, told(1)?, told(2)?.to_lowercase()))).transpose()?);
        Ok(())
    })?;
    Ok(judged)
}

/// What entities are called, and which.
fn names(reader: &dyn Reader) -> Result<Vec<(String, String)>> {
    let mut names = Vec::new();
    reader.each("SELECT text, CAST(entity_id AS TEXT) FROM name", &[], |row| {
        names.extend(row.text(0)?.zip(row.text(1)?));
        Ok(())
    })?;
    Ok(names)
}
