//! Identities: every record of a file gets its id first, so that references resolve in any order.

use rusqlite::OptionalExtension;

use crate::error::{Error, Result, nearest};
use crate::facts::document::{Item, Step};
use crate::facts::source::Cited;
use crate::facts::{Entry, File, FromSource, Loader};
use crate::record::{entity, put};
use crate::value::key::Key;

impl Loader<'_> {
    /// Gives every record of a file an id, so that references can be resolved in any order.
    pub(super) fn identities(&mut self, file: &mut File<'_>) -> Result<()> {
        let document = file.document;
        for item in &document.items {
            self.few_faults()?;
            let Some((kind, common)) = item.record().map(|kind| (kind.name(), &item.common)) else {
                file.ids.push(None);
                continue;
            };
            let given = match &common.key {
                Some(key) => key.parse::<Key>().map_err(|error| error.to_string()),
                None => derived_key(file.source.as_ref(), kind, &common.cite)
                    .ok_or_else(|| "it has no key, and no words to make one from".to_owned()),
            };
            let key = match given {
                Ok(key) => key.to_string(),
                Err(why) => {
                    self.fault(
                        file,
                        item,
                        &[Step::Field("key")],
                        why,
                        Some("give a key: lower-case words joined by hyphens".to_owned()),
                    );
                    file.ids.push(None);
                    continue;
                }
            };
            let taken = self.record(&key)?;
            if let Some(kept) = self.merged_into(&key)? {
                self.report.notes.push(format!("`{key}` was merged into `{kept}`, so its table is left out"));
                file.ids.push(None);
                continue;
            }
            match taken {
                Some((_, other)) if other != kind => {
                    self.fault(
                        file,
                        item,
                        &[Step::Field("key")],
                        format!("the key `{key}` belongs to a record of kind {other}"),
                        Some("choose another key".to_owned()),
                    );
                    file.ids.push(None);
                    continue;
                }
                Some(_) if self.entries.contains_key(&key) => {
                    self.fault(
                        file,
                        item,
                        &[Step::Field("key")],
                        format!("the key `{key}` is given twice"),
                        Some("choose another key, or cite the record with [[cite]]".to_owned()),
                    );
                    file.ids.push(None);
                    continue;
                }
                _ => {}
            }
            let row = put::Row::new("record", vec![("key", key.clone().into())])
                .with("kind", kind.to_owned())
                .text("rank", common.rank.as_deref())
                .text("reason", common.reason.as_deref())
                .text("note", common.note.as_deref());
            let before = self.faults.len();
            let outcome = self.put(file, item, &row)?;
            if self.faults.len() > before {
                file.ids.push(None);
                continue;
            }
            self.keys.remove(&key);
            let id = self.record(&key)?.map(|(id, _)| id);
            let entry = self.report.entries.len();
            self.entries.insert(key.clone(), entry);
            self.report.entries.push(Entry { key, kind, outcome });
            file.ids.push(id.map(|id| (id, entry)));
        }
        Ok(())
    }

    /// The key of the record that a retired key leads to.
    pub(super) fn merged_into(&self, key: &str) -> Result<Option<String>> {
        let sql = "SELECT record.key FROM retired_key JOIN record ON record.id = retired_key.record_id WHERE retired_key.key = ?1";
        Ok(self.conn.prepare_cached(sql)?.query_row([key], |row| row.get(0)).optional()?)
    }

    /// The id and the kind of the record that has a key.
    pub(super) fn record(&mut self, key: &str) -> Result<Option<(i64, String)>> {
        if let Some(found) = self.keys.get(key) {
            return Ok(Some(found.clone()));
        }
        let found: Option<(i64, String)> = self
            .conn
            .prepare_cached(
                "SELECT id, kind FROM record WHERE key = ?1
                UNION ALL SELECT record.id, record.kind FROM retired_key JOIN record ON record.id = retired_key.record_id WHERE retired_key.key = ?1",
            )?
            .query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        if let Some(found) = &found {
            self.keys.insert(key.to_owned(), found.clone());
        }
        Ok(found)
    }

    /// The id of the record that a field names by key; a fault where there is none, or none of the kind.
    pub(super) fn reference(
        &mut self,
        file: &File<'_>,
        item: &Item,
        path: &[Step<'_>],
        key: &str,
        kind: Option<&str>,
    ) -> Result<Option<i64>> {
        match self.record(key)? {
            Some((id, found)) if kind.is_none_or(|kind| kind == found) => Ok(Some(id)),
            Some((_, found)) => {
                let wanted = kind.unwrap_or_default();
                self.fault(file, item, path, format!("`{key}` is of kind {found}, and {wanted} is needed here"), None);
                Ok(None)
            }
            None => {
                let near = self.near_key(key)?;
                self.fault(
                    file,
                    item,
                    path,
                    format!("no record has the key `{key}`"),
                    near.map(|near| format!("did you mean `{near}`?")),
                );
                Ok(None)
            }
        }
    }

    pub(super) fn near_key(&self, key: &str) -> Result<Option<String>> {
        let mut statement = self.conn.prepare_cached("SELECT key FROM record LIMIT 100000")?;
        let keys: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(nearest(key, keys.iter().map(String::as_str)))
    }

    /// The id of the entity that a field names; a fault where it cannot be told.
    pub(super) fn entity(
        &mut self,
        file: &File<'_>,
        item: &Item,
        path: &[Step<'_>],
        text: &str,
    ) -> Result<Option<i64>> {
        match entity::resolve(self.conn, text) {
            Ok(id) => Ok(Some(id)),
            Err(error @ (Error::UnknownEntity { .. } | Error::AmbiguousEntity { .. })) => {
                let hint = match &error {
                    Error::UnknownEntity { near, .. } if near.is_empty() => Some("add it as an [[entity]]".to_owned()),
                    other => other.hint(),
                };
                self.fault(file, item, path, error.to_string(), hint);
                Ok(None)
            }
            Err(other) => Err(other),
        }
    }
}

/// A key made from the source, the kind and the first words that are cited.
fn derived_key(source: Option<&FromSource>, kind: &str, cited: &[Cited]) -> Option<Key> {
    let words = match cited.first()? {
        Cited::Words(words) => Some(words),
        Cited::Place(place) => place.quote.as_ref().or(place.words.as_ref()),
    }?;
    Key::from_text(&format!("{} {kind} {words}", source?.key), 72)
}
