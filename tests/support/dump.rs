//! All that a record holds, to be compared: every row of every table, whatever tables there are.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::Connection;

/// The rows of each table, in no order: a row is the name of each column and its value as SQL writes it.
pub type Dump = BTreeMap<String, Vec<Row>>;

/// A row by its columns.
pub type Row = BTreeMap<String, String>;

/// The names of a record's tables, read from its schema.
pub fn tables(conn: &Connection) -> Vec<String> {
    let sql = "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    let mut statement = conn.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// Every row of every table of a record file. What SQLite keeps for itself is left out: the numbers
/// that were given stay given.
pub fn dump(path: &Path) -> Dump {
    let conn = Connection::open(path).unwrap();
    tables(&conn).into_iter().map(|table| (table.clone(), rows(&conn, &table))).collect()
}

fn rows(conn: &Connection, table: &str) -> Vec<Row> {
    let mut columns = conn.prepare("SELECT name FROM pragma_table_info(?1)").unwrap();
    let columns: Vec<String> = columns.query_map([table], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    // Every digit of a number with a fraction: quote() gives fifteen.
    let cells: Vec<String> = columns
        .iter()
        .map(|name| format!("iif(typeof(\"{name}\") = 'real', format('%!.17g', \"{name}\"), quote(\"{name}\"))"))
        .collect();
    let mut statement = conn.prepare(&format!("SELECT {} FROM main.\"{table}\"", cells.join(", "))).unwrap();
    let row =
        |row: &rusqlite::Row<'_>| columns.iter().enumerate().map(|(n, name)| Ok((name.clone(), row.get(n)?))).collect();
    let mut rows: Vec<Row> = statement.query_map([], row).unwrap().map(Result::unwrap).collect();
    rows.sort();
    rows
}

/// What differs between two dumps, a row a line: `-` before what is gone, `+` before what is new.
pub fn differences(before: &Dump, after: &Dump) -> Vec<String> {
    let names: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let mut found = Vec::new();
    for table in names {
        let none = Vec::new();
        let (old, new) = (before.get(table).unwrap_or(&none), after.get(table).unwrap_or(&none));
        if old == new {
            continue;
        }
        let mut count = |sign: char, rows: &[Row], others: &[Row]| {
            let others: std::collections::BTreeSet<&Row> = others.iter().collect();
            for row in rows.iter().filter(|row| !others.contains(row)) {
                let cells: Vec<String> = row.iter().map(|(column, value)| format!("{column} {value}")).collect();
                found.push(format!("{sign} {table}: {}", cells.join(", ")));
            }
        };
        count('-', old, new);
        count('+', new, old);
        if old.len() != new.len() {
            found.push(format!("{table} had {} rows and has {}", old.len(), new.len()));
        }
    }
    found
}

/// Sees that two dumps are the same.
pub fn assert_same(before: &Dump, after: &Dump, what: &str) {
    let found = differences(before, after);
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}
