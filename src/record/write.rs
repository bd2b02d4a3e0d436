//! Opening a record file to write: one transaction, one batch, every replacement kept.
//!
//! A batch logs what it replaces through triggers that live only as long as the connection, so
//! that no table of the file carries a trigger that other tools would have to run.

use std::ops::Deref;
use std::path::Path;

use rusqlite::{Connection, OpenFlags, params};

use crate::error::{Error, Result};
use crate::record::file::{self, Content};
use crate::record::guard::{self, Scope};
use crate::record::open::{self, Terms};
use crate::record::{derive, foreign, upgrade};

/// A record file that is open to be written, in a transaction.
pub struct Writing {
    conn: Connection,
    /// Who is at work: the program, or a recipe.
    pub scope: Scope,
    /// The version that its content was of, if that was not this program's.
    pub upgraded_from: Option<i64>,
}

impl Deref for Writing {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.conn
    }
}

impl Writing {
    /// The connection, to set handlers on it.
    pub fn connection(&mut self) -> &mut Connection {
        &mut self.conn
    }
}

/// Whether a file's own triggers, and tables that only look like a record's, may have their way.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Trust {
    /// A file with any of them is not written to.
    #[default]
    RecordOnly,
    /// The person knows them.
    Schema,
}

/// Opens a record file for writing and begins its transaction.
///
/// # Errors
///
/// The file does not exist, is another SQLite file, is damaged or newer; has parts that are not a
/// record's own and are not trusted; is locked for too long, or may not be written.
pub fn open(path: &Path, terms: &Terms, trust: Trust) -> Result<Writing> {
    file::has_magic(path)?;
    let told = |cause: rusqlite::Error| terms.told(file::damage(path, &cause));
    let mut conn = open::open(path, OpenFlags::SQLITE_OPEN_READ_WRITE, terms)?;
    guard::untrusting(&conn)?;
    settle(&conn).map_err(|error| terms.told(error.at(path)))?;
    // A change is in when its journal is gone, and that it is gone must be on the disk too.
    conn.execute_batch("PRAGMA synchronous = EXTRA; BEGIN IMMEDIATE").map_err(told)?;
    if file::of(&conn, path).map_err(|error| terms.told(error))? == Content::Other {
        return Err(Error::NotOurs { path: path.to_owned() });
    }
    if trust == Trust::RecordOnly {
        let parts: Vec<String> = foreign::parts(&conn)?.into_iter().map(|part| part.to_string()).collect();
        if !parts.is_empty() {
            return Err(Error::Foreign { path: path.to_owned(), parts });
        }
    }
    let version = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let upgraded_from = upgrade::run(&conn, version)?;
    derive::refresh(&conn)?;
    let scope = guard::writing(&mut conn)?;
    Ok(Writing { conn, scope, upgraded_from })
}

/// Sets a connection up for writing.
///
/// # Errors
///
/// SQLite refuses one of the settings.
pub fn settle(conn: &Connection) -> Result<()> {
    guard::untrusting(conn)?;
    conn.set_prepared_statement_cache_capacity(128);
    conn.execute_batch("PRAGMA foreign_keys = ON; PRAGMA temp_store = FILE; PRAGMA recursive_triggers = OFF")?;
    Ok(())
}

/// What a batch is made of.
#[derive(Clone, Copy, Debug)]
pub struct Batch<'a> {
    /// `seed`, `facts`, `text`, `import`, `merge`, `remove` or `undo`.
    pub kind: &'a str,
    /// The file or the recipe, as the person named it.
    pub name: &'a str,
    /// Of the bytes that came in, as 64 hexadecimal digits.
    pub sha256: Option<&'a str>,
    /// When it was read: an instant in UTC, `2023-01-17T12:00:00Z`.
    pub read_at: &'a str,
    /// What else there is to say of it.
    pub note: Option<&'a str>,
}

/// Adds a batch and returns its number.
///
/// # Errors
///
/// SQLite refuses the row.
pub fn begin(conn: &Connection, batch: Batch<'_>) -> Result<i64> {
    conn.execute(
        "INSERT INTO batch (kind, name, sha256, read_at, note) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![batch.kind, batch.name, batch.sha256, batch.read_at, batch.note],
    )?;
    let id = conn.last_insert_rowid();
    // All batches of one command are one load.
    if conn.table_exists(Some("temp"), "attributed")? {
        conn.execute_batch("CREATE TEMP TABLE IF NOT EXISTS load (first INTEGER)")?;
        conn.execute("UPDATE batch SET with_id = (SELECT first FROM temp.load) WHERE id = ?1", [id])?;
        conn.execute("INSERT INTO temp.load SELECT ?1 WHERE NOT EXISTS (SELECT 1 FROM temp.load)", [id])?;
    }
    Ok(id)
}

