//! The catalog: where a name's SQL is found.
//!
//! A person's own `.sql` files come first, then the built-in ones, then those stored in the record
//! file, which came with whoever made it. Only the one that is asked for is read.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension};

use super::header::Header;
use crate::db::derive;
use crate::error::{Error, Result, nearest};
use crate::load::seed::SEED;

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

/// Where queries come from.
#[derive(Clone, Debug)]
pub struct Catalog<'c> {
    conn: &'c Connection,
    folder: Option<PathBuf>,
    /// The folder of the seed: `queries` or `checks`.
    kind: &'static str,
}

impl<'c> Catalog<'c> {
    /// The named queries, with a person's own folder if there is one.
    #[must_use]
    pub fn queries(conn: &'c Connection, folder: Option<PathBuf>) -> Self {
        Self { conn, folder, kind: "queries" }
    }

    /// Finds a query by name.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownQuery`], or the query's header is wrong.
    pub fn find(&self, name: &str) -> Result<Query> {
        if let Some(path) = self.own(name) {
            let sql = read(&path)?;
            let shadows = built_in(self.kind, name).map(|_| path);
            return Ok(Query { name: name.to_owned(), header: Header::read(name, &sql)?, sql, shadows });
        }
        let sql = match built_in(self.kind, name) {
            Some(sql) => sql.to_owned(),
            None => {
                if let Some(sql) = self.stored(name)? {
                    sql
                } else {
                    let names = self.names()?;
                    let near = nearest(name, names.iter().map(String::as_str));
                    return Err(Error::UnknownQuery { name: name.to_owned(), near });
                }
            }
        };
        Ok(Query { name: name.to_owned(), header: Header::read(name, &sql)?, sql, shadows: None })
    }

    /// Every name, sorted.
    ///
    /// # Errors
    ///
    /// The folder or the file cannot be read.
    pub fn names(&self) -> Result<Vec<String>> {
        let mut names: Vec<String> = built_in_names(self.kind);
        if let Some(folder) = &self.folder {
            let entries =
                fs::read_dir(folder).map_err(|cause| Error::Read { path: folder.clone(), why: cause.to_string() })?;
            names.extend(entries.flatten().filter_map(|entry| sql_name(&entry.path())));
        }
        if self.has_stored()? {
            let mut statement = self.conn.prepare("SELECT name FROM query")?;
            let stored = statement.query_map([], |row| row.get(0))?;
            names.extend(stored.collect::<rusqlite::Result<Vec<String>>>()?);
        }
        names.sort();
        names.dedup();
        Ok(names)
    }

    fn own(&self, name: &str) -> Option<PathBuf> {
        let is_plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let path = self.folder.as_ref().filter(|_| is_plain)?.join(format!("{name}.sql"));
        path.is_file().then_some(path)
    }

    fn stored(&self, name: &str) -> Result<Option<String>> {
        if !self.has_stored()? {
            return Ok(None);
        }
        Ok(self.conn.query_row("SELECT sql FROM query WHERE name = ?1", [name], |row| row.get(0)).optional()?)
    }

    fn has_stored(&self) -> Result<bool> {
        Ok(self.kind == "queries" && self.conn.table_exists(None, "query")?)
    }
}

/// The text of a built-in `.sql` file.
#[must_use]
pub fn built_in(kind: &str, name: &str) -> Option<&'static str> {
    SEED.get_file(format!("{kind}/{name}.sql"))?.contents_utf8()
}

/// The names of the built-in `.sql` files of a kind, sorted.
#[must_use]
pub fn built_in_names(kind: &str) -> Vec<String> {
    let mut names: Vec<String> = SEED
        .get_dir(kind)
        .into_iter()
        .flat_map(include_dir::Dir::files)
        .filter_map(|file| sql_name(file.path()))
        .collect();
    names.sort();
    names
}

/// Puts the built-in queries into a record that another version of the program made.
///
/// # Errors
///
/// As [`store`].
pub fn refresh(conn: &Connection) -> Result<()> {
    if derive::noted(conn, "queries")? == Some(hash()) {
        return Ok(());
    }
    let batch: Option<i64> = conn.query_row("SELECT min(id) FROM batch", [], |row| row.get(0))?;
    batch.map_or(Ok(()), |batch| store(conn, batch))
}

fn hash() -> String {
    let names = built_in_names("queries");
    derive::hash(names.iter().filter_map(|name| built_in("queries", name)))
}

/// Puts the built-in queries into the record file, so that any SQLite tool finds them there.
///
/// # Errors
///
/// A header is wrong, or SQLite refuses a row.
pub fn store(conn: &Connection, batch: i64) -> Result<()> {
    for name in built_in_names("queries") {
        let Some(sql) = built_in("queries", &name) else { continue };
        let header = Header::read(&name, sql)?;
        conn.prepare_cached("INSERT OR REPLACE INTO query (name, summary, sql, batch_id) VALUES (?1, ?2, ?3, ?4)")?
            .execute((name, header.summary, sql, batch))?;
    }
    derive::note(conn, "queries", &hash())
}

fn sql_name(path: &Path) -> Option<String> {
    let name = path.file_stem()?.to_str()?;
    (path.extension()? == "sql").then(|| name.to_owned())
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|cause| Error::Read { path: path.to_owned(), why: cause.to_string() })
}
