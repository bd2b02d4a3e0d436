//! What is taken out goes whole and alone, and what is put back is as it was, in every table.

mod back;
mod merged;
mod refused;

use crate::support;
use crate::support::dump::{Dump, Row, assert_same, dump, tables};

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rusqlite::Connection;

fn run(record: &Path, arguments: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .current_dir(record.parent().unwrap())
        .arg("--db")
        .arg(record)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

/// Runs what must be done.
fn done(record: &Path, arguments: &[&str]) -> String {
    let (code, told) = run(record, arguments);
    assert_eq!(code, 0, "{arguments:?}: {told}");
    told
}

/// A copy of a record, to be changed.
fn copied(record: &Path) -> PathBuf {
    let copy = record.with_file_name("copy.db");
    std::fs::copy(record, &copy).unwrap();
    copy
}

fn newest(record: &Path) -> String {
    let conn = Connection::open(record).unwrap();
    conn.query_row("SELECT max(id) FROM batch", [], |row| row.get::<_, i64>(0)).unwrap().to_string()
}

/// The numbers and keys of all records.
fn records(before: &Dump) -> Vec<(String, String)> {
    before["record"].iter().map(|row| (row["id"].clone(), row["key"].trim_matches('\'').to_owned())).collect()
}

/// The columns of a row that name records, and the record that the row belongs to.
fn references<'r>(table: &str, row: &'r Row) -> (Vec<&'r String>, Option<&'r String>) {
    const OTHERS: &[&str] = &["batch_id", "source_id", "topic_id", "parent_id", "derived_from_id"];
    if matches!(table, "batch" | "change" | "source" | "topic" | "query" | "derived") {
        return (Vec::new(), None);
    }
    let names_record = |column: &str| column == "id" || column.ends_with("_id") && !OTHERS.contains(&column);
    let named = row.iter().filter(|(column, _)| names_record(column)).map(|(_, value)| value).collect();
    let owner = match table {
        "name" | "identifier" | "coordinates" => row.get("entity_id"),
        "assertion" => row.get("statement_id"),
        "dispute_side" => row.get("dispute_id"),
        _ => row.get("id").or_else(|| row.get("record_id")),
    };
    (named, owner)
}

/// A record and those that cannot be without it: their own rows name it.
fn resting_on(before: &Dump, id: &str) -> BTreeSet<String> {
    let mut gone = BTreeSet::from([id.to_owned()]);
    loop {
        let known = gone.len();
        for (table, rows) in before {
            for row in rows.iter().filter(|row| row.contains_key("id")) {
                let (named, _) = references(table, row);
                if named.iter().any(|id| gone.contains(*id)) {
                    gone.insert(row["id"].clone());
                }
            }
        }
        // A dispute of one side is none.
        for dispute in &before["dispute"] {
            let sides = before["dispute_side"].iter().filter(|side| side["dispute_id"] == dispute["id"]);
            if sides.filter(|side| !gone.contains(&side["record_id"])).count() < 2 {
                gone.insert(dispute["id"].clone());
            }
        }
        if gone.len() == known {
            return gone;
        }
    }
}

/// What is left of a record without some of its records, and how many rows went: own ones and others'.
fn without(before: &Dump, gone: &BTreeSet<String>, own: &str) -> (Dump, usize, usize) {
    let (mut left, mut owned, mut others) = (Dump::new(), 0, 0);
    for (table, rows) in before.iter().filter(|(table, _)| !matches!(table.as_str(), "batch" | "change")) {
        let stays = |row: &&Row| {
            let (named, owner) = references(table, row);
            let goes = named.iter().any(|id| gone.contains(*id));
            owned += usize::from(goes && owner.is_some_and(|owner| owner == own));
            others += usize::from(goes && owner.is_some_and(|owner| owner != own));
            !goes
        };
        left.insert(table.clone(), rows.iter().filter(stays).cloned().collect());
    }
    (left, owned, others)
}

/// A dump without what tells of loads.
fn facts_of(record: &Path) -> Dump {
    let mut all = dump(record);
    all.retain(|table, _| !matches!(table.as_str(), "batch" | "change"));
    all
}

