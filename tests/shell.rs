//! The shell: lines are commands, settings hold, and Ctrl-C stops a question and not the session.

#![cfg(unix)]

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::support;

fn shell(record: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.arg("shell").args(arguments).env("ONRECORD_DB", record).env("XDG_STATE_HOME", record.parent().unwrap());
    command.env("ONRECORD_PAGER", "").env("NO_COLOR", "1").env("TERM", "xterm");
    command
}

/// What a session prints of piped lines, what it says, and its exit code.
fn piped(record: &Path, lines: &str) -> (String, String, Option<i32>) {
    let mut child =
        shell(record, &["--csv"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code())
}

#[test]
fn piped_lines_are_run_one_after_the_other() {
    let record = support::file("shell", support::fill_fixture);
    let (stdout, stderr, code) = piped(
        &record,
        "select 1 as a,\n  ';' as b;\n# a comment\n\n.headers off\nselect 2;\n.mode json\nsql \"select 3 as c\"\n",
    );
    assert_eq!((stdout.as_str(), code), ("a,b\n1,;\n2\n[\n{\"c\":3}\n]\n", Some(0)), "{stderr}");
    let (stdout, stderr, _) =
        piped(&record, ".headers off\nentities --name Arcadia --kind country\nwhat did Arcadia promise?\n");
    assert!(
        stdout.contains("arcadia,country") && stderr.contains("asked as: onrecord ask pledges --donor arcadia"),
        "{stdout}{stderr}"
    );
    // A line that fails does not end the session, and the exit code tells of the first.
    let (stdout, stderr, code) = piped(&record, "select nope;\nnosuchword\nselect 4;\n");
    assert!(
        stdout.ends_with("4\n")
            && stderr.contains("no such column: nope")
            && stderr.contains("`nosuchword` is no command")
    );
    assert_eq!(code, Some(3));
    let (stdout, _, code) = piped(&record, "select 5;\n.quit\nselect 6;\n");
    assert_eq!((stdout.as_str(), code), ("5\n5\n", Some(0)));
    // SQL without its end is run at the end.
    assert_eq!(piped(&record, "select 7").0, "7\n7\n");
    // Only reading, as everywhere.
    assert_eq!(piped(&record, "delete from entity;\nsql \"delete from entity\"\n").2, Some(2));
}

#[test]
fn settings_hold_for_the_lines_after_them() {
    let record = support::file("shell-settings", support::fill_fixture);
    let folder = record.parent().unwrap();
    let file = folder.join("once.csv");
    let lines = format!(
        ".once {}\nselect 1 as a;\nselect 2 as b;\n.nullvalue -\nselect null as c, 1 as d;\n.limit 1\nselect 1 as e union all select 2;\n.open {}\nentities --limit 1\n",
        file.display(),
        folder.join("other.db").display()
    );
    std::fs::write(folder.join("other.db"), b"no record").unwrap();
    let (stdout, stderr, code) = piped(&record, &lines);
    assert_eq!(std::fs::read_to_string(file).unwrap(), "a\n1\n");
    assert_eq!(stdout, "b\n2\nc,d\n-,1\ne\n1\n");
    assert!(stderr.contains("other.db") && code == Some(3), "{stderr}");
}

/// What the key sends.
const CTRL_C: &str = "\u{3}";

/// A program that is ended with the test, whatever becomes of it.
struct Ended(std::process::Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
    }
}

/// A session on a terminal: what is typed, once what is waited for is there; returns all that was seen.
fn typed(record: &Path, steps: &[(&str, &str)]) -> String {
    let (mut master, slave) = support::pty::open(Some(50));
    let command = shell(record, &[]);
    // Ctrl-C reaches the program only as the leader of a session with this terminal.
    let mut starter = Command::new("setsid");
    starter.arg("--ctty").arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        value.map(|value| starter.env(name, value));
    }
    starter.stdin(slave.try_clone().unwrap()).stdout(slave.try_clone().unwrap()).stderr(slave);
    let mut child = Ended(starter.spawn().unwrap());
    drop(starter);
    let mut seen = String::new();
    let mut reader = master.try_clone().unwrap();
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(count @ 1..) = reader.read(&mut buffer) {
            if sender.send(buffer[..count].to_vec()).is_err() {
                break;
            }
        }
    });
    let mut typed = "";
    for (wanted, text) in steps {
        let (start, from) = (Instant::now(), seen.len());
        let mut again = Instant::now();
        while !seen[from..].contains(wanted) && start.elapsed() < Duration::from_secs(30) {
            if let Ok(bytes) = receiver.recv_timeout(Duration::from_millis(200)) {
                seen.push_str(&String::from_utf8_lossy(&bytes));
            }
            // On a slow machine Ctrl-C may come before the program does what was typed.
            if typed == CTRL_C && again.elapsed() > Duration::from_secs(2) {
                master.write_all(CTRL_C.as_bytes()).unwrap();
                again = Instant::now();
            }
            // What is typed before the prompt stands may be lost; what is not yet entered can be typed again.
            if typed == *wanted && again.elapsed() > Duration::from_secs(5) {
                master.write_all(typed.as_bytes()).unwrap();
                again = Instant::now();
            }
        }
        assert!(seen[from..].contains(wanted), "waited for {wanted:?} in vain:\n{seen}");
        if wanted.is_empty() {
            // Until the program does what was typed.
            std::thread::sleep(Duration::from_millis(700));
        }
        master.write_all(text.as_bytes()).unwrap();
        typed = text;
    }
    let status = child.0.wait().unwrap();
    assert!(status.success(), "{status}\n{seen}");
    while let Ok(bytes) = receiver.recv_timeout(Duration::from_millis(200)) {
        seen.push_str(&String::from_utf8_lossy(&bytes));
    }
    seen
}

#[test]
fn ctrl_c_stops_a_question_and_not_the_session() {
    if Command::new("setsid").arg("--version").output().is_err() {
        return;
    }
    let record = support::file("shell-typed", support::fill_fixture);
    let endless =
        "select max(n) from (with recursive t(n) as (select 1 union all select n + 1 from t) select n from t);\r";
    let seen = typed(
        &record,
        &[
            (".quit ends", "select 40 + 2 as answer;\r"),
            ("42", endless),
            ("from t);", ""),
            ("", CTRL_C),
            ("interrupted", "select 'still here' as told;\r"),
            ("still here", "select 'given up"),
            ("select 'given up", CTRL_C),
            ("onrecord> ", "entities --name free\t\t"),
            ("", CTRL_C),
            ("onrecord> ", "\u{4}"),
        ],
    );
    assert!(!seen.contains("error: no"), "{seen}");
    let history = std::fs::read_to_string(record.parent().unwrap().join("onrecord/history")).unwrap();
    assert!(history.contains("select 40 + 2 as answer;") && !history.contains("given up"), "{history}");
}
