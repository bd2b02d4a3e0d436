//! Inputs that would lose or change what stands in them: each is told, and nothing of it comes in otherwise.

use crate::support::desk::Desk;
use crate::support::table::workbook_with;

const EVENTS: &str = "-- Events.
--
-- @reads csv
-- @key 'v-' || id
-- @source.key visits
-- @source.title Visits
INSERT INTO record (id, key, kind) SELECT record_id, row_key, 'event' FROM staged;
INSERT INTO event (id, type, title, status, date) SELECT record_id, 'visit', title, 'occurred', edtf(day) FROM staged;
INSERT INTO citation (record_id, source_id) SELECT record_id, data_set.source_id FROM staged JOIN data_set;
";

const NAMES: &str = "-- Names.
--
-- @reads jsonl
-- @key 'n-' || (json ->> '$.n')
-- @source.key names
-- @source.title Names
INSERT INTO record (id, key, kind) SELECT record_id, row_key, 'event' FROM staged;
INSERT INTO event (id, type, title, status, date, place_id)
SELECT record_id, 'other', json ->> '$.name', 'occurred', '2022', entity(json ->> '$.name', json ->> '$.kind') FROM staged;
INSERT INTO citation (record_id, source_id) SELECT record_id, data_set.source_id FROM staged JOIN data_set;
";

fn desk(name: &str, files: &[(&str, &str)]) -> Desk {
    let desk = Desk::new(name, files);
    desk.done(&["init", "b.db"]);
    desk
}

#[test]
fn text_behind_a_closing_quote_joins_no_rows() {
    let rows = "id,day,title\n1,2020-01-01,\"a\n2,2020-01-02,\"b\"\n3,2020-01-03,c\n4,2020-01-04,\"d \"\"e\"\"\"\n";
    let desk = desk("torn", &[("e.sql", EVENTS), ("e.csv", rows)]);
    let (_, told) = desk.done(&["import", "e.sql", "e.csv", "--db", "b.db"]);
    assert!(told.contains("line 2: text stands behind a quote that closes a field"), "{told}");
    // What is mended by hand is kept as it stood.
    let kept = std::fs::read_to_string(desk.0.join("e.csv.rejected.csv")).unwrap();
    assert!(kept.ends_with(",\"1,2020-01-01,\"\"a\n2,2020-01-02,\"\"b\"\"\"\n"), "{kept}");
    let (titles, _) = desk.done(&["sql", "SELECT title FROM event WHERE type = 'visit' AND id IN (SELECT id FROM record WHERE key LIKE 'v-%') ORDER BY id", "--csv", "--db", "b.db"]);
    assert_eq!(titles, "title\nc\n\"d \"\"e\"\"\"\n");
    std::fs::write(desk.0.join("head.csv"), "id,\"day\"x,title\n1,2020-01-01,a\n").unwrap();
    let told = desk.refused(&["import", "e.sql", "head.csv", "--db", "b.db"]);
    assert!(told.contains("in the line of names text stands behind a quote"), "{told}");
}

#[test]
fn bytes_that_are_no_letter_of_the_encoding_reject_their_row() {
    let recipe = EVENTS.replace("-- @reads csv", "-- @reads csv\n-- @encoding utf-8");
    let desk = desk("letters", &[("e.sql", &recipe)]);
    std::fs::write(desk.0.join("e.csv"), b"id,day,title\n1,2020-01-01,caf\xe9\n2,2020-01-02,b\n").unwrap();
    let (_, told) = desk.done(&["import", "e.sql", "e.csv", "--db", "b.db"]);
    assert!(told.contains("line 2: it has bytes that are no letter of its encoding"), "{told}");
    let recipe = NAMES.replace("-- @reads jsonl", "-- @reads xml\n-- @element v");
    std::fs::write(desk.0.join("x.sql"), recipe).unwrap();
    std::fs::write(desk.0.join("x.xml"), "<?xml version=\"1.0\" encoding=\"x-foo\"?><r><v><n>1</n></v></r>").unwrap();
    let told = desk.refused(&["import", "x.sql", "x.xml", "--db", "b.db"]);
    assert!(told.contains("it declares the encoding `x-foo`, which is not known"), "{told}");
    // Excel's Unicode text says by its first bytes what it is.
    std::fs::write(desk.0.join("plain.sql"), EVENTS).unwrap();
    let wide = "\u{feff}id,day,title\n8,2020-01-01,caf\u{e9}\n".encode_utf16().flat_map(u16::to_le_bytes);
    std::fs::write(desk.0.join("wide.csv"), wide.collect::<Vec<u8>>()).unwrap();
    desk.done(&["import", "plain.sql", "wide.csv", "--db", "b.db"]);
    let sql = "SELECT title FROM event JOIN record USING (id) WHERE key = 'v-8'";
    assert_eq!(desk.done(&["sql", sql, "--csv", "--db", "b.db"]).0, "title\ncaf\u{e9}\n");
    // The picture of a letter that is none may be what was written.
    let element = |name: &str| format!("json ->> '$.{name}[0].\"#text\"'");
    let recipe = NAMES.replace("-- @reads jsonl", "-- @reads xml\n-- @element v");
    let recipe = ["n", "name", "kind"]
        .iter()
        .fold(recipe, |sql, name| sql.replace(&format!("json ->> '$.{name}'"), &element(name)));
    std::fs::write(desk.0.join("x.sql"), recipe).unwrap();
    let picture = "<?xml version=\"1.0\"?><r><v><n>1</n><name>a\u{fffd}b</name><kind>person</kind></v></r>";
    std::fs::write(desk.0.join("p.xml"), picture).unwrap();
    let (accounted, told) = desk.done(&["import", "x.sql", "p.xml", "--db", "b.db", "--csv"]);
    assert!(accounted.contains("\n1,1,0,0,0"), "{accounted}{told}");
}

