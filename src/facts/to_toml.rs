//! Exporting facts: the record as facts files that load back to the same record.
//!
//! One file a source. A record stands in the file of its first source; what others say of it stands
//! in theirs as `[[cite]]`. A source's text is written beside its file, if the record keeps it. What
//! a kind of fact says is written by the description that it is read by ([`crate::shape::kind`]).

use rusqlite::{Connection, Row, params};
use toml::{Table, Value};

pub use super::identity::teller;
use super::told;
use crate::error::{Error, Result};
use crate::shape::kind::{self, Kind};
use crate::value::key::Key;

/// So many statements are kept prepared.
const STATEMENTS: usize = 256;

/// A file to be written: its name and its content.
pub type Written = (String, Vec<u8>);

/// Every file of an export.
///
/// # Errors
///
/// SQLite's; or a source's key names no file.
pub fn facts(conn: &Connection) -> Result<Vec<Written>> {
    // One for each part of each kind, asked again for every record.
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    let mut statement = conn.prepare("SELECT id, key FROM source ORDER BY id")?;
    let sources: Vec<(i64, String)> =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    // No key has an underscore, so this name is free where a source has taken the other.
    let words_name = if sources.iter().any(|(_, key)| key == "words") { "_words.toml" } else { "words.toml" };
    let mut files = vec![(words_name.to_owned(), text(&words(conn)?)?)];
    for (id, key) in sources {
        if key.parse::<Key>().is_err() {
            let what = format!("a source of the record has the key `{key}`, which is no key and names no file");
            return Err(Error::Refused { what, hint: "`onrecord check` says what else is not sound".to_owned() });
        }
        files.push((format!("{key}.toml"), text(&of_source(conn, id)?)?));
        let mut statement = conn.prepare_cached("SELECT content FROM source_text WHERE source_id = ?1")?;
        let mut rows = statement.query([id])?;
        if let Some(row) = rows.next()? {
            files.push((format!("{key}.txt"), row.get::<_, String>(0)?.into_bytes()));
        }
    }
    Ok(files)
}

/// The facts file of one source.
///
/// # Errors
///
/// As [`facts`].
pub fn of_one(conn: &Connection, source: i64) -> Result<Vec<u8>> {
    text(&of_source(conn, source)?)
}

/// The records that a batch brought, in its order, each as a table of a facts file.
///
/// # Errors
///
/// SQLite's.
pub fn of_batch(conn: &Connection, batch: i64) -> Result<Vec<u8>> {
    let sql = format!("SELECT id, kind, ({}) FROM record WHERE batch_id = ?1 ORDER BY id", teller("record.id"));
    let mut statement = conn.prepare(&sql)?;
    let mut rows = statement.query([batch])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let name: String = row.get(1)?;
        let Some(kind) = kind::named(&name) else { continue };
        let source: Option<i64> = row.get(2)?;
        let record = one(conn, kind, row.get(0)?, source.unwrap_or(0))?;
        let mut table = Table::new();
        table.insert(name, array(vec![record]));
        all.extend(text(&table)?);
        all.push(b'\n');
    }
    Ok(all)
}

/// What the files of an export hold, the words first, then each source.
///
/// # Errors
///
/// SQLite's.
pub fn tables_of(conn: &Connection) -> Result<Vec<Table>> {
    let mut statement = conn.prepare("SELECT id FROM source ORDER BY id")?;
    let ids: Vec<i64> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let sources = ids.into_iter().map(|id| of_source(conn, id));
    std::iter::once(words(conn)).chain(sources).collect()
}

/// So many tables of a list are written at once: the time of the writer grows with their square.
const TOGETHER: usize = 64;

/// A table as a file, part by part: what is no table stands first, where it belongs to none.
fn text(table: &Table) -> Result<Vec<u8>> {
    let is_list =
        |value: &Value| value.as_array().is_some_and(|list| !list.is_empty() && list.iter().all(Value::is_table));
    let (parts, plain): (Vec<_>, Vec<_>) = table.iter().partition(|(_, value)| value.is_table() || is_list(value));
    let mut written = part(&plain.into_iter().map(|(name, value)| (name.clone(), value.clone())).collect())?;
    for (name, value) in parts {
        let several = value.as_array().map_or_else(
            || vec![value.clone()],
            |list| list.chunks(TOGETHER).map(|some| Value::Array(some.to_vec())).collect(),
        );
        for value in several {
            if !written.is_empty() {
                written.push(b'\n');
            }
            written.extend(part(&Table::from_iter([(name.clone(), value)]))?);
        }
    }
    Ok(written)
}

