//! Every query and every check with one thing wrong is answered otherwise by something that is asked.
//!
//! `cargo test` tries a sample; all of them are tried by
//!
//!     ONRECORD_MUTANTS=all cargo test --test all mutants -- --nocapture
//!
//! A mutant that answers everything alike survives: a better example, a richer record or another
//! planted fault catches it. What no record can tell apart stands in `equivalent.txt`, with why.

mod cases;
mod mutate;
mod words;

use std::collections::BTreeMap;

use crate::support;

/// One of so many is tried where all are not asked for.
const SAMPLE: u64 = 4;

/// The mutants that are no faults, with why: `folder/name: what | why`.
fn equivalent() -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(support::root().join("tests/mutants/equivalent.txt")).unwrap();
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (what, why) = line.rsplit_once(" | ").unwrap_or_else(|| panic!("no reason: {line}"));
            (what.to_owned(), why.to_owned())
        })
        .collect()
}

#[test]
fn mutants_of_queries_and_checks_are_caught() {
    let is_whole = std::env::var("ONRECORD_MUTANTS").is_ok_and(|wish| wish == "all");
    let only = std::env::var("ONRECORD_MUTANTS_OF").unwrap_or_default();
    let schema = std::fs::read_to_string(support::root().join("schema.sql")).unwrap();
    let lists = words::Lists::read(&schema);
    let mut known = equivalent();
    let (subjects, records) = cases::subjects();
    let mut left = Vec::new();
    let mut seed = 1_u64;
    for kind in ["queries", "checks"] {
        let (mut tried, mut caught, mut equal, mut survived) = (0, 0, 0, 0);
        for subject in subjects.iter().filter(|subject| subject.name.starts_with(kind) && subject.name.contains(&only))
        {
            for mutant in mutate::mutants(&subject.sql, &lists) {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let is_sampled = is_whole || (seed >> 33).is_multiple_of(SAMPLE);
                if !is_sampled || !records[0].prepares(&mutant.sql) {
                    continue;
                }
                tried += 1;
                let what = format!("{}: {}", subject.name, mutant.what);
                match (subject.answers_alike(&mutant.sql, &records), known.remove(&what)) {
                    (false, None) => caught += 1,
                    (false, Some(_)) => left.push(format!("{what}: it is listed as equivalent, and caught")),
                    (true, Some(_)) => equal += 1,
                    (true, None) => {
                        survived += 1;
                        left.push(format!("{what}    (line {})", mutant.line));
                    }
                }
            }
        }
        println!("{kind}: {tried} mutants, {caught} caught, {equal} equivalent, {survived} survived");
    }
    if is_whole && only.is_empty() {
        left.extend(known.keys().map(|what| format!("{what}: it is listed as equivalent, and there is none")));
    }
    assert!(left.is_empty(), "{} left:\n{}", left.len(), left.join("\n"));
}
