//! What goes and what comes back while a batch is taken out, by name.

use rusqlite::Connection;

use crate::error::Result;
use crate::shape::kind;

/// A record, a citation, a source or a text that went, came back or changed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Moved {
    /// `removed`, `put back`, `changed` or `forgotten`.
    pub what: String,
    /// What it is.
    pub kind: String,
    /// Its key; of many at once, how many they are.
    pub key: String,
    /// The source of a citation.
    pub source: Option<String>,
}

/// So many are told one by one.
const MOST: i64 = 200;

/// From here on, notes what goes and comes.
///
/// # Errors
///
/// SQLite's.
pub fn watch(conn: &Connection) -> Result<()> {
    conn.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS moved (what TEXT, kind TEXT, record TEXT, source TEXT);
        DELETE FROM temp.moved;",
    )?;
    for (what, operation, side) in [("removed", "DELETE", "OLD"), ("put back", "INSERT", "NEW")] {
        let key = |table: &str| format!("(SELECT key FROM main.{table} WHERE id = {side}.{table}_id)");
        for (table, values) in [
            ("record", format!("{side}.kind, {side}.key, NULL")),
            ("source", format!("'source', NULL, {side}.key")),
            ("source_text", format!("'text', NULL, {}", key("source"))),
            ("citation", format!("'citation', {}, {}", key("record"), key("source"))),
        ] {
            let name = format!("watch_{operation}_of_{table}");
            conn.execute_batch(&format!(
                "CREATE TEMP TRIGGER IF NOT EXISTS {name} AFTER {operation} ON main.{table} BEGIN
                  INSERT INTO moved VALUES ('{what}', {values});
                END"
            ))?;
        }
    }
    // A record that changes is told by its own table.
    for kind in kind::all().iter().filter(|kind| kind.is_record) {
        let name = kind.name();
        conn.execute_batch(&format!(
            "CREATE TEMP TRIGGER IF NOT EXISTS \"watch_update_of_{name}\" AFTER UPDATE ON main.\"{name}\" BEGIN
              INSERT INTO moved VALUES ('changed', '{name}', (SELECT key FROM main.record WHERE id = NEW.id), NULL);
            END"
        ))?;
    }
    Ok(())
}

/// Notes that what is kept of something goes, where it did not go itself.
///
/// # Errors
///
/// SQLite's.
pub fn forgotten(conn: &Connection, kind: &str, key: &str) -> Result<()> {
    let sql = "INSERT INTO temp.moved SELECT 'forgotten', ?1, ?2, NULL
      WHERE NOT EXISTS (SELECT 1 FROM temp.moved WHERE what = 'removed' AND ?2 IN (record, source))";
    conn.execute(sql, [kind, key])?;
    Ok(())
}

/// What went and came since [`watch`], in that order; citations of records that moved themselves go without
/// saying, and where there are many of a kind they are counted.
///
/// # Errors
///
/// SQLite's.
pub fn told(conn: &Connection) -> Result<Vec<Moved>> {
    conn.execute_batch(
        "CREATE INDEX IF NOT EXISTS temp.moved_by_record ON moved (record, what);
        DELETE FROM temp.moved WHERE kind = 'citation' AND (record IS NULL OR EXISTS (
          SELECT 1 FROM temp.moved AS own WHERE own.record = moved.record AND own.what = moved.what AND own.kind <> 'citation'))",
    )?;
    let count: i64 = conn.query_row("SELECT count(*) FROM temp.moved", [], |row| row.get(0))?;
    let sql = if count <= MOST {
        "SELECT DISTINCT what, kind, coalesce(record, source, ''), iif(kind = 'citation', source, NULL) FROM temp.moved
        ORDER BY what DESC, kind, record, source"
    } else {
        "SELECT what, kind, count(*) || ' of them', NULL FROM temp.moved GROUP BY what, kind ORDER BY what DESC, kind"
    };
    let mut statement = conn.prepare(sql)?;
    let rows = statement.query_map([], |row| {
        Ok(Moved { what: row.get(0)?, kind: row.get(1)?, key: row.get(2)?, source: row.get(3)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