#[test]
fn the_accounting_takes_the_place_of_nothing_that_is_read_or_written() {
    let desk = desk("accounting", &[("e.sql", EVENTS), ("e.csv", "id,day,title\n1,2020-01-01,a\n")]);
    let before = ["b.db", "e.sql", "e.csv"].map(|name| std::fs::read(desk.0.join(name)).unwrap());
    for target in ["b.db", "e.csv", "e.sql", "rejects.csv"] {
        let import = ["import", "e.sql", "e.csv", "--rejects", "rejects.csv", "--accounting", target, "--db", "b.db"];
        let (code, _, told) = desk.run(&import);
        assert!(code == 2 && told.contains("would take its place"), "{target}: {code} {told}");
    }
    assert_eq!(["b.db", "e.sql", "e.csv"].map(|name| std::fs::read(desk.0.join(name)).unwrap()), before);
}

#[test]
fn names_that_sound_alike_are_told_apart_and_a_city_is_no_country() {
    let rows = r#"{"n":1,"name":"王","kind":"person"}
{"n":2,"name":"汪","kind":"person"}
{"n":3,"name":"Paris","kind":"place"}
{"n":4,"name":"日本","kind":"country"}
{"n":5,"name":"a\ud800b","kind":"person"}
{"n":6,"name":"B","name":"C","kind":"person"}
{"n":7,"name":"D","kind":"person"} {"n":8,"name":"E","kind":"person","n":9}
"#;
    let cut = desk("cut-list", &[("n.sql", NAMES), ("cut.json", "[{\"n\":1,\"name\":\"A\",\"kind\":\"person\"}")]);
    let told = cut.refused(&["import", "n.sql", "cut.json", "--db", "b.db"]);
    assert!(told.contains("a list that is never closed"), "{told}");
    let desk = desk("sounds", &[("n.sql", NAMES), ("n.jsonl", rows)]);
    let (_, told) = desk.done(&["import", "n.sql", "n.jsonl", "--db", "b.db"]);
    assert!(told.contains("line 5: it holds half of a letter"), "{told}");
    for (line, name) in [(6, "name"), (7, "n")] {
        assert!(told.contains(&format!("line {line}: the name `{name}` stands twice in one object")), "{told}");
    }
    let sql = "SELECT entity.name, entity.kind FROM event JOIN record ON record.id = event.id AND record.key LIKE 'n-%'
      JOIN entity ON entity.id = event.place_id ORDER BY event.id";
    let (rows, _) = desk.done(&["sql", sql, "--csv", "--db", "b.db"]);
    assert_eq!(rows, "name,kind\n王,person\n汪,person\nParis,place\nJapan,country\nD,person\n");
    let (shown, _) = desk.done(&["show", "汪", "--csv", "--db", "b.db"]);
    assert!(shown.contains("person: 汪") && !shown.contains("Wenbin"), "{shown}");
}

#[test]
fn numbers_and_measures_that_are_none_are_told() {
    let acled = "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,assoc_actor_1,actor2,assoc_actor_2,country,admin1,location,latitude,longitude,source,notes,fatalities,iso\n";
    let row = |n: &str, deaths: &str, lat: &str| {
        format!(
            "X{n},2022-03-01,1,Battle-No change of territory,,A,,B,,Norway,,Oslo{n},{lat},10.7,S,,\"{deaths}\",578\n"
        )
    };
    let rows = [row("1", "1,200", "59.9"), row("2", "about 10", "59.9"), row("3", "3", "\"59,9\"")].concat();
    let desk = desk("numbers", &[("a.csv", &(acled.to_owned() + &rows))]);
    let (_, told) = desk.done(&["import", "acled", "a.csv", "--db", "b.db"]);
    assert!(told.contains("numbers that are not understood"), "{told}");
    assert!(told.contains("`about 10`") && told.contains("`59,9`"), "{told}");
    let (rows, _) = desk.done(&[
        "sql",
        "SELECT best FROM figure WHERE measure = 'dead' AND as_written IN ('1,200', '3', 'about 10') ORDER BY id",
        "--csv",
        "--db",
        "b.db",
    ]);
    assert_eq!(rows, "best\n1200.0\n3.0\n");
    let (types, _) = desk.done(&[
        "sql",
        "SELECT DISTINCT event.type FROM event JOIN record ON record.id = event.id WHERE key LIKE 'acled-%'",
        "--csv",
        "--db",
        "b.db",
    ]);
    assert_eq!(types, "type\nfight\n");
}

