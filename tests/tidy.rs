//! What the source code promises: layers that point one way, small files, quiet modules.

use crate::support;
use crate::support::sources;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// The layers in order: a module uses only those before it, or its own; not its siblings.
const LAYERS: &[&[&str]] = &[
    &["text"],
    &["error"],
    &["seed"],
    &["files", "value"],
    &["reading"],
    &["script", "reader"],
    &["shape"],
    &["output"],
    &["record"],
    &["history"],
    &["facts", "import", "answer"],
    &["check", "export"],
    &["repair"],
    &["cli"],
];

fn layer_of(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

#[test]
fn imports_never_go_up() {
    for (name, text) in sources() {
        let Some(own) = name.strip_prefix("src/").and_then(|path| path.split(['/', '.']).next()) else { continue };
        if ["main", "lib"].contains(&own) {
            continue;
        }
        let layer = layer_of(own).unwrap_or_else(|| panic!("{name} is in no layer"));
        for (n, line) in code(&name, &text).lines().enumerate() {
            for used in line.split("crate::").skip(1) {
                let module: String = used.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                let Some(other) = layer_of(&module) else { continue };
                let may = other < layer || module == own;
                assert!(may, "{name}:{}: {own} uses {module}, which stands above it or beside it", n + 1);
            }
        }
    }
}

/// The files that a file names in its `use` lines, by their paths as modules. The face of a folder
/// (`mod.rs`) hands names on, and is no room of its own.
fn used(module: &str, code: &str) -> Vec<String> {
    let parent = module.rsplit_once("::").map_or("", |(parent, _)| parent);
    let mut found = Vec::new();
    for statement in code.split(';').filter_map(|part| part.trim_start().rsplit_once("use ").map(|(_, path)| path)) {
        let path = statement.trim().trim_start_matches("crate::");
        let path = path.strip_prefix("super::").map_or_else(|| path.to_owned(), |rest| format!("{parent}::{rest}"));
        match path.split_once('{') {
            Some((before, list)) => {
                let names = list.trim_end_matches('}').split(',').map(|name| format!("{before}{}", name.trim()));
                found.push(before.trim_end_matches("::").to_owned());
                found.extend(names);
            }
            None => found.push(path),
        }
    }
    found
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let sources = sources();
    let files: Vec<(String, &str)> = sources
        .iter()
        .filter(|(name, _)| !name.ends_with("/mod.rs") && !name.ends_with("/tests.rs"))
        .map(|(name, text)| {
            let module = name.trim_start_matches("src/").trim_end_matches(".rs").replace('/', "::");
            (module, code(name, text))
        })
        .collect();
    let leads: Vec<Vec<usize>> = files
        .iter()
        .map(|(module, code)| {
            let is_used = |path: &String, other: &str| path == other || path.starts_with(&format!("{other}::"));
            let paths = used(module, code);
            (0..files.len())
                .filter(|n| files[*n].0 != *module && paths.iter().any(|path| is_used(path, &files[*n].0)))
                .collect()
        })
        .collect();
    assert!(leads.iter().map(Vec::len).sum::<usize>() > 200, "the uses are read");
    // What leads nowhere goes, again and again; what is left goes in circles.
    let mut left: BTreeSet<usize> = (0..files.len()).collect();
    while let Some(end) = left.iter().copied().find(|n| leads[*n].iter().all(|other| !left.contains(other))) {
        left.remove(&end);
    }
    let left: Vec<&String> = left.iter().map(|n| &files[*n].0).collect();
    assert!(left.is_empty(), "these use each other in circles, or lead to such: {left:?}");
}

/// What of a file is the program: tests stand below it, or in a file of their own.
fn code<'t>(name: &str, text: &'t str) -> &'t str {
    if name.ends_with("/tests.rs") { "" } else { text.split("#[cfg(test)]").next().unwrap() }
}

#[test]
fn only_main_prints_and_only_cli_reads_the_world() {
    for (name, text) in sources() {
        let code = code(&name, &text);
        for word in ["println!", "eprintln!", "print!(", "dbg!"] {
            assert!(name == "src/main.rs" || !code.contains(word), "{name} prints with {word}");
        }
        for word in ["std::env", "Utc::now", "Local::now", "SystemTime", "is_terminal"] {
            let may = name == "src/main.rs" || name.starts_with("src/cli/");
            assert!(may || !code.contains(word), "{name} reads the world with {word}");
        }
    }
}

