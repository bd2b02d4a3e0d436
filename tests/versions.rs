//! Records of other versions: a frozen one of each older shape is read as it is and upgraded when it
//! is written; a newer one is refused.

use crate::support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rusqlite::Connection;

fn frozen(name: &str, version: i64) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("record.db");
    fs::copy(support::root().join(format!("tests/frozen/version-{version}.db")), &path).unwrap();
    path
}

fn run(path: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .arg("--db")
        .arg(path)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// Every part of a schema, by kind and name.
fn shape(path: &Path) -> Vec<(String, String, Option<String>)> {
    let conn = Connection::open(path).unwrap();
    let mut statement = conn.prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").unwrap();
    statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap().map(Result::unwrap).collect()
}

/// The versions before this one's.
const OLDER: [i64; 3] = [1, 2, 3];

/// The rows of every table that an older version had, told by the columns that it had.
fn content(path: &Path, version: i64) -> Vec<(String, Vec<String>)> {
    let old = Connection::open(support::root().join(format!("tests/frozen/version-{version}.db"))).unwrap();
    let conn = Connection::open(path).unwrap();
    let mut statement = old
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('query', 'derived')")
        .unwrap();
    let tables: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let of = |table: String| {
        let mut statement = old.prepare("SELECT name FROM pragma_table_info(?1)").unwrap();
        let columns: Vec<String> = statement
            .query_map([&table], |row| row.get::<_, String>(0))
            .unwrap()
            // A whole number is the same in a column that holds fractions too.
            .map(|c| c.unwrap())
            .map(|c| format!("quote(iif(typeof(\"{c}\") = 'real' AND \"{c}\" = CAST(\"{c}\" AS INTEGER), CAST(\"{c}\" AS INTEGER), \"{c}\"))"))
            .collect();
        let sql = format!("SELECT {} FROM \"{table}\" ORDER BY 1", columns.join(" || ',' || "));
        let mut statement = conn.prepare(&sql).unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        (table, rows)
    };
    tables.into_iter().map(of).collect()
}

#[test]
fn an_older_record_is_read_as_it_is() {
    for version in OLDER {
        is_read_as_it_is(version);
    }
}

fn is_read_as_it_is(version: i64) {
    let path = frozen(&format!("read-{version}"), version);
    let before = fs::read(&path).unwrap();
    for arguments in [
        &["ask", "pledges", "--donor", "nl", "--csv"][..],
        &["sql", "select count(*) from events"],
        &["check"],
        &["schema"],
    ] {
        let (code, stdout, stderr) = run(&path, arguments);
        assert!(code == 0, "{arguments:?}: {stdout}{stderr}");
    }
    assert_eq!(fs::read(&path).unwrap(), before, "reading changes nothing");
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "and makes nothing");
}

#[test]
fn an_older_record_is_upgraded_when_it_is_written_and_is_like_a_new_one() {
    for version in OLDER {
        is_upgraded(version);
    }
}

