//! Nothing is lost and nobody let in: the right file answers, nothing takes the place of what is
//! read, strangers' files are read and not obeyed, and what blocks ends in time.

use crate::support;

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rusqlite::Connection;

/// A folder of its own with the invented record, `r.db`, in it.
fn folder(name: &str) -> PathBuf {
    let record = support::file(&format!("trust-{name}"), support::fill_fixture);
    let folder = record.parent().unwrap().join("work");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir(&folder).unwrap();
    fs::rename(record, folder.join("r.db")).unwrap();
    folder
}

/// What a run in a folder came to: exit code, stdout, stderr.
fn run<S: AsRef<OsStr>>(folder: &Path, arguments: &[S]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .current_dir(folder)
        .env_remove("ONRECORD_DB")
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn the_record_that_is_asked_is_the_one_that_is_named() {
    let folder = folder("named");
    for arguments in [
        &["ask", "statements", "--speaker", "arcadia", "--limit", "1", "--csv", "--db", "missing.db"][..],
        &["ask", "statements", "--limit=1", "--db=missing.db"],
        &["ask", "--db", "missing.db", "statements"],
        &["ask", "statements", "--db", "r.db", "--csv", "--db", "missing.db"],
    ] {
        let (code, stdout, stderr) = run(&folder, arguments);
        assert_eq!((code, stdout.as_str()), (3, ""), "{arguments:?}: {stderr}");
        assert!(stderr.contains("there is no record file `missing.db`"), "{stderr}");
    }
    assert_eq!(names(&folder), ["r.db"], "nothing is made");
    fs::create_dir(folder.join("mine")).unwrap();
    fs::write(folder.join("mine/own.sql"), "-- Rows.\nSELECT 7 AS seven;\n").unwrap();
    let (code, stdout, _) = run(&folder, &["ask", "own", "--limit", "1", "--csv", "--queries", "mine", "--db", "r.db"]);
    assert_eq!((code, stdout.as_str()), (0, "seven\n7\n"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_record_may_have_any_name() {
    use std::os::unix::ffi::OsStringExt;
    let folder = folder("any-name");
    for name in [&b"a\xff.db"[..], b"file:x.db", b"file:r.db?mode=memory", b":memory:", b"a b#c%41.db", b"-x.db"] {
        let name = OsString::from_vec(name.to_vec());
        fs::copy(folder.join("r.db"), folder.join(&name)).unwrap();
        let mut option = OsString::from("--db=");
        option.push(&name);
        let (code, stdout, stderr) = run(&folder, &["ask".into(), "overview".into(), "--csv".into(), option.clone()]);
        assert!(code == 0 && stdout.contains("statement"), "{}: {stderr}", name.display());
        let facts = support::root().join("tests/fixture/words.toml");
        let (code, _, stderr) = run(&folder, &[option, "add".into(), facts.into()]);
        assert_eq!(code, 0, "{}: {stderr}", name.display());
    }
    assert_eq!(names(&folder).len(), 7, "no other file is made");
}

#[cfg(unix)]
#[test]
fn an_answer_never_takes_the_place_of_what_is_read() {
    let folder = folder("over");
    let words = support::root().join("tests/fixture/words.toml");
    fs::copy(&words, folder.join("w.toml")).unwrap();
    fs::write(folder.join("q.sql"), "select 1 as x").unwrap();
    std::os::unix::fs::symlink("r.db", folder.join("link.csv")).unwrap();
    fs::hard_link(folder.join("r.db"), folder.join("other.csv")).unwrap();
    let before = fs::read(folder.join("r.db")).unwrap();
    for arguments in [
        &["sql", "select 1 as x", "-o", "r.db"][..],
        &["sql", "select 1 as x", "-o", "./r.db"],
        &["sql", "select 1 as x", "-o", "r.db-journal"],
        &["sql", "select 1 as x", "-o", "r.db-wal"],
        &["sql", "select 1 as x", "-o", "link.csv"],
        &["sql", "select 1 as x", "-o", "other.csv"],
        &["sql", "-f", "q.sql", "-o", "q.sql"],
        &["add", "w.toml", "-o", "w.toml"],
        &["ask", "overview", "--limit", "1", "-o", "r.db"],
        &["new", "w.toml", "-o", "./w.toml"],
    ] {
        let (code, _, stderr) = run(&folder, &[&["--db", "r.db"], arguments].concat());
        assert!(code == 2 || (arguments[0] == "new" && code == 3), "{arguments:?}: {code} {stderr}");
    }
    assert_eq!(fs::read(folder.join("r.db")).unwrap(), before);
    assert_eq!(fs::read(folder.join("w.toml")).unwrap(), fs::read(words).unwrap());
    assert_eq!(names(&folder), ["link.csv", "other.csv", "q.sql", "r.db", "w.toml"]);
}

#[cfg(unix)]
#[test]
fn an_answer_keeps_the_mode_and_the_link_of_its_file() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder("mode");
    fs::write(folder.join("a.csv"), "old").unwrap();
    fs::set_permissions(folder.join("a.csv"), fs::Permissions::from_mode(0o600)).unwrap();
    std::os::unix::fs::symlink("a.csv", folder.join("link.csv")).unwrap();
    std::os::unix::fs::symlink("new.csv", folder.join("dangling.csv")).unwrap();
    for output in ["link.csv", "dangling.csv"] {
        assert_eq!(run(&folder, &["--db", "r.db", "sql", "select 1 as x", "-o", output]).0, 0);
        assert!(folder.join(output).symlink_metadata().unwrap().is_symlink());
        assert_eq!(fs::read(folder.join(output)).unwrap(), b"x\n1\n");
    }
    assert_eq!(folder.join("a.csv").metadata().unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(run(&folder, &["--db", "r.db", "sql", "select 1 as x", "--csv", "-o", "-"]).1, "x\n1\n");
    assert_eq!(names(&folder), ["a.csv", "dangling.csv", "link.csv", "new.csv", "r.db"]);
}

#[test]
fn how_an_answer_is_written_is_settled_before_anything_is_changed() {
    let folder = folder("settled");
    let facts = "[source]\nkey = \"s\"\nkind = \"data-set\"\n\n[[entity]]\nkey = \"new-one\"\nkind = \"person\"\nname = \"New One\"\n";
    fs::write(folder.join("f.toml"), facts).unwrap();
    let has = || {
        let conn = Connection::open(folder.join("r.db")).unwrap();
        conn.query_row("SELECT count(*) FROM record WHERE key = 'new-one'", [], |row| row.get::<_, i64>(0)).unwrap()
    };
    assert_eq!(run(&folder, &["--db", "r.db", "add", "f.toml", "-F", "nonsense"]).0, 2);
    assert_eq!(run(&folder, &["--db", "r.db", "add", "f.toml", "-o", "no/such/folder.csv"]).0, 5);
    assert_eq!(has(), 0);
    if Path::new("/dev/full").exists() {
        let (code, _, stderr) = run(&folder, &["--db", "r.db", "add", "f.toml", "-o", "/dev/full"]);
        assert_eq!(code, 5);
        assert!(stderr.contains("the change is in the record"), "{stderr}");
        assert_eq!(has(), 1);
    }
}

#[test]
fn a_copy_without_texts_is_of_the_record_as_a_reader_sees_it() {
    let folder = folder("copy");
    let conn = Connection::open(folder.join("r.db")).unwrap();
    conn.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(())).unwrap();
    conn.execute_batch("UPDATE statement SET gist = 'new words'").unwrap();
    // What a killed run of another program may have left under names like these is not touched.
    for bystander in ["s.new", "s.new-journal", ".s.db.of-a-person.new", "s.db-journal"] {
        fs::write(folder.join(bystander), "mine").unwrap();
    }
    fs::write(folder.join(".s.db.41.new"), "left by a killed run").unwrap();
    let (code, _, stderr) = run(&folder, &["--db", "r.db", "export", "--without-texts", "s.db"]);
    assert_eq!(code, 0, "{stderr}");
    assert!(stderr.contains("took away") && stderr.contains(".s.db.41.new"), "{stderr}");
    drop(conn);
    fs::remove_file(folder.join("s.db-journal")).unwrap();
    let copy = Connection::open(folder.join("s.db")).unwrap();
    let count = |sql: &str| copy.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(count("SELECT count(*) FROM statement WHERE gist <> 'new words'"), 0);
    assert_eq!(count("SELECT count(*) FROM source_text"), 0);
    assert_eq!(copy.query_row("PRAGMA journal_mode", [], |row| row.get::<_, String>(0)).unwrap(), "delete");
    assert_eq!(fs::read(folder.join("s.new")).unwrap(), b"mine");
    let (code, _, stderr) = run(&folder, &["--db", "r.db", "export", "--without-texts", "s.db"]);
    assert!(code == 3 && stderr.contains("exists already"), "{stderr}");
}

#[test]
fn an_export_leaves_nothing_half_and_nothing_stale() {
    let folder = folder("export");
    assert_eq!(run(&folder, &["--db", "r.db", "export", "--facts", "out", "--tables", "out"]).0, 0);
    assert!(folder.join("out/dam-report.toml").exists() && folder.join("out/events.csv").exists());
    // A later export is of what is there then, and of nothing else.
    assert_eq!(run(&folder, &["--db", "r.db", "export", "--tables", "out"]).0, 0);
    assert!(!folder.join("out/dam-report.toml").exists());
    fs::write(folder.join("out/notes.txt"), "mine").unwrap();
    let (code, _, stderr) = run(&folder, &["--db", "r.db", "export", "--facts", "out"]);
    assert!(code == 3 && stderr.contains("holds files that are no export: `notes.txt`"), "{stderr}");
    assert!(folder.join("out/notes.txt").exists() && !folder.join("out/dam-report.toml").exists());
    assert_eq!(names(&folder), ["out", "r.db"]);
}

#[test]
fn names_in_a_strangers_record_are_no_paths() {
    let folder = folder("paths");
    let conn = Connection::open(folder.join("r.db")).unwrap();
    conn.execute_batch("CREATE VIEW \"../../v\" AS SELECT 'x' AS y; CREATE VIEW \"/tmp/v\" AS SELECT 1").unwrap();
    let (code, _, stderr) = run(&folder, &["--db", "r.db", "export", "--tables", "t"]);
    assert!(code == 0 && stderr.contains("left out views that are not the record's own"), "{stderr}");
    conn.execute_batch(
        "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF; UPDATE source SET key = '../../x' WHERE id = 1",
    )
    .unwrap();
    let (code, _, stderr) = run(&folder, &["--db", "r.db", "export", "--facts", "f"]);
    assert!(code == 3 && stderr.contains("`../../x`, which is no key"), "{stderr}");
    assert_eq!(names(&folder), ["r.db", "t"]);
}

#[test]
fn a_record_with_foreign_parts_is_read_and_not_written() {
    for (name, sql, part) in [
        ("trigger", "CREATE TRIGGER t AFTER INSERT ON batch BEGIN UPDATE statement SET gist = 'x'; END", "`t`"),
        ("view-trigger", "CREATE TRIGGER t INSTEAD OF INSERT ON pledges BEGIN SELECT 1; END", "`t`"),
        ("unique", "CREATE UNIQUE INDEX i ON batch (id, read_at)", "`i`"),
        ("computed", "CREATE INDEX i ON batch (lower(name))", "`i`"),
        ("view", "DROP VIEW pledges; CREATE VIEW pledges AS SELECT 1 AS low", "`pledges`"),
        ("index", "DROP INDEX change_by_batch; CREATE INDEX change_by_batch ON batch (name)", "`change_by_batch`"),
        ("gone", "DROP TRIGGER source_text_stays", "`source_text_stays`"),
        ("column", "ALTER TABLE event ADD COLUMN more TEXT", "`event`"),
    ] {
        let folder = folder(&format!("foreign-{name}"));
        Connection::open(folder.join("r.db")).unwrap().execute_batch(sql).unwrap();
        let before = fs::read(folder.join("r.db")).unwrap();
        let facts = support::root().join("tests/fixture/words.toml");
        let facts = facts.to_str().unwrap();
        for arguments in [&["add", facts][..], &["merge", "arcadia", "ruritania"], &["remove", "1"]] {
            let (code, _, stderr) = run(&folder, &[&["--db", "r.db"], arguments].concat());
            assert!(code == 3 && stderr.contains(part) && stderr.contains("--trust-schema"), "{name}: {stderr}");
        }
        assert_eq!(fs::read(folder.join("r.db")).unwrap(), before, "{name}");
        let (code, stdout, _) = run(&folder, &["--db", "r.db", "check", "foreign-part", "--csv"]);
        assert!(code == 1 && stdout.contains(part.trim_matches('`')), "{name}: {stdout}");
        if name == "trigger" {
            let (code, _, stderr) = run(&folder, &["--db", "r.db", "add", facts, "--trust-schema"]);
            assert_eq!(code, 0, "{stderr}");
        }
    }
}

#[test]
fn a_persons_own_tables_neither_break_anything_nor_are_touched() {
    let folder = folder("own-tables");
    let conn = Connection::open(folder.join("r.db")).unwrap();
    conn.execute_batch(
        "CREATE TABLE \"my \"\"notes\" (a, \"select\" TEXT, b AS (a + 1)); INSERT INTO \"my \"\"notes\" VALUES (1, 'x');
        CREATE TABLE \"x AFTER UPDATE ON main.query BEGIN SELECT 1; END; --\" (batch_id);
        INSERT INTO \"x AFTER UPDATE ON main.query BEGIN SELECT 1; END; --\" VALUES (1);
        CREATE VIRTUAL TABLE words USING fts5(x); INSERT INTO words VALUES ('hello');
        CREATE VIRTUAL TABLE boxes USING rtree(id, a, b); INSERT INTO boxes VALUES (1, 2, 3);
        CREATE TABLE mine (id INTEGER PRIMARY KEY, record_id REFERENCES record (id));
        CREATE TRIGGER mine_kept AFTER INSERT ON mine BEGIN SELECT 1; END;
        CREATE VIEW \"my view\" AS SELECT * FROM mine; CREATE INDEX event_by_kind ON event (type)",
    )
    .unwrap();
    let own = || -> Vec<String> {
        let sql = "SELECT \"select\" FROM \"my \"\"notes\" UNION ALL SELECT x FROM words UNION ALL SELECT id FROM boxes
          UNION ALL SELECT batch_id FROM \"x AFTER UPDATE ON main.query BEGIN SELECT 1; END; --\"";
        let mut statement = conn.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get::<_, rusqlite::types::Value>(0)).unwrap();
        rows.map(|value| format!("{:?}", value.unwrap())).collect()
    };
    let before = own();
    let fixture = |name: &str| support::root().join("tests/fixture").join(name).display().to_string();
    for arguments in [
        vec!["check".to_owned()],
        vec!["add".to_owned(), fixture("words.toml"), fixture("dam-report.toml")],
        vec!["sql".to_owned(), "select * from words, boxes where words match 'hello'".to_owned()],
        vec!["schema".to_owned(), "my \"notes".to_owned()],
        vec!["export".to_owned(), "--facts".to_owned(), "f".to_owned(), "--tables".to_owned(), "t".to_owned()],
        vec!["export".to_owned(), "--without-texts".to_owned(), "c.db".to_owned()],
        vec!["remove".to_owned(), "1".to_owned(), "--with-dependents".to_owned()],
    ] {
        let (code, stdout, stderr) =
            run(&folder, &[vec!["--db".to_owned(), "r.db".to_owned()], arguments.clone()].concat());
        assert_eq!(code, 0, "{arguments:?}: {stdout}{stderr}");
    }
    assert_eq!(own(), before);
}

#[test]
fn what_a_strangers_record_says_was_replaced_becomes_no_sql() {
    let folder = folder("replaced");
    let conn = Connection::open(folder.join("r.db")).unwrap();
    for (table, key, old) in [
        ("record (id) VALUES (1); DELETE FROM batch; --", "{\"id\":1}", "{\"id\":1}"),
        ("query", "{\"name\":\"x\"}", "{\"name\":\"x\",\"sql\":\"y\"}"),
        ("event", "{\"id\":1}", "{\"id) VALUES (1); DELETE FROM batch; --\":1}"),
        ("event", "{}", "{\"title\":\"all of them\"}"),
    ] {
        conn.execute_batch("DELETE FROM change; DELETE FROM batch WHERE id = 99").unwrap();
        conn.execute(
            "INSERT INTO batch (id, kind, name, read_at) VALUES (99, 'facts', 'x', '2020-01-01T00:00:00Z')",
            [],
        )
        .unwrap();
        let sql = "INSERT INTO change (batch_id, of_table, operation, row_key, old) VALUES (99, ?1, 'update', ?2, ?3)";
        conn.execute(sql, (table, key, old)).unwrap();
        let (code, _, stderr) = run(&folder, &["--db", "r.db", "remove", "99"]);
        assert!(code == 3 && stderr.contains("does not fit its tables"), "{table}: {code} {stderr}");
    }
}

#[test]
fn a_persons_own_file_of_rejects_stays() {
    let folder = folder("rejects");
    let recipe = "-- Visits.\n-- @reads csv\n-- @key 'visit-' || id\n-- @source.key our-visits\n\
        INSERT INTO rejected SELECT row_number, 'no' FROM staged WHERE id = '2';\n\
        INSERT INTO record (id, key, kind) SELECT record_id, row_key, 'event' FROM staged;\n\
        INSERT INTO event (id, type, title, status) SELECT record_id, 'visit', 'v', 'occurred' FROM staged;\n\
        INSERT INTO citation (record_id, source_id) SELECT record_id, source_id FROM staged JOIN data_set;\n";
    fs::write(folder.join("v.sql"), recipe).unwrap();
    fs::write(folder.join("q.csv"), "id\n1\n2\n").unwrap();
    fs::write(folder.join("q.csv.rejected.csv"), "my own notes").unwrap();
    for _ in 0..2 {
        let (code, _, stderr) = run(&folder, &["--db", "r.db", "import", "v.sql", "q.csv"]);
        assert!(code == 0 && stderr.contains("q.csv.rejected-2.csv"), "{stderr}");
    }
    assert_eq!(fs::read(folder.join("q.csv.rejected-2.csv")).unwrap(), b"line,reason,id\n3,no,2\n");
    fs::write(folder.join("q.csv"), "id\n1\n").unwrap();
    assert_eq!(run(&folder, &["--db", "r.db", "import", "v.sql", "q.csv"]).0, 0);
    assert_eq!(names(&folder), ["q.csv", "q.csv.rejected.csv", "r.db", "v.sql"]);
    assert_eq!(fs::read(folder.join("q.csv.rejected.csv")).unwrap(), b"my own notes");
}

#[test]
fn the_time_limit_holds_whatever_blocks() {
    let folder = folder("time");
    let slow = "-- Rows.\nWITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c;\n";
    fs::create_dir(folder.join("queries")).unwrap();
    fs::write(folder.join("queries/slow.sql"), slow).unwrap();
    let one_function =
        "select instr(replace(hex(zeroblob(20000000)),'00','a'),replace(hex(zeroblob(2000000)),'00','a')||'b')";
    let facts = support::root().join("tests/fixture/words.toml");
    let facts = facts.to_str().unwrap();
    let mut runs = vec![
        vec!["ask", "slow", "--db", "r.db", "--timeout", "0.3"],
        vec!["ask", "slow", "--timeout=0.3", "--db", "r.db"],
        vec!["--db", "r.db", "--timeout", "0.3", "sql", one_function],
    ];
    for command in [
        &["check"][..],
        &["add", facts],
        &["merge", "arcadia", "ruritania"],
        &["remove", "1"],
        &["schema"],
        &["export", "--facts", "f"],
        &["init", "n.db"],
        &["ask"],
    ] {
        runs.push([&["--db", "r.db", "--timeout", "0"], command].concat());
    }
    #[cfg(unix)]
    {
        Command::new("mkfifo").arg(folder.join("pipe")).status().unwrap();
        runs.push(vec!["--db", "r.db", "--timeout", "0.3", "sql", "-f", "pipe"]);
        runs.push(vec!["--db", "r.db", "--timeout", "0.3", "add", "pipe"]);
    }
    for arguments in runs {
        let begun = Instant::now();
        let (code, _, stderr) = run(&folder, &arguments);
        assert!(code == 4 && stderr.contains("the time limit of"), "{arguments:?}: {code} {stderr}");
        assert!(begun.elapsed() < Duration::from_secs(4), "{arguments:?}");
    }
    for bad in ["-1", "nan", "inf", "1e300", "soon"] {
        let option = format!("--timeout={bad}");
        assert_eq!(run(&folder, &["--db", "r.db", "sql", "select 1", &option]).0, 2, "{bad}");
    }
}

#[test]
fn a_lock_is_waited_for_as_long_as_told_and_has_its_own_code() {
    let folder = folder("lock");
    let conn = Connection::open(folder.join("r.db")).unwrap();
    conn.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let facts = support::root().join("tests/fixture/words.toml");
    for arguments in [&["sql", "select 1"][..], &["check"], &["add", facts.to_str().unwrap()]] {
        let (code, _, stderr) = run(&folder, &[&["--db", "r.db", "--busy-timeout", "0.2"], arguments].concat());
        assert!(code == 6 && stderr.contains("locked by another program; waited 0.2 s"), "{arguments:?}: {stderr}");
        let (code, ..) = run(&folder, &[&["--db", "r.db", "--timeout", "0.2"], arguments].concat());
        assert_eq!(code, 4, "{arguments:?}");
    }
    conn.execute_batch("ROLLBACK").unwrap();
    assert_eq!(run(&folder, &["--db", "r.db", "--busy-timeout", "0", "check"]).0, 0);
}

#[test]
fn memory_has_a_bound() {
    let folder = folder("memory");
    let blobs = format!("select {}", ["randomblob(30000000)"; 12].join(", "));
    let (code, _, stderr) = run(&folder, &["--db", "r.db", "sql", &blobs, "--raw", "--max-memory", "100"]);
    assert!(
        code == 3 && stderr.contains("more memory than it may take") && stderr.contains("--max-memory"),
        "{stderr}"
    );
}

#[test]
fn check_names_the_broken_pages() {
    let folder = folder("pages");
    let sound = fs::read(folder.join("r.db")).unwrap();
    // Not a page of long text alone: zeros there are a text, and nothing that SQLite finds broken. All
    // other pages begin with the mark of a tree.
    let count = sound.len() / 4096;
    let is_tree = |page: &usize| matches!(sound[*page * 4096], 2 | 5 | 10 | 13);
    let late = (0..count - 40).rev().find(is_tree).unwrap();
    for page in [1, 2, 3, 30, 60, late].into_iter().filter(|page| *page < count && is_tree(page)) {
        let mut broken = sound.clone();
        broken[page * 4096..(page + 1) * 4096].fill(0);
        fs::write(folder.join("r.db"), broken).unwrap();
        let (code, stdout, stderr) = run(&folder, &["--db", "r.db", "check", "--csv"]);
        assert!(code == 1 && stdout.contains("broken-page") && stdout.contains("page"), "{page}: {stdout}{stderr}");
        assert!(stderr.contains("restore the file from a copy"), "{page}: {stderr}");
    }
    fs::write(folder.join("r.db"), &sound[..sound.len() - 4096 * 3]).unwrap();
    let (code, stdout, _) = run(&folder, &["--db", "r.db", "check", "--csv"]);
    assert!(code == 1 && stdout.contains("it is cut short"), "{stdout}");
    // With a log beside it, nobody is told to put a copy in its place.
    fs::write(folder.join("r.db-wal"), "a log of somebody").unwrap();
    let (code, _, stderr) = run(&folder, &["--db", "r.db", "sql", "select count(*) from record"]);
    assert!(code == 3 && !stderr.contains("restore") && stderr.contains("belongs to it"), "{stderr}");
}

#[test]
fn a_schema_with_bytes_that_are_no_text_is_read_as_far_as_it_can_be() {
    let folder = folder("bytes");
    let sound = fs::read(folder.join("r.db")).unwrap();
    for comment in ["-- when; EDTF @day", "-- in our words; of a data set"] {
        let mut damaged = sound.clone();
        let at = damaged.windows(comment.len()).position(|bytes| bytes == comment.as_bytes()).unwrap();
        damaged[at + 4] = 0xFF;
        fs::write(folder.join("r.db"), damaged).unwrap();
        for arguments in [&["check"][..], &["ask", "pledges"], &["schema", "event"], &["schema", "events"]] {
            let (code, _, stderr) = run(&folder, &[&["--db", "r.db"], arguments].concat());
            assert!(code == 0, "{comment}: {arguments:?}: {code}: {stderr}");
        }
    }
}
