//! First recipes: what they guess of a table, and that they load as they are.

use crate::support::desk::Desk;

const VISITS: &str = "Visit ID;Day;Guest;Country;Nights;Remark;Link\n\
    7;17/01/2023;Ada Arc;Norway;2;They met for the first time;https://example.org/a\n\
    8;18/01/2023;Moses Kato;Sweden;NA;;https://example.org/b\n\
    9;02/02/2023;Somebody;Kenya;3;A dinner;\n";

#[test]
fn a_first_recipe_says_what_it_guesses_and_loads_as_it_is() {
    let desk = Desk::new("first", &[("v.csv", VISITS)]);
    desk.done(&["import", "--new", "v.csv", "-o", "v.sql"]);
    let recipe = std::fs::read_to_string(desk.0.join("v.sql")).unwrap();
    for told in [
        "--   Visit ID: the key of a row: each value stands once, such as 7\n",
        "--   Day: dates, the day first, as some values show, such as 17/01/2023\n",
        "--   Guest: words, such as Ada Arc\n",
        "--   Country: names, most of which the record knows: of the kind country, such as Norway\n",
        "--   Nights: numbers, such as 2\n",
        "--   Link: addresses of sources, such as https://example.org/a\n",
        "-- @delimiter ;\n-- @dates dmy\n-- @null NA\n-- @key slug('v-' || \"Visit ID\")\n",
    ] {
        assert!(recipe.contains(told), "{told}: {recipe}");
    }
    let (stdout, stderr) = desk.done(&["import", "--explain", "v.sql", "v.csv"]);
    assert!(stdout.contains("key = \"v-7\"") && stdout.contains("place = \"norway\""), "{stdout}");
    assert!(
        stderr.contains("of the first 3 rows: 3 new, 0 changed, 0 the same, 0 rejected; nothing was written"),
        "{stderr}"
    );
    assert_eq!(desk.sql("SELECT count(*) FROM events"), ["0"]);
    desk.done(&["import", "v.sql", "v.csv"]);
    assert_eq!(
        desk.sql("SELECT key, title, date, place FROM events ORDER BY key"),
        [
            "v-7,They met for the first time,2023-01-17,Norway",
            "v-8,v-8,2023-01-18,Sweden",
            "v-9,A dinner,2023-02-02,Kenya"
        ]
    );
    let (_, checked) = desk.done(&["check"]);
    assert!(checked.contains("nothing is wrong"), "{checked}");
}

#[test]
fn a_first_recipe_of_amounts_tells_pledges_and_what_no_value_shows_it_says() {
    let rows = "donor,to,when,amount,currency\nNorway,Moldova,03/04/2022,\"1.250,50\",EUR\nSweden,Kenya,05/06/2022,\"3,00\",USD\n";
    let desk = Desk::new("first-amounts", &[("a.csv", rows), ("x.xml", "<a/>"), ("n.csv", "")]);
    let (recipe, _) = desk.done(&["import", "--new", "a.csv"]);
    assert!(recipe.contains("NO VALUE SHOWS whether it is the day (@dates dmy)"), "{recipe}");
    assert!(recipe.contains("-- @decimal ,\n"), "{recipe}");
    desk.write("a.sql", &recipe);
    desk.done(&["import", "a.sql", "a.csv"]);
    assert_eq!(
        desk.sql("SELECT donor, recipient, low, currency FROM pledges ORDER BY donor"),
        ["Norway,Moldova,1250.5,EUR", "Sweden,Kenya,3.0,USD"]
    );
    assert!(desk.refused(&["import", "--new", "x.xml"]).contains("a first recipe is not made of xml"));
    assert!(desk.refused(&["import", "--new", "n.csv"]).contains("`n.csv` has no columns that a recipe could read"));
    // JSON: a property that holds one value is a column.
    desk.write("j.jsonl", "{\"id\": \"a1\", \"day\": \"2022-03-04\", \"title\": \"They met\", \"more\": {\"x\": 1}}\n");
    desk.done(&["import", "--new", "j.jsonl", "-o", "j.sql"]);
    desk.done(&["import", "j.sql", "j.jsonl"]);
    assert_eq!(desk.sql("SELECT key, title, date FROM events"), ["j-a1,They met,2022-03-04"]);
}

#[test]
fn a_table_without_names_of_columns_loses_no_row() {
    let rows = VISITS.split_once('\n').unwrap().1;
    // Years over columns are names, and so is what does not fit among the values below it.
    let wide = "Country Code,1960,1961\nNOR,1.5,2.5\nSWE,3.5,4.5\nFIN,5.5,6.5\n";
    let desk = Desk::new("headless", &[("v.csv", rows), ("w.csv", wide)]);
    let (recipe, _) = desk.done(&["import", "--new", "v.csv"]);
    assert!(
        recipe.contains("-- @columns column_1, column_2, column_3, column_4, column_5, column_6, column_7\n"),
        "{recipe}"
    );
    desk.write("v.sql", &recipe);
    desk.done(&["import", "v.sql", "v.csv"]);
    let days = desk.sql("SELECT key, date FROM events ORDER BY key");
    assert_eq!(days, ["v-ada-arc,2023-01-17", "v-moses-kato,2023-01-18", "v-somebody,2023-02-02"]);
    let (recipe, _) = desk.done(&["import", "--new", "w.csv"]);
    assert!(!recipe.contains("@columns") && recipe.contains("--   1960: numbers"), "{recipe}");
}

#[test]
fn quotes_in_a_table_of_tabs_are_letters() {
    let rows = "date\tspeaker\tquote\n2023-01-01\tAda Arc\t\"Hello\n2023-01-02\tMoses Kato\tBye\"\n";
    let desk = Desk::new("tabs-new", &[("q.tsv", rows)]);
    let (recipe, _) = desk.done(&["import", "--new", "q.tsv"]);
    assert!(recipe.contains("-- @reads tsv\n"), "{recipe}");
    desk.write("q.sql", &recipe);
    let (counts, _) = desk.done(&["import", "q.sql", "q.tsv", "--csv"]);
    assert!(counts.contains("\n2,2,0,0,0"), "{counts}");
}

#[test]
fn what_a_column_is_called_counts_where_its_values_are_not_all_sound() {
    let rows = r#"[{"id": 1, "name": "First talks", "date": "2022-02-24"}, {"id": 2, "name": "Second talks", "date": "24-Feb-2022"},
        {"id": 2, "name": "Third talks", "date": "2022-13-45"}, {"id": 12345678901234567890, "name": "Last talks", "date": "2023"}]"#;
    let desk = Desk::new("first-called", &[("d.json", rows)]);
    desk.done(&["import", "--new", "d.json", "-o", "d.sql"]);
    // A day is no key, and a number that stands for a row is no title.
    let (_, told) = desk.done(&["import", "d.sql", "d.json"]);
    assert!(told.contains("line 2: `2022-13-45`"), "{told}");
    assert_eq!(
        desk.sql("SELECT title, date FROM events ORDER BY title"),
        ["First talks,2022-02-24", "Last talks,2023", "Second talks,2022-02-24", "Third talks,"]
    );
}
