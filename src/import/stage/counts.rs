//! What became of the rows of a chunk, in numbers.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row};

use crate::error::Result;

/// New records that no source vouches for.
pub(super) fn uncited(conn: &Connection, last_record: i64) -> Result<u64> {
    let sql = "SELECT count(*) FROM temp.record WHERE id > ?1 AND id NOT IN (SELECT record_id FROM temp.citation)";
    Ok(conn.prepare_cached(sql)?.query_row([last_record], |row| count(row, 0))?)
}

/// Known records that are changed without being a row's own.
pub(super) fn beside(conn: &Connection, before: i64) -> Result<u64> {
    let sql = "SELECT count(*) FROM touched WHERE id NOT IN (SELECT record_id FROM staged) AND id <= ?1";
    Ok(conn.prepare_cached(sql)?.query_row([before], |row| count(row, 0))?)
}

/// Whether any of the rows is of a record that is known.
pub(super) fn has_known(conn: &Connection, last_record: i64) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM staged WHERE record_id <= ?1) OR EXISTS (SELECT 1 FROM temp.record WHERE id <= ?1)";
    Ok(conn.prepare_cached(sql)?.query_row([last_record], |row| row.get(0))?)
}

/// How many of the staged rows were added, changed and left as they were.
pub(super) fn staged(conn: &Connection, last_record: i64) -> Result<(u64, u64, u64)> {
    let sql = "SELECT count(*) FILTER (WHERE record_id > ?1),
        count(*) FILTER (WHERE record_id <= ?1 AND record_id IN (SELECT id FROM touched)), count(*)
      FROM staged";
    let (added, changed, all) = conn
        .prepare_cached(sql)?
        .query_row([last_record], |row| Ok((count(row, 0)?, count(row, 1)?, count(row, 2)?)))?;
    Ok((added, changed, all - added - changed))
}

/// Adds what a chunk leaves out to what is left out so far.
pub(super) fn add(all: &mut BTreeMap<String, u64>, chunk: Vec<(String, i64)>) {
    for (what, times) in chunk {
        *all.entry(what).or_default() += times.unsigned_abs();
    }
}

fn count(row: &Row<'_>, n: usize) -> rusqlite::Result<u64> {
    Ok(row.get::<_, i64>(n)?.unsigned_abs())
}
