//! Passages against the documents that they stand in, and copies that hold no document.

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

/// A record without texts and a folder that has them, one in a folder of its own.
fn apart(name: &str) -> PathBuf {
    let path = support::file(name, support::fill_reports);
    let below = path.with_file_name("texts").join("march");
    std::fs::create_dir_all(&below).unwrap();
    let fixture = support::root().join("tests/fixture");
    std::fs::copy(fixture.join("dam-report.txt"), below.join("a.txt")).unwrap();
    std::fs::copy(fixture.join("dam-reply.txt"), path.with_file_name("texts").join("b.txt")).unwrap();
    Connection::open(&path).unwrap().execute_batch("DELETE FROM source_text").unwrap();
    path
}

#[test]
fn a_passage_that_is_not_what_stands_there_is_told() {
    let path = apart("verified");
    let (code, stdout, stderr) = run(&path, &["check", "--texts", "texts", "--csv"]);
    assert!(code == 0 && stderr.contains("26 passages of 2 sources verified"), "{stdout}{stderr}");
    let anchor = "WHERE record_id = (SELECT id FROM record WHERE key = 'arc-on-dam') AND part = 1 AND source_id = 1";
    for (change, key, reason) in [
        (
            "UPDATE source SET sentences = 6 WHERE key = 'dam-report'".to_owned(),
            "dam-report",
            "6 sentences, the text has 7",
        ),
        ("UPDATE source SET bytes = 6 WHERE key = 'dam-reply'".to_owned(), "dam-reply", "the record gives it 6 bytes"),
        (
            format!("UPDATE anchor SET exact = 'We will build it together!' {anchor}"),
            "arc-on-dam",
            "not `We will build it together!`",
        ),
        (
            "UPDATE anchor SET start_byte = start_byte + 1, end_byte = end_byte + 1
            WHERE record_id = (SELECT id FROM record WHERE key = 'river-summit')"
                .to_owned(),
            "river-summit",
            "not `a river summit`",
        ),
        (
            format!("UPDATE anchor SET start_byte = start_byte + 9999, end_byte = end_byte + 9999 {anchor}"),
            "arc-on-dam",
            "are not a passage of the text",
        ),
        (
            format!("UPDATE anchor SET start_char = start_char + 1, end_char = end_char + 1 {anchor}"),
            "arc-on-dam",
            "stands at code points",
        ),
        (format!("UPDATE anchor SET sentence = 4 {anchor}"), "arc-on-dam", "stands in sentence 3"),
        (
            format!("UPDATE anchor SET start_byte = NULL, end_byte = NULL {anchor}"),
            "arc-on-dam",
            "has no place in the text yet",
        ),
    ] {
        let copy = path.with_file_name("changed.db");
        std::fs::copy(&path, &copy).unwrap();
        Connection::open(&copy).unwrap().execute_batch(&change).unwrap();
        let (code, stdout, stderr) = run(&copy, &["check", "broken-page", "--texts", "texts", "--csv"]);
        let rows: Vec<&str> = stdout.lines().skip(1).collect();
        assert!(code == 1 && rows.len() == 1, "{change}: {code} {stdout}{stderr}");
        assert!(
            rows[0].starts_with(&format!("fault,anchor-differs-from-text,{key},")) && rows[0].contains(reason),
            "{change}: {stdout}"
        );
    }
}

#[test]
fn a_copy_that_is_handed_on_holds_no_words_around_passages_anywhere() {
    let path = support::whole::file("handed-on");
    assert_eq!(run(&path, &["remove", "arc-on-dam", "--with-dependents"]).0, 0);
    let conn = Connection::open(&path).unwrap();
    conn.execute_batch(
        "INSERT INTO change (batch_id, of_table, operation, row_key, old)
        SELECT 1, 'source_text', 'delete', '{}', json_object('source_id', source_id, 'content', content) FROM source_text",
    )
    .unwrap();
    let held = |conn: &Connection, field: &str| {
        let sql = format!("SELECT count(*) FROM change WHERE old ->> '$.{field}' IS NOT NULL");
        conn.query_row(&sql, [], |row| row.get::<_, i64>(0)).unwrap()
    };
    for field in ["content", "prefix", "suffix"] {
        assert!(held(&conn, field) > 0, "{field}");
    }
    assert_eq!(run(&path, &["export", "--without-texts", "copy.db"]).0, 0);
    let copy = Connection::open(path.with_file_name("copy.db")).unwrap();
    for field in ["content", "prefix", "suffix"] {
        assert_eq!(held(&copy, field), 0, "{field}");
    }
    assert!(held(&copy, "exact") > 0 && held(&copy, "start_byte") > 0, "what is cited stays");
    // What was there before is still there, texts and all.
    assert!(held(&conn, "content") > 0);
}
