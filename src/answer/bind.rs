//! Binding: from what a person typed to the value that a parameter is declared to take.

use data_encoding::HEXLOWER_PERMISSIVE;
use rusqlite::types::Value;

use super::find;
use crate::error::{Error, Result, nearest};
use crate::reader::Reader;
use crate::record::entity;
use crate::script::parameter::{Parameter, Type};
use crate::value::typed;

/// The most characters of a phrase: SQLite takes patterns of up to 50,000 bytes.
const LONGEST: usize = 4_000;

/// A parameter's name in SQL, without its colon, and its value.
pub type Bound = (String, Value);

/// The value of a parameter; NULL where it has neither a value nor a default.
///
/// # Errors
///
/// The text does not fit the type, or names nothing that the record has.
pub fn value(reader: &dyn Reader, parameter: &Parameter, given: &[String]) -> Result<Value> {
    let default: Vec<String> = parameter.default.iter().cloned().collect();
    let given = if given.is_empty() { &default } else { given };
    if parameter.is_list && !given.is_empty() {
        let values = given.iter().map(|text| one(reader, parameter, text)).collect::<Result<Vec<_>>>()?;
        let texts: Vec<serde_json::Value> = values.iter().map(as_json).collect();
        return Ok(serde_json::Value::Array(texts).to_string().into());
    }
    given.first().map_or(Ok(Value::Null), |text| one(reader, parameter, text))
}

fn as_json(value: &Value) -> serde_json::Value {
    match value {
        Value::Integer(number) => (*number).into(),
        Value::Real(number) => (*number).into(),
        Value::Text(text) => text.as_str().into(),
        Value::Null | Value::Blob(_) => serde_json::Value::Null,
    }
}

/// Sees that a text fits a parameter's type, as far as that can be told without a record.
///
/// # Errors
///
/// [`Error::BadParameter`].
pub fn check(parameter: &Parameter, text: &str) -> Result<()> {
    plain(parameter, text).map(drop)
}

fn one(reader: &dyn Reader, parameter: &Parameter, text: &str) -> Result<Value> {
    if let Some(value) = plain(parameter, text)? {
        return Ok(value);
    }
    Ok(match &parameter.kind {
        Type::Currency => {
            let code = text.to_ascii_uppercase();
            if reader.number("SELECT 1 FROM currency WHERE code = ?1", &[code.clone().into()])?.is_none() {
                return Err(Error::BadParameter {
                    name: parameter.flag(),
                    text: text.to_owned(),
                    why: "it is not a currency code of ISO 4217, such as EUR".to_owned(),
                    hint: None,
                });
            }
            code.into()
        }
        Type::Topic => {
            let sql = "SELECT id, key, label FROM topic ORDER BY key";
            find::listed(reader, &parameter.flag(), text, sql, "topics")?
        }
        Type::Source => {
            let sql = "SELECT id, key, coalesce(title, description, key) FROM source ORDER BY key";
            find::listed(reader, &parameter.flag(), text, sql, "sources")?
        }
        Type::Record(kinds) => find::record(reader, &parameter.flag(), text, kinds)?.into(),
        Type::Entity(kinds) => match entity::resolve_of(reader, text, kinds) {
            // "nl" is a country, and as a person nobody is called so.
            Err(error @ Error::UnknownEntity { .. }) if !kinds.is_empty() => {
                let why = format!("no {} is known by that name", kinds.join(" or "));
                return Err(Error::BadParameter {
                    name: parameter.flag(),
                    text: text.to_owned(),
                    why,
                    hint: error.hint(),
                });
            }
            found => found?.into(),
        },
        _ => entity::resolve(reader, text)?.into(),
    })
}

