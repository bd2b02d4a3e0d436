//! A stranger's queries: what is wrong with one is told with its line, and spoils no other.

use crate::support;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rusqlite::{Connection, params};

/// Asks a record; the exit code, the answer and what is said.
fn ask(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.current_dir(folder).env_remove("ONRECORD_DB").env_remove("ONRECORD_FORMAT");
    let ended = command.args(["--db", "record.db"]).args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (ended.status.code().unwrap_or(-1), text(ended.stdout), text(ended.stderr))
}

/// A record in a folder of its own, with a folder of queries beside it.
fn folder(name: &str) -> PathBuf {
    let folder = support::file(name, support::fill_fixture).parent().unwrap().to_owned();
    let _ = fs::remove_dir_all(folder.join("queries"));
    fs::create_dir(folder.join("queries")).unwrap();
    folder
}

#[test]
fn a_declaration_that_cannot_be_followed_is_an_error_with_its_line() {
    let folder = folder("declared");
    let options = [
        "db",
        "format",
        "csv",
        "tsv",
        "json",
        "jsonl",
        "markdown",
        "vertical",
        "html",
        "raw",
        "output",
        "cite",
        "null",
        "no_header",
        "limit",
        "timeout",
        "width",
        "bigint",
        "guard_formulas",
        "queries",
        "help",
        "Options",
    ];
    let reserved = options.iter().map(|name| (format!("{name} text x"), "has the name of an option"));
    let faulty = [
        ("a text x\n-- @param a text x", "declared twice"),
        ("1a text x", "is not a name"),
        ("a-b text x", "is not a name"),
        ("naïve text x", "is not a name"),
        ("a enum() x", "an enum has words"),
        ("a enum(x, \u{1b}) x", "cannot be typed or seen"),
        ("a enum(x, y) = z x", "the default `z` does not fit `a`: it is one of x, y"),
        ("a integer = many x", "it is not a whole number"),
        ("a number = inf x", "it is not a number"),
        ("a day = 2023 x", "it is more than one day"),
        ("a date first = never x", "is not a date"),
        ("a money = much x", "it is not an amount"),
        ("a entity = nobody x", "no entity is known as `nobody`"),
        ("a currency = XYZ x", "it is not a currency code"),
    ];
    for (declaration, why) in reserved.chain(faulty.map(|(text, why)| (text.to_owned(), why))) {
        let line = 2 + declaration.matches('\n').count();
        fs::write(folder.join("queries/x.sql"), format!("-- S\n-- @param {declaration}\nSELECT 1 WHERE :a IS NULL"))
            .unwrap();
        let (code, _, told) = ask(&folder, &["ask", "x"]);
        assert_eq!(code, 3, "{declaration}: {told}");
        assert!(told.starts_with(&format!("error: x.sql:{line}: ")) && told.contains(why), "{declaration}: {told}");
    }
}

#[test]
fn a_faulty_query_spoils_no_other() {
    let folder = folder("spoiled");
    let write = |name: &str, text: &str| fs::write(folder.join("queries").join(name), text).unwrap();
    for name in ["my_query", "v1.2", "Grand_Total", "требования", "查询"] {
        write(&format!("{name}.sql"), "-- Rows.\nSELECT 7 AS seven");
    }
    write("limits.sql", "-- Rows.\n-- @param limit text x\nSELECT :limit");
    write("headless.sql", "SELECT 1");
    write("half.sql", "-- Rows.\nSELECT 1 AS a WHERE 1 = 1 \0 AND 1 = 2");
    fs::write(folder.join("queries/latin.sql"), b"-- Rows \xe9\nSELECT 1").unwrap();
    fs::create_dir(folder.join("queries/folder.sql")).unwrap();
    write(".hidden.sql", "SELECT 1");
    let conn = Connection::open(folder.join("record.db")).unwrap();
    // A stranger's file need not have our rules.
    conn.execute_batch("DROP TABLE query; CREATE TABLE query (name, summary, sql, batch_id)").unwrap();
    let store = "INSERT INTO query VALUES (?1, 's', ?2, 1)";
    conn.execute(store, params!["blob", b"-- S\nSELECT 1"]).unwrap();
    conn.execute(store, params!["nul", "-- S\nSELECT 1 \0 2"]).unwrap();
    conn.execute(store, params!["bare", "SELECT 1"]).unwrap();
    conn.execute(store, params![b"as-bytes", "-- S\nSELECT 1"]).unwrap();
    conn.execute(store, params!["sound", "-- Sound rows.\nSELECT 1"]).unwrap();
    drop(conn);
    let (code, listed, told) = ask(&folder, &["ask", "--csv"]);
    assert_eq!((code, told.as_str()), (0, ""));
    let line = |name: &str| listed.lines().find_map(|line| line.strip_prefix(&format!("{name},"))).unwrap_or_default();
    assert!(line("pledges").starts_with("\"Pledges and how far"), "{listed}");
    assert_eq!(line("sound"), "Sound rows.,\"\",of the record file");
    for (name, fault) in [
        ("limits", "limits.sql:2: the parameter `limit` has the name of an option"),
        ("headless", "headless.sql:1: it begins with a comment"),
        ("half", "has a NUL byte"),
        ("latin", "UTF-8"),
        ("blob", "blob.sql:1: the record holds no text for it"),
        ("nul", "has a NUL byte"),
        ("bare", "bare.sql:1: it begins with a comment"),
        ("as-bytes", "no query is named"),
    ] {
        let told = listed.split(&format!("\n{name},")).nth(1).unwrap_or_default();
        let told = told.split("\"\"\n").next().unwrap_or_default();
        assert!(told.contains("cannot be asked: ") && told.contains(fault), "{name}: {told}");
    }
    for name in ["my_query", "v1.2", "Grand_Total", "требования", "查询"] {
        assert_eq!(ask(&folder, &["ask", name, "--raw"]), (0, "7\n".to_owned(), String::new()), "{name}");
    }
    assert!(!listed.contains("folder") && !listed.contains("hidden"), "{listed}");
    assert_eq!(ask(&folder, &["ask", "../queries/my_query"]).0, 2);
}

