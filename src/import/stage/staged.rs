//! Staged rows: what a recipe reads, with the key and the id of each row's own record.

use std::ops::Range;

use csv::StringRecord;
use rusqlite::{Connection, Statement};

use crate::error::{Error, Result};
use crate::import::recipe::Recipe;
use crate::import::stage::Line;
use crate::import::stage::columns::{called, chosen, is_said, read, unique};

/// The temporary tables that hold the rows of a chunk, and the statements that fill them.
pub struct Staged<'c> {
    conn: &'c Connection,
    /// Which of the columns the recipe uses; only these are staged.
    used: Vec<usize>,
    /// Those that it does not use.
    pub unread: Vec<String>,
    recipe: &'c Recipe,
    give: Statement<'c>,
    /// Stages all that was given, with keys and ids; of rows with one key, the first.
    stage: Statement<'c>,
    /// What was made of rejected rows so far, table by table.
    pub made: Vec<Statement<'c>>,
    /// Rejects what was not staged because its key belongs to a row that is loaded.
    repeated: Statement<'c>,
}

/// What became of a chunk when it was staged.
pub struct Filled {
    /// How many rows are left out because their record was merged into another.
    pub merged: u64,
    /// Lines whose key another row of the chunk has; they wait until that one is loaded or not.
    pub held: Vec<i64>,
}

impl<'c> Staged<'c> {
    /// Makes the tables and prepares the statements.
    ///
    /// # Errors
    ///
    /// The recipe names no key of a row, or its key is not SQL that fits the columns.
    pub fn new(conn: &'c Connection, recipe: &'c Recipe, columns: &[String], source: i64) -> Result<Self> {
        let key = recipe.key.as_ref().ok_or_else(|| Error::BadHeader {
            query: recipe.name.clone(),
            line: 1,
            why: "it names a row's own key with `-- @key EXPRESSION`".to_owned(),
        })?;
        let words = recipe.words();
        let names = called(unique(&chosen(columns, recipe)?, &recipe.statements()), &words);
        let used: Vec<usize> = (0..names.len()).filter(|n| is_said(&names[*n], &words)).collect();
        let quoted = |n: &usize| format!(", \"{}\"", names[*n].replace('"', "\"\""));
        let list: String = used.iter().map(quoted).collect();
        let declared: String = used.iter().map(|n| quoted(n) + " TEXT").collect();
        conn.execute_batch(&format!(
            "CREATE TEMP TABLE given (row_number INTEGER PRIMARY KEY{declared});
            CREATE TEMP TABLE staged (row_number INTEGER PRIMARY KEY, row_key TEXT UNIQUE, record_id INTEGER{declared});
            CREATE INDEX temp.staged_by_record ON staged (record_id);
            CREATE TEMP TABLE rejected (row_number INTEGER PRIMARY KEY ON CONFLICT IGNORE, reason TEXT NOT NULL);
            -- What a recipe knows that it leaves: how often each is told.
            CREATE TEMP TABLE left_out (what TEXT NOT NULL, times INTEGER NOT NULL DEFAULT 1);
            -- Records from before this import that came again, as a row's own or beside one.
            CREATE TEMP TABLE seen (id INTEGER PRIMARY KEY, is_own INTEGER NOT NULL);
            -- Records of this import that no row has had for its own yet.
            CREATE TEMP TABLE beside (id INTEGER PRIMARY KEY);
            CREATE TEMP TABLE data_set (source_id INTEGER);
            INSERT INTO data_set VALUES ({source})"
        ))?;
        let prepare = |sql: &str| conn.prepare(sql).map_err(|cause| recipe.explained(&cause, columns));
        // A statement with one row of values is the one kind that keeps no journal of its own.
        let give = prepare(&format!("INSERT INTO given (row_number{list}) VALUES (?{})", ", ?".repeat(used.len())))?;
        let stage = prepare(&format!(
            "INSERT OR IGNORE INTO staged (row_number, row_key, record_id{list})
            SELECT row_number, row_key, coalesce((SELECT id FROM main.record AS known WHERE known.key = row_key), new_id()){list}
            FROM (SELECT *, {key} AS row_key FROM given)"
        ))?;
        let repeated = prepare(&format!(
            "INSERT INTO rejected SELECT row_number, 'its key `' || row_key || '` stands on an earlier line'
            FROM (SELECT row_number, {key} AS row_key FROM given WHERE row_number NOT IN (SELECT row_number FROM staged)) AS waiting
            JOIN main.record AS known ON known.key = waiting.row_key
            WHERE known.id > ?1 AND known.id NOT IN (SELECT id FROM beside) OR known.id IN (SELECT id FROM seen WHERE is_own)"
        ))?;
        let read = read(&words);
        let is_unread = |n: &usize| !read.contains(&names[*n].to_lowercase()) && names[*n] != "envelope";
        let unread = (0..columns.len()).filter(is_unread).map(|n| names[n].clone()).collect();
        Ok(Self { conn, used, unread, recipe, give, stage, made: Vec::new(), repeated })
    }

