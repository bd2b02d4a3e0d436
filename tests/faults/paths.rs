//! Paths: what is written over, and where a stranger's names lead.
//!
//! A person's slip does not put an answer over the record it was asked of, and a stranger's record
//! has no say in where anything is written.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;

use super::child::{Ended, onrecord, run};
use super::content;
use super::figures::Figures;
use super::stage::{folder, same};
use super::writing::{self, Base, RECORD};

/// How long anything may take here.
const DEADLINE: Duration = Duration::from_secs(10);

fn ask<S: AsRef<OsStr>>(folder: &Path, arguments: &[S]) -> Ended {
    run(onrecord(folder).arg("--db").arg(RECORD).args(arguments), DEADLINE)
}

/// A record with the inputs of every command beside it, and with links to the record.
fn laid() -> tempfile::TempDir {
    let folder = folder();
    let place = folder.path();
    writing::lay(Base::Dam, place);
    writing::facts(place);
    fs::write(place.join("question.sql"), "SELECT 1 AS x").unwrap();
    fs::write(place.join("gdelt.tsv"), writing::rows(3)).unwrap();
    symlink(RECORD, place.join("link.csv")).unwrap();
    symlink("link.csv", place.join("link-to-link.csv")).unwrap();
    fs::hard_link(place.join(RECORD), place.join("same.csv")).unwrap();
    fs::create_dir(place.join("sub")).unwrap();
    symlink("..", place.join("sub/up")).unwrap();
    folder
}

/// Answers, copies and exports that would take the place of something that is there.
const OVER: &[&[&str]] = &[
    &["sql", "SELECT 1", "-o", RECORD],
    &["sql", "SELECT 1", "-o", "./record.db"],
    &["sql", "SELECT 1", "-o", "sub/../record.db"],
    &["sql", "SELECT 1", "-o", "sub/up/record.db"],
    &["sql", "SELECT 1", "-o", "record.db-journal"],
    &["sql", "SELECT 1", "-o", "record.db-wal"],
    &["sql", "SELECT 1", "-o", "record.db-shm"],
    &["sql", "SELECT 1", "-o", "link.csv"],
    &["sql", "SELECT 1", "-o", "link-to-link.csv"],
    &["sql", "SELECT 1", "-o", "same.csv"],
    &["sql", "-f", "question.sql", "-o", "question.sql"],
    &["sql", "-f", "question.sql", "-o", "sub/up/question.sql"],
    &["ask", "overview", "--csv", "-o", RECORD],
    &["ask", "overview", "-o", "link.csv", "--limit", "1"],
    &["check", "-o", RECORD],
    &["schema", "-o", RECORD],
    &["batches", "-o", RECORD],
    &["history", "arc-on-dam", "-o", RECORD],
    &["purge", "arc-on-dam", "--dry-run", "-o", RECORD],
    &["add", "words.toml", "-o", "words.toml"],
    &["add", "words.toml", "-o", RECORD],
    &["add", "dam-report.toml", "dam-report.txt", "-o", "dam-report.txt"],
    &["import", "gdelt", "gdelt.tsv", "-o", "gdelt.tsv"],
    &["import", "gdelt", "gdelt.tsv", "-o", RECORD],
    &["new", "dam-report.txt", "-o", "dam-report.txt"],
    &["export", "--without-texts", RECORD],
    &["export", "--without-texts", "link.csv"],
    &["export", "--without-texts", "words.toml"],
    &["export", "--without-texts", "sub"],
    &["backup", RECORD],
    &["backup", RECORD, "--keep", "2"],
    &["backup", "link.csv"],
    &["backup", "link.csv", "--keep", "2"],
    &["backup", "words.toml", "--keep", "1"],
    &["backup", "sub", "--keep", "2"],
    &["export", "--facts", "."],
    &["export", "--tables", "."],
    &["export", "--facts", "sub/up"],
    &["export", "--tables", RECORD],
    &["export", "--facts", "words.toml"],
    &["init", RECORD],
    &["init", "link.csv"],
    &["init", "words.toml"],
];