fn part(table: &Table) -> Result<Vec<u8>> {
    let told = |cause: toml::ser::Error| {
        let hint = "`onrecord check` says what is not sound".to_owned();
        Error::Refused { what: format!("the record cannot be written as TOML: {cause}"), hint }
    };
    toml::to_string(table).map(String::into_bytes).map_err(told)
}

/// The columns of a row that are not NULL, by name, leaving out those named.
fn fields(row: &Row<'_>, without: &[&str]) -> Result<Table> {
    let mut table = Table::new();
    let names: Vec<String> = row.as_ref().column_names().map(str::to_owned).collect();
    for (n, name) in names.iter().enumerate().filter(|(_, name)| !without.contains(&name.as_str())) {
        if let Some(value) = told::value(row.get_ref(n)?) {
            table.insert(name.clone(), value);
        }
    }
    Ok(table)
}

/// The rows of a query as tables.
fn tables(conn: &Connection, sql: &str, id: i64) -> Result<Vec<Table>> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = if statement.parameter_count() == 0 { statement.query([])? } else { statement.query([id])? };
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(fields(row, &[])?);
    }
    Ok(found)
}

fn array(tables: Vec<Table>) -> Value {
    Value::Array(tables.into_iter().map(Value::Table).collect())
}

/// The words that records are told with: every kind that is no record.
fn words(conn: &Connection) -> Result<Table> {
    let mut file = Table::new();
    for kind in kind::all().iter().filter(|kind| !kind.is_record) {
        let mut statement =
            conn.prepare(&format!("SELECT * FROM main.\"{}\" ORDER BY \"{}\"", kind.name(), kind.key))?;
        let mut rows = statement.query([])?;
        let mut list = Vec::new();
        while let Some(row) = rows.next()? {
            let mut table = told::own(conn, &kind.fields, row)?;
            if kind.table.column("id").is_some() {
                told::parts(conn, kind, row.get("id")?, &mut table)?;
            }
            list.push(table);
        }
        file.insert(kind.name().to_owned(), array(list));
    }
    Ok(file)
}

fn of_source(conn: &Connection, id: i64) -> Result<Table> {
    let sql = "SELECT source.key, source.kind, source.title, source.description, source.publisher, source.author, source.url, source.language,
        source.licence, source.published, source.published_basis, source.published_why, source.retrieved_on, source.sha256, source.bytes,
        source.sentences, source.is_complete, source.independence, origin.key AS derived_from, source.derivation
      FROM source LEFT JOIN source AS origin ON origin.id = source.derived_from_id WHERE source.id = ?1";
    let mut source = tables(conn, sql, id)?.pop().ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    flag(&mut source, "is_complete");
    let whole = "SELECT EXISTS (SELECT 1 FROM citation WHERE source_id = ?1 AND NOT EXISTS (
      SELECT 1 FROM anchor WHERE anchor.record_id = citation.record_id AND anchor.source_id = citation.source_id)) AS is_cited_whole";
    let mut whole = tables(conn, whole, id)?.pop().ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    flag(&mut whole, "is_cited_whole");
    source.extend(whole);
    let mut file = Table::new();
    file.insert("source".into(), Value::Table(source));
    // By its citations and never by the kind: a data set has as many sources as rows.
    for kind in kind::all().iter().filter(|kind| kind.is_record) {
        let owned = format!(
            "SELECT record.id FROM citation CROSS JOIN record ON record.id = citation.record_id
            WHERE citation.source_id = ?1 AND +record.kind = ?2 AND citation.source_id = ({}) ORDER BY record.key",
            teller("record.id")
        );
        let mut statement = conn.prepare_cached(&owned)?;
        let ids: Vec<i64> =
            statement.query_map(params![id, kind.name()], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let records = ids.into_iter().map(|record| one(conn, kind, record, id)).collect::<Result<Vec<_>>>()?;
        if !records.is_empty() {
            file.insert(kind.name().to_owned(), array(records));
        }
    }
    let others = format!(
        "SELECT record.key AS record, record.id AS id FROM citation CROSS JOIN record ON record.id = citation.record_id
        WHERE citation.source_id = ?1 AND citation.source_id <> ({}) ORDER BY record.key",
        teller("record.id")
    );
    let mut cites = tables(conn, &others, id)?;
    for cite in &mut cites {
        let Some(record) = cite.remove("id").and_then(|id| id.as_integer()) else {
            unreachable!("the number of a record is never NULL")
        };
        let dates = dates(conn, record, id, false)?;
        if !dates.is_empty() {
            cite.insert("dates".into(), array(dates));
        }
        let anchors = anchors(conn, record, id)?;
        if !anchors.is_empty() {
            cite.insert("cite".into(), array(anchors));
        }
    }
    if !cites.is_empty() {
        file.insert("cite".into(), array(cites));
    }
    Ok(file)
}

