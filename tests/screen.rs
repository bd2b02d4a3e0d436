//! Screens: a table that is fitted to a width loses nothing, breaks no word, and is short.

use crate::support;

use std::path::PathBuf;
use std::process::Command;

const WIDTHS: [&str; 5] = ["40", "60", "80", "120", "200"];

const ASKED: [&[&str]; 10] = [
    &["pledges"],
    &["statements"],
    &["disputes"],
    &["events"],
    &["timeline"],
    &["sources"],
    &["offices"],
    &["meetings"],
    &["pledge-history"],
    &[],
];

fn record(name: &str) -> PathBuf {
    support::file(name, support::fill_seed)
}

fn screen(record: &PathBuf, asked: &[&str], width: &str) -> (String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .arg("--db")
        .arg(record)
        .arg("ask")
        .args(asked)
        .args(["--width", width])
        .output()
        .unwrap();
    assert!(output.status.success());
    (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

/// The words of each column of a screen, by the name of the column.
fn columns(screen: &str) -> Vec<(String, Vec<String>)> {
    if !screen.starts_with('┌') {
        return fields(screen);
    }
    let (mut columns, mut is_head): (Vec<(String, Vec<String>)>, bool) = (Vec::new(), true);
    for line in screen.lines().skip(1) {
        if line.starts_with('├') && is_head {
            is_head = false;
        }
        // A row that has a mark begins with it.
        let own = ["│ ", "≠ ", "† "].iter().find_map(|edge| line.strip_prefix(edge));
        let Some(cells) = own.and_then(|line| line.strip_suffix(" │")) else { continue };
        let cells = cells.split(" │ ").map(str::trim);
        if columns.is_empty() {
            columns = cells.map(|name| (name.replace(' ', ""), Vec::new())).collect();
        } else {
            for ((name, words), cell) in columns.iter_mut().zip(cells) {
                if is_head {
                    name.push_str(cell);
                } else {
                    words.extend(cell.split_whitespace().map(str::to_owned));
                }
            }
        }
    }
    columns.retain(|(name, _)| !name.is_empty());
    columns
}

/// The same of rows that are one field a line.
fn fields(screen: &str) -> Vec<(String, Vec<String>)> {
    let named = |line: &str| line.trim_start().split("  ").next().unwrap_or_default().to_owned();
    let margin = screen.lines().map(|line| line.find("  ").unwrap_or(0)).max().unwrap_or(0);
    let margin = margin
        .max(screen.lines().filter(|line| !line.starts_with(' ')).map(|line| named(line).len()).max().unwrap_or(0));
    let mut columns: Vec<(String, Vec<String>)> = Vec::new();
    let mut at = 0;
    for line in screen.lines().filter(|line| !line.is_empty() && !line.contains(" from ")) {
        let name = line.get(..margin).unwrap_or(line).trim();
        if !name.is_empty() {
            at = columns.iter().position(|(known, _)| known == name).unwrap_or_else(|| {
                columns.push((name.to_owned(), Vec::new()));
                columns.len() - 1
            });
        }
        columns[at].1.extend(line.get(margin..).unwrap_or_default().split_whitespace().map(str::to_owned));
    }
    columns
}

#[test]
fn every_value_is_read_back_out_of_the_screen() {
    let record = record("read-back");
    for asked in ASKED {
        let (whole, _) = screen(&record, asked, "100000");
        let whole = columns(&whole);
        assert!(!whole.is_empty());
        for width in WIDTHS {
            let (shown, notes) = screen(&record, asked, width);
            let most = width.parse::<usize>().unwrap();
            assert!(shown.lines().all(|line| line.chars().count() <= most), "{asked:?} at {width}\n{shown}");
            if !shown.starts_with('┌') {
                assert!(notes.contains("one field a line"), "{notes}");
                continue;
            }
            let narrow = columns(&shown);
            // Notes are wrapped too.
            let notes = notes.replace("\n      ", " ");
            for (name, words) in &whole {
                match narrow.iter().find(|(known, _)| known == name) {
                    Some((_, found)) => assert_eq!(found, words, "{asked:?}: {name} at {width}\n{shown}"),
                    None => assert!(notes.contains(&format!("`{name}`")), "{asked:?}: {name} at {width}\n{notes}"),
                }
            }
        }
    }
}

#[test]
fn rows_of_one_field_a_line_keep_every_value() {
    let record = record("fields");
    for (asked, width) in [(&["statements"][..], "40"), (&["positions", "--topic", "export-controls"], "60")] {
        let (shown, notes) = screen(&record, asked, width);
        assert!(notes.contains("one field a line"), "{notes}");
        let (whole, _) = screen(&record, asked, "100000");
        // A word that is wider than a line is broken.
        let shown: String = shown.split_whitespace().collect();
        let is_mark = |word: &&str| word.chars().all(|c| !c.is_alphanumeric()) || word.contains('″');
        for (name, words) in columns(&whole) {
            for word in words.iter().filter(|word| !is_mark(&word.as_str())) {
                assert!(shown.contains(word.as_str()), "{asked:?}: {word} of {name}");
            }
        }
    }
}

#[test]
fn answers_are_short() {
    let record = record("short");
    for (asked, at_80) in [(&["pledges"][..], 12), (&["statements"], 180), (&["disputes"], 130), (&[], 40)] {
        let lines = |width| screen(&record, asked, width).0.lines().count();
        assert!(lines("80") <= at_80, "{asked:?} takes {} lines at 80 columns", lines("80"));
        assert!(lines("120") <= lines("80"), "{asked:?} takes {} lines at 120 columns", lines("120"));
    }
}

#[test]
fn a_day_a_number_and_a_key_stand_on_one_line() {
    let record = record("unbroken");
    for width in ["50", "80", "100"] {
        let (shown, _) = screen(&record, &["pledges"], width);
        assert!(shown.lines().filter(|line| line.contains("17 Jan 2023")).count() >= 3, "{shown}");
        let (shown, _) = screen(&record, &["sources"], width);
        assert!(shown.contains("international-organizations"), "{shown}");
    }
}

#[test]
fn rows_that_are_disputed_or_known_to_be_wrong_are_marked() {
    let record = support::file("marks", support::fill_fixture);
    let (shown, _) = screen(&record, &["offices", "--holder", "Ada Arc"], "120");
    let conn = support::open(&record);
    let count = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    let of_ada = "relation JOIN record USING (id) JOIN entity ON entity.id = subject_id WHERE entity.name = 'Ada Arc' AND predicate IN ('holds-office')";
    let wrong = count(&format!("SELECT count(*) FROM {of_ada} AND rank = 'deprecated'"));
    let disputed = count(&format!(
        "SELECT count(*) FROM {of_ada} AND rank <> 'deprecated' AND record.id IN (SELECT record_id FROM dispute_side)"
    ));
    let marked = |mark: &str| i64::try_from(shown.lines().filter(|line| line.starts_with(mark)).count()).unwrap();
    assert!(wrong > 0 && disputed > 0, "the invented record has none: {wrong} {disputed}");
    assert_eq!((marked("†"), marked("≠")), (wrong, disputed), "{shown}");
    let line: String = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(line.contains("known to be wrong (†)") && line.contains("(≠)"), "{shown}");
    // Also where each row has one, and where rows are no lines of a table.
    let each = ["offices", "--holder", "Ada Arc", "--source", "dam-reply"];
    let (shown, _) = screen(&record, &each, "120");
    let rows = shown.lines().filter(|line| line.starts_with(['│', '≠', '†'])).count() - 1;
    assert_eq!(shown.lines().filter(|line| line.starts_with(['≠', '†'])).count(), rows, "{shown}");
    // Where programs read, there is none, and colour dims what is of less interest.
    let run = |arguments: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_onrecord"))
            .args(arguments)
            .env("ONRECORD_DB", &record)
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(!run(&["ask", "offices", "--csv"]).contains(['†', '≠']));
    for format in ["--vertical", "--markdown", "--html"] {
        let told = run(&["ask", "offices", "--holder", "Ada Arc", "-q", format]);
        let marks = told.matches(['†', '≠']).count();
        assert_eq!(i64::try_from(marks).unwrap(), wrong + disputed, "{format}: {told}");
    }
    let colored = run(&["sql", "SELECT NULL AS a, 1 AS b UNION ALL SELECT 2, 3", "--color", "always"]);
    assert!(colored.contains("\u{1b}[2m") && colored.contains("\u{1b}[1m"), "{colored}");
}
