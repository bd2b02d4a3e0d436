//! Mentions: what of the record, and which days, a plain question names.

use std::ops::Range;

use super::words::{Lists, Word};
use crate::error::Result;
use crate::reader::Reader;
use crate::record::entity;
use crate::value::normal::normal;
use crate::value::typed;

/// Most words of one name.
const LONGEST: usize = 7;

/// The longest code of an entity.
const CODE: usize = 3;

/// Words in small letters that are also codes.
const WORDS: [&str; 3] = ["us", "may", "per"];

/// Something that a question names.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// What it may be.
    pub readings: Vec<Reading>,
    /// Its words.
    pub at: Range<usize>,
    /// The word before it that says what part it has; empty where there is none.
    pub before: String,
    /// Whether it is the one who does something, or the one to whom it is done, as an auxiliary before it says.
    pub side: Option<&'static str>,
}

impl Mention {
    /// Whether it can be nothing but a topic.
    #[must_use]
    pub fn is_topic(&self) -> bool {
        self.readings.iter().all(|reading| matches!(reading, Reading::Topic(_)))
    }
}

/// What a name may be.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// An entity, by its key and its kind.
    Entity(String, String),
    /// The same, named by a city that stands for it.
    Metonym(String, String),
    /// A topic, by its key.
    Topic(String),
    /// A source, by its key.
    Source(String),
    /// A date, as EDTF.
    Day(String),
    /// Words in quotation marks.
    Text(String),
}

/// What a question names, longest names first where several begin at a word.
///
/// # Errors
///
/// A name is borne by several entities; or the reader's.
pub fn mentions(reader: &dyn Reader, words: &[Word], lists: &Lists, today: &str) -> Result<Vec<Mention>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let longest = LONGEST.min(words.len() - at);
        let mut end = at + 1;
        for long in (1..=longest).rev() {
            let readings = readings(reader, words, at..at + long, lists, today)?;
            if !readings.is_empty() {
                end = at + long;
                let word = before(words, at, lists);
                let is_in = |list: &[String]| word.is_some_and(|word| list.contains(&word.lower));
                let after = &words[at + long..];
                let is_been = after.first().is_some_and(|word| ["been", "being", "be"].contains(&word.lower.as_str()));
                let is_done_to = (is_in(&lists.passive) || is_been) && lists.is_passive(after);
                let side = if is_done_to { Some("object") } else { is_in(&lists.auxiliary).then_some("subject") };
                let before = word.filter(|_| is_in(&lists.before)).map_or(String::new(), |word| word.lower.clone());
                found.push(Mention { readings, at: at..end, before, side });
                break;
            }
        }
        at = end;
    }
    Ok(found)
}

/// The word that stands before a name, articles and titles left aside.
fn before<'w>(words: &'w [Word], at: usize, lists: &Lists) -> Option<&'w Word> {
    words[..at].iter().rev().find(|word| !lists.aside.contains(&word.lower))
}

fn readings(reader: &dyn Reader, words: &[Word], at: Range<usize>, lists: &Lists, today: &str) -> Result<Vec<Reading>> {
    let part = &words[at.clone()];
    if let [one] = part
        && one.is_quoted
    {
        return Ok(vec![Reading::Text(one.text.clone())]);
    }
    let is_edge =
        |word: &Word| word.is_quoted || lists.is_turning(word) || (lists.is_empty(&word.lower) && !is_name(word));
    if part.iter().any(|word| word.is_quoted) || is_edge(&part[0]) || is_edge(&part[part.len() - 1]) {
        return Ok(Vec::new());
    }
    let text = part.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
    if let Some(edtf) = day(&text, today) {
        return Ok(vec![Reading::Day(edtf)]);
    }
    let mut readings = Vec::new();
    let after_article = at.start > 0 && words[at.start - 1].lower == "the";
    let is_short = part.len() == 1 && part[0].lower.chars().count() <= CODE;
    let is_word = is_short
        && (lists.abbreviations.contains(&part[0].lower)
            || (!is_name(&part[0]) && !after_article && WORDS.contains(&part[0].lower.as_str())));
    if !is_word && let Some(id) = entity::find(reader, &text)? {
        let of = |sql: &str| reader.texts(sql, &[id.into()]).map(|texts| texts.concat());
        let key = of("SELECT key FROM record WHERE id = ?1")?;
        // Kyiv may speak for Ukraine, and what happens in Kyiv does not happen all over it.
        let metonym = "SELECT 1 FROM name WHERE entity_id = ?1 AND normal = ?2 AND kind = 'metonym'";
        let is_metonym = reader.number(metonym, &[id.into(), normal(&text).into()])?.is_some();
        let kind = of("SELECT kind FROM entity WHERE id = ?1")?;
        readings.push(if is_metonym { Reading::Metonym(key, kind) } else { Reading::Entity(key, kind) });
    }
    let slug = part.iter().map(|word| word.lower.as_str()).collect::<Vec<_>>().join("-");
    let spaced = slug.replace('-', " ");
    let sql = "SELECT key FROM topic WHERE key = ?1 OR lower(label) = ?2 LIMIT 1";
    readings.extend(reader.texts(sql, &[slug.clone().into(), spaced.into()])?.into_iter().map(Reading::Topic));
    let sql = "SELECT key FROM source WHERE key = ?1";
    readings.extend(reader.texts(sql, &[slug.into()])?.into_iter().map(Reading::Source));
    Ok(readings)
}

/// Whether a word is written as a name is: with a capital that its place alone does not explain.
fn is_name(word: &Word) -> bool {
    let mut letters = word.text.chars().filter(|c| c.is_alphabetic());
    letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_uppercase) && word.text.chars().count() > 1
}

/// A date as people write it in a sentence; a lone word such as `may` or `1` is none.
fn day(text: &str, today: &str) -> Option<String> {
    let has_year = text.split(|c: char| !c.is_ascii_digit()).any(|part| part.len() == 4);
    typed::relative(text, today).or_else(|| typed::date(text).ok().filter(|_| has_year).map(|date| date.edtf))
}
