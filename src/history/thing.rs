//! What has a past: a record or a source, also one that is gone or was made one with another.

use std::collections::BTreeSet;

use rusqlite::Connection;

use crate::error::Result;
use crate::record::write;
use crate::shape::{self, kind};

/// What has a past: a record or a source, also one that is gone.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Thing {
    /// Records by their numbers: one, and those that a merge made one with it.
    pub records: BTreeSet<i64>,
    /// Sources by their numbers.
    pub sources: BTreeSet<i64>,
}

impl Thing {
    /// Whatever has or had a key.
    ///
    /// # Errors
    ///
    /// SQLite's.
    pub fn keyed(conn: &Connection, key: &str) -> Result<Self> {
        let sql = "SELECT 'record', id FROM record WHERE key = ?1
          UNION SELECT 'record', record_id FROM retired_key WHERE key = ?1
          UNION SELECT 'source', id FROM source WHERE key = ?1
          UNION SELECT of_table, CAST(row_key ->> '$.id' AS INTEGER) FROM change
          WHERE of_table IN ('record', 'source') AND operation = 'delete' AND old ->> '$.key' = ?1";
        let mut found = Self::default();
        let mut statement = conn.prepare(sql)?;
        let mut rows = statement.query([key])?;
        while let Some(row) = rows.next()? {
            let of: String = row.get(0)?;
            let ids = if of == "record" { &mut found.records } else { &mut found.sources };
            ids.insert(row.get(1)?);
        }
        found.merged(conn)?;
        Ok(found)
    }

    /// Adds the records that merges made one with these.
    ///
    /// # Errors
    ///
    /// SQLite's.
    pub fn merged(&mut self, conn: &Connection) -> Result<()> {
        let sql = "SELECT DISTINCT CAST(change.row_key ->> '$.id' AS INTEGER)
          FROM retired_key JOIN change ON change.of_table = 'record' AND change.operation = 'delete'
            AND change.old ->> '$.key' = retired_key.key
          WHERE retired_key.record_id = ?1";
        let mut statement = conn.prepare(sql)?;
        for id in self.records.clone() {
            let ids = statement.query_map([id], |row| row.get(0))?;
            self.records.extend(ids.collect::<rusqlite::Result<Vec<i64>>>()?);
        }
        Ok(())
    }

    /// The tables that hold its rows, each with the column that says whose they are and the numbers in question.
    pub(super) fn tables(&self) -> Vec<(String, &'static str, &BTreeSet<i64>)> {
        let mut found = Vec::new();
        for table in write::tables() {
            if let Some(owner) = kind::owner(&table) {
                found.push((table, owner, &self.records));
            } else if let Some(owner) = of_source(&table) {
                found.push((table, owner, &self.sources));
            }
        }
        found.retain(|(_, _, ids)| !ids.is_empty());
        found
    }
}

/// The column that says of which source a row is, in a table that holds one row for each.
fn of_source(table: &str) -> Option<&'static str> {
    if table == "source" {
        return Some("id");
    }
    let table = shape::own().iter().find(|own| own.name == table)?;
    let mut key = table.columns.iter().filter(|column| column.is_key);
    let first = key.next().filter(|column| column.refers_to.as_deref() == Some("source"))?;
    key.next().is_none().then_some(&first.name)
}
