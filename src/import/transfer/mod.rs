//! Merging: from what a recipe filled to the record's own tables.
//!
//! A recipe writes to temporary tables that have the names and columns of the record's. Here their
//! rows are moved: those of new records are added, those of known ones compared, and only what
//! differs is written. It knows tables and columns as text.

pub mod indexes;
pub mod reason;
pub mod reject;

use rusqlite::{Connection, Statement};

use crate::error::Result;
use crate::record::write::{self, quoted};
use crate::shape::kind;

/// One table that recipes can fill.
pub struct Target<'c> {
    /// Its name.
    pub name: String,
    /// How many rows were added for new records.
    pub added: u64,
    /// The same for the rows that are being moved.
    adding: u64,
    add: Statement<'c>,
    /// The owners of new rows, and the rows of one of them.
    owners: Statement<'c>,
    add_one: Statement<'c>,
    owner: String,
    differing: Statement<'c>,
    update: Statement<'c>,
    /// What is gone marks its record as touched, then leaves.
    obsolete: Vec<Statement<'c>>,
    clear: Statement<'c>,
}

/// Makes the temporary tables; returns their names, parents before children.
///
/// # Errors
///
/// SQLite's.
pub fn make_tables(conn: &Connection) -> Result<Vec<String>> {
    let not_filled = ["source_text", "retired_key"];
    let mut names = write::tables();
    names.retain(|name| !not_filled.contains(&name.as_str()) && !kind::is_of_words(name));
    for name in &names {
        let mut statement =
            conn.prepare("SELECT name, type, dflt_value, pk FROM pragma_table_info(?1, 'main') ORDER BY cid")?;
        let mut rows = statement.query([name])?;
        let (mut columns, mut key) = (Vec::new(), Vec::new());
        while let Some(row) = rows.next()? {
            let (column, kind): (String, String) = (row.get(0)?, row.get(1)?);
            if column == "batch_id" {
                continue;
            }
            let default =
                row.get::<_, Option<String>>(2)?.map_or_else(String::new, |default| format!(" DEFAULT {default}"));
            if row.get::<_, i64>(3)? > 0 {
                key.push((row.get::<_, i64>(3)?, quoted(&column)));
            }
            columns.push(format!("{} {kind}{default}", quoted(&column)));
        }
        key.sort();
        let key: Vec<String> = key.into_iter().map(|(_, column)| column).collect();
        // Ids of records and sources may be left out: they are found by key, or made.
        let (key, rest) = if name == "record" || name == "source" {
            ("key".to_owned(), "")
        } else {
            (key.join(", "), ", WITHOUT ROWID")
        };
        let rest = rest.trim_start_matches(", ");
        let list = columns.join(", ");
        conn.execute_batch(&format!("CREATE TEMP TABLE {} ({list}, PRIMARY KEY ({key})) {rest}", quoted(name)))?;
    }
    Ok(names)
}

/// Takes the temporary tables away again, so that the record's own are read by their names.
///
/// # Errors
///
/// SQLite's.
pub fn drop_tables(conn: &Connection) -> Result<()> {
    let temporary =
        "SELECT name FROM temp.sqlite_schema WHERE type = 'table' AND name IN (SELECT name FROM main.sqlite_schema)";
    let mut statement = conn.prepare(temporary)?;
    let names: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    names.iter().try_for_each(|name| Ok(conn.execute_batch(&format!("DROP TABLE temp.{}", quoted(name)))?))
}

/// Statements that take out of the tables what was made of rows that are rejected.
///
/// # Errors
///
/// SQLite's.
pub fn of_rejected<'c>(conn: &'c Connection, tables: &[String]) -> Result<Vec<Statement<'c>>> {
    let owned = tables.iter().filter_map(|table| Some((table, kind::owner(table)?)));
    let sql = owned.map(|(table, owner)| {
        format!(
            "DELETE FROM temp.{} WHERE {owner} IN (
              SELECT record_id FROM staged WHERE row_number IN (SELECT row_number FROM rejected)
            )",
            quoted(table)
        )
    });
    Ok(sql.map(|sql| conn.prepare(&sql)).collect::<rusqlite::Result<_>>()?)
}

/// Statements that fill in the days of dates that a recipe gave without them.
#[must_use]
pub fn spans(tables: &[String]) -> Vec<String> {
    let dates = tables.iter().flat_map(|table| kind::days(table).into_iter().map(move |columns| (table, columns)));
    dates
        .map(|(table, [date, first, last])| {
            format!(
                "UPDATE temp.{} SET {first} = first_day({date}), {last} = last_day({date})
                WHERE {date} IS NOT NULL AND {first} = '0000-01-01' AND {last} = '9999-12-31'",
                quoted(table)
            )
        })
        .collect()
}

