//! Repair, as the person sees it: what came, what is lost by its key, and what is never done.

use std::fs;

use rusqlite::Connection;

use crate::support::desk::Desk;
use crate::support::dump::{assert_same, dump};
use crate::support::{self};

const PAGE: usize = 4096;

/// A desk with a record of the fixture.
fn desk(name: &str) -> Desk {
    let desk = Desk::new(name, &[]);
    let fixture = |name: &str| support::root().join("tests/fixture").join(name).display().to_string();
    let files = ["words.toml", "dam-report.toml", "dam-report.txt", "dam-reply.toml", "dam-reply.txt"].map(fixture);
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    desk.done(&[&["add"], &files[..]].concat());
    desk.done(&["remove", "river-summit"]);
    desk
}

/// The page where a table begins.
fn root(desk: &Desk, table: &str) -> usize {
    desk.sql(&format!("SELECT rootpage FROM sqlite_schema WHERE name = '{table}'"))[0].parse().unwrap()
}

/// Damages one page of a copy, and repairs that.
fn repaired(desk: &Desk, page: usize) -> Vec<String> {
    let mut bytes = fs::read(desk.0.join("r.db")).unwrap();
    bytes[(page - 1) * PAGE..][..PAGE].fill(0);
    fs::write(desk.0.join("damaged.db"), bytes).unwrap();
    let _ = fs::remove_file(desk.0.join("whole.db"));
    let (told, _) = desk.done(&["repair", "damaged.db", "-o", "whole.db", "--csv"]);
    let (code, found, stderr) = desk.run(&["--db", "whole.db", "check", "--csv"]);
    assert_eq!(code, 0, "{found}{stderr}");
    told.lines().map(str::to_owned).collect()
}

#[test]
fn a_damaged_index_or_view_costs_nothing() {
    let desk = desk("repair-index");
    let before = dump(&desk.0.join("r.db"));
    for index in ["party_by_entity", "name_by_normal", "sqlite_autoindex_record_1"] {
        let told = repaired(&desk, root(&desk, index));
        assert!(told[1..].iter().all(|line| line.starts_with("came,")), "{index}: {told:#?}");
        let mut after = dump(&desk.0.join("whole.db"));
        // The load of the repair, and what the program makes anew.
        let repair = after.get_mut("batch").unwrap();
        repair.retain(|row| row["name"] != "'repair'");
        for made in ["query", "derived"] {
            after.insert(made.to_owned(), before[made].clone());
        }
        assert_same(&before, &after, index);
    }
    // An id that was taken out is not given again.
    let highest = "SELECT seq FROM sqlite_sequence WHERE name = 'record'";
    let whole = Connection::open(desk.0.join("whole.db")).unwrap();
    let found: i64 = whole.query_row(highest, [], |row| row.get(0)).unwrap();
    assert_eq!(desk.sql(highest), [found.to_string()]);
    drop(whole);
    desk.done(&["--db", "whole.db", "undo"]);
    assert_eq!(desk.done(&["--db", "whole.db", "sql", "SELECT count(*) FROM event", "--csv"]).0, "count(*)\n3\n");
}

#[test]
fn what_is_lost_is_told_by_its_key() {
    let desk = desk("repair-lost");
    // All statements stand in one page; what they claim goes with them, and all else stays.
    let told = repaired(&desk, root(&desk, "statement"));
    for key in ["arc-on-dam", "officials-on-missing"] {
        let line = format!("lost,statement,{key},what it says stood in a page that cannot be read");
        assert!(told.contains(&line), "{told:#?}");
    }
    assert!(told.iter().any(|line| line.starts_with("may lack,statement,")), "{told:#?}");
    assert!(told.contains(&"came,event,2 rows,".to_owned()), "{told:#?}");
    // Without its sources, a record says that it has some.
    let told = repaired(&desk, root(&desk, "source"));
    assert!(told.iter().any(|line| line.starts_with("lost,source,number ")), "{told:#?}");
    let sources = desk.done(&["--db", "whole.db", "ask", "sources", "--csv"]).0;
    assert!(sources.contains("A source whose particulars stood in a damaged page"), "{sources}");
    // What a record says is worth more than its key.
    let bytes = fs::read(desk.0.join("r.db")).unwrap();
    // The key and the kind of a record stand beside each other.
    let row = b"arc-on-damstatement";
    let page = bytes.windows(row.len()).position(|found| found == row).unwrap() / PAGE + 1;
    let told = repaired(&desk, page);
    let renamed: Vec<&String> = told.iter().filter(|line| line.starts_with("renamed,statement,lost-")).collect();
    assert_eq!(renamed.len(), 2, "{told:#?}");
    let said = desk.done(&["--db", "whole.db", "ask", "statements", "--csv"]).0;
    assert!(said.contains("The dam is a common work from which all will have water"), "{said}");
    // Words of ours that are lost are as the program has them.
    let told = repaired(&desk, root(&desk, "predicate"));
    assert!(told.iter().any(|line| line == "came,predicate,24 rows,"), "{told:#?}");
    let before = desk.sql("SELECT count(*) FROM relation");
    assert_eq!(
        desk.done(&["--db", "whole.db", "sql", "SELECT count(*) FROM relation", "--csv"]).0,
        format!("count(*)\n{}\n", before[0])
    );
}

