//! Importing: tables from elsewhere, by recipe.
//!
//! The tool reads, stages, runs and reconciles; the recipe says what the rows mean. Rows are staged
//! in chunks in a temporary table `staged`; the recipe's statements fill temporary tables that look
//! like the record's; [`merge`] moves them. Every row ends as loaded, unchanged or rejected with a
//! reason, and the numbers add up.

pub mod loose;
pub mod merge;
pub mod open;
pub mod recipe;
pub mod rows;
pub mod world;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Batch, Connection, Statement, fallible_iterator::FallibleIterator};

use super::put::{Putter, Row as PutRow};
use crate::db::write;
use crate::error::{Error, Result};
use merge::Target;
use recipe::Recipe;
use rows::Row;
use world::{Shared, World};

/// Rows that are staged and moved together.
const CHUNK: usize = 5_000;

/// Kibibytes of the page cache: room for the upper part of every index of ten million events.
const CACHE: u32 = 128 * 1024;

/// What an import did; `read` is the sum of the next four.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// Rows of the input.
    pub read: u64,
    /// Rows whose record is new.
    pub added: u64,
    /// Rows whose record was known and differed.
    pub changed: u64,
    /// Rows whose record was known and is the same.
    pub unchanged: u64,
    /// Rows that are not in the record, with their reasons in a file.
    pub rejected: u64,
    /// Entities that the record did not have.
    pub entities: u64,
    /// Records of earlier imports by this recipe that this input no longer has.
    pub vanished: Vec<String>,
    /// How many those are in all.
    pub vanished_count: u64,
    /// The file with the rejected rows.
    pub rejects: Option<PathBuf>,
}

/// What an import is told.
pub struct Order<'o> {
    /// The recipe.
    pub recipe: &'o Recipe,
    /// The input; `-` is stdin.
    pub path: &'o Path,
    /// Where rejected rows are written.
    pub rejects: &'o Path,
    /// The instant in UTC.
    pub read_at: &'o str,
    /// Called after each chunk with the rows so far and the bytes read, and their total if known.
    pub progress: &'o mut dyn FnMut(u64, u64, Option<u64>),
}

/// Imports an input into a connection that is in a transaction. The caller commits or rolls back.
///
/// # Errors
///
/// The input cannot be read, or a statement of the recipe is wrong.
pub fn run(conn: &Connection, order: Order<'_>) -> Result<Imported> {
    let Order { recipe, path, rejects, read_at, progress } = order;
    let input =
        open::open(path, if recipe.reads_as(path) == recipe::Reads::Xlsx { None } else { recipe.encoding.as_deref() })?;
    let (read, length) = (input.read.clone(), input.length);
    let table = rows::open(recipe, path, input)?;
    let note = path.display().to_string();
    let batch = write::Batch { kind: "import", name: &recipe.name, sha256: None, read_at, note: Some(&note) };
    let had_before = conn.prepare("SELECT 1 FROM batch WHERE kind = 'import' AND name = ?1")?.exists([&recipe.name])?;
    let batch = write::begin(conn, batch)?;
    write::attribute(conn, batch)?;
    conn.execute_batch(&format!("PRAGMA cache_size = -{CACHE}"))?;
    let source = data_set(conn, recipe, batch)?;
    let world: Shared = Arc::new(Mutex::new(World::read(conn)?));
    world::functions(conn, &world)?;
    let mut import = Import::new(conn, recipe, &table.columns, batch, source, world)?;
    import.has_seen = had_before;
    let mut chunk: Vec<(i64, Vec<String>)> = Vec::with_capacity(CHUNK);
    let mut rejected = Rejects::new(rejects, &table.columns);
    for Row { line, fields } in table.rows {
        import.done.read += 1;
        match fields {
            Ok(fields) => chunk.push((line, fields)),
            Err((raw, why)) => rejected.write(line, &why, &[raw])?,
        }
        if chunk.len() >= CHUNK {
            import.load(&chunk, &mut rejected)?;
            chunk.clear();
            progress(import.done.read, read.load(std::sync::atomic::Ordering::Relaxed), length);
        }
    }
    import.load(&chunk, &mut rejected)?;
    import.vanished()?;
    let mut done = import.done;
    done.rejected = rejected.count;
    done.rejects = rejected.finish()?;
    Ok(done)
}