#[test]
fn a_record_without_a_readable_list_of_queries_still_has_the_built_in_ones() {
    let folder = folder("unreadable");
    let conn = Connection::open(folder.join("record.db")).unwrap();
    conn.execute_batch("DROP TABLE query; CREATE TABLE query (other)").unwrap();
    drop(conn);
    let (code, listed, told) = ask(&folder, &["ask", "--csv"]);
    assert!(code == 0 && listed.contains("\npledges,"), "{listed}{told}");
    assert_eq!(told, "note: the queries that the record holds are left out: no such column: name\n");
}

#[cfg(unix)]
#[test]
fn a_query_that_is_no_text_file_is_told_and_never_waited_for() {
    use std::os::unix::ffi::OsStrExt;
    let folder = folder("special");
    let path = folder.join("queries");
    std::os::unix::fs::symlink("nowhere", path.join("gone.sql")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", path.join("endless.sql")).unwrap();
    fs::write(path.join(std::ffi::OsStr::from_bytes(b"\xff.sql")), "-- Rows.\nSELECT 1").unwrap();
    let (code, listed, told) = ask(&folder, &["ask", "--csv"]);
    assert_eq!(code, 0);
    assert!(listed.contains("gone.sql` cannot be read"), "{listed}");
    assert!(listed.contains("endless.sql` cannot be read: it is not a file"), "{listed}");
    assert!(told.contains("is left out: its name is not UTF-8"), "{told}");
}

#[test]
fn nothing_of_the_sql_is_left_out() {
    let folder = folder("whole");
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
    write("queries/two.sql", "-- Rows.\nSELECT 1 AS a; SELECT 2 AS b;\n");
    write("queries/one.sql", "-- Rows.\nSELECT 1 AS a; -- and no more\n;\n");
    let (code, answer, told) = ask(&folder, &["ask", "two", "--csv"]);
    assert_eq!((code, answer.as_str()), (3, ""));
    assert_eq!(told, "error: a query is one statement, and another follows it\n");
    assert_eq!(ask(&folder, &["ask", "one", "--csv"]).1, "a\n1\n");
    write("nul.sql", "select 1 as x where 1 = 1 \0 and 1 = 2");
    write("recipe.sql", "-- R.\n-- @reads csv\n-- @source.key set\nSELECT 1; \0 SELECT 2");
    write("input.csv", "a\n1\n");
    for arguments in [&["sql", "-f", "nul.sql"][..], &["import", "recipe.sql", "input.csv"]] {
        let (code, answer, told) = ask(&folder, arguments);
        assert_eq!((code, answer.as_str()), (3, ""), "{told}");
        assert!(told.starts_with("error: the SQL has a NUL byte, and SQLite would read nothing after it\n"), "{told}");
    }
    let mut piped = Command::new("sh");
    piped.args([
        "-c",
        "printf 'select 1 \\000 from nowhere' | \"$0\" --db record.db sql -",
        env!("CARGO_BIN_EXE_onrecord"),
    ]);
    assert_eq!(piped.current_dir(&folder).output().unwrap().status.code(), Some(3));
}

#[test]
fn the_sql_of_an_answer_is_the_same_question_to_any_sqlite_tool() {
    let folder = folder("as-sql");
    for arguments in [
        &["pledges", "--donor", "arcadia", "--min-amount", "1,000", "--source", "dam-report"][..],
        &["who-said", "--words", "together"],
        &["events", "--since", "2020-03-01", "--party", "arcadia"],
        &["connections", "--from", "arcadia", "--to", "ruritania"],
    ] {
        let (code, sql, told) = ask(&folder, &[&["ask"], arguments, &["--sql"]].concat());
        assert_eq!((code, told.as_str()), (0, ""));
        let file = folder.join("asked.sql");
        fs::write(&file, &sql).unwrap();
        let mut shell = Command::new("sqlite3");
        shell.args(["-readonly", "-json"]).arg(folder.join("record.db")).stdin(fs::File::open(&file).unwrap());
        let output = shell.output();
        let Ok(output) = output else { return };
        // No rows are nothing at all to the shell.
        let theirs = if output.stdout.is_empty() { b"[]".to_vec() } else { output.stdout };
        let theirs: serde_json::Value = serde_json::from_slice(&theirs).unwrap();
        let (_, ours, _) = ask(&folder, &[&["ask"], arguments, &["--json"]].concat());
        assert_eq!(theirs, serde_json::from_str::<serde_json::Value>(&ours).unwrap(), "{sql}");
    }
}

#[test]
fn the_catalogue_is_data_for_programs_and_marks_what_is_not_built_in() {
    let folder = folder("data");
    fs::write(folder.join("queries/own.sql"), "-- Own rows.\n-- @param on day = 2020-01-01 the day\nSELECT :on AS day")
        .unwrap();
    fs::write(folder.join("queries/pledges.sql"), "-- Our pledges.\nSELECT 1 AS one").unwrap();
    let (_, listed, _) = ask(&folder, &["ask", "--json"]);
    let listed: Vec<serde_json::Value> = serde_json::from_str(&listed).unwrap();
    let of = |name: &str| listed.iter().find(|query| query["query"] == name).unwrap();
    assert_eq!(of("own")["from"], "own");
    assert_eq!(of("pledges")["from"], "own, in place of the built-in one");
    assert_eq!(of("events")["from"], "built in");
    let parameter = &of("own")["parameters"][0];
    assert_eq!((&parameter["flag"], &parameter["type"]), (&"--on".into(), &"day".into()));
    assert_eq!((&parameter["default"], &parameter["help"]), (&"2020-01-01".into(), &"the day".into()));
    let words = of("events")["parameters"].as_array().unwrap().iter().find(|p| p["name"] == "status").unwrap();
    assert_eq!(words["words"][0], "planned");
    let (_, shown, _) = ask(&folder, &["ask"]);
    assert!(shown.contains("Own rows. [own]") && !shown.contains("built in"), "{shown}");
}

#[test]
fn help_shows_a_strangers_examples_a_line_each_and_obeys_none() {
    let folder = folder("examples");
    let sql =
        "-- Rows.\n--\n-- @param a text it\n-- @example --a 'x y'\n-- @example --a \u{1b}[31m\n--     z\nSELECT :a;\n";
    fs::write(folder.join("queries/mine.sql"), sql).unwrap();
    let (code, help, _) = ask(&folder, &["ask", "mine", "--help"]);
    let shown = "Rows\n\n  onrecord ask mine --a 'x y'\n  onrecord ask mine --a ␛[31m z\n";
    assert!(code == 0 && help.starts_with(shown), "{help}");
}

#[test]
fn a_persons_own_checks_and_recipes_go_by_the_rule_of_questions() {
    let folder = folder("own");
    for (place, name, sql) in [
        (
            "checks",
            "event-without-note",
            "-- Events that nobody has a note on.\nSELECT key, 'it has no note' FROM record WHERE kind = 'event' AND note IS NULL",
        ),
        ("checks", "no-rows", "-- Nothing.\nSELECT 1"),
        (
            "recipes",
            "our-visits",
            "-- Visits of ours.\n-- @reads csv\n-- @key id\n-- @source.key our-visits\nINSERT INTO rejected (row_number, reason) SELECT row_number, 'no' FROM staged",
        ),
    ] {
        fs::create_dir_all(folder.join(place)).unwrap();
        fs::write(folder.join(place).join(format!("{name}.sql")), sql).unwrap();
    }
    let (code, list, _) = ask(&folder, &["check", "--list", "--csv"]);
    assert!(code == 0 && list.contains("event-without-note,Events that nobody has a note on.\n"), "{list}");
    let (code, found, _) = ask(&folder, &["check", "event-without-note", "--csv"]);
    assert_eq!((code, found.lines().nth(1).unwrap().ends_with(",it has no note")), (1, true), "{found}");
    let (code, _, said) = ask(&folder, &["check", "no-rows"]);
    assert_eq!(code, 3);
    assert!(said.contains("no-rows.sql:1: a check's rows are a key and a reason, and these have 1 column"), "{said}");
    // It finds what all checks together find, too.
    fs::remove_file(folder.join("checks/no-rows.sql")).unwrap();
    let (code, all, _) = ask(&folder, &["check", "--csv"]);
    assert!(code == 1 && all.contains("event-without-note,"), "{all}");
    let (code, list, _) = ask(&folder, &["import", "--list", "--csv"]);
    assert!(code == 0 && list.contains("our-visits,Visits of ours.\n"), "{list}");
    fs::write(folder.join("visits.csv"), "id\n1\n").unwrap();
    let (_, done, said) = ask(&folder, &["import", "our-visits", "visits.csv", "--dry-run"]);
    assert!(done.contains('1') && !said.contains("no recipe"), "{done}{said}");
    let (code, _, said) = ask(&folder, &["import", "our-visit", "visits.csv"]);
    assert!(code == 2 && said.contains("did you mean `our-visits`?"), "{said}");
}