#[test]
fn a_sound_file_a_file_of_others_and_what_stands_there_are_left_alone() {
    let desk = desk("repair-refused");
    assert!(
        desk.refused(&["repair", "r.db", "-o", "whole.db"]).contains("`r.db` is sound, so there is nothing to repair")
    );
    let (code, _, stderr) = desk.run(&["repair", "r.db"]);
    assert!(code == 2 && stderr.contains("where the repaired record goes is not said"), "{stderr}");
    desk.write("notes.txt", "these are notes\n");
    let refused = desk.refused(&["repair", "notes.txt", "-o", "whole.db"]);
    assert!(refused.contains("no row of a record can be read in `notes.txt`"), "{refused}");
    let refused = desk.refused(&["repair", "missing.db", "-o", "whole.db"]);
    assert!(refused.contains("missing.db"), "{refused}");
    let mut bytes = fs::read(desk.0.join("r.db")).unwrap();
    bytes.truncate(bytes.len() - PAGE);
    fs::write(desk.0.join("cut.db"), &bytes).unwrap();
    let refused = desk.refused(&["repair", "cut.db", "-o", "notes.txt"]);
    assert!(refused.contains("`notes.txt` exists already"), "{refused}");
    assert_eq!(fs::read_to_string(desk.0.join("notes.txt")).unwrap(), "these are notes\n");
    assert!(!desk.0.join("whole.db").exists());
    // A version that nobody knows yet.
    let mut newer = bytes.clone();
    newer[60..64].copy_from_slice(&9_u32.to_be_bytes());
    fs::write(desk.0.join("newer.db"), newer).unwrap();
    desk.refused(&["repair", "newer.db", "-o", "whole.db"]);
}

#[test]
fn what_a_killed_writer_left_is_taken_back_in_a_copy() {
    let desk = desk("repair-journal");
    let record = desk.0.join("r.db");
    let before = dump(&record);
    let conn = Connection::open(&record).unwrap();
    conn.execute_batch("PRAGMA cache_size = 5; BEGIN; UPDATE record SET note = 'half done' || hex(randomblob(200))")
        .unwrap();
    for ending in ["", "-journal"] {
        fs::copy(desk.0.join(format!("r.db{ending}")), desk.0.join(format!("half.db{ending}"))).unwrap();
    }
    drop(conn);
    let journal = fs::read(desk.0.join("half.db-journal")).unwrap();
    let half = fs::read(desk.0.join("half.db")).unwrap();
    assert!(half != fs::read(&record).unwrap() && journal.len() > 512);
    desk.done(&["repair", "half.db", "-o", "whole.db"]);
    assert_eq!(fs::read(desk.0.join("half.db")).unwrap(), half, "the damaged file is as it was");
    assert_eq!(fs::read(desk.0.join("half.db-journal")).unwrap(), journal);
    assert_same(
        &dump(&desk.0.join("whole.db")).into_iter().filter(|(table, _)| table == "record").collect(),
        &before.into_iter().filter(|(table, _)| table == "record").collect(),
        "what was before",
    );
}

#[test]
fn a_record_of_an_older_version_is_repaired_as_it_was_and_brought_to_this_one() {
    let desk = desk("repair-old");
    for version in ["version-1.db", "version-2.db", "version-3.db"] {
        let path = support::root().join("tests/frozen").join(version);
        let mut bytes = fs::read(path).unwrap();
        // The last page, of whatever it is.
        bytes.truncate(bytes.len() - 100);
        fs::write(desk.0.join("old.db"), bytes).unwrap();
        let _ = fs::remove_file(desk.0.join("whole.db"));
        desk.done(&["repair", "old.db", "-o", "whole.db"]);
        desk.done(&["--db", "whole.db", "check"]);
        let found = desk.done(&["--db", "whole.db", "ask", "pledges", "--csv"]).0;
        assert!(found.lines().count() > 1, "{found}");
    }
}
