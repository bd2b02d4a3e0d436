//! Copies of a record, and the hash of what a record says.

use std::path::Path;

use crate::support::{self, desk::Desk};
use onrecord::record::contents;
use onrecord::record::stop::StopSign;

const WORDS: &str = "[source]\nkey = \"herald\"\nkind = \"news-report\"\ntitle = \"Herald\"\npublisher = \"Herald\"\n\
    published = \"2023-01-01\"\n\n[[entity]]\nkey = \"ivy-fixture\"\nkind = \"person\"\nname = \"Ivy Fixture\"\ncite = [\"Ivy Fixture\"]\n";

fn hash(path: &Path) -> String {
    contents::hash(&support::open(path), &StopSign::default()).unwrap()
}

/// The hash that a backup tells.
fn told(stderr: &str) -> String {
    stderr.lines().find_map(|line| line.split("has the hash ").nth(1)).unwrap_or_else(|| panic!("{stderr}")).to_owned()
}

#[test]
fn what_a_record_says_has_one_hash_whatever_its_numbers_and_order() {
    let files = ["words.toml", "dam-report.toml", "dam-report.txt", "dam-reply.toml", "dam-reply.txt"]
        .map(|name| support::root().join("tests/fixture").join(name));
    let paths: Vec<&str> = files.iter().map(|path| path.to_str().unwrap()).collect();
    let [one, other] =
        ["hash-one", "hash-other"].map(|name| Desk::new(name, &[("w.toml", WORDS), ("w.txt", "Ivy Fixture came.\n")]));
    one.done(&[&["add"], &paths[..]].concat());
    // The same after what went again, in two steps: other numbers of sources, records and batches.
    other.done(&["add", "w.toml", "w.txt"]);
    other.done(&[&["add"], &paths[..3]].concat());
    other.done(&[&["add"], &paths[3..]].concat());
    other.done(&["remove", "herald"]);
    let ids = "SELECT sum(id * length(key)) FROM record";
    assert_ne!(one.sql(ids), other.sql(ids));
    let [first, second] = [&one, &other].map(|desk| hash(&desk.0.join("r.db")));
    assert_eq!(first, second);
    // Whatever of a row is told otherwise changes it.
    let conn = rusqlite::Connection::open(one.0.join("r.db")).unwrap();
    for change in [
        "UPDATE event SET title = title || '.' WHERE id = (SELECT max(id) FROM event)",
        "UPDATE party SET n = n + 100 WHERE (record_id, role, n) IN (SELECT record_id, role, n FROM party LIMIT 1)",
        "UPDATE party SET entity_id = (SELECT max(id) FROM entity) WHERE (record_id, role, n) IN (SELECT record_id, role, n FROM party LIMIT 1)",
        "DELETE FROM citation WHERE record_id = (SELECT max(record_id) FROM citation)",
        "UPDATE stage SET low = low - 1 WHERE id = (SELECT max(id) FROM stage WHERE low > 1)",
    ] {
        conn.execute_batch("PRAGMA foreign_keys = OFF; BEGIN").unwrap();
        assert!(conn.execute(change, []).unwrap() > 0, "{change}");
        assert_ne!(contents::hash(&conn, &StopSign::default()).unwrap(), first, "{change}");
        conn.execute_batch("ROLLBACK").unwrap();
    }
    // How it came in is no part of what it says.
    conn.execute_batch("UPDATE batch SET name = 'other', read_at = '2020-01-01T00:00:00Z'; DELETE FROM change")
        .unwrap();
    assert_eq!(contents::hash(&conn, &StopSign::default()).unwrap(), first);
}

#[test]
fn a_backup_is_the_record_and_stands_beside_nothing_of_others() {
    let desk = Desk::new("backup", &[("w.toml", WORDS), ("w.txt", "Ivy Fixture came.\n"), ("other.txt", "a letter")]);
    let (_, stderr) = desk.done(&["backup", "copy.db"]);
    assert_eq!(told(&stderr), hash(&desk.0.join("r.db")));
    assert_eq!(hash(&desk.0.join("copy.db")), hash(&desk.0.join("r.db")));
    // One file that stands for itself, and that loads as the record does.
    let names: Vec<String> =
        std::fs::read_dir(&desk.0).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert!(names.iter().all(|name| !name.contains("copy.db-") && !name.starts_with(".copy")), "{names:?}");
    assert!(desk.done(&["--db", "copy.db", "check"]).1.contains("nothing is wrong"));
    desk.done(&["--db", "copy.db", "add", "w.toml", "w.txt"]);
    assert_ne!(hash(&desk.0.join("copy.db")), hash(&desk.0.join("r.db")));
    // Nothing is written over: no letter, no folder, no database of another program, no record with a journal.
    rusqlite::Connection::open(desk.0.join("theirs.db")).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
    std::fs::copy(desk.0.join("copy.db"), desk.0.join("half.db")).unwrap();
    desk.write("half.db-journal", "what was before");
    for (target, keep) in [
        ("copy.db", None),
        ("other.txt", None),
        ("other.txt", Some("3")),
        ("r.db", Some("3")),
        (".", Some("3")),
        ("theirs.db", Some("1")),
        ("theirs.db", Some("3")),
        ("half.db", Some("3")),
    ] {
        let keep: Vec<&str> = keep.into_iter().flat_map(|keep| ["--keep", keep]).collect();
        let before = std::fs::read(desk.0.join(target)).ok();
        let stderr = desk.refused(&[&["backup", target], &keep[..]].concat());
        assert!(stderr.contains("stands already") || stderr.contains("exists"), "{target}: {stderr}");
        assert_eq!(std::fs::read(desk.0.join(target)).ok(), before, "{target}");
    }
}

