//! Exporting facts: the record as facts files that load back to the same record.
//!
//! One file a source. A record stands in the file of its first source; what others say of it stands
//! in theirs as `[[cite]]`. A source's text is written beside its file, if the record keeps it.

use std::collections::BTreeMap;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, params};
use toml::{Table, Value};

use crate::error::{Error, Result};
use crate::value::key::Key;

/// A file to be written: its name and its content.
pub type Written = (String, Vec<u8>);

/// Every file of an export.
///
/// # Errors
///
/// SQLite's.
pub fn facts(conn: &Connection) -> Result<Vec<Written>> {
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

fn text(table: &Table) -> Result<Vec<u8>> {
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
    for (n, name) in names.iter().enumerate() {
        if without.contains(&name.as_str()) {
            continue;
        }
        let value = match row.get_ref(n)? {
            ValueRef::Null | ValueRef::Blob(_) => continue,
            ValueRef::Integer(number) => Value::Integer(number),
            ValueRef::Real(number) => Value::Float(number),
            ValueRef::Text(bytes) => Value::String(String::from_utf8_lossy(bytes).into_owned()),
        };
        table.insert(name.clone(), value);
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

/// Replaces a 0 or 1 by a truth value, and leaves a 0 out.
fn flag(table: &mut Table, name: &str) {
    if let Some(Value::Integer(number)) = table.remove(name)
        && number != 0
    {
        table.insert(name.to_owned(), Value::Boolean(true));
    }
}

fn words(conn: &Connection) -> Result<Table> {
    let mut file = Table::new();
    file.insert(
        "currency".into(),
        array(tables(conn, "SELECT code, number, name, minor_unit FROM currency ORDER BY code", 0)?),
    );
    file.insert("predicate".into(), array(tables(conn, "SELECT key, label, inverse FROM predicate ORDER BY key", 0)?));
    let sql = "SELECT topic.key, topic.label, parent.key AS parent, topic.id AS id FROM topic LEFT JOIN topic AS parent ON parent.id = topic.parent_id ORDER BY topic.key";
    let mut topics = tables(conn, sql, 0)?;
    for topic in &mut topics {
        let id = topic.remove("id").and_then(|id| id.as_integer()).unwrap_or_default();
        let notations =
            lists(conn, "SELECT scheme, code FROM topic_notation WHERE topic_id = ?1 ORDER BY scheme, code", id)?;
        if !notations.is_empty() {
            topic.insert("notations".into(), Value::Table(notations));
        }
    }
    file.insert("topic".into(), array(topics));
    Ok(file)
}

/// Pairs of texts as lists by the first.
fn lists(conn: &Connection, sql: &str, id: i64) -> Result<Table> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([id])?;
    let mut found: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        found.entry(row.get(0)?).or_default().push(Value::String(row.get(1)?));
    }
    Ok(found.into_iter().map(|(key, values)| (key, Value::Array(values))).collect())
}

/// The kinds of records in the order of a facts file, each with the SQL of its own fields.
const KINDS: &[(&str, &str)] = &[
    ("entity", "SELECT kind, name, description, began, ended FROM entity WHERE id = ?1"),
    (
        "relation",
        "SELECT one.key AS subject, predicate, other.key AS object, share, since, until, attested FROM relation
        JOIN record AS one ON one.id = subject_id JOIN record AS other ON other.id = object_id WHERE relation.id = ?1",
    ),
    (
        "event",
        "SELECT type, title, status, date, place.key AS place, whole.key AS part_of, before.key AS follows FROM event
        LEFT JOIN record AS place ON place.id = place_id LEFT JOIN record AS whole ON whole.id = part_of_id
        LEFT JOIN record AS before ON before.id = follows_id WHERE event.id = ?1",
    ),
    (
        "figure",
        "SELECT about.key AS about, measure, low, best, high, unit, as_written, approximate, as_of FROM figure
        JOIN record AS about ON about.id = about_id WHERE figure.id = ?1",
    ),
    (
        "statement",
        "SELECT verb, form, gist, speaker_basis, speaker_why, medium.key AS medium, occasion.key AS occasion, date,
          told.key AS told_in, answered.key AS responds_to, before.key AS continues FROM statement
        LEFT JOIN record AS medium ON medium.id = medium_id LEFT JOIN record AS occasion ON occasion.id = occasion_id
        LEFT JOIN record AS told ON told.id = told_in_id LEFT JOIN record AS answered ON answered.id = responds_to_id
        LEFT JOIN record AS before ON before.id = continues_id WHERE statement.id = ?1",
    ),
    ("pledge", "SELECT kind, title, purpose, sector FROM pledge WHERE id = ?1"),
    (
        "stage",
        "SELECT pledge.key AS pledge, stage, notation, date, extent, additional.key AS additional_to, whole.key AS part_of,
          low, high, currency, approximate, as_written FROM stage JOIN record AS pledge ON pledge.id = pledge_id
        LEFT JOIN record AS additional ON additional.id = additional_to_id LEFT JOIN record AS whole ON whole.id = part_of_id WHERE stage.id = ?1",
    ),
    (
        "conversion",
        "SELECT stage.key AS stage, amount AS low, amount AS high, currency, rate, rate_on FROM conversion
        JOIN record AS stage ON stage.id = stage_id WHERE conversion.id = ?1",
    ),
    ("dispute", "SELECT kind, question, why FROM dispute WHERE id = ?1"),
];

fn of_source(conn: &Connection, id: i64) -> Result<Table> {
    let sql = "SELECT source.key, source.kind, source.title, source.description, source.publisher, source.author, source.url, source.language,
        source.licence, source.published, source.published_basis, source.published_why, source.retrieved_on, source.sha256, source.bytes,
        source.sentences, source.is_complete, source.independence, origin.key AS derived_from, source.derivation
      FROM source LEFT JOIN source AS origin ON origin.id = source.derived_from_id WHERE source.id = ?1";
    let mut source = tables(conn, sql, id)?.pop().unwrap_or_default();
    flag(&mut source, "is_complete");
    let whole = "SELECT EXISTS (SELECT 1 FROM citation WHERE source_id = ?1 AND NOT EXISTS (
      SELECT 1 FROM anchor WHERE anchor.record_id = citation.record_id AND anchor.source_id = citation.source_id)) AS is_cited_whole";
    let mut whole = tables(conn, whole, id)?.pop().unwrap_or_default();
    flag(&mut whole, "is_cited_whole");
    source.extend(whole);
    let mut file = Table::new();
    file.insert("source".into(), Value::Table(source));
    for (kind, sql) in KINDS {
        // The first source that cites a record tells it.
        let owned = "SELECT record.id FROM record JOIN citation ON citation.record_id = record.id WHERE citation.source_id = ?1 AND record.kind = ?2
          AND citation.source_id = (SELECT min(source_id) FROM citation AS first WHERE first.record_id = record.id) ORDER BY record.key";
        let mut statement = conn.prepare_cached(owned)?;
        let ids: Vec<i64> =
            statement.query_map(params![id, kind], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let records = ids.into_iter().map(|record| one(conn, kind, sql, record, id)).collect::<Result<Vec<_>>>()?;
        if !records.is_empty() {
            file.insert((*kind).into(), array(records));
        }
    }
    let others = "SELECT record.key AS record, record.id AS id FROM record JOIN citation ON citation.record_id = record.id WHERE citation.source_id = ?1
      AND citation.source_id <> (SELECT min(source_id) FROM citation AS first WHERE first.record_id = record.id) ORDER BY record.key";
    let mut cites = tables(conn, others, id)?;
    for cite in &mut cites {
        let record = cite.remove("id").and_then(|id| id.as_integer()).unwrap_or_default();
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

/// One record with all that belongs to it.
#[allow(clippy::too_many_lines)] // one arm for each kind
fn one(conn: &Connection, kind: &str, sql: &str, id: i64, source: i64) -> Result<Table> {
    let mut record =
        tables(conn, "SELECT key, rank, reason, note FROM record WHERE id = ?1", id)?.pop().unwrap_or_default();
    let mut own = tables(conn, sql, id)?.pop().unwrap_or_default();
    match kind {
        "entity" => {
            let names = tables(
                conn,
                "SELECT kind, text, language FROM name WHERE entity_id = ?1 AND kind <> 'preferred' ORDER BY kind, text",
                id,
            )?;
            let mut by_kind: BTreeMap<String, Vec<Value>> = BTreeMap::new();
            for mut name in names {
                let kind = name.remove("kind").and_then(|kind| kind.as_str().map(str::to_owned)).unwrap_or_default();
                if name.get("language").and_then(Value::as_str) == Some("") {
                    name.remove("language");
                }
                let text = name.get("text").cloned().unwrap_or(Value::String(String::new()));
                by_kind.entry(kind).or_default().push(if name.len() == 1 { text } else { Value::Table(name) });
            }
            if !by_kind.is_empty() {
                own.insert(
                    "names".into(),
                    Value::Table(by_kind.into_iter().map(|(kind, names)| (kind, Value::Array(names))).collect()),
                );
            }
            let identifiers =
                lists(conn, "SELECT scheme, value FROM identifier WHERE entity_id = ?1 ORDER BY scheme, value", id)?;
            if !identifiers.is_empty() {
                own.insert("identifiers".into(), Value::Table(identifiers));
            }
        }
        "event" => {
            if let Some(coding) = tables(
                conn,
                "SELECT scheme, code, mode, intensity, tone, mentions FROM coding WHERE record_id = ?1",
                id,
            )?
            .pop()
            {
                own.insert("coding".into(), Value::Table(coding));
            }
        }
        "figure" => flag(&mut own, "approximate"),
        "statement" => {
            let stances = lists(
                conn,
                "SELECT assertion.stance, record.key FROM assertion JOIN record ON record.id = assertion.record_id WHERE statement_id = ?1 ORDER BY record.key",
                id,
            )?;
            own.extend(stances);
        }
        "stage" | "conversion" => {
            let mut money = Table::new();
            for name in ["low", "high", "currency", "approximate", "as_written"] {
                if let Some(value) = own.remove(name) {
                    money.insert(name.into(), value);
                }
            }
            flag(&mut money, "approximate");
            if money.contains_key("currency") {
                own.insert("money".into(), Value::Table(money));
            } else if let Some(words) = money.remove("as_written") {
                own.insert("as_written".into(), words);
            }
        }
        "dispute" => {
            let sql = "SELECT record.key AS record, dispute_side.claim, anchor.exact AS words, source.key AS source, is_preferred AS preferred FROM dispute_side
              JOIN record ON record.id = dispute_side.record_id LEFT JOIN source ON source.id = dispute_side.source_id
              LEFT JOIN anchor ON anchor.record_id = dispute_side.record_id AND anchor.source_id = dispute_side.source_id AND anchor.part = dispute_side.part
              WHERE dispute_id = ?1 ORDER BY n";
            let mut sides = tables(conn, sql, id)?;
            for side in &mut sides {
                flag(side, "preferred");
            }
            own.insert("sides".into(), array(sides));
        }
        _ => {}
    }
    record.extend(own);
    let parties = parties(conn, id)?;
    if !parties.is_empty() {
        record.insert("parties".into(), Value::Table(parties));
    }
    let topics = tables(
        conn,
        "SELECT topic.key FROM record_topic JOIN topic ON topic.id = topic_id WHERE record_id = ?1 ORDER BY topic.key",
        id,
    )?;
    let topics: Vec<Value> = topics.into_iter().filter_map(|mut topic| topic.remove("key")).collect();
    if !topics.is_empty() {
        record.insert("topics".into(), Value::Array(topics));
    }
    let dates = tables(
        conn,
        "SELECT field, words, anchored_on AS \"from\", result AS date FROM dating WHERE record_id = ?1",
        id,
    )?;
    if !dates.is_empty() {
        record.insert("dates".into(), array(dates));
    }
    let anchors = anchors(conn, id, source)?;
    if !anchors.is_empty() {
        record.insert("cite".into(), array(anchors));
    }
    Ok(record)
}

fn parties(conn: &Connection, id: i64) -> Result<Table> {
    let sql = "SELECT role, one.key AS entity, printed, behalf.key AS behalf FROM party
      LEFT JOIN record AS one ON one.id = entity_id LEFT JOIN record AS behalf ON behalf.id = behalf_id WHERE record_id = ?1 ORDER BY role, n";
    let mut roles: BTreeMap<String, Vec<Table>> = BTreeMap::new();
    for mut party in tables(conn, sql, id)? {
        let role = party.remove("role").and_then(|role| role.as_str().map(str::to_owned)).unwrap_or_default();
        roles.entry(role).or_default().push(party);
    }
    Ok(roles.into_iter().map(|(role, parties)| (role, array(parties))).collect())
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
