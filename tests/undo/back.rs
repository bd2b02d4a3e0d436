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
    assert!(code == 3 && told.contains("figure guests"), "{told}");
    // A batch that was taken back, or took back, is not thrown away.
    done(&record, &["undo"]);
    for batch in [load(&record), (load(&record).parse::<i64>().unwrap() - 1).to_string()] {
        let (code, told) = run(&record, &["remove", &batch]);
        assert!(code == 3 && told.contains("take that back first"), "{told}");
    }
}
