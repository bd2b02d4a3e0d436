//! Records with a schema that somebody else made: strangers' traps, and a person's own tables.
//!
//! What is under the record's names and not the record's own is not written to before the person
//! says so, and `check` names it. A person's own tables are neither obstacle nor prey.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use tempfile::TempDir;

use super::child::{DEADLINE, Ended, onrecord, run};
use super::content::{self, Content};
use super::figures::{Figures, Form};
use super::stage::folder;
use super::writing::{self, Base, RECORD};

/// Traps: what a stranger's file holds under the record's names, and the name that `check` tells.
const TRAPS: &[(&str, &str, &str)] = &[
    ("after-insert", "CREATE TRIGGER trap AFTER INSERT ON batch BEGIN UPDATE statement SET gist = 'x'; END", "trap"),
    ("before-delete", "CREATE TRIGGER trap BEFORE DELETE ON record BEGIN DELETE FROM change; END", "trap"),
    (
        "named-as-ours",
        "DROP TRIGGER source_text_stays; CREATE TRIGGER source_text_stays AFTER INSERT ON batch BEGIN DELETE FROM query; END",
        "source_text_stays",
    ),
    ("on-a-view", "CREATE TRIGGER trap INSTEAD OF INSERT ON pledges BEGIN DELETE FROM batch; END", "trap"),
    ("in-capitals", "CREATE TRIGGER TRAP AFTER INSERT ON BATCH BEGIN DELETE FROM query; END", "TRAP"),
    ("view-for-table", "ALTER TABLE dating RENAME TO kept; CREATE VIEW dating AS SELECT * FROM kept", "dating"),
    (
        "virtual-for-table",
        "DROP TABLE coding; CREATE VIRTUAL TABLE coding USING fts5(record_id, scheme, code)",
        "coding",
    ),
    ("generated", "ALTER TABLE figure ADD COLUMN more TEXT AS (hex(measure) || measure)", "figure"),
    ("default", "ALTER TABLE batch ADD COLUMN more TEXT DEFAULT 'x'", "batch"),
    ("table-gone", "DROP TABLE record_topic", "record_topic"),
    ("view-other", "DROP VIEW events; CREATE VIEW events AS SELECT 1 AS record_id", "events"),
    ("index-other", "DROP INDEX party_by_entity; CREATE INDEX party_by_entity ON party (role)", "party_by_entity"),
    ("index-unique", "CREATE UNIQUE INDEX trap ON statement (verb) WHERE id > 1000000", "trap"),
    ("index-computed", "CREATE INDEX trap ON batch (abs(id))", "trap"),
    ("not-strict", "DROP TABLE conversion; CREATE TABLE conversion (stage_id, amount)", "conversion"),
    (
        "rewritten",
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (name <> '''')', '') WHERE name = 'batch'",
        "batch",
    ),
];

/// A person's own tables, whatever they are called.
const OWN: &[(&str, &str)] = &[
    ("quoted", "CREATE TABLE \"my \"\"notes\" (a, \"select\" TEXT); INSERT INTO \"my \"\"notes\" VALUES (1, 'mine')"),
    (
        "sql-as-name",
        "CREATE TABLE \"x AFTER UPDATE ON main.query BEGIN SELECT 1; END; COMMIT; ATTACH 'victim.db' AS v; DELETE FROM v.mine; VACUUM main INTO 'made.db'; --\" (batch_id);
        INSERT INTO \"x AFTER UPDATE ON main.query BEGIN SELECT 1; END; COMMIT; ATTACH 'victim.db' AS v; DELETE FROM v.mine; VACUUM main INTO 'made.db'; --\" VALUES (7)",
    ),
    ("sql-as-column", "CREATE TABLE mine (\"a) SELECT 1; DELETE FROM batch; --\" TEXT, batch_id INTEGER); INSERT INTO mine VALUES ('mine', 8)"),
    ("apostrophes", "CREATE TABLE \"it's\" (\"o'clock\" TEXT); INSERT INTO \"it's\" VALUES ('mine')"),
    ("full-text", "CREATE VIRTUAL TABLE words USING fts5(x); INSERT INTO words VALUES ('mine')"),
    ("boxes", "CREATE VIRTUAL TABLE boxes USING rtree(id, low, high); INSERT INTO boxes VALUES (1, 2, 3)"),
    ("generated", "CREATE TABLE mine (a, b AS (a || '!') STORED); INSERT INTO mine (a) VALUES ('mine')"),
    ("pointing", "CREATE TABLE mine (record_id REFERENCES record (id)); INSERT INTO mine SELECT min(id) FROM entity"),
    ("triggered", "CREATE TABLE mine (a); CREATE TRIGGER mine_kept AFTER INSERT ON mine BEGIN DELETE FROM mine WHERE a = 'x'; END; INSERT INTO mine VALUES ('mine')"),
    ("viewed", "CREATE VIEW \"my view\" AS SELECT key FROM record; CREATE VIEW \"../../out\" AS SELECT 'x' AS y; CREATE VIEW \"/tmp/onrecord-out\" AS SELECT 1 AS y"),
    ("indexed", "CREATE INDEX by_gist ON statement (gist)"),
    ("without-rowid", "CREATE TABLE mine (a TEXT PRIMARY KEY, batch_id INTEGER) WITHOUT ROWID; INSERT INTO mine VALUES ('mine', 8)"),
    ("temporary-names", "CREATE TABLE attributed (batch_id); CREATE TABLE staged (id); CREATE TABLE rejected (id); INSERT INTO staged VALUES ('mine')"),
];

/// Where in its folder a record stands: what would leave its own folder is still found in this one.
const INSIDE: &str = "in/side";

/// A folder with a record of this schema, the inputs of every command, and a database beside it.
fn laid(sql: &str) -> TempDir {
    let folder = folder();
    let place = folder.path().join(INSIDE);
    fs::create_dir_all(&place).unwrap();
    writing::lay(Base::Dam, &place);
    writing::facts(&place);
    let victim = Connection::open(place.join("victim.db")).unwrap();
    victim.execute_batch("CREATE TABLE mine (a); INSERT INTO mine VALUES ('mine')").unwrap();
    fs::write(place.join("gdelt.tsv"), writing::rows(3)).unwrap();
    let report = fs::read_to_string(place.join("dam-report.toml")).unwrap();
    fs::write(place.join("dam-report.toml"), report.replace("a common work", "a work of both")).unwrap();
    let conn = Connection::open(place.join(RECORD)).unwrap();
    conn.execute_batch(sql).unwrap_or_else(|cause| panic!("{sql}: {cause}"));
    folder
}

fn ask(folder: &Path, arguments: &[&str]) -> Ended {
    run(onrecord(&folder.join(INSIDE)).args(["--db", RECORD]).args(arguments), DEADLINE)
}

/// The commands that change a record.
const CHANGES: &[&[&str]] = &[
    &["add", "dam-report.toml"],
    &["add", "--dry-run", "dam-report.toml"],
    &["import", "gdelt", "gdelt.tsv"],
    &["merge", "ada-arc", "queen-rita"],
    &["remove", "arc-on-dam", "--with-dependents"],
    &["remove", "9", "--with-dependents"],
    &["purge", "arc-on-dam"],
    &["purge"],
];

#[test]
fn a_strangers_traps_are_named_and_not_sprung() {
    let mut figures = Figures::default();
    let places: Vec<usize> = (0..TRAPS.len() * CHANGES.len()).collect();
    let tried = Form::asked().places("trap", &places, 2 * TRAPS.len());
    for (n, (name, sql, part)) in TRAPS.iter().enumerate() {
        let folder = laid(sql);
        let before = content::files(folder.path());
        for (_, arguments) in CHANGES.iter().enumerate().filter(|(m, _)| tried.contains(&(n * CHANGES.len() + m))) {
            let ended = ask(folder.path(), arguments);
            let result = ended.with(&[3]).and_then(|()| match &ended.err {
                told if !told.contains(part) => Err(format!("`{part}` is not named: {}", ended.told())),
                told if !told.contains("--trust-schema") => Err(format!("no way out is told: {}", ended.told())),
                _ => super::stage::same(&content::files(folder.path()), &before),
            });
            figures.count("trap", format!("{name} {}", arguments[0]), result);
        }
        let found = ask(folder.path(), &["check", "--csv"]);
        let is_named = String::from_utf8_lossy(&found.out).contains(part);
        let named = if is_named { Ok(()) } else { Err(format!("`{part}` is not named")) };
        figures.count("trap", format!("{name} check"), found.with(&[1]).and(named));
        for arguments in [&["ask", "overview"][..], &["schema"], &["schema", part], &["sql", "SELECT 1"]] {
            let ended = ask(folder.path(), arguments);
            figures.count("trap", format!("{name} {}", arguments[0]), ended.with(&[0, 1, 2, 3]));
        }
        let same = super::stage::same(&content::files(folder.path()), &before);
        figures.count("trap", format!("{name} as it was"), same);
        let trusting = ask(folder.path(), &["--trust-schema", "add", "words.toml"]);
        figures.count("trap", format!("{name} trusted"), trusting.with(&[0, 3]));
    }
    figures.close();
}

#[test]
fn a_persons_own_tables_are_neither_obstacle_nor_prey() {
    let mut figures = Figures::default();
    let plain = folder();
    writing::lay(Base::Dam, plain.path());
    let content::Content::Tables(ours) = content::of(&plain.path().join(RECORD)) else { panic!("no record") };
    let exports = [
        &["export", "--facts", "f", "--tables", "t"][..],
        &["export", "--without-texts", "share.db"],
        &["backup", "share.db"],
    ];
    let commands: Vec<&[&str]> = CHANGES.iter().copied().chain([&["check"][..]]).chain(exports).collect();
    let places: Vec<usize> = (0..OWN.len() * commands.len()).collect();
    let tried = Form::asked().places("own", &places, 36);
    for (n, (name, sql)) in OWN.iter().enumerate() {
        for (m, arguments) in commands.iter().enumerate() {
            if !tried.contains(&(n * commands.len() + m)) {
                continue;
            }
            let folder = laid(sql);
            let before = own(folder.path(), ours.keys());
            let ended = ask(folder.path(), arguments);
            let told = |why: String| format!("{name}: `{}`: {why}", arguments.join(" "));
            let result = ended.with(&[0]).and_then(|()| match own(folder.path(), ours.keys()) {
                after if after != before => Err("it is not as it was".to_owned()),
                _ => nothing_outside(folder.path()),
            });
            figures.count("own", n * commands.len() + m, result.map_err(told));
        }
    }
    figures.close();
}

/// The rows of every table but the record's own.
fn own<'a>(folder: &Path, ours: impl Iterator<Item = &'a String>) -> Content {
    let Content::Tables(mut tables) = content::of(&folder.join(INSIDE).join(RECORD)) else {
        panic!("the record is broken")
    };
    for name in ours {
        tables.remove(name);
    }
    Content::Tables(tables)
}

/// That nothing but what was asked for stands in the folder and around it.
fn nothing_outside(folder: &Path) -> Result<(), String> {
    let asked = ["gdelt.tsv", "share.db", "victim.db", "words.toml", RECORD];
    for path in content::files(folder).into_keys() {
        let name = path.strip_prefix("in/side/").unwrap_or("");
        let is_export = name.starts_with("f/") || name.starts_with("t/");
        if !is_export && !asked.contains(&name) && !name.starts_with("dam-re") {
            return Err(format!("`{path}` was made"));
        }
    }
    if Path::new("/tmp/onrecord-out.csv").exists() {
        return Err("`/tmp/onrecord-out.csv` was made".to_owned());
    }
    let Content::Tables(victim) = content::of(&folder.join(INSIDE).join("victim.db")) else {
        panic!("the other database is broken")
    };
    if victim["mine"].len() == 1 { Ok(()) } else { Err("another database was emptied".to_owned()) }
}
