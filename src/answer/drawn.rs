//! Drawn: what stands under an answer where people read: how many rows it has, what they were drawn
//! on, and how many of them are disputed.

use rusqlite::types::ValueRef;

use super::cite::ids;
use crate::error::Result;
use crate::output::Mark;
use crate::reader::Reader;
use crate::value::in_words::in_words;

/// Of answers of so many records it is told what they were drawn on; of longer ones only how long.
const MOST: usize = 10_000;

/// The records of an answer's rows.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    rows: u64,
    named: Vec<(u64, i64)>,
    has_more: bool,
}

impl Drawn {
    /// Takes a row, and what names its records, if anything does; nothing where nothing is to be told.
    pub(super) fn take<'v>(
        drawn: Option<&mut Self>,
        records: impl FnOnce() -> Result<Option<ValueRef<'v>>>,
    ) -> Result<()> {
        drawn.map_or(Ok(()), |drawn| {
            drawn.row(records()?);
            Ok(())
        })
    }

    fn row(&mut self, records: Option<ValueRef<'_>>) {
        self.rows += 1;
        let Some(records) = records.filter(|_| !self.has_more).and_then(ids) else { return };
        self.has_more = self.named.len() + records.len() > MOST;
        if !self.has_more {
            self.named.extend(records.into_iter().map(|id| (self.rows, id)));
        }
    }

    /// One line: `38 rows from 2 sources of 16 to 22 Jan 2023; 5 are sides of disputes (≠)`.
    ///
    /// # Errors
    ///
    /// SQLite's.
    pub(super) fn told(&self, reader: &dyn Reader) -> Result<String> {
        let number = |count: u64, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
        let mut told = number(self.rows, "row");
        if self.has_more || self.named.is_empty() {
            return Ok(told);
        }
        let ids: serde_json::Value = self.named.iter().map(|(row, id)| serde_json::json!([row, id])).collect();
        reader.each(include_str!("drawn.sql"), &[ids.to_string().into()], |row| {
            let sources = row.number(0)?.and_then(|count| u64::try_from(count).ok()).unwrap_or(0);
            told.push_str(&format!(" from {}", number(sources, "source")));
            if let (Some(first), Some(last)) = (row.text(1)?, row.text(2)?) {
                let when = if first == last { in_words(&first) } else { in_words(&format!("{first}/{last}")) };
                told.push_str(&when.map_or_else(String::new, |when| format!(" of {when}")));
            }
            // The signs are those that stand before the rows; of one that is wrong and disputed, the latter goes without saying.
            let (disputed, wrong) = (Mark::Disputed.sign(), Mark::Wrong.sign());
            match row.number(3)?.unwrap_or(0) {
                0 => {}
                1 => told.push_str(&format!("; 1 is a side of a dispute ({disputed})")),
                count => told.push_str(&format!("; {count} are sides of disputes ({disputed})")),
            }
            match row.number(4)?.unwrap_or(0) {
                0 => {}
                1 => told.push_str(&format!("; 1 is known to be wrong ({wrong})")),
                count => told.push_str(&format!("; {count} are known to be wrong ({wrong})")),
            }
            Ok(())
        })?;
        Ok(told)
    }
}
