//! What a terminal is told: nothing that it would obey, wherever the text comes from; and what
//! becomes of an answer or a sentence that has nowhere to go.
//!
//! Every place where text goes out is tried with every kind of character, on a real pty.

#![cfg(unix)]

use crate::support;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use rusqlite::Connection;

/// Each kind of character that moves the cursor, hides text or turns it, and a line of its own; also
/// a file's name, so without a slash.
const HOSTILE: &str = "a\u{1b}[31mb\u{1b}]52;c;QUJD\u{7}c\u{9b}31md\u{202e}e\u{200b}f\u{3164}g\rh\u{8}i\nforged: j";

/// The same for what is one word of a header's line.
const WORD: &str = "a\u{1b}[31mb\u{1b}]52;c;QUJD\u{7}c\u{9b}31md\u{202e}e\u{200b}f\u{3164}g\rh\u{8}i";

/// Words in quotation marks, as a text may have them on one line.
const QUOTE: &str = "a\\b\u{1b}[31mc\u{7}d";

/// Formats whose lines are the data's own, because programs read them.
const AS_IT_IS: [&str; 3] = ["csv", "tsv", "raw"];

const FORMATS: [&str; 9] = ["table", "markdown", "html", "vertical", "json", "jsonl", "csv", "tsv", "raw"];

/// A folder with a hostile record, hostile files and hostile queries.
fn folder() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let record = support::file("terminal", support::fill_fixture);
        let folder = record.parent().unwrap().to_owned();
        let conn = Connection::open(&record).unwrap();
        conn.execute_batch("PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF").unwrap();
        let view = format!("CREATE VIEW \"{HOSTILE}\" AS\n-- {WORD}\nSELECT 1 AS \"{HOSTILE}\"");
        conn.execute_batch(&view).unwrap();
        conn.execute("UPDATE batch SET name = name || ?1, note = ?1", [HOSTILE]).unwrap();
        conn.execute("UPDATE source SET title = ?1, publisher = ?1, url = ?1", [HOSTILE]).unwrap();
        conn.execute("DELETE FROM citation WHERE record_id = (SELECT min(id) FROM event)", []).unwrap();
        conn.execute("UPDATE record SET key = ?1 WHERE id = (SELECT min(id) FROM event)", [HOSTILE]).unwrap();
        let header = format!(
            "-- Rows {WORD}.\n--\n-- About {WORD}\n--\n-- @param a text = {WORD} it {WORD}\n-- @param n integer it {WORD}\n"
        );
        let store = "INSERT INTO query (name, summary, sql, batch_id) VALUES (?1, 's', ?2, 1)";
        conn.execute(store, ["stored", &format!("{header}SELECT :a, :n")]).unwrap();
        conn.execute(store, [HOSTILE, &format!("{header}SELECT :a, :n, \"nosuch{WORD}\"")]).unwrap();
        conn.execute(store, ["faulty", &format!("-- Rows.\n-- @{WORD} x\nSELECT 1")]).unwrap();
        drop(conn);
        let write = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
        fs::create_dir(folder.join("queries")).unwrap_or_default();
        write(&format!("queries/{HOSTILE}x.sql"), &header.replace("integer", WORD));
        write(&format!("{HOSTILE}.txt"), &format!("He said “{QUOTE}” to Arcadia{WORD}. {HOSTILE}"));
        write(&format!("{HOSTILE}.toml"), &format!("[source]\nkey = \"x\"\n'{}' = 1\n", WORD.replace(['\u{1b}', '\u{7}', '\u{8}', '\r'], "")));
        write(&format!("{HOSTILE}.csv"), &format!("\"{HOSTILE}\",b\n1,\"{HOSTILE}\"\n"));
        let recipe = "-- R.\n-- @reads csv\n-- @source.key set\n-- @key 'set-' || b\n";
        write(&format!("{HOSTILE}.sql"), &format!("{recipe}SELECT nosuch, '{WORD}' FROM staged;"));
        write("keys.sql", &format!("{recipe}INSERT INTO rejected SELECT row_number, b FROM staged;"));
        write("declared.sql", &format!("{recipe}-- @{WORD} x\nSELECT 1"));
        let mut archive = zip::ZipWriter::new(File::create(folder.join("two.zip")).unwrap());
        for name in [HOSTILE, "other"] {
            archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            archive.write_all(b"x").unwrap();
        }
        archive.finish().unwrap();
        folder
    })
}

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    for name in ["ONRECORD_DB", "ONRECORD_FORMAT", "NO_COLOR"] {
        command.env_remove(name);
    }
    command.current_dir(folder()).env("TERM", "xterm");
    command
}

