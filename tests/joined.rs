//! Tables that a recipe reads beside its rows, and recipes' own topics.

use crate::support::desk::Desk;

const VISITS: &str = "-- Visits, whose places stand in a table of their own.
--
-- @reads csv
-- @null NA
-- @with cities by id
-- @with hosts by number, year
-- @key 'visit-' || id
-- @source.key visits
INSERT INTO rejected (row_number, reason)
SELECT row_number, 'no city has the number ' || city FROM staged
WHERE NOT EXISTS (SELECT 1 FROM cities WHERE cities.id = staged.city);

INSERT INTO record (id, key, kind) SELECT record_id, row_key, 'event' FROM staged;

INSERT INTO event (id, type, title, status, date, place_id)
SELECT record_id, 'visit', coalesce(hosts.host, 'somebody') || ' in ' || cities.city_name, 'occurred', edtf(day), entity(cities.country, 'country')
FROM staged
JOIN cities ON cities.id = staged.city
LEFT JOIN hosts ON hosts.number = staged.host AND hosts.year = substr(day, 1, 4);

INSERT INTO citation (record_id, source_id) SELECT record_id, source_id FROM staged JOIN data_set;
";

const ROWS: &str = "id,day,city,host\n1,2023-01-17,7,1\n2,2023-01-18,8,2\n3,2023-01-19,9,1\n";
const CITIES: &str = "id,City Name,country,population\n7,Oslo,Norway,1\n8,Lund,Sweden,2\n";

fn desk(name: &str) -> Desk {
    let hosts = "number\tyear\thost\n1\t2022\tAda\n1\t2023\tRita\n2\t2023\tNA\n";
    let files = [("v.sql", VISITS), ("v.csv", ROWS), ("cities.csv", CITIES), ("hosts.tsv", hosts)];
    Desk::new(name, &files)
}

#[test]
fn a_recipe_joins_tables_beside_its_rows() {
    let desk = desk("joined");
    let import = ["import", "v.sql", "v.csv", "--with", "cities=cities.csv", "--with", "hosts=hosts.tsv"];
    let (stdout, _) = desk.done(&[&import[..], &["--explain"]].concat());
    assert!(stdout.contains("visit-1"), "{stdout}");
    let (_, stderr) = desk.done(&import);
    // What stands for no value does so there too; a row for each that is found.
    assert_eq!(
        desk.sql("SELECT key, title, place FROM events ORDER BY key"),
        ["visit-1,Rita in Oslo,Norway", "visit-2,somebody in Lund,Sweden"].map(str::to_owned)
    );
    assert!(stderr.contains("line 4: no city has the number 9"), "{stderr}");
    assert!(stderr.contains("columns that the recipe does not read: 1: cities.population"), "{stderr}");
    let (stdout, _) = desk.done(&[&import[..], &["--csv"]].concat());
    assert!(stdout.contains("\n3,0,0,2,1,0,0\n"), "{stdout}");
}

#[test]
fn a_table_that_is_joined_is_given_sound_and_asked_for() {
    let desk = desk("joined-wrong");
    let refused = |given: &[&str], words: &str| {
        let stderr = desk.refused(&[&["import", "v.sql", "v.csv"], given].concat());
        assert!(stderr.contains(words), "{stderr}");
    };
    refused(&[], "v.sql also reads a table `cities`, which is not given");
    refused(&["--with", "cities=cities.csv"], "--with hosts=FILE says where it is");
    refused(&["--with", "towns=cities.csv"], "v.sql joins no table `towns`");
    desk.write("short.csv", "id,country,city_name\n7,Norway\n");
    refused(
        &["--with", "cities=short.csv", "--with", "hosts=hosts.tsv"],
        "`short.csv`, line 2: it has 2 fields instead of 3",
    );
    desk.write("nameless.csv", "number,country,city_name\n7,Norway,Oslo\n");
    refused(&["--with", "cities=nameless.csv", "--with", "hosts=hosts.tsv"], "the table `cities` has no column `id`");
    assert_eq!(desk.sql("SELECT count(*) FROM event"), ["0"]);
    for taken in ["event", "events", "Staged", "rejected"] {
        desk.write("t.sql", &VISITS.replace("@with cities", &format!("@with {taken}")));
        let stderr = desk.refused(&[
            "import",
            "t.sql",
            "v.csv",
            "--with",
            &format!("{taken}=cities.csv"),
            "--with",
            "hosts=hosts.tsv",
        ]);
        assert!(stderr.contains("which is the name of another"), "{taken}: {stderr}");
    }
    desk.write("t.sql", &VISITS.replace("@with cities", "@with c;ties"));
    assert!(desk.refused(&["import", "t.sql", "v.csv"]).contains("`c;ties` is no name of a table"));
    assert_eq!(desk.run(&["import", "v.sql", "v.csv", "--with", "cities"]).0, 2);
}

#[test]
fn topics_and_predicates_of_ones_own_come_in_a_facts_file_first() {
    let words = "[[topic]]\nkey = \"fisheries\"\nlabel = \"Fisheries\"\nnotations.ours = [\"12\"]\n\n\
        [[predicate]]\nkey = \"sits-in\"\nlabel = \"sits in\"\ninverse = \"is the seat of\"\n";
    let sql = "-- Seats.\n--\n-- @reads csv\n-- @key 'seat-' || id\n-- @source.key seats\n\
        INSERT INTO record (id, key, kind) SELECT record_id, row_key, 'relation' FROM staged;\n\
        INSERT INTO relation (id, subject_id, predicate, object_id)\n\
        SELECT record_id, entity(who, 'organization'), 'sits-in', entity(land, 'country') FROM staged;\n\
        INSERT INTO record_topic (record_id, topic_id) SELECT record_id, topic('ours', theme) FROM staged;\n\
        INSERT INTO citation (record_id, source_id) SELECT record_id, source_id FROM staged JOIN data_set;\n";
    let desk = Desk::new(
        "own-words",
        &[("words.toml", words), ("s.sql", sql), ("s.csv", "id,who,land,theme\n1,A Court,Norway,12\n")],
    );
    desk.done(&["add", "words.toml"]);
    desk.done(&["import", "s.sql", "s.csv"]);
    assert_eq!(
        desk.sql("SELECT subject, predicate, object FROM relations WHERE key = 'seat-1'"),
        ["A Court,sits in,Norway"]
    );
    assert_eq!(desk.sql("SELECT key FROM record_topic JOIN topic ON topic.id = topic_id"), ["fisheries"]);
}
