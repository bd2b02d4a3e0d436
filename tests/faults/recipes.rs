//! Statements that a recipe may not make: it fills its own tables, and reads the record's.
//!
//! A recipe comes from anybody; one that reaches for the record itself, for what the load keeps
//! count with, or for anything outside is refused, and nothing of it is loaded.

use std::fs;
use std::path::Path;
use std::time::Duration;

use super::child::{Ended, onrecord, run};
use super::content;
use super::figures::Figures;
use super::stage::{folder, same};
use super::writing::{self, Base, RECORD};

/// How long a refusal may take.
const DEADLINE: Duration = Duration::from_secs(10);

/// What makes a recipe whole, but for the statement that is tried.
const RECIPE: &str = "-- Visits.
-- @reads csv
-- @key 'visit-' || id
-- @source.key our-visits
{}
INSERT INTO record (id, key, kind) SELECT record_id, row_key, 'event' FROM staged;
INSERT INTO event (id, type, title, status, date) SELECT record_id, 'visit', 't', 'occurred', '2023' FROM staged;
INSERT INTO citation (record_id, source_id) SELECT record_id, source_id FROM staged JOIN data_set;
";

/// What is refused.
const REFUSED: &[&str] = &[
    "UPDATE main.statement SET gist = 'x'",
    "UPDATE [main].statement SET gist = 'x'",
    "UPDATE `main`.statement SET gist = 'x'",
    "UPDATE \"main\" . \"statement\" SET gist = 'x'",
    "UPDATE main . statement SET gist = 'x'",
    "UPDATE main/**/.statement SET gist = 'x'",
    "UPDATE MAIN.STATEMENT SET gist = 'x'",
    "UPDATE OR REPLACE main.statement SET gist = 'x'",
    "WITH x AS (SELECT 1) UPDATE main.statement SET gist = 'x'",
    "WITH x AS (SELECT 1) DELETE FROM main.record",
    "WITH x AS (SELECT 1) INSERT INTO main.batch SELECT * FROM main.batch",
    "INSERT INTO main.record (id, key, kind) VALUES (99999, 'x', 'event')",
    "INSERT INTO main.statement SELECT * FROM main.statement WHERE true ON CONFLICT DO UPDATE SET gist = 'x'",
    "REPLACE INTO main.record (id, key, kind) VALUES (1, 'x', 'event')",
    "DELETE FROM main.record",
    "DELETE FROM main.citation WHERE true RETURNING record_id",
    "DELETE FROM change",
    "DELETE FROM source_text",
    "DELETE FROM query",
    "DELETE FROM batch",
    "UPDATE batch SET name = 'x'",
    "DELETE FROM currency",
    "UPDATE currency SET minor_unit = 0",
    "INSERT INTO currency (code, name, batch_id) VALUES ('XYZ', 'x', 1)",
    "UPDATE topic SET parent_id = NULL",
    "UPDATE predicate SET label = 'x'",
    "UPDATE query SET sql = 'SELECT 1'",
    "INSERT INTO query (name, summary, sql, batch_id) VALUES ('x', 'x', 'SELECT 1', 1)",
    "INSERT INTO change (batch_id, of_table, operation, row_key, old) VALUES (1, 'x', 'update', '{}', '{}')",
    "DELETE FROM sqlite_sequence",
    "UPDATE sqlite_schema SET sql = NULL",
    "DELETE FROM staged",
    "UPDATE staged SET id = '7'",
    "INSERT INTO staged (row_number) VALUES (99)",
    "DELETE FROM given",
    "INSERT INTO seen VALUES (1, 1)",
    "DELETE FROM seen",
    "DELETE FROM data_set",
    "UPDATE data_set SET source_id = 1",
    "DELETE FROM attributed",
    "DELETE FROM temp.attributed",
    "INSERT INTO touched VALUES (1)",
    "DELETE FROM rejected",
    "DROP TABLE attributed",
    "DROP TABLE main.change",
    "DROP TRIGGER source_text_stays",
    "DROP TRIGGER temp.keep_update_of_statement",
    "DROP INDEX change_by_batch",
    "DROP VIEW pledges",
    "CREATE TABLE mine (a)",
    "CREATE TEMP TABLE mine (a)",
    "CREATE TEMP VIEW mine AS SELECT 1",
    "CREATE TRIGGER temp.mine AFTER INSERT ON temp.record BEGIN DELETE FROM main.batch; END",
    "CREATE TEMP TRIGGER mine AFTER INSERT ON main.batch BEGIN DELETE FROM main.change; END",
    "CREATE VIRTUAL TABLE temp.mine USING fts5(a)",
    "CREATE INDEX mine ON statement (gist)",
    "ALTER TABLE main.statement RENAME TO mine",
    "ALTER TABLE temp.staged ADD COLUMN mine",
    "ATTACH 'other.db' AS other",
    "ATTACH ':memory:' AS other",
    "DETACH main",
    "VACUUM",
    "VACUUM INTO 'made.db'",
    "PRAGMA foreign_keys = OFF",
    "PRAGMA writable_schema = ON",
    "PRAGMA ignore_check_constraints = ON",
    "PRAGMA journal_mode = OFF",
    "PRAGMA user_version = 9",
    "SAVEPOINT mine",
    "RELEASE mine",
    "ROLLBACK TO mine",
    "BEGIN",
    "COMMIT",
    "END",
    "ROLLBACK",
    "SELECT load_extension('mine')",
    "SELECT writefile('made.txt', 'x')",
    "INSERT INTO record (id, key, kind) SELECT 1, writefile('made.txt', 'x'), 'event'",
    "REINDEX",
    "ANALYZE",
];

