//! The header of a query: the comment that says what a row is and what the query takes.
//!
//! ```sql
//! -- Pledges that a donor made, newest first.
//! --
//! -- Sentences that explain.
//! --
//! -- @param donor  entity           only what this party pledged
//! -- @param since  date first       made on or after this day
//! -- @param depth  integer = 3      how far to go
//! -- @param word   text required    what to look for
//! -- @cite  record_id                        the records by which a row is cited
//! -- @lead  title                            prose, which gets the room where it is short
//! -- @money low, high                        amounts
//! -- @number best                            numbers, grouped by thousands
//! -- @flag approximate                       1 or 0, yes or no where people read
//! -- @day date                               dates, in words where people read
//! -- @hide  record_id                        for the next command, not for a reader
//! -- @once  question, why                    not told again where the row above has the same
//! -- @compare first, second                 two texts, with the words marked in which they differ
//! -- @spare note, form                       go where room is short, the first first
//! -- @chart bar, timeline                    the pictures that it makes, the usual one first
//! -- @label donor, title                     what a mark of a picture is called
//! -- @value low, high                        its value, or its bounds, or low, best and high
//! -- @unit  currency                         in what the value is counted
//! -- @hedge as_written                       the words it was written in, or 1 where it is about right
//! -- @cue promis*, in all                   words by which people ask for it
//! -- @also money                            words that may stand in such a sentence, and ask for nothing themselves
//! -- @never why, who                        words of sentences that ask something else
//! -- @slot donor  subject, by                where a parameter stands in a sentence
//! -- @slot kind=aid  aid, help               the words that stand for a value of it
//! -- @nothing word  only cited words are seen  what is said with no rows, where the parameter was given
//! -- @drive donor  pledges.pledge_id IN (SELECT record_id FROM party WHERE entity_id = :donor)
//! -- @advises possible                        a check: what it finds asks for a look, and is no fault
//! -- @try --donor nl --cite                 an example on the built-in record, which the help shows
//! -- @hash                                   the hash of what the record says is told beside the answer
//! -- @example --donor nl
//! ```

use crate::error::{Error, Result};
use crate::script::head::{self, Declaration};
use crate::script::parameter::{Parameter, parameter};
use crate::script::settle::Driver;
use crate::script::severity::Severity;

/// The words that a header may declare by.
const DECLARATIONS: [&str; 26] = [
    "param", "cite", "lead", "money", "number", "flag", "day", "hide", "once", "compare", "spare", "chart", "label",
    "value", "unit", "hedge", "cue", "also", "never", "slot", "nothing", "drive", "try", "example", "advises", "hash",
];

/// What a query says of itself.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Header {
    /// One sentence that says what a row is.
    pub summary: String,
    /// Paragraphs that explain, if any.
    pub about: String,
    /// What it takes, in the order of the file.
    pub parameters: Vec<Parameter>,
    /// The column that holds a record's id, or a JSON array of ids, and the line that says so.
    pub cite: Option<(String, usize)>,
    /// The columns that are prose, and get the room.
    pub lead: Columns,
    /// The columns that hold amounts of money in major units.
    pub money: Columns,
    /// The columns that hold other numbers, shown as amounts are.
    pub number: Columns,
    /// The columns that hold 1 or 0, shown as yes or no.
    pub flag: Columns,
    /// The columns that hold dates in EDTF.
    pub day: Columns,
    /// The columns that are for the next command and not for a reader.
    pub hide: Columns,
    /// The columns whose value is not told again where the row above has it.
    pub once: Columns,
    /// The two columns of text whose differing words are marked.
    pub compare: Columns,
    /// The columns that go where room is short, the first first.
    pub spare: Columns,
    /// The pictures that it makes, by name, the usual one first.
    pub chart: Columns,
    /// The columns that a mark of a picture is called by.
    pub label: Columns,
    /// The columns of a mark's value.
    pub value: Columns,
    /// The column that says in what the value is counted.
    pub unit: Columns,
    /// The column that hedges the value.
    pub hedge: Columns,
    /// The words by which people ask for it.
    pub cues: Vec<String>,
    /// Words that may stand in such a sentence, and ask for nothing by themselves.
    pub also: Vec<String>,
    /// Words of sentences that ask something else.
    pub never: Vec<String>,
    /// Where its parameters stand in a sentence.
    pub slots: Vec<Slot>,
    /// What is said where there are no rows and a parameter was given: its name, the sentence, and the line.
    pub nothing: Vec<(String, String, usize)>,
    /// Whether the hash of what the record says is told beside the answer.
    pub is_hashed: bool,
    /// Of a check: how likely what it finds is a mistake; None where it is one.
    pub advises: Option<Severity>,
    /// How rows are found fast, in order of preference, with their lines.
    pub drivers: Vec<(Driver, usize)>,
    /// Arguments that the help shows, on the record that a person begins with.
    pub tries: Vec<(String, usize)>,
    /// Arguments that a person may try, with their lines.
    pub examples: Vec<(String, usize)>,
}

/// Where a parameter stands in a sentence that asks the question.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Slot {
    /// The parameter.
    pub parameter: String,
    /// The kinds that an entity must be of; none where any will do.
    pub kinds: Vec<String>,
    /// The value that the words stand for; None where what is named is the value.
    pub value: Option<String>,
    /// Words before what is named, `subject`, `object`, `any` or `rest`; or the words that stand for the value.
    pub cues: Vec<String>,
    /// The line of the declaration.
    pub line: usize,
}