/// What the program writes to a terminal that is its stdin, stdout and stderr.
fn on_terminal(command: Command) -> String {
    on_terminal_of(command, None)
}

/// The same on a terminal of so many lines and 80 columns.
fn on_terminal_of(mut command: Command, lines: Option<u16>) -> String {
    let (mut master, slave) = support::pty::open(lines);
    command.stdin(slave.try_clone().unwrap()).stdout(slave.try_clone().unwrap()).stderr(slave);
    let mut child = command.spawn().unwrap();
    // The reading ends when nobody holds the other end.
    drop(command);
    let mut told = Vec::new();
    let mut buffer = [0; 4096];
    while let Ok(count @ 1..) = master.read(&mut buffer) {
        told.extend_from_slice(&buffer[..count]);
    }
    child.wait().unwrap();
    // The terminal itself puts a carriage return before each line feed.
    String::from_utf8_lossy(&told).replace("\r\n", "\n")
}

/// Runs the program with arguments and says which characters came through.
fn let_through<S: AsRef<OsStr>>(arguments: &[S], may_break: bool) -> Vec<String> {
    let mut command = program();
    command.env("NO_COLOR", "1").args(arguments);
    // A progress bar clears its own line.
    let told = on_terminal(command).replace("\r\u{1b}[2K", "");
    let is_bad = |c: &char| (c.is_control() && *c != '\n' && *c != '\t') || "\u{202e}\u{200b}\u{3164}".contains(*c);
    let mut found: Vec<String> = told.chars().filter(is_bad).map(|c| format!("U+{:04X}", u32::from(c))).collect();
    if !may_break && told.lines().any(|line| line.starts_with("forged")) {
        found.push("a forged line".to_owned());
    }
    let is_tried = ["␛[31m", "\\u001b[31m", "forged"].iter().any(|part| told.contains(part));
    if !is_tried {
        found.push("not even the text, so the place is not tried".to_owned());
    }
    if found.is_empty() { found } else { [found, vec![told]].concat() }
}

fn assert_quiet(arguments: &[&str], may_break: bool) {
    let found = let_through(&[&["--db", "record.db"], arguments].concat(), may_break);
    assert!(found.is_empty(), "{arguments:?} lets through {found:?}");
}

#[test]
fn no_answer_speaks_to_a_terminal() {
    let bound = format!("x={HOSTILE}");
    let named = format!("select 1 as \"{HOSTILE}\"");
    for format in FORMATS {
        let may_break = AS_IT_IS.contains(&format);
        let asked: [&[&str]; 7] = [
            &["sql", "select :x as v", "-p", &bound],
            &["sql", "select null as v, 'forged' as w", "--null", HOSTILE],
            &["ask", "pledges", "--cite"],
            &["ask"],
            &["schema"],
            &["batches"],
            &["check", "fact-without-citation"],
        ];
        for arguments in asked {
            assert_quiet(&[arguments, &["-F", format]].concat(), may_break);
        }
        if format != "raw" {
            assert_quiet(&["sql", &named, "-F", format], may_break);
        }
    }
    assert_quiet(&["schema", "--sql"], true);
    assert_quiet(&["schema", HOSTILE], false);
    assert_quiet(&["new", &format!("{HOSTILE}.txt")], false);
    assert_quiet(&["sql", "select :x as v", "-p", &bound, "--raw", "-o", "/dev/stdout"], true);
}

