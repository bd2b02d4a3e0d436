//! What the file itself promises, to any SQLite tool.

use crate::support;
use std::process::Command;

use onrecord::record::{APPLICATION_ID, VERSION};
use rusqlite::Connection;

fn refused(conn: &Connection, sql: &str) -> String {
    conn.execute_batch(sql).expect_err(sql).to_string()
}

#[test]
fn the_file_is_marked_whole_and_leaves_no_other_behind() {
    let path = support::file("marked", support::fill_seed);
    let conn = support::open(&path);
    let pragma = |name: &str| conn.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!((pragma("application_id"), pragma("user_version")), (APPLICATION_ID, VERSION));
    assert_eq!(conn.query_row("PRAGMA integrity_check", [], |row| row.get::<_, String>(0)).unwrap(), "ok");
    assert!(!conn.prepare("PRAGMA foreign_key_check").unwrap().exists([]).unwrap());
    let files: Vec<_> =
        std::fs::read_dir(path.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(files, ["record.db"]);
}

#[test]
fn the_stock_shell_reads_every_view() {
    let path = support::file("views", support::fill_seed);
    let conn = support::open(&path);
    let mut statement = conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'view'").unwrap();
    let views: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    for wanted in
        ["entities", "offices", "statements", "pledges", "events", "sources", "citations", "disputes", "timeline"]
    {
        assert!(views.iter().any(|view| view == wanted), "{wanted}");
    }
    for view in &views {
        let ours: i64 = conn.query_row(&format!("SELECT count(*) FROM {view}"), [], |row| row.get(0)).unwrap();
        assert!(ours > 0, "{view} is empty");
        let Ok(output) = Command::new("sqlite3")
            .arg("-readonly")
            .arg(&path)
            .arg(format!("SELECT * FROM {view} LIMIT 1; SELECT count(*) FROM {view}"))
            .output()
        else {
            return;
        };
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(
            text.lines().last(),
            Some(ours.to_string().as_str()),
            "{view}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

#[test]
fn every_table_is_strict_and_every_object_says_what_it_is() {
    let conn = support::in_memory();
    let mut statement = conn
        .prepare(
            "SELECT name, sql, type FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'",
        )
        .unwrap();
    let mut rows = statement.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let (name, sql, kind): (String, String, String) =
            (row.get(0).unwrap(), row.get(1).unwrap(), row.get(2).unwrap());
        assert!(sql.lines().nth(1).unwrap().trim().starts_with("--"), "{name} has no comment inside");
        assert!(kind == "view" || sql.contains("STRICT"), "{name} is not strict");
        // What is sorted or grouped outermost reaches no index; a list within a cell is in order.
        let tokens = onrecord::script::tokens::tokens(&sql);
        let mut depth = 0;
        let mut outermost = String::new();
        for token in &tokens {
            use onrecord::script::tokens::Kind;
            depth -= i32::from(token.kind == Kind::Close);
            if depth == 0 {
                outermost.push_str(&sql[token.at.clone()]);
            }
            depth += i32::from(token.kind == Kind::Open);
        }
        let hides = |word: &str| kind == "view" && outermost.contains(word);
        assert!(!["GROUP BY", "DISTINCT", "ORDER BY", "OVER"].into_iter().any(hides), "{name} hides its indexes");
    }
}

#[test]
fn sql_holds_the_rules_that_sql_can_hold() {
    let conn = support::in_memory();
    let flood = "(SELECT id FROM record WHERE key = 'flood')";
    for (sql, rule) in [
        (
            format!("INSERT INTO entity (id, kind, name, batch_id) VALUES ({flood}, 'person', 'x', 1)"),
            "must be of kind",
        ),
        ("UPDATE record SET kind = 'entity' WHERE key = 'flood'".to_owned(), "cannot change its kind"),
        ("UPDATE event SET first_day = '2020-02-30'".to_owned(), "CHECK"),
        ("UPDATE event SET first_day = last_day, last_day = first_day WHERE first_day < last_day".to_owned(), "CHECK"),
        ("UPDATE event SET type = 'party'".to_owned(), "CHECK"),
        ("UPDATE anchor SET exact = ''".to_owned(), "CHECK"),
        ("UPDATE anchor SET exact = NULL WHERE role = 'quotation'".to_owned(), "CHECK"),
        ("UPDATE anchor SET end_byte = end_byte + 1".to_owned(), "CHECK"),
        ("UPDATE stage SET low = high + 1 WHERE high IS NOT NULL".to_owned(), "CHECK"),
        ("UPDATE stage SET currency = NULL WHERE low IS NOT NULL".to_owned(), "CHECK"),
        ("UPDATE stage SET low = 1.5".to_owned(), "cannot store REAL"),
        ("UPDATE stage SET currency = 'ZZZ' WHERE low IS NOT NULL".to_owned(), "FOREIGN KEY"),
        ("DELETE FROM source WHERE key = 'dam-report'".to_owned(), "FOREIGN KEY"),
        ("UPDATE source SET sha256 = NULL WHERE key = 'dam-report'".to_owned(), "cannot change its text"),
        ("UPDATE source_text SET content = 'x'".to_owned(), "cannot change"),
        ("UPDATE party SET entity_id = NULL, printed = NULL".to_owned(), "CHECK"),
    ] {
        let message = refused(&conn, &sql);
        assert!(message.contains(rule), "{sql}: {message}");
    }
}

#[test]
fn the_view_of_roles_names_every_role_that_a_party_may_have() {
    let conn = support::in_memory();
    let sql: String =
        conn.query_row("SELECT sql FROM sqlite_schema WHERE name = 'party'", [], |row| row.get(0)).unwrap();
    let mut allowed: Vec<&str> = sql.split("role = '").skip(1).map(|rest| rest.split('\'').next().unwrap()).collect();
    let mut statement = conn.prepare("SELECT role FROM roles").unwrap();
    let mut named: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    allowed.sort_unstable();
    named.sort_unstable();
    assert_eq!(named, allowed);
}
