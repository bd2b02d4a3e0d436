//! Putting the rows of a damaged file into a new record: first those that the trees of its tables lead to, then those of
//! pages that nothing leads to any more.

use std::collections::{HashMap, HashSet};

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::filled::{Filled, Gap};
use super::pages::{Leaf, Page, Pages};
use super::probe::{Probe, Stored};
use super::stored::{Form, forms, indexes};
use crate::error::Result;
use crate::record::stop::StopSign;
use crate::shape::kind;

/// Fills a record.
pub(super) struct Filler<'f> {
    pub(super) conn: &'f Connection,
    pub(super) pages: Pages,
    pub(super) probe: &'f Probe,
    pub(super) stop: &'f StopSign,
    seen: HashSet<u32>,
    filled: Filled,
    /// The tables and indexes whose trees are not whole.
    broken: HashSet<String>,
    /// Pages of rows that nothing leads to, as far as no table has taken them.
    waiting: Vec<(Vec<Stored>, bool)>,
    /// How many values the entries of indexes have that are not whole.
    widths: HashSet<usize>,
}

impl<'f> Filler<'f> {
    pub(super) fn new(conn: &'f Connection, pages: Pages, probe: &'f Probe, stop: &'f StopSign) -> Self {
        let (seen, filled) = (HashSet::new(), Filled::default());
        let (broken, waiting, widths) = (HashSet::new(), Vec::new(), HashSet::new());
        Self { conn, pages, probe, stop, seen, filled, broken, waiting, widths }
    }

    /// Puts in all that can be had.
    ///
    /// # Errors
    ///
    /// SQLite's, or it is stopped.
    pub(super) fn fill(mut self) -> Result<Filled> {
        let roots = self.roots()?;
        let forms = forms(self.conn)?;
        // First which pages any tree leads to; the others are nobody's.
        let mut trees = HashMap::new();
        for (name, root) in &roots {
            let is_index = forms.iter().find(|form| form.table == *name).map(|form| form.is_index);
            let leaves = self.pages.tree(*root, is_index, &mut self.seen);
            if leaves.contains(&Leaf::Lost) {
                self.broken.insert(name.clone());
            }
            trees.insert(name.clone(), leaves);
        }
        for form in &forms {
            if let Some(leaves) = trees.get_mut(&form.table) {
                self.misplaced(form, leaves)?;
            }
        }
        let own = forms.iter().map(|form| form.table.clone());
        let indexes = indexes(self.conn)?;
        let unknown = own.chain(indexes.iter().map(|(name, _)| name.clone())).filter(|name| !roots.contains_key(name));
        self.broken.extend(unknown);
        let broken = indexes.into_iter().filter(|(name, _)| self.broken.contains(name));
        self.widths = broken.map(|(_, width)| width).collect();
        if !self.broken.is_empty() {
            self.strays()?;
        }
        self.highest(trees.get("sqlite_sequence").map_or(&[], Vec::as_slice))?;
        for form in &forms {
            self.table(form, trees.get(&form.table).map_or(&[], Vec::as_slice))?;
            if self.broken.contains(&form.table) {
                self.adopt(&forms)?;
            }
        }
        self.adopt(&forms)?;
        self.filled.strays = self.waiting.len();
        self.filled.broken = self.broken;
        Ok(self.filled)
    }

    /// Where the tables and indexes begin, by their names: as the schema says, as far as it can be read.
    fn roots(&mut self) -> Result<HashMap<String, u32>> {
        let leaves: Vec<Leaf> = match self.pages.page(1) {
            Page::TableInterior(children) => {
                // Only what turns out to be of the schema is seen to be.
                let mut passed = HashSet::new();
                children.into_iter().flat_map(|child| self.pages.tree(child, Some(false), &mut passed)).collect()
            }
            // A schema of one page is none of a record's, and a page without a head leads nowhere: each page may be of it.
            _ => (2..=self.pages.count).map(Leaf::Page).collect(),
        };
        let mut roots = HashMap::new();
        for leaf in leaves {
            let Leaf::Page(page) = leaf else { continue };
            if self.pages.page(page) != Page::TableLeaf {
                continue;
            }
            for (_, values) in self.probe.rows(page, false)?.0 {
                if let [Value::Text(kind), Value::Text(name), Value::Text(_), Value::Integer(root), ..] =
                    values.as_slice()
                    && ["table", "index"].contains(&kind.as_str())
                    && let Ok(root) = u32::try_from(*root)
                {
                    self.seen.insert(page);
                    roots.insert(name.clone(), root);
                }
            }
        }
        Ok(roots)
    }

    /// Sets aside the pages of a tree whose rows are of another table: pages that changed places.
    fn misplaced(&mut self, form: &Form, leaves: &mut [Leaf]) -> Result<()> {
        for leaf in leaves {
            let Leaf::Page(page) = *leaf else { continue };
            let is_index = self.pages.page(page) != Page::TableLeaf;
            let (rows, _) = self.probe.rows(page, is_index)?;
            if is_index != form.is_index || !rows.is_empty() && rows.iter().all(|row| form.row(row).is_none()) {
                *leaf = Leaf::Lost;
                self.broken.insert(form.table.clone());
                self.waiting.push((rows, is_index));
            }
        }
        Ok(())
    }