/// What never ends by itself.
const ENDLESS: &[&str] = &[
    "INSERT INTO record (id, key, kind) WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*), 'x', 'event' FROM n",
    "INSERT INTO event (id, title) WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x), 'x' FROM n",
    "INSERT INTO event (id, title) SELECT count(*), 'x' FROM main.name AS a, main.name AS b, main.name AS c, main.name AS d",
];

/// Records that are loaded by a recipe as it is to be.
const SOUND: &[&str] = &["", "INSERT INTO rejected SELECT row_number, 'no' FROM staged WHERE id = '2';"];

fn import(folder: &Path, statement: &str, more: &[&str]) -> Ended {
    fs::write(folder.join("visits.sql"), RECIPE.replace("{}", statement)).unwrap();
    let arguments = ["--db", RECORD, "import", "visits.sql", "visits.csv"];
    run(onrecord(folder).args(arguments).args(more), DEADLINE)
}

fn laid() -> tempfile::TempDir {
    let folder = folder();
    writing::lay(Base::Dam, folder.path());
    fs::write(folder.path().join("visits.csv"), "id\n1\n2\n").unwrap();
    fs::write(folder.path().join("visits.sql"), "").unwrap();
    let other = rusqlite::Connection::open(folder.path().join("other.db")).unwrap();
    other.execute_batch("CREATE TABLE mine (a); INSERT INTO mine VALUES ('mine')").unwrap();
    folder
}

#[test]
fn a_recipe_fills_its_own_tables_and_no_others() {
    let mut figures = Figures::default();
    for sound in SOUND {
        import(laid().path(), sound, &[]).with(&[0]).unwrap();
    }
    let folder = laid();
    let state = || {
        let mut files = content::files(folder.path());
        files.remove("visits.sql");
        files
    };
    let before = state();
    for (place, statement) in REFUSED.iter().enumerate() {
        let ended = import(folder.path(), &format!("{statement};"), &[]);
        let kept = same(&state(), &before);
        figures.count("recipe", place, ended.with(&[3]).and(kept.clone()).map_err(|why| format!("{statement}: {why}")));
        if kept.is_err() {
            // What is tried next starts from a sound record again.
            writing::lay(Base::Dam, folder.path());
        }
    }
    for (place, statement) in ENDLESS.iter().enumerate() {
        let ended = import(folder.path(), &format!("{statement};"), &["--timeout", "1"]);
        let kept = same(&state(), &before);
        figures.count(
            "recipe without end",
            place,
            ended.with(&[4]).and(kept).map_err(|why| format!("{statement}: {why}")),
        );
    }
    figures.close();
}
