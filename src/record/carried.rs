//! Carrying a record between a server and a file, whole: every row of every table of its own, and nothing else.

use rusqlite::Connection;
use rusqlite::types::{ToSqlOutput, Value};

use crate::error::{Error, Result};
use crate::reader::Reader;
use crate::reader::remote::Client;
use crate::record::derive;
use crate::record::stop::StopSign;
use crate::record::write::quoted;
use crate::seed::SCHEMA;
use crate::shape;

/// Most statements that are sent at once, and about how many bytes.
const MOST: usize = 256;
const MOST_BYTES: usize = 512 << 10;

/// The tables of a record, in the order in which they are made.
fn tables() -> impl DoubleEndedIterator<Item = &'static shape::Table> {
    shape::own().iter().filter(|table| !table.is_view)
}

fn columns(table: &shape::Table) -> String {
    table.columns.iter().map(|column| quoted(&column.name)).collect::<Vec<_>>().join(", ")
}

/// Takes every row of a record into an empty one; returns how many there are. What is read is one view of it, if
/// whoever answers holds one.
///
/// # Errors
///
/// The reader's; a table has another number of rows than it says; the reading is stopped.
pub fn take(reader: &dyn Reader, into: &Connection, stop: &StopSign) -> Result<u64> {
    into.execute_batch("PRAGMA defer_foreign_keys = ON")?;
    let mut all = 0;
    for table in tables() {
        let (name, list) = (quoted(&table.name), columns(table));
        let places = vec!["?"; table.columns.len()].join(", ");
        let mut put = into.prepare(&format!("INSERT OR REPLACE INTO main.{name} ({list}) VALUES ({places})"))?;
        let mut count = 0_i64;
        reader.each(&format!("SELECT {list} FROM {name}"), &[], |row| {
            if stop.is_raised() {
                return Err(stop.error());
            }
            for n in 0..table.columns.len() {
                put.raw_bind_parameter(n + 1, ToSqlOutput::Borrowed(row.value(n)?))?;
            }
            put.raw_execute()?;
            count += 1;
            Ok(())
        })?;
        if reader.number(&format!("SELECT count(*) FROM {name}"), &[])? != Some(count) {
            let what = format!("`{}` has another number of rows than came", table.name);
            return Err(Error::Refused {
                what,
                hint: "ask again: the server may have been changed meanwhile".to_owned(),
            });
        }
        all += count.unsigned_abs();
    }
    Ok(all)
}

/// Puts a record in the place of what a server has, within what was begun there; returns how many rows were sent.
///
/// # Errors
///
/// The server refuses a statement; the reading is stopped.
pub fn put(from: &Connection, to: &Client, there: &[(String, String)], stop: &StopSign) -> Result<u64> {
    let bare = |sql: &str| (sql.to_owned(), Vec::new());
    let is = |sql: &str, what: &str| sql.trim_start().to_ascii_uppercase().starts_with(what);
    let mut first = vec![bare("PRAGMA defer_foreign_keys = ON")];
    let gone = |what: &str, word: &str| {
        let named = there.iter().rev().filter(|(_, sql)| is(sql, what)).map(|(name, _)| quoted(name));
        named.map(|name| (format!("DROP {word} IF EXISTS {name}"), Vec::new())).collect::<Vec<_>>()
    };
    first.extend(gone("CREATE VIEW", "VIEW"));
    first.extend(gone("CREATE TABLE", "TABLE"));
    let made = made()?;
    first.extend(made.iter().filter(|sql| is(sql, "CREATE TABLE")).map(|sql| bare(sql)));
    to.change(&first)?;
    let mut all = 0;
    for table in tables() {
        all += rows(from, to, table, stop)?;
    }
    let mut last: Vec<_> = made.iter().filter(|sql| !is(sql, "CREATE TABLE")).map(|sql| bare(sql)).collect();
    last.push((format!("PRAGMA user_version = {}", crate::record::VERSION), Vec::new()));
    to.change(&last)?;
    Ok(all)
}

/// The loads that a server has and a file lacks, by name and time: what would be lost if the file took its place. What
/// comes with the program is the same everywhere.
///
/// # Errors
///
/// The reader's.
pub fn lacking(from: &Connection, there: &dyn Reader) -> Result<Vec<String>> {
    let sql = "SELECT name || ' of ' || read_at FROM batch WHERE kind <> 'seed' ORDER BY id";
    let own: &dyn Reader = from;
    let known = own.texts(sql, &[])?;
    Ok(there.texts(sql, &[])?.into_iter().filter(|load| !known.contains(load)).collect())
}

/// The statements that make an empty record.
fn made() -> Result<Vec<String>> {
    let conn = Connection::open_in_memory()?;
    conn.execute_batch(SCHEMA)?;
    derive::make(&conn)?;
    let reader: &dyn Reader = &conn;
    reader.texts("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid", &[])
}

fn rows(from: &Connection, to: &Client, table: &shape::Table, stop: &StopSign) -> Result<u64> {
    let (name, list) = (quoted(&table.name), columns(table));
    let sql = format!("INSERT INTO {name} ({list}) VALUES ({})", vec!["?"; table.columns.len()].join(", "));
    let (mut steps, mut bytes, mut all) = (Vec::new(), 0, 0);
    let mut statement = from.prepare(&format!("SELECT {list} FROM main.{name}"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if stop.is_raised() {
            return Err(stop.error());
        }
        let values = (0..table.columns.len()).map(|n| row.get::<_, Value>(n)).collect::<Result<Vec<_>, _>>()?;
        bytes += sql.len() + values.iter().map(size).sum::<usize>();
        steps.push((sql.clone(), values));
        all += 1;
        if steps.len() == MOST || bytes > MOST_BYTES {
            to.change(&std::mem::take(&mut steps))?;
            bytes = 0;
        }
    }
    if !steps.is_empty() {
        to.change(&steps)?;
    }
    Ok(all)
}

fn size(value: &Value) -> usize {
    match value {
        Value::Text(text) => text.len() + 32,
        Value::Blob(bytes) => bytes.len() * 2 + 32,
        _ => 48,
    }
}