/// Replaces a 0 or 1 by a truth value, and leaves a 0 out.
fn flag(table: &mut Table, name: &str) {
    if let Some(Value::Integer(number)) = table.remove(name)
        && number != 0
    {
        table.insert(name.to_owned(), Value::Boolean(true));
    }
}

/// One record with all that belongs to it.
fn one(conn: &Connection, kind: &'static Kind, id: i64, source: i64) -> Result<Table> {
    let common = "SELECT key, rank, reason, note FROM record WHERE id = ?1";
    let mut record = tables(conn, common, id)?.pop().ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    let mut statement = conn.prepare_cached(&format!("SELECT * FROM main.\"{}\" WHERE id = ?1", kind.name()))?;
    let mut rows = statement.query([id])?;
    if let Some(row) = rows.next()? {
        record.extend(told::own(conn, &kind.fields, row)?);
    }
    told::parts(conn, kind, id, &mut record)?;
    let topics =
        "SELECT topic.key FROM record_topic JOIN topic ON topic.id = topic_id WHERE record_id = ?1 ORDER BY topic.key";
    let topics: Vec<Value> =
        tables(conn, topics, id)?.into_iter().filter_map(|mut topic| topic.remove("key")).collect();
    if !topics.is_empty() {
        record.insert("topics".into(), Value::Array(topics));
    }
    let dates = dates(conn, id, source, true)?;
    if !dates.is_empty() {
        record.insert("dates".into(), array(dates));
    }
    let anchors = anchors(conn, id, source)?;
    if !anchors.is_empty() {
        record.insert("cite".into(), array(anchors));
    }
    Ok(record)
}

/// The words behind the dates of a record that stand in a source; those of no known source stand
/// with the one that tells it.
fn dates(conn: &Connection, record: i64, source: i64, is_teller: bool) -> Result<Vec<Table>> {
    let mut statement = conn.prepare_cached(
        "SELECT field, words, anchored_on AS \"from\", result AS date FROM dating
        WHERE record_id = ?1 AND (source_id = ?2 OR source_id IS NULL AND ?3) ORDER BY field, words, anchored_on",
    )?;
    let mut rows = statement.query(params![record, source, is_teller])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(fields(row, &[])?);
    }
    Ok(found)
}

fn anchors(conn: &Connection, record: i64, source: i64) -> Result<Vec<Table>> {
    let mut statement = conn.prepare_cached(
        "SELECT role, exact, sentence, locator, prefix, suffix, start_byte, start_char FROM anchor WHERE record_id = ?1 AND source_id = ?2 ORDER BY part",
    )?;
    let mut rows = statement.query([record, source])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let mut anchor = fields(row, &["role", "exact", "start_byte", "start_char"])?;
        if let Some(exact) = row.get::<_, Option<String>>("exact")? {
            let field = if row.get_ref("role")?.as_str() == Ok("quotation") { "quote" } else { "words" };
            anchor.insert(field.into(), Value::String(exact));
        }
        if let (Some(byte), Some(character)) =
            (row.get::<_, Option<i64>>("start_byte")?, row.get::<_, Option<i64>>("start_char")?)
        {
            anchor.insert("at".into(), Value::Array(vec![Value::Integer(byte), Value::Integer(character)]));
        }
        found.push(anchor);
    }
    Ok(found)
}
