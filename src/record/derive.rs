//! What of a record is derived: its views, which put names in place of ids.
//!
//! Content and derivations are two things. The tables hold what was told and are changed by
//! upgrades; the views are made from `seed/views` and made anew in a record that an older program
//! made. A reader of such a record makes them for itself, in memory, and leaves the file alone.

use rusqlite::{Connection, OptionalExtension, Row};
use sha2::{Digest, Sha256};

use crate::error::Result;
use crate::{seed, shape};

/// The version of this program, as the file keeps it.
pub const MADE_BY: &str = env!("CARGO_PKG_VERSION");

/// The views of a record: their names and the statements that make them.
#[must_use]
pub fn views() -> Vec<(String, &'static str)> {
    seed::texts("views", ".sql")
}

/// The hash of some SQL as SQLite keeps it: 64 hexadecimal digits (SHA-256).
#[must_use]
pub fn hash<'s>(parts: impl IntoIterator<Item = &'s str>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.trim().trim_end_matches(';'));
        hasher.update([0]);
    }
    hasher.finalize().iter().fold(String::with_capacity(64), |digits, byte| digits + &format!("{byte:02x}"))
}

/// Makes the views anew in a record that an older program made; a newer one's are left.
///
/// # Errors
///
/// SQLite's.
pub fn refresh(conn: &Connection) -> Result<()> {
    if state(conn)? != State::OfAnother {
        return Ok(());
    }
    let maker: Option<String> =
        conn.query_row("SELECT made_by FROM main.derived WHERE part = 'views'", [], |row| row.get(0)).optional()?;
    let number = |version: &str| -> Vec<u64> { version.split('.').map_while(|part| part.parse().ok()).collect() };
    if maker.is_some_and(|maker| number(&maker) > number(MADE_BY)) { Ok(()) } else { make(conn) }
}

/// Makes every view, in place of those that are there, and notes by whom.
///
/// # Errors
///
/// SQLite's.
pub fn make(conn: &Connection) -> Result<()> {
    for (name, sql) in views() {
        conn.execute_batch(&format!("DROP VIEW IF EXISTS main.\"{name}\""))?;
        conn.execute_batch(sql)?;
    }
    note(conn, "views", &hash(views().iter().map(|(_, sql)| *sql)))
}

/// Notes that a part of the file was made by this program.
///
/// # Errors
///
/// SQLite's.
pub fn note(conn: &Connection, part: &str, sha256: &str) -> Result<()> {
    let sql = "INSERT OR REPLACE INTO derived (part, made_by, sha256) VALUES (?1, ?2, ?3)";
    conn.execute(sql, (part, MADE_BY, sha256))?;
    Ok(())
}

/// How the views of a file stand to those of this program.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum State {
    /// They are the same.
    Ours,
    /// They are as the program made them that made the file.
    OfAnother,
    /// Somebody changed them since.
    Changed,
}

/// Compares the views of a record with those of this program.
///
/// # Errors
///
/// SQLite's.
pub fn state(conn: &Connection) -> Result<State> {
    let own = views();
    let mut statement = conn.prepare("SELECT name, sql FROM main.sqlite_schema WHERE type = 'view' ORDER BY name")?;
    let known = |row: &Row<'_>, n| Ok::<_, rusqlite::Error>(shape::readable(row, n)?.unwrap_or_default());
    let rows = statement.query_map([], |row| Ok((known(row, 0)?, known(row, 1)?)))?;
    let found: Vec<(String, String)> = rows.collect::<rusqlite::Result<_>>()?;
    let is_as_made = |(name, sql): &(String, &str)| {
        found
            .binary_search_by(|(known, _)| known.cmp(name))
            .is_ok_and(|n| found[n].1 == sql.trim_end().trim_end_matches(';'))
    };
    if own.iter().all(is_as_made) {
        return Ok(State::Ours);
    }
    // A person's own views are none of ours.
    let known = noted(conn, "views")?;
    let is_ours = |name: &String| own.iter().any(|(known, _)| known == name);
    let of_file = hash(found.iter().filter(|(name, _)| is_ours(name)).map(|(_, sql)| sql.as_str()));
    Ok(if of_file == hash(own.iter().map(|(_, sql)| *sql)) {
        State::Ours
    } else if known == Some(of_file) {
        State::OfAnother
    } else {
        State::Changed
    })
}

/// The hash that is noted of a part of a file.
///
/// # Errors
///
/// SQLite's.
pub fn noted(conn: &Connection, part: &str) -> Result<Option<String>> {
    if !conn.table_exists(Some("main"), "derived")? {
        return Ok(None);
    }
    Ok(conn.query_row("SELECT sha256 FROM main.derived WHERE part = ?1", [part], |row| row.get(0)).optional()?)
}

/// Makes this program's views for one connection, over those of a file that has others; and what a
/// table of an older file lacks, without a value.
///
/// # Errors
///
/// SQLite's.
pub fn shadow(conn: &Connection) -> Result<()> {
    for table in shape::own().iter().filter(|table| !table.is_view) {
        fill_in(conn, table)?;
    }
    for (_, sql) in views() {
        conn.execute_batch(&sql.replacen("CREATE VIEW ", "CREATE TEMP VIEW ", 1))?;
    }
    Ok(())
}

/// Puts a view over a table of an older file that lacks columns, or in place of one that is not there.
fn fill_in(conn: &Connection, table: &shape::Table) -> Result<()> {
    let name = &table.name;
    let is_there = conn.table_exists(Some("main"), name)?;
    let known = if is_there {
        conn.prepare(&format!("SELECT * FROM main.\"{name}\" LIMIT 0"))?.column_names().collect::<Vec<_>>().join("\n")
    } else {
        String::new()
    };
    let is_lacking = |column: &&shape::Column| !known.lines().any(|known| known == column.name);
    let lacking: Vec<String> =
        table.columns.iter().filter(is_lacking).map(|column| format!("NULL AS \"{}\"", column.name)).collect();
    if lacking.is_empty() {
        return Ok(());
    }
    let lacking = lacking.join(", ");
    let rows = if is_there { format!("*, {lacking} FROM main.\"{name}\"") } else { format!("{lacking} WHERE false") };
    Ok(conn.execute_batch(&format!("CREATE TEMP VIEW \"{name}\" AS SELECT {rows}"))?)
}
