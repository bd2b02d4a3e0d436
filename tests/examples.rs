//! What must hold of the examples in the heads of queries, and of the documents that show them.

use crate::support;
use onrecord::answer::bind;
use onrecord::script::header::Header;
use onrecord::script::parameter::Parameter;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

/// Words as a shell parts them: by blanks, but for those in quotes.
pub fn parted(text: &str) -> Vec<String> {
    let (mut words, mut word, mut quote, mut is_open) = (Vec::new(), String::new(), None, false);
    for c in text.chars() {
        match (c, quote) {
            ('\'' | '"', None) => (quote, is_open) = (Some(c), true),
            (c, Some(open)) if c == open => quote = None,
            (' ', None) if is_open => {
                words.push(std::mem::take(&mut word));
                is_open = false;
            }
            (' ', None) => {}
            (c, _) => {
                word.push(c);
                is_open = true;
            }
        }
    }
    assert!(quote.is_none(), "a quote is not closed: {text}");
    words.extend(is_open.then_some(word));
    words
}

/// What the document of a query asks: the arguments of each of its console lines.
pub fn shown(name: &str) -> Vec<Vec<String>> {
    let path = support::root().join(format!("tests/cmd/queries/{name}.md"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("{} is missing", path.display()));
    let prefix = format!("$ onrecord ask {name}");
    let lines = text.lines().filter_map(|line| line.strip_prefix(&prefix));
    lines.map(parted).filter(|arguments| !arguments.iter().any(|word| word == "--help")).collect()
}

/// The values that arguments give a parameter.
pub fn given(arguments: &[String], parameter: &Parameter) -> Vec<String> {
    let flag = format!("--{}", parameter.flag());
    let after = arguments.iter().zip(arguments.iter().skip(1)).filter(|(known, _)| **known == flag);
    after.map(|(_, value)| value.clone()).collect()
}

fn rows(conn: &Connection, sql: &str, header: &Header, arguments: &[String]) -> Vec<Vec<Value>> {
    let mut statement = conn.prepare(sql).unwrap();
    let bound: Vec<Value> = (1..=statement.parameter_count())
        .map(|n| {
            let name = statement.parameter_name(n).unwrap()[1..].to_owned();
            let parameter = header.parameters.iter().find(|p| p.name == name).unwrap();
            bind::value(conn, parameter, &given(arguments, parameter)).unwrap_or_else(|e| panic!("{arguments:?}: {e}"))
        })
        .collect();
    let width = statement.column_count();
    let mut rows = statement.query(params_from_iter(bound)).unwrap();
    let mut all = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        all.push((0..width).map(|n| row.get(n).unwrap()).collect());
    }
    all
}

/// Every query with its head and the arguments of its examples.
fn each(mut with: impl FnMut(&str, &str, &Header, &[Vec<String>])) {
    for name in support::names("seed/queries", ".sql") {
        let sql = std::fs::read_to_string(support::root().join(format!("seed/queries/{name}.sql"))).unwrap();
        let header = Header::read(&name, &sql).unwrap();
        let examples: Vec<Vec<String>> = header.examples.iter().map(|(text, _)| parted(text)).collect();
        with(&name, &sql, &header, &examples);
    }
}

#[test]
fn every_parameter_stands_in_an_example() {
    each(|name, _, header, examples| {
        for p in &header.parameters {
            let is_shown = examples.iter().any(|arguments| !given(arguments, p).is_empty());
            assert!(is_shown, "{name}: no example gives --{}", p.flag());
        }
        for arguments in examples {
            let known: usize = header.parameters.iter().map(|p| 2 * given(arguments, p).len()).sum();
            assert_eq!(known, arguments.len(), "{name}: {arguments:?} are not all parameters with their values");
        }
    });
}

#[test]
fn an_example_answers_otherwise_without_one_of_its_parameters() {
    let mut faults = Vec::new();
    each(|name, sql, header, examples| {
        let conn = support::asked_by(name);
        for arguments in examples {
            let whole = rows(&conn, sql, header, arguments);
            if whole.is_empty() {
                faults.push(format!("{name} {arguments:?} has no rows"));
            }
            for (at, flag) in arguments.iter().enumerate().step_by(2) {
                let parameter = header.parameters.iter().find(|p| format!("--{}", p.flag()) == *flag).unwrap();
                let mut other = arguments.clone();
                if parameter.is_required {
                    // Another value of the kind, from another example.
                    let mut others = examples.iter().flat_map(|other| given(other, parameter));
                    match others.find(|value| *value != arguments[at + 1]) {
                        Some(value) => other[at + 1] = value,
                        None => faults.push(format!("{name}: only one value is shown of {flag}, which is required")),
                    }
                } else {
                    other.drain(at..at + 2);
                }
                if whole == rows(&conn, sql, header, &other) {
                    faults.push(format!("{name} {arguments:?}: {flag} changes nothing"));
                }
            }
        }
    });
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_example_is_shown_with_its_answer() {
    each(|name, _, _, examples| {
        let shown = shown(name);
        for arguments in examples {
            let is_shown = shown.iter().any(|all| all.starts_with(arguments));
            assert!(is_shown, "tests/cmd/queries/{name}.md does not show {arguments:?}");
        }
    });
}

#[test]
fn a_tree_of_topics_is_shown_to_a_depth_of_a_hundred() {
    let conn = support::in_memory();
    conn.execute_batch(
        "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 150)
        INSERT INTO topic (id, key, label, parent_id, batch_id)
        SELECT 1000 + n, 'deep-' || n, 'Deep', CASE WHEN n > 1 THEN 999 + n END, 1 FROM n",
    )
    .unwrap();
    each(|name, sql, header, _| {
        if name == "topics" {
            let deepest = rows(&conn, sql, header, &[])
                .iter()
                .map(|row| row[4].clone())
                .max_by_key(|depth| format!("{depth:?}").len());
            assert_eq!(deepest, Some(Value::Integer(100)));
        }
    });
}
