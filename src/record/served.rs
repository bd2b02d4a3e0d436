//! A record on a server: it is looked at as a file is, before anything is asked of it.

use rusqlite::Connection;

use crate::error::{Error, Result};
use crate::reader::Reader;
use crate::reader::remote::{Client, Remote};
use crate::record::file::Content;
use crate::record::{APPLICATION_ID, VERSION, derive, guard};

/// What a server has: its tables, views and indexes, as it keeps them.
const SCHEMA: &str =
    "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('table', 'view', 'index') AND sql IS NOT NULL
  AND name NOT LIKE 'sqlite_%' ORDER BY type = 'view', type = 'index', rowid";

/// Whether a name is the address of a server.
#[must_use]
pub fn is_address(name: &str) -> bool {
    ["http://", "https://"]
        .iter()
        .any(|scheme| name.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

/// Looks at what a server has, and tells what it is.
///
/// # Errors
///
/// The server cannot be reached or refuses; its record is of another version, or its views are those of another onrecord.
pub fn open(url: &str, client: Client, memory: u64) -> Result<(Remote, Content)> {
    let (remote, found) = look(client, memory)?;
    if found.content == Content::Record {
        judged(url, found.version, &found.parts)?;
    }
    Ok((mirrored(remote, &found.parts, memory)?, found.content))
}

/// What a server has, before it is judged.
#[derive(Debug)]
pub struct Found {
    /// Whether it is a record.
    pub content: Content,
    /// The version of its content (`user_version`).
    pub version: i64,
    /// Its tables, views and indexes, by name, with the SQL that made them.
    pub parts: Vec<(String, String)>,
}

/// Looks at what a server has, whatever that is. Only what every database has can be asked of it then.
///
/// # Errors
///
/// The server cannot be reached or refuses.
pub fn look(client: Client, memory: u64) -> Result<(Remote, Found)> {
    let first = Remote::new(client, mirror(&[], memory)?);
    let number = |name: &str| -> Result<i64> {
        let reader: &dyn Reader = &first;
        Ok(reader.number(&format!("SELECT {name} FROM pragma_{name}"), &[])?.unwrap_or(0))
    };
    let (application, version) = (number("application_id")?, number("user_version")?);
    let mut parts = Vec::new();
    let reader: &dyn Reader = &first;
    reader.each(SCHEMA, &[], |row| {
        parts.extend(row.text(1)?.zip(row.text(2)?));
        Ok(())
    })?;
    // What was put there statement by statement has no mark of its own, and is known by what it has.
    let has = |name: &str| parts.iter().any(|(known, _)| known == name);
    let is_record = application == APPLICATION_ID || (version > 0 && has("record") && has("derived"));
    let content = if is_record { Content::Record } else { Content::Other };
    Ok((first, Found { content, version, parts }))
}

/// The same server, judged by what it has.
///
/// # Errors
///
/// SQLite's.
pub fn mirrored(remote: Remote, parts: &[(String, String)], memory: u64) -> Result<Remote> {
    Ok(remote.with(mirror(parts, memory)?))
}

/// Sees that a record is one that this program reads.
fn judged(url: &str, version: i64, parts: &[(String, String)]) -> Result<()> {
    if version > VERSION {
        return Err(Error::TooNew { path: url.into(), version, known: VERSION });
    }
    let same = |name: &str, sql: &str| {
        parts.iter().any(|(known, own)| known == name && own.trim() == sql.trim().trim_end_matches(';'))
    };
    if version < VERSION || !derive::views().iter().all(|(name, sql)| same(name, sql)) {
        let what = format!("the record at `{url}` was put there by another version of onrecord");
        let hint = "pull it with that one, load anything into the file with this one, and push it again".to_owned();
        return Err(Error::Refused { what, hint });
    }
    Ok(())
}

/// An empty database with these tables and views, guarded as whatever is read is.
fn mirror(parts: &[(String, String)], memory: u64) -> Result<Connection> {
    let mut conn = Connection::open_in_memory()?;
    guard::limit_memory(&conn, memory)?;
    guard::mirroring(&mut conn)?;
    for (_, sql) in parts {
        // What cannot be made here (a part of an index that is there already, a tokenizer of the server's) is not known here.
        let _ = conn.execute(sql, []);
    }
    guard::reading(&mut conn)?;
    Ok(conn)
}
