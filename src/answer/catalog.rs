//! The catalog: where a name's SQL is found.
//!
//! A person's own `.sql` files come first, then the built-in ones, then those stored in the record
//! file, which came with whoever made it. Only the one that is asked for is read.

use std::fmt;
use std::fs;
use std::path::{Component, Path, PathBuf};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode};

use crate::answer::bind;
use crate::answer::query::Query;
use crate::error::{Error, Result, nearest};
use crate::files::bounds;
use crate::record::sql::whole;
use crate::script::header::Header;
use crate::script::parameter::Parameter;
use crate::seed;

/// Where queries come from.
#[derive(Clone, Debug)]
pub struct Catalog<'c> {
    conn: &'c Connection,
    folder: Option<PathBuf>,
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
    pub fn queries(conn: &'c Connection, folder: Option<PathBuf>, reserved: Vec<String>) -> Self {
        Self { conn, folder, reserved }
    }

    /// Finds a query by name.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownQuery`], or the query's header is wrong.
    pub fn find(&self, name: &str) -> Result<Query> {
        if let Some(path) = self.own(name) {
            // Neither a pipe nor a device, which might never end.
            if path.metadata().is_ok_and(|file| !file.is_file()) {
                return Err(Error::Read { path, why: "it is not a file".to_owned() });
            }
            let sql = bounds::text(&path, bounds::SQL)?;
            return self.query(name, sql, seed::sql("queries", name).map(|_| path));
        }
        if let Some(sql) = seed::sql("queries", name) {
            return self.query(name, sql.to_owned(), None);
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
        match (self.own(name).is_some(), seed::sql("queries", name).is_some()) {
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
            let found = self.find(&name).and_then(|query| query.judge(self.conn, true).map(|()| query));
            if let Err(Error::Sqlite(cause)) = &found {
                unless_stopped(cause)?;
            }
            listing.queries.push((name, found));
        }
        Ok(listing)
    }

    /// Every name, sorted.
    fn names(&self, notes: &mut Vec<String>) -> Result<Vec<String>> {
        let mut names: Vec<String> = seed::names("queries");
        if let Some(folder) = &self.folder {
            let unreadable = |cause: std::io::Error| Error::Read { path: folder.clone(), why: cause.to_string() };
            for entry in fs::read_dir(folder).map_err(unreadable)?.flatten() {
                let path = entry.path();
                if path.is_dir() || path.extension().is_none_or(|extension| extension != "sql") {
                    continue;
                }
                match sql_name(&path) {
                    Some(name) if is_own_name(&name) => names.push(name),
                    Some(_) => {}
                    None => notes.push(format!("`{}` is left out: its name is not UTF-8", path.display())),
                }
            }
        }
        match self.stored_names() {
            Ok(stored) => names.extend(stored),
            Err(cause) => {
                unless_stopped(&cause)?;
                let why = match cause {
                    rusqlite::Error::SqlInputError { msg, .. } => msg,
                    other => other.to_string(),
                };
                notes.push(format!("the queries that the record holds are left out: {why}"));
            }
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
        query.judge(self.conn, false)?;
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

    fn own(&self, name: &str) -> Option<PathBuf> {
        let path = self.folder.as_ref().filter(|_| is_own_name(name))?.join(format!("{name}.sql"));
        // A link that leads nowhere is there too, and is told as what cannot be read.
        (path.symlink_metadata().is_ok() && !path.is_dir()).then_some(path)
    }

    fn stored(&self, name: &str) -> Result<Option<String>> {
        if !self.conn.table_exists(None, "query")? {
            return Ok(None);
        }
        let bad = |why: &str| Error::BadHeader { query: name.to_owned(), line: 1, why: why.to_owned() };
        let mut statement = self.conn.prepare("SELECT sql FROM query WHERE name = ?1")?;
        let mut rows = statement.query([name])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let ValueRef::Text(bytes) = row.get_ref(0)? else { return Err(bad("the record holds no text for it")) };
        let sql = std::str::from_utf8(bytes).map_err(|_| bad("its text in the record is not UTF-8"))?;
        Ok(Some(sql.to_owned()))
    }

    fn stored_names(&self) -> rusqlite::Result<Vec<String>> {
        if !self.conn.table_exists(None, "query")? {
            return Ok(Vec::new());
        }
        let mut statement = self.conn.prepare("SELECT CAST(name AS TEXT) FROM query WHERE name IS NOT NULL")?;
        let names =
            statement.query_map([], |row| Ok(String::from_utf8_lossy(row.get_ref(0)?.as_bytes()?).into_owned()))?;
        names.collect()
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

/// Whether a name may be a file's in the folder: not hidden, and of no other folder.
fn is_own_name(name: &str) -> bool {
    let mut parts = Path::new(name).components();
    let is_one = matches!((parts.next(), parts.next()), (Some(Component::Normal(part)), None) if part == name);
    is_one && !name.starts_with('.') && !name.contains('\0')
}

fn sql_name(path: &Path) -> Option<String> {
    let name = path.file_stem()?.to_str()?;
    (path.extension()? == "sql").then(|| name.to_owned())
}