#[test]
fn every_table_of_the_whole_record_has_rows() {
    let record = support::whole::file("whole");
    let all = dump(&record);
    let conn = support::open(&record);
    assert_eq!(all.keys().cloned().collect::<BTreeSet<_>>(), tables(&conn).into_iter().collect());
    let empty: Vec<&String> = all.iter().filter(|(_, rows)| rows.is_empty()).map(|(table, _)| table).collect();
    assert!(empty.is_empty(), "{empty:?}");
    for kind in ["entity", "relation", "event", "figure", "statement", "pledge", "stage", "conversion", "dispute"] {
        assert!(all["record"].iter().any(|row| row["kind"] == format!("'{kind}'")), "there is no {kind}");
    }
}

#[test]
fn any_record_goes_with_what_rests_on_it_and_nothing_else_and_comes_back() {
    let record = support::whole::file("any");
    let before = dump(&record);
    let (mut alone, mut refused) = (0, 0);
    for (id, key) in records(&before) {
        let copy = copied(&record);
        let (left, own, others) = without(&before, &resting_on(&before, &id), &id);
        let (code, told) = run(&copy, &["remove", &key]);
        if others == 0 {
            alone += 1;
            assert!(
                code == 0 && told.contains(&format!("note: {own} rows taken out, 0 put back, 0 that")),
                "{key}: {told}"
            );
        } else {
            refused += 1;
            assert!(code == 3 && told.contains("other facts rest on it"), "{key}: {told}");
            assert_same(&before, &dump(&copy), &key);
            let told = done(&copy, &["remove", &key, "--with-dependents"]);
            assert!(told.contains(&format!("note: {own} rows taken out, 0 put back, {others} that")), "{key}: {told}");
        }
        assert_same(&left, &facts_of(&copy), &format!("{key} is taken out"));
        let batch = newest(&copy);
        let told = done(&copy, &["purge", &batch]);
        assert!(told.contains(&format!("{} put back", own + others)), "{key}: {told}");
        assert_same(&before, &dump(&copy), &format!("{key} is put back"));
    }
    assert!(alone > 10 && refused > 10, "{alone} went alone, {refused} did not");
}

#[test]
fn what_nobody_vouches_for_goes_with_nothing_but_itself() {
    let record = support::whole::file("uncited");
    let recipe = "-- Visits.\n--\n-- @reads csv\n-- @key 'v-' || id\n-- @source.key our-visits\n\
        INSERT INTO record (id, key, kind) SELECT record_id, row_key, 'event' FROM staged;\n\
        INSERT INTO event (id, type, status) SELECT record_id, 'visit', 'occurred' FROM staged;\n";
    std::fs::write(record.with_file_name("visits.sql"), recipe).unwrap();
    std::fs::write(record.with_file_name("visits.csv"), "id\n1\n2\n").unwrap();
    let told = done(&record, &["import", "visits.sql", "visits.csv"]);
    assert!(told.contains("new records that no source is cited for: 2"), "{told}");
    let before = dump(&record);
    done(&record, &["remove", "flood", "--with-dependents"]);
    assert_eq!(support::dump::differences(&before, &dump(&record)).iter().filter(|row| row.contains("'v-")).count(), 0);
    done(&record, &["purge", &newest(&record)]);
    assert_same(&before, &dump(&record), "the flood is put back");
    done(&record, &["remove", "v-1"]);
    let left: Vec<_> = records(&dump(&record)).into_iter().filter(|(_, key)| key.starts_with("v-")).collect();
    assert!(left.len() == 1 && left[0].1 == "v-2", "{left:?}");
}

