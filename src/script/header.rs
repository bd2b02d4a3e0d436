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
//! -- @hide  record_id                        for the next command, not for a reader
//! -- @drive donor  pledges.pledge_id IN (SELECT record_id FROM party WHERE entity_id = :donor)
//! -- @example --donor nl
//! ```

use crate::error::{Error, Result};
use crate::script::head::{self, Declaration};
use crate::script::settle::Driver;
use crate::text::sentence;

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
    /// The columns that are for the next command and not for a reader.
    pub hide: Columns,
    /// How rows are found fast, in order of preference, with their lines.
    pub drivers: Vec<(Driver, usize)>,
    /// Arguments that a person may try, with their lines.
    pub examples: Vec<(String, usize)>,
}

/// Columns that a declaration names, and its line.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Columns {
    /// Their names.
    pub names: Vec<String>,
    /// The line of the declaration.
    pub line: usize,
}

/// One parameter.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Parameter {
    /// Its name in SQL, without the colon; a flag has hyphens for its underscores.
    pub name: String,
    /// What values it takes.
    pub kind: Type,
    /// Whether several values may be given; they are bound as one JSON array.
    pub is_list: bool,
    /// Whether it must be given.
    pub is_required: bool,
    /// What it is when it is not given; NULL where there is no default.
    pub default: Option<String>,
    /// One line of help.
    pub about: String,
    /// The line of the file that declares it.
    pub line: usize,
}

impl Parameter {
    /// The flag that gives it, without the two hyphens.
    #[must_use]
    pub fn flag(&self) -> String {
        self.name.replace('_', "-")
    }
}

/// What values a parameter takes, and so what is bound.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Type {
    /// Text as it is.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// An amount in major units: `2.5 billion`, `1,000,000`.
    Money,
    /// A partial date or EDTF; its first day is bound.
    DateFirst,
    /// A partial date or EDTF; its last day is bound.
    DateLast,
    /// A day.
    Day,
    /// A code of ISO 4217.
    Currency,
    /// An entity by any name or code; its id is bound.
    Entity,
    /// A topic by key or label; its id is bound.
    Topic,
    /// A source by key; its id is bound.
    Source,
    /// A record by key or id; its id is bound.
    Record,
    /// One of these words.
    Enum(Vec<String>),
}

impl Type {
    /// How help names it.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Text => "TEXT".to_owned(),
            Self::Integer => "INTEGER".to_owned(),
            Self::Number => "NUMBER".to_owned(),
            Self::Money => "AMOUNT".to_owned(),
            Self::DateFirst | Self::DateLast => "DATE".to_owned(),
            Self::Day => "DAY".to_owned(),
            Self::Currency => "CURRENCY".to_owned(),
            Self::Entity => "ENTITY".to_owned(),
            Self::Topic => "TOPIC".to_owned(),
            Self::Source => "SOURCE".to_owned(),
            Self::Record => "RECORD".to_owned(),
            Self::Enum(words) => words.join("|"),
        }
    }
}

impl Type {
    /// How a header declares it.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Money => "money",
            Self::DateFirst => "date first",
            Self::DateLast => "date last",
            Self::Day => "day",
            Self::Currency => "currency",
            Self::Entity => "entity",
            Self::Topic => "topic",
            Self::Source => "source",
            Self::Record => "record",
            Self::Enum(_) => "enum",
        }
    }
}

impl Header {
    /// Reads the comment that a query's SQL begins with.
    ///
    /// # Errors
    ///
    /// [`Error::BadHeader`] with the line: there is no summary, or a declaration is not understood.
    pub fn read(query: &str, sql: &str) -> Result<Self> {
        let head = head::read(query, sql, &["param", "cite", "lead", "money", "hide", "drive", "example"])?;
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
                "hide" => header.hide = columns(),
                "drive" => header.drivers.push((driver(&text).map_err(bad)?, line)),
                _ => header.examples.push((text, line)),
            }
        }
        Ok(header)
    }
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

fn parameter(text: &str, line: usize) -> Result<Parameter, String> {
    let (name, rest) = text.split_once(char::is_whitespace).ok_or("a parameter has a name, a type and a sentence")?;
    let is_letter = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b'_';
    let is_name = |byte: u8| is_letter(&byte) || byte.is_ascii_digit();
    if !name.as_bytes().first().is_some_and(is_letter) || !name.bytes().all(is_name) {
        return Err(format!(
            "`{name}` is not a name: it is letters, digits and underscores, a letter or underscore first"
        ));
    }
    let rest = rest.trim();
    let (kind, rest) = kind(rest)?;
    let mut parameter = Parameter {
        name: name.to_owned(),
        kind,
        is_list: false,
        is_required: false,
        default: None,
        about: String::new(),
        line,
    };
    let mut rest = rest.trim();
    loop {
        if let Some(after) = rest.strip_prefix("list").filter(|after| after.starts_with(char::is_whitespace)) {
            (parameter.is_list, rest) = (true, after.trim());
        } else if let Some(after) = rest.strip_prefix("required").filter(|after| after.starts_with(char::is_whitespace))
        {
            (parameter.is_required, rest) = (true, after.trim());
        } else if let Some(after) = rest.strip_prefix("= ") {
            let (value, after) = default(after.trim(), &parameter.kind)?;
            (parameter.default, rest) = (Some(value), after);
        } else {
            break;
        }
    }
    if rest.is_empty() {
        return Err(format!("the parameter `{name}` ends with a sentence that says what it does"));
    }
    rest.clone_into(&mut parameter.about);
    Ok(parameter)
}

