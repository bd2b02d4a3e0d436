//! Reasons: why the record refuses what a recipe made of a row, with the values that are to blame.

use rusqlite::{Connection, OptionalExtension};

use crate::error::Result;
use crate::record::write;
use crate::shape::rule::Rule;

/// Why the rows that a recipe put into a temporary table cannot be moved to the record's; `which` is the condition for
/// those that are meant.
///
/// # Errors
///
/// SQLite's.
pub fn reason(conn: &Connection, table: &str, which: &str, cause: &rusqlite::Error) -> Result<String> {
    let Some(rule) = Rule::of(cause) else { return Ok(cause.to_string()) };
    if cause.to_string().contains("FOREIGN KEY") {
        return Ok(dangling(conn, table, which)?.unwrap_or_else(|| format!("{cause}, in {table}")));
    }
    // The words of a list may be among the values too: they are not to blame.
    let words: Vec<String> = rule.words.iter().map(|word| format!("'{word}'")).collect();
    let value = |column: &str| {
        let sql = format!(
            "SELECT CAST(\"{column}\" AS TEXT) FROM temp.{table} WHERE {which} AND \"{column}\" IS NOT NULL AND \"{column}\" NOT IN ({}) LIMIT 1",
            words.join(", ")
        );
        conn.query_row(&sql, [], |row| row.get::<_, String>(0)).optional()
    };
    let (_, columns) = write::columns(conn, table)?;
    let is_key = rule.text.contains("NOT GLOB '*[^a-z0-9-]*'");
    if is_key && let Some(value) = value(&rule.field)? {
        return Ok(format!("{}; slug() makes one", rule.told(Some(&value)).0));
    }
    if !rule.words.is_empty() && columns.contains(&rule.field) {
        let (what, hint) = rule.told(value(&rule.field)?.as_deref());
        return Ok(hint.map_or_else(|| what.clone(), |hint| format!("{what}; {hint}")));
    }
    let mut given = Vec::new();
    for column in columns.iter().filter(|column| *column != "batch_id" && rule.names(column)) {
        given.extend(value(column)?.map(|value| format!("{column} is `{value}`")));
    }
    let given = if given.is_empty() { String::new() } else { format!("; {}", given.join(", ")) };
    Ok(format!("{cause}{given}"))
}

/// The first value that refers to a row which is not there.
fn dangling(conn: &Connection, table: &str, which: &str) -> Result<Option<String>> {
    let mut statement = conn.prepare(
        "SELECT \"from\", \"table\", coalesce(\"to\", 'id') FROM pragma_foreign_key_list(?1, 'main') WHERE \"from\" <> 'batch_id' ORDER BY id DESC",
    )?;
    let keys = statement.query_map([table], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    for key in keys {
        let (from, parent, to): (String, String, String) = key?;
        let sql = format!(
            "SELECT CAST({from} AS TEXT) FROM temp.{table} AS new
            WHERE {which} AND {from} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM main.{parent} AS known WHERE known.{to} = new.{from}) LIMIT 1"
        );
        if let Some(value) = conn.query_row(&sql, [], |row| row.get::<_, String>(0)).optional()? {
            return Ok(Some(format!("{table}.{from} is `{value}`, and no {parent} has that {to}")));
        }
    }
    Ok(None)
}

/// Whether it is a row that SQLite refuses, rather than the recipe.
#[must_use]
pub fn is_of_the_row(cause: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{ConstraintViolation, TypeMismatch};
    let code = cause.sqlite_error_code();
    let is_json = cause.to_string().contains("JSON");
    matches!(code, Some(ConstraintViolation | TypeMismatch)) || is_json
}
