//! Reports: what is asked for a page on something, as `seed/report` says it.

use std::collections::BTreeMap;

use rusqlite::types::Value;
use serde::Deserialize;

use super::bind::Bound;
use super::query::Query;
use crate::error::{Error, Result};
use crate::reader::Reader;
use crate::script::header::Header;
use crate::seed;

/// What is asked for a page on something of one kind.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outline {
    /// What the page is called: SQL, with the number of what it is about as `?1`.
    title: Option<String>,
    /// A sentence under the title.
    #[serde(default)]
    pub lead: String,
    /// What is asked, in order.
    #[serde(rename = "section")]
    pub sections: Vec<Part>,
}

/// One question of a page.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// The heading.
    pub title: String,
    /// A sentence that says what it tells.
    #[serde(default)]
    pub about: String,
    /// A named question.
    ask: Option<String>,
    /// What `show` says of a kind; `of its kind` is that of the record.
    show: Option<String>,
    /// A question of the reports' own.
    script: Option<String>,
    /// Which rows are kept: a condition of SQL.
    keep: Option<String>,
    /// The picture that is drawn.
    pub chart: Option<String>,
    /// Parameters of the question, and what of the page they are given.
    with: BTreeMap<String, String>,
}

/// Where the question of a part is found.
#[derive(Debug, Eq, PartialEq)]
pub enum Asks<'p> {
    /// Among the named questions.
    Named(&'p str),
    /// In a folder of scripts.
    Script(&'static str, &'p str),
}

impl Outline {
    /// The outline of a kind of page.
    ///
    /// # Errors
    ///
    /// There is none, or its text is no outline; the tests see that all are.
    pub fn of(kind: &str) -> Result<Self> {
        let texts = seed::texts("report", ".toml");
        let text = texts.iter().find(|(name, _)| name == kind).map_or("", |(_, text)| text);
        toml::from_str(text).map_err(|cause| Error::BadHeader {
            query: format!("report/{kind}"),
            line: 1,
            why: cause.message().to_owned(),
        })
    }

    /// What a page about something is called; nothing where the outline does not say.
    ///
    /// # Errors
    ///
    /// The reader's.
    pub fn title(&self, reader: &dyn Reader, id: i64) -> Result<String> {
        self.title.as_ref().map_or(Ok(String::new()), |sql| Ok(reader.texts(sql, &[id.into()])?.concat()))
    }
}

impl Part {
    /// Whether it is a question of the reports' own, on what stands on the page.
    #[must_use]
    pub fn is_script(&self) -> bool {
        self.script.is_some()
    }

    /// Where its question is found; `kind` is that of the record of the page.
    ///
    /// # Errors
    ///
    /// It asks nothing.
    pub fn asks<'p>(&'p self, kind: &'p str) -> Result<Asks<'p>> {
        match (&self.ask, &self.show, &self.script) {
            (Some(name), None, None) => Ok(Asks::Named(name)),
            (None, Some(name), None) if name == "of its kind" => Ok(Asks::Script("show", kind)),
            (None, Some(name), None) => Ok(Asks::Script("show", name)),
            (None, None, Some(name)) => Ok(Asks::Script("report", name)),
            _ => {
                let why = format!("`{}` asks one of `ask`, `show` and `script`", self.title);
                Err(Error::BadHeader { query: "report".to_owned(), line: 1, why })
            }
        }
    }

    /// The values of a question's parameters, of what the page has.
    #[must_use]
    pub fn values(&self, query: &Query, page: &[Bound]) -> Vec<Bound> {
        let of_page = |name: &String| page.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
        let value = |name: &String| self.with.get(name).and_then(of_page).unwrap_or(Value::Null);
        query.header.parameters.iter().map(|parameter| (parameter.name.clone(), value(&parameter.name))).collect()
    }

    /// The SQL of its question for these values.
    #[must_use]
    pub fn sql(&self, query: &Query, values: &[Bound]) -> String {
        let sql = query.settled(values);
        match &self.keep {
            Some(condition) => {
                format!("SELECT * FROM (\n{}\n) WHERE {condition}", sql.trim_end().trim_end_matches(';'))
            }
            None => sql,
        }
    }

    /// A script as a question.
    ///
    /// # Errors
    ///
    /// Its header is not understood.
    pub fn question(name: &str, sql: String) -> Result<Query> {
        Ok(Query { name: name.to_owned(), header: Header::read(name, &sql)?, sql, shadows: None })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outline_is_read_and_every_part_asks_something() {
        let names: Vec<String> = seed::texts("report", ".toml").into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["entity", "period", "record", "source", "topic"]);
        for name in names {
            let outline = Outline::of(&name).unwrap();
            assert!(outline.sections.iter().all(|part| part.asks("event").is_ok()), "{name}");
        }
        assert!(Outline::of("weather").is_err());
    }
}