#[test]
fn a_record_goes_with_the_last_source_that_vouches_for_it() {
    let record = support::whole::file("last-source");
    let recipe = "-- Visits.\n--\n-- @reads csv\n-- @key 'v-' || id\n-- @source.key our-visits\n\
        INSERT INTO record (id, key, kind) SELECT record_id, row_key, 'event' FROM staged;\n\
        INSERT INTO event (id, type, status) SELECT record_id, 'visit', 'occurred' FROM staged;\n\
        INSERT INTO citation (record_id, source_id) SELECT record_id, source_id FROM staged JOIN data_set;\n";
    std::fs::write(record.with_file_name("visits.sql"), recipe).unwrap();
    let before = facts_of(&record);
    std::fs::write(record.with_file_name("visits.csv"), "id\n1\n").unwrap();
    done(&record, &["import", "visits.sql", "visits.csv"]);
    let first = newest(&record);
    std::fs::write(record.with_file_name("visits.csv"), "id\n1\n2\n").unwrap();
    done(&record, &["import", "visits.sql", "visits.csv"]);
    let (code, told) = run(&record, &["purge", &first]);
    assert!(code == 3 && told.contains("other facts rest on it: citation v-2"), "{told}");
    let both = facts_of(&record);
    let copy = copied(&record);
    done(&copy, &["purge", &first, "--with-dependents"]);
    assert_same(&before, &facts_of(&copy), "the second visit goes for good with the source of the first");
    done(&record, &["undo", &first, "--with-dependents"]);
    assert_same(&before, &facts_of(&record), "the second visit goes with the source of the first");
    done(&record, &["undo"]);
    assert_same(&both, &facts_of(&record), "both come back");
    done(&record, &["undo"]);
    done(&record, &["undo"]);
    assert_same(&both, &facts_of(&record), "once more");
}

#[test]
fn every_batch_of_facts_and_texts_goes_as_if_it_had_never_been() {
    let record = support::file("batches", |conn| {
        onrecord::facts::built_in::load(conn, false, support::NOW)?;
        onrecord::answer::stored::store(conn, 1)
    });
    let folder = record.parent().unwrap();
    let [first, corrected] = support::whole::facts();
    let written = |name: &str, text: &str| {
        std::fs::create_dir_all(folder.join(name).parent().unwrap()).unwrap();
        std::fs::write(folder.join(name), text).unwrap();
        name.to_owned()
    };
    let fixture = |name: &str| support::root().join("tests/fixture").join(name).display().to_string();
    let reply = std::fs::read_to_string(fixture("dam-reply.toml")).unwrap();
    let mut states = vec![dump(&record)];
    for arguments in [
        vec![fixture("words.toml")],
        vec![fixture("dam-report.toml")],
        vec![fixture("dam-report.txt")],
        vec![fixture("dam-reply.toml")],
        vec![fixture("dam-reply.txt")],
        vec![written("whole.toml", &first)],
        vec![written("again/whole.toml", &corrected)],
        vec![written(
            "dam-reply.toml",
            &reply.replace("best = 14", "best = 15").replace("as_written = \"14\"", "as_written = \"15\""),
        )],
    ] {
        let arguments: Vec<&str> = ["add"].into_iter().chain(arguments.iter().map(String::as_str)).collect();
        done(&record, &arguments);
        states.push(dump(&record));
    }
    done(&record, &["merge", "river-board", "board-of-the-river"]);
    let last = states.len();
    for (n, state) in states.iter().enumerate().rev() {
        let told = done(&record, &["purge", &newest(&record)]);
        assert_same(state, &dump(&record), &format!("load {n} of {last}: {told}"));
        if n == 0 {
            break;
        }
    }
}

#[test]
fn every_import_and_every_newer_release_goes_as_if_it_had_never_been() {
    let record = support::file("imports", support::fill_seed);
    let mut states = Vec::new();
    for (recipe, name, old, new) in [
        ("kiel", "kiel.csv", "", ""),
        ("gdelt", "gdelt.tsv", "", ""),
        ("icews", "icews.csv", "Consult,040,1.0", "Consult,040,2.0"),
        ("plover", "plover.jsonl", "", ""),
        ("ftm", "ftm.jsonl", "Fixture GmbH", "Fixture AG"),
        ("iati", "iati.xml", "400", "401"),
    ] {
        let text = std::fs::read_to_string(support::root().join("tests/fixture/import").join(name)).unwrap();
        let input = record.with_file_name(name);
        for text in [text.clone(), text.replace(old, new)].iter().take(if old.is_empty() { 1 } else { 2 }) {
            states.push(dump(&record));
            std::fs::write(&input, text).unwrap();
            done(&record, &["import", recipe, name]);
            assert!(!support::dump::differences(states.last().unwrap(), &dump(&record)).is_empty(), "{recipe}");
        }
    }
    while let Some(state) = states.pop() {
        let told = done(&record, &["purge", &newest(&record)]);
        assert_same(&state, &dump(&record), &told);
    }
}
