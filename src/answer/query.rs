//! A named question: what it says of itself, and its SQL; judged whole when it is read.

use std::path::PathBuf;

use rusqlite::types::Value;

use super::bind::Bound;
use crate::error::{Error, Result};
use crate::output::chart::Kind;
use crate::output::{Column, Part, Role};
use crate::reader::{Reader, Statement};
use crate::script::header::Header;
use crate::script::settle::{self, Driver};
use crate::text::sentence;

/// A named question.
#[derive(Clone, Debug)]
pub struct Query {
    /// Its name.
    pub name: String,
    /// What it says of itself.
    pub header: Header,
    /// Its SQL, header and all.
    pub sql: String,
    /// A person's own file that took the place of a built-in query.
    pub shadows: Option<PathBuf>,
}

impl Query {
    /// The SQL for these values: filters that are not asked for are gone, and the first driver that
    /// fits is there.
    #[must_use]
    pub fn settled(&self, values: &[Bound]) -> String {
        let drivers: Vec<Driver> = self.header.drivers.iter().map(|(driver, _)| driver.clone()).collect();
        let is_given = |name: &str| values.iter().any(|(known, value)| known == name && *value != Value::Null);
        settle::settle(&self.sql, &drivers, &is_given)
    }

    /// What a person may try, a command each; a stranger's text, as all that a query says of itself.
    #[must_use]
    pub fn commands(&self) -> Vec<String> {
        let declared = if self.header.tries.is_empty() { &self.header.examples } else { &self.header.tries };
        let commands = declared.iter().map(|(arguments, _)| {
            let command = format!("onrecord ask {} {}", self.name, arguments.replace('\n', " "));
            sentence(command.trim_end()).into_owned()
        });
        commands.collect()
    }

    /// Sees that the header and the SQL are of one mind, and if it is to be strict, that the SQL runs.
    pub(super) fn judge(&self, reader: &dyn Reader, is_strict: bool) -> Result<()> {
        let mut statements = reader.statements(&self.sql);
        let statement = match statements.next() {
            Ok(Some(statement)) => statement,
            Ok(None) => return Err(self.bad(1, "it holds no SQL".to_owned())),
            // What is wrong with the SQL is told with its place when it is run.
            Err(Error::Sql { .. }) if !is_strict => return Ok(()),
            Err(Error::Sql { message, at, .. }) => {
                let line = self.sql[..at.unwrap_or(0)].matches('\n').count() + 1;
                return Err(self.bad(line, message));
            }
            Err(other) => return Err(other),
        };
        self.judge_parameters(&*statement)?;
        self.judge_columns(&*statement)?;
        drop(statement);
        if is_strict && statements.next().is_ok_and(|next| next.is_some()) {
            return Err(Error::ManyStatements);
        }
        if let Some(slot) = self.header.slots.iter().find(|slot| !self.declares(&slot.parameter)) {
            return Err(self.bad(slot.line, format!("`@slot` names `{}`, which is no parameter", slot.parameter)));
        }
        if let Some((name, _, line)) = self.header.nothing.iter().find(|(name, ..)| !self.declares(name)) {
            return Err(self.bad(*line, format!("`@nothing` names `{name}`, which is no parameter")));
        }
        for (driver, line) in &self.header.drivers {
            if let Some(name) = driver.names.iter().find(|name| !self.declares(name)) {
                return Err(self.bad(*line, format!("`@drive` names `{name}`, which is no parameter")));
            }
        }
        Ok(())
    }

    /// Whether the header declares a parameter of this name.
    fn declares(&self, name: &str) -> bool {
        self.header.parameters.iter().any(|parameter| parameter.name == name)
    }

    /// That every parameter is declared and used.
    fn judge_parameters(&self, statement: &dyn Statement) -> Result<()> {
        let mut used = Vec::new();
        for name in statement.parameters() {
            let bare = name.trim_start_matches([':', '@', '$', '?']);
            if !self.declares(bare) {
                let at = self.sql.find(&name).unwrap_or(0);
                let line = self.sql[..at].matches('\n').count() + 1;
                return Err(self.bad(line, format!("the SQL uses `{name}`, and no `@param {bare}` declares it")));
            }
            used.push(bare.to_owned());
        }
        if let Some(parameter) = self.header.parameters.iter().find(|parameter| !used.contains(&parameter.name)) {
            return Err(self.bad(parameter.line, format!("the SQL has no `:{}`", parameter.name)));
        }
        Ok(())
    }

    /// What columns hold, by name, where it matters to a reader.
    #[must_use]
    pub fn columns(&self) -> Vec<Column> {
        let header = &self.header;
        let lists = [
            (&header.money, Role::Money),
            (&header.number, Role::Number),
            (&header.flag, Role::Flag),
            (&header.day, Role::Day),
            (&header.hide, Role::Key),
        ];
        let mut columns: Vec<Column> = Vec::new();
        let mut of = |name: &String, tell: &dyn Fn(&mut Column)| {
            if !columns.iter().any(|column| column.name == *name) {
                columns.push(Column::named(name));
            }
            columns.iter_mut().filter(|column| column.name == *name).for_each(tell);
        };
        for (list, role) in lists {
            list.names.iter().for_each(|name| of(name, &|column| column.role = role));
        }
        header.lead.names.iter().for_each(|name| of(name, &|column| column.is_lead = true));
        header.once.names.iter().for_each(|name| of(name, &|column| column.is_once = true));
        header.compare.names.iter().for_each(|name| of(name, &|column| column.is_compared = true));
        let parts = [
            (&header.label, Part::Label),
            (&header.value, Part::Value),
            (&header.unit, Part::Unit),
            (&header.hedge, Part::Hedge),
        ];
        for (list, part) in parts {
            list.names.iter().for_each(|name| of(name, &|column| column.part = Some(part)));
        }
        for (n, name) in header.spare.names.iter().enumerate() {
            of(name, &|column| column.spare = n + 1);
        }
        columns
    }

    /// That every column which the header names is there.
    fn judge_columns(&self, statement: &dyn Statement) -> Result<()> {
        let columns = statement.columns();
        let header = &self.header;
        let cite = header.cite.iter().map(|(name, line)| ("cite", name, *line));
        let others = [
            ("lead", &header.lead),
            ("money", &header.money),
            ("number", &header.number),
            ("flag", &header.flag),
            ("day", &header.day),
            ("hide", &header.hide),
            ("once", &header.once),
            ("compare", &header.compare),
            ("spare", &header.spare),
            ("label", &header.label),
            ("value", &header.value),
            ("unit", &header.unit),
            ("hedge", &header.hedge),
        ];
        if let Some(name) = header.chart.names.iter().find(|name| Kind::named(name).is_none()) {
            let known = Kind::ALL.map(Kind::name).join(", ");
            return Err(self.bad(header.chart.line, format!("`{name}` is no picture; there are {known}")));
        }
        let named =
            others.into_iter().flat_map(|(word, list)| list.names.iter().map(move |name| (word, name, list.line)));
        for (word, name, line) in cite.chain(named) {
            if !columns.contains(name) {
                return Err(self.bad(
                    line,
                    format!("`@{word}` names the column `{name}`, and the rows have {}", columns.join(", ")),
                ));
            }
        }
        Ok(())
    }

    fn bad(&self, line: usize, why: String) -> Error {
        Error::BadHeader { query: self.name.clone(), line, why }
    }
}
