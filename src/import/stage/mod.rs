//! Chunks: some thousand rows that are staged, run through the recipe and moved together.
//!
//! A chunk is all or nothing. Where a rule of the schema refuses one of its rows, the chunk is
//! halved until that row stands alone and can be rejected by itself.

mod after;
pub(super) mod columns;
mod counts;
pub mod functions;
pub mod joined;
pub mod loose;
mod missed;
mod names;
mod refused;
pub mod staged;
mod vanished;
mod wanted;
pub mod world;

use csv::StringRecord;
use rusqlite::{Connection, Statement};

use self::after::{After, MOST_TIME, find_records, find_sources};
use self::refused::{Refused, held_rows};
use crate::error::{Error, Result};
use crate::import::Imported;
use crate::import::recipe::Recipe;
use crate::import::stage::staged::Staged;
use crate::import::stage::world::{Shared, lock};
use crate::import::transfer::indexes::PutOff;
use crate::import::transfer::reject::Rejects;
use crate::import::transfer::{self, Target, reason};
use crate::record::guard::Scope;
use crate::record::write::Writing;

/// Rows that are staged and moved together.
pub const SIZE: usize = 5_000;

/// From this many new rows on, if the record had no more before, indexes are made at the end.
const MANY: u64 = 50_000;

/// How often rows that share a key with a rejected one are tried again.
const TRIES: usize = 16;

/// A row of the input: its line, and its fields in the order of the columns.
pub type Line = (i64, StringRecord);

/// How much the rows that a recipe makes of a chunk may take, in pages of the temporary database.
const MOST_PAGES: u32 = 1 << 19;

/// Loads chunks by a recipe.
pub struct Intake<'c> {
    conn: &'c Connection,
    scope: &'c Scope,
    recipe: &'c Recipe,
    world: Shared,
    batch: i64,
    source: i64,
    staged: Staged<'c>,
    statements: Vec<(Statement<'c>, Vec<After>)>,
    /// Dates whose days the recipe left out get them.
    days: Vec<Statement<'c>>,
    targets: Vec<Target<'c>>,
    /// Which of the targets is being moved.
    moving: Option<usize>,
    /// The highest ids before the import, and before this chunk.
    before: i64,
    last_record: i64,
    last_source: i64,
    put_off: Option<PutOff>,
    done: Imported,
}

impl<'c> Intake<'c> {
    /// Makes the temporary tables and prepares the statements.
    ///
    /// # Errors
    ///
    /// A statement of the recipe is wrong, or it names no key.
    pub fn new(
        writing: &'c Writing,
        recipe: &'c Recipe,
        columns: &[String],
        (batch, source): (i64, i64),
        world: Shared,
    ) -> Result<Self> {
        let (conn, scope): (&Connection, _) = (writing, &writing.scope);
        conn.query_row(&format!("PRAGMA temp.max_page_count = {MOST_PAGES}"), [], |_| Ok(()))?;
        conn.execute_batch(
            "CREATE TEMP TABLE touched (id INTEGER PRIMARY KEY);
            CREATE TEMP TABLE wanted (id INTEGER PRIMARY KEY, key TEXT, kind TEXT, name TEXT, normal TEXT, scheme TEXT, value TEXT)",
        )?;
        let mut staged = Staged::new(conn, recipe, columns, source)?;
        let tables = transfer::make_tables(conn)?;
        staged.made = transfer::of_rejected(conn, &tables)?;
        let targets = tables.iter().map(|name| Target::new(conn, name, batch)).collect::<Result<Vec<_>>>()?;
        let days = transfer::spans(&tables).iter().map(|sql| conn.prepare(sql)).collect::<rusqlite::Result<_>>()?;
        let statements = after::statements(writing, recipe, columns)?;
        let before = lock(&world).last_id();
        let last_source = conn.query_row("SELECT max(id) FROM main.source", [], |row| row.get(0))?;
        Ok(Self {
            conn,
            scope,
            recipe,
            world,
            batch,
            source,
            staged,
            statements,
            days,
            targets,
            moving: None,
            before,
            last_record: before,
            last_source,
            put_off: None,
            done: Imported::default(),
        })
    }

