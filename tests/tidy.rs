//! What the source code promises: layers that point one way, small files, quiet modules.

use crate::support;
use std::fs;
use std::path::Path;

/// The layers in order: a module uses only those before it, or its own; not its siblings.
const LAYERS: &[&[&str]] = &[
    &["text"],
    &["error"],
    &["seed"],
    &["files", "value"],
    &["script", "reader"],
    &["shape"],
    &["output"],
    &["record"],
    &["history"],
    &["facts", "import", "answer"],
    &["check", "export"],
    &["cli"],
];

fn rust_files(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.strip_prefix(support::root()).unwrap().display().to_string();
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
}

fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    rust_files(&support::root().join("src"), &mut found);
    found
}

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
