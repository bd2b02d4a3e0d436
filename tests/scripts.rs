//! For scripts: questions described as data, notes and errors as data, how much work an answer was.

use crate::support::desk::Desk;

use serde_json::{Value, json};

fn lines(told: &str) -> Vec<Value> {
    told.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}"))).collect()
}

#[test]
fn errors_and_notes_are_an_object_a_line() {
    let desk = Desk::new("error-format", &[("bad.toml", "[[event]]\nkey = \"x\"\ntitel = \"y\"\n")]);
    let told = |arguments: &[&str]| {
        let (code, _, told) = desk.run(&[arguments, &["--error-format", "json"]].concat());
        (code, lines(&told).pop().unwrap())
    };
    let (code, error) = told(&["sql", "SELECT 'é',\n nosuch"]);
    assert_eq!((code, &error["kind"], &error["exit"]), (3, &json!("sql"), &json!(3)));
    assert_eq!(error["at"], json!({ "byte": 14, "line": 2, "column": 2 }));
    assert_eq!(error["message"], "no such column: nosuch");
    let (code, error) = told(&["ask", "pledges", "--doner", "nl"]);
    assert_eq!(
        (code, &error["kind"], &error["hint"]),
        (2, &json!("usage"), &json!("a similar argument exists: '--donor'"))
    );
    let (code, error) = told(&["nosuch"]);
    assert_eq!((code, &error["level"], &error["exit"]), (2, &json!("error"), &json!(2)), "{error}");
    let (code, error) = told(&["add", "bad.toml"]);
    assert_eq!((code, &error["kind"]), (3, &json!("faults")));
    assert!(error["faults"][0]["place"].as_str().unwrap().starts_with("bad.toml:"), "{error}");
    let endless = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) FROM c";
    let (code, error) = told(&["sql", endless, "--timeout", "0.1"]);
    assert_eq!((code, &error["kind"]), (4, &json!("timeout")));
    // What the program waits for and cannot stop is told in the same way.
    let (code, error) =
        told(&["sql", "SELECT printf('%.*c', 900000000, 'x')", "--timeout", "0", "--max-memory", "4000"]);
    assert_eq!((code, &error["kind"]), (4, &json!("timeout")));
    let (_, note) = told(&["ask", "statements"]);
    assert_eq!(note["level"], "note");
}

#[test]
fn work_is_counted_where_it_is_asked_for() {
    let desk = Desk::new("stats", &[]);
    let sql = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c LIMIT 1000) SELECT n FROM c ORDER BY -n";
    let (answer, told) = desk.done(&["sql", sql, "--csv", "--stats", "-q", "--error-format", "json"]);
    assert_eq!(answer.lines().count(), 1001);
    let told = lines(&told);
    let [stats] = told.as_slice() else { panic!("{told:?}") };
    let number = |value: &Value| value.as_f64().unwrap();
    assert_eq!(
        (&stats["level"], &stats["rows"], &stats["sqlite"]["sorts"]),
        (&json!("stats"), &json!(1000), &json!(1))
    );
    assert!(number(&stats["whole_ms"]) >= number(&stats["first_ms"]) && number(&stats["sqlite"]["steps"]) > 1000.0);
    let (_, told) = desk.done(&["sql", "SELECT 1; SELECT 2", "--jsonl", "--stats"]);
    assert_eq!(told.matches("stats: 1 row in ").count(), 2, "{told}");
    let scans = |sql: &str| {
        let (_, told) = desk.done(&["sql", sql, "--csv", "--stats", "-q", "--error-format", "json"]);
        lines(&told)[0]["sqlite"]["scanned"].clone()
    };
    assert_eq!(scans("SELECT * FROM currency WHERE code = 'EUR'"), json!(0));
    assert!(number(&scans("SELECT * FROM currency WHERE code || '' = 'EUR'")) > 100.0);
}

#[test]
fn a_question_says_what_it_takes_and_gives() {
    let desk = Desk::new("spec", &[]);
    let read = |arguments: &[&str]| serde_json::from_str::<Value>(&desk.done(arguments).0).unwrap();
    let all = read(&["ask", "--spec"]);
    let names: Vec<&str> =
        all["queries"].as_array().unwrap().iter().map(|query| query["name"].as_str().unwrap()).collect();
    assert_eq!(names, crate::support::names("seed/queries", ".sql"));
    let one = read(&["ask", "who-said", "--spec"]);
    let query = &one["queries"][0];
    assert_eq!(query["input_schema"]["required"], json!(["words"]));
    assert_eq!(query, all["queries"].as_array().unwrap().iter().find(|query| query["name"] == "who-said").unwrap());
    let pledges = read(&["ask", "pledges", "--spec"]);
    let pledges = &pledges["queries"][0];
    assert!(
        pledges["columns"].as_array().unwrap().contains(&json!({ "name": "low", "holds": "amount in major units" }))
    );
    assert_eq!(pledges["cited_by"], "record_id");
    // What is described is what is answered.
    let rows = read(
        &["ask", "pledges", "--db", "b.db", "--json"].map(|word| if word == "b.db" { built_in(&desk) } else { word }),
    );
    let given: Vec<&String> = rows[0].as_object().unwrap().keys().collect();
    let described = pledges["columns"].as_array().unwrap().iter().map(|column| column["name"].as_str().unwrap());
    assert!(described.eq(given.iter().map(|name| name.as_str())), "{given:?}");
    let schema = read(&["schema", "--json"]);
    let event = schema.as_array().unwrap().iter().find(|table| table["name"] == "event").unwrap();
    let status = event["columns"].as_array().unwrap().iter().find(|column| column["name"] == "status").unwrap();
    assert_eq!(status["words"][0]["word"], "planned");
    assert!(!status["words"][0]["means"].as_str().unwrap().is_empty() && status["required"].is_boolean(), "{status}");
}

/// A file of the built-in record beside the desk's own.
fn built_in(desk: &Desk) -> &'static str {
    desk.done(&["init", "b.db"]);
    "b.db"
}
