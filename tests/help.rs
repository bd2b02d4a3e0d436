//! Help: what it shows can be tried as it stands, and it begins with what a person wants.

use std::process::Command;

use crate::support;

/// What a command line says on the built-in record, run by a shell as a person would.
fn typed(record: &std::path::Path, line: &str) -> (Option<i32>, String) {
    let script = format!("onrecord() {{ \"{}\" \"$@\"; }}\n{line}", env!("CARGO_BIN_EXE_onrecord"));
    let folder = record.parent().unwrap();
    let output =
        Command::new("sh").arg("-c").arg(script).env("ONRECORD_DB", record).current_dir(folder).output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn every_example_of_a_command_runs() {
    let record = support::file("help", support::fill_seed);
    let text = std::fs::read_to_string(support::root().join("seed/home/examples.toml")).unwrap();
    let examples: toml::Table = text.parse().unwrap();
    for (command, lines) in examples["run"].as_table().unwrap() {
        for line in lines.as_array().unwrap() {
            let line = line.as_str().unwrap();
            let (code, told) = typed(&record, line);
            // A page goes to a file, and a sound record is told of on stderr.
            let is_quiet = line.contains(" -o ") || command == "check";
            assert!(code == Some(0) && (is_quiet || told.lines().count() >= 2), "{command}: {line}: {code:?} {told}");
        }
    }
}

#[test]
fn what_the_help_of_a_question_shows_has_rows_in_the_built_in_record() {
    let record = support::file("help-of-questions", support::fill_seed);
    for name in support::names("seed/queries", ".sql") {
        let sql = std::fs::read_to_string(support::root().join(format!("seed/queries/{name}.sql"))).unwrap();
        let header = onrecord::script::header::Header::read(&name, &sql).unwrap();
        assert!((1..=2).contains(&header.tries.len()), "{name} shows {} examples", header.tries.len());
        for (arguments, _) in &header.tries {
            let is_chart = arguments.contains("--chart");
            let format = if is_chart { "--quiet" } else { "--csv" };
            let (code, told) = typed(&record, &format!("onrecord ask {name} {arguments} {format}"));
            assert_eq!(code, Some(0), "{name} {arguments}");
            // A sound record has nothing without a source.
            assert!(told.lines().count() >= 2 || name == "unsourced", "{name} {arguments}: {told}");
            assert!(!told.contains("nothing to draw"), "{name} {arguments}");
        }
        let (_, help) = typed(&record, &format!("onrecord ask {name} --help"));
        let at = |words: &str| help.find(words).unwrap_or_else(|| panic!("{name}: no {words}\n{help}"));
        assert!(
            at("onrecord ask") < at("Usage:") && at("Usage:") < at("--sql") && at("--sql") < at("Global options"),
            "{help}"
        );
        assert!(help.lines().count() < 60, "{name}: {} lines", help.lines().count());
    }
}
