//! What must hold of every check.

use crate::support;
use onrecord::check;

#[test]
fn the_invented_record_is_sound() {
    let conn = support::in_memory();
    assert_eq!(check::run(&conn, &support::built_in_checks(), &[]).unwrap(), []);
}

#[test]
fn the_built_in_record_is_sound() {
    let path = support::file("sound", support::fill_seed);
    let conn = support::open(&path);
    assert_eq!(check::run(&conn, &support::built_in_checks(), &[]).unwrap(), []);
}

/// What a check finds after a fault is planted: its key and the reason.
fn found(name: &str, planted: &str) -> Vec<String> {
    let findings = check::run(&support::with_fault(planted), &support::built_in_checks(), &[name.to_owned()]).unwrap();
    findings.into_iter().map(|finding| format!("{}: {}", finding.key, finding.reason)).collect()
}

#[test]
fn every_check_finds_what_is_planted_for_it_and_nothing_else() {
    let rewrites = std::env::var("TRYCMD").is_ok_and(|wish| wish == "overwrite");
    for name in support::names("seed/checks", ".sql") {
        let files = support::planted(&name);
        assert!(!files.is_empty(), "no fault is planted for {name}");
        for planted in files {
            let path = support::root().join(&planted);
            let text = std::fs::read_to_string(&path).unwrap();
            let told: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("-- finds ")).collect();
            let found = found(&name, &planted);
            if rewrites {
                let rest: Vec<&str> = text.lines().filter(|line| !line.starts_with("-- finds ")).collect();
                let finds = found.iter().map(|line| format!("-- finds {line}\n"));
                std::fs::write(&path, finds.collect::<String>() + &rest.join("\n") + "\n").unwrap();
            } else {
                assert!(!told.is_empty() && told == found, "{planted} says {told:#?}, and {name} finds {found:#?}");
            }
        }
    }
}

#[test]
fn a_dangling_reference_is_found() {
    let conn = support::in_memory();
    conn.execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM event WHERE id = (SELECT id FROM record WHERE key = 'arc-rita-meeting')").unwrap();
    let findings = check::run(&conn, &support::built_in_checks(), &["dangling-reference".to_owned()]).unwrap();
    assert!(findings.iter().any(|finding| finding.key == "statement"), "{findings:?}");
}

#[test]
fn an_unknown_check_is_an_error() {
    let conn = support::in_memory();
    assert!(check::run(&conn, &support::built_in_checks(), &["no-such".to_owned()]).is_err());
}
