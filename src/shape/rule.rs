//! Rules of the schema that a row breaks: what SQLite says of them, in words.

use super::Column;
use crate::error::nearest;
use crate::script::tokens;

/// A rule that does not hold, as SQLite names it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Rule {
    /// The rule's text: the expression of a CHECK, or the columns of a key.
    pub text: String,
    /// The first column that it is about.
    pub field: String,
    /// The words that the column may hold, where the rule is a list of them.
    pub words: Vec<String>,
}

impl Rule {
    /// The rule behind an error; None where the error is about something else.
    #[must_use]
    pub fn of(cause: &rusqlite::Error) -> Option<Self> {
        let is_rule = cause.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation);
        is_rule.then(|| Self::from_text(&cause.to_string()))
    }

    /// The rule of a column that admits a closed list of words.
    #[must_use]
    pub fn of_words(column: &Column) -> Self {
        let words = column.words.iter().map(|word| word.word.clone()).collect();
        Self { text: String::new(), field: column.name.clone(), words }
    }

    fn from_text(message: &str) -> Self {
        let text = message.split_once("failed: ").map_or(message, |(_, rule)| rule);
        // SQLite tells the rule as it is written, with the comments of its words.
        let text = tokens::uncommented(text).replace("( ", "(").replace(" )", ")");
        let field = text.split(|c| !is_of_name(c)).find(|word| !word.is_empty()).unwrap_or_default().to_owned();
        let start = format!("{field} = '");
        let chain: Option<Vec<String>> =
            text.split(" OR ").map(|part| part.strip_prefix(&start)?.strip_suffix('\'').map(str::to_owned)).collect();
        let pair = || {
            let (_, list) = text.split_once(" IN (")?;
            Some(list.split('\'').skip(1).step_by(2).map(str::to_owned).collect())
        };
        let words = chain.or_else(pair).unwrap_or_default();
        Self { text, field, words }
    }

    /// What is wrong with a value of [`Self::field`], and the next step.
    #[must_use]
    pub fn told(&self, value: Option<&str>) -> (String, Option<String>) {
        if self.text.contains("NOT GLOB '*[^a-z0-9-]*'") {
            let given = value.map_or_else(String::new, |value| format!("`{value}` is no {}: ", self.field));
            return (format!("{given}it is lower-case letters, digits and hyphens"), None);
        }
        if self.words.is_empty() {
            return (format!("a rule of the record does not hold: {}", self.text), None);
        }
        let value = value.unwrap_or_default();
        let hint = nearest(value, self.words.iter().map(String::as_str)).map(|near| format!("did you mean `{near}`?"));
        (format!("`{value}` is no {}: it is one of {}", self.field, self.words.join(", ")), hint)
    }

    /// Whether the rule speaks of a column.
    #[must_use]
    pub fn names(&self, column: &str) -> bool {
        self.text.split(|c| !is_of_name(c)).any(|word| word == column)
    }
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_words_is_told_with_the_nearest_of_them() {
        for text in [
            "CHECK constraint failed: type = 'meeting'\n    OR type = 'call' OR type = 'visit'",
            "CHECK constraint failed: type IN ('meeting', 'call', 'visit')",
        ] {
            let rule = Rule::from_text(text);
            let (what, hint) = rule.told(Some("meting"));
            assert_eq!(what, "`meting` is no type: it is one of meeting, call, visit");
            assert_eq!(hint.as_deref(), Some("did you mean `meeting`?"));
        }
    }

    #[test]
    fn any_other_rule_is_told_as_it_stands() {
        let rule = Rule::from_text("CHECK constraint failed: first_day <= last_day OR first_day = '0000-01-01'");
        assert_eq!((rule.field.as_str(), rule.words.len()), ("first_day", 0));
        assert!(rule.names("last_day") && !rule.names("day"));
        assert!(rule.told(None).0.ends_with("first_day <= last_day OR first_day = '0000-01-01'"));
    }
}