#[test]
fn no_sentence_speaks_to_a_terminal() {
    let file = |ending: &str| format!("{HOSTILE}{ending}");
    let flag = format!("--{HOSTILE}");
    let limit = format!("--limit={HOSTILE}");
    let stage = format!("--stage={HOSTILE}");
    let syntax = format!("select nosuch, '{HOSTILE}'");
    let places: &[&[&str]] = &[
        &["ask", HOSTILE],
        &["ask", "stored", "--n", HOSTILE],
        &["ask", HOSTILE, "--n", "1"],
        &["ask", "faulty"],
        &["ask", &file("x")],
        &["ask", "pledges", &flag],
        &["ask", "pledges", &limit],
        &["ask", "pledges", &stage],
        &["ask", "pledges", "--donor", HOSTILE],
        &["ask", "timeline", "--since", HOSTILE],
        &["ask", "pledges", "-F", HOSTILE],
        &["ask", "--queries", HOSTILE],
        &["ask", "pledges", "--db", HOSTILE],
        &["ask", "pledges", "--db", &file(".csv")],
        &["sql", "select 1", "-p", HOSTILE],
        &["sql", &syntax],
        &["sql", "select 1", "-o", "nowhere/x", "--db", HOSTILE],
        &["sql", "-f", HOSTILE],
        &["schema", "nosuch\u{1b}[31m"],
        &["check", HOSTILE],
        &["check", "--texts", HOSTILE],
        &["new", HOSTILE],
        &["new", &file(".txt"), "--published", HOSTILE],
        &["add", HOSTILE],
        &["add", "--dry-run", &file(".toml")],
        &["add", "--dry-run", &file(".txt")],
        &["import", HOSTILE, "x"],
        &["import", &file(".sql"), &file(".csv")],
        &["import", "keys.sql", &file(".csv"), "--dry-run"],
        &["import", "keys.sql", HOSTILE],
        &["import", "declared.sql", "x"],
        &["import", "keys.sql", "two.zip"],
        &["merge", HOSTILE, HOSTILE],
        &["remove", &file("x"), "--dry-run"],
        &["init", &file(".csv")],
        &["export", "--facts", &file(".csv")],
        &["export", "--tables", &file(".csv")],
        &["export", "--without-texts", &file(".csv")],
        &[HOSTILE],
        &[&flag],
    ];
    let tried =
        places.iter().map(|arguments| (arguments, let_through(&[&["--db", "record.db"], *arguments].concat(), false)));
    let loud: Vec<_> = tried.filter(|(_, found)| !found.is_empty()).collect();
    assert!(loud.is_empty(), "{loud:#?}");
}

#[test]
fn no_help_speaks_to_a_terminal() {
    for arguments in [["ask", "stored", "--help"], ["ask", HOSTILE, "--help"], ["ask", "stored", "-h"]] {
        assert_quiet(&arguments, false);
        // Colours are the program's own.
        let mut command = program();
        command.args(["--db", "record.db"]).args(arguments);
        let told = on_terminal(command);
        assert!(told.contains("\u{1b}[1m") && told.contains("␛[31m") && !told.contains("\u{1b}[31m"), "{told}");
        assert!(!told.contains("\u{1b}]"), "{told}");
    }
}

#[test]
fn an_answer_that_is_taller_than_the_terminal_goes_to_the_pager() {
    let told = |lines: u16, pager: Option<&str>, arguments: &[&str]| {
        let mut command = program();
        command.env_remove("PAGER").env("NO_COLOR", "1").args(["--db", "record.db", "-q"]).args(arguments);
        pager.map(|pager| command.env("ONRECORD_PAGER", pager));
        on_terminal_of(command, Some(lines))
    };
    let numbers =
        ["sql", "WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 40) SELECT n FROM t"];
    let plain = told(24, Some(""), &numbers);
    assert!(plain.contains("│ 40 │") && !plain.contains("> │"), "{plain}");
    let paged = told(24, Some("sed 's/^/> /'"), &numbers);
    let marked: Vec<String> = plain.lines().map(|line| format!("> {line}")).collect();
    assert_eq!(paged.trim_end(), marked.join("\n"));
    // What fits is printed, and so is all where no pager is wanted or there is none.
    assert_eq!(told(60, Some("sed 's/^/> /'"), &numbers), plain);
    assert_eq!(told(24, Some("sed 's/^/> /'"), &[&numbers[..], &["--no-pager"]].concat()), plain);
    assert_eq!(told(24, Some("no-such-pager -x"), &numbers), plain);
    // A person who has seen enough is no error.
    let first: Vec<&str> = plain.lines().take(3).collect();
    assert_eq!(
        told(24, Some("head -n 3"), &numbers).trim_end(),
        first.join(
            "
"
        )
    );
    // What was written before a failure is seen.
    let failing =
        told(24, Some("sed 's/^/> /'"), &["sql", "SELECT 7 UNION ALL SELECT abs(-9223372036854775807 - 1)", "--csv"]);
    assert!(failing.contains('7') && failing.contains("integer overflow"), "{failing}");
}

#[test]
fn a_workbook_is_not_written_to_a_terminal() {
    let mut command = program();
    command.args(["--db", "record.db", "sql", "SELECT 1", "--format", "xlsx"]);
    let told = on_terminal(command);
    assert!(told.contains("a terminal cannot show xlsx") && told.contains("-o FILE.xlsx"), "{told}");
}

