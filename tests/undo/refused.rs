//! What is refused, fails or is only tried changes nothing.

use super::{done, newest, run};
use crate::support;
use crate::support::dump::{assert_same, dump};

#[test]
fn what_a_later_batch_changed_too_keeps_the_earlier_one() {
    let record = support::whole::file("later");
    let name = record.with_file_name("whole.toml");
    let [first, corrected] = support::whole::facts();
    // Before the merge, which is the newest.
    let earlier = (newest(&record).parse::<i64>().unwrap() - 1).to_string();
    std::fs::write(&name, corrected.replace("The plan will do", "The plan is bad")).unwrap();
    done(&record, &["add", "whole.toml"]);
    let later = newest(&record);
    let before = dump(&record);
    let (code, told) = run(&record, &["purge", &earlier, "--with-dependents"]);
    assert_eq!(code, 3, "{told}");
    assert!(told.contains(&format!("batch {later} changed rows that batch {earlier} had changed before")), "{told}");
    assert!(told.contains(&format!("hint: take it out first: onrecord purge {later}")), "{told}");
    assert_same(&before, &dump(&record), "a refusal");
    done(&record, &["purge", &later]);
    done(&record, &["purge", &earlier]);
    let gist = |words: &str| dump(&record)["statement"].iter().any(|row| row["gist"] == format!("'{words}'"));
    assert!(gist("The plan is sound") && first.contains("The plan is sound") && !gist("The plan will do"));
}

#[test]
fn what_fails_is_refused_or_only_tried_changes_nothing() {
    let record = support::whole::file("nothing");
    let folder = record.parent().unwrap();
    let input = support::root().join("tests/fixture/import/icews.csv");
    let text = std::fs::read_to_string(input).unwrap();
    std::fs::write(folder.join("icews.csv"), text).unwrap();
    let [_, corrected] = support::whole::facts();
    let more = corrected
        .replace("The plan will do", "The plan is bad")
        .replace("key = \"river-radio\"", "key = \"new-radio\"");
    std::fs::write(folder.join("whole.toml"), more.replace("medium = \"river-radio\"", "medium = \"new-radio\""))
        .unwrap();
    std::fs::write(folder.join("faulty.toml"), more.replace("kind = \"wording\"", "kind = \"words\"")).unwrap();
    let text = support::root().join("tests/fixture/dam-report.txt").display().to_string();
    let bytes = std::fs::read(&record).unwrap();
    for (arguments, code, told) in [
        (&["add", "whole.toml", "--dry-run"][..], 0, "nothing was written (--dry-run)"),
        (&["import", "icews", "icews.csv", "--dry-run"], 0, "nothing was written (--dry-run)"),
        (&["remove", "8", "--dry-run"], 0, "nothing was written (--dry-run)"),
        (&["remove", "flood", "--with-dependents", "--dry-run"], 0, "nothing was written (--dry-run)"),
        (&["add", text.as_str()], 0, "0 added or changed"),
        (&["add", "faulty.toml"], 3, "`words` is no kind"),
        (&["add", "whole.toml", "faulty.toml"], 3, "nothing was loaded"),
        (&["import", "icews", "icews.csv", "--strict"], 3, "1 row is rejected, so nothing was loaded (--strict)"),
        (&["remove", "99"], 3, "there is no batch 99"),
        (&["remove", "floot"], 2, "no record has the key `floot`"),
        (&["purge", "2"], 3, "other facts rest on it"),
        (&["merge", "river-board", "RB"], 3, "both names mean the same entity"),
        (&["merge", "ada-arc", "arcadia"], 3, "one is of kind person, the other of kind country"),
        (&["merge", "river-board", "The Board"], 2, "`The Board` names more than one entity"),
        (&["merge", "river-board", "nobody"], 2, "no entity is known as `nobody`"),
    ] {
        let (found, stderr) = run(&record, arguments);
        assert!(found == code && stderr.contains(told), "{arguments:?}: {found} {stderr}");
        assert!(std::fs::read(&record).unwrap() == bytes, "{arguments:?} changed the file");
        assert_eq!(folder.join("icews.csv.rejected.csv").exists(), arguments.contains(&"--strict"), "{arguments:?}");
        let _ = std::fs::remove_file(folder.join("icews.csv.rejected.csv"));
    }
}