#[test]
fn a_column_is_the_one_that_is_named_whatever_stands_in_its_name() {
    let odd = "id,\"it's \"\"x\"\"\",\"when\nfeed\"\n1,a very long text,2020-01-01\n2,d is long too,2020-01-02\n";
    let cased = "id,day,TITLE,title\n1,2020-01-01,SHOUTED,said\n";
    let desk = desk("columns", &[("odd.csv", odd), ("e.sql", EVENTS), ("cased.csv", cased)]);
    desk.done(&["import", "--new", "odd.csv", "-o", "odd.sql", "--db", "b.db"]);
    let (accounted, _) = desk.done(&["import", "odd.sql", "odd.csv", "--db", "b.db", "--csv"]);
    assert!(accounted.contains("\n2,2,0,0,0"), "{accounted}");
    let (_, told) = desk.done(&["import", "e.sql", "cased.csv", "--db", "b.db"]);
    assert!(told.contains("columns that the recipe does not read: 1: TITLE_2"), "{told}");
    let sql = "SELECT title FROM event JOIN record USING (id) WHERE key = 'v-1'";
    assert_eq!(desk.done(&["sql", sql, "--csv", "--db", "b.db"]).0, "title\nsaid\n");
}

#[test]
fn whole_numbers_of_json_keep_all_their_digits() {
    let rows = r#"{"n":18446744073709551616,"name":"A","kind":"person"}
{"n":18446744073709551617,"name":"B","kind":"person"}
"#;
    let recipe = NAMES.replace("edtf", "");
    let desk = desk("digits", &[("n.sql", &recipe), ("n.jsonl", rows)]);
    desk.done(&["import", "n.sql", "n.jsonl", "--db", "b.db"]);
    let sql = "SELECT key FROM record WHERE key LIKE 'n-1%' ORDER BY key";
    assert_eq!(
        desk.done(&["sql", sql, "--csv", "--db", "b.db"]).0,
        "key\nn-18446744073709551616\nn-18446744073709551617\n"
    );
}

#[test]
fn what_a_workbook_does_not_tell_by_its_values_is_told() {
    let cells = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>id</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>day</t></is></c>\
      <c r=\"C1\" t=\"inlineStr\"><is><t>title</t></is></c></row>\
      <row r=\"2\"><c r=\"A2\"><v>1.234567890123457e+17</v></c><c r=\"B2\"><v>2020</v></c><c r=\"C2\"><f>B2</f></c></row>\
      <row r=\"3\"><c r=\"A3\"><v>2</v></c><c r=\"B3\"><v>2021</v></c><c r=\"C3\"><f>1+1</f><v>2</v></c></row>\
      <row r=\"4\"><c r=\"A4\"><v>3</v></c><c r=\"C4\" t=\"inlineStr\"><is><t>x</t></is></c></row>";
    let merged = "<mergeCells count=\"2\"><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"B3:B4\"/></mergeCells>";
    let recipe = EVENTS.replace("@reads csv", "@reads xlsx\n-- @sheet Visits");
    let desk = desk("untold", &[("e.sql", &recipe)]);
    workbook_with(&desk.0.join("e.xlsx"), "Visits", cells, merged);
    let (_, told) = desk.done(&["import", "e.sql", "e.xlsx", "--accounting", "all.json", "--db", "b.db"]);
    for doubt in [
        "formulas without a value, which whoever opens and saves the workbook works out: 1: C2",
        "numbers of more than 15 digits, of which a workbook keeps no more; ids stand there as text: 1: A2",
        "merged cells, of which only the first has the value: 1: B3:B4",
    ] {
        assert!(told.replace("\n      ", " ").contains(doubt), "{doubt}: {told}");
    }
    let all = std::fs::read_to_string(desk.0.join("all.json")).unwrap();
    assert!(all.contains("\"doubts\""), "{all}");
    let sql = "SELECT key, title, date FROM event JOIN record USING (id) WHERE key LIKE 'v-%' ORDER BY key";
    let rows = desk.done(&["sql", sql, "--csv", "--db", "b.db"]).0;
    assert_eq!(rows, "key,title,date\nv-123456789012345700,,2020\nv-2,2,2021\nv-3,x,\n");
}
