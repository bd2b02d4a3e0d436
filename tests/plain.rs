//! Plain questions: what is meant is asked, and what is not certain is told and not asked.

use std::collections::BTreeSet;
use std::process::Command;

use crate::support;

/// The share of questions whose first proposal is right, at least.
const RIGHT: f64 = 0.95;

/// What a plain question came to: the command that was asked, or those that were proposed.
struct Asked {
    ran: Option<String>,
    proposed: Vec<String>,
    code: Option<i32>,
}

fn ask(record: &std::path::Path, question: &str) -> Asked {
    let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["ask", question, "--quiet", "--csv"])
        .env("ONRECORD_DB", record)
        .output()
        .unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    let of = |start: &str| told.lines().filter_map(|line| line.strip_prefix(start)).collect::<Vec<_>>();
    let ran = of("note: asked as: onrecord ask ").first().map(|&command| command.replace(" --quiet --csv", ""));
    let hint = of(" hint: it may be ").concat();
    let proposed = hint.split('`').filter_map(|part| part.strip_prefix("onrecord ask ")).map(str::to_owned).collect();
    Asked { ran, proposed, code: output.status.code() }
}

/// A command without regard to the order of its flags.
fn parts(command: &str) -> BTreeSet<&str> {
    command.split(" --").map(str::trim).collect()
}

#[test]
fn a_plain_question_is_asked_as_it_is_meant_or_not_at_all() {
    let record = support::file("plain", support::fill_seed);
    let list = std::fs::read_to_string(support::root().join("tests/lists/plain.txt")).unwrap();
    let (mut all, mut right, mut wrong) = (0.0, 0.0, Vec::new());
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let Some((question, expected)) = line.rsplit_once('|') else { continue };
        let (question, expected) = (question.trim(), expected.trim());
        let Asked { ran, proposed, code } = ask(&record, question);
        if expected == "?" {
            if ran.is_some() || code != Some(2) {
                wrong.push(format!("{question}: {ran:?} is asked, and nothing is certain"));
            }
            continue;
        }
        all += 1.0;
        if ran.as_ref().is_some_and(|ran| parts(ran) != parts(expected)) {
            wrong.push(format!("{question}: {ran:?} is asked, and {expected} is meant"));
        }
        if ran.iter().chain(&proposed).next().is_some_and(|first| parts(first) == parts(expected)) {
            right += 1.0;
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(all >= 50.0 && right / all >= RIGHT, "{right} of {all} are right");
}

#[test]
fn the_words_of_a_question_need_no_quotes_and_options_follow() {
    let record = support::file("plain-words", support::fill_seed);
    let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["ask", "what", "did", "Rutte", "say", "about", "Dnipro?", "--csv", "--limit", "1"])
        .env("ONRECORD_DB", &record)
        .output()
        .unwrap();
    assert!(output.status.success());
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 2);
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("asked as: onrecord ask statements --for mark-rutte --about dnipro")
    );
}

#[test]
fn every_slot_is_of_a_parameter_and_every_question_can_be_asked_plainly() {
    for name in support::names("seed/queries", ".sql") {
        let sql = std::fs::read_to_string(support::root().join(format!("seed/queries/{name}.sql"))).unwrap();
        let header = onrecord::script::header::Header::read(&name, &sql).unwrap();
        assert!(!header.cues.is_empty(), "{name}");
        for slot in &header.slots {
            let parameter = header.parameters.iter().find(|parameter| parameter.name == slot.parameter);
            let parameter = parameter.unwrap_or_else(|| panic!("{name}: {}", slot.parameter));
            if let (Some(value), onrecord::script::parameter::Type::Enum(words)) = (&slot.value, &parameter.kind) {
                assert!(words.contains(value), "{name}: {} is never {value}", slot.parameter);
            }
        }
    }
}
