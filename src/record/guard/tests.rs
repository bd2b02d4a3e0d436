//! What each guard admits and refuses, asked of SQLite.

use crate::record::guard::*;
use rusqlite::functions::FunctionFlags;

fn made() -> Connection {
    let conn = Connection::open_in_memory().unwrap();
    conn.execute_batch(
        "CREATE TABLE t (x); CREATE TEMP TABLE own (x); CREATE TEMP TABLE staged (x); CREATE TEMP TABLE rejected (x)",
    )
    .unwrap();
    // As in a build of SQLite that has all of them.
    for name in REACHING_OUT {
        conn.create_scalar_function(*name, -1, FunctionFlags::default(), |_| Ok(1)).unwrap();
    }
    conn
}

/// Whether the authorizer, and nothing after it, refuses a statement.
fn is_refused(conn: &Connection, sql: &str) -> bool {
    match conn.prepare(sql) {
        Ok(_) => false,
        Err(error) => {
            let told = error.to_string();
            assert!(told.contains("not authorized") || told.contains("authorization denied"), "{sql}: {told}");
            true
        }
    }
}

/// What nobody may do on a connection that the program hands to somebody.
const NEVER: &[&str] = &[
    "ATTACH 'x.db' AS x",
    "DETACH temp",
    "CREATE TABLE u (x)",
    "DROP TABLE t",
    "ALTER TABLE t ADD COLUMN y",
    "CREATE VIEW v AS SELECT 1",
    "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END",
    "CREATE VIRTUAL TABLE f USING fts5(x)",
    "SELECT load_extension('x')",
    "SELECT readfile('x')",
    "SELECT WriteFile('x', 'y')",
    "SELECT edit('x')",
    "SELECT fts3_tokenizer('x')",
    "PRAGMA user_version = 5",
    "PRAGMA journal_mode = OFF",
    "PRAGMA writable_schema = ON",
    "PRAGMA trusted_schema = ON",
    "PRAGMA query_only = 0",
    "PRAGMA wal_checkpoint",
    "PRAGMA optimize",
];

#[test]
fn a_reader_reads_and_does_nothing_else() {
    let mut conn = made();
    reading(&mut conn).unwrap();
    for sql in ["INSERT INTO t VALUES (1)", "UPDATE t SET x = 1", "DELETE FROM t", "CREATE TEMP TABLE u (x)"] {
        assert!(is_refused(&conn, sql), "{sql}");
    }
    for sql in NEVER.iter().chain(&["BEGIN", "SAVEPOINT s", "PRAGMA defer_foreign_keys = ON"]) {
        assert!(is_refused(&conn, sql), "{sql}");
    }
    for sql in [
        "SELECT upper(x), json_array(x) FROM t",
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION SELECT i + 1 FROM n WHERE i < 3) SELECT * FROM n",
        "PRAGMA user_version",
        "PRAGMA table_info(t)",
        "PRAGMA integrity_check(3)",
        "SELECT * FROM pragma_table_list",
        "EXPLAIN QUERY PLAN SELECT * FROM t",
    ] {
        assert!(!is_refused(&conn, sql), "{sql}");
    }
}

#[test]
fn a_load_changes_rows_and_reaches_nothing_else() {
    let mut conn = made();
    writing(&mut conn).unwrap();
    // It attaches the other file when it is run.
    let vacuum = conn.execute_batch("VACUUM INTO 'x.db'").unwrap_err().to_string();
    assert!(vacuum.contains("not authorized") || vacuum.contains("authorization denied"), "{vacuum}");
    for sql in NEVER.iter().filter(|sql| !sql.contains("INDEX")) {
        assert!(is_refused(&conn, sql), "{sql}");
    }
    for sql in
        ["INSERT INTO t VALUES (1)", "DELETE FROM t", "CREATE TEMP TABLE u (x)", "PRAGMA defer_foreign_keys = ON"]
    {
        assert!(!is_refused(&conn, sql), "{sql}");
    }
}

#[test]
fn a_recipe_fills_what_is_made_for_it_and_nothing_else() {
    let mut conn = made();
    let scope = writing(&mut conn).unwrap();
    let of_recipe = |sql: &str| scope.of_recipe(Duration::from_mins(1), || is_refused(&conn, sql));
    for sql in [
        "INSERT INTO main.t VALUES (1)",
        "UPDATE t SET x = 1",
        "DELETE FROM t",
        "INSERT INTO staged VALUES (1)",
        "DELETE FROM STAGED",
        "DELETE FROM rejected",
        "UPDATE Rejected SET x = 1",
        "PRAGMA user_version",
        "PRAGMA foreign_keys = OFF",
        "CREATE TEMP TABLE u (x)",
        "BEGIN",
    ] {
        assert!(of_recipe(sql).0, "{sql}");
    }
    for sql in
        ["INSERT INTO own VALUES (1)", "DELETE FROM own", "INSERT INTO rejected VALUES (1)", "SELECT * FROM t, staged"]
    {
        assert!(!of_recipe(sql).0, "{sql}");
    }
    assert_eq!(of_recipe("INSERT INTO Own SELECT x FROM t").1, BTreeSet::from(["own".to_owned()]));
    assert_eq!(of_recipe("SELECT 1").1, BTreeSet::new(), "the next statement begins anew");
    assert!(!is_refused(&conn, "INSERT INTO t VALUES (1)"), "the program goes on");
}

#[test]
fn a_recipe_ends_when_its_time_is_up_and_the_program_does_not() {
    const LONG: &str =
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000) SELECT count(*) FROM n";
    let mut conn = made();
    let scope = writing(&mut conn).unwrap();
    stoppable_load(&mut conn, &StopSign::default(), &scope).unwrap();
    let count = || conn.query_row(LONG, [], |row| row.get::<_, i64>(0));
    assert!(scope.of_recipe(Duration::ZERO, count).0.is_err());
    assert_eq!(count().ok(), Some(100_000));
}

#[test]
fn every_guard_sets_bounds_and_takes_trust() {
    for guard in [reading as fn(&mut Connection) -> Result<()>, |conn| writing(conn).map(drop)] {
        let mut conn = made();
        guard(&mut conn).unwrap();
        assert_eq!(conn.limit(Limit::SQLITE_LIMIT_ATTACHED).unwrap(), 0);
        assert_eq!(conn.limit(Limit::SQLITE_LIMIT_LENGTH).unwrap(), 256 << 20);
        assert_eq!(conn.limit(Limit::SQLITE_LIMIT_EXPR_DEPTH).unwrap(), 1_000);
        assert!(conn.db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE).unwrap());
        assert!(!conn.db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA).unwrap());
    }
}