    /// Makes the indexes that were put off, and tells what has been done.
    ///
    /// # Errors
    ///
    /// SQLite's: the disk is full, or it was interrupted.
    pub fn finish(&mut self) -> Result<Imported> {
        if let Some(put_off) = self.put_off.take() {
            put_off.make(self.conn)?;
        }
        let (vanished, vanished_count) = vanished::of(self.conn, self.batch)?;
        let (world, unread) = (lock(&self.world), self.staged.unread.clone());
        let ([ambiguous, namesakes], made) = (world.told(), world.made());
        Ok(Imported { ambiguous, namesakes, made, unread, vanished, vanished_count, ..self.done.clone() })
    }

    /// Loads a chunk. Rows that share their key with an earlier one of the chunk wait until that one
    /// is loaded, which makes them repetitions, or is not.
    ///
    /// # Errors
    ///
    /// A statement of the recipe fails for another reason, or a rejected row cannot be kept.
    pub fn load(&mut self, chunk: &[Line], rejects: &mut Rejects) -> Result<()> {
        let mut held = self.load_first(chunk, rejects)?;
        for _ in 0..TRIES {
            if held.is_empty() {
                return Ok(());
            }
            held = self.load_first(&held_rows(chunk, &held), rejects)?;
        }
        for (line, fields) in held_rows(chunk, &held) {
            rejects.write(line, "its key stands on many earlier lines, all of them rejected", &fields)?;
        }
        Ok(())
    }

    /// Loads the rows of a chunk that are the first with their key; rows that break a rule of the
    /// schema are found by halving and rejected. Returns the lines of the others.
    fn load_first(&mut self, chunk: &[Line], rejects: &mut Rejects) -> Result<Vec<i64>> {
        if chunk.is_empty() {
            return Ok(Vec::new());
        }
        self.conn.execute_batch("SAVEPOINT chunk")?;
        match self.attempt(chunk, rejects) {
            Ok(held) => {
                self.conn.execute_batch("RELEASE chunk")?;
                self.put_off_indexes()?;
                Ok(held)
            }
            Err(Error::Sqlite(cause)) if reason::is_of_the_row(&cause) => {
                let alone = match chunk {
                    [(line, fields)] => Some((line, self.reason(&cause)?, fields, self.staged.only_record()?)),
                    _ => None,
                };
                let target = self.moving.and_then(|n| self.targets.get_mut(n)).filter(|_| alone.is_none());
                let refused = refused::rows(self.conn, &self.staged, target, self.last_record)?;
                self.conn.execute_batch("ROLLBACK TO chunk; RELEASE chunk")?;
                lock(&self.world).take_back();
                if let Some((line, reason, fields, record)) = alone {
                    self.staged.remember_refused(record)?;
                    rejects.write(*line, &reason, fields)?;
                    return Ok(Vec::new());
                }
                if !refused.is_empty() {
                    return self.without(chunk, &refused, rejects);
                }
                let (first, second) = chunk.split_at(chunk.len() / 2);
                self.load(first, rejects)?;
                self.load(second, rejects)?;
                Ok(Vec::new())
            }
            Err(other) => Err(other),
        }
    }

    /// Rejects rows of a chunk that was rolled back, and loads the others.
    fn without(&mut self, chunk: &[Line], refused: &[Refused], rejects: &mut Rejects) -> Result<Vec<i64>> {
        let (out, left) = refused::parted(chunk, refused);
        for (row, refused) in out {
            self.staged.remember_refused(Some(refused.record))?;
            rejects.write(refused.line, &refused.reason, &row.1)?;
        }
        self.load(&left, rejects)?;
        Ok(Vec::new())
    }