/// The value of a text whose type needs no record; None where it does.
fn plain(parameter: &Parameter, text: &str) -> Result<Option<Value>> {
    let bad = |why: &str| Error::BadParameter {
        name: parameter.flag(),
        text: text.to_owned(),
        why: why.to_owned(),
        hint: None,
    };
    let date = || {
        typed::date(text).map_err(|why| {
            let hint = Error::BadDate { text: text.to_owned(), why: why.clone() }.hint();
            Error::BadParameter { name: parameter.flag(), text: text.to_owned(), why, hint }
        })
    };
    Ok(Some(match &parameter.kind {
        Type::Text => text.to_owned().into(),
        Type::Phrase if text.chars().count() > LONGEST => {
            return Err(bad(&format!("it has more than {LONGEST} characters")));
        }
        // An empty text is in every other, as where a script's variable was never set.
        Type::Phrase if text.trim().is_empty() => return Err(bad("it is empty; leave it out to ask for all")),
        Type::Phrase => pattern(text).into(),
        Type::Integer => text.parse::<i64>().map_err(|_| bad("it is not a whole number"))?.into(),
        Type::Count => whole(text, 1).ok_or_else(|| bad("it is not a whole number from 1 on"))?.into(),
        Type::CountLeast | Type::CountMost => {
            whole(text, 0).ok_or_else(|| bad("it is not a whole number from 0 on"))?.into()
        }
        Type::Number => finite(text).ok_or_else(|| bad("it is not a number"))?.into(),
        Type::Money => {
            let (number, _) =
                typed::amount(text).ok_or_else(|| bad("it is not an amount, such as 2500000 or 2.5 billion"))?;
            number.into()
        }
        Type::DateFirst => date()?.first.into(),
        Type::DateLast => date()?.last.into(),
        Type::Day => {
            let date = date()?;
            if date.first != date.last {
                return Err(bad("it is more than one day"));
            }
            date.first.into()
        }
        Type::Currency | Type::Entity(_) | Type::Topic | Type::Source | Type::Record(_) => return Ok(None),
        Type::Enum(words) => {
            if !words.iter().any(|word| word == text) {
                let near = nearest(text, words.iter().map(String::as_str));
                let hint = near.map(|near| format!("did you mean `{near}`?"));
                let why = format!("it is one of {}", words.join(", "));
                return Err(Error::BadParameter { name: parameter.flag(), text: text.to_owned(), why, hint });
            }
            text.to_owned().into()
        }
    }))
}

/// A whole number that is no less than another.
fn whole(text: &str, least: i64) -> Option<i64> {
    text.parse().ok().filter(|number| *number >= least)
}

/// A pattern of GLOB that every text fits which contains this one, in whatever case and with whatever
/// marks, as words are found in a text: SQLite's own LIKE and lower() know the case of ASCII letters alone.
fn pattern(text: &str) -> String {
    let one = |mut forms: Box<dyn Iterator<Item = char>>| forms.next().filter(|_| forms.next().is_none());
    let mut pattern = String::from("*");
    for c in text.chars() {
        let forms = [one(Box::new(c.to_lowercase())), one(Box::new(c.to_uppercase()))].map(|form| form.unwrap_or(c));
        match c {
            '*' | '?' | '[' => pattern.extend(['[', c, ']']),
            '\'' | '’' | '‘' => pattern.push_str("['’‘‚‛]"),
            '"' | '“' | '”' => pattern.push_str("[\"“”„‟«»]"),
            '-' | '–' | '—' => pattern.push_str("[-‐‑–—]"),
            c if c.is_whitespace() => pattern.push_str("[ \n\t\u{a0}\u{202f}]"),
            _ if forms == [c, c] => pattern.push(c),
            _ => pattern.extend(['[', forms[0], forms[1], ']']),
        }
    }
    pattern + "*"
}

/// The words of a pattern, in small letters.
pub(super) fn phrase(pattern: &str) -> String {
    let mut words = String::new();
    let mut rest = pattern.strip_prefix('*').and_then(|rest| rest.strip_suffix('*')).unwrap_or(pattern).chars();
    while let Some(c) = rest.next() {
        // A class holds the two forms of a letter, or one character that would mean more by itself.
        let class: String = if c == '[' { rest.by_ref().take_while(|c| *c != ']').collect() } else { String::new() };
        words.push(class.chars().next().unwrap_or(c));
    }
    words
}

fn finite(text: &str) -> Option<f64> {
    text.parse::<f64>().ok().filter(|number| number.is_finite())
}

