//! A column of a table, and what it is taken for.

use std::collections::BTreeSet;

use crate::value::key::Key;

/// Texts that commonly stand for no value.
const NOTHING: [&str; 10] = ["NA", "N/A", "n/a", "na", "-", "--", ".", "NULL", "null", "None"];

/// Of so many values that are not empty, nineteen in twenty must be what the column is taken for.
pub(super) const SURE: (usize, usize) = (19, 20);

/// Of a column that is called so, half of them: those that are not are told when it is read.
pub(super) const CALLED: (usize, usize) = (1, 2);

/// A text of more letters is no title.
const LONG: usize = 200;

/// What a column is taken for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Taken {
    /// The rows' own keys.
    Key,
    /// Dates; which of day and month comes first, where slashes stand between, and whether the values show it.
    Day { order: Option<&'static str>, is_shown: bool },
    /// Amounts, of which a comma may part the fraction; whether the values show it.
    Amount { is_comma: bool, is_shown: bool },
    /// Codes of currencies.
    Currency,
    /// Codes of countries, of a scheme.
    Code(String),
    /// Names of what the record knows, of a kind.
    Entity(String),
    /// Addresses of pages.
    Address,
    /// Words.
    Text,
    /// Lists or objects of JSON.
    Nested,
    /// Nothing in any row.
    Empty,
}

/// A column with what it was taken for.
pub(super) struct Column {
    pub(super) name: String,
    /// Its SQL.
    pub(super) sql: String,
    pub(super) values: Vec<String>,
    pub(super) taken: Taken,
    /// Its texts that stand for no value.
    pub(super) nulls: BTreeSet<String>,
}

impl Column {
    pub(super) fn new(name: String, sql: String, values: Vec<String>) -> Self {
        let is_nothing = |value: &String| NOTHING.contains(&value.as_str());
        let (nulls, values) = values.into_iter().partition::<Vec<_>, _>(is_nothing);
        Self { name, sql, values, taken: Taken::Text, nulls: nulls.into_iter().collect() }
    }

    /// The SQL of the entity that it names.
    pub(super) fn entity(&self) -> String {
        match &self.taken {
            Taken::Code(scheme) => format!("known('{scheme}', {})", self.sql),
            Taken::Entity(kind) => format!("entity({}, '{kind}')", self.sql),
            _ => "NULL".to_owned(),
        }
    }

    /// What it was taken for, in words.
    pub(super) fn told(&self) -> String {
        let name = plain(&self.name);
        let example = self.values.first().map_or_else(String::new, |value| {
            let short: String = value.chars().take(40).collect();
            format!(", such as {}", plain(&short))
        });
        let what = match &self.taken {
            Taken::Key if self.has_own_slugs() => "the key of a row: each value stands once".to_owned(),
            Taken::Key => {
                "the key of a row, as a hash: each value stands once, and some differ by marks alone".to_owned()
            }
            Taken::Day { order: None, .. } => "dates".to_owned(),
            Taken::Day { order: Some(order), is_shown: true } => {
                format!("dates, {} first, as some values show", if *order == "dmy" { "the day" } else { "the month" })
            }
            Taken::Day { .. } => "dates, the month first: NO VALUE SHOWS whether it is the day (@dates dmy)".to_owned(),
            Taken::Amount { is_comma: true, .. } => "numbers with a decimal comma".to_owned(),
            Taken::Amount { is_shown: false, .. } => {
                "numbers, a point before the fraction: NO VALUE SHOWS whether it parts thousands (@decimal ,)"
                    .to_owned()
            }
            Taken::Amount { .. } => "numbers".to_owned(),
            Taken::Currency => "codes of currencies (ISO 4217)".to_owned(),
            Taken::Code(scheme) => format!("codes of countries ({scheme})"),
            Taken::Entity(kind) => format!("names, most of which the record knows: of the kind {kind}"),
            Taken::Address => "addresses of sources".to_owned(),
            Taken::Text => "words".to_owned(),
            Taken::Nested => {
                return format!(
                    "  {name}: lists or objects, NOT READ: `json_each` and `@element` do (docs/recipes.md)"
                );
            }
            Taken::Empty => return format!("  {name}: empty"),
        };
        format!("  {name}: {what}{example}")
    }

    /// Whether its values are each a key of their own when they are written as one.
    pub(super) fn has_own_slugs(&self) -> bool {
        let slugs: BTreeSet<_> = self.values.iter().filter_map(|value| Key::from_text(value, usize::MAX)).collect();
        slugs.len() == self.values.len()
    }

    /// Whether its name says that it tells rows apart.
    pub(super) fn is_called_key(&self) -> bool {
        let name = self.name.to_lowercase();
        name.split(|c: char| !c.is_alphanumeric()).any(|word| matches!(word, "id" | "key" | "code" | "nr" | "number"))
            || name.ends_with("id")
    }

    /// How well it would do as what a row is called, if it may be: a name that says so counts most, then how much it says
    /// in all rows. What tells rows apart is a title where its name says so.
    pub(super) fn as_title(&self) -> Option<(bool, usize)> {
        if self.is_called_key() || !matches!(self.taken, Taken::Text | Taken::Key) {
            return None;
        }
        let name = self.name.to_lowercase();
        let says_so = ["title", "name", "label", "headline", "subject", "summary"];
        let letters: usize = self.values.iter().map(|value| value.chars().count()).sum();
        let mean = letters / self.values.len().max(1);
        let says_so = says_so.iter().any(|word| name.contains(word));
        (says_so || self.taken == Taken::Text).then_some((says_so, if mean > LONG { 0 } else { letters }))
    }

    pub(super) fn all(&self, is: impl Fn(&str) -> bool) -> bool {
        self.most(SURE, is)
    }

    /// Whether of so many values so many are something.
    pub(super) fn most(&self, (part, of): (usize, usize), is: impl Fn(&str) -> bool) -> bool {
        let count = self.values.iter().filter(|value| is(value)).count();
        !self.values.is_empty() && count * of >= self.values.len() * part
    }
}

/// Text for a comment: on one line.
pub(super) fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
