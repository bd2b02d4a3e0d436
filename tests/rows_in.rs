//! What becomes of each row of a table: which are rejected and why, which are changes, what is told of them.

use std::path::Path;

use crate::support;
use crate::support::table::{import, record, titles_count};

#[test]
fn a_rejected_row_says_which_rule_and_which_value() {
    let record = record("refused");
    let folder = record.parent().unwrap();
    let path = folder.join("visits.sql");
    std::fs::write(
        &path,
        "-- Visits.\n--\n-- @reads csv\n-- @key 'visit-' || id\n-- @source.key our-visits\n\
        INSERT INTO record (id, key, kind) SELECT record_id, row_key, 'event' FROM staged;\n\
        INSERT INTO event (id, type, status, place_id, first_day) SELECT record_id, type, 'occurred', place, coalesce(day, '0000-01-01') FROM staged;\n\
        INSERT INTO party (record_id, role, n, entity_id, first_day) SELECT record_id, 'guest', 1, entity(guest, 'person'), '0000-01-01' FROM staged;\n\
        INSERT INTO citation (record_id, source_id) SELECT record_id, source_id FROM staged JOIN data_set;\n",
    )
    .unwrap();
    std::fs::write(
        folder.join("visits.csv"),
        "ID,type,place,day,guest\n1,visit,,,Ada\n2,vist,,,Bob\n3,visit,77777,,Cid\n4,visit,,2020-02-30,Dan\n5,,,,Eve\n1,visit,,,Ada\n,visit,,,Fay\n6,visit\n",
    )
    .unwrap();
    let output = import(&record, &path, "visits.csv", b"");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stdout).contains("\n8,1,0,0,7,0,1"), "{output:?}");
    let kept = std::fs::read_to_string(folder.join("visits.csv.rejected.csv")).unwrap();
    for wanted in [
        "`vist` is no type: it is one of meeting",
        "did you mean `visit`?",
        "event.place_id is `77777`, and no entity has that id",
        "first_day is `2020-02-30`",
        "NOT NULL constraint failed: event.type",
        "7,its key `visit-1` stands on an earlier line,1,visit",
        "8,it has no key",
        "9,it has 2 fields instead of 5,\"6,visit\"",
    ] {
        assert!(kept.contains(wanted), "{wanted} is not in\n{kept}");
    }
    // Nobody is left behind by a row that is not loaded.
    let conn = support::open(&record);
    let left: i64 = conn
        .query_row("SELECT count(*) FROM name WHERE text IN ('Bob', 'Cid', 'Dan', 'Eve', 'Fay')", [], |row| row.get(0))
        .unwrap();
    assert_eq!(left, 0);
}

#[test]
fn a_row_may_be_about_a_record_that_an_earlier_row_made_beside_its_own() {
    // Far enough apart to stand in different chunks.
    let mut csv = "id,spouse,age\nAda Arc,Bob Arc,40\n".to_owned();
    for n in 0..6_000 {
        csv.push_str(&format!("Somebody {n},,1\n"));
    }
    csv.push_str("Bob Arc,Ada Arc,41\nAda Arc,,42\n");
    let record = record("beside");
    let folder = record.parent().unwrap();
    let path = folder.join("people.sql");
    std::fs::write(
        &path,
        "-- People.\n--\n-- @reads csv\n-- @key slug(id)\n-- @source.key our-people\n\
        INSERT INTO record (id, key, kind) SELECT record_id, row_key, 'entity' FROM staged;\n\
        INSERT INTO entity (id, kind, name, description) SELECT record_id, 'person', id, age FROM staged;\n\
        INSERT INTO name (entity_id, text, kind, normal) SELECT record_id, id, 'preferred', normal(id) FROM staged;\n\
        INSERT INTO record (key, kind) SELECT row_key || '-marriage', 'relation' FROM staged WHERE spouse IS NOT NULL;\n\
        INSERT INTO relation (id, subject_id, predicate, object_id) SELECT record.id, record_id, 'relative-of', entity(spouse, 'person')\n\
        FROM staged JOIN record ON record.key = row_key || '-marriage' WHERE spouse IS NOT NULL;\n\
        INSERT INTO citation (record_id, source_id) SELECT record.id, source_id FROM record JOIN data_set;\n",
    )
    .unwrap();
    std::fs::write(folder.join("people.csv"), csv).unwrap();
    let output = import(&record, &path, "people.csv", b"");
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    // Bob's own row comes late and is no repetition; Ada's second row is one.
    assert!(told.contains("\n6003,6001,1,0,1,0,1"), "{told}{}", String::from_utf8_lossy(&output.stderr));
    let again = import(&record, &path, "people.csv", b"");
    assert!(String::from_utf8_lossy(&again.stdout).contains("\n6003,0,0,6002,1,0,0"), "{again:?}");
}

