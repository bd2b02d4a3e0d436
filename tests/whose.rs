//! Whose question is asked, and whose sources stand beside each row of the answer.

use crate::support;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rusqlite::Connection;

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

/// A record with an empty folder of queries beside it.
fn record(name: &str) -> PathBuf {
    let path = support::file(name, support::fill_reports);
    let folder = path.with_file_name("queries");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir(&folder).unwrap();
    path
}

const MINE: &str = "-- Mine.\nSELECT 'mine' AS whose";
const STORED: &str = "-- Stored.\nSELECT 'stored' AS whose";

#[test]
fn a_persons_own_query_comes_first_then_the_programs_then_the_records() {
    let path = record("whose");
    let conn = Connection::open(&path).unwrap();
    conn.execute("UPDATE query SET sql = ?1 WHERE name IN ('topics', 'pledges')", [STORED]).unwrap();
    conn.execute("INSERT INTO query VALUES ('strange', 'Stored.', ?1, 1)", [STORED]).unwrap();
    std::fs::write(path.with_file_name("queries").join("topics.sql"), MINE).unwrap();
    let asked = |name: &str| run(&path, &["ask", name, "--csv"]).1;
    assert_eq!(asked("topics"), "whose\nmine\n");
    assert!(asked("pledges").starts_with("donor,recipient,title"));
    assert_eq!(asked("strange"), "whose\nstored\n");
    let (_, listed, _) = run(&path, &["ask", "--csv"]);
    assert!(listed.lines().any(|line| line.starts_with("strange,")), "{listed}");
}

#[test]
fn a_name_is_no_path() {
    let path = record("path");
    std::fs::write(path.with_file_name("x.sql"), MINE).unwrap();
    std::fs::write(path.with_file_name("queries").join(".x.sql"), MINE).unwrap();
    for name in ["../x", "./../x", ".x", &path.with_file_name("x").display().to_string()] {
        let (code, _, stderr) = run(&path, &["ask", name]);
        assert!(code == 2 && stderr.contains("no query is named"), "{name}: {code} {stderr}");
    }
}

