//! The catalog: where a name's SQL is found.
//!
//! A person's own `.sql` files come first, then the built-in ones, then those stored in the record
//! file, which came with whoever made it. Only the one that is asked for is read.

use std::fmt;
use std::path::PathBuf;

use rusqlite::ErrorCode;
use rusqlite::types::ValueRef;

use crate::answer::bind;
use crate::answer::query::Query;
use crate::error::{Error, Result, nearest};
use crate::reader::Reader;
use crate::script::header::Header;
use crate::script::parameter::Parameter;
use crate::script::place::{Place, Script};
use crate::script::whole;

/// Where queries come from.
pub struct Catalog<'c> {
    reader: &'c dyn Reader,
    place: Place,
    /// Names that no parameter may have, because they mean something else where it is given.
    reserved: Vec<String>,
}

/// Where a query comes from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Origin {
    /// The program.
    BuiltIn,
    /// A person's own folder.
    Own,
    /// A person's own folder, in place of the program's.
    Shadowing,
    /// The record file.
    Stored,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::BuiltIn => "built in",
            Self::Own => "own",
            Self::Shadowing => "own, in place of the built-in one",
            Self::Stored => "of the record file",
        })
    }
}

/// All that a catalog has.
#[derive(Debug, Default)]
pub struct Listing {
    /// Each name with its query, or with what is wrong with that one.
    pub queries: Vec<(String, Result<Query>)>,
    /// What is left out.
    pub notes: Vec<String>,
}

impl<'c> Catalog<'c> {
    /// The named queries, with a person's own folder if there is one.
    #[must_use]
    pub fn queries(reader: &'c dyn Reader, folder: Option<PathBuf>, reserved: Vec<String>) -> Self {
        Self { reader, place: Place::new("queries", folder), reserved }
    }

    /// Finds a query by name.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownQuery`], or the query's header is wrong.
    pub fn find(&self, name: &str) -> Result<Query> {
        if let Some(Script { sql, shadows }) = self.place.find(name)? {
            return self.query(name, sql, shadows);
        }
        if let Some(sql) = self.stored(name)? {
            return self.query(name, sql, None);
        }
        let names = self.names(&mut Vec::new())?;
        let near = nearest(name, names.iter().map(String::as_str));
        Err(Error::UnknownQuery { name: name.to_owned(), near })
    }

    /// Where a name leads.
    #[must_use]
    pub fn origin(&self, name: &str) -> Origin {
        match (self.place.own(name).is_some(), self.place.is_built_in(name)) {
            (true, true) => Origin::Shadowing,
            (true, false) => Origin::Own,
            (false, true) => Origin::BuiltIn,
            (false, false) => Origin::Stored,
        }
    }

    /// Every query, sorted by name; one that is faulty spoils no other.
    ///
    /// # Errors
    ///
    /// The folder cannot be read, or the reading is stopped.
    pub fn list(&self) -> Result<Listing> {
        let mut listing = Listing::default();
        for name in self.names(&mut listing.notes)? {
            let found = self.find(&name).and_then(|query| query.judge(self.reader, true).map(|()| query));
            if let Err(Error::Sqlite(cause)) = &found {
                unless_stopped(cause)?;
            }
            listing.queries.push((name, found));
        }
        Ok(listing)
    }

    /// Every name, sorted; notes tell what is left out.
    ///
    /// # Errors
    ///
    /// The folder cannot be read, or the reading is stopped.
    pub fn names(&self, notes: &mut Vec<String>) -> Result<Vec<String>> {
        let mut names = self.place.names(notes)?;
        match self.stored_names() {
            Ok(stored) => names.extend(stored),
            Err(Error::Sqlite(cause)) => {
                unless_stopped(&cause)?;
                let why = match cause {
                    rusqlite::Error::SqlInputError { msg, .. } => msg,
                    other => other.to_string(),
                };
                notes.push(format!("the queries that the record holds are left out: {why}"));
            }
            Err(other) => return Err(other),
        }
        names.sort();
        names.dedup();
        Ok(names)
    }

    /// A query with its header judged.
    fn query(&self, name: &str, sql: String, shadows: Option<PathBuf>) -> Result<Query> {
        whole(&sql)?;
        let header = Header::read(name, &sql)?;
        for parameter in &header.parameters {
            self.judge(parameter).map_err(|why| Error::BadHeader {
                query: name.to_owned(),
                line: parameter.line,
                why,
            })?;
        }
        let query = Query { name: name.to_owned(), header, sql, shadows };
        query.judge(self.reader, false)?;
        Ok(query)
    }

    /// What is wrong with a parameter that reads well by itself.
    fn judge(&self, parameter: &Parameter) -> Result<(), String> {
        let name = &parameter.name;
        if self.reserved.contains(&parameter.flag()) {
            return Err(format!("the parameter `{name}` has the name of an option: choose another"));
        }
        let Some(default) = &parameter.default else { return Ok(()) };
        bind::check(parameter, default).map_err(|error| match error {
            Error::BadParameter { why, .. } => format!("the default `{default}` does not fit `{name}`: {why}"),
            other => other.to_string(),
        })
    }

    fn stored(&self, name: &str) -> Result<Option<String>> {
        if !self.stores()? {
            return Ok(None);
        }
        let bad = |why: &str| Error::BadHeader { query: name.to_owned(), line: 1, why: why.to_owned() };
        let mut found = None;
        self.reader.each("SELECT sql FROM query WHERE name = ?1", &[name.to_owned().into()], |row| {
            let ValueRef::Text(bytes) = row.value(0)? else { return Err(bad("the record holds no text for it")) };
            let sql = std::str::from_utf8(bytes).map_err(|_| bad("its text in the record is not UTF-8"))?;
            found = Some(sql.to_owned());
            Ok(())
        })?;
        Ok(found)
    }

    fn stored_names(&self) -> Result<Vec<String>> {
        let names = "SELECT CAST(name AS TEXT) FROM query WHERE name IS NOT NULL";
        if self.stores()? { self.reader.texts(names, &[]) } else { Ok(Vec::new()) }
    }

    /// Whether what is read can hold questions at all: any SQLite file may be asked.
    fn stores(&self) -> Result<bool> {
        let sql = "SELECT 1 FROM sqlite_schema WHERE type IN ('table', 'view') AND name = 'query'";
        Ok(self.reader.number(sql, &[])?.is_some())
    }
}

/// A failure that is the query's own; a reading that was stopped is no fault of it.
fn unless_stopped(cause: &rusqlite::Error) -> Result<()> {
    if cause.sqlite_error_code() == Some(ErrorCode::OperationInterrupted) {
        return Err(Error::Sqlite(rusqlite::Error::SqliteFailure(
            rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_INTERRUPT),
            None,
        )));
    }
    Ok(())
}
