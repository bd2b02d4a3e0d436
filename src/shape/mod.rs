//! The shape of a record: its tables and views, their columns, and what each of them means.
//!
//! What a column is, is said once, beside it, in the SQL that makes its table or view; SQLite keeps
//! that text in the file. This module reads it, and everything else asks here: nobody guesses from
//! a name what a column is for.

pub mod field;
pub mod kind;
mod part;
mod read;
pub mod rule;

use std::collections::HashMap;
use std::sync::OnceLock;

use rusqlite::{Connection, Row as SqliteRow};

use crate::error::Result;
use crate::reader::{Reader, Values};
use crate::seed;

/// A table or a view.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Whether it is a view.
    pub is_view: bool,
    /// What a row is.
    pub about: String,
    /// The lines of its comment that begin with `@`, as a word and what follows.
    pub marks: Vec<(String, String)>,
    /// Its columns, in order.
    pub columns: Vec<Column>,
    /// The SQL that made it.
    pub sql: String,
}

/// A column.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// The type that it is declared with; of a view, the one that SQLite finds.
    pub kind: String,
    /// Whether it may not be NULL.
    pub is_required: bool,
    /// Whether it is part of the primary key.
    pub is_key: bool,
    /// What it means, in a sentence.
    pub about: String,
    /// The words that it admits, with what each means; empty where it admits any.
    pub words: Vec<Word>,
    /// The table that its values point to.
    pub refers_to: Option<String>,
    /// What it has where nothing is given, as SQL; None for NULL.
    pub default: Option<String>,
    /// What a program must know of it: the words that begin with `@`, and what follows each.
    pub marks: Vec<(String, String)>,
}

/// A word that a column admits.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Word {
    /// The word.
    pub word: String,
    /// What it means.
    pub about: String,
}

impl Column {
    /// What follows a mark of this column.
    #[must_use]
    pub fn mark(&self, word: &str) -> Option<&str> {
        self.marks.iter().find(|(known, _)| known == word).map(|(_, rest)| rest.as_str())
    }
}

impl Table {
    /// What follows a mark of the table.
    #[must_use]
    pub fn mark(&self, word: &str) -> Option<&str> {
        self.marks.iter().find(|(known, _)| known == word).map(|(_, rest)| rest.as_str())
    }

    /// A column by its name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}

/// The tables and views of a database, views first because they are what people read; with a name,
/// only that one.
///
/// # Errors
///
/// The reader's.
pub fn tables(reader: &dyn Reader, name: Option<&str>) -> Result<Vec<Table>> {
    let sql = "SELECT name, type = 'view', sql FROM main.sqlite_schema
      WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' AND name = coalesce(?1, name) ORDER BY type DESC, rowid";
    let mut found = Vec::new();
    reader.each(sql, &[name.map(str::to_owned).into()], |row| {
        found.push((row.text(0)?.unwrap_or_default(), is_true(row, 1)?, row.text(2)?.unwrap_or_default()));
        Ok(())
    })?;
    let mut origins = Origins::new();
    found.into_iter().map(|(name, is_view, sql)| table(reader, name, is_view, sql, &mut origins)).collect()
}

fn is_true(row: Values<'_>, column: usize) -> Result<bool> {
    Ok(row.number(column)?.is_some_and(|number| number != 0))
}

/// What tables say of their columns, each read when a view first passes one on.
type Origins = HashMap<String, Vec<read::Item>>;

/// A text of a schema as far as it can be read: a damaged page may hold bytes that are no UTF-8.
///
/// # Errors
///
/// It is a number.
pub fn readable(row: &SqliteRow<'_>, column: usize) -> rusqlite::Result<Option<String>> {
    Ok(row.get_ref(column)?.as_bytes_or_null()?.map(|bytes| String::from_utf8_lossy(bytes).into_owned()))
}

/// The tables and views of a record as this program makes it.
#[must_use]
pub fn own() -> &'static [Table] {
    static OWN: OnceLock<Vec<Table>> = OnceLock::new();
    OWN.get_or_init(|| {
        let views: String = seed::texts("views", ".sql").iter().map(|(_, sql)| *sql).collect();
        let read = || {
            let conn = Connection::open_in_memory()?;
            conn.execute_batch(&format!("{}{views}", seed::SCHEMA))?;
            tables(&conn, None)
        };
        let Ok(own) = read() else { unreachable!("the program's own schema is sound, as every test shows") };
        own
    })
}

