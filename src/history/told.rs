//! What a number of a row stands for, in words: its key, also where it is gone.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension};

use crate::error::Result;
use crate::record::write::quoted;
use crate::shape::kind;

/// The key of a row of a table by its number, or of the record that it is; the number where nobody knows it.
///
/// # Errors
///
/// SQLite's.
pub fn key(conn: &Connection, table: &str, id: i64) -> Result<String> {
    let keyed = kind::keyed(table);
    let sql = format!("SELECT key FROM main.{} WHERE id = ?1", quoted(keyed));
    let known: Option<String> = conn.prepare_cached(&sql)?.query_row([id], |row| row.get(0)).optional()?;
    let key = if known.is_some() { known } else { went(conn, keyed, id)? };
    Ok(key.unwrap_or_else(|| id.to_string()))
}

/// A row's key for its id; anything else as it is.
pub(super) fn shown(conn: &Connection, table: &str, told: &Value) -> Result<String> {
    Ok(match told {
        Value::Integer(id) => key(conn, table, *id)?,
        Value::Text(text) => text.clone(),
        _ => String::new(),
    })
}

/// The key of a row that is gone, as it is kept with what was taken away.
fn went(conn: &Connection, table: &str, id: i64) -> Result<Option<String>> {
    let sql = "SELECT old ->> '$.key' FROM change
      WHERE of_table = ?1 AND operation = 'delete' AND row_key ->> '$.id' = ?2 ORDER BY id DESC LIMIT 1";
    Ok(conn.prepare_cached(sql)?.query_row((table, id), |row| row.get(0)).optional()?.flatten())
}