/// A default, read to its end: a word, words in quotes, an amount with its scale.
fn default<'t>(text: &'t str, kind: &Type) -> Result<(String, &'t str), String> {
    let unended = "a parameter ends with a sentence";
    if let Some(rest) = text.strip_prefix('"') {
        let (value, rest) = rest.split_once('"').ok_or("a default in quotes ends with one")?;
        return Ok((value.to_owned(), rest.trim()));
    }
    let (value, rest) = text.split_once(char::is_whitespace).ok_or(unended)?;
    let rest = rest.trim();
    let (scale, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    if *kind == Type::Money && ["thousand", "million", "billion", "trillion"].contains(&scale) {
        return Ok((format!("{value} {scale}"), after.trim()));
    }
    Ok((value.to_owned(), rest))
}

fn kind(text: &str) -> Result<(Type, &str), String> {
    if let Some(rest) = text.strip_prefix("enum(") {
        let (words, rest) = rest.split_once(')').ok_or("an enum's words stand in brackets")?;
        let words: Vec<String> = words.split(',').map(|word| word.trim().to_owned()).collect();
        if words.iter().any(String::is_empty) {
            return Err("an enum has words, parted by commas".to_owned());
        }
        if let Some(word) = words.iter().find(|word| sentence(word) != word.as_str()) {
            return Err(format!("the word `{word}` holds a character that cannot be typed or seen"));
        }
        return Ok((Type::Enum(words), rest));
    }
    let names = [
        ("date first", Type::DateFirst),
        ("date last", Type::DateLast),
        ("day", Type::Day),
        ("text", Type::Text),
        ("integer", Type::Integer),
        ("number", Type::Number),
        ("money", Type::Money),
        ("currency", Type::Currency),
        ("entity", Type::Entity),
        ("topic", Type::Topic),
        ("source", Type::Source),
        ("record", Type::Record),
    ];
    names
        .into_iter()
        .find_map(|(name, kind)| {
            let rest = text.strip_prefix(name)?;
            (rest.is_empty() || rest.starts_with(char::is_whitespace)).then_some((kind, rest))
        })
        .ok_or_else(|| format!("`{}` is not a type", text.split_whitespace().next().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_says_what_a_row_is_and_what_it_takes() {
        let sql = "-- Rows.\n--\n-- One.\n-- Two.\n--\n-- @param a entity list only these\n-- @param n integer = 3 how many\n-- @param k enum(x, y) required which\n-- @cite id\n-- @money low, high\nSELECT 1;\n-- not header";
        let header = Header::read("q", sql).unwrap();
        assert_eq!((header.summary.as_str(), header.about.as_str()), ("Rows.", "One. Two."));
        let [a, n, k] = header.parameters.as_slice() else { panic!("{header:?}") };
        assert!(a.is_list && a.kind == Type::Entity && a.about == "only these");
        assert_eq!((n.default.as_deref(), n.about.as_str()), (Some("3"), "how many"));
        assert!(k.is_required && k.kind == Type::Enum(vec!["x".into(), "y".into()]));
        assert_eq!(header.money.names, ["low", "high"]);
    }

    #[test]
    fn a_bad_declaration_names_its_line() {
        for sql in ["-- Rows.\n-- @param a thing it", "-- Rows.\n-- @sort by", "-- Rows.\n-- @param a text"] {
            assert!(matches!(Header::read("q", sql), Err(Error::BadHeader { line: 2, .. })), "{sql}");
        }
        assert!(Header::read("q", "SELECT 1").is_err());
    }

    #[test]
    fn names_and_words_are_such_that_a_person_can_give_them() {
        for declarations in [
            "@param a text it\n-- @param a text it",
            "@param a text it\n-- @param 1a text it",
            "@param a text it\n-- @param b-c text it",
            "@param a text it\n-- @param é text it",
            "@param a text it\n-- @param b enum() it",
            "@param a text it\n-- @param b enum(x,, y) it",
            "@param a text it\n-- @param b enum(x, \u{1b}[31m) it",
            "@param a text it\n-- @param b enum(x, \u{202e}y) it",
        ] {
            let read = Header::read("q", &format!("-- Rows.\n-- {declarations}\nSELECT 1"));
            assert!(matches!(read, Err(Error::BadHeader { line: 3, .. })), "{declarations}: {read:?}");
        }
    }
}