/// The values of several parameters, each given once.
///
/// # Errors
///
/// [`Error::BadBinding`]: as [`named_value`], or a name stands twice.
pub fn typed_all(given: &[String]) -> Result<Vec<Bound>> {
    let mut all: Vec<Bound> = Vec::new();
    for text in given {
        let bound = named_value(text)?;
        if all.iter().any(|(name, _)| *name == bound.0) {
            let why = format!("`{}` has a value already", bound.0);
            return Err(Error::BadBinding { text: text.to_owned(), why });
        }
        all.push(bound);
    }
    Ok(all)
}

/// A value given as `name=text` or `name:type=text`; without a type it is text.
///
/// # Errors
///
/// [`Error::BadBinding`]: no name, an unknown type, or a text that does not fit it.
pub fn named_value(text: &str) -> Result<Bound> {
    let bad = |why: &str| Error::BadBinding { text: text.to_owned(), why: why.to_owned() };
    let (name, value) = text.split_once('=').ok_or_else(|| bad("it has no `=`"))?;
    let (name, kind) = name.split_once(':').filter(|(name, _)| !name.is_empty()).unwrap_or((name, "text"));
    let name = name.trim_start_matches([':', '@', '$']);
    // As SQLite takes apart what follows a colon.
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '$' || !c.is_ascii()) {
        return Err(bad("its name is not a name"));
    }
    let value = match kind {
        "text" => Value::Text(value.to_owned()),
        "integer" => value.parse::<i64>().map_err(|_| bad("the value is not a whole number"))?.into(),
        "real" => finite(value).ok_or_else(|| bad("the value is not a number"))?.into(),
        "null" if value.is_empty() => Value::Null,
        "null" => return Err(bad("null takes no value")),
        "blob" => Value::Blob(
            HEXLOWER_PERMISSIVE.decode(value.as_bytes()).map_err(|_| bad("the value is not hexadecimal digits"))?,
        ),
        other => return Err(bad(&format!("`{other}` is not a type"))),
    };
    Ok((name.to_owned(), value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_guessed() {
        let typed = |text: &str| named_value(text).ok().map(|(name, value)| format!("{name} {value:?}"));
        assert_eq!(typed("n=007").as_deref(), Some("n Text(\"007\")"));
        assert_eq!(typed("day=2023-01-17").as_deref(), Some("day Text(\"2023-01-17\")"));
        assert_eq!(typed("n:integer=7").as_deref(), Some("n Integer(7)"));
        assert_eq!(typed("n:null=").as_deref(), Some("n Null"));
        assert_eq!(typed("b:blob=00ff").as_deref(), Some("b Blob([0, 255])"));
        assert_eq!(typed("é=7").as_deref(), Some("é Text(\"7\")"));
        assert_eq!(typed("x=a=b").as_deref(), Some("x Text(\"a=b\")"));
        for wrong in ["n", "n:integer=x", "n:int=1", "=1", "b:blob=0", "n:real=inf"] {
            assert!(named_value(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_phrase_is_found_in_whatever_case_it_stands() {
        let conn = rusqlite::Connection::open_in_memory().unwrap();
        let contains = |text: &str, words: &str| {
            conn.query_row("SELECT ?1 GLOB ?2", [text, &pattern(words)], |row| row.get::<_, bool>(0)).unwrap()
        };
        for (text, words) in [
            ("L’ÉTAT c’est", "l'état"),
            ("“don’t\nbuild”", "\"don't build\""),
            ("so–called", "SO-CALLED"),
            ("état", "ÉTAT"),
            ("Чернігів", "ЧЕРНІГІВ"),
            ("100% [of] a_b?*", "% [OF] A_b?*"),
            ("x", ""),
        ] {
            assert!(contains(text, words), "{text} {words}");
        }
        for (text, words) in [("etat", "état"), ("abc", "a*c"), ("abc", "a?c"), ("a b", "ab"), ("a^", "[^b]")] {
            assert!(!contains(text, words), "{text} {words}");
        }
        assert_eq!(phrase(&pattern("L'État [of] 100%*")), "l'état [of] 100%*");
        assert_eq!(
            pattern("straße-1"),
            "*[sS][tT][rR][aA]ß[eE][-‐‑–—]1*",
            "what has no single other form stands for itself"
        );
    }
}
