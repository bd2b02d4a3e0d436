//! What goes out: facts that load back, tables with their package, a copy without texts.

use crate::support;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use onrecord::facts::{self, to_toml};
use onrecord::record::create;
use onrecord::value::quotation;
use proptest::prelude::*;
use rusqlite::Connection;
use serde_json::Value;

fn onrecord(record: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.current_dir(record.parent().unwrap()).arg("--db").arg(record);
    command.args(arguments).stdin(Stdio::null()).output().unwrap()
}

/// The values of some columns of an exported table, row by row.
fn column(folder: &Path, table: &str, fields: &Value) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_path(folder.join(format!("{table}.csv"))).unwrap();
    let header = reader.headers().unwrap().clone();
    let of_field = |field: &Value| header.iter().position(|name| name == field.as_str().unwrap()).unwrap();
    let places: Vec<usize> = fields.as_array().unwrap().iter().map(of_field).collect();
    reader.records().map(|row| row.map(|row| places.iter().map(|n| row[*n].to_owned()).collect()).unwrap()).collect()
}

#[test]
fn tables_are_what_their_package_says() {
    let record = support::file("tables", support::fill_fixture);
    let output = onrecord(&record, &["export", "--tables", "out"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let folder = record.with_file_name("out");
    let package: Value = serde_json::from_slice(&std::fs::read(folder.join("datapackage.json")).unwrap()).unwrap();
    let resources = package["resources"].as_array().unwrap();
    let conn = support::open(&record);
    let views: i64 =
        conn.query_row("SELECT count(*) FROM sqlite_schema WHERE type = 'view'", [], |row| row.get(0)).unwrap();
    assert_eq!(i64::try_from(resources.len()).unwrap(), views);
    assert!(!package["sources"].as_array().unwrap().is_empty());
    let schema_of = |name: &str| &resources.iter().find(|resource| resource["name"] == name).unwrap()["schema"];
    assert_eq!(schema_of("events")["primaryKey"], serde_json::json!(["record_id"]));
    assert_eq!(schema_of("citations")["foreignKeys"][0]["reference"]["resource"], "sources");
    assert_eq!(schema_of("topics")["foreignKeys"][0]["reference"]["resource"], "");
    for resource in resources {
        let name = resource["name"].as_str().unwrap();
        let schema = &resource["schema"];
        let mut reader = csv::Reader::from_path(folder.join(resource["path"].as_str().unwrap())).unwrap();
        let fields: Vec<&str> =
            schema["fields"].as_array().unwrap().iter().map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), fields, "{name}");
        assert!(!resource["description"].as_str().unwrap().is_empty(), "{name}");
        for (n, field) in schema["fields"].as_array().unwrap().iter().enumerate() {
            assert!(!field["description"].as_str().unwrap().is_empty(), "{name}: {field}");
            let mut reader = csv::Reader::from_path(folder.join(resource["path"].as_str().unwrap())).unwrap();
            for row in reader.records().map(Result::unwrap).filter(|row| !row[n].is_empty()) {
                let is_sound = match field["type"].as_str().unwrap() {
                    "integer" => row[n].parse::<i64>().is_ok(),
                    "number" => row[n].parse::<f64>().is_ok(),
                    _ => true,
                };
                assert!(is_sound, "{name}.{}: {}", fields[n], &row[n]);
            }
        }
        if !schema["primaryKey"].is_null() {
            let keys = column(&folder, name, &schema["primaryKey"]);
            assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len(), "{name}");
            assert!(keys.iter().flatten().all(|part| !part.is_empty()), "{name}");
        }
        for reference in schema["foreignKeys"].as_array().into_iter().flatten() {
            let target = reference["reference"]["resource"].as_str().unwrap();
            let target = if target.is_empty() { name } else { target };
            let known: BTreeSet<_> = column(&folder, target, &reference["reference"]["fields"]).into_iter().collect();
            for value in column(&folder, name, &reference["fields"]) {
                assert!(value[0].is_empty() || known.contains(&value), "{name}: {value:?} is not in {target}");
            }
        }
    }
}

