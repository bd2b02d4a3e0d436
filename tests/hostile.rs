//! A record that somebody made to be a trap: every question and every check of it ends.
//!
//! Its rows break every rule that the schema has, because whoever makes a file can leave the rules
//! out: circles, endless series, names without end, crowds of the same.

use crate::support;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use onrecord::script::header::Header;
use onrecord::script::parameter::Type;
use rusqlite::Connection;

/// How long one question may take; a sound record is asked in milliseconds.
const PATIENCE: Duration = Duration::from_mins(1);

/// Makes the record a trap.
fn spoil(path: &Path) {
    let conn = Connection::open(path).unwrap();
    conn.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON").unwrap();
    let triggers: Vec<String> = conn
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for trigger in triggers {
        conn.execute_batch(&format!("DROP TRIGGER \"{trigger}\"")).unwrap();
    }
    conn.execute_batch(include_str!("hostile.sql")).unwrap();
}

/// Asks the program; the answer, or None where it does not end in time.
fn ask(record: &Path, arguments: &[String]) -> Option<(i32, String)> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .arg("--db")
        .arg(record)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stderr = child.stderr.take().unwrap();
    let told = std::thread::spawn(move || {
        let mut told = String::new();
        let _ = stderr.read_to_string(&mut told);
        told
    });
    let start = Instant::now();
    let mut pause = Duration::from_millis(1);
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return Some((status.code().unwrap_or(-1), told.join().unwrap()));
        }
        if start.elapsed() > PATIENCE {
            child.kill().unwrap();
            child.wait().unwrap();
            return None;
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(20));
    }
}

/// A value for a parameter that a query cannot do without.
fn value(kind: &Type, name: &str) -> &'static str {
    match (kind, name) {
        (Type::Topic, _) => "nature",
        (Type::Entity(_), "from") => "ada-arc",
        (Type::Entity(_), _) => "ruritania",
        (Type::Day | Type::DateFirst | Type::DateLast, _) => "2020-03-01",
        (Type::Record(_), _) => "flood",
        (Type::Text | Type::Phrase, _) => "so",
        _ => panic!("no value for `{name}`"),
    }
}

/// Every query bare, cited, and on a topic; every check; and questions with long words.
fn questions() -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for name in support::names("seed/queries", ".sql") {
        let sql = std::fs::read_to_string(support::root().join(format!("seed/queries/{name}.sql"))).unwrap();
        let header = Header::read(&name, &sql).unwrap();
        let mut bare = vec!["ask".to_owned(), name, "--csv".to_owned()];
        for parameter in header.parameters.iter().filter(|parameter| parameter.is_required) {
            bare.push(format!("--{}={}", parameter.flag(), value(&parameter.kind, &parameter.name)));
        }
        let has_topic = header.parameters.iter().any(|parameter| parameter.name == "topic" && !parameter.is_required);
        if has_topic {
            all.push([bare.clone(), vec!["--topic=nature".to_owned()]].concat());
        }
        if header.cite.is_some() {
            bare.push("--cite".to_owned());
        }
        all.push(bare);
    }
    let checks = support::names("seed/checks", ".sql");
    for name in checks.into_iter().chain(["broken-page", "dangling-reference"].map(str::to_owned)) {
        all.push(vec!["check".to_owned(), name, "--csv".to_owned()]);
    }
    let long = "ada ".repeat(30_000);
    all.push(["ask", "statements", "--speaker", &long].map(str::to_owned).to_vec());
    all.push(["ask", "statements", "--speaker", "ada ark"].map(str::to_owned).to_vec());
    all.push(["ask", &"statement".repeat(10_000)].map(str::to_owned).to_vec());
    all
}

#[test]
fn every_question_and_check_of_a_hostile_record_ends() {
    let record = support::file("hostile", support::fill_fixture);
    spoil(&record);
    let questions = questions();
    let half = questions.len().div_ceil(2);
    let faults: Vec<String> = std::thread::scope(|scope| {
        let asked: Vec<_> = questions
            .chunks(half)
            .map(|questions| scope.spawn(|| questions.iter().filter_map(|question| fault(&record, question)).collect()))
            .collect();
        asked.into_iter().flat_map(|faults| -> Vec<String> { faults.join().unwrap() }).collect()
    });
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    // A record that a row names again and again is cited once; of too many, some are left out.
    for (query, is_cut) in [("many", false), ("more", true)] {
        let (code, told) = ask(&record, &["ask", query, "--cite"].map(str::to_owned)).unwrap();
        assert_eq!((code, told.contains("the first 100000 are cited")), (0, is_cut), "{query}: {told}");
    }
}

/// What is wrong with the end of a question, if anything is.
fn fault(record: &Path, question: &[String]) -> Option<String> {
    let said: Vec<String> = question.iter().map(|word| word.chars().take(40).collect()).collect();
    match ask(record, question) {
        None => Some(format!("{}: it does not end", said.join(" "))),
        Some((code, _)) if (0..=3).contains(&code) => None,
        Some((code, told)) => Some(format!("{}: {code}: {told}", said.join(" "))),
    }
}
