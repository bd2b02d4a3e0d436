//! What a repaired record lacks: what points to nothing goes, and so does what fails a check; all of it is told.

use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, OptionalExtension};

use super::filled::{Filled, Gap};
use super::known;
use crate::answer::stored;
use crate::check;
use crate::error::Result;
use crate::history::batches;
use crate::record::write::{self, Batch, quoted};
use crate::record::{create, derive};
use crate::script::place::Place;
use crate::seed;
use crate::shape::kind;
use crate::value::normal::normal;

/// Most keys that are told of one gap.
const MOST: usize = 20;

/// Most rounds of checks: what goes can make others fail.
const ROUNDS: usize = 20;

/// One line of what a repair came to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Told {
    /// `came`, `lost`, `renamed`, `replaced`, `left out` or `may lack`.
    pub what: &'static str,
    /// The table, or the kind of record.
    pub kind: String,
    /// A key; of many, how many they are.
    pub key: String,
    /// Why it is so.
    pub why: Option<String>,
}

impl Told {
    fn new(what: &'static str, kind: &str, key: String, why: Option<String>) -> Self {
        Self { what, kind: kind.to_owned(), key, why }
    }
}

/// Makes a record sound whose rows came from a damaged file, and tells what came of it.
///
/// # Errors
///
/// SQLite's.
pub(super) fn settle(conn: &Connection, filled: &Filled, keep: bool, now: &str) -> Result<Vec<Told>> {
    let mut told = Vec::new();
    for (table, count) in &filled.refused {
        if *count > 0 {
            let why = Some("they can be read, and no record can have them".to_owned());
            told.push(Told::new("lost", table, format!("{count} rows"), why));
        }
    }
    for gap in &filled.gaps {
        told.push(missing(conn, gap)?);
    }
    batches_of_rows(conn, now)?;
    let batch = Batch { kind: "seed", name: "repair", sha256: None, read_at: now, note: None };
    let batch = write::begin(conn, batch)?;
    let built_in = create::built_in(now)?;
    known::words(conn, &built_in, filled, batch)?;
    for (kind, key) in known::records(conn, &built_in, batch)? {
        let why = "it stood in a page that cannot be read, and is as the program has it".to_owned();
        told.push(Told::new("replaced", &kind, key, Some(why)));
    }
    lost(conn, &mut told)?;
    number(conn, filled.highest)?;
    mend(conn, filled)?;
    batches::note_uncited(conn)?;
    batches::settle(conn, true)?;
    derive::make(conn)?;
    let first: Option<i64> = conn.query_row("SELECT min(id) FROM batch", [], |row| row.get(0))?;
    if let Some(first) = first {
        stored::store(conn, first)?;
    }
    if !keep {
        leave_out(conn, &mut told)?;
    }
    let mut all = came(conn)?;
    all.extend(told);
    Ok(all)
}

/// How much of each kind of fact there is.
fn came(conn: &Connection) -> Result<Vec<Told>> {
    let mut found = Vec::new();
    for table in write::tables() {
        let sql = format!("SELECT count(*) FROM main.{}", quoted(&table));
        let count: i64 = conn.query_row(&sql, [], |row| row.get(0))?;
        if count > 0 {
            found.push(Told::new("came", &table, format!("{count} rows"), None));
        }
    }
    Ok(found)
}

/// Records without the row of their kind, and rows without their record.
fn lost(conn: &Connection, told: &mut Vec<Told>) -> Result<()> {
    for kind in kind::all().iter().filter(|kind| kind.is_record) {
        let name = kind.name();
        let sql = format!(
            "SELECT key FROM record WHERE kind = ?1 AND id NOT IN (SELECT id FROM main.{}) ORDER BY key",
            quoted(name)
        );
        let mut statement = conn.prepare(&sql)?;
        for key in statement.query_map([name], |row| row.get::<_, String>(0))? {
            let why = "what it says stood in a page that cannot be read".to_owned();
            told.push(Told::new("lost", name, key?, Some(why)));
        }
    }
    let mut statement = conn.prepare("SELECT kind, key FROM record WHERE key = 'lost-' || id ORDER BY id")?;
    for row in statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))? {
        let (kind, key) = row?;
        let why = "the key that it had stood in a page that cannot be read".to_owned();
        told.push(Told::new("renamed", &kind, key, Some(why)));
    }
    let sql =
        "SELECT DISTINCT record_id FROM citation WHERE record_id NOT IN (SELECT id FROM record) ORDER BY record_id";
    let mut statement = conn.prepare(sql)?;
    for id in statement.query_map([], |row| row.get::<_, i64>(0))? {
        let why = "its key and what it says stood in pages that cannot be read".to_owned();
        told.push(Told::new("lost", "record", format!("number {}", id?), Some(why)));
    }
    let sql =
        "SELECT DISTINCT source_id FROM citation WHERE source_id NOT IN (SELECT id FROM source) ORDER BY source_id";
    let mut statement = conn.prepare(sql)?;
    for id in statement.query_map([], |row| row.get::<_, i64>(0))? {
        let why = "it stood in a page that cannot be read".to_owned();
        told.push(Told::new("lost", "source", format!("number {}", id?), Some(why)));
    }
    Ok(())
}

