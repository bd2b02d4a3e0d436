//! What is opened: a record to be read and nothing else, as it was at the first look; another SQLite
//! file only where anything may be asked.

use crate::support;

use std::path::Path;
use std::process::{Command, Stdio};

use rusqlite::Connection;
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;

fn run(record: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .current_dir(record.parent().unwrap())
        .arg("--db")
        .arg(record)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_connection_to_read_is_guarded() {
    let path = support::file("guarded", support::fill_fixture);
    let conn = support::open(&path);
    for sql in ["DELETE FROM record", "ATTACH 'x.db' AS x", "PRAGMA user_version = 3", "CREATE TEMP TABLE t (x)"] {
        let told = conn.prepare(sql).err().map(|error| error.to_string()).unwrap_or_default();
        assert!(told.contains("not authorized") || told.contains("authorization denied"), "{sql}: {told}");
    }
    assert_eq!(conn.limit(Limit::SQLITE_LIMIT_ATTACHED).unwrap(), 0);
    assert!(!conn.db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA).unwrap());
    assert!(conn.db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE).unwrap());
}

#[test]
fn a_reader_sees_the_record_as_it_was_at_the_first_look() {
    let path = support::file("snapshot", support::fill_fixture);
    let other = Connection::open(&path).unwrap();
    other.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(())).unwrap();
    let conn = support::open(&path);
    other.execute_batch("UPDATE statement SET gist = 'other words'").unwrap();
    let count = |conn: &Connection| {
        let sql = "SELECT count(*) FROM statement WHERE gist = 'other words'";
        conn.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap()
    };
    let all: i64 = other.query_row("SELECT count(*) FROM statement", [], |row| row.get(0)).unwrap();
    assert!(all > 0);
    assert_eq!((count(&conn), count(&other)), (0, all));
    drop(conn);
    assert_eq!(count(&support::open(&path)), all);
}

#[test]
fn another_sqlite_file_is_asked_in_sql_and_is_no_record() {
    let path = support::file("plain", support::fill_fixture).with_file_name("plain.db");
    let _ = std::fs::remove_file(&path);
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE t (x); INSERT INTO t VALUES (7)").unwrap();
    let before = std::fs::read(&path).unwrap();
    let facts = support::root().join("tests/fixture/words.toml").display().to_string();
    for arguments in [
        &["ask", "pledges"][..],
        &["check"],
        &["batches"],
        &["add", &facts],
        &["import", "icews", &facts],
        &["merge", "a", "b"],
        &["remove", "1"],
        &["history", "a"],
        &["purge", "a"],
        &["purge"],
        &["export", "--facts", "out"],
        &["backup", "copy.db"],
    ] {
        let (code, _, stderr) = run(&path, arguments);
        assert!(code == 3 && stderr.contains("plain.db` is not a record"), "{arguments:?}: {code} {stderr}");
    }
    let (code, stdout, stderr) = run(&path, &["sql", "SELECT x FROM t", "--csv"]);
    assert!(code == 0 && stdout == "x\n7\n" && stderr.contains("is asked as plain SQLite"), "{stdout}{stderr}");
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn what_points_to_nothing_does_not_come_in() {
    let path = support::file("pointing", support::fill_fixture);
    let recipe = "-- Visits.\n--\n-- @reads csv\n-- @key 'v-' || id\n-- @source.key our-visits\n\
        INSERT INTO record (id, key, kind) SELECT record_id, row_key, 'event' FROM staged;\n\
        INSERT INTO event (id, type, status, place_id) SELECT record_id, 'visit', 'occurred', 99999 FROM staged;\n\
        INSERT INTO citation (record_id, source_id) SELECT record_id, source_id FROM staged JOIN data_set;\n";
    std::fs::write(path.with_file_name("visits.sql"), recipe).unwrap();
    std::fs::write(path.with_file_name("visits.csv"), "id\n1\n").unwrap();
    let before = support::dump::dump(&path)["event"].clone();
    let (code, stdout, stderr) = run(&path, &["import", "visits.sql", "visits.csv", "--csv"]);
    assert!(code == 3 && stdout.ends_with("1,0,0,0,1,0,0\n"), "{stdout}{stderr}");
    assert!(stderr.contains("event.place_id is `99999`, and no entity has that id"), "{stderr}");
    let all = support::dump::dump(&path);
    assert!(all["record"].iter().all(|row| row["key"] != "'v-1'") && all["event"] == before);
}
