//! Statements that must not write: whatever SQL is asked, the record stays byte for byte as it was.
//!
//! Each is tried as it is and in disguises, by every way in which SQL comes in.

use std::fs;
use std::path::Path;
use std::time::Duration;

use tempfile::TempDir;

use super::child::{Ended, onrecord, run};
use super::figures::{Figures, Form};
use super::stage::folder;
use super::writing::{self, Base, RECORD};

/// How long a refusal, or an answer, may take.
const DEADLINE: Duration = Duration::from_secs(10);

/// Files by name, byte by byte.
type Bytes = Vec<(String, Vec<u8>)>;

/// What writes, here or elsewhere, or makes a later statement do so.
const WRITE: &[&str] = &[
    "INSERT INTO batch (kind, name, read_at) VALUES ('facts', 'x', '2020-01-01T00:00:00Z')",
    "REPLACE INTO query (name, summary, sql, batch_id) VALUES ('x', 'x', 'x', 1)",
    "UPDATE statement SET gist = 'x'",
    "UPDATE main.statement SET gist = 'x' WHERE true RETURNING gist",
    "DELETE FROM change",
    "DELETE FROM [source_text]",
    "WITH x AS (SELECT 1) INSERT INTO batch SELECT * FROM batch",
    "WITH x AS (SELECT 1) UPDATE record SET kind = kind",
    "WITH x AS (SELECT 1) DELETE FROM record",
    "INSERT INTO batch SELECT * FROM batch ON CONFLICT DO UPDATE SET name = 'x'",
    "CREATE TABLE mine (a)",
    "CREATE TEMP TABLE mine (a)",
    "CREATE TABLE mine AS SELECT * FROM record",
    "CREATE VIEW mine AS SELECT 1",
    "CREATE TEMP VIEW statements AS SELECT 1",
    "CREATE INDEX mine ON statement (gist)",
    "CREATE TRIGGER mine AFTER INSERT ON batch BEGIN DELETE FROM record; END",
    "CREATE TEMP TRIGGER mine AFTER INSERT ON batch BEGIN DELETE FROM record; END",
    "CREATE VIRTUAL TABLE mine USING fts5(a)",
    "CREATE VIRTUAL TABLE temp.mine USING rtree(id, a, b)",
    "DROP TABLE change",
    "DROP VIEW pledges",
    "DROP INDEX change_by_batch",
    "DROP TRIGGER source_text_stays",
    "ALTER TABLE statement RENAME TO mine",
    "ALTER TABLE statement ADD COLUMN mine",
    "ALTER TABLE statement DROP COLUMN gist",
    "ATTACH 'other.db' AS other",
    "ATTACH ':memory:' AS other",
    "ATTACH '' AS other",
    "DETACH main",
    "VACUUM",
    "VACUUM INTO 'made.db'",
    "VACUUM main INTO 'made.db'",
    "REINDEX",
    "ANALYZE",
    "BEGIN IMMEDIATE",
    "BEGIN EXCLUSIVE",
    "SAVEPOINT mine",
    "COMMIT",
    "ROLLBACK",
    "PRAGMA writable_schema = ON",
    "PRAGMA main.writable_schema(1)",
    "PRAGMA journal_mode = WAL",
    "PRAGMA journal_mode(delete)",
    "PRAGMA user_version = 99",
    "PRAGMA application_id(0)",
    "PRAGMA page_size = 512",
    "PRAGMA auto_vacuum = 1",
    "PRAGMA incremental_vacuum",
    "PRAGMA wal_checkpoint(TRUNCATE)",
    "PRAGMA optimize",
    "PRAGMA query_only = OFF",
    "PRAGMA trusted_schema = ON",
    "PRAGMA foreign_keys = OFF",
    "PRAGMA ignore_check_constraints = ON",
    "PRAGMA temp_store_directory = '/tmp'",
    "PRAGMA data_store_directory = '/tmp'",
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA encoding = 'UTF-16'",
    "PRAGMA schema_version = 1",
    "SELECT load_extension('mine')",
    "SELECT writefile('made.txt', 'x')",
    "SELECT readfile('other.db')",
    "SELECT edit('x', 'touch made.txt')",
    "SELECT fts3_tokenizer('simple', x'0000000000000000')",
    "SELECT * FROM pragma_journal_mode('wal')",
    "SELECT * FROM pragma_user_version(99)",
    "SELECT * FROM sqlite_dbpage('main') WHERE pgno = writefile('made.txt', data)",
    "INSERT INTO sqlite_schema VALUES ('table', 'mine', 'mine', 0, 'CREATE TABLE mine (a)')",
    "UPDATE sqlite_schema SET sql = 'CREATE TABLE batch (a)' WHERE name = 'batch'",
    "DELETE FROM sqlite_sequence",
];

