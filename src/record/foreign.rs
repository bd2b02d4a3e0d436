//! Foreign parts: what of a file's schema is the record's own, and what is not.
//!
//! A file may come from anybody. What it calls a table of the record may be another, with triggers
//! that fire when it is written to; so before anything is written, each part is compared with the
//! schema that this program makes. A person's own tables beside the record's are no fault.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::OnceLock;

use rusqlite::Connection;

use crate::error::Result;
use crate::record::VERSION;
use crate::record::derive::{self, State};
use crate::script::tokens;
use crate::{seed, shape};

/// The parts that a record has.
#[derive(Debug, Default)]
pub struct Own {
    /// Its tables, parents before children.
    pub tables: Vec<String>,
    /// Its views.
    pub views: Vec<String>,
    /// By name: what kind of part it is, the table it belongs to, and its SQL.
    parts: BTreeMap<String, Part>,
}

#[derive(Debug, Eq, PartialEq)]
struct Part {
    kind: String,
    table: String,
    sql: Option<String>,
}

/// A part of a file's schema that is not as a record has it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Foreign {
    /// Its kind: `table`, `index`, `view` or `trigger`.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// What is not as it is to be.
    pub why: String,
}

impl fmt::Display for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} `{}` {}", self.kind, self.name, self.why)
    }
}

/// The parts of a record as this program makes it.
#[must_use]
pub fn own() -> &'static Own {
    static OWN: OnceLock<Own> = OnceLock::new();
    OWN.get_or_init(|| {
        let views: String = derive::views().iter().map(|(_, sql)| *sql).collect();
        let made = of_schema(&format!("{}{views}", seed::SCHEMA));
        let Ok(own) = made else { unreachable!("the program's own schema is sound, as every test shows") };
        own
    })
}

/// The parts that a schema makes.
///
/// # Errors
///
/// The schema is not sound.
pub fn of_schema(sql: &str) -> Result<Own> {
    let conn = Connection::open_in_memory()?;
    conn.execute_batch(sql)?;
    let found = all(&conn)?;
    let of_kind =
        |kind: &str| found.iter().filter(|(_, part)| part.kind == kind).map(|(name, _)| name.clone()).collect();
    Ok(Own { tables: of_kind("table"), views: of_kind("view"), parts: found.into_iter().collect() })
}

/// What a record of an older version is made of; None for a version that nobody knows.
fn of_version(version: i64) -> Option<Own> {
    let name = format!("schema-{version}");
    let (_, sql) = seed::texts("upgrades", ".sql").into_iter().find(|(known, _)| *known == name)?;
    of_schema(sql).ok()
}

/// What a file has under a record's names or on a record's tables that is not the record's own, and
/// what of the record's it lacks. Views that another version of the program made are its own too.
///
/// # Errors
///
/// SQLite's.
pub fn parts(conn: &Connection) -> Result<Vec<Foreign>> {
    let version: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let older = if version == VERSION { None } else { of_version(version) };
    let own = older.as_ref().unwrap_or_else(|| own());
    let has_own_views = older.is_none() && derive::state(conn)? == State::OfAnother;
    let mut found = Vec::new();
    let mut seen = Vec::new();
    for (name, part) in all(conn)? {
        // SQLite's names are the same in capitals.
        let plain = name.to_ascii_lowercase();
        let Some(known) = own.parts.get(&plain) else {
            let on_own = own.parts.contains_key(&part.table.to_ascii_lowercase());
            let is_trigger = part.kind == "trigger" && (on_own || part.sql.as_deref().is_none_or(is_on_own));
            if is_trigger || (on_own && part.kind == "index" && !is_plain_index(conn, &name)?) {
                let why = format!("on `{}` is none of the record's", part.table);
                found.push(Foreign { kind: part.kind, name, why });
            }
            continue;
        };
        let is_view_of_another = has_own_views && part.kind == "view" && known.kind == "view";
        if !known.is_same(&part) && !is_view_of_another {
            found.push(Foreign { kind: part.kind, name, why: "is not as the record has it".to_owned() });
        }
        seen.push(plain);
    }
    let gone = own.parts.iter().filter(|(name, part)| !(seen.contains(name) || has_own_views && part.kind == "view"));
    for (name, part) in gone {
        found.push(Foreign { kind: part.kind.clone(), name: name.clone(), why: "is not there".to_owned() });
    }
    // What stands in place of a table comes first: SQLite may have changed the views over it with it.
    let is_table = |foreign: &Foreign| own.parts.get(&foreign.name).is_some_and(|known| known.kind == "table");
    found.sort_by_key(|foreign| !is_table(foreign));
    Ok(found)
}

impl Own {
    /// The tables of a file whose text is another than here, though they are the same or are named,
    /// with the text that they have here.
    ///
    /// # Errors
    ///
    /// SQLite's.
    pub fn restated(&self, conn: &Connection, named: &[&str]) -> Result<Vec<(&str, &str)>> {
        let mut stale = Vec::new();
        for (name, part) in all(conn)? {
            let Some((known, own)) = self.parts.get_key_value(&name) else { continue };
            if let Some(sql) =
                own.sql.as_deref().filter(|_| own.sql != part.sql && (named.contains(&&*name) || own.is_same(&part)))
            {
                stale.push((known.as_str(), sql));
            }
        }
        Ok(stale)
    }
}

impl Part {
    /// Whether two are the same, however their text is laid out and whatever its comments say.
    fn is_same(&self, other: &Self) -> bool {
        let plain = |part: &Self| part.sql.as_deref().map(tokens::plain);
        self.kind == other.kind && self.table == other.table && (self.sql == other.sql || plain(self) == plain(other))
    }
}

/// Whether an index only makes reading fast: it refuses no row and computes nothing.
fn is_plain_index(conn: &Connection, name: &str) -> Result<bool> {
    let sql = "SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema AS made, pragma_index_list(made.tbl_name) AS list
        WHERE made.type = 'index' AND made.name = ?1 AND list.name = ?1 AND (list.\"unique\" OR list.partial))
      AND NOT EXISTS (SELECT 1 FROM pragma_index_xinfo(?1) WHERE cid = -2 OR coll NOT IN ('BINARY', 'NOCASE', 'RTRIM'))";
    Ok(conn.query_row(sql, [name], |row| row.get(0))?)
}

/// Whether a trigger's SQL puts it on a table of the record, whatever the schema says of it.
fn is_on_own(sql: &str) -> bool {
    let words: Vec<String> = sql
        .split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    words.windows(2).any(|pair| pair[0] == "on" && own().parts.contains_key(&pair[1]))
}

/// Every part of a schema by its name, in the order in which they were made, but for what SQLite
/// keeps for itself.
fn all(conn: &Connection) -> rusqlite::Result<Vec<(String, Part)>> {
    let mut statement = conn.prepare(
        "SELECT name, type, tbl_name, sql FROM main.sqlite_schema
        WHERE NOT (type = 'index' AND sql IS NULL AND name LIKE 'sqlite\\_autoindex\\_%' ESCAPE '\\')
          AND NOT (type = 'table' AND name IN ('sqlite_sequence', 'sqlite_stat1', 'sqlite_stat4'))
        ORDER BY rowid",
    )?;
    let rows = statement.query_map([], |row| {
        // A damaged page, too, is named by what can be read of it.
        let known = |n| Ok::<_, rusqlite::Error>(shape::readable(row, n)?.unwrap_or_default());
        Ok((known(0)?, Part { kind: known(1)?, table: known(2)?, sql: shape::readable(row, 3)? }))
    })?;
    rows.collect()
}