#[test]
fn the_queries_that_another_version_stored_are_stored_anew_when_something_is_written() {
    let path = record("stored");
    let conn = Connection::open(&path).unwrap();
    let summaries = || -> Vec<String> {
        let mut statement = conn.prepare("SELECT name || ': ' || summary FROM query ORDER BY name").unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let before = summaries();
    conn.execute_batch(
        "UPDATE query SET summary = 'Old.'; UPDATE derived SET sha256 = printf('%064d', 0) WHERE part = 'queries'",
    )
    .unwrap();
    std::fs::write(path.with_file_name("t.toml"), "[[topic]]\nkey = \"t\"\nlabel = \"T\"\n").unwrap();
    assert_eq!(run(&path, &["add", "t.toml"]).0, 0);
    assert_eq!(summaries(), before);
}

#[test]
fn a_driver_of_no_parameter_is_an_error() {
    let path = record("driver");
    let sql =
        "-- Rows.\n--\n-- @param a text a\n-- @drive b\n--     x = :a\nSELECT 1 AS x WHERE (:a IS NULL OR x = :a)";
    std::fs::write(path.with_file_name("queries").join("driven.sql"), sql).unwrap();
    let (code, _, stderr) = run(&path, &["ask", "driven"]);
    assert!(code == 3 && stderr.contains("driven.sql:4: `@drive` names `b`, which is no parameter"), "{stderr}");
}

#[test]
fn each_row_is_cited_with_its_own_sources_and_passages_each_once() {
    let path = record("cited");
    let meeting = "select id as record_id from record where key = 'arc-rita-meeting'";
    let (_, csv, _) = run(&path, &["sql", meeting, "--cite", "--csv"]);
    assert_eq!(
        csv,
        "record_id,standing,cited_source,cited_sentence,cited_words,cited_url\n\
        10,,dam-report | dam-reply,6 | 2,met Arc in Port Arc | Queen Rita met on Monday,https://herald.example/dam | \n"
    );
    // What people see as a mark is a word for programs; of a row of several records there is none.
    let (_, csv, _) = run(&path, &["ask", "offices", "--cite", "--csv", "--null", "-"]);
    for (row, standing) in [(",deprecated,", ",wrong,"), (",preferred,", ",disputed,")] {
        assert!(csv.lines().any(|line| line.contains(row) && line.contains(standing)), "{row}: {csv}");
    }
    let (_, table, _) = run(&path, &["sql", "select 'x' as x, json_array(10, 9, 10) as record_id", "--cite"]);
    assert!(table.contains("│ x │ [10,9,10] │ [1] [2] [3] │"), "{table}");
    let notes: Vec<&str> = table.lines().filter(|line| line.starts_with('[')).collect();
    assert_eq!(notes.len(), 3, "{table}");
    assert!(notes[0].ends_with("sentence 6: “met Arc in Port Arc”, https://herald.example/dam"), "{table}");
    assert!(notes[1].ends_with("sentence 2: “Queen Rita met on Monday”"), "{table}");
    assert!(notes[2].contains("“last week's flood”"), "{table}");
    // A passage of two records of a row is one mark, and a record that is named twice is cited once.
    let (_, table, _) = run(&path, &["sql", "select json_array(7, 8) as record_id", "--cite"]);
    assert!(table.contains("│ [7,8]     │ [1] [2] │"), "{table}");
    let (_, csv, _) = run(&path, &["sql", "select json_array(9, 9) as record_id", "--cite", "--csv"]);
    assert!(csv.ends_with("\n\"[9,9]\",,dam-report,5,last week's flood,https://herald.example/dam\n"), "{csv}");
    // Two rows of one passage share its number, and a source without a passage is cited as it is.
    Connection::open(&path).unwrap().execute_batch("DELETE FROM anchor WHERE record_id = 11").unwrap();
    let (_, table, _) = run(&path, &["sql", "select 7 as record_id union all select 8 union all select 11", "--cite"]);
    assert!(table.contains("│         8 │ [1]"), "{table}");
    assert!(
        table
            .lines()
            .any(|line| line.ends_with("Arcadian Herald, The Dam Between Us, 4 Mar 2020, https://herald.example/dam")),
        "{table}"
    );
}

#[test]
fn an_older_versions_views_are_made_anew_and_a_newer_ones_are_left() {
    for (maker, stays) in [("99.0.0", true), ("0.10.0", true), ("0.0.99", false)] {
        let path = record("views");
        let conn = Connection::open(&path).unwrap();
        conn.execute_batch("DROP VIEW topics; CREATE VIEW topics AS SELECT key, label FROM topic").unwrap();
        let sql = "SELECT sql FROM sqlite_schema WHERE type = 'view' ORDER BY name";
        let mut statement = conn.prepare(sql).unwrap();
        let views: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        let hash = onrecord::record::derive::hash(views.iter().map(String::as_str));
        conn.execute("UPDATE derived SET made_by = ?1, sha256 = ?2 WHERE part = 'views'", [maker, &hash]).unwrap();
        std::fs::write(path.with_file_name("t.toml"), "[[topic]]\nkey = \"t\"\nlabel = \"T\"\n").unwrap();
        let (code, _, stderr) = run(&path, &["add", "t.toml"]);
        assert_eq!(code, 0, "{maker}: {stderr}");
        let after: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        assert_eq!(after == views, stays, "{maker}");
    }
}

#[test]
fn several_values_are_bound_as_one_list_and_codes_in_any_case() {
    let path = record("list");
    let sql = "-- Records.\n--\n-- @param keys text list required  which\n\
        SELECT key FROM record WHERE key IN (SELECT value FROM json_each(:keys)) ORDER BY key;\n";
    std::fs::write(path.with_file_name("queries").join("some.sql"), sql).unwrap();
    let (code, stdout, stderr) = run(&path, &["ask", "some", "--keys", "flood", "--keys", "arcadia", "--csv"]);
    assert_eq!((code, stdout.as_str()), (0, "key\narcadia\nflood\n"), "{stderr}");
    let stages = |code: &str| run(&path, &["ask", "pledges", "--currency", code, "--csv"]).1.lines().count();
    assert_eq!((stages("eur"), stages("EUR"), stages("usd")), (3, 3, 1));
}