/// The tables of facts: all that rows of a batch can stand in, parents before children. A person's
/// own tables are none of them.
#[must_use]
pub fn tables() -> Vec<String> {
    let is_of_facts = |name: &&String| !matches!(name.as_str(), "batch" | "change" | "query" | "derived");
    foreign::own().tables.iter().filter(is_of_facts).cloned().collect()
}

/// A name as SQL takes it for a name, whatever it holds.
#[must_use]
pub fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// The same between quotes of a text.
fn as_text(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// The columns of a table, those of its primary key first and told apart.
///
/// # Errors
///
/// The schema cannot be read.
pub fn columns(conn: &Connection, table: &str) -> Result<(Vec<String>, Vec<String>)> {
    let mut statement =
        conn.prepare_cached("SELECT name, pk FROM pragma_table_info(?1, 'main') ORDER BY pk = 0, pk, cid")?;
    let rows = statement.query_map([table], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)? > 0)))?;
    let all: Vec<(String, bool)> = rows.collect::<rusqlite::Result<_>>()?;
    let key = all.iter().filter(|(_, is_key)| *is_key).map(|(name, _)| name.clone()).collect();
    Ok((key, all.into_iter().map(|(name, _)| name).collect()))
}

/// From here on, keeps what an update or a deletion takes away, under the batch last named by
/// [`attribute`].
///
/// # Errors
///
/// The triggers cannot be made.
pub fn keep_changes(conn: &Connection) -> Result<()> {
    conn.execute_batch("CREATE TEMP TABLE IF NOT EXISTS attributed (batch_id INTEGER)")?;
    for table in tables() {
        let (key, all) = columns(conn, &table)?;
        let object = |side: &str, names: &[String]| {
            let pairs = names.iter().map(|name| format!("{}, {side}.{}", as_text(name), quoted(name)));
            format!("json_object({})", pairs.collect::<Vec<_>>().join(", "))
        };
        let old = object("OLD", &all);
        for (operation, side) in [("update", "NEW"), ("delete", "OLD")] {
            let key = object(side, &key);
            conn.execute_batch(&format!(
                "CREATE TEMP TRIGGER IF NOT EXISTS {} AFTER {operation} ON main.{} BEGIN
                  INSERT INTO change (batch_id, of_table, operation, row_key, old)
                  SELECT batch_id, {}, '{operation}', {key}, {old} FROM attributed;
                END",
                quoted(&format!("keep_{operation}_of_{table}")),
                quoted(&table),
                as_text(&table),
            ))?;
        }
    }
    Ok(())
}

/// From here on, keeps which rows are put back too, which carry the number of the batch that brought
/// them.
///
/// # Errors
///
/// The triggers cannot be made.
pub fn keep_insertions(conn: &Connection) -> Result<()> {
    for table in tables() {
        let (key, _) = columns(conn, &table)?;
        let pairs = key.iter().map(|name| format!("{}, NEW.{}", as_text(name), quoted(name)));
        conn.execute_batch(&format!(
            "CREATE TEMP TRIGGER IF NOT EXISTS {} AFTER INSERT ON main.{} BEGIN
              INSERT INTO change (batch_id, of_table, operation, row_key, old)
              SELECT batch_id, {}, 'insert', json_object({}), '{{}}' FROM attributed;
            END",
            quoted(&format!("keep_insert_of_{table}")),
            quoted(&table),
            as_text(&table),
            pairs.collect::<Vec<_>>().join(", "),
        ))?;
    }
    Ok(())
}

/// From here on, what is replaced is kept under this batch; nothing is kept before
/// [`keep_changes`].
///
/// # Errors
///
/// SQLite's.
pub fn attribute(conn: &Connection, batch: i64) -> Result<()> {
    if conn.table_exists(Some("temp"), "attributed")? {
        conn.execute("DELETE FROM attributed", [])?;
        conn.execute("INSERT INTO attributed VALUES (?1)", [batch])?;
    }
    Ok(())
}
