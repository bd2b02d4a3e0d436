//! One writer and eight readers: nobody who asks is told of damage, or of half a change.
//!
//! The writer adds a report and takes it out again, so that the record grows and shrinks under its
//! readers. Each answer must be one that the record gives when nobody writes.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::child::{DEADLINE, Ended, onrecord, run};
use super::figures::{Figures, Form};
use super::stage::folder;
use super::writing::{self, Base, RECORD};

/// What the readers ask.
const QUESTIONS: &[&[&str]] = &[
    &["ask", "overview", "--json"],
    &[
        "sql",
        "--csv",
        "SELECT (SELECT count(*) FROM record), (SELECT count(*) FROM citation), (SELECT count(*) FROM party)",
    ],
    &["check", "--csv"],
    &["sql", "--jsonl", "SELECT key, kind FROM record ORDER BY key"],
];

/// What a reader may be told where the writer holds the record for too long.
const LOCKED: i32 = 6;

fn ask(folder: &Path, arguments: &[&str]) -> Ended {
    run(onrecord(folder).args(["--db", RECORD]).args(arguments), DEADLINE)
}

#[test]
fn eight_readers_see_every_change_whole_or_not_at_all() {
    let time = Duration::from_secs(if Form::asked() == Form::Long { 120 } else { 3 });
    let folder = folder();
    let place = folder.path();
    writing::lay(Base::BuiltIn, place);
    writing::facts(place);
    // The words stay; the report comes and goes.
    ask(place, &["add", "words.toml"]).with(&[0]).unwrap();
    let quiet: Vec<Ended> = QUESTIONS.iter().map(|question| ask(place, question)).collect();
    let add = ["add", "dam-report.toml"];
    ask(place, &add).with(&[0]).unwrap();
    let grown: Vec<Ended> = QUESTIONS.iter().map(|question| ask(place, question)).collect();
    let batch = "SELECT max(id) FROM batch WHERE name = 'dam-report.toml'";
    let number = String::from_utf8(ask(place, &["sql", "--raw", batch]).out).unwrap();
    let remove = ["purge", number.trim(), "--with-dependents"];
    ask(place, &remove).with(&[0]).unwrap();
    let same = |n: usize| ask(place, QUESTIONS[n]).out == quiet[n].out;
    assert!((0..QUESTIONS.len()).all(same), "taking the report out does not bring back what was before");

    let is_over = AtomicBool::new(false);
    let started = Instant::now();
    let mut figures = Figures::default();
    thread::scope(|scope| {
        let reads = |reader: usize| {
            let mut told = Vec::new();
            let mut n = reader % QUESTIONS.len();
            while !is_over.load(Ordering::Relaxed) {
                told.push((n, ask(place, QUESTIONS[n])));
                n = (n + 1) % QUESTIONS.len();
            }
            told
        };
        let readers: Vec<_> = (0..8).map(|reader| scope.spawn(move || reads(reader))).collect();
        let mut changes = 0;
        while started.elapsed() < time {
            for (what, arguments) in [("adds", &add[..]), ("purges", &remove)] {
                // Whoever writes waits for its readers as they wait for it.
                let done = ask(place, arguments);
                let is_done = done.code == Some(0);
                figures.count(what, changes, done.with(&[0, LOCKED]));
                if !is_done {
                    break;
                }
                changes += 1;
            }
        }
        is_over.store(true, Ordering::Relaxed);
        for (n, ended) in readers.into_iter().flat_map(|reader| reader.join().unwrap()) {
            figures.count(
                &format!("reads by {}", QUESTIONS[n][..2].join(" ")),
                n,
                sound(&ended, [&quiet[n], &grown[n]]),
            );
        }
        assert!(changes > 1, "the writer never had its turn");
    });
    figures.close();
}

/// How many rows each of the growing record's imports brings.
const ROWS: usize = 200;

#[test]
fn a_record_that_grows_is_never_taken_for_a_damaged_one() {
    let imports = Form::asked().times(6, 200);
    let folder = folder();
    let place = folder.path();
    writing::lay(Base::BuiltIn, place);
    let count = ["sql", "--raw", "SELECT count(*) FROM event"];
    let number = |ended: &Ended| String::from_utf8_lossy(&ended.out).trim().parse::<usize>().unwrap_or(0);
    let before = number(&ask(place, &count));
    let all = writing::rows(ROWS * imports);
    let lines: Vec<&str> = all.lines().collect();
    let is_over = AtomicBool::new(false);
    let mut figures = Figures::default();
    thread::scope(|scope| {
        let reads = || {
            let mut told = Vec::new();
            while !is_over.load(Ordering::Relaxed) {
                told.push(ask(place, &count));
            }
            told
        };
        let readers: Vec<_> = (0..8).map(|_| scope.spawn(reads)).collect();
        for (n, rows) in lines.chunks(ROWS).enumerate() {
            fs::write(place.join("rows.tsv"), rows.join("\n")).unwrap();
            figures.count("growths", n, ask(place, &["import", "gdelt", "rows.tsv"]).with(&[0, LOCKED]));
        }
        is_over.store(true, Ordering::Relaxed);
        for ended in readers.into_iter().flat_map(|reader| reader.join().unwrap()) {
            let is_whole = ended.code == Some(LOCKED) || (number(&ended).wrapping_sub(before)).is_multiple_of(ROWS);
            let whole = if is_whole { Ok(()) } else { Err("a part of an import".to_owned()) };
            figures.count("reads of a record that grows", "", ended.with(&[0, LOCKED]).and(whole));
        }
    });
    figures.close();
}

/// That an answer is one of two, or that the record was locked all the time.
fn sound(ended: &Ended, answers: [&Ended; 2]) -> Result<(), String> {
    if ended.code == Some(LOCKED) {
        return Ok(());
    }
    let is_known = answers.iter().any(|answer| answer.code == ended.code && answer.out == ended.out);
    if is_known { Ok(()) } else { Err(format!("neither before nor after: {}", ended.told())) }
}