    /// Puts in the rows of a table that its tree leads to.
    fn table(&mut self, form: &Form, leaves: &[Leaf]) -> Result<()> {
        let mut last: Option<i64> = None;
        let mut gap: Option<Gap> = None;
        for leaf in leaves {
            if self.stop.is_raised() {
                return Err(self.stop.error());
            }
            let mut is_lost = *leaf == Leaf::Lost;
            if let Leaf::Page(page) = leaf {
                let (rows, is_whole) = self.probe.rows(*page, form.is_index)?;
                let kept = self.put(form, &rows)?;
                is_lost |= kept.is_empty() && !rows.is_empty();
                if let (Some(gap), Some(first)) = (&mut gap, kept.first()) {
                    gap.before = gap.before.or(*first);
                }
                if !kept.is_empty() {
                    self.filled.gaps.extend(gap.take());
                    last = kept.last().copied().flatten();
                }
                is_lost |= !is_whole;
            }
            if is_lost {
                self.broken.insert(form.table.clone());
                gap = gap.or(Some(Gap { table: form.table.clone(), after: last, before: None }));
            }
        }
        self.filled.gaps.extend(gap);
        Ok(())
    }

    /// Puts rows in; the first values of those that came.
    fn put(&mut self, form: &Form, rows: &[Stored]) -> Result<Vec<Option<i64>>> {
        let mut statement = self.conn.prepare_cached(&form.insert)?;
        let mut kept = Vec::new();
        let is_orphaned = self.broken.contains("record") && kind::named(&form.table).is_some_and(|kind| kind.is_record);
        for stored in rows {
            let row = form.row(stored);
            if let (Some(row), true) = (&row, is_orphaned) {
                self.give_record(form, row)?;
            }
            let first = row.as_ref().and_then(|row| if let Value::Integer(id) = row[0] { Some(id) } else { None });
            if row.is_some_and(|row| statement.execute(params_from_iter(row)).is_ok()) {
                kept.push(first);
            }
        }
        if !kept.is_empty() {
            *self.filled.came.entry(form.table.clone()).or_default() += kept.len();
            *self.filled.refused.entry(form.table.clone()).or_default() += rows.len() - kept.len();
        }
        Ok(kept)
    }

    /// Gives a row the record that it is of, where that is lost: what it says is worth more than its key.
    fn give_record(&self, form: &Form, row: &[Value]) -> Result<()> {
        let sql = "INSERT OR IGNORE INTO record (id, key, kind, note, batch_id)
          VALUES (?1, 'lost-' || ?1, ?2, 'its key stood in a page that cannot be read', ?3)";
        if let (Some(Value::Integer(id)), Some(batch)) = (row.first(), form.batch(row)) {
            self.conn.prepare_cached(sql)?.execute((id, &form.table, batch))?;
        }
        Ok(())
    }

    /// The highest number of a record that was ever given.
    fn highest(&mut self, leaves: &[Leaf]) -> Result<()> {
        for leaf in leaves {
            let Leaf::Page(page) = leaf else { continue };
            for (_, values) in self.probe.rows(*page, false)?.0 {
                if let [Value::Text(table), Value::Integer(highest)] = values.as_slice()
                    && table == "record"
                {
                    self.filled.highest = self.filled.highest.max(*highest);
                }
            }
        }
        Ok(())
    }

    /// Finds the pages of rows that nothing leads to, but for those that are free.
    fn strays(&mut self) -> Result<()> {
        let free = self.pages.free();
        for page in (2..=self.pages.count).filter(|page| !free.contains(page)) {
            if self.seen.contains(&page) {
                continue;
            }
            let is_index = match self.pages.page(page) {
                Page::TableLeaf => false,
                Page::IndexLeaf | Page::IndexInterior(_) => true,
                _ => continue,
            };
            let (rows, is_whole) = self.probe.rows(page, is_index)?;
            if is_whole && !rows.is_empty() {
                self.waiting.push((rows, is_index));
            }
        }
        Ok(())
    }

    /// Puts in the rows of pages that nothing leads to: into the one table that admits all of them, if it is one of those
    /// whose tree is not whole.
    fn adopt(&mut self, forms: &[Form]) -> Result<()> {
        // What one page brings may be what another waits for.
        loop {
            let waiting = std::mem::take(&mut self.waiting);
            let count = waiting.len();
            for (rows, is_index) in waiting {
                if self.stop.is_raised() {
                    return Err(self.stop.error());
                }
                let fits = |form: &&Form| form.is_index == is_index && self.broken.contains(&form.table);
                // An index may have entries that look like rows.
                let is_unsure = is_index && rows.iter().any(|(_, values)| self.widths.contains(&values.len()));
                let mut admitting = Vec::new();
                for form in forms.iter().filter(fits).filter(|_| !is_unsure) {
                    if self.admits(form, &rows)? {
                        admitting.push(form);
                    }
                }
                if let [form] = admitting.as_slice() {
                    self.put(form, &rows)?;
                } else {
                    self.waiting.push((rows, is_index));
                }
            }
            if self.waiting.len() == count || self.waiting.is_empty() {
                return Ok(());
            }
        }
    }

    /// Whether a table admits all rows of a page, with all that they point to.
    fn admits(&self, form: &Form, rows: &[Stored]) -> Result<bool> {
        self.conn.execute_batch("SAVEPOINT tried")?;
        let mut statement = self.conn.prepare_cached(&form.insert)?;
        let all = rows
            .iter()
            .all(|stored| form.row(stored).is_some_and(|row| statement.execute(params_from_iter(row)).is_ok()));
        let is_tied = all && self.is_tied(form)?;
        self.conn.execute_batch("ROLLBACK TO tried; RELEASE tried")?;
        Ok(is_tied)
    }

    /// Whether the rows of a table point to what is there.
    fn is_tied(&self, form: &Form) -> Result<bool> {
        Ok(!self.conn.prepare_cached("SELECT 1 FROM pragma_foreign_key_check(?1) LIMIT 1")?.exists([&form.table])?)
    }
}