#[test]
fn as_many_backups_are_kept_as_are_asked_for_the_newest_under_the_name() {
    let desk = Desk::new("generations", &[("r.sql", "")]);
    let mut hashes = Vec::new();
    for n in 0..5 {
        desk.write(
            "w.toml",
            &WORDS.replace("\"Ivy Fixture\"\ncite", &format!("\"Ivy Fixture\"\ndescription = \"Release {n}\"\ncite")),
        );
        desk.write("w.txt", "Ivy Fixture came.\n");
        desk.done(&["add", "w.toml", "w.txt"]);
        hashes.push(told(&desk.done(&["backup", "b.db", "--keep", "3"]).1));
    }
    hashes.reverse();
    let kept: Vec<String> = ["b.db", "b.db.1", "b.db.2"].map(|name| hash(&desk.0.join(name))).to_vec();
    assert_eq!(kept, hashes[..3]);
    assert!(!desk.0.join("b.db.3").exists());
    // Fewer are kept only of what is moved; a gap is filled first.
    std::fs::remove_file(desk.0.join("b.db.1")).unwrap();
    desk.done(&["backup", "b.db", "--keep", "3"]);
    let kept: Vec<String> = ["b.db", "b.db.1", "b.db.2"].map(|name| hash(&desk.0.join(name))).to_vec();
    assert_eq!(kept, [&hashes[0], &hashes[0], &hashes[2]].map(String::clone));
    // One copy alone is replaced.
    desk.done(&["backup", "alone.db", "--keep", "1"]);
    desk.done(&["backup", "alone.db", "--keep", "1"]);
    assert_eq!(hash(&desk.0.join("alone.db")), hashes[0]);
    assert!(!desk.0.join("alone.db.1").exists());
}

#[test]
fn an_export_and_an_overview_tell_the_hash_and_what_is_loaded_from_it_has_it_again() {
    let desk = Desk::new("hash-export", &[]);
    let fixture = |name: &str| support::root().join("tests/fixture").join(name).display().to_string();
    let names = ["words.toml", "dam-report.toml", "dam-report.txt", "dam-reply.toml", "dam-reply.txt"].map(fixture);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    desk.done(&[&["add"], &names[..]].concat());
    let overview = told(&desk.done(&["ask", "overview"]).1);
    assert_eq!(overview, hash(&desk.0.join("r.db")));
    for kind in ["--facts", "--tables"] {
        assert_eq!(told(&desk.done(&["export", kind, &format!("out{kind}")]).1), overview);
    }
    desk.done(&["--db", "again.db", "init", "--empty"]);
    let mut files: Vec<String> = std::fs::read_dir(desk.0.join("out--facts"))
        .unwrap()
        .map(|entry| format!("out--facts/{}", entry.unwrap().file_name().to_string_lossy()))
        .filter(|name| !name.contains("/."))
        .collect();
    files.sort();
    let add: Vec<&str> = ["--db", "again.db", "add"].into_iter().chain(files.iter().map(String::as_str)).collect();
    desk.done(&add);
    assert_eq!(told(&desk.done(&["--db", "again.db", "ask", "overview"]).1), overview);
    // Nobody waits for it who wants no notes.
    assert!(desk.done(&["ask", "overview", "-q"]).1.is_empty());
}