#[test]
fn nothing_is_written_over_what_is_there() {
    let mut figures = Figures::default();
    let folder = laid();
    let before = content::files(folder.path());
    for (place, arguments) in OVER.iter().enumerate() {
        // A format of its own, so that no name is refused for its ending.
        let ended = ask(folder.path(), &[*arguments, &["--csv"]].concat());
        let kept = same(&content::files(folder.path()), &before);
        let told = |why: String| format!("`{}`: {why}", arguments.join(" "));
        figures.count("over", place, ended.with(&[2, 3]).and(kept).map_err(told));
    }
    figures.close();
}

/// Names in a stranger's record that would be paths, or worse.
const NAMES: &[&str] = &[
    "../../out",
    "..",
    ".",
    "/tmp/onrecord-out",
    "a/b",
    "a/../../out",
    "~/out",
    "out\0.txt",
    "a\nb",
    "-o",
    "out.toml",
    "\u{1b}]52;c;x\u{7}",
    "CON",
    "a\\b",
    "%2e%2e%2fout",
    ".hidden",
    "\u{202e}txt",
    "words",
    "datapackage",
    " ",
];

#[test]
fn names_in_a_record_lead_nowhere() {
    let mut figures = Figures::default();
    for (place, name) in NAMES.iter().enumerate() {
        let around = folder();
        let inner = around.path().join("a/b");
        fs::create_dir_all(&inner).unwrap();
        writing::lay(Base::Dam, &inner);
        let conn = Connection::open(inner.join(RECORD)).unwrap();
        conn.execute_batch("PRAGMA ignore_check_constraints = ON").unwrap();
        conn.execute("UPDATE source SET key = ?1 WHERE id = (SELECT min(source_id) FROM source_text)", [name]).unwrap();
        if !name.contains('\0') {
            let view = name.replace('"', "\"\"");
            conn.execute_batch(&format!("CREATE VIEW \"{view}\" AS SELECT 'x' AS y")).unwrap();
        }
        drop(conn);
        for arguments in [
            &["export", "--facts", "f"][..],
            &["export", "--tables", "t"],
            &["export", "--facts", "b", "--tables", "b"],
        ] {
            let ended = ask(&inner, arguments);
            let stray = content::files(around.path()).into_keys().find(|path| !is_plain(path));
            let kept = stray.map_or(Ok(()), |path| Err(format!("`{}` was made", path.escape_debug())));
            let outside = if Path::new("/tmp/onrecord-out.csv").exists() { Err("outside".to_owned()) } else { Ok(()) };
            let told = |why: String| format!("{:?} `{}`: {why}", name, arguments.join(" "));
            figures.count("name", place, ended.with(&[0, 3]).and(kept).and(outside).map_err(told));
        }
    }
    figures.close();
}

/// Whether a path is the record's, or a plain name in one of the folders that were asked for.
fn is_plain(path: &str) -> bool {
    let is_word = |text: &str| {
        text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'_')
    };
    let Some(path) = path.strip_prefix("a/b/") else { return false };
    path == RECORD
        || ["f/", "t/", "b/"].iter().filter_map(|folder| path.strip_prefix(folder)).any(|name| {
            let end = [".toml", ".txt", ".csv", ".json"].iter().find_map(|end| name.strip_suffix(end));
            name == ".onrecord-export" || end.is_some_and(|stem| !stem.is_empty() && is_word(stem))
        })
}

#[test]
fn links_in_the_place_of_an_export_are_not_followed() {
    let mut figures = Figures::default();
    for (place, arguments) in
        [["--facts", "words.toml"], ["--tables", "pledges.csv"], ["--tables", "datapackage.json"]].iter().enumerate()
    {
        let folder = folder();
        let path = folder.path();
        writing::lay(Base::Dam, path);
        fs::write(path.join("victim"), "mine").unwrap();
        for with_list in [false, true] {
            let _ = fs::remove_dir_all(path.join("out"));
            fs::create_dir(path.join("out")).unwrap();
            symlink("../victim", path.join("out").join(arguments[1])).unwrap();
            if with_list {
                // The list that an export leaves can be somebody else's, too.
                fs::write(path.join("out/.onrecord-export"), format!("{}\n../victim\n", arguments[1])).unwrap();
            }
            let ended = ask(path, &["export", arguments[0], "out"]);
            let victim = fs::read(path.join("victim")).unwrap_or_default();
            let kept = if victim == b"mine" { Ok(()) } else { Err("a file behind a link is gone".to_owned()) };
            figures.count("link", place, ended.with(&[0, 3]).and(kept));
        }
    }
    figures.close();
}