fn is_upgraded(version: i64) {
    let path = frozen(&format!("written-{version}"), version);
    let before = content(&path, version);
    let facts = support::root().join("tests/fixture/words.toml");
    let (code, _, stderr) = run(&path, &["add", facts.to_str().unwrap(), "--dry-run"]);
    assert!(code == 0 && stderr.contains(&format!("version {version}")), "{stderr}");
    assert_eq!(
        shape(&path),
        shape(&support::root().join(format!("tests/frozen/version-{version}.db"))),
        "a dry run upgrades nothing"
    );
    let (code, _, stderr) = run(&path, &["merge", "arcadia", "arcadia"]);
    assert!(code == 3, "{stderr}");
    assert_eq!(
        shape(&path),
        shape(&support::root().join(format!("tests/frozen/version-{version}.db"))),
        "nor does a refusal"
    );
    let (code, _, stderr) = run(&path, &["merge", "ruritania", "syldavia"]);
    assert!(code == 2, "{stderr}");
    let facts = path.with_file_name("more.toml");
    fs::write(&facts, "[[topic]]\nkey = \"more\"\nlabel = \"More\"\n").unwrap();
    let (code, _, stderr) = run(&path, &["add", facts.to_str().unwrap()]);
    assert!(code == 0 && stderr.contains("brought to version 4"), "{stderr}");
    assert_eq!(shape(&path), shape(&support::file(&format!("upgraded-{version}"), support::fill_seed)));
    let lost: Vec<_> = before
        .iter()
        .zip(&content(&path, version))
        .flat_map(|((table, old), (_, new))| old.iter().filter(|row| !new.contains(row)).map(move |row| (table, row)))
        .filter(|(table, _)| *table != "sqlite_sequence")
        .collect();
    assert!(lost.is_empty(), "{lost:?}");
    let (code, stdout, _) = run(&path, &["check", "--csv"]);
    assert_eq!((code, stdout.lines().count()), (0, 1));
    // The second time there is nothing to do.
    let (code, _, stderr) = run(&path, &["add", facts.to_str().unwrap()]);
    assert!(code == 0 && !stderr.contains("brought to version"), "{stderr}");
}

#[test]
fn a_newer_record_is_refused_and_left_alone() {
    let path = frozen("newer", 1);
    Connection::open(&path).unwrap().execute_batch("PRAGMA user_version = 1000").unwrap();
    let before = fs::read(&path).unwrap();
    for arguments in
        [&["ask", "pledges"][..], &["sql", "select 1"], &["check"], &["merge", "nl", "us"], &["remove", "1"]]
    {
        let (code, _, stderr) = run(&path, arguments);
        assert!(code == 3 && stderr.contains("version 1000") && stderr.contains("a newer onrecord"), "{stderr}");
    }
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn an_older_record_with_foreign_parts_is_not_upgraded() {
    let path = frozen("foreign", 1);
    let trigger = "CREATE TRIGGER t AFTER INSERT ON batch BEGIN UPDATE statement SET gist = 'x'; END";
    Connection::open(&path).unwrap().execute_batch(trigger).unwrap();
    let (code, _, stderr) = run(&path, &["remove", "1"]);
    assert!(code == 3 && stderr.contains("trigger `t` on `batch`"), "{stderr}");
    assert_eq!(run(&path, &["check", "foreign-part"]).0, 1);
}

#[test]
fn views_of_another_version_of_the_program_are_made_anew() {
    let path = support::file("views-anew", support::fill_seed);
    let conn = Connection::open(&path).unwrap();
    let older = "CREATE VIEW topics AS SELECT key, label FROM topic";
    conn.execute_batch(&format!("DROP VIEW topics; {older}")).unwrap();
    // Somebody changed it: it is told, and nothing is written.
    let facts = path.with_file_name("more.toml");
    fs::write(&facts, "[[topic]]\nkey = \"more\"\nlabel = \"More\"\n").unwrap();
    let add = ["add", facts.to_str().unwrap()];
    assert_eq!(run(&path, &add).0, 3);
    // Questions are answered by the program's own view all the same.
    let (code, stdout, _) = run(&path, &["sql", "select parent from topics limit 1", "--csv"]);
    assert!(code == 0 && stdout.starts_with("parent"), "{stdout}");
    // An older program made it so: it is made anew.
    let sql = "SELECT sql FROM sqlite_schema WHERE type = 'view' ORDER BY name";
    let mut statement = conn.prepare(sql).unwrap();
    let views: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let hash = onrecord::record::derive::hash(views.iter().map(String::as_str));
    conn.execute("UPDATE derived SET made_by = '0.0.1', sha256 = ?1 WHERE part = 'views'", [hash]).unwrap();
    drop(statement);
    assert_eq!(run(&path, &add).0, 0);
    assert_eq!(shape(&path), shape(&support::file("views-new", support::fill_seed)));
}