    /// Stages rows; those without a key and repeated ones are rejected. `made` spans the ids from
    /// the last before this import to the last before this chunk.
    ///
    /// # Errors
    ///
    /// SQLite's.
    pub fn fill(&mut self, chunk: &[Line], made: Range<i64>) -> Result<Filled> {
        for (line, fields) in chunk {
            self.give.raw_bind_parameter(1, line)?;
            for (n, column) in self.used.iter().enumerate() {
                let field = fields.get(*column).filter(|field| self.recipe.is_value(field));
                self.give.raw_bind_parameter(n + 2, field)?;
            }
            self.give.raw_execute()?;
        }
        let mut held = Vec::new();
        if self.stage.raw_execute()? < chunk.len() {
            self.repeated.execute([made.start])?;
            let mut waiting = self.conn.prepare_cached(
                "SELECT row_number FROM given WHERE row_number NOT IN (SELECT row_number FROM staged) AND row_number NOT IN (SELECT row_number FROM rejected)",
            )?;
            held = waiting.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        }
        self.run(
            "INSERT INTO rejected SELECT row_number, 'its key `' || row_key || '` stands on an earlier line' FROM staged
            WHERE (record_id > ?1 AND record_id <= ?2 AND record_id NOT IN (SELECT id FROM beside))
              OR record_id IN (SELECT id FROM seen WHERE is_own)",
            [made.start, made.end],
        )?;
        self.run(
            "INSERT INTO rejected SELECT row_number, 'it has no key' FROM staged WHERE coalesce(row_key, '') = ''",
            [],
        )?;
        self.drop_rejected()?;
        // What a merge joined to another record stays joined.
        let merged = self.run("DELETE FROM staged WHERE row_key IN (SELECT key FROM retired_key)", [])?;
        Ok(Filled { merged, held })
    }

    /// Rejects the rows of which the recipe makes no record; `last` is the last id before this chunk. What is known
    /// already may be added to.
    ///
    /// # Errors
    ///
    /// SQLite's.
    pub fn reject_unmade(&mut self, last: i64) -> Result<()> {
        self.run(
            "INSERT INTO rejected SELECT row_number, 'the recipe makes no record with its key `' || row_key || '`' FROM staged
            WHERE record_id > ?1 AND record_id NOT IN (SELECT id FROM temp.record)",
            [last],
        )?;
        self.drop_rejected()
    }

    /// Remembers the record of a row that is refused: it has not vanished.
    ///
    /// # Errors
    ///
    /// SQLite's.
    pub fn remember_refused(&self, record: Option<i64>) -> Result<()> {
        self.run("INSERT OR IGNORE INTO seen SELECT id, 0 FROM main.record WHERE id = ?1", [record]).map(|_| ())
    }

