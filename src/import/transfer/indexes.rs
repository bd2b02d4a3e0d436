//! Indexes of tables that a load makes much longer: taken down, and made again when all rows are in.
//!
//! A row lands anywhere in an index, so that in a long one each row touches a page of its own;
//! sorting all of them once at the end is several times faster. It happens in the transaction of the
//! load, so that a load that ends early leaves the indexes as they were.

use rusqlite::Connection;

use crate::error::Result;

/// Kibibytes of the page cache while indexes are made.
const CACHE: u32 = 32 * 1024;

/// Indexes that are down, as the statements that make them.
#[derive(Default)]
pub struct PutOff(Vec<String>);

impl PutOff {
    /// Takes down the indexes of tables, except those that hold a rule.
    ///
    /// # Errors
    ///
    /// SQLite's.
    pub fn of_tables<'t>(conn: &Connection, tables: impl Iterator<Item = &'t str>) -> Result<Self> {
        let mut down = Self::default();
        for table in tables {
            down.take(conn, table)?;
        }
        Ok(down)
    }

    fn take(&mut self, conn: &Connection, table: &str) -> Result<()> {
        let mut statement = conn.prepare(
            "SELECT name, sql FROM main.sqlite_schema
            WHERE type = 'index' AND tbl_name = ?1 AND sql IS NOT NULL AND sql NOT LIKE 'CREATE UNIQUE%' ORDER BY rowid",
        )?;
        let found = statement.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let found: Vec<(String, String)> = found.collect::<rusqlite::Result<_>>()?;
        for (name, sql) in found {
            conn.execute_batch(&format!("DROP INDEX main.\"{}\"", name.replace('"', "\"\"")))?;
            // Without its schema, the name of the table would mean a temporary one.
            self.0.push(sql.replacen("CREATE INDEX ", "CREATE INDEX main.", 1));
        }
        Ok(())
    }

    /// Makes them again.
    ///
    /// # Errors
    ///
    /// SQLite's: the disk is full, or it was interrupted.
    pub fn make(self, conn: &Connection) -> Result<()> {
        // The sorter takes as much again as the page cache may, for each of its threads.
        conn.execute_batch(&format!("PRAGMA main.cache_size = -{CACHE}"))?;
        for sql in self.0 {
            conn.execute_batch(&sql)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indexes_come_back_as_they_were_whatever_shadows_their_tables() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(
            "CREATE TABLE event (id INTEGER PRIMARY KEY, day TEXT, type TEXT UNIQUE);
            CREATE INDEX event_by_day ON event (day) WHERE day IS NOT NULL;
            CREATE INDEX event_by_type ON event (type, day);
            CREATE TEMP TABLE event (id INTEGER PRIMARY KEY, day TEXT, type TEXT)",
        )
        .unwrap();
        let indexes = || {
            let mut statement = conn
                .prepare("SELECT name || ': ' || sql FROM main.sqlite_schema WHERE type = 'index' ORDER BY name")
                .unwrap();
            let rows = statement.query_map([], |row| row.get::<_, Option<String>>(0)).unwrap();
            rows.map(Result::unwrap).collect::<Vec<_>>()
        };
        let before = indexes();
        let put_off = PutOff::of_tables(&conn, ["event"].into_iter()).unwrap();
        assert_eq!(indexes().len(), before.len() - 2);
        put_off.make(&conn).unwrap();
        assert_eq!(indexes(), before);
    }
}
