//! A slice of a record: what it tells of some of its records, in memory, so that a load can be tried on it.
//!
//! Reading never writes; what a draft would become is found out on a copy of the few records that it could have to
//! do with.

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::{create, guard};
use crate::error::Result;
use crate::reader::Reader;
use crate::shape::{self, Table, kind};

/// The records of these numbers, with all that belongs to them, the words that facts are told with, and the
/// sources that vouch for them. What they refer to may be missing.
///
/// # Errors
///
/// The reader's, or SQLite's.
pub fn of(reader: &dyn Reader, ids: &[i64]) -> Result<Connection> {
    let conn = create::in_memory(|_| Ok(()))?;
    guard::bounded_reading(&conn)?;
    conn.execute_batch("PRAGMA foreign_keys = OFF; BEGIN")?;
    let numbers: Vec<String> = ids.iter().map(i64::to_string).collect();
    let list = Value::from(format!("[{}]", numbers.join(",")));
    for table in shape::own().iter().filter(|table| !table.is_view) {
        let Some(which) = which(table) else { continue };
        // A record of an earlier version lacks what came later.
        let has = "SELECT name FROM pragma_table_info(?1, 'main')";
        let has = reader.texts(has, &[table.name.clone().into()])?;
        let columns: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
        let columns: Vec<&str> = columns.into_iter().filter(|name| has.iter().any(|known| known == name)).collect();
        if columns.is_empty() {
            continue;
        }
        let names: Vec<String> = columns.iter().map(|name| format!("\"{name}\"")).collect();
        let (names, marks) = (names.join(", "), vec!["?"; columns.len()].join(", "));
        let sql = format!("SELECT {names} FROM main.\"{}\" WHERE ?1 IS NOT NULL AND {which}", table.name);
        let mut put = conn.prepare(&format!("INSERT INTO \"{}\" ({names}) VALUES ({marks})", table.name))?;
        reader.each(&sql, std::slice::from_ref(&list), |row| {
            let values = (0..columns.len()).map(|n| row.value(n).map(Value::try_from));
            let values = values.collect::<Result<Vec<_>>>()?;
            let values =
                values.into_iter().collect::<std::result::Result<Vec<_>, _>>().map_err(rusqlite::Error::from)?;
            put.execute(params_from_iter(values))?;
            Ok(())
        })?;
    }
    conn.execute_batch("COMMIT")?;
    Ok(conn)
}

/// Which rows of a table belong to a slice; None where none do.
fn which(table: &Table) -> Option<String> {
    let list = "(SELECT value FROM json_each(?1))";
    if let Some(owner) = kind::owner(&table.name) {
        return Some(format!("\"{owner}\" IN {list}"));
    }
    match table.name.as_str() {
        "batch" => Some("true".to_owned()),
        "source" => Some(format!("id IN (SELECT source_id FROM citation WHERE record_id IN {list})")),
        name => kind::is_of_words(name).then(|| "true".to_owned()),
    }
}