#[test]
fn what_is_loaded_can_be_held_to_the_hash_of_what_was_exported() {
    let desk = Desk::new("held", &[("w.toml", WORDS), ("w.txt", "Ivy Fixture came.\n")]);
    desk.done(&["add", "w.toml", "w.txt"]);
    let hash = told(&desk.done(&["export", "--facts", "out"]).1);
    let files: Vec<String> = std::fs::read_dir(desk.0.join("out"))
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml" || ending == "txt"))
        .map(|path| path.to_str().unwrap().to_owned())
        .collect();
    let names: Vec<&str> = files.iter().map(String::as_str).collect();
    desk.done(&["init", "--empty", "new.db"]);
    let load = [&["add", "--db", "new.db"], &names[..]].concat();
    let before = hash_of(&desk, "new.db");
    let other = hash.replace(&hash[..1], if hash.starts_with('0') { "1" } else { "0" });
    let refused = desk.refused(&[&load[..], &["--hash", &other]].concat());
    assert!(refused.contains(&format!("says what has the hash {hash}")) || refused.contains(&hash), "{refused}");
    assert_eq!(hash_of(&desk, "new.db"), before);
    desk.done(&[&load[..], &["--hash", &hash.to_uppercase()]].concat());
    assert_eq!(hash_of(&desk, "new.db"), hash);
}

fn hash_of(desk: &Desk, name: &str) -> String {
    hash(&desk.0.join(name))
}

#[test]
fn nothing_is_written_under_a_name_that_sqlite_takes_for_its_own() {
    let desk = Desk::new("logs", &[("w.toml", WORDS), ("w.txt", "Ivy Fixture came.\n"), ("q.csv", "a,b\n")]);
    desk.done(&["add", "w.toml", "w.txt"]);
    let before = hash(&desk.0.join("r.db"));
    std::fs::write(desk.0.join("cut.db"), &std::fs::read(desk.0.join("r.db")).unwrap()[..40_000]).unwrap();
    for ending in ["-journal", "-wal", "-shm"] {
        let log = format!("r.db{ending}");
        for arguments in [
            &["backup", &log][..],
            &["backup", &log, "--keep", "3"],
            &["export", "--without-texts", &log],
            &["export", "--csl", &log],
            &["export", "--facts", &log],
            &["export", "--tables", &log],
            &["init", &log],
            &["man", &log],
            &["repair", "cut.db", "-o", &format!("cut.db{ending}")],
            &["ask", "pledges", "-F", "csv", "-o", &log],
            &["new", "w.txt", "-o", &log],
        ] {
            let (code, _, told) = desk.run(arguments);
            assert!(code == 2 && told.contains("name another file to write to"), "{arguments:?}: {code} {told}");
            assert!(!desk.0.join(&log).exists(), "{arguments:?}");
        }
    }
    // Where no such file is, it is a name like others.
    desk.done(&["export", "--csl", "other.db-wal"]);
    assert_eq!(hash(&desk.0.join("r.db")), before);
}

#[test]
fn a_kept_text_that_was_damaged_is_told() {
    let desk = Desk::new("damaged-text", &[("w.toml", WORDS)]);
    let text = "\u{feff}Ivy Fixture came.\r\nNobody cites this.\r\n";
    desk.write("w.txt", text);
    desk.done(&["add", "w.toml", "--text", "herald", "w.txt"]);
    assert!(desk.done(&["check"]).1.contains("nothing is wrong"));
    let path = desk.0.join("r.db");
    let bytes = std::fs::read(&path).unwrap();
    let at = bytes.windows(6).position(|six| six == b"Nobody").unwrap();
    let mut changed = bytes.clone();
    changed[at..at + 6].copy_from_slice(b"Anyone");
    std::fs::write(&path, changed).unwrap();
    let (code, told, _) = desk.run(&["check", "--csv"]);
    assert!(code == 1 && told.contains("fault,kept-text-differs-from-its-hash,herald"), "{code} {told}");
}

#[cfg(unix)]
#[test]
fn a_link_and_what_is_no_file_stay_what_they_are() {
    let desk = Desk::new("no-file", &[("v.csv", "id,title\n1,One\n")]);
    desk.done(&["import", "--new", "v.csv", "-o", "v.sql"]);
    let link = desk.0.join("link.json");
    std::os::unix::fs::symlink("there.json", &link).unwrap();
    desk.done(&["import", "v.sql", "v.csv", "--accounting", "link.json"]);
    assert!(link.symlink_metadata().unwrap().is_symlink());
    assert!(std::fs::read_to_string(desk.0.join("there.json")).unwrap().contains("\"read\": 1"));
    // A pipe takes the bytes, as /dev/null and a terminal do.
    let pipe = desk.0.join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let read = std::thread::spawn({
        let pipe = pipe.clone();
        move || std::fs::read_to_string(pipe).unwrap()
    });
    desk.done(&["import", "v.sql", "v.csv", "--accounting", "pipe"]);
    assert!(read.join().unwrap().contains("\"unchanged\": 1"));
    assert!(!pipe.metadata().unwrap().is_file());
}