    /// The id of the one row that is staged.
    ///
    /// # Errors
    ///
    /// SQLite's.
    pub fn only_record(&self) -> Result<Option<i64>> {
        let mut statement = self.conn.prepare_cached("SELECT min(record_id) FROM staged")?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// The line of the row that has a record for its own.
    ///
    /// # Errors
    ///
    /// SQLite's.
    pub fn line_of(&self, record: i64) -> Result<Option<i64>> {
        let mut statement = self.conn.prepare_cached("SELECT row_number FROM staged WHERE record_id = ?1")?;
        let mut rows = statement.query([record])?;
        Ok(rows.next()?.map(|row| row.get(0)).transpose()?)
    }

    /// Takes the rejected rows out of the staged ones, and what was made of them out of the tables.
    ///
    /// # Errors
    ///
    /// SQLite's.
    pub fn drop_rejected(&mut self) -> Result<()> {
        let of_rejected = "row_number IN (SELECT row_number FROM rejected)";
        // What was known before and is refused now has not vanished.
        self.run(
            &format!("INSERT OR IGNORE INTO seen SELECT id, 0 FROM main.record WHERE id IN (SELECT record_id FROM staged WHERE {of_rejected})"),
            [],
        )?;
        let sql = format!("SELECT EXISTS (SELECT 1 FROM staged WHERE {of_rejected})");
        if self.conn.prepare_cached(&sql)?.query_row([], |row| row.get(0))? {
            self.made.iter_mut().try_for_each(|statement| statement.raw_execute().map(|_| ()))?;
        }
        self.run(&format!("DELETE FROM staged WHERE {of_rejected}"), []).map(|_| ())
    }

    /// The rows that were rejected on purpose, with the reasons.
    ///
    /// # Errors
    ///
    /// SQLite's.
    pub fn rejected<'r>(&self, chunk: &'r [Line]) -> Result<Vec<(i64, String, &'r StringRecord)>> {
        let mut statement = self.conn.prepare_cached("SELECT row_number, reason FROM rejected ORDER BY row_number")?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        let mut lines = chunk.iter();
        while let Some(row) = rows.next()? {
            let number: i64 = row.get(0)?;
            // Both are in the order of the lines.
            if let Some((_, fields)) = lines.find(|(line, _)| *line == number) {
                found.push((number, row.get(1)?, fields));
            }
        }
        Ok(found)
    }

    /// Remembers which records came, once they are moved: `before` is the last id before this
    /// import, `last` the last before this chunk.
    ///
    /// # Errors
    ///
    /// SQLite's.
    pub fn remember(&self, before: i64, last: i64) -> Result<()> {
        self.run(
            "INSERT INTO seen SELECT record_id, 1 FROM staged WHERE record_id <= ?1 ON CONFLICT DO UPDATE SET is_own = 1",
            [before],
        )?;
        self.run("INSERT OR IGNORE INTO seen SELECT id, 0 FROM temp.record WHERE id <= ?1", [before])?;
        self.run("DELETE FROM beside WHERE id IN (SELECT record_id FROM staged)", [])?;
        self.run(
            "INSERT OR IGNORE INTO beside SELECT id FROM (SELECT id FROM temp.record WHERE id > ?1 UNION ALL SELECT id FROM wanted)
            WHERE id NOT IN (SELECT record_id FROM staged)",
            [last],
        )?;
        Ok(())
    }

    /// What the recipe left of the chunk, and how often.
    ///
    /// # Errors
    ///
    /// SQLite's.
    pub fn left_out(&self) -> Result<Vec<(String, i64)>> {
        let mut statement = self.conn.prepare_cached("SELECT what, sum(times) FROM left_out GROUP BY what")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Empties the tables of the chunk.
    ///
    /// # Errors
    ///
    /// SQLite's.
    pub fn clear(&self) -> Result<()> {
        for table in ["given", "staged", "rejected", "left_out"] {
            self.run(&format!("DELETE FROM {table}"), [])?;
        }
        Ok(())
    }

    fn run(&self, sql: &str, values: impl rusqlite::Params) -> Result<u64> {
        Ok(self.conn.prepare_cached(sql)?.execute(values)? as u64)
    }
}