impl<'c> Target<'c> {
    /// Prepares the moves of a table.
    ///
    /// # Errors
    ///
    /// SQLite's.
    pub fn new(conn: &'c Connection, name: &str, batch: i64) -> Result<Self> {
        let (key, mut columns) = write::columns(conn, name)?;
        columns.retain(|column| column != "batch_id");
        // Sources, which belong to no record, are known by their own number.
        let owner = kind::owner(name).unwrap_or("id").to_owned();
        let [key, columns] = [key, columns].map(|names| names.iter().map(|name| quoted(name)).collect::<Vec<_>>());
        let (named, table, owner) = (name, quoted(name), quoted(&owner));
        let list = columns.join(", ");
        let same_row: Vec<String> = key.iter().map(|column| format!("old.{column} = new.{column}")).collect();
        let rest: Vec<&String> = columns.iter().filter(|column| !key.contains(column)).collect();
        let differs: Vec<String> = rest.iter().map(|column| format!("old.{column} IS NOT new.{column}")).collect();
        let differs = if differs.is_empty() { "false".to_owned() } else { differs.join(" OR ") };
        let sets: Vec<String> = rest.iter().map(|column| format!("{column} = excluded.{column}")).collect();
        let conflict = if sets.is_empty() { "NOTHING".to_owned() } else { format!("UPDATE SET {}", sets.join(", ")) };
        let join = format!("temp.{table} AS new LEFT JOIN main.{table} AS old ON {}", same_row.join(" AND "));
        let new_columns: Vec<String> = columns.iter().map(|column| format!("new.{column}")).collect();
        let is_satellite = kind::owner(name).is_some_and(|owner| owner != "id");
        let obsolete = if !is_satellite || kind::is_gathered(name) {
            Vec::new()
        } else {
            no_longer(conn, &table, &owner, &key, batch)?
        };
        Ok(Self {
            owners: conn.prepare(&format!("SELECT DISTINCT {owner} FROM temp.{table} WHERE {owner} > ?1"))?,
            add_one: conn.prepare(&format!(
                "INSERT INTO main.{table} ({list}, batch_id) SELECT {list}, {batch} FROM temp.{table} WHERE {owner} = ?1"
            ))?,
            owner: owner.clone(),
            add: conn.prepare(&format!(
                "INSERT INTO main.{table} ({list}, batch_id) SELECT {list}, {batch} FROM temp.{table} WHERE {owner} > ?1"
            ))?,
            differing: conn.prepare(&if named == "source" {
                // Sources have ids of their own, and rows are counted by their records.
                "SELECT ?1 WHERE false".to_owned()
            } else {
                format!(
                    "INSERT OR IGNORE INTO temp.touched SELECT new.{owner} FROM {join}
                    WHERE new.{owner} <= ?1 AND (old.{owner} IS NULL OR {differs})"
                )
            })?,
            update: conn.prepare(&format!(
                "INSERT INTO main.{table} ({list}, batch_id) SELECT {}, {batch} FROM {join}
                WHERE new.{owner} <= ?1 AND (old.{owner} IS NULL OR {differs})
                ON CONFLICT ({}) DO {conflict}",
                new_columns.join(", "),
                key.join(", ")
            ))?,
            obsolete,
            clear: conn.prepare(&format!("DELETE FROM temp.{table}"))?,
            name: named.to_owned(),
            added: 0,
            adding: 0,
        })
    }

    /// Moves the rows: owners above `last` are new, the others known.
    ///
    /// # Errors
    ///
    /// A rule of the schema does not hold.
    pub fn merge(&mut self, last: i64, has_known: bool) -> Result<()> {
        self.adding = self.add.execute([last])? as u64;
        if has_known {
            self.differing.execute([last])?;
            self.update.execute([last])?;
            for statement in &mut self.obsolete {
                statement.execute([last])?;
            }
        }
        Ok(())
    }

    /// The owners of new rows that a rule refuses, each with the rule: tried one after the other, so that many cost
    /// no more than few. What is tried has to be rolled back.
    ///
    /// # Errors
    ///
    /// SQLite's, other than a broken rule.
    pub fn refused(&mut self, last: i64) -> Result<Vec<(i64, rusqlite::Error)>> {
        let owners = self.owners.query_map([last], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
        let mut found = Vec::new();
        for owner in owners {
            match self.add_one.execute([owner]) {
                Ok(_) => {}
                // What it refers to may come with a later row.
                Err(cause) if cause.to_string().contains("FOREIGN KEY") => {}
                Err(cause) if reason::is_of_the_row(&cause) => found.push((owner, cause)),
                Err(cause) => return Err(cause.into()),
            }
        }
        Ok(found)
    }

    /// The condition for the rows of an owner.
    #[must_use]
    pub fn of_owner(&self, owner: i64) -> String {
        format!("{} = {owner}", self.owner)
    }

    /// Empties the temporary table.
    ///
    /// # Errors
    ///
    /// SQLite's.
    pub fn clear(&mut self) -> Result<()> {
        self.clear.execute([])?;
        self.added += std::mem::take(&mut self.adding);
        Ok(())
    }
}

/// Statements for what an earlier release said of a record and this one no longer does: its record
/// is touched, and it leaves.
fn no_longer<'c>(
    conn: &'c Connection,
    table: &str,
    owner: &str,
    key: &[String],
    batch: i64,
) -> Result<Vec<Statement<'c>>> {
    let same_row: Vec<String> = key.iter().map(|column| format!("old.{column} = new.{column}")).collect();
    let gone = format!(
        "main.{table} AS old WHERE old.{owner} IN (SELECT record_id FROM temp.staged WHERE record_id <= ?1)
          AND old.batch_id IN (SELECT id FROM main.batch WHERE kind = 'import' AND name = (SELECT name FROM main.batch WHERE id = {batch}))
          AND NOT EXISTS (SELECT 1 FROM temp.{table} AS new WHERE {})",
        same_row.join(" AND ")
    );
    let key = key.join(", ");
    Ok(vec![
        conn.prepare(&format!("INSERT OR IGNORE INTO temp.touched SELECT old.{owner} FROM {gone}"))?,
        conn.prepare(&format!("DELETE FROM main.{table} WHERE ({key}) IN (SELECT {key} FROM {gone})"))?,
    ])
}
