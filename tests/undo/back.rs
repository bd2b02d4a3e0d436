//! Taking back the last change, or an earlier one, and taking that back.

use super::{done, dump, run};
use crate::support;
use crate::support::dump::Dump;

use std::path::Path;

use rusqlite::Connection;

/// Every table but those that tell how it came about.
fn facts(record: &Path) -> Dump {
    let mut all = dump(record);
    for own in ["batch", "change", "sqlite_sequence"] {
        all.remove(own);
    }
    all
}

/// The number of the load that came last.
fn load(record: &Path) -> String {
    let conn = Connection::open(record).unwrap();
    let sql = "SELECT max(coalesce(with_id, id)) FROM batch";
    conn.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap().to_string()
}

#[test]
fn what_was_done_is_taken_back_and_put_back_whatever_it_was() {
    let record = support::whole::file("back");
    let write = |name: &str, text: &str| std::fs::write(record.with_file_name(name), text).unwrap();
    let (told, cited) =
        ("[source]\nkey = \"t\"\nkind = \"data-set\"\n", "[source]\nkey = \"u\"\nkind = \"news-report\"\n");
    write("t.toml", &format!("{told}\n[[entity]]\nkey = \"weir\"\nkind = \"organization\"\nname = \"Weir\"\n"));
    write("u.toml", &format!("{cited}\n[[cite]]\nrecord = \"weir\"\ncite = [\"the weir\"]\n"));
    write("u.txt", "It is the weir.");
    let before = run(&record, &["check"]);
    let (mut states, mut loads) = (vec![facts(&record)], Vec::new());
    for change in [
        &["add", "t.toml"][..],
        &["add", "u.toml", "u.txt"],
        &["remove", "weir", "--source", "u"],
        &["merge", "River Board", "weir"],
        &["remove", "flood", "--with-dependents"],
        &["remove", "u"],
    ] {
        done(&record, change);
        states.push(facts(&record));
        loads.push(load(&record));
    }
    assert!(states.windows(2).all(|two| two[0] != two[1]), "each changes something");
    for (n, load) in loads.iter().enumerate().rev() {
        let told = done(&record, &["undo", load]);
        assert!(facts(&record) == states[n], "load {load} taken back: {told}");
        let (code, told) = run(&record, &["undo", load]);
        assert!(code == 3 && told.contains("is taken back already"), "{told}");
        done(&record, &["undo"]);
        assert!(facts(&record) == states[n + 1], "and put back");
        done(&record, &["undo", "--dry-run"]);
        assert!(facts(&record) == states[n + 1], "a dry run does nothing");
        done(&record, &["undo"]);
        assert!(facts(&record) == states[n], "and taken back again");
    }
    assert_eq!(run(&record, &["check"]), before, "nothing is wrong that was not");
}

#[test]
fn what_others_rest_on_or_changed_later_is_not_taken_back() {
    let record = support::whole::file("rests");
    let (code, told) = run(&record, &["undo", "99"]);
    assert!(code == 3 && told.contains("there is no batch 99"), "{told}");
    let write = |name: &str, text: &str| std::fs::write(record.with_file_name(name), text).unwrap();
    let file = |title: &str| {
        format!(
            "[source]\nkey = \"t\"\nkind = \"data-set\"\n\n[[event]]\nkey = \"gala\"\ntype = \"other\"\ntitle = \"{title}\"\nstatus = \"occurred\"\n"
        )
    };
    let mut loads = Vec::new();
    for title in ["One", "Two", "Three"] {
        write("t.toml", &file(title));
        done(&record, &["add", "t.toml"]);
        loads.push(load(&record));
    }
    let (code, told) = run(&record, &["undo", &loads[1]]);
    assert!(code == 3 && told.contains(&format!("onrecord undo {}", loads[2])), "{told}");
    write(
        "u.toml",
        "[source]\nkey = \"u\"\nkind = \"data-set\"\n\n[[figure]]\nkey = \"guests\"\nabout = \"gala\"\nmeasure = \"guests\"\nbest = 3\nunit = \"people\"\nas_written = \"three\"\n",
    );
    done(&record, &["add", "u.toml"]);
    let (code, told) = run(&record, &["undo", &loads[0]]);
    assert!(code == 3 && told.contains("changed rows that batch"), "{told}");
    for load in loads[1..].iter().rev() {
        done(&record, &["undo", load]);
    }
    let (code, told) = run(&record, &["undo", &loads[0]]);
    assert!(code == 3 && told.contains("figure guests"), "{told}");
    for load in &loads[1..] {
        let conn = Connection::open(&record).unwrap();
        let sql = "SELECT undone_id FROM batch WHERE id = ?1";
        let by: i64 = conn.query_row(sql, [load], |row| row.get(0)).unwrap();
        drop(conn);
        done(&record, &["undo", &by.to_string()]);
    }
    // A batch that was taken back, or took back, is not thrown away.
    done(&record, &["undo"]);
    for batch in [load(&record), (load(&record).parse::<i64>().unwrap() - 1).to_string()] {
        let (code, told) = run(&record, &["purge", &batch]);
        assert!(code == 3 && told.contains("take that back first"), "{told}");
    }
}

