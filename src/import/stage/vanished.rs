//! What an earlier release of the data had, and the one that is imported no longer has.

use rusqlite::Connection;

use crate::error::Result;

/// Which records of earlier imports by this recipe the input no longer has: the first of them,
/// and how many they are.
pub(super) fn of(conn: &Connection, batch: i64) -> Result<(Vec<String>, u64)> {
    let from = "FROM main.record AS old JOIN batch ON batch.id = old.batch_id
      WHERE batch.id IN (
        -- An earlier release is an import by the same recipe that brought records which are rows' own again; that the next
        -- day's file tells of the same places makes it none.
        SELECT earlier.id FROM batch AS earlier
        WHERE earlier.kind = 'import' AND earlier.name = (SELECT name FROM batch WHERE id = ?1) AND earlier.id <> ?1
          AND EXISTS (SELECT 1 FROM main.record AS shared WHERE shared.batch_id = earlier.id AND shared.id IN (SELECT id FROM seen WHERE is_own))
      )
        AND old.kind <> 'entity' AND old.id NOT IN (SELECT id FROM seen)";
    let had_before: bool = conn.query_row(
        "SELECT EXISTS (SELECT 1 FROM batch AS earlier WHERE kind = 'import' AND id <> ?1 AND name = (SELECT name FROM batch WHERE id = ?1))",
        [batch],
        |row| row.get(0),
    )?;
    if !had_before {
        return Ok((Vec::new(), 0));
    }
    let count: i64 = conn.query_row(&format!("SELECT count(*) {from}"), [batch], |row| row.get(0))?;
    let mut statement = conn.prepare(&format!("SELECT old.key {from} ORDER BY old.id LIMIT 5"))?;
    let first = statement.query_map([batch], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok((first, count.unsigned_abs()))
}
