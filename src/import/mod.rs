//! Importing: tables from elsewhere, by recipe.
//!
//! The tool reads, stages, runs and reconciles; the recipe says what the rows mean. Rows are staged
//! in chunks in a temporary table `staged`; the recipe's statements fill temporary tables that look
//! like the record's; [`transfer`] moves them. Every row ends as loaded, unchanged or rejected with a
//! reason, and the numbers add up.

pub mod first;
pub mod input;
pub mod recipe;
pub mod stage;
pub mod transfer;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rusqlite::Connection;
use serde::Serialize;

use crate::error::Result;
use crate::files::bounds;
use crate::files::draft::Draft;
use crate::record::put::{Putter, Row};
use crate::record::stop::StopSign;
use crate::record::write::{self, Writing};
use input::{InputRow, Rows};
use recipe::Recipe;
use stage::Intake;
use stage::world::{Shared, World};
use transfer::reject::Rejects;

/// Kibibytes of the page cache: room for the upper part of every index of ten million events.
const CACHE: u32 = 128 * 1024;

/// What an import did; `read` is the sum of the next four.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Imported {
    /// The number of its batch.
    pub batch: i64,
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
    /// Records of earlier imports that differed, beside the rows' own.
    pub changed_beside: u64,
    /// New records that no source vouches for.
    pub uncited: u64,
    /// Names that mean several entities, so that a recipe got none for them.
    pub ambiguous: Vec<String>,
    /// Names of new entities, told apart by their code, that another entity has too.
    pub namesakes: Vec<String>,
    /// The first entities that are new, each with its kind.
    pub made: Vec<String>,
    /// Columns of the input that the recipe does not read.
    pub unread: Vec<String>,
    /// Records of earlier imports by this recipe that this input no longer has.
    pub vanished: Vec<String>,
    /// How many those are in all.
    pub vanished_count: u64,
    /// The first of them, as `line N: reason`.
    pub first_rejected: Vec<String>,
    /// What was not understood, so that nothing was made of it.
    pub missed: Vec<Missed>,
    /// What the input holds that the values of its rows do not tell.
    pub doubts: Vec<Missed>,
    /// What the recipe says that it leaves out, and how often.
    pub left_out: BTreeMap<String, u64>,
}

/// Values that were not understood, or places that are in doubt.
#[derive(Clone, Debug, Serialize)]
pub struct Missed {
    /// What they were taken for.
    pub what: &'static str,
    /// In how many rows, or how many there are.
    pub rows: u64,
    /// The first of them, as ``line N: `value` `` or as their place.
    pub first: Vec<String>,
}

impl Missed {
    /// So many are shown.
    const SHOWN: usize = 3;

    /// Places that are in doubt; None where there are none.
    fn of(what: &'static str, places: impl Iterator<Item = String>) -> Option<Self> {
        let (mut rows, mut first) = (0, Vec::new());
        for place in places {
            rows += 1;
            if first.len() < Self::SHOWN {
                first.push(place);
            }
        }
        (rows > 0).then_some(Self { what, rows, first })
    }
}

/// How far an import is.
#[derive(Clone, Copy, Debug)]
pub enum Progress {
    /// So many rows are in; so many bytes of the input are read, of so many if that is known.
    Rows {
        /// Rows of the input.
        count: u64,
        /// Bytes that have been read, some of them ahead.
        read: u64,
        /// Bytes there are; None for a pipe.
        length: Option<u64>,
    },
    /// All rows are in, and the indexes that were put off are made.
    Indexes,
}

/// What an import is told.
pub struct Order<'o> {
    /// The recipe.
    pub recipe: &'o Recipe,
    /// The input; `-` is stdin.
    pub path: &'o Path,
    /// Tables beside the input, by the names that the recipe has for them.
    pub with: &'o [(String, PathBuf)],
    /// Where rejected rows are written.
    pub rejects: &'o Path,
    /// Whether they are: a dry run leaves that file alone.
    pub is_kept: bool,
    /// The instant in UTC.
    pub read_at: &'o str,
    /// Ends the wait for an input that does not come.
    pub stop: &'o StopSign,
    /// Told how far the import is.
    pub progress: &'o mut dyn FnMut(Progress),
    /// How many rows are read at most; all where None.
    pub most: Option<usize>,
}

