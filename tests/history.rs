//! The past of a record: nothing that was loaded is lost from it, until it is purged; then nothing is left.

use std::collections::BTreeSet;
use std::process::Command;

use onrecord::history::past;
use onrecord::history::thing::Thing;
use onrecord::shape::kind;
use rusqlite::Connection;

use crate::support::dump::{Dump, Row, assert_same, dump};
use crate::support::runs::{holds, holds_but};
use crate::support::{self, desk::Desk};

fn fixture() -> Vec<(&'static str, String)> {
    let read = |name: &str| std::fs::read_to_string(support::root().join("tests/fixture").join(name)).unwrap();
    ["words.toml", "dam-report.toml", "dam-report.txt", "dam-reply.toml", "dam-reply.txt"]
        .map(|name| (name, read(name)))
        .into()
}

/// A desk at which the fixture was added, corrected, merged, taken out and put back.
fn worked_at(name: &str) -> (Desk, Vec<Dump>) {
    let files = fixture();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let desk = Desk::new(name, &files);
    let record = desk.0.join("r.db");
    let mut states = Vec::new();
    let mut done = |arguments: &[&str]| {
        desk.done(arguments);
        states.push(dump(&record));
    };
    done(&["add", "words.toml", "dam-report.toml", "dam-report.txt", "dam-reply.toml", "dam-reply.txt"]);
    let report = files[1].1.replace("The dam is a common work", "The dam will be a common work");
    std::fs::write(desk.0.join("dam-report.toml"), report).unwrap();
    // A number goes with words that give it, or none.
    let reply = files[3].1.replace("best = 14", "best = 15").replace("as_written = \"14\"", "as_written = \"rose\"");
    std::fs::write(desk.0.join("dam-reply.toml"), reply).unwrap();
    done(&["add", "dam-report.toml", "dam-reply.toml"]);
    done(&["merge", "president-of-arcadia", "chancellor-of-arcadia"]);
    done(&["remove", "flood", "--with-dependents"]);
    done(&["undo"]);
    done(&["remove", "arc-on-dam"]);
    done(&["remove", "dam-reply", "--with-dependents"]);
    (desk, states)
}

/// What the history of a key tells, a line a field.
fn told(desk: &Desk, key: &str) -> Vec<String> {
    desk.done(&["history", key, "--csv"]).0.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn each_step_says_what_was_and_what_came_by_which_load() {
    let (desk, _) = worked_at("history");
    let without_time = |line: &String| {
        let cells: Vec<&str> = line.split(',').collect();
        [&cells[2..4], &cells[4..]].concat().join(",")
    };
    let figure: Vec<String> = told(&desk, "flood-missing-2").iter().map(without_time).collect();
    let best: Vec<&String> = figure.iter().filter(|line| line.contains(",best,")).collect();
    assert_eq!(
        best,
        [
            "facts dam-reply.toml,added,figure,best,,14.0,",
            "facts dam-reply.toml,changed,figure,best,14.0,15.0,",
            "remove flood,taken out,figure,best,15.0,,",
            "undo remove flood,put back,figure,best,,15.0,",
            "remove dam-reply,taken out,figure,best,15.0,,",
        ]
    );
    assert!(figure.iter().any(|line| line == "facts dam-reply.toml,added,figure,about_id,,flood,"), "{figure:#?}");
    // A key that a merge retired leads to both pasts, and the steps within the merge are one.
    let office: Vec<String> = told(&desk, "chancellor-of-arcadia").iter().map(without_time).collect();
    let merge = "merge president-of-arcadia <- chancellor-of-arcadia";
    for line in [
        "facts dam-reply.toml,added,record,key,,chancellor-of-arcadia,".to_owned(),
        format!("{merge},changed,name Chancellor of Arcadia alias ,kind,preferred,alias,"),
        format!("{merge},taken out,record,key,chancellor-of-arcadia,,"),
        format!("{merge},added,retired_key chancellor-of-arcadia,,,,"),
    ] {
        assert!(office.contains(&line), "{line}: {office:#?}");
    }
    assert!(office.iter().all(|line| !line.contains("1000001")), "{office:#?}");
    let source = told(&desk, "dam-reply");
    assert!(source.iter().any(|line| line.contains(",added,source_text,content,")), "{source:#?}");
    assert!(source.last().unwrap().contains(",taken out,"), "{source:#?}");
    let (code, _, stderr) = desk.run(&["history", "nobody-knows"]);
    assert!(code == 2 && stderr.contains("no record has this key"), "{code} {stderr}");
    // Where people read, what a load did to a row is one line.
    let (table, _) = desk.done(&["history", "arc-on-dam", "--width", "200"]);
    let gist = "gist: The dam ‹is› a common work from which";
    assert_eq!(table.lines().filter(|line| line.contains(gist)).count(), 1, "{table}");
}

/// The texts of a row that somebody loaded: what leads elsewhere goes by a key, what follows from others not at all.
fn loaded<'r>(table: &str, row: &'r Row) -> Vec<(&'r str, &'r str)> {
    let follows: BTreeSet<&str> =
        kind::derived(table).chain(kind::days(table).into_iter().flat_map(|[_, first, last]| [first, last])).collect();
    let texts = row.iter().filter(|(column, value)| value.starts_with('\'') && !follows.contains(column.as_str()));
    texts.map(|(column, value)| (column.as_str(), value.trim_matches('\''))).collect()
}