/// Puts the data set itself as a source.
fn data_set(conn: &Connection, recipe: &Recipe, batch: i64) -> Result<i64> {
    let key = recipe.source["key"].clone();
    let mut row = PutRow::new("source", vec![("key", key.clone().into())]);
    for column in recipe::SOURCE.into_iter().filter(|column| *column != "key") {
        let default = if column == "kind" { Some("data-set") } else { None };
        row = row.text(column, recipe.source.get(column).map(String::as_str).or(default));
    }
    Putter { conn, batch }.put(&row)?;
    Ok(conn.query_row("SELECT id FROM source WHERE key = ?1", [key], |row| row.get(0))?)
}

/// What is to be done after a statement of a recipe.
#[derive(Clone, Copy)]
struct After {
    /// Records and sources that it named by key get their ids.
    finds_ids: bool,
    /// Rows that it rejected leave the staged ones.
    drops_rows: bool,
}

struct Import<'c> {
    conn: &'c Connection,
    world: Shared,
    batch: i64,
    source: i64,
    /// Which of the columns the recipe uses; only these are staged.
    used: Vec<usize>,
    stage: Statement<'c>,
    keys: Vec<Statement<'c>>,
    statements: Vec<(Statement<'c>, After)>,
    targets: Vec<Target<'c>>,
    last_record: i64,
    last_source: i64,
    has_seen: bool,
    done: Imported,
}