#[test]
fn nothing_unwraps_outside_tests() {
    for (name, text) in sources() {
        let code = code(&name, &text);
        for word in [".unwrap()", ".expect(", "todo!", "unimplemented!", "TODO", "FIXME"] {
            assert!(!code.contains(word), "{name} has {word}");
        }
    }
}

#[test]
fn every_module_says_what_it_is() {
    for (name, text) in sources() {
        assert!(text.starts_with("//! "), "{name} begins with no `//!` line");
    }
}

#[test]
fn no_test_file_is_forgotten() {
    let runner = fs::read_to_string(support::root().join("tests/runner.rs")).unwrap();
    for name in support::names("tests", ".rs").into_iter().filter(|name| name != "runner") {
        assert!(runner.contains(&format!("mod {name};")), "tests/{name}.rs is not a module of tests/runner.rs");
    }
}

/// How many lines a file of the program may have.
const MOST_LINES: usize = 300;

/// How many lines a function may have.
const MOST_OF_A_FUNCTION: usize = 60;

#[test]
fn files_and_functions_are_short_and_no_folder_holds_most() {
    let mut folders: BTreeMap<String, usize> = BTreeMap::new();
    let mut all = 0;
    for (name, text) in sources() {
        let count = text.lines().count();
        assert!(count <= MOST_LINES, "{name} has {count} lines");
        all += count;
        *folders.entry(name.split('/').nth(1).unwrap().to_owned()).or_default() += count;
        let lines: Vec<&str> = text.lines().collect();
        for (n, line) in lines.iter().enumerate() {
            let indent = line.len() - line.trim_start().len();
            let words: Vec<&str> = line.split_whitespace().take(3).collect();
            if !words.contains(&"fn") || line.ends_with(';') {
                continue;
            }
            let end = format!("{}}}", " ".repeat(indent));
            let length = lines[n..].iter().position(|line| *line == end).map_or(1, |at| at + 1);
            assert!(length <= MOST_OF_A_FUNCTION, "{name}:{}: a function of {length} lines", n + 1);
        }
    }
    for (folder, count) in folders {
        assert!(count * 5 <= all, "src/{folder} holds {count} of {all} lines, more than a fifth");
    }
}

#[test]
fn the_methods_of_a_type_stand_in_its_file() {
    for (name, text) in sources() {
        for line in code(&name, &text).lines() {
            let Some(rest) = line.strip_prefix("impl").filter(|rest| rest.ends_with('{')) else { continue };
            if rest.contains(" for ") {
                continue;
            }
            let generic = rest.starts_with('<').then(|| rest.find("> ").unwrap() + 1);
            let of = rest[generic.unwrap_or(0)..].trim().trim_start_matches("dyn ");
            let of = of.split(|c: char| !c.is_alphanumeric()).next().unwrap();
            let is_here = ["struct", "enum", "trait"].iter().any(|kind| {
                let made = format!("{kind} {of}");
                text.lines().any(|line| line.contains(&made))
            });
            assert!(is_here, "{name} has methods of {of}, which stands elsewhere");
        }
    }
}