#[test]
fn nothing_that_was_loaded_is_lost_from_history() {
    let (desk, states) = worked_at("never-lost");
    let conn = support::open(&desk.0.join("r.db"));
    let mut count = 0;
    for state in &states {
        let keys: std::collections::BTreeMap<&String, &String> =
            state["record"].iter().map(|row| (&row["id"], &row["key"])).collect();
        // The reference data is as it came.
        let is_ours = |row: &&Row| row["batch_id"].parse::<i64>().unwrap() > 6;
        for (table, rows) in state {
            let Some(owner) = kind::owner(table) else { continue };
            for row in rows.iter().filter(is_ours) {
                let key = keys[&row[owner]].trim_matches('\'');
                let steps = past::of(&conn, &Thing::keyed(&conn, key).unwrap()).unwrap();
                for (column, value) in loaded(table, row) {
                    let value = value.replace("''", "'");
                    let is_told = steps.iter().any(|step| {
                        step.part.split(' ').next() == Some(table)
                            && (step.part.contains(&value)
                                || step.field.as_deref() == Some(column)
                                    && [&step.before, &step.after].into_iter().flatten().any(|told| *told == value))
                    });
                    assert!(is_told, "{table}.{column} of {key} was {value:?}: {steps:#?}");
                    count += 1;
                }
            }
        }
    }
    assert!(count > 500, "{count}");
}

#[test]
fn whose_row_it_is_stands_in_the_key_of_every_table_of_records() {
    for table in onrecord::shape::own().iter().filter(|table| !table.is_view && table.name != "retired_key") {
        let Some(owner) = kind::owner(&table.name) else { continue };
        let column = table.column(owner).unwrap();
        assert!(column.is_key, "a change of a row of {} does not say whose it is", table.name);
    }
}

