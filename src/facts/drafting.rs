//! Drafting: the skeleton of a facts file for a text.
//!
//! The source's hash and size, its sentences numbered as comments, and under each what is known or
//! can be read in it: names, amounts, dates, quotations. A person then writes facts, not clerical
//! work.

use std::collections::HashMap;

use crate::error::Result;
use crate::facts::anchor::Text;
use crate::reader::Reader;
use crate::value::day::resolve_words;
use crate::value::hash::sha256;
use crate::value::key::Key;
use crate::value::money::Money;
use crate::value::normal::normal;
use crate::value::sentence::sentences;

/// The most words that a name, an amount or a date is looked for in.
const WINDOW: usize = 7;

/// Quotation marks that open, with those that close.
const MARKS: [(char, char); 4] = [('“', '”'), ('"', '"'), ('„', '“'), ('«', '»')];

/// The skeleton for a text; `name` is its file's name, `on` the day it was published, if known.
///
/// # Errors
///
/// SQLite's.
pub fn skeleton(reader: &dyn Reader, name: &str, content: &str, on: Option<&str>) -> Result<String> {
    let stem = std::path::Path::new(name).file_stem().map_or_else(|| name.into(), std::ffi::OsStr::to_string_lossy);
    let key = Key::from_text(&stem, 60).map_or_else(|| "my-source".to_owned(), |key| key.to_string());
    let text = Text::new(content.to_owned());
    let mut draft = format!(
        "# The facts of {}, in your own words; quotations as printed.\n\n[source]\nkey = \"{key}\"\n",
        comment(name)
    );
    draft.push_str("kind = \"news-report\"\n# title = \"\"\n# publisher = \"\"\n# url = \"\"\n# language = \"en\"\n");
    match on {
        Some(day) => draft.push_str(&format!("published = \"{day}\"\n")),
        None => draft.push_str("# published = \"2023-01-17\"\n"),
    }
    let (hash, bytes, count) = (sha256(content.as_bytes()), content.len(), text.sentence_count());
    draft.push_str(&format!("sha256 = \"{hash}\"\nbytes = {bytes}\nsentences = {count}\n"));
    let known = Known::read(reader)?;
    let mut seen: Vec<String> = Vec::new();
    for (n, range) in sentences(content).into_iter().enumerate() {
        let sentence = &content[range];
        draft.push_str(&format!("\n# {}. {}\n", n + 1, comment(sentence)));
        for hint in known.hints(sentence, on) {
            // What was said of an earlier sentence need not be said again.
            if !seen.contains(&hint) {
                draft.push_str(&format!("#    {}\n", comment(&hint)));
                seen.push(hint);
            }
        }
    }
    draft.push_str(EXAMPLE);
    Ok(draft)
}

/// Text as a comment of TOML holds it: on one line, controls as their pictures.
fn comment(text: &str) -> String {
    let picture = |c: char| if c == '\u{7F}' { Some('\u{2421}') } else { char::from_u32(0x2400 + u32::from(c)) };
    let shown = |c: char| match c {
        '\n' | '\r' => ' ',
        c if c.is_ascii_control() && c != '\t' => picture(c).unwrap_or(c),
        c => c,
    };
    text.replace("\r\n", "\n").chars().map(shown).collect()
}

/// Words as a string of TOML holds them, between its quotation marks.
fn quoted(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for c in words.replace("\r\n", "\n").chars() {
        match c {
            '"' | '\\' => text.extend(['\\', c]),
            '\n' | '\r' | '\t' => text.push(' '),
            c if c.is_ascii_control() => text.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => text.push(c),
        }
    }
    text
}

/// What the person fills in.
const EXAMPLE: &str = "
# One table for each fact; cite = [...] are a few words as printed. For instance:
#
# [[statement]]
# key = \"\"
# verb = \"says\"
# form = \"direct\"
# gist = \"\"
# speaker_basis = \"stated\"
# parties.speaker = \"\"
# cite = [{ quote = \"\" }]
";

/// What the record knows that a text may hold.
struct Known {
    names: HashMap<String, String>,
    minor_units: HashMap<String, Option<u32>>,
}

impl Known {
    fn read(reader: &dyn Reader) -> Result<Self> {
        let (mut names, mut minor_units) = (HashMap::new(), HashMap::new());
        let sql = "SELECT name.normal, record.key FROM name JOIN record ON record.id = name.entity_id ORDER BY record.id DESC";
        reader.each(sql, &[], |row| {
            names.extend(row.text(0)?.zip(row.text(1)?));
            Ok(())
        })?;
        reader.each("SELECT code, minor_unit FROM currency", &[], |row| {
            let digits = row.number(1)?.and_then(|digits| u32::try_from(digits).ok());
            minor_units.extend(row.text(0)?.map(|code| (code, digits)));
            Ok(())
        })?;
        Ok(Self { names, minor_units })
    }

    fn hints(&self, sentence: &str, on: Option<&str>) -> Vec<String> {
        let words: Vec<&str> = sentence.split_whitespace().collect();
        let mut hints = Vec::new();
        self.windows(&words, &mut hints, |words| {
            let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
            let bare = bare.trim_end_matches("’s").trim_end_matches("'s");
            let is_name = bare.chars().any(char::is_uppercase) && bare.chars().count() > 1;
            let key = self.names.get(&normal(bare)).filter(|_| is_name)?;
            Some(format!("entity: {bare} = {key}"))
        });
        self.windows(&words, &mut hints, |words| {
            let bare = words.trim_matches(['(', ')', ',', '.', ';', '“', '”', '"']);
            let money = Money::read(bare, None, |code| self.minor_units.get(code).copied().flatten()).ok()?;
            let _ = money;
            Some(format!("money: \"{bare}\""))
        });
        if let Some(on) = on {
            self.windows(&words, &mut hints, |words| {
                let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
                let date = resolve_words(bare, on)?;
                Some(format!("date: {{ date = \"{date}\", words = \"{bare}\", from = \"{on}\" }}"))
            });
        }
        for (open, close) in MARKS {
            let mut rest = sentence;
            while let Some((_, after)) = rest.split_once(open) {
                let Some((quote, after)) = after.split_once(close) else { break };
                hints.push(format!("quote: {{ quote = \"{}\" }}", quoted(quote)));
                rest = after;
            }
        }
        hints
    }

    /// The longest runs of words that something is found in, from left to right.
    #[allow(clippy::unused_self)]
    fn windows(&self, words: &[&str], hints: &mut Vec<String>, find: impl Fn(&str) -> Option<String>) {
        let mut at = 0;
        while at < words.len() {
            let most = WINDOW.min(words.len() - at);
            let found = (1..=most).rev().find_map(|length| Some((length, find(&words[at..at + length].join(" "))?)));
            at += found.as_ref().map_or(1, |(length, _)| *length);
            hints.extend(found.map(|(_, hint)| hint));
        }
    }
}
