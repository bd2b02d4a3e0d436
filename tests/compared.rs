//! Two record files, or two sources, side by side: what differs is told, and nothing else.

use std::path::Path;
use std::process::Command;

use crate::support;

fn compared(first: &Path, second: &Path) -> (Vec<Vec<String>>, String) {
    let output =
        Command::new(env!("CARGO_BIN_EXE_onrecord")).args(["compare", "--csv"]).args([first, second]).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let rows = csv::Reader::from_reader(output.stdout.as_slice()).records().map(Result::unwrap).collect::<Vec<_>>();
    let rows = rows.iter().map(|row| row.iter().map(str::to_owned).collect()).collect();
    (rows, String::from_utf8(output.stderr).unwrap())
}

#[test]
fn files_with_the_same_facts_are_alike_and_each_change_is_told_once() {
    let first = support::file("compared-first", support::fill_fixture);
    // The same facts with other numbers.
    let second = support::file("compared-second", support::fill_reports);
    let folder = second.parent().unwrap().join("facts");
    let run = |arguments: &[&str]| {
        let done = Command::new(env!("CARGO_BIN_EXE_onrecord")).args(arguments).output().unwrap();
        assert!(done.status.success(), "{arguments:?}: {done:?}");
    };
    assert_eq!(compared(&first, &first).0, Vec::<Vec<String>>::new());
    run(&["export", "--db", first.to_str().unwrap(), "--facts", folder.to_str().unwrap()]);
    let third = first.parent().unwrap().join("third.db");
    run(&["init", "--empty", third.to_str().unwrap()]);
    let files: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|file| file.unwrap().path().display().to_string())
        .filter(|name| !name.contains("/."))
        .collect();
    let add: Vec<&str> =
        ["add", "--db", third.to_str().unwrap()].into_iter().chain(files.iter().map(String::as_str)).collect();
    run(&add);
    let (rows, told) = compared(&first, &third);
    // A new record has currencies and topics that the invented one has not.
    let rows: Vec<_> = rows.into_iter().filter(|row| row[0] != "only in the second").collect();
    assert!(rows.is_empty(), "{rows:#?}");
    let alike = told.split_whitespace().find_map(|word| word.parse::<usize>().ok());
    assert!(alike.is_some_and(|alike| alike > 100) && told.contains("are told alike"), "{told}");
    // A conflict, more in one, and records alone.
    let conn = rusqlite::Connection::open(&third).unwrap();
    conn.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    let key: String = conn
        .query_row(
            "SELECT record.key FROM event JOIN record ON record.id = event.id WHERE event.title IS NOT NULL LIMIT 1",
            [],
            |row| row.get(0),
        )
        .unwrap();
    let title: String = conn
        .query_row("SELECT title FROM event JOIN record ON record.id = event.id WHERE record.key = ?1", [&key], |row| {
            row.get(0)
        })
        .unwrap();
    conn.execute(
        "UPDATE event SET title = title || ' again' WHERE id = (SELECT id FROM record WHERE key = ?1)",
        [&key],
    )
    .unwrap();
    conn.execute("UPDATE record SET note = 'A new note' WHERE key = 'arcadia'", []).unwrap();
    conn.execute("UPDATE record SET key = 'freedonia-renamed' WHERE key = 'freedonia'", []).unwrap();
    let noted: String = conn
        .query_row("SELECT key FROM record WHERE note IS NOT NULL AND key <> 'arcadia' LIMIT 1", [], |row| row.get(0))
        .unwrap();
    conn.execute("UPDATE record SET note = NULL WHERE key = ?1", [&noted]).unwrap();
    drop(conn);
    let (rows, _) = compared(&first, &third);
    let of = |section: &str| rows.iter().filter(|row| row[0] == section).collect::<Vec<_>>();
    let conflict = of("told differently");
    let changed = conflict.iter().find(|row| row[2] == key).unwrap();
    assert_eq!(changed[3..], ["title".to_owned(), title.clone(), format!("{title} again")]);
    assert!(
        of("more in the second").iter().any(|row| row[2] == "arcadia" && row[3] == "note" && row[5] == "A new note")
    );
    assert_eq!(of("only in the first").iter().map(|row| row[2].as_str()).collect::<Vec<_>>(), ["freedonia"]);
    assert!(of("only in the second").iter().any(|row| row[2] == "freedonia-renamed"));
    assert!(of("more in the first").iter().any(|row| row[2] == noted && row[3] == "note" && row[5].is_empty()));
    // Where people read, the words that differ are marked, each in its own text.
    let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["compare", "--markdown"])
        .args([&first, &third])
        .output()
        .unwrap();
    let shown = String::from_utf8(output.stdout).unwrap();
    assert!(shown.contains(&format!("| {title} | {title} ‹again› |")), "{shown}");
}

/// A side of a dispute speaks with the words that it stands on, and not with all that its record is cited for.
#[test]
fn sources_are_compared_by_the_words_of_a_side() {
    let path = support::file("compared-sides", support::fill_seed);
    let run = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["compare", "rutte-visit-preview", "rutte-visit-report", "--csv", "--db"])
        .arg(&path)
        .output()
        .unwrap();
    let told = String::from_utf8(run.stdout).unwrap();
    let of = |key: &str| told.lines().find(|line| line.contains(key)).unwrap_or_default().to_owned();
    let purpose = of("purpose-of-export-controls");
    assert!(purpose.contains(",intended to limit,"), "{purpose}");
    assert!(of("how-much-allies-are-needed").contains(",maximize the impact,"), "{told}");
}