/// Imports an input into a connection that is in a transaction. The caller commits or rolls back,
/// and then puts the file with the rejected rows in its place, if there are any.
///
/// # Errors
///
/// The input cannot be read, or a statement of the recipe is wrong.
pub fn run(conn: &Writing, order: Order<'_>) -> Result<(Imported, Option<Draft>)> {
    let Order { recipe, path, with, rejects, is_kept, read_at, stop, progress, most } = order;
    let input = input::open::open(
        path,
        if recipe.reads_as(path) == recipe::Reads::Xlsx { None } else { recipe.encoding.as_deref() },
    )?;
    let (read, length) = (input.read.clone(), input.length);
    let table = input::open(recipe, path, input)?;
    let note = path.display().to_string();
    let batch = write::Batch { kind: "import", name: &recipe.name, sha256: None, read_at, note: Some(&note) };
    let batch = write::begin(conn, batch)?;
    write::attribute(conn, batch)?;
    // A second thread sorts while an index is made.
    conn.execute_batch(&format!("PRAGMA cache_size = -{CACHE}; PRAGMA threads = 1"))?;
    let source = data_set(conn, recipe, batch)?;
    let world: Shared = Arc::new(Mutex::new(World::read(conn)?));
    stage::functions::give(conn, &world, (recipe.dates, recipe.decimal))?;
    let beside = stage::joined::read(conn, recipe, with, stop)?;
    let mut loader = Intake::new(conn, recipe, &table.columns, (batch, source), world)?;
    let mut rejected = Rejects::new(rejects, &table.columns, is_kept);
    let mut count = 0;
    let doubts = table.doubts;
    let chunks = in_chunks(table.rows);
    while let Some(rows) = next(&chunks, stop)? {
        let left = most.map_or(rows.len(), |most| most.saturating_sub(usize::try_from(count).unwrap_or(most)));
        let is_enough = left < rows.len() || left == 0;
        let mut chunk = Vec::with_capacity(rows.len());
        for row in rows.into_iter().take(left) {
            let InputRow { line, fields } = row?;
            count += 1;
            match fields {
                Ok(fields) => chunk.push((line, fields)),
                Err((raw, why)) => rejected.write(line, &why, &vec![raw].into())?,
            }
        }
        loader.load(&chunk, &mut rejected)?;
        progress(Progress::Rows { count, read: read.load(Ordering::Relaxed), length });
        if is_enough {
            break;
        }
    }
    progress(Progress::Indexes);
    let mut done = loader.finish()?;
    done.unread.extend(beside);
    let first_rejected = rejected.first.clone();
    let rejected_count = rejected.count;
    let done = Imported { batch, read: count, rejected: rejected_count, first_rejected, doubts, ..done };
    Ok((done, rejected.finish()?))
}

/// Reads on a thread of its own, a few chunks ahead; an empty chunk is the end.
fn in_chunks(mut rows: Rows) -> Receiver<Vec<Result<InputRow>>> {
    let (sender, receiver) = sync_channel(2);
    std::thread::spawn(move || {
        loop {
            let mut room = bounds::CHUNK;
            let mut chunk = Vec::new();
            while chunk.len() < stage::SIZE && room > 0 {
                let Some(row) = rows.next() else { break };
                room = room.saturating_sub(row.as_ref().map_or(0, InputRow::size));
                chunk.push(row);
            }
            let is_end = chunk.is_empty();
            // Whoever listened is gone where nothing can be sent.
            if sender.send(chunk).is_err() || is_end {
                return;
            }
        }
    });
    receiver
}

/// The next chunk; None at the end of the input.
fn next(chunks: &Receiver<Vec<Result<InputRow>>>, stop: &StopSign) -> Result<Option<Vec<Result<InputRow>>>> {
    loop {
        match chunks.recv_timeout(Duration::from_millis(100)) {
            Ok(chunk) => return Ok(Some(chunk).filter(|chunk| !chunk.is_empty())),
            Err(RecvTimeoutError::Disconnected) => unreachable!("the reader sends an end"),
            Err(RecvTimeoutError::Timeout) if stop.is_raised() => return Err(stop.error()),
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}

/// Puts the data set itself as a source.
fn data_set(conn: &Connection, recipe: &Recipe, batch: i64) -> Result<i64> {
    let key = recipe.source["key"].clone();
    let mut row = Row::new("source", vec![("key", key.clone().into())]);
    for column in recipe::SOURCE.into_iter().filter(|column| *column != "key") {
        let default = if column == "kind" { Some("data-set") } else { None };
        row = row.text(column, recipe.source.get(column).map(String::as_str).or(default));
    }
    Putter { conn, batch, only_adds: false }.put(&row)?;
    Ok(conn.query_row("SELECT id FROM source WHERE key = ?1", [key], |row| row.get(0))?)
}