#[test]
fn what_is_purged_is_nowhere_in_the_file_and_takes_nothing_else_along() {
    let (desk, _) = worked_at("purged");
    let record = desk.0.join("r.db");
    desk.done(&["undo"]);
    desk.done(&["undo", "--dry-run"]);
    // Taken out before, it is in the history alone.
    let words = ["a common work from which all will have water", "We will build it together,"];
    for words in words {
        assert!(holds(&record, words).is_some());
    }
    let before = dump(&record);
    let (_, stderr) = desk.done(&["purge", "arc-on-dam", "--dry-run"]);
    assert!(stderr.contains("nothing was written (--dry-run)"), "{stderr}");
    assert_same(&before, &dump(&record), "a dry run");
    let (_, stderr) = desk.done(&["purge", "arc-on-dam"]);
    assert!(stderr.contains("rows of its history taken out"), "{stderr}");
    let without_changes = |mut all: Dump| {
        all.remove("change");
        all.remove("batch");
        all
    };
    assert_same(&without_changes(before), &without_changes(dump(&record)), "what is left");
    // The texts of its sources still have its words; they are purged by themselves.
    assert!(holds(&record, words[0]).is_none());
    assert_eq!(desk.run(&["history", "arc-on-dam"]).0, 2);
    assert!(!desk.done(&["batches", "--csv"]).0.contains("arc-on-dam"));
    let files = fixture();
    let texts = [&files[2].1, &files[4].1];
    let whole = Connection::open(&record).unwrap();
    let cited: Vec<String> = whole
        .prepare(
            "SELECT exact FROM anchor WHERE exact IS NOT NULL UNION SELECT coalesce(as_written, '') FROM figure
            UNION SELECT words FROM dating",
        )
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    drop(whole);
    for (source, text) in ["dam-report", "dam-reply"].iter().zip(texts) {
        desk.done(&["purge", source, "--text"]);
        // What was cited stays; all else of the text is gone.
        let bare =
            cited.iter().fold(
                text.clone(),
                |text, words| if words.len() < 8 { text } else { text.replace(words.as_str(), "\u{1}") },
            );
        for part in bare.split('\u{1}') {
            assert_eq!(holds(&record, part), None, "{source}");
        }
    }
    desk.done(&["check"]);
    // A record with what rests on it.
    let refused = desk.refused(&["purge", "ada-arc"]);
    assert!(refused.contains("other facts rest on it"), "{refused}");
    desk.done(&["purge", "ada-arc", "--with-dependents"]);
    assert!(
        desk.sql("SELECT count(*) FROM change WHERE old LIKE '%Ada Arc%' AND of_table IN ('name', 'entity')") == ["0"]
    );
    let conn = support::open(&record);
    assert_eq!(Thing::keyed(&conn, "ada-arc").unwrap(), Thing::default());
    drop(conn);
    desk.done(&["check"]);
    assert!(desk.sql("PRAGMA integrity_check") == ["ok"] && desk.sql("PRAGMA freelist_count") == ["0"]);
}

#[test]
fn a_source_is_purged_with_all_that_it_alone_said() {
    let (desk, _) = worked_at("purged-source");
    let record = desk.0.join("r.db");
    desk.done(&["undo"]);
    let files = fixture();
    // What the other report tells with the same words stays.
    let (report, reply) = (&(files[1].1.clone() + &files[2].1), &files[4].1);
    assert!(holds_but(&record, reply, report).is_some());
    desk.done(&["purge", "dam-reply", "--with-dependents"]);
    assert_eq!(holds_but(&record, reply, report), None);
    assert_eq!(desk.sql("SELECT count(*) FROM record WHERE key = 'flood-missing-2'"), ["0"]);
    assert_eq!(desk.run(&["history", "flood-missing-2"]).0, 2);
    // What another source says too is told by that one.
    assert_eq!(
        desk.sql("SELECT count(*) FROM citation JOIN record ON record.id = record_id WHERE key = 'arc-president'"),
        ["1"]
    );
    desk.done(&["check"]);
    // Emptied free pages alone.
    let (_, stderr) = desk.done(&["purge"]);
    assert!(stderr.contains("gone from the free pages too"), "{stderr}");
    let elsewhere = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .current_dir(&desk.0)
        .args(["--db", "missing.db", "purge"])
        .output()
        .unwrap();
    assert_eq!(elsewhere.status.code(), Some(3));
    assert!(!desk.0.join("missing.db").exists());
}

#[test]
fn a_batch_is_purged_with_what_later_ones_replaced_of_it() {
    let facts = |gist: &str| {
        format!(
            "[source]\nkey = \"s\"\nkind = \"data-set\"\n\n[[event]]\nkey = \"gala\"\ntype = \"other\"\ntitle = \"{gist}\"\nstatus = \"occurred\"\n"
        )
    };
    let first = "A dinner in the old customs house";
    let desk = Desk::new("purged-batch", &[("s.toml", &facts(first))]);
    desk.done(&["add", "s.toml"]);
    let batch = desk.sql("SELECT max(id) FROM batch");
    desk.write("s.toml", &facts("A supper under the bridge"));
    desk.done(&["add", "s.toml"]);
    let record = desk.0.join("r.db");
    assert!(holds(&record, first).is_some(), "what was replaced is kept");
    desk.done(&["purge", &batch[0], "--with-dependents"]);
    for told in [first, "A supper under the bridge"] {
        assert_eq!(holds(&record, told), None);
    }
    desk.done(&["check"]);
}
