//! Where a number leads: to the row of which table with a key it points, however many tables lie between.

use rusqlite::{Connection, OptionalExtension};

use crate::error::Result;

/// The table with a key that a number in a column leads to, by the foreign keys of the file; None where it leads to none.
///
/// # Errors
///
/// SQLite's.
pub fn to(conn: &Connection, table: &str, column: &str) -> Result<Option<String>> {
    let leads = "SELECT \"table\", coalesce(\"to\", 'id') FROM pragma_foreign_key_list(?1) WHERE \"from\" = ?2";
    let next: Option<(String, String)> =
        conn.prepare_cached(leads)?.query_row([table, column], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let Some((next, its)) = next else { return Ok(None) };
    let has_key = "SELECT 1 FROM pragma_table_info(?1) WHERE name = 'key'";
    if its == "id" && conn.prepare_cached(has_key)?.exists([&next])? {
        return Ok(Some(next));
    }
    to(conn, &next, &its)
}
