//! A record in which every table has rows, made of the invented reports and what they leave out.

use std::path::PathBuf;

use onrecord::facts;
use onrecord::history::merging::merge;
use onrecord::record::entity;
use onrecord::record::write::{self, Batch};
use rusqlite::Connection;

/// The facts that are added, as they are first told and as they are corrected.
pub fn facts() -> [String; 2] {
    let path = super::root().join("tests/fixture/whole.toml");
    let first = std::fs::read_to_string(path).unwrap();
    let corrected = first.replace("The plan is sound", "The plan will do").replace("\"Notes on the dam\"", "\"Notes\"");
    [first, corrected]
}

/// Two plans that are one, as somebody found out.
const PLANS: &str = "[source]\nkey = \"plans\"\nkind = \"data-set\"\n\n\
    [[entity]]\nkey = \"plan-of-the-dam\"\nkind = \"work\"\nname = \"Plan of the Dam\"\n";

/// A new file with that record.
pub fn file(name: &str) -> PathBuf {
    let [first, corrected] = facts();
    let path = super::file(name, |conn| {
        super::fill_fixture(conn)?;
        add(conn, "whole.toml", &first)?;
        add(conn, "plans.toml", PLANS)
    });
    let conn = super::open_to_write(&path);
    write::keep_changes(&conn).unwrap();
    add(&conn, "whole.toml", &corrected).unwrap();
    let [into, from] = ["dam-plan", "plan-of-the-dam"].map(|key| entity::resolve(&*conn, key).unwrap());
    let batch = Batch { kind: "merge", name: "plans", sha256: None, read_at: super::NOW, note: None };
    let batch = write::begin(&conn, batch).unwrap();
    write::attribute(&conn, batch).unwrap();
    merge(&conn, into, from, batch).unwrap();
    conn.execute_batch("COMMIT").unwrap();
    path
}

fn add(conn: &Connection, name: &str, text: &str) -> onrecord::error::Result<()> {
    facts::load(conn, &[(name.to_owned(), text.to_owned())], &[], "facts", super::NOW).map(drop)
}
