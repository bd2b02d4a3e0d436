//! What a filter promises: every row it keeps has what was typed, and no row that has it is left out.
//!
//! Generated records are asked as a person asks, with keys, words and days; what must come is found
//! by a plain SELECT over the tables, written here once for each thing that a filter can be about.

mod generated;
mod promised;

use crate::support;
use generated::{ENTITIES, SOURCES, TOPICS, generated};
use promised::promised;

use std::collections::BTreeSet;

use onrecord::answer::{Catalog, Query, bind};
use onrecord::script::parameter::{Parameter, Type};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

/// Filters whose rows are not records that have something: chains of relations, a day that offices
/// are judged on, and words that are compared whole.
const OTHERS: &[(&str, &str)] = &[
    ("connections", "from"),
    ("connections", "to"),
    ("offices", "on"),
    ("relations", "predicate"),
    ("sources", "publisher"),
    ("toll", "measure"),
    // No date of the generated records is worked out.
    ("worked-out-dates", "source"),
];

/// Queries whose rows are passages: each is of one source.
const PASSAGES: &[&str] = &["citations", "who-said", "wordings"];

/// What a person may type for a filter.
fn typed(parameter: &Parameter) -> &'static [&'static str] {
    match parameter.kind {
        Type::Entity(_) => ENTITIES,
        Type::Topic => TOPICS,
        Type::Source => SOURCES,
        Type::DateFirst | Type::DateLast => &["2020-01", "2020-02", "2020-03", "2020-05", "2020-07"],
        Type::Day => &["2020-01-31", "2020-02-29", "2020-03-01", "2020-03-20", "2020-06-30"],
        Type::Phrase if parameter.name == "words" => &["dam", "%", "a_b", "axb", "so A DAM"],
        Type::Text | Type::Phrase => &["dam", "land t", "%", "four"],
        _ => panic!("{}: nothing is typed", parameter.name),
    }
}

/// The rows of an answer: each with the records it is about, told as text.
fn answer(conn: &Connection, query: &Query, given: &[(&str, &str)]) -> Vec<(BTreeSet<String>, String)> {
    let values: Vec<(String, Value)> = query
        .header
        .parameters
        .iter()
        .map(|parameter| {
            let texts: Vec<String> =
                given.iter().filter(|(name, _)| *name == parameter.name).map(|(_, text)| (*text).to_owned()).collect();
            // The generated entities are of one kind: which one a parameter takes bounds what is typed, and not the answer.
            let mut parameter = parameter.clone();
            if let Type::Entity(kinds) = &mut parameter.kind {
                kinds.clear();
            }
            (parameter.name.clone(), bind::value(conn, &parameter, &texts).unwrap())
        })
        .collect();
    let sql = query.settled(&values);
    let mut statement = conn.prepare(&sql).unwrap();
    let bound: Vec<Value> = (1..=statement.parameter_count())
        .map(|n| {
            let name = &statement.parameter_name(n).unwrap()[1..];
            values.iter().find(|(known, _)| known == name).unwrap().1.clone()
        })
        .collect();
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let about = ["record_ids", "record_id", "record", "key"]
        .iter()
        .find_map(|column| names.iter().position(|name| name == column));
    let about = about.unwrap_or_else(|| panic!("{}: what is a row about?", query.name));
    let mut rows = statement.query(params_from_iter(bound)).unwrap();
    let mut all = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        let ids = match row.get::<_, Value>(about).unwrap() {
            Value::Integer(id) => BTreeSet::from([id.to_string()]),
            Value::Text(list) if names[about] == "record_ids" => {
                list.trim_matches(['[', ']']).split(',').map(str::to_owned).collect()
            }
            Value::Text(key) => BTreeSet::from([key]),
            other => panic!("{}: {other:?}", query.name),
        };
        let cell = |n: usize| match row.get::<_, Value>(n).unwrap() {
            Value::Text(text) => format!("{} `{text}`", names[n]),
            other => format!("{} {other:?}", names[n]),
        };
        // What only the period or the party that is asked for tells is no part of the record.
        let told = |n: &usize| !matches!(names[*n].as_str(), "in_period" | "through");
        let cells: Vec<String> = (0..names.len()).filter(told).map(cell).collect();
        all.push((ids, cells.join(", ")));
    }
    all
}