fn table(reader: &dyn Reader, name: String, is_view: bool, sql: String, origins: &mut Origins) -> Result<Table> {
    let text = if is_view { read::view(&sql) } else { read::table(&sql) };
    let described =
        "SELECT name, type, \"notnull\", pk > 0, dflt_value FROM pragma_table_info(?1, 'main') ORDER BY cid";
    let mut columns = Vec::new();
    reader.each(described, &[name.clone().into()], |row| {
        columns.push(Column {
            name: row.text(0)?.unwrap_or_default(),
            kind: row.text(1)?.unwrap_or_default(),
            is_required: is_true(row, 2)?,
            is_key: is_true(row, 3)?,
            default: row.text(4)?,
            ..Column::default()
        });
        Ok(())
    })?;
    for (n, column) in columns.iter_mut().enumerate() {
        let told = if is_view { text.items.get(n) } else { text.items.iter().find(|item| item.name == column.name) };
        if let Some(item) = told {
            column.about.clone_from(&item.about);
            column.words.clone_from(&item.words);
            column.marks.clone_from(&item.marks);
        }
        if !is_view {
            column.refers_to = referred(reader, &name, &column.name)?;
        } else if let Some((origin, name)) = told.and_then(|item| item.origin.as_ref()) {
            // A column that a view only passes on means what it means in its table.
            inherit(reader, column, origin, name, origins)?;
        }
    }
    Ok(Table { name, is_view, about: text.about, marks: text.marks, columns, sql })
}

/// Gives a column of a view what the table says of it that it comes from.
fn inherit(reader: &dyn Reader, column: &mut Column, origin: &str, name: &str, origins: &mut Origins) -> Result<()> {
    if !origins.contains_key(origin) {
        let sql = "SELECT sql FROM main.sqlite_schema WHERE type = 'table' AND name = ?1";
        let sql = reader.texts(sql, &[origin.to_owned().into()])?.pop();
        origins.insert(origin.to_owned(), sql.map_or_else(Vec::new, |sql| read::table(&sql).items));
    }
    if let Some(item) = origins[origin].iter().find(|item| item.name == name) {
        column.words.clone_from(&item.words);
        if column.about.is_empty() {
            column.about.clone_from(&item.about);
        }
    }
    Ok(())
}

fn referred(reader: &dyn Reader, table: &str, column: &str) -> Result<Option<String>> {
    // A reference of its own before one that it is a part of.
    let sql = "SELECT \"table\" FROM pragma_foreign_key_list(?1, 'main') WHERE \"from\" = ?2
      ORDER BY id IN (SELECT id FROM pragma_foreign_key_list(?1, 'main') WHERE seq > 0), id LIMIT 1";
    Ok(reader.texts(sql, &[table.to_owned().into(), column.to_owned().into()])?.pop())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_of_every_table_and_view_says_what_it_is() {
        let mut silent = Vec::new();
        for table in own() {
            assert!(!table.about.is_empty(), "{}", table.name);
            for column in &table.columns {
                if column.about.is_empty() {
                    silent.push(format!("{}.{}", table.name, column.name));
                }
                for word in &column.words {
                    assert!(!word.about.is_empty(), "{}.{}: {}", table.name, column.name, word.word);
                }
            }
        }
        assert!(silent.is_empty(), "{silent:?}");
    }

    #[test]
    fn every_closed_list_has_its_words() {
        let words = |table: &str, column: &str| {
            let table = own().iter().find(|known| known.name == table).unwrap();
            table.column(column).unwrap().words.iter().map(|word| word.word.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(words("event", "status"), ["planned", "ongoing", "occurred", "cancelled"]);
        assert_eq!(words("events", "status"), words("event", "status"), "a view's column has those of its table");
        assert_eq!(words("change", "operation"), ["update", "delete", "insert"]);
        assert_eq!(words("event", "type").len(), 35);
        assert!(words("event", "title").is_empty());
        // What a CHECK lists is what the shape tells.
        for table in own().iter().filter(|table| !table.is_view) {
            for column in &table.columns {
                let count = table.sql.matches(&format!("OR {} = '", column.name)).count();
                assert!(count < 2 || column.words.len() > count - 1, "{}.{}", table.name, column.name);
            }
        }
    }
}