/// Where a default stands for what is not there, and how often: places at which nothing is hidden.
/// A mark that the schema lacks, a text that splits into nothing, a NULL that is shown as nothing.
const DEFAULTS: &[(&str, usize)] = &[
    // An answer's cells: NULL is shown as nothing.
    ("src/answer/cite.rs", 1),
    ("src/answer/run.rs", 1),
    ("src/check/mod.rs", 1),
    ("src/output/chart/mark.rs", 1),
    ("src/output/page/section.rs", 1),
    ("src/check/meaning.rs", 3),
    ("src/check/texts.rs", 4),
    ("src/output/delimited.rs", 1),
    ("src/output/raw.rs", 1),
    ("src/record/derive.rs", 1),
    ("src/record/foreign.rs", 1),
    ("src/shape/mod.rs", 4),
    // A name that is no text is near to nothing; a path without a name has none.
    ("src/cli/import.rs", 1),
    ("src/cli/help.rs", 1),
    ("src/record/entity.rs", 1),
    // The first or last of what a text splits into, which always has one.
    ("src/error/told.rs", 1),
    ("src/facts/document.rs", 1),
    ("src/facts/spans.rs", 2),
    ("src/facts/json_schema.rs", 2),
    ("src/import/input/delimited.rs", 2),
    ("src/import/input/sheet.rs", 1),
    ("src/import/input/unpacked.rs", 1),
    ("src/script/parameter.rs", 1),
    ("src/shape/read.rs", 1),
    // A language without words finds none.
    ("src/value/told_day/words.rs", 1),
    ("src/text/mod.rs", 1),
    ("src/value/sentence.rs", 5),
    // What the schema does not say; a test of the shape sees that it says what is needed.
    ("src/cli/schema.rs", 1),
    ("src/facts/parts.rs", 1),
    ("src/facts/told.rs", 1),
    ("src/shape/field.rs", 1),
    ("src/shape/rule.rs", 5),
    // A list of an earlier export that cannot be read names no file, so that none is replaced.
    ("src/files/folder.rs", 1),
    // Numbers of JSON are whole or not; a row without a key is shown by none.
    ("src/history/batches.rs", 2),
    // A value without a name of its own; one that is no day.
    ("src/import/stage/functions.rs", 1),
    ("src/record/put.rs", 1),
];

#[test]
fn a_default_hides_no_fault() {
    for (name, text) in sources() {
        let count = code(&name, &text).matches("unwrap_or_default()").count();
        let known = DEFAULTS.iter().find(|(file, _)| *file == name).map_or(0, |(_, count)| *count);
        assert!(count == known, "{name} has {count} defaults, and {known} are known to hide nothing");
    }
}

/// The tables that the program itself is about: who is named, what is cited from where, and when it
/// came. All others, and their columns, it knows from the shape alone.
const FRAME: &[&str] = &[
    "anchor",
    "batch",
    "change",
    "citation",
    "currency",
    "dating",
    "derived",
    "entity",
    "identifier",
    "name",
    "query",
    "record",
    "record_topic",
    "retired_key",
    "source",
    "source_text",
    "topic",
    "topic_notation",
];

/// The texts in double quotes of some Rust.
fn literals(code: &str) -> Vec<String> {
    let (mut found, mut text, mut is_within) = (Vec::new(), String::new(), false);
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code = lines.collect::<Vec<_>>().join("\n").replace("'\"'", "");
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' if is_within => {
                chars.next();
                text.push(' ');
            }
            '"' => {
                if is_within {
                    found.push(std::mem::take(&mut text));
                }
                is_within = !is_within;
            }
            c if is_within => text.push(c),
            _ => {}
        }
    }
    found
}

#[test]
fn no_word_of_diplomacy_stands_in_the_program() {
    let tables = || onrecord::shape::own().iter().filter(|table| !table.is_view);
    let is_of_frame = |table: &&onrecord::shape::Table| FRAME.contains(&table.name.as_str());
    let columns = |of_frame: bool| {
        let tables = tables().filter(move |table| is_of_frame(table) == of_frame);
        tables.flat_map(|table| table.columns.iter().map(|column| column.name.as_str())).collect::<BTreeSet<_>>()
    };
    let mut words: BTreeSet<&str> = columns(false).difference(&columns(true)).copied().collect();
    words.extend(tables().filter(|table| !is_of_frame(table)).map(|table| table.name.as_str()));
    words.retain(|word| !FRAME.contains(word));
    // These are words of SQL and of English before they are columns.
    for common in ["n", "as_written", "low", "high", "first_day", "last_day", "date", "type", "words", "part", "value"]
    {
        words.remove(common);
    }
    for (name, text) in sources().into_iter().filter(|(name, _)| !name.starts_with("src/shape/")) {
        for literal in literals(code(&name, &text)) {
            let is_sql = ["SELECT ", "FROM ", "UPDATE ", "INSERT ", "DELETE ", "WHERE "]
                .iter()
                .any(|word| literal.contains(word));
            let is_name = words.contains(literal.as_str()) && literal.contains('_');
            let used = literal.split(|c: char| !(c.is_alphanumeric() || c == '_')).find(|word| words.contains(word));
            assert!(!(is_name || is_sql && used.is_some()), "{name} names {used:?} in {literal:?}");
            assert!(!tables().any(|table| table.name == literal && !is_of_frame(&table)), "{name} names {literal:?}");
        }
    }
}