fn about(rows: &[(BTreeSet<String>, String)]) -> BTreeSet<String> {
    rows.iter().flat_map(|(ids, _)| ids.iter().cloned()).collect()
}

#[test]
fn every_filter_keeps_what_has_what_was_typed_and_nothing_else() {
    let (mut kept, mut dropped) = (BTreeSet::new(), BTreeSet::new());
    let mut all = BTreeSet::new();
    for seed in 1..=3 {
        let conn = generated(seed);
        let catalog = Catalog::queries(&conn, None, Vec::new());
        for name in support::names("seed/queries", ".sql") {
            let query = catalog.find(&name).unwrap();
            let is_filter = |kind: &Type| {
                matches!(
                    kind,
                    Type::Entity(_)
                        | Type::Topic
                        | Type::Source
                        | Type::DateFirst
                        | Type::DateLast
                        | Type::Day
                        | Type::Text
                        | Type::Phrase
                )
            };
            let parameters = &query.header.parameters;
            for parameter in parameters.iter().filter(|parameter| is_filter(&parameter.kind)) {
                let what = (name.as_str(), parameter.name.as_str());
                if OTHERS.contains(&what) {
                    continue;
                }
                let sql = promised(what.0, what.1).unwrap_or_else(|| panic!("{what:?}: what does it promise?"));
                all.insert(format!("{} --{}", what.0, what.1));
                for text in typed(parameter) {
                    let wanted: BTreeSet<String> = {
                        let mut statement = conn.prepare(&format!("SELECT CAST(\"column\" AS TEXT) FROM (SELECT NULL AS \"column\" WHERE 0 UNION ALL SELECT * FROM ({sql}))")).unwrap();
                        let rows = statement.query_map([text], |row| row.get(0)).unwrap();
                        rows.map(Result::unwrap).collect()
                    };
                    // What else must be given is given, one value after the other.
                    let required = parameters.iter().find(|p| p.is_required && p.name != parameter.name);
                    let others = required.map_or(&[""][..], typed);
                    for other in others {
                        let base: Vec<(&str, &str)> = required.iter().map(|p| (p.name.as_str(), *other)).collect();
                        let given = [base.clone(), vec![(what.1, *text)]].concat();
                        let found = answer(&conn, &query, &given);
                        let context = format!("{} with {given:?}, record {seed}", what.0);
                        if parameter.is_required {
                            assert_eq!(about(&found), wanted, "{context}");
                            continue;
                        }
                        let base = answer(&conn, &query, &base);
                        if PASSAGES.contains(&what.0) && what.1 == "source" {
                            let is_of_source = |row: &&(_, String)| row.1.contains(&format!(", source `{text}`, "));
                            assert_eq!(
                                found,
                                base.iter().filter(is_of_source).cloned().collect::<Vec<_>>(),
                                "{context}"
                            );
                        } else {
                            let expected: BTreeSet<String> = about(&base).intersection(&wanted).cloned().collect();
                            assert_eq!(about(&found), expected, "{context}");
                        }
                        let is_grouped = what.0 == "pledge-totals" || what.0 == "corroboration" || what.0 == "topics";
                        let strange = found.iter().find(|row| !is_grouped && !base.contains(row));
                        assert!(strange.is_none(), "{context}: {strange:?}");
                        if !found.is_empty() {
                            kept.insert(format!("{} --{}", what.0, what.1));
                        }
                        if found != base {
                            dropped.insert(format!("{} --{}", what.0, what.1));
                        }
                    }
                    if parameter.is_required {
                        kept.insert(format!("{} --{}", what.0, what.1));
                        dropped.insert(format!("{} --{}", what.0, what.1));
                    }
                }
            }
        }
    }
    assert!(all.len() > 50, "{}", all.len());
    assert_eq!(kept, all, "a filter never kept a row");
    assert_eq!(dropped, all, "a filter never dropped a row");
}