    /// Once a load has at least doubled the record, the indexes of the tables it fills wait.
    fn put_off_indexes(&mut self) -> Result<()> {
        let is_time = self.done.added >= MANY && self.done.added >= self.before.unsigned_abs();
        if self.put_off.is_none() && is_time {
            let filled = self.targets.iter().filter(|target| target.added >= MANY / 2);
            self.put_off = Some(PutOff::of_tables(self.conn, filled.map(|target| target.name.as_str()))?);
        }
        Ok(())
    }

    fn attempt(&mut self, chunk: &[Line], rejects: &mut Rejects) -> Result<Vec<i64>> {
        self.moving = None;
        let filled = self.staged.fill(chunk, self.before..self.last_record)?;
        for (statement, after) in &mut self.statements {
            let (done, _) = self.scope.of_recipe(MOST_TIME, || statement.raw_execute());
            done.map_err(|cause| self.recipe.stopped(cause))?;
            for after in after {
                match after {
                    After::FindRecords => find_records(self.conn)?,
                    After::FindSources => find_sources(self.conn)?,
                    After::DropRejected => self.staged.drop_rejected()?,
                    After::Learn => lock(&self.world).learn(self.conn)?,
                }
            }
        }
        self.staged.reject_unmade(self.last_record)?;
        for days in &mut self.days {
            days.raw_execute()?;
        }
        let turned_down = self.staged.rejected(chunk)?;
        let uncited = counts::uncited(self.conn, self.last_record)?;
        let left_out = self.staged.left_out()?;
        self.merge()?;
        let beside = counts::beside(self.conn, self.before)?;
        let counted = self.counted()?;
        self.clear()?;
        // Only now is it sure that the chunk stays.
        self.done.added += counted.0;
        self.done.changed += counted.1;
        self.done.unchanged += counted.2 + filled.merged;
        self.done.changed_beside += beside;
        self.done.uncited += uncited;
        self.done.entities += lock(&self.world).forget_wanted() as u64;
        let missed = lock(&self.world).take_missed();
        missed::note(&mut self.done.missed, &missed, chunk);
        counts::add(&mut self.done.left_out, left_out);
        for (line, reason, fields) in turned_down {
            rejects.write(line, &reason, fields)?;
        }
        Ok(filled.held)
    }

    /// Why a row that stands alone is refused; its rows are still where the recipe put them.
    fn reason(&self, cause: &rusqlite::Error) -> Result<String> {
        let target = self.moving.and_then(|n| self.targets.get(n));
        target.map_or_else(|| Ok(cause.to_string()), |target| reason::reason(self.conn, &target.name, "true", cause))
    }

    fn merge(&mut self) -> Result<()> {
        lock(&self.world).put_wanted(self.conn, self.batch, self.source)?;
        let (last_record, last_source) = (self.last_record, self.last_source);
        let has_known = counts::has_known(self.conn, last_record)?;
        // An entity that an earlier row asked for was named by that row, for want of its own.
        self.conn
            .prepare_cached(
                "DELETE FROM main.name WHERE kind = 'preferred' AND entity_id IN (SELECT entity_id FROM temp.name WHERE kind = 'preferred')
                AND entity_id IN (SELECT record_id FROM staged WHERE record_id IN (SELECT id FROM beside))",
            )?
            .execute([])?;
        for (n, target) in self.targets.iter_mut().enumerate() {
            self.moving = Some(n);
            let last = if target.name == "source" { last_source } else { last_record };
            target.merge(last, has_known || target.name == "source")?;
        }
        Ok(())
    }

    /// How many of the staged rows were added, changed and left as they were.
    fn counted(&mut self) -> Result<(u64, u64, u64)> {
        self.staged.remember(self.before, self.last_record)?;
        let counted = counts::staged(self.conn, self.last_record)?;
        // What this chunk made is known to the next one.
        (self.last_record, self.last_source) = {
            let world = lock(&self.world);
            (world.last_id(), world.last_source())
        };
        Ok(counted)
    }

    fn clear(&mut self) -> Result<()> {
        self.targets.iter_mut().try_for_each(Target::clear)?;
        self.conn.execute_batch("DELETE FROM temp.touched; DELETE FROM temp.wanted")?;
        self.staged.clear()
    }
}