/// What an import of this table by these statements counts, and what it says.
fn counts(record: &Path, statements: &str, csv: &str) -> (String, String) {
    let folder = record.parent().unwrap();
    let path = folder.join("made.sql");
    let head = "-- Rows.\n--\n-- @reads csv\n-- @key 'visit-' || id\n-- @source.key our-visits\n";
    std::fs::write(&path, format!("{head}{statements}")).unwrap();
    std::fs::write(folder.join("made.csv"), csv).unwrap();
    let output = import(record, &path, "made.csv", b"");
    let counts = String::from_utf8_lossy(&output.stdout).lines().nth(1).unwrap_or_default().to_owned();
    (counts, String::from_utf8_lossy(&output.stderr).into_owned())
}

const VISIT: &str = "INSERT INTO record (id, key, kind) SELECT record_id, row_key, 'event' FROM staged WHERE guest <> 'nobody' OR guest IS NULL;\n\
    INSERT INTO event (id, type, status) SELECT record_id, 'visit', 'occurred' FROM staged WHERE guest <> 'nobody' OR guest IS NULL;\n\
    INSERT INTO party (record_id, role, n, entity_id, first_day)\n\
    SELECT record_id, coalesce(role, 'guest'), 1, entity(guest, 'person'), '0000-01-01' FROM staged WHERE guest <> 'nobody'\n\
    UNION ALL SELECT record_id, 'host', 1, entity('Ada Arc', 'person'), '0000-01-01' FROM staged WHERE guest <> 'nobody';\n\
    INSERT INTO citation (record_id, source_id) SELECT id, source_id FROM record JOIN data_set;\n";

#[test]
fn a_row_with_the_key_of_a_rejected_one_is_loaded() {
    let reject = "INSERT INTO\n  temp.\"rejected\" SELECT row_number, 'no day' FROM staged WHERE day IS NULL;\n";
    let (first, _) = counts(
        &record("retried"),
        &format!("{reject}{VISIT}"),
        "id,day,guest,role\n1,,Bob,\n1,2020-01-01,Bob,\n1,2020-01-02,Bob,\n2,2020-01-01,Cid,gest\n2,2020-01-01,Cid,\n",
    );
    assert_eq!(first, "5,2,0,0,3,0,3");
}

#[test]
fn a_row_of_which_the_recipe_makes_no_record_is_rejected() {
    let (counted, told) = counts(&record("unmade"), VISIT, "id,guest,role\n1,Bob,\n2,nobody,\n");
    assert_eq!(counted, "2,1,0,0,1,0,2");
    assert!(told.contains("line 3: the recipe makes no record with its key `visit-2`"), "{told}");
}

#[test]
fn what_a_newer_release_no_longer_says_is_a_change() {
    let record = record("fewer");
    assert_eq!(counts(&record, VISIT, "id,guest,role\n1,Bob,\n2,Cid,\n").0, "2,2,0,0,0,0,3");
    assert_eq!(counts(&record, VISIT, "id,guest,role\n1,,\n2,Cid,gest\n").0, "2,0,1,0,1,0,0");
    // The refused row of a known record has not vanished; one that is missing has.
    assert_eq!(counts(&record, VISIT, "id,guest,role\n1,,\n").0, "1,0,0,1,0,1,0");
}

#[test]
fn the_reason_names_the_value_that_is_to_blame() {
    let (_, told) = counts(&record("blame"), VISIT, "id,guest,role\n1,Bob,hst\n");
    assert!(told.contains("`hst` is no role: it is one of") && told.contains("did you mean `host`?"), "{told}");
}

