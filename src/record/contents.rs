//! What a record says, as one number: the same for two records that say the same, however they came to it.
//!
//! Every row of every table of facts counts, in any order; what stands for something else by a number is told by the
//! key of that. Batches, replaced rows and stored queries are no facts and do not count.

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::error::Result;
use crate::record::leads;
use crate::record::stop::StopSign;
use crate::record::write::{self, quoted};
use crate::value::hash::Sum;

/// Rows that are counted between two looks at the stop sign.
const ROWS: usize = 10_000;

/// The hash of all facts, 64 hexadecimal digits: free of order and of numbers (SHA-256 of each row, summed up).
///
/// # Errors
///
/// SQLite's, or the count is stopped.
pub fn hash(conn: &Connection, stop: &StopSign) -> Result<String> {
    let mut sum = Sum::default();
    let mut row_bytes = Vec::new();
    for table in write::tables() {
        let columns = told(conn, &table)?;
        let list: Vec<&str> = columns.iter().map(|(_, sql)| sql.as_str()).collect();
        let sql = format!("SELECT {} FROM main.{} AS own", list.join(", "), quoted(&table));
        let mut statement = conn.prepare(&sql)?;
        let mut rows = statement.query([])?;
        let mut count = 0;
        while let Some(row) = rows.next()? {
            count += 1;
            if count % ROWS == 0 && stop.is_raised() {
                return Err(stop.error());
            }
            row_bytes.clear();
            row_bytes.extend_from_slice(table.as_bytes());
            for (n, (column, _)) in columns.iter().enumerate() {
                put(&mut row_bytes, column, row.get_ref(n)?);
            }
            sum.add(&row_bytes);
        }
    }
    Ok(sum.hex())
}

/// A value under its column, so that no two rows come to the same bytes; what is not given counts for nothing, so
/// that a column of a later version changes no hash.
fn put(bytes: &mut Vec<u8>, column: &str, value: ValueRef<'_>) {
    let (mark, content): (u8, &[u8]) = match &value {
        ValueRef::Null => return,
        ValueRef::Integer(number) => (b'i', &number.to_le_bytes()),
        ValueRef::Real(number) => (b'r', &number.to_bits().to_le_bytes()),
        ValueRef::Text(text) => (b't', text),
        ValueRef::Blob(blob) => (b'b', blob),
    };
    bytes.push(0);
    bytes.extend_from_slice(column.as_bytes());
    bytes.push(0);
    bytes.push(mark);
    bytes.extend_from_slice(&(content.len() as u64).to_le_bytes());
    bytes.extend_from_slice(content);
}

/// The columns of a table that say something, and the SQL of what each says.
fn told(conn: &Connection, table: &str) -> Result<Vec<(String, String)>> {
    let (_, columns) = write::columns(conn, table)?;
    let mut told = Vec::new();
    for column in columns {
        let own = format!("own.{}", quoted(&column));
        if column == "batch_id" {
            continue;
        }
        match leads::to(conn, table, &column)? {
            Some(to) => {
                let key = format!("(SELECT known.key FROM main.{} AS known WHERE known.id = {own})", quoted(&to));
                told.push((column, key));
            }
            None if column == "id" => {}
            None => told.push((column, own)),
        }
    }
    Ok(told)
}