/// Columns that a declaration names, and its line.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Columns {
    /// Their names.
    pub names: Vec<String>,
    /// The line of the declaration.
    pub line: usize,
}

impl Header {
    /// Reads the comment that a query's SQL begins with.
    ///
    /// # Errors
    ///
    /// [`Error::BadHeader`] with the line: there is no summary, or a declaration is not understood.
    pub fn read(query: &str, sql: &str) -> Result<Self> {
        let head = head::read(query, sql, &DECLARATIONS)?;
        let mut header = Self { summary: head.summary, about: head.about, ..Self::default() };
        for Declaration { word, text, line } in head.declarations {
            let bad = |why: String| Error::BadHeader { query: query.to_owned(), line, why };
            let columns = || Columns {
                names: text.split([',', ' ']).filter(|name| !name.is_empty()).map(str::to_owned).collect(),
                line,
            };
            match word.as_str() {
                "param" => {
                    let text = text.replace('\n', " ");
                    let parameter = parameter(text.trim(), line).map_err(bad)?;
                    // Two names may differ as SQL and be one flag.
                    if header.parameters.iter().any(|other| other.flag() == parameter.flag()) {
                        return Err(bad(format!("the parameter `{}` is declared twice", parameter.name)));
                    }
                    header.parameters.push(parameter);
                }
                "cite" => match columns().names.as_slice() {
                    [name] => header.cite = Some((name.clone(), line)),
                    _ => return Err(bad("one column holds the records that a row is cited by".to_owned())),
                },
                "lead" => header.lead = columns(),
                "money" => header.money = columns(),
                "number" => header.number = columns(),
                "flag" => header.flag = columns(),
                "day" => header.day = columns(),
                "hide" => header.hide = columns(),
                "once" => header.once = columns(),
                "compare" => header.compare = columns(),
                "spare" => header.spare = columns(),
                "chart" => header.chart = columns(),
                "label" => header.label = columns(),
                "value" => header.value = columns(),
                "unit" => header.unit = columns(),
                "hedge" => header.hedge = columns(),
                "hash" => header.is_hashed = true,
                "try" => header.tries.push((text, line)),
                "cue" => header.cues.extend(listed(&text)),
                "never" => header.never.extend(listed(&text)),
                "also" => header.also.extend(listed(&text)),
                "slot" => header.slots.push(slot(&text, line).map_err(bad)?),
                "nothing" => header.nothing.push(nothing(&text, line).map_err(bad)?),
                "advises" => {
                    let wrong = || bad("what a check advises is `likely` or `possible` a mistake".to_owned());
                    header.advises = Some(Severity::from_word(text.trim()).ok_or_else(wrong)?);
                }
                "drive" => header.drivers.push((driver(&text).map_err(bad)?, line)),
                _ => header.examples.push((text, line)),
            }
        }
        Ok(header)
    }
}

/// Words or groups of words, parted by commas.
fn listed(text: &str) -> Vec<String> {
    let words = text.split(',').map(|words| words.split_whitespace().collect::<Vec<_>>().join(" "));
    words.filter(|words| !words.is_empty()).collect()
}

/// `name  sentence`.
fn nothing(text: &str, line: usize) -> Result<(String, String, usize), String> {
    let (name, said) = text.trim().split_once(char::is_whitespace).unwrap_or((text.trim(), ""));
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    if said.is_empty() {
        return Err("it is a parameter, and what is said where it finds nothing".to_owned());
    }
    Ok((name.to_owned(), said, line))
}

/// `name  words`, `name:kind|kind  words` or `name=value  words`.
fn slot(text: &str, line: usize) -> Result<Slot, String> {
    let wrong = || "it is a parameter, or one with a value (`name=value`), and words parted by commas".to_owned();
    let (name, words) = text.trim().split_once(char::is_whitespace).ok_or_else(wrong)?;
    let (parameter, value) = name.split_once('=').map_or((name, None), |(name, value)| (name, Some(value.to_owned())));
    let (parameter, kinds) = parameter.split_once(':').unwrap_or((parameter, ""));
    let kinds = kinds.split('|').filter(|kind| !kind.is_empty()).map(str::to_owned).collect();
    let cues = listed(words);
    if parameter.is_empty() || cues.is_empty() {
        return Err(wrong());
    }
    Ok(Slot { parameter: parameter.to_owned(), kinds, value, cues, line })
}

/// `actor, target  condition`: which parameters it needs, and what all rows meet then.
fn driver(text: &str) -> Result<Driver, String> {
    let wrong = || "it is the names of parameters, parted by commas, and a condition".to_owned();
    let mut rest = text.trim();
    let mut names = Vec::new();
    loop {
        let end = rest.find(|c: char| c == ',' || c.is_whitespace()).ok_or_else(wrong)?;
        names.push(rest[..end].to_owned());
        let after = rest[end..].trim_start();
        let Some(more) = after.strip_prefix(',') else {
            rest = after;
            break;
        };
        rest = more.trim_start();
    }
    if names.iter().any(String::is_empty) || rest.is_empty() {
        Err(wrong())
    } else {
        Ok(Driver { names, condition: rest.to_owned() })
    }
}

#[cfg(test)]
mod tests;
