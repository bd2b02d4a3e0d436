//! What `show` says of each record: every kind has its question, and it answers for every record there is.

use crate::support;

use onrecord::script::header::Header;
use rusqlite::Connection;

fn kinds(conn: &Connection) -> Vec<String> {
    let mut statement = conn.prepare("SELECT DISTINCT kind FROM record ORDER BY kind").unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// What is shown of a record, as rows of JSON.
fn shown(conn: &Connection, kind: &str, id: i64) -> Vec<serde_json::Value> {
    let sql = std::fs::read_to_string(support::root().join(format!("seed/show/{kind}.sql"))).unwrap();
    Header::read(kind, &sql).unwrap();
    let mut statement = conn.prepare(&sql).unwrap();
    let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
    assert_eq!(columns, ["section", "date", "what", "note", "key", "record_id"], "{kind}");
    let row = |row: &rusqlite::Row<'_>| {
        let cell = |n: usize| row.get::<_, rusqlite::types::Value>(n).map(|value| format!("{value:?}"));
        Ok(serde_json::json!([cell(0)?, cell(1)?, cell(2)?, cell(5)?]))
    };
    statement.query_map([id], row).unwrap().map(Result::unwrap).collect()
}

#[test]
fn every_record_is_shown_and_no_row_is_empty() {
    let conn = support::in_memory();
    for kind in kinds(&conn) {
        let mut statement = conn.prepare("SELECT id FROM record WHERE kind = ?1").unwrap();
        let ids: Vec<i64> = statement.query_map([&kind], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        for id in ids {
            let rows = shown(&conn, &kind, id);
            assert!(!rows.is_empty(), "{kind} {id}");
            assert!(rows.iter().all(|row| row[2] != "Null"), "{kind} {id}: {rows:#?}");
            let mut once = rows.clone();
            once.dedup();
            assert_eq!(once, rows, "{kind} {id} says something twice");
        }
    }
}

#[test]
fn what_is_said_of_a_record_is_shown_with_it() {
    let conn = support::in_memory();
    let links = [
        (
            "entity",
            "SELECT entity_id, record_id FROM party WHERE entity_id IS NOT NULL AND role NOT IN ('promisee', 'promiser', 'donor', 'recipient', 'implementer') AND record_id NOT IN (SELECT id FROM pledge)",
        ),
        ("entity", "SELECT subject_id, id FROM relation"),
        ("entity", "SELECT object_id, id FROM relation"),
        ("statement", "SELECT statement_id, record_id FROM assertion"),
        ("statement", "SELECT told_in_id, id FROM statement WHERE told_in_id IS NOT NULL"),
        ("statement", "SELECT id, responds_to_id FROM statement WHERE responds_to_id IS NOT NULL"),
        ("event", "SELECT occasion_id, id FROM statement WHERE occasion_id IS NOT NULL"),
        ("event", "SELECT about_id, figure.id FROM figure JOIN event ON event.id = about_id"),
        ("pledge", "SELECT pledge_id, id FROM stage"),
        ("pledge", "SELECT pledge_id, conversion.id FROM conversion JOIN stage ON stage.id = stage_id"),
        ("dispute", "SELECT dispute_id, record_id FROM dispute_side"),
    ];
    for (kind, sql) in links {
        let mut statement = conn.prepare(sql).unwrap();
        let pairs = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        let pairs: Vec<(i64, i64)> = pairs.map(Result::unwrap).collect();
        assert!(!pairs.is_empty(), "{sql}");
        for (id, linked) in pairs {
            let rows = shown(&conn, kind, id);
            let wanted = format!("Integer({linked})");
            assert!(rows.iter().any(|row| row[3] == wanted.as_str()), "{kind} {id} does not show {linked}: {sql}");
        }
    }
}
