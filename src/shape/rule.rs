//! Rules of the schema that a row breaks: what SQLite says of them, in words.

use super::Column;
use crate::error::nearest;
use crate::script::tokens;
use crate::seed;

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
        // Of `length(sha256) = 64`, the column.
        let names = text.strip_prefix("length(").unwrap_or(&text);
        let field = names.split(|c| !is_of_name(c)).find(|word| !word.is_empty()).unwrap_or_default().to_owned();
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
        if self.text.contains("NOT GLOB '*[^0-9a-f]*'") {
            let given = value.map_or_else(String::new, |value| format!("`{value}` is none: "));
            return (format!("{given}a hash is 64 digits, 0 to 9 and a to f"), None);
        }
        if self.words.is_empty() {
            return (self.in_words(value), None);
        }
        let value = value.unwrap_or_default();
        let hint = nearest(value, self.words.iter().map(String::as_str)).map(|near| format!("did you mean `{near}`?"));
        (format!("`{value}` is no {}: it is one of {}", self.field, self.words.join(", ")), hint)
    }

    /// A rule that is no list: what the schema says beside it where it is about several columns, what
    /// its form says where it is about one, and else the rule itself.
    fn in_words(&self, value: Option<&str>) -> String {
        if let Some(words) = beside(&self.text) {
            return words.to_owned();
        }
        let field = self.field.trim_end_matches("_id");
        let given = value.map_or_else(|| format!("`{field}`"), |value| format!("{field} `{value}`"));
        let rest = self.text.strip_prefix(&self.field).unwrap_or_default().trim();
        if rest.starts_with("IS date(") {
            return format!("{given} is no day such as 2023-01-17");
        }
        let (sign, bound) = rest.split_once(' ').unwrap_or_default();
        match (sign, bound) {
            ("<>", "''") => format!("`{field}` is empty"),
            ("<>", other) if is_id(other) => format!("`{field}` leads back to the record itself"),
            (">=", least) => format!("{given} is too small: it is {least} or more"),
            ("BETWEEN", bounds) => format!("{given} is out of its bounds: it is between {}", bounds.to_lowercase()),
            _ => format!("a rule of the record does not hold: {}", self.text),
        }
    }

    /// Whether the rule speaks of a column.
    #[must_use]
    pub fn names(&self, column: &str) -> bool {
        self.text.split(|c| !is_of_name(c)).any(|word| word == column)
    }
}

/// What the schema says beside a rule that stands on a line of its own.
fn beside(rule: &str) -> Option<&'static str> {
    let start = format!("CHECK ({rule})");
    let rest = seed::SCHEMA.lines().find_map(|line| line.trim_start().strip_prefix(start.as_str()))?;
    Some(rest.split_once("--")?.1.trim())
}

fn is_id(name: &str) -> bool {
    name == "id" || name.ends_with("_id")
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
    fn any_other_rule_is_told_in_words() {
        let told = |rule: &str, value| Rule::from_text(&format!("CHECK constraint failed: {rule}")).told(value).0;
        assert_eq!(told("low <= high", None), "low is more than high");
        assert_eq!(told("rank IS NULL OR reason IS NOT NULL", None), "a rank wants its reason: reason = \"why\"");
        assert_eq!(told("gist <> ''", Some("")), "`gist` is empty");
        assert_eq!(told("part_of_id <> id", None), "`part_of` leads back to the record itself");
        assert_eq!(told("bytes >= 0", Some("-1")), "bytes `-1` is too small: it is 0 or more");
        assert_eq!(
            told("latitude BETWEEN -90 AND 90", None),
            "`latitude` is out of its bounds: it is between -90 and 90"
        );
        assert_eq!(told("d IS date(d, '+0 days')", Some("soon")), "d `soon` is no day such as 2023-01-17");
        let rule = Rule::from_text("CHECK constraint failed: first < last OR first = '0000-01-01'");
        assert_eq!((rule.field.as_str(), rule.words.len()), ("first", 0));
        assert!(rule.names("last") && !rule.names("day"));
        assert!(rule.told(None).0.ends_with("does not hold: first < last OR first = '0000-01-01'"));
    }
}