/// The titles of the events that a test made.
fn galas(record: &Path) -> Vec<String> {
    let conn = Connection::open(record).unwrap();
    let sql = "SELECT event.title || ' ' || event.status FROM event JOIN record USING (id) WHERE key = 'gala'";
    let mut statement = conn.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn what_was_taken_back_comes_back_only_where_nothing_has_changed_since() {
    let record = support::whole::file("orders");
    let write = |name: &str, text: &str| std::fs::write(record.with_file_name(name), text).unwrap();
    let file = |title: &str, status: &str| {
        format!(
            "[source]\nkey = \"t\"\nkind = \"data-set\"\n\n[[event]]\nkey = \"gala\"\ntype = \"other\"\ntitle = \"{title}\"\nstatus = \"{status}\"\n"
        )
    };
    let add = |title: &str, status: &str| {
        write("t.toml", &file(title, status));
        done(&record, &["add", "t.toml"]);
        load(&record)
    };
    let (first, second, third) = (add("One", "occurred"), add("Two", "occurred"), add("Two", "planned"));
    let refused = |arguments: &[&str]| {
        let (code, told) = run(&record, arguments);
        assert!(code == 3 && !told.contains("constraint"), "{arguments:?}: {told}");
    };
    // In another order than they went, rows would be put back that nobody had.
    refused(&["undo", &second]);
    done(&record, &["undo", &third]);
    let third_back = load(&record);
    done(&record, &["undo", &second]);
    let second_back = load(&record);
    assert_eq!(galas(&record), ["One occurred"]);
    refused(&["undo", &third_back]);
    done(&record, &["undo", &second_back]);
    done(&record, &["undo", &third_back]);
    assert_eq!(galas(&record), ["Two planned"]);
    // What was taken out since is not taken back, nor thrown away.
    done(&record, &["remove", "gala"]);
    let removed = load(&record);
    refused(&["undo", &first]);
    refused(&["purge", &first]);
    done(&record, &["undo", &removed]);
    assert_eq!(galas(&record), ["Two planned"]);
}

#[test]
fn a_source_that_comes_after_has_a_number_of_its_own() {
    let record = support::whole::file("numbers");
    let write = |name: &str, text: &str| std::fs::write(record.with_file_name(name), text).unwrap();
    let file = |key: &str| {
        format!("[source]\nkey = \"{key}\"\nkind = \"data-set\"\n\n[[topic]]\nkey = \"of-{key}\"\nlabel = \"L\"\n")
    };
    let mut undone = Vec::new();
    for key in ["p", "q"] {
        write(&format!("{key}.toml"), &file(key));
        done(&record, &["add", &format!("{key}.toml")]);
        if key == "p" {
            done(&record, &["undo"]);
            undone.push(load(&record));
        }
    }
    done(&record, &["undo", &undone[0]]);
    let sources: Vec<String> = dump(&record)["source"].iter().map(|row| row["key"].clone()).collect();
    assert!(sources.contains(&"'p'".to_owned()) && sources.contains(&"'q'".to_owned()), "{sources:?}");
}