#[test]
fn a_page_is_not_written_to_a_terminal() {
    let mut command = program();
    command.args(["--db", "record.db", "report", "arcadia"]);
    let told = on_terminal(command);
    assert!(told.contains("a page is not for a terminal") && !told.contains("<html"), "{told}");
}

#[test]
fn a_pipe_and_a_file_get_the_bytes_as_they_are() {
    let mut command = program();
    let bound = format!("x={HOSTILE}");
    command.args(["--db", "record.db", "sql", "select :x", "--raw", "-p", &bound]);
    assert_eq!(command.output().unwrap().stdout, format!("{HOSTILE}\n").as_bytes());
    let mut command = program();
    command.args(["--db", "record.db", "sql", "select :x", "--raw", "-p", &bound, "-o", "raw.txt"]);
    assert!(command.status().unwrap().success());
    assert_eq!(fs::read_to_string(folder().join("raw.txt")).unwrap(), format!("{HOSTILE}\n"));
}

#[test]
fn a_draft_is_toml_whatever_the_text_holds() {
    let mut command = program();
    command.args(["--db", "record.db", "new"]).arg(format!("{HOSTILE}.txt"));
    let draft = String::from_utf8(command.output().unwrap().stdout).unwrap();
    let read: toml::Table = draft.parse().unwrap_or_else(|error| panic!("{error}\n{draft}"));
    assert!(read.contains_key("source"));
    let cited = &read["statement"][0]["cite"][0]["quote"];
    assert_eq!(cited.as_str().unwrap(), QUOTE);
}

/// Runs the program in a shell, so that its stdout and stderr can be closed.
fn in_shell(line: &str) -> Output {
    let mut command = Command::new("sh");
    command.args(["-c", line, env!("CARGO_BIN_EXE_onrecord")]).current_dir(folder());
    command.env("ONRECORD_DB", "record.db").stdin(Stdio::null()).output().unwrap()
}

#[test]
fn an_answer_that_has_nowhere_to_go_is_told() {
    let batches = || fs::read(folder().join("record.db")).unwrap();
    let before = batches();
    let words = support::root().join("tests/fixture/words.toml");
    let add = format!("\"$0\" add '{}'", words.display());
    for (to, why) in [(">&-", "stdout is closed"), (">/dev/full", "No space left"), ("1</dev/null", "Bad file")] {
        for line in
            ["\"$0\" sql 'select 1'", "\"$0\" ask", "\"$0\" --help", "\"$0\" ask pledges --help", "\"$0\" --version"]
        {
            let ended = in_shell(&format!("{line} {to}"));
            let told = String::from_utf8(ended.stderr).unwrap();
            assert_eq!(ended.status.code(), Some(5), "{line} {to}: {told}");
            assert!(told.starts_with(&format!("error: the answer could not be written: {why}")), "{line} {to}: {told}");
        }
    }
    assert_eq!(in_shell(&format!("{add} >&-")).status.code(), Some(5));
    assert!(batches() == before, "a load without an answer changed the record");
    assert_eq!(in_shell("\"$0\" sql 'select 1' -o closed.csv >&-").status.code(), Some(0));
    let quiet = in_shell("{ \"$0\" --help; echo $? >&2; } | true");
    assert_eq!(String::from_utf8(quiet.stderr).unwrap(), "0\n");
}

#[test]
fn a_sentence_that_cannot_be_said_changes_no_exit_code() {
    for to in ["2>/dev/full", "2>&-", "2>&1 | true"] {
        for (line, code) in [
            ("\"$0\" sql 'select 1' --limit 0", 0),
            ("\"$0\" sql 'select nosuch'", 3),
            ("\"$0\" --nosuch", 2),
            ("\"$0\" init x.db; code=$?; rm x.db; (exit $code)", 0),
        ] {
            let ended =
                in_shell(&format!("{{ {{ {line}; }} >/dev/null; echo $? >code; }} {to}; read code <code; exit $code"));
            assert_eq!(ended.status.code(), Some(code), "{line} {to}");
        }
    }
}

#[test]
fn a_limit_on_the_size_of_files_is_told_and_does_not_kill() {
    let ended = in_shell("ulimit -f 8; \"$0\" init limited.db");
    let told = String::from_utf8(ended.stderr).unwrap();
    assert!(ended.status.code() == Some(3) && told.starts_with("error: "), "{:?} {told}", ended.status);
    assert!(!folder().join("limited.db").exists());
}