impl<'c> Import<'c> {
    fn new(
        conn: &'c Connection,
        recipe: &Recipe,
        columns: &[String],
        batch: i64,
        source: i64,
        world: Shared,
    ) -> Result<Self> {
        let names = unique(columns);
        let quoted: Vec<String> = names.iter().map(|name| format!("\"{}\"", name.replace('"', "\"\""))).collect();
        let used: Vec<usize> = (0..names.len()).filter(|n| recipe.sql.contains(&names[*n])).collect();
        let declared: Vec<String> = quoted.iter().map(|name| format!(", {name} TEXT")).collect();
        conn.execute_batch(&format!(
            "CREATE TEMP TABLE staged (row_number INTEGER PRIMARY KEY, row_key TEXT, record_id INTEGER{});
            CREATE TEMP TABLE rejected (row_number INTEGER PRIMARY KEY ON CONFLICT IGNORE, reason TEXT NOT NULL);
            CREATE TEMP TABLE touched (id INTEGER PRIMARY KEY);
            CREATE TEMP TABLE wanted (id INTEGER PRIMARY KEY, key TEXT, kind TEXT, name TEXT, normal TEXT, scheme TEXT, value TEXT);
            CREATE TEMP TABLE seen (id INTEGER PRIMARY KEY);
            CREATE TEMP TABLE data_set (source_id INTEGER);
            INSERT INTO data_set VALUES ({source})",
            declared.concat()
        ))?;
        let tables = merge::make_tables(conn)?;
        let staged: Vec<&str> = used.iter().map(|n| quoted[*n].as_str()).collect();
        let marks = ", ?".repeat(staged.len());
        let into = staged.iter().fold(String::new(), |list, name| list + ", " + name);
        let stage = conn.prepare(&format!("INSERT INTO staged (row_number{into}) VALUES (?{marks})"))?;
        let key = recipe.key.as_ref().ok_or_else(|| Error::BadHeader {
            query: recipe.name.clone(),
            line: 1,
            why: "it names a row's own key with `-- @key EXPRESSION`".to_owned(),
        })?;
        let keys = [
            format!("UPDATE staged SET row_key = {key}"),
            "INSERT OR IGNORE INTO rejected SELECT row_number, 'it has no key' FROM staged WHERE row_key IS NULL OR row_key = ''".to_owned(),
            "INSERT OR IGNORE INTO rejected SELECT row_number, 'its key `' || row_key || '` stands on an earlier line' FROM (
              SELECT row_number, row_key, row_number() OVER (PARTITION BY row_key ORDER BY row_number) AS n FROM staged) WHERE n > 1"
                .to_owned(),
            "DELETE FROM staged WHERE row_number IN (SELECT row_number FROM rejected)".to_owned(),
            "UPDATE staged SET record_id = (SELECT id FROM main.record WHERE record.key = staged.row_key)".to_owned(),
            "UPDATE staged SET record_id = new_id() WHERE record_id IS NULL".to_owned(),
        ];
        let keys = keys
            .iter()
            .map(|sql| conn.prepare(sql).map_err(|cause| explained(&cause, recipe, columns)))
            .collect::<Result<Vec<_>>>()?;
        let targets = tables.iter().map(|name| Target::new(conn, name, batch)).collect::<Result<Vec<_>>>()?;
        let mut statements = Vec::new();
        let mut parts = Batch::new(conn, &recipe.sql);
        loop {
            let next = parts.next().map_err(|cause| explained(&cause, recipe, columns))?;
            let Some(statement) = next else { break };
            let text = statement.expanded_sql().unwrap_or_default().to_lowercase();
            let after = After {
                finds_ids: text.contains("into record") || text.contains("into source"),
                drops_rows: text.contains("into rejected"),
            };
            statements.push((statement, after));
        }
        let last_record = world.lock().unwrap_or_else(PoisonError::into_inner).last_id();
        let last_source = conn.query_row("SELECT max(id) FROM main.source", [], |row| row.get(0))?;
        Ok(Self {
            conn,
            world,
            batch,
            source,
            used,
            stage,
            keys,
            statements,
            targets,
            last_record,
            last_source,
            has_seen: false,
            done: Imported::default(),
        })
    }

    /// Loads a chunk; rows that break a rule of the schema are found by halving and rejected.
    fn load(&mut self, chunk: &[(i64, Vec<String>)], rejects: &mut Rejects) -> Result<()> {
        if chunk.is_empty() {
            return Ok(());
        }
        self.conn.execute_batch("SAVEPOINT chunk")?;
        match self.attempt(chunk, rejects) {
            Ok(()) => Ok(self.conn.execute_batch("RELEASE chunk")?),
            Err(Error::Sqlite(cause)) if is_of_the_row(&cause) => {
                self.conn.execute_batch("ROLLBACK TO chunk; RELEASE chunk")?;
                if let [(line, fields)] = chunk {
                    return rejects.write(*line, &cause.to_string(), fields);
                }
                let (first, second) = chunk.split_at(chunk.len() / 2);
                self.load(first, rejects)?;
                self.load(second, rejects)
            }
            Err(other) => Err(other),
        }
    }

    fn attempt(&mut self, chunk: &[(i64, Vec<String>)], rejects: &mut Rejects) -> Result<()> {
        for (line, fields) in chunk {
            self.stage.raw_bind_parameter(1, line)?;
            for (n, column) in self.used.iter().enumerate() {
                self.stage.raw_bind_parameter(
                    n + 2,
                    fields.get(*column).map(String::as_str).filter(|text| !text.is_empty()),
                )?;
            }
            self.stage.raw_execute()?;
        }
        for statement in &mut self.keys {
            statement.execute([])?;
        }
        let mut find = [
            self.conn.prepare_cached("UPDATE temp.record SET id = (SELECT id FROM main.record AS known WHERE known.key = record.key) WHERE id IS NULL")?,
            self.conn.prepare_cached("UPDATE temp.record SET id = new_id() WHERE id IS NULL")?,
            self.conn.prepare_cached("UPDATE temp.source SET id = (SELECT id FROM main.source AS known WHERE known.key = source.key) WHERE id IS NULL")?,
            self.conn.prepare_cached(
                "UPDATE temp.source SET id = numbered.id FROM (
                  SELECT key, (SELECT max(id) FROM main.source) + row_number() OVER (ORDER BY key) AS id FROM temp.source WHERE id IS NULL
                ) AS numbered WHERE numbered.key = source.key AND source.id IS NULL",
            )?,
        ];
        let mut drop_rejected =
            self.conn.prepare_cached("DELETE FROM staged WHERE row_number IN (SELECT row_number FROM rejected)")?;
        for (statement, after) in &mut self.statements {
            statement.raw_execute()?;
            if after.drops_rows {
                drop_rejected.execute([])?;
            }
            if after.finds_ids {
                for step in &mut find {
                    step.execute([])?;
                }
            }
        }
        let turned_down = self.turned_down(chunk)?;
        self.merge()?;
        let counted = self.counted()?;
        self.clear()?;
        // Only now is it sure that the chunk stays.
        self.done.added += counted.0;
        self.done.changed += counted.1;
        self.done.unchanged += counted.2;
        self.done.entities += self.world.lock().unwrap_or_else(PoisonError::into_inner).forget_wanted() as u64;
        for (line, reason, fields) in turned_down {
            rejects.write(line, &reason, fields)?;
        }
        Ok(())
    }

    /// The rows that the recipe rejected.
    fn turned_down<'r>(&self, chunk: &'r [(i64, Vec<String>)]) -> Result<Vec<(i64, String, &'r [String])>> {
        let mut statement = self.conn.prepare_cached("SELECT row_number, reason FROM rejected ORDER BY row_number")?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let line: i64 = row.get(0)?;
            let fields = chunk.iter().find(|(number, _)| *number == line).map_or(&[][..], |(_, fields)| fields);
            found.push((line, row.get(1)?, fields));
        }
        Ok(found)
    }

    fn merge(&mut self) -> Result<()> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner).put_wanted(self.conn, self.batch, self.source)?;
        let (last_record, last_source) = (self.last_record, self.last_source);
        let has_known: bool = self
            .conn
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM staged WHERE record_id <= ?1) OR EXISTS (SELECT 1 FROM temp.record WHERE id <= ?1)")?
            .query_row([last_record], |row| row.get(0))?;
        for target in &mut self.targets {
            let last = if target.name == "source" { last_source } else { last_record };
            target.merge(last, has_known || target.name == "source")?;
        }
        Ok(())
    }

    /// How many of the staged rows were added, changed and left as they were.
    fn counted(&mut self) -> Result<(u64, u64, u64)> {
        if self.has_seen {
            self.conn
                .prepare_cached(
                    "INSERT OR IGNORE INTO seen SELECT record_id FROM staged UNION SELECT id FROM temp.record",
                )?
                .execute([])?;
        }
        let counted = self
            .conn
            .prepare_cached(
                "SELECT count(*) FILTER (WHERE record_id > ?1), count(*) FILTER (WHERE record_id <= ?1 AND record_id IN (SELECT id FROM touched)), count(*)
                FROM staged",
            )?
            .query_row([self.last_record], |row| Ok((row.get::<_, i64>(0)?.unsigned_abs(), row.get::<_, i64>(1)?.unsigned_abs(), row.get::<_, i64>(2)?.unsigned_abs())))?;
        // What this chunk made is known to the next one.
        self.last_record = self.world.lock().unwrap_or_else(PoisonError::into_inner).last_id();
        self.last_source =
            self.conn.prepare_cached("SELECT max(id) FROM main.source")?.query_row([], |row| row.get(0))?;
        Ok((counted.0, counted.1, counted.2 - counted.0 - counted.1))
    }

    fn clear(&mut self) -> Result<()> {
        for target in &mut self.targets {
            target.clear()?;
        }
        for table in ["staged", "rejected", "touched"] {
            self.conn.prepare_cached(&format!("DELETE FROM {table}"))?.execute([])?;
        }
        Ok(())
    }

    /// Which records of earlier imports by this recipe the input no longer has.
    fn vanished(&mut self) -> Result<()> {
        if !self.has_seen {
            return Ok(());
        }
        let from = "FROM record JOIN batch ON batch.id = record.batch_id
          WHERE batch.id IN (
            -- An earlier release is an import by the same recipe that brought some of the same records.
            SELECT earlier.id FROM batch AS earlier
            WHERE earlier.kind = 'import' AND earlier.name = (SELECT name FROM batch WHERE id = ?1) AND earlier.id <> ?1
              AND EXISTS (SELECT 1 FROM record AS shared WHERE shared.batch_id = earlier.id AND shared.kind <> 'entity' AND shared.id IN (SELECT id FROM seen))
          )
            AND record.kind <> 'entity' AND record.id NOT IN (SELECT id FROM seen)";
        self.conn.execute_batch("DROP TABLE temp.record")?;
        self.done.vanished_count = self
            .conn
            .query_row(&format!("SELECT count(*) {from}"), [self.batch], |row| row.get::<_, i64>(0))?
            .unsigned_abs();
        let mut statement = self.conn.prepare(&format!("SELECT record.key {from} ORDER BY record.id LIMIT 5"))?;
        self.done.vanished = statement.query_map([self.batch], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(())
    }
}

