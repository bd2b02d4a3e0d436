//! Two that become one, files that are corrected, and the way back.

use super::{done, newest, records, references, run};
use crate::support;
use crate::support::dump::{Dump, Row, assert_same, dump};

use std::collections::BTreeSet;
use std::path::Path;

use rusqlite::Connection;

#[test]
fn two_that_a_relation_joins_are_not_made_one() {
    let record = support::whole::file("joined");
    let facts = "[source]\nkey = \"s\"\nkind = \"data-set\"\n\n[[relation]]\nkey = \"boards\"\nsubject = \"board-of-the-river\"\npredicate = \"neighbour-of\"\nobject = \"river-board\"\n";
    std::fs::write(record.with_file_name("s.toml"), facts).unwrap();
    done(&record, &["add", "s.toml"]);
    let before = dump(&record);
    for (into, from) in [("river-board", "board-of-the-river"), ("board-of-the-river", "river-board")] {
        let (code, told) = run(&record, &["merge", into, from]);
        assert!(code == 3 && told.contains("the relation `boards` joins the two"), "{told}");
        assert_same(&before, &dump(&record), "a refusal");
    }
}

/// The rows of a record as they must be once one entity is part of another: those of the second are
/// the first's, each once, and no number of a passage or a batch counts.
fn merged(before: &Dump, into: &str, from: &str) -> Vec<String> {
    let mut all = BTreeSet::new();
    for (table, rows) in before.iter().filter(|(table, _)| !matches!(table.as_str(), "batch" | "change")) {
        for row in rows {
            let mut row = row.clone();
            if table == "name" && row["entity_id"] == from && row["kind"] == "'preferred'" {
                row.insert("kind".to_owned(), "'alias'".to_owned());
            }
            if matches!(table.as_str(), "record" | "entity") && row["id"] == from {
                continue;
            }
            let is_of_records = !references(table, &row).0.is_empty();
            for (column, value) in &mut row {
                if is_of_records
                    && column.ends_with("_id")
                    && !matches!(column.as_str(), "batch_id" | "source_id" | "topic_id")
                    && value == from
                {
                    into.clone_into(value);
                }
            }
            row.remove("batch_id");
            row.remove("part");
            all.insert(format!("{table}: {row:?}"));
        }
    }
    all.into_iter().collect()
}

/// The words that stand behind each side of each dispute.
fn words_of_sides(record: &Path) -> Vec<String> {
    let sql = "SELECT dispute_id || ' ' || n || ' ' || anchor.exact FROM dispute_side
      JOIN anchor USING (record_id, source_id, part) ORDER BY 1";
    let conn = Connection::open(record).unwrap();
    let mut statement = conn.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn what_was_told_of_the_second_is_told_of_the_first_and_comes_apart_again() {
    let record = support::whole::file("merged");
    let before = dump(&record);
    let words = words_of_sides(&record);
    assert!(words.iter().any(|side| side.ends_with("its Board")), "{words:?}");
    let number = |key: &str| records(&before).into_iter().find(|(_, known)| known == key).unwrap().0;
    let pairs = [
        ["river-board", "board-of-the-river"],
        ["river-radio", "radio-of-the-river"],
        ["port-arc", "harbour"],
        ["dam-plan", "second-plan"],
    ];
    for [into, from] in pairs.into_iter().flat_map(|[one, two]| [[one, two], [two, one]]) {
        done(&record, &["merge", into, from]);
        let mut expected = merged(&before, &number(into), &number(from));
        expected.push(format!(
            "retired_key: {:?}",
            Row::from([("key".into(), format!("'{from}'")), ("record_id".into(), number(into))])
        ));
        expected.sort();
        let found = merged(&dump(&record), &number(into), "none");
        let lost: Vec<_> = expected.iter().filter(|row| !found.contains(row)).collect();
        let more: Vec<_> = found.iter().filter(|row| !expected.contains(row)).collect();
        assert!(lost.is_empty() && more.is_empty(), "{into} <- {from}: lost {lost:#?}, more {more:#?}");
        assert_eq!(words_of_sides(&record), words, "{into} <- {from}");
        done(&record, &["purge", &newest(&record)]);
        assert_same(&before, &dump(&record), &format!("{into} <- {from} taken back"));
    }
}

#[test]
fn a_corrected_file_takes_back_what_it_said_and_nothing_that_others_said() {
    let record = support::whole::file("corrected");
    let names = |table: &str, column: &str| -> Vec<String> {
        dump(&record)[table].iter().map(|row| row[column].trim_matches('\'').to_owned()).collect()
    };
    // Another file gives the board a name, a topic and a passage of its own.
    let facts = "[source]\nkey = \"s\"\nkind = \"data-set\"\n\n[[entity]]\nkey = \"river-board\"\nkind = \"organization\"\nname = \"River Board\"\nnames.alias = [\"Water Board\"]\ntopics = [\"money\"]\n";
    std::fs::write(record.with_file_name("s.toml"), facts).unwrap();
    done(&record, &["add", "s.toml"]);
    let [_, corrected] = support::whole::facts();
    let folder = record.with_file_name("elsewhere");
    std::fs::create_dir_all(&folder).unwrap();
    let shorter = corrected
        .replace("names.acronym = [\"RB\"]\n", "")
        .replace("topics = [\"water\", \"dams\"]\n", "topics = [\"dams\"]\n");
    std::fs::write(folder.join("whole.toml"), shorter).unwrap();
    let topics = names("record_topic", "topic_id").len();
    done(&record, &["add", "elsewhere/whole.toml"]);
    let left = names("name", "text");
    assert!(!left.contains(&"RB".to_owned()) && left.contains(&"Water Board".to_owned()), "{left:?}");
    assert!(left.contains(&"The Board".to_owned()), "{left:?}");
    assert_eq!(names("record_topic", "topic_id").len(), topics - 1);
    // The topic that the other file gives stays too when this one gives none.
    let none = corrected.replace("topics = [\"water\", \"dams\"]\n", "");
    std::fs::write(folder.join("whole.toml"), none).unwrap();
    done(&record, &["add", "elsewhere/whole.toml"]);
    assert_eq!(names("record_topic", "topic_id").len(), topics - 2);
}
