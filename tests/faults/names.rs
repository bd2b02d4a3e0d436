//! The name of a record file: whatever it is made of, and whatever stands behind it.
//!
//! A name is a name and nothing else: no URI, no option, no pattern. What stands there and is no
//! record is refused in time and left as it is.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::symlink;
use std::process::Command;
use std::time::Duration;

use super::child::{onrecord, run};
use super::figures::Figures;
use super::stage::folder;
use super::writing;

/// How long anything may take here.
const DEADLINE: Duration = Duration::from_secs(10);

/// Names that mean something to SQLite, to a shell, or to nobody.
const ODD: &[&[u8]] = &[
    b"file:x.db",
    b"file:record.db?mode=ro",
    b"x.db?mode=memory&cache=shared",
    b":memory:",
    b"a b.db",
    b"a#c.db",
    b"%41.db",
    b"-x.db",
    b"--csv",
    b"'; DROP.db",
    b"\"q\".db",
    b"a\nb.db",
    b"a\xff\xfe.db",
    b"\xe2\x80\xae.db",
    b"*.db",
    b"$HOME.db",
    b"x",
    b".hidden",
];

#[test]
fn a_name_is_a_name() {
    let mut figures = Figures::default();
    for (place, name) in ODD.iter().enumerate() {
        let folder = folder();
        let path = folder.path();
        writing::facts(path);
        let name = OsString::from_vec(name.to_vec());
        let option = |option: &str, name: &OsStr| [option.as_bytes(), b"=", name.as_bytes()].concat();
        let db = OsString::from_vec(option("--db", &name));
        let copy = OsString::from_vec([name.as_bytes(), b"2"].concat());
        let answer = OsString::from_vec([name.as_bytes(), b".csv"].concat());
        let runs: [Vec<OsString>; 6] = [
            vec![db.clone(), "init".into()],
            vec![db.clone(), "add".into(), "words.toml".into(), "dam-report.toml".into()],
            vec!["ask".into(), "statements".into(), "--speaker".into(), "ada-arc".into(), "--csv".into(), db.clone()],
            vec![db.clone(), "check".into()],
            vec![db.clone(), "export".into(), OsString::from_vec(option("--without-texts", &copy))],
            vec![db, "sql".into(), "SELECT 1 AS x".into(), OsString::from_vec(option("--output", &answer))],
        ];
        for arguments in runs {
            let ended = run(onrecord(path).args(&arguments), DEADLINE);
            figures.count("odd name", place, ended.with(&[0]).map_err(|why| format!("{arguments:?}: {why}")));
        }
        let made: Vec<OsString> = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        let known = |made: &&OsString| {
            [&name, &copy, &answer].contains(made) || made.as_bytes().starts_with(b"dam-") || *made == "words.toml"
        };
        let stray = made.iter().find(|made| !known(made));
        let only = stray.map_or(Ok(()), |stray| Err(format!("{name:?}: {stray:?} was made")));
        let all = if made.len() == 8 { Ok(()) } else { Err(format!("{name:?}: {made:?}")) };
        figures.count("odd name", place, only.and(all));
    }
    figures.close();
}

/// What is no record at all.
#[test]
fn what_is_no_record_is_refused_in_time_and_left_alone() {
    let mut figures = Figures::default();
    let folder = folder();
    let path = folder.path();
    writing::facts(path);
    fs::write(path.join("empty.db"), "").unwrap();
    fs::write(path.join("short.db"), "SQLite format 3\0").unwrap();
    fs::write(path.join("text.db"), "words.toml").unwrap();
    symlink("loop.db", path.join("loop.db")).unwrap();
    symlink("nowhere.db", path.join("dangling.db")).unwrap();
    Command::new("mkfifo").arg(path.join("pipe.db")).status().unwrap();
    let before: Vec<_> = ["empty.db", "short.db", "text.db"].map(|name| fs::read(path.join(name)).unwrap()).into();
    for (place, name) in [
        ".",
        "empty.db",
        "short.db",
        "text.db",
        "loop.db",
        "dangling.db",
        "pipe.db",
        "/dev/null",
        "/dev/zero",
        "words.toml/x.db",
        "no/such.db",
    ]
    .iter()
    .enumerate()
    {
        for arguments in [
            &["ask", "overview"][..],
            &["sql", "SELECT 1"],
            &["check"],
            &["add", "words.toml"],
            &["export", "--facts", "f"],
        ] {
            let ended = run(onrecord(path).args(["--db", name, "--timeout", "2"]).args(arguments), DEADLINE);
            let told = |why: String| format!("{name} `{}`: {why}", arguments.join(" "));
            // A pipe is waited for until the time is up.
            figures.count("no record", place, ended.with(&[1, 3, 4]).map_err(told));
        }
    }
    let after: Vec<_> = ["empty.db", "short.db", "text.db"].map(|name| fs::read(path.join(name)).unwrap()).into();
    assert_eq!(before, after);
    assert!(!path.join("f").exists() && !path.join("nowhere.db").exists());
    figures.close();
}
