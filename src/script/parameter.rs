//! Parameters of a question: their names, types and defaults, as its header declares them.

use crate::text::sentence;

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
    /// Text that a longer one contains, whatever the case of its letters; bound as a pattern of GLOB.
    Phrase,
    /// A whole number.
    Integer,
    /// A whole number from 1 on.
    Count,
    /// A whole number from 0 on, the least of a range.
    CountLeast,
    /// The same, the most of a range.
    CountMost,
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
    /// An entity of one of these kinds, or of any, by any name or code; its id is bound.
    Entity(Vec<String>),
    /// A topic by key or label; its id is bound.
    Topic,
    /// A source by key; its id is bound.
    Source,
    /// A record of one of these kinds, or of any, by key, id or title; its id is bound.
    Record(Vec<String>),
    /// One of these words.
    Enum(Vec<String>),
}

impl Type {
    /// How help names it.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Text | Self::Phrase => "TEXT".to_owned(),
            Self::Integer => "INTEGER".to_owned(),
            Self::Count | Self::CountLeast | Self::CountMost => "COUNT".to_owned(),
            Self::Number => "NUMBER".to_owned(),
            Self::Money => "AMOUNT".to_owned(),
            Self::DateFirst | Self::DateLast => "DATE".to_owned(),
            Self::Day => "DAY".to_owned(),
            Self::Currency => "CURRENCY".to_owned(),
            Self::Entity(kinds) if kinds.is_empty() => "ENTITY".to_owned(),
            Self::Topic => "TOPIC".to_owned(),
            Self::Source => "SOURCE".to_owned(),
            Self::Record(kinds) if kinds.is_empty() => "RECORD".to_owned(),
            Self::Entity(kinds) | Self::Record(kinds) => kinds.join("|").to_uppercase(),
            Self::Enum(words) => words.join("|"),
        }
    }

    /// How a header declares it.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Phrase => "phrase",
            Self::Integer => "integer",
            Self::Count => "count",
            Self::CountLeast => "count least",
            Self::CountMost => "count most",
            Self::Number => "number",
            Self::Money => "money",
            Self::DateFirst => "date first",
            Self::DateLast => "date last",
            Self::Day => "day",
            Self::Currency => "currency",
            Self::Entity(_) => "entity",
            Self::Topic => "topic",
            Self::Source => "source",
            Self::Record(_) => "record",
            Self::Enum(_) => "enum",
        }
    }
}

/// Reads a declaration: a name, a type, a default and a sentence.
pub(super) fn parameter(text: &str, line: usize) -> Result<Parameter, String> {
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
    for (name, of) in [("record(", Type::Record as fn(_) -> _), ("entity(", Type::Entity)] {
        let Some(rest) = text.strip_prefix(name) else { continue };
        let (kinds, rest) = rest.split_once(')').ok_or("kinds stand in brackets")?;
        return Ok((of(kinds.split(',').map(|kind| kind.trim().to_owned()).collect()), rest));
    }
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
    plain()
        .into_iter()
        .find_map(|(name, kind)| {
            let rest = text.strip_prefix(name)?;
            (rest.is_empty() || rest.starts_with(char::is_whitespace)).then_some((kind, rest))
        })
        .ok_or_else(|| format!("`{}` is not a type", text.split_whitespace().next().unwrap_or_default()))
}

/// The types that are a word or two, of two that begin alike the longer first.
fn plain() -> [(&'static str, Type); 16] {
    [
        ("date first", Type::DateFirst),
        ("date last", Type::DateLast),
        ("day", Type::Day),
        ("text", Type::Text),
        ("phrase", Type::Phrase),
        ("integer", Type::Integer),
        ("count least", Type::CountLeast),
        ("count most", Type::CountMost),
        ("count", Type::Count),
        ("number", Type::Number),
        ("money", Type::Money),
        ("currency", Type::Currency),
        ("entity", Type::Entity(Vec::new())),
        ("topic", Type::Topic),
        ("source", Type::Source),
        ("record", Type::Record(Vec::new())),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_known_wherever_types_are_told() {
        let spec = include_str!("../../docs/schemas/spec.json");
        let typed: toml::Table = include_str!("../../seed/datasette/typed.toml").parse().unwrap();
        for word in plain().iter().map(|(word, _)| *word).chain(["enum"]) {
            let declared = if word == "enum" { "enum(a) b".to_owned() } else { format!("{word} b") };
            let (kind, rest) = kind(&declared).unwrap();
            assert_eq!((kind.word(), rest), (word, " b"));
            assert!(spec.contains(&format!("{word:?}")), "docs/schemas/spec.json: {word}");
            assert!(typed.contains_key(word), "seed/datasette/typed.toml: {word}");
        }
    }
}