/// Column names, those that stand twice numbered, however they are written.
fn unique(columns: &[String]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (n, column) in columns.iter().enumerate() {
        let base = if column.is_empty() { format!("column_{}", n + 1) } else { column.clone() };
        let mut name = base.clone();
        let mut copy = 1;
        while names.iter().any(|known| known.eq_ignore_ascii_case(&name)) {
            copy += 1;
            name = format!("{base}_{copy}");
        }
        names.push(name);
    }
    names
}

/// Whether it is a row that SQLite refuses, rather than the recipe.
fn is_of_the_row(cause: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{ConstraintViolation, TypeMismatch};
    let code = cause.sqlite_error_code();
    let is_json = cause.to_string().contains("JSON");
    matches!(code, Some(ConstraintViolation | TypeMismatch)) || is_json
}

/// What SQLite says of a recipe, with the place in it and, for a column it lacks, those it has.
fn explained(cause: &rusqlite::Error, recipe: &Recipe, columns: &[String]) -> Error {
    let rusqlite::Error::SqlInputError { msg, sql, offset, .. } = cause else {
        let message = format!("{}.sql: {cause}", recipe.name);
        return Error::Sql { message, sql: String::new(), at: None, near: None };
    };
    let has = if columns.is_empty() {
        "the input has none".to_owned()
    } else {
        format!("the input has {}", columns.join(", "))
    };
    let message = match msg.strip_prefix("no such column: ") {
        Some(name) => {
            let name = name.split(" - ").next().unwrap_or(name).trim_matches('"');
            format!("{}.sql needs the column `{name}`, and {has}", recipe.name)
        }
        None => format!("{}.sql: {msg}", recipe.name),
    };
    let start = recipe.sql.find(sql.as_str());
    let at = usize::try_from(*offset).ok().and_then(|offset| Some(start? + offset));
    Error::Sql { message, sql: recipe.sql.clone(), at, near: None }
}

