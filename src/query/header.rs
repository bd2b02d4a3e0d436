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
//! -- @cite  record_id
//! -- @money low, high
//! ```

use crate::error::{Error, Result};
use crate::escape::sentence;

/// What a query says of itself.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Header {
    /// One sentence that says what a row is.
    pub summary: String,
    /// Paragraphs that explain, if any.
    pub about: String,
    /// What it takes, in the order of the file.
    pub parameters: Vec<Parameter>,
    /// The column that holds a record's id, or a JSON array of ids.
    pub cite: Option<String>,
    /// The columns that hold amounts of money in major units.
    pub money: Vec<String>,
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

impl Header {
    /// Reads the comment that a query's SQL begins with.
    ///
    /// # Errors
    ///
    /// [`Error::BadHeader`] with the line: there is no summary, or a declaration is not understood.
    pub fn read(query: &str, sql: &str) -> Result<Self> {
        let mut header = Self::default();
        for (n, line) in sql.lines().enumerate() {
            let bad = |why: String| Error::BadHeader { query: query.to_owned(), line: n + 1, why };
            let Some(comment) = line.strip_prefix("--") else { break };
            let comment = comment.trim();
            if let Some(declaration) = comment.strip_prefix('@') {
                let (word, rest) = declaration.split_once(' ').unwrap_or((declaration, ""));
                match word {
                    "param" => {
                        let parameter = parameter(rest.trim(), n + 1).map_err(bad)?;
                        // Two names may differ as SQL and be one flag.
                        if header.parameters.iter().any(|other| other.flag() == parameter.flag()) {
                            return Err(bad(format!("the parameter `{}` is declared twice", parameter.name)));
                        }
                        header.parameters.push(parameter);
                    }
                    "cite" => header.cite = Some(rest.trim().to_owned()),
                    "money" => header.money = rest.split(',').map(|name| name.trim().to_owned()).collect(),
                    other => return Err(bad(format!("`@{other}` is not a declaration: @param, @cite and @money are"))),
                }
            } else if n == 0 {
                comment.clone_into(&mut header.summary);
            } else if !comment.is_empty() {
                header.about.push_str(if header.about.is_empty() || header.about.ends_with("\n\n") { "" } else { " " });
                header.about.push_str(comment);
            } else if !header.about.is_empty() && !header.about.ends_with("\n\n") {
                header.about.push_str("\n\n");
            }
        }
        header.about.truncate(header.about.trim_end().len());
        if header.summary.is_empty() {
            return Err(Error::BadHeader {
                query: query.to_owned(),
                line: 1,
                why: "it begins with a comment that says what a row is".to_owned(),
            });
        }
        Ok(header)
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
        if let Some(after) = rest.strip_prefix("list ") {
            (parameter.is_list, rest) = (true, after.trim());
        } else if let Some(after) = rest.strip_prefix("required ") {
            (parameter.is_required, rest) = (true, after.trim());
        } else if let Some(after) = rest.strip_prefix("= ") {
            let (value, after) =
                after.trim().split_once(char::is_whitespace).ok_or("a parameter ends with a sentence")?;
            (parameter.default, rest) = (Some(value.to_owned()), after.trim());
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
        .find_map(|(name, kind)| Some((kind, text.strip_prefix(name).filter(|rest| rest.starts_with(' '))?)))
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
        assert_eq!(header.money, ["low", "high"]);
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