/// A way of saying the same: its name, and what it makes of a statement.
type Disguise = (&'static str, fn(&str) -> String);

/// None of them makes a statement reading.
const DISGUISES: &[Disguise] = &[
    ("plain", str::to_owned),
    ("second", |sql| format!("SELECT 1; {sql}")),
    ("first", |sql| format!("{sql}; SELECT 1")),
    ("commented", |sql| format!("/* SELECT */ -- SELECT 1\n {}", sql.replacen(' ', "/**/ ", 1))),
    ("lower", str::to_ascii_lowercase),
    ("spaced", |sql| format!(";; \t\r\n{}\n;", sql.replace(' ', "\n\t"))),
];

/// What only tells of a statement, or seems to write.
const TELL: &[&str] = &[
    "EXPLAIN DELETE FROM record",
    "EXPLAIN QUERY PLAN UPDATE statement SET gist = 'x'",
    "SELECT 'DELETE FROM record' AS what",
    "SELECT 1 AS \"delete\"",
    "SELECT replace('a', 'a', 'b')",
];

fn ask(folder: &Path, arguments: &[&str]) -> Ended {
    run(onrecord(folder).args(["--db", RECORD]).args(arguments), DEADLINE)
}

/// A folder with a record and another database, and the bytes of both.
fn laid() -> (TempDir, Bytes) {
    let folder = folder();
    writing::lay(Base::Dam, folder.path());
    let other = rusqlite::Connection::open(folder.path().join("other.db")).unwrap();
    other.execute_batch("CREATE TABLE mine (a); INSERT INTO mine VALUES ('mine')").unwrap();
    drop(other);
    let before = bytes(folder.path());
    (folder, before)
}

fn bytes(folder: &Path) -> Bytes {
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Bytes =
        paths.filter(|path| path.is_file()).map(|path| (name(&path), fs::read(&path).unwrap())).collect();
    files.sort();
    files
}

#[test]
fn no_statement_writes() {
    let (form, mut figures) = (Form::asked(), Figures::default());
    let (folder, before) = laid();
    for (disguise, dressed) in DISGUISES {
        let kind = format!("statement {disguise}");
        let places: Vec<usize> = (0..WRITE.len()).collect();
        let most = if *disguise == "plain" { WRITE.len() } else { 6 };
        for place in form.places(&kind, &places, most) {
            let sql = dressed(WRITE[place]);
            let ended = ask(folder.path(), &["sql", &sql]);
            let same =
                if bytes(folder.path()) == before { Ok(()) } else { Err("files are not as they were".to_owned()) };
            figures.count(&kind, place, ended.with(&[2, 3]).and(same).map_err(|why| format!("{sql}: {why}")));
        }
    }
    for (place, sql) in TELL.iter().enumerate() {
        let ended = ask(folder.path(), &["sql", sql]);
        let same = if bytes(folder.path()) == before { Ok(()) } else { Err("files are not as they were".to_owned()) };
        figures.count(
            "statement that tells",
            place,
            ended.in_order(false).and(same).map_err(|why| format!("{sql}: {why}")),
        );
    }
    figures.close();
}

#[test]
fn no_query_and_no_check_of_a_file_writes() {
    let (form, mut figures) = (Form::asked(), Figures::default());
    let (folder, _) = laid();
    fs::create_dir(folder.path().join("queries")).unwrap();
    let before = bytes(folder.path());
    let places: Vec<usize> = (0..WRITE.len()).collect();
    for place in form.places("query", &places, 8) {
        let sql = WRITE[place];
        fs::write(folder.path().join("queries/trap.sql"), format!("-- A trap.\n{sql};\n")).unwrap();
        let ended = ask(folder.path(), &["ask", "trap"]);
        let file = run(onrecord(folder.path()).args(["--db", RECORD, "sql", "-f", "queries/trap.sql"]), DEADLINE);
        let same = if bytes(folder.path()) == before { Ok(()) } else { Err("files are not as they were".to_owned()) };
        let result = ended.with(&[2, 3]).and(file.with(&[2, 3])).and(same);
        figures.count("query", place, result.map_err(|why| format!("{sql}: {why}")));
    }
    figures.close();
}