/// The file of the rejected rows, made with the first of them.
struct Rejects {
    path: PathBuf,
    columns: Vec<String>,
    file: Option<csv::Writer<File>>,
    count: u64,
}

impl Rejects {
    fn new(path: &Path, columns: &[String]) -> Self {
        Self { path: path.to_owned(), columns: columns.to_vec(), file: None, count: 0 }
    }

    fn write(&mut self, line: i64, reason: &str, fields: &[String]) -> Result<()> {
        let failed = |why: String| Error::WriteFile { path: self.path.clone(), why };
        if self.file.is_none() {
            let file = File::create(&self.path).map_err(|cause| failed(cause.to_string()))?;
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(file);
            let header = ["line", "reason"].into_iter().chain(self.columns.iter().map(String::as_str));
            writer.write_record(header).map_err(|cause| failed(cause.to_string()))?;
            self.file = Some(writer);
        }
        self.count += 1;
        let Some(writer) = &mut self.file else { return Ok(()) };
        let number = line.to_string();
        let record = [number.as_str(), reason].into_iter().chain(fields.iter().map(String::as_str));
        writer
            .write_record(record)
            .map_err(|cause| Error::WriteFile { path: self.path.clone(), why: cause.to_string() })
    }

    fn finish(self) -> Result<Option<PathBuf>> {
        let Some(mut writer) = self.file else {
            // What an earlier import rejected is no longer true.
            let _ = std::fs::remove_file(&self.path);
            return Ok(None);
        };
        writer.flush().map_err(|cause| Error::WriteFile { path: self.path.clone(), why: cause.to_string() })?;
        Ok(Some(self.path))
    }
}