#[test]
fn a_copy_without_texts_keeps_hashes_and_places_and_no_sentence() {
    let record = support::file("without", support::fill_fixture);
    let output = onrecord(&record, &["export", "--without-texts", "copy.db"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let copy = record.with_file_name("copy.db");
    let conn = support::open(&copy);
    let count = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(count("SELECT count(*) FROM source_text"), 0);
    assert_eq!(count("SELECT count(*) FROM anchor WHERE prefix IS NOT NULL OR suffix IS NOT NULL"), 0);
    assert!(count("SELECT count(*) FROM source WHERE sha256 IS NOT NULL") > 0);
    assert!(count("SELECT count(*) FROM anchor WHERE start_byte IS NOT NULL AND start_char IS NOT NULL") > 0);
    assert_eq!(onrecord::check::run(&conn, &support::built_in_checks(), &[]).unwrap(), []);
    // The bytes of the copy hold no run of words that only the documents have.
    let bytes = std::fs::read(&copy).unwrap();
    let held = |words: &[u8]| bytes.windows(words.len()).any(|window| window == words);
    for name in ["dam-report.txt", "dam-reply.txt"] {
        let text = std::fs::read_to_string(support::root().join("tests/fixture").join(name)).unwrap();
        let mut statement = conn.prepare("SELECT exact FROM anchor WHERE exact IS NOT NULL").unwrap();
        let cited: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        let words: Vec<&str> = text.split_whitespace().collect();
        for run in words.windows(8).map(|run| run.join(" ")) {
            assert!(!held(run.as_bytes()) || cited.iter().any(|words| words.contains(&run)), "{name}: {run}");
        }
    }
    // It is not written over.
    assert_eq!(onrecord(&record, &["export", "--without-texts", "copy.db"]).status.code(), Some(3));
}

/// Every row of every view, without the ids that differ from record to record.
fn views(conn: &Connection) -> Vec<String> {
    // What tells of the file itself is none of what it says.
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'view' AND name <> 'start_here' ORDER BY name";
    let mut names = conn.prepare(sql).unwrap();
    let names: Vec<String> = names.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut all = Vec::new();
    for view in names {
        let mut statement = conn.prepare(&format!("SELECT * FROM {view}")).unwrap();
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let kept: Vec<usize> = (0..columns.len()).filter(|n| !columns[*n].ends_with("_id")).collect();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            // Names that one cell lists may be listed in another order.
            let cell = |n: &usize| {
                let mut parts: Vec<String> =
                    format!("{:?}", row.get_ref_unwrap(*n)).split("; ").map(str::to_owned).collect();
                parts.sort();
                parts.join("; ")
            };
            all.push(format!("{view} {}", kept.iter().map(cell).collect::<Vec<_>>().join(" | ")));
        }
    }
    all.sort();
    all
}

/// What is exported loads back to an equal record, which exports the same.
fn round_trip(conn: &Connection) {
    let files = to_toml::facts(conn).unwrap();
    let (mut facts, mut texts) = (Vec::new(), Vec::new());
    for (name, content) in &files {
        if Path::new(name).extension().is_some_and(|ending| ending == "toml") {
            facts.push((name.clone(), String::from_utf8(content.clone()).unwrap()));
        } else {
            texts.push(facts::GivenText { key: None, name: name.clone(), bytes: content.clone() });
        }
    }
    let again = create::in_memory(|conn| facts::load(conn, &facts, &texts, "facts", support::NOW).map(|_| ())).unwrap();
    let exported = to_toml::facts(&again).unwrap();
    for (first, second) in files.iter().zip(&exported) {
        assert_eq!((&first.0, String::from_utf8_lossy(&first.1)), (&second.0, String::from_utf8_lossy(&second.1)));
    }
    assert_eq!(files.len(), exported.len());
    let (before, after) = (views(conn), views(&again));
    for (first, second) in before.iter().zip(&after) {
        assert_eq!(first, second);
    }
    assert_eq!(before.len(), after.len());
}

#[test]
fn the_invented_and_the_built_in_record_survive_a_round_trip() {
    round_trip(&support::in_memory());
    round_trip(&create::in_memory(support::fill_seed).unwrap());
}

/// A date of any kind that the format takes.
fn date() -> impl Strategy<Value = String> {
    let day =
        (0..4_000_i32, 1..13_u32, 1..29_u32).prop_map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}"));
    prop_oneof![
        day.clone(),
        (1000..2999_i32).prop_map(|year| year.to_string()),
        (1000..2999_i32, 1..13_u32).prop_map(|(year, month)| format!("{year}-{month:02}~")),
        day.clone().prop_map(|day| format!("../{day}")),
        day.clone().prop_map(|day| format!("{day}/..")),
        day.prop_map(|day| format!("[..{day}]")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn generated_records_survive_a_round_trip(
        texts in prop::collection::vec("[ -~¡-ÿא-ת中\n\t\"'\\\\]{1,40}", 12),
        dates in prop::collection::vec(date(), 6),
        low in prop::option::of(-9_000_000_000_000_000_000_i64..9_000_000_000_000_000_000),
        more in 0..1_000_000_i64,
        (flag, type_, form, stage, role) in (
            any::<bool>(),
            prop::sample::select(vec!["meeting", "visit", "attack", "other"]),
            prop::sample::select(vec!["direct", "indirect", "fragment", "narration"]),
            prop::sample::select(vec!["pledged", "committed", "disbursed"]),
            prop::sample::select(vec!["host", "guest", "target", "mediator"]),
        ),
        rank in prop::option::of(prop::sample::select(vec!["preferred", "deprecated"])),
        parts in 1..4_usize,
        figures in prop::collection::vec(0..1_000_i64, 3),
    ) {
        prop_assume!(texts.iter().all(|text| !text.trim().is_empty()));
        // A quotation given with its marks is a fault of its own, and refused.
        prop_assume!(texts[..parts].iter().all(|text| quotation::without_marks(text.trim()).is_none()));
        let quoted = |n: usize| toml::Value::String(texts[n].clone()).to_string();
        let anchors: Vec<String> = (0..parts).map(|n| format!("{{ quote = {}, sentence = {} }}", quoted(n), n + 1)).collect();
        let money = low.map(|low| format!("money = {{ low = {low}, high = {}, currency = \"EUR\", approximate = {flag} }}\n", low.saturating_add(more))).unwrap_or_default();
        let rank = rank.map(|rank| format!("rank = \"{rank}\"\nreason = {}\n", quoted(10))).unwrap_or_default();
        let mut figures = figures;
        figures.sort_unstable();
        let facts = format!(
            r#"[source]
key = "s"
kind = "speech"
title = {t0}
published = "{d0}"
published_basis = "stated"

[[currency]]
code = "EUR"
name = "Euro"
minor_unit = 2

[[predicate]]
key = "knows"
label = "knows"
inverse = "is known by"

[[topic]]
key = "a-topic"
label = {t8}

[[topic]]
key = "below"
label = "Below"
parent = "a-topic"
notations = {{ cameo = ["042"] }}

[[entity]]
key = "e"
kind = "person"
name = {t1}
names.alias = [{t2}, {t3}]
began = "{d1}"
cite = [{t2}]

[[entity]]
key = "f"
kind = "country"
name = {t9}
identifiers.a-scheme = {t8}
cite = [{t2}]

[[relation]]
key = "r"
subject = "e"
predicate = "knows"
object = "f"
since = "{d2}"
attested = {{ date = "{d3}", words = {t4}, from = "2020-01-01" }}
{rank}cite = [{t2}]

[[event]]
key = "v"
type = "{type_}"
title = {t5}
status = "occurred"
date = "{d4}"
place = "f"
parties.{role} = ["e", {{ printed = {t6} }}]
topics = ["below"]
coding = {{ scheme = "cameo", code = "042", tone = 1.25, mentions = {mentions} }}
cite = [{t3}]

[[event]]
key = "w"
type = "other"
status = "planned"
part_of = "v"
cite = [{t3}]

[[figure]]
key = "n"
about = "v"
measure = {t6}
low = {low_figure}
best = {best_figure}
high = {high_figure}
unit = "people"
as_written = {t7}
approximate = {flag}
as_of = "{d5}"
cite = [{t3}]

[[statement]]
key = "t"
verb = "says"
form = "{form}"
gist = {t4}
speaker_basis = "stated"
parties.speaker = ["e", {{ printed = {t5} }}]
occasion = "v"
asserts = ["n"]
denies = ["g"]
note = {t6}
cite = [{anchors}]

[[statement]]
key = "u"
verb = "answers"
form = "indirect"
gist = {t4}
speaker_basis = "unknown"
responds_to = "t"
told_in = "t"
cite = [{t3}]

[[pledge]]
key = "p"
kind = "aid"
title = {t7}
parties.donor = ["f"]
cite = [{t2}]

[[stage]]
key = "g"
pledge = "p"
stage = "{stage}"
{money}cite = [{t3}]

[[stage]]
key = "h"
pledge = "p"
stage = "{stage}"
additional_to = "g"
cite = [{t3}]

[[conversion]]
key = "c"
stage = "g"
money = {{ low = {more}, high = {more}, currency = "EUR" }}
rate = "1.08"
rate_on = "2020-02-29"
cite = [{t3}]

[[dispute]]
key = "d"
kind = "contradiction"
question = {t0}
why = {t1}
cite = [{t3}]
sides = [
  {{ record = "t", claim = {t2}, preferred = {flag} }},
  {{ record = "u", claim = {t5} }},
]
"#,
            t0 = quoted(0), t1 = quoted(1), t2 = quoted(2), t3 = quoted(3), t4 = quoted(4), t5 = quoted(5),
            t6 = quoted(6), t7 = quoted(7), t8 = quoted(8), t9 = quoted(9),
            d0 = dates[0], d1 = dates[1], d2 = dates[2], d3 = dates[3], d4 = dates[4], d5 = dates[5],
            mentions = figures[0], low_figure = figures[0], best_figure = figures[1], high_figure = figures[2],
            anchors = anchors.join(", "),
        );
        let files = [("generated.toml".to_owned(), facts)];
        let conn = create::in_memory(|conn| facts::load(conn, &files, &[], "facts", support::NOW).map(|_| ()))
            .unwrap_or_else(|error| panic!("{error}\n{}", files[0].1));
        round_trip(&conn);
    }
}