/// Whose rows lie in a gap.
fn missing(conn: &Connection, gap: &Gap) -> Result<Told> {
    let why = "a page of it cannot be read".to_owned();
    let Some(to) =
        kind::owner(&gap.table).map(|_| kind::keyed(&gap.table)).filter(|_| gap.after.or(gap.before).is_some())
    else {
        return Ok(Told::new("may lack", &gap.table, "rows".to_owned(), Some(why)));
    };
    let sql = format!(
        "SELECT key FROM main.{} WHERE id >= coalesce(?1, id) AND id <= coalesce(?2, id) ORDER BY id",
        quoted(to)
    );
    let mut statement = conn.prepare(&sql)?;
    let keys: Vec<String> =
        statement.query_map([gap.after, gap.before], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let more = keys.len().saturating_sub(MOST);
    let mut list = keys.iter().take(MOST).map(String::as_str).collect::<Vec<_>>().join(", ");
    if more > 0 {
        list.push_str(&format!(" and {more} more"));
    }
    Ok(Told::new("may lack", &gap.table, list, Some(why)))
}

/// Gives every row the batch that it names, where the batch itself is lost.
fn batches_of_rows(conn: &Connection, now: &str) -> Result<()> {
    let mut named = vec![
        "SELECT batch_id AS id FROM change".to_owned(),
        "SELECT with_id FROM batch".to_owned(),
        "SELECT undone_id FROM batch".to_owned(),
    ];
    named.extend(write::tables().iter().map(|table| format!("SELECT batch_id FROM main.{}", quoted(table))));
    let sql = format!(
        "INSERT INTO batch (id, kind, name, read_at, note)
        SELECT DISTINCT id, 'facts', '(lost)', ?1, 'what it was stood in a page that cannot be read'
        FROM ({}) WHERE id IS NOT NULL AND id NOT IN (SELECT id FROM batch)",
        named.join(" UNION ")
    );
    conn.execute(&sql, [now])?;
    Ok(())
}

/// Puts in place of what is lost that it is: where a row can be without what it pointed to, it stays without.
fn mend(conn: &Connection, filled: &Filled) -> Result<()> {
    let plain = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    conn.create_scalar_function("normal", 1, plain, |context| Ok(normal(&context.get::<String>(0)?)))?;
    for (name, sql) in seed::texts("repair", ".sql") {
        // Where all citations could be read, who has none had none.
        if name != "2-citations" || filled.broken.contains("citation") {
            conn.execute_batch(sql)?;
        }
    }
    for table in write::tables() {
        let sql =
            "SELECT own.\"from\", own.\"table\", coalesce(own.\"to\", 'id') FROM pragma_foreign_key_list(?1) AS own
          JOIN pragma_table_info(?1) AS info ON info.name = own.\"from\" AND NOT info.\"notnull\" AND info.pk = 0
          WHERE (SELECT count(*) FROM pragma_foreign_key_list(?1) AS part WHERE part.id = own.id) = 1";
        let mut statement = conn.prepare(sql)?;
        let loose: Vec<[String; 3]> = statement
            .query_map([&table], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]))?
            .collect::<rusqlite::Result<_>>()?;
        for [from, to, its] in loose {
            let (table, from, to, its) = (quoted(&table), quoted(&from), quoted(&to), quoted(&its));
            conn.execute(
                &format!(
                    "UPDATE OR IGNORE main.{table} SET {from} = NULL WHERE {from} NOT IN (SELECT {its} FROM main.{to})"
                ),
                [],
            )?;
        }
    }
    Ok(())
}

/// No number that a record ever had is given again.
fn number(conn: &Connection, highest: i64) -> Result<()> {
    let sql = "SELECT max(?1, (SELECT coalesce(max(id), 0) FROM record),
      (SELECT coalesce(max(CAST(row_key ->> '$.id' AS INTEGER)), 0) FROM change WHERE of_table = 'record'))";
    let highest: i64 = conn.query_row(sql, [highest], |row| row.get(0))?;
    conn.execute("DELETE FROM sqlite_sequence WHERE name = 'record'", [])?;
    conn.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('record', ?1)", [highest])?;
    Ok(())
}

/// Takes out what fails a check, until nothing does; a source of which sentences are missing is no longer whole.
fn leave_out(conn: &Connection, told: &mut Vec<Told>) -> Result<()> {
    let checks = Place::new("checks", None);
    for _ in 0..ROUNDS {
        let mut findings = check::run(conn, &checks, &[])?;
        findings.retain(|finding| finding.severity.is_none());
        let mut count = 0;
        for finding in &findings {
            let why = Some(format!("{}: {}", finding.check, finding.reason));
            let record: Option<(i64, String)> = conn
                .query_row("SELECT id, kind FROM record WHERE key = ?1", [&finding.key], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })
                .optional()?;
            if let Some((id, kind)) = record {
                batches::remove_record(conn, id, true)?;
                told.push(Told::new("left out", &kind, finding.key.clone(), why));
                count += 1;
            } else if conn
                .execute("UPDATE source SET is_complete = 0 WHERE key = ?1 AND is_complete = 1", [&finding.key])?
                > 0
            {
                told.push(Told::new("may lack", "source", finding.key.clone(), why));
                count += 1;
            }
        }
        if count == 0 {
            break;
        }
    }
    Ok(())
}