#[test]
fn a_recipe_cannot_end_the_transaction_and_a_column_may_have_any_name() {
    let record = record("ended");
    let (counted, told) = counts(&record, &format!("{VISIT}COMMIT;\n"), "id,guest,role\n1,Bob,\n");
    assert!(counted.is_empty() && told.contains("statement 5 does what is not a recipe's to do"), "{told}");
    for statement in [
        "DROP VIEW main.pledges;",
        "PRAGMA user_version = 7;",
        "DELETE FROM main.query;",
        "UPDATE [main].statement SET gist = 'x';",
        "UPDATE `main`.record SET note = 'x';",
        "WITH x AS (SELECT 1) DELETE FROM main . record;",
        "DELETE FROM change;",
        "DELETE FROM source_text;",
        "UPDATE currency SET name = 'x';",
        "INSERT OR IGNORE INTO main.topic (key, label, batch_id) VALUES ('a', 'A', 1);",
        "DELETE FROM staged;",
        "UPDATE staged SET record_id = 1;",
        "DELETE FROM rejected;",
        "INSERT INTO seen VALUES (1, 1);",
        "CREATE TEMP TABLE mine (x);",
        "ATTACH ':memory:' AS other;",
        "SAVEPOINT mine;",
    ] {
        let (counted, told) = counts(&record, &format!("{VISIT}{statement}\n"), "id,guest,role\n1,Bob,\n");
        assert!(counted.is_empty() && told.contains("does what is not a recipe's to do"), "{statement}: {told}");
    }
    // SQLite itself refuses these within a transaction.
    for statement in ["VACUUM;", "VACUUM INTO 'out.db';"] {
        let (counted, told) = counts(&record, &format!("{VISIT}{statement}\n"), "id,guest,role\n1,Bob,\n");
        assert!(counted.is_empty() && told.starts_with("error: "), "{statement}: {told}");
    }
    assert_eq!(titles_count(&record), 0);
    let (counted, told) = counts(&record, VISIT, "id,guest,role,record_id,Row_Key\n1,Bob,,9,9\n");
    assert_eq!(counted, "1,1,0,0,0,0,2", "{told}");
}

#[test]
fn days_follow_from_a_date_and_what_is_odd_is_told() {
    let record = record("told");
    let folder = record.parent().unwrap();
    let path = folder.join("told.sql");
    std::fs::write(
        &path,
        "-- Visits.\n--\n-- @reads csv\n-- @dates dmy\n-- @key 'visit-' || id\n-- @source.key our-visits\n\
        INSERT INTO record (id, key, kind) SELECT record_id, row_key, 'event' FROM staged;\n\
        INSERT INTO event (id, type, status, date) SELECT record_id, 'visit', 'occurred', edtf(day) FROM staged;\n\
        INSERT INTO party (record_id, role, n, entity_id, printed, first_day)\n\
        SELECT record_id, 'guest', 1, CASE WHEN code IS NULL THEN entity(guest, 'person') ELSE entity(guest, 'person', 'our', code) END, guest, first_day(day) FROM staged;\n",
    )
    .unwrap();
    let csv = "id,day,guest,code\n1,05/03/2023,Ada Arc,a1\n2,March 2023,Ada Arc,a2\n3,6 March 2023,Ada Arc,\n";
    std::fs::write(folder.join("told.csv"), csv).unwrap();
    let output = import(&record, &path, "told.csv", b"");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    for wanted in [
        "new records that no source is cited for: 3",
        "names that mean several entities got none: Ada Arc",
        "new entities share their names with others: Ada Arc",
    ] {
        assert!(told.contains(wanted), "{wanted} is not in\n{told}");
    }
    let conn = support::open(&record);
    let mut statement =
        conn.prepare("SELECT date || ' ' || first_day || ' ' || last_day FROM event ORDER BY id").unwrap();
    let days: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert_eq!(
        days,
        ["2023-03-05 2023-03-05 2023-03-05", "2023-03 2023-03-01 2023-03-31", "2023-03-06 2023-03-06 2023-03-06"]
    );
}

#[test]
fn the_next_day_of_a_data_set_is_no_new_release_of_the_one_before() {
    let record = record("daily");
    let beside = "INSERT INTO record (id, key, kind) SELECT record_id, row_key, 'event' FROM staged;\n\
        INSERT INTO event (id, type, status) SELECT record_id, 'visit', 'occurred' FROM staged;\n\
        INSERT INTO record (key, kind) SELECT 'norway-in-arcadia', 'relation' FROM staged LIMIT 1;\n\
        INSERT INTO relation (id, subject_id, predicate, object_id)\n\
        SELECT record.id, entity('Norway', 'country'), 'located-in', entity('Arcadia', 'region')\n\
        FROM record WHERE record.key = 'norway-in-arcadia';\n\
        INSERT INTO citation (record_id, source_id) SELECT id, source_id FROM record JOIN data_set;\n";
    assert_eq!(counts(&record, beside, "id\n1\n2\n").0, "2,2,0,0,0,0,1");
    assert_eq!(counts(&record, beside, "id\n3\n").0, "1,1,0,0,0,0,0", "the same place, and no event again");
    assert_eq!(counts(&record, beside, "id\n1\n").0, "1,0,0,1,0,1,0", "a release without the second event");
}
